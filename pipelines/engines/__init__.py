"""Engines that read documents and build claims and models: DuckDB, the default, and Apache Spark.

A query is written once, in DuckDB's SQL. `portable.py` refuses constructs that Spark cannot run,
and `dialect.py` translates the others. Texts are read by the same readers on both, under DuckDB in
this process and under Spark on its workers. Engines build tables in the build file; checks, replays
of the past and publication read that file and do not depend on the engine.
"""
