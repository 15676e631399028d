"""Conflict Ledger: reports become claims, claims become events, events become trends.

A figure travels through these folders. Each may import only folders below it in this list;
[tool.importlinter] in pyproject.toml enforces this in `make check`.

    cli           the `ledger` command
    definitions   what Dagster loads: everything under defs
    defs          the graph, its job, schedule, checks and resource; one folder per source
    components    turns source folders, .sql files and suites into Dagster assets and checks
    report        the page: charts, maps and the claims behind them in one HTML file
    alerts        messages about a failed refresh, by webhook and e-mail
    publication   the published file and its readers: explain, diff, export
    quality       suites of expectations/, run in DuckDB
    engines       DuckDB and Spark: where documents are read and models are built
    staging       turns documents into rows, and rows into claims that satisfy a contract
    landing       source declarations; archive, inbox, fetching, tables of landed documents
    extraction    turns sentences into claims; no input or output
    warehouse     the build file, the .sql files, ids, history, studies
    vocabulary    vocabulary as CSV tables; rules for windows and reporting regimes
    settings      paths of data and switches, from the environment
    paths         folders of the repository, and the data folder
"""
