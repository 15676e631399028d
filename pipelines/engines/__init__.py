"""Engines that build the tables of models: DuckDB, the default, and Apache Spark.

A model is written once, in DuckDB's SQL. `portable.py` refuses constructs that Spark cannot run,
and `dialect.py` translates the others. Engines build tables in the build file; checks, replays of
the past and publication read that file and do not depend on the engine.
"""
