"""The tree of a query, from DuckDB's parser, and the tables that the query reads."""

import json
from typing import Any

import duckdb

from pipelines.warehouse.quoting import literal

Tree = dict[str, Any]


class QueryError(ValueError):
    """A query that DuckDB cannot parse."""


def parsed(query: str) -> Tree:
    """Tree of a query, as `json_serialize_sql` writes it; raises `QueryError`."""
    # Not as a parameter: for one, DuckDB imports pandas, which takes a second.
    ((text,),) = duckdb.execute(f"select json_serialize_sql({literal(query)}::varchar)").fetchall()
    tree = json.loads(text)
    if tree["error"]:
        raise QueryError(tree["error_message"])
    return tree["statements"][0]["node"]


def tables_read(tree: Tree) -> frozenset[str]:
    """Tables with a schema that a query reads."""
    found: set[str] = set()
    _collect(tree, found)
    return frozenset(found)


def _collect(node: object, found: set[str]) -> None:
    if isinstance(node, dict):
        if node.get("type") == "BASE_TABLE" and node.get("schema_name"):
            found.add(f"{node['schema_name']}.{node['table_name']}")
        for value in node.values():
            _collect(value, found)
    elif isinstance(node, list):
        for value in node:
            _collect(value, found)
