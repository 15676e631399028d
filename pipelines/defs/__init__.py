"""The definitions that Dagster loads: assets, checks, the job, its schedule and the resource."""
