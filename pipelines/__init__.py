"""Conflict Ledger: reports become claims, claims become events, events become trends.

A figure travels through these folders; each may import what stands below it in this list, and
nothing above it (`make check` holds this, by [tool.importlinter] in pyproject.toml):

    cli           the `ledger` command
    definitions   what Dagster loads: everything under defs
    defs          the graph, its job, schedule, checks and resource; one folder for each source
    components    a source folder, a .sql file and a suite as assets and checks of Dagster
    publication   the file that people open, and what is read from it: explain, diff, export
    quality       the suites of expectations/, and running them in DuckDB
    staging       documents become rows, rows become claims under a contract
    landing       what a source declares; archive, inbox, fetching, the tables of what landed
    extraction    sentences become claims; no input or output
    warehouse     the build file, the .sql files, ids, history, studies
    vocabulary    words as CSV tables; rules of windows and reporting regimes
    settings      where data lives, from the environment
"""
