"""Training of the statistical reader."""
