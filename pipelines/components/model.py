"""Turns .sql files into assets: the claims, links and events of a family, and every mart.

The key of an asset is its table; it depends on the tables that its SQL reads.
"""

from dataclasses import replace
from datetime import datetime

import dagster as dg

from pipelines.components.table import attributes, built, key_of, shown
from pipelines.engines.duckdb import DuckDBEngine
from pipelines.engines.engine import Engine, Step
from pipelines.landing.declaration import Declaration
from pipelines.paths import SQL
from pipelines.settings import Settings
from pipelines.warehouse import query_tree, sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.contents import is_current
from pipelines.warehouse.lineage import LineageError, lineage
from pipelines.warehouse.quoting import moment
from pipelines.warehouse.review import admitted, column_types, decisions_on, reviewed_columns
from pipelines.warehouse.sqlfile import SqlFile


def claims_asset(file: SqlFile, sources: dict[str, Declaration]) -> dg.AssetsDefinition:
    """The asset that merges the records of a family into claims with revisions."""
    feeding = [name for name, source in sources.items() if file.family in source.families]

    @dg.asset(
        key=key_of(file),
        deps=[dg.AssetKey(["staging", name]) for name in feeding]
        or [dg.AssetKey(["landed", "documents"])],
        pool="warehouse",
        **attributes(file, kinds=["sql"]),
    )
    def claims(
        warehouse: dg.ResourceParam[Warehouse],
        settings: dg.ResourceParam[Settings],
        engine: dg.ResourceParam[Engine],
    ) -> dg.MaterializeResult:
        before = claim_counts(warehouse, file.family)
        fold_claims(warehouse, file.family, settings.as_of, settings.lowest_tier, engine)
        after = claim_counts(warehouse, file.family)
        counts = {f"claims {word}": after[word] - before[word] for word in after}
        return built(warehouse, file, [f"records.{file.family}"], **counts)

    return claims


def model_asset(file: SqlFile) -> dg.AssetsDefinition:
    """The asset that builds a table from its query, if anything that it reads has changed."""

    @dg.asset(
        key=key_of(file),
        deps=sorted(asset_key(table) for table in file.reads),
        pool="warehouse",
        **attributes(file, kinds=["sql"]),
    )
    def model(
        context: dg.AssetExecutionContext,
        warehouse: dg.ResourceParam[Warehouse],
        engine: dg.ResourceParam[Engine],
    ) -> dg.MaterializeResult:
        more: dict[str, dg.TableColumnLineage] = {}
        try:
            more["dagster/column_lineage"] = column_lineage(file)
        except LineageError as error:
            context.log.warning("%s: no lineage of its columns: %s", file.path, error)
        if is_current(warehouse, file.table, file.reads):
            return shown(warehouse, file, unchanged=True, **more)
        engine.build(warehouse, file)
        return built(warehouse, file, file.reads, **more)

    return model


def asset_key(table: str) -> dg.AssetKey:
    """Key of the asset that builds a table; the asset of a family's claims also builds `known`."""
    schema, name = table.split(".")
    return dg.AssetKey(["claims" if schema == "known" else schema, name])


def fold_claims(
    warehouse: Warehouse,
    family: str,
    as_of: datetime | None = None,
    lowest_tier: str = "C",
    engine: Engine | None = None,
) -> None:
    """Find the revisions among a family's records, and create the view of claims known at `as_of`.

    `as_of` null: claims known now. Records of texts below `lowest_tier` open no revision unless a
    reviewer accepted them. `engine`: null for DuckDB.
    """
    with warehouse.transaction() as cursor:
        columns = column_types(cursor, f"claims.{family}")
        decisions = decisions_on(cursor, family, columns)
    revised = _step("revise_claims", f"revisions.{family}", family)
    claims = _step("create_claims", f"claims.{family}", family)
    query = revised.statement.replace("is_admitted", admitted(decisions, lowest_tier))
    _, _, selected = claims.statement.partition(f"view {claims.table} as")
    selected = selected.replace("contract_columns", reviewed_columns(columns, decisions))
    known = f"from claims.{family} where {known_at(as_of)}"
    (engine or DuckDBEngine()).fold(
        warehouse,
        replace(revised, statement=query),
        [replace(claims, statement=selected), Step(claims.path, f"known.{family}", known)],
    )


def _step(name: str, table: str, family: str) -> Step:
    text = sqlfile.step(f"claims/{name}").replace("each_family", family)
    return Step(SQL / "claims" / f"{name}.sql", table, text)


def known_at(as_of: datetime | None) -> str:
    """Condition on a claim for being known at a moment; null for now."""
    if as_of is None:
        return "known_to is null"
    at = moment(as_of)
    return f"known_from <= {at} and (known_to is null or known_to > {at})"


def claim_counts(warehouse: Warehouse, family: str) -> dict[str, int]:
    """Number of claims, of revisions beyond the first, and of withdrawn claims."""
    claims, revisions, current = warehouse.rows(
        "select count(*) filter (revision = 1), count(*), count(*) filter (known_to is null) "
        f"from revisions.{family}"
    )[0]
    return {"new": claims, "changed": revisions - claims, "closed": claims - current}


def column_lineage(file: SqlFile) -> dg.TableColumnLineage:
    """Upstream columns from which each column of a model is computed.

    Raises `LineageError`.
    """
    tables = sqlfile.documented_columns(file.path.parents[1])
    found = lineage(query_tree.parsed(file.statement), tables)
    return dg.TableColumnLineage(
        deps_by_column={
            name: [dg.TableColumnDep(asset_key(one.table), one.name) for one in sorted(columns)]
            for name, columns in found.items()
        }
    )
