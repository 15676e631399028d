"""Applies reviewed decisions (vocabulary.review_decisions) to claims, and queues those that wait.

A rejected claim opens no revision. An accepted one counts as tier B; a corrected one has the value
that the reviewer gave, with the characters that state it. The records stay as they were read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb

from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.families import COLUMNS, families
from pipelines.warehouse.quoting import identifier, literal

ACTIONS = ("accept", "reject", "correct")
"""What a reviewer can decide."""

RECORDED = (
    *COLUMNS["claims"], "record_id", "content_hash", "series", "edition", "quotes",
)  # fmt: skip
"""Columns of a record that place it or prove it, and that are not statements of the report."""

ACCEPTED = "B"
"""Tier of a claim that a reviewer accepted or corrected."""


@dataclass(frozen=True)
class Decision:
    """A row of vocabulary.review_decisions."""

    family: str
    claim_id: str
    action: str
    field: str | None
    value: str | None
    quote: str | None
    char_start: int | None
    char_end: int | None
    reason: str
    decided_by: str
    decided_on: str

    @property
    def words(self) -> str:
        """The decision as the reason of a tier."""
        done = {"accept": "accepted", "correct": "corrected", "reject": "rejected"}[self.action]
        return f"{done} by {self.decided_by} on {self.decided_on}: {self.reason}"


class UnknownDecision(ValueError):
    """A decision with an action or a column that does not exist."""


def decisions_on(
    cursor: duckdb.DuckDBPyConnection, family: str, columns: Iterable[str]
) -> list[Decision]:
    """The decisions on claims of a family; raises `UnknownDecision`."""
    rows = cursor.execute(
        "select family, claim_id, action, field, value, quote, char_start, char_end, reason, "
        "decided_by, cast(decided_on as varchar) from vocabulary.review_decisions "
        "where family = ? order by all",
        [family],
    ).fetchall()
    found = [Decision(*row) for row in rows]
    known = set(columns)
    for one in found:
        if one.action not in ACTIONS or (one.action == "correct" and one.field not in known):
            raise UnknownDecision(
                f"review_decisions.csv: {family} {one.claim_id}: action {one.action!r} with field "
                f"{one.field!r}; actions are {', '.join(ACTIONS)}, fields are columns of the family"
            )
    return found


def admitted(decisions: Iterable[Decision], lowest_tier: str) -> str:
    """The condition on a record for opening a revision."""
    made = list(decisions)
    accepted = {one.claim_id for one in made if one.action != "reject"}
    rejected = {one.claim_id for one in made if one.action == "reject"} - accepted
    in_use = f"coalesce(records.extraction_tier, 'A') <= {literal(lowest_tier)}"
    if accepted:
        in_use = f"({in_use} or records.claim_id in {_listed(accepted)})"
    return f"{in_use} and records.claim_id not in {_listed(rejected)}" if rejected else in_use


def reviewed_columns(columns: Mapping[str, str], decisions: Iterable[Decision]) -> str:
    """The columns of the claims with the decided values; `columns`: the type of each column."""
    changed: dict[str, dict[str, str]] = {}
    cited: dict[str, list[Decision]] = {}
    for one in decisions:
        if one.action == "reject":
            continue
        changed.setdefault("extraction_tier", {})[one.claim_id] = literal(ACCEPTED)
        changed.setdefault("extraction_reason", {})[one.claim_id] = literal(one.words)
        if one.action == "correct" and one.field is not None:
            value = f"cast({literal(one.value or '')} as {columns[one.field]})"
            changed.setdefault(one.field, {})[one.claim_id] = value
            cited.setdefault(one.claim_id, []).append(one)
    for claim_id, made in cited.items():
        fields = ", ".join(literal(str(one.field)) for one in made)
        kept = f"list_filter(evidence, lambda piece: piece.field not in ({fields}))"
        added = ", ".join(_piece(one) for one in made)
        changed.setdefault("evidence", {})[claim_id] = f"list_concat({kept}, [{added}])"
    return ", ".join(_column(name, changed.get(name, {})) for name in columns)


def _column(name: str, values: Mapping[str, str]) -> str:
    if not values:
        return identifier(name)
    cases = " ".join(f"when {literal(claim)} then {value}" for claim, value in values.items())
    return f"case claim_id {cases} else {identifier(name)} end as {identifier(name)}"


def _piece(one: Decision) -> str:
    return (
        f"struct_pack(field := {literal(str(one.field))}, quote := {literal(one.quote or '')}, "
        f"char_start := {_number(one.char_start)}, char_end := {_number(one.char_end)}, "
        '"column" := cast(null as varchar), "row" := cast(null as integer))'
    )


def _number(value: int | None) -> str:
    return f"cast({'null' if value is None else value} as integer)"


def _listed(claims: Iterable[str]) -> str:
    return f"({', '.join(literal(claim) for claim in sorted(claims))})"


def queue_claims(warehouse: Warehouse, lowest_tier: str) -> None:
    """Fill quality.review_queue with the records of texts below `lowest_tier`."""
    step = sqlfile.step("claims/queue_claims").replace("lowest_tier", lowest_tier)
    with warehouse.transaction() as cursor:
        cursor.execute("delete from quality.review_queue")
        for family in families():
            names = column_types(cursor, f"records.{family}")
            columns = [name for name in names if name not in RECORDED]
            stated = ", ".join(f"{name} := records.{name}" for name in map(identifier, columns))
            query = step.replace("each_family", family).replace("stated_columns", stated)
            cursor.execute(f"insert into quality.review_queue by name {query}")


def column_types(cursor: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """The type of each column of a table, in order."""
    rows = cursor.execute(f"describe {table}").fetchall()
    return {name: kind for name, kind, *_ in rows}
