"""Explains a figure: the values of an event, and the claims behind them with words and documents.

This module reads rows of the published tables into frozen dataclasses. Printing does not belong
here (render_explanation.py), nor does computing the tables (sql/overview/).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import duckdb

from pipelines.landing.archive import sha256_of
from pipelines.publication.reading import open_publication

Row = Mapping[str, Any]

METRICS = {
    "drones_launched": (("drone",), "launched", "drones_launched_best"),
    "drones_intercepted": (("drone",), "intercepted", "drones_intercepted_best"),
    "missiles_launched": (("missile",), "launched", "missiles_launched_best"),
    "missiles_intercepted": (("missile",), "intercepted", "missiles_intercepted_best"),
    "hit_locations": (("drone", "missile"), "hit_locations", "hit_locations"),
    "debris_locations": (("drone", "missile"), "debris_locations", "debris_locations"),
}
"""Metrics of a night: weapon groups, figure of their events, and column of marts.strikes_daily."""

NEAREST = 5
"""Number of ids suggested for an unknown id."""


class NothingToExplain(LookupError):
    """No event or figure with that name; the message suggests existing ones."""


@dataclass(frozen=True)
class Publication:
    """The file an explanation was read from."""

    path: str
    sha256: str
    published_at: str
    as_of: str | None


@dataclass(frozen=True)
class Figure:
    """One figure of an event. `value` is null if sources give only a range."""

    name: str
    value: str | None
    low: int | None
    high: int | None
    is_disputed: bool
    best_rule: str | None


@dataclass(frozen=True)
class Regime:
    """The reporting regime of a strike's figures."""

    id: str
    publisher: str
    intercepted_means: str
    launch_counts: str
    basis: str


@dataclass(frozen=True)
class Quote:
    """The exact words or the cell on which a field of a claim is based."""

    field: str
    words: str


@dataclass(frozen=True)
class Claim:
    """What one report states, and where. `address`: its address, or why it has none, in words."""

    claim_id: str
    role: str
    reason: str
    is_counted: bool
    says: Mapping[str, str]
    about: str | None
    summary: str | None
    quotes: tuple[Quote, ...]
    reported_by: str
    reporting_side: str
    source_type: str
    attributed_to: str | None
    report_ref: str | None
    address: str | None
    flags: tuple[str, ...]
    published_stated: str | None
    source: str
    document_uri: str
    document_sha256: str
    archive_path: str
    locator: str
    revision: int
    known_from: datetime


@dataclass(frozen=True)
class Change:
    """One change of a best value; null means no value."""

    figure: str
    changed_at: datetime
    kind: str
    value_before: str | None
    value_after: str | None


@dataclass(frozen=True)
class Explanation:
    """The full explanation of an event's figures."""

    family: str
    event_id: str
    happened_stated: str | None
    figures: tuple[Figure, ...]
    note: str | None
    regime: Regime | None
    claims: tuple[Claim, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Answer:
    """The question, its value if it asks for one number, and the explained events."""

    question: str
    value: int | None
    provenance: tuple[Explanation, ...]
    publication: Publication


def explain_event(warehouse: Path, event_id: str, figure: str | None = None) -> Answer:
    """Explain one event, or one figure of it; raises `NothingToExplain`."""
    with open_publication(warehouse) as connection:
        explanation = _event(connection, event_id)
    if figure is not None:
        explanation = only_figure(explanation, figure)
    question = event_id if figure is None else f"{figure} of {event_id}"
    return Answer(question, None, (explanation,), publication_of(warehouse))


def explain_night(warehouse: Path, night: date, metric: str | None = None) -> Answer:
    """Explain a night of Russian strikes on Ukraine; raises `NothingToExplain`.

    With a metric of `METRICS`, only that figure, and `value` as marts.strikes_daily has it.
    """
    if metric is not None and metric not in METRICS:
        raise NothingToExplain(
            f"{metric}: not a metric of a night; metrics are {', '.join(METRICS)}. For figures of "
            "other events give the event's id."
        )
    groups, figure, column = METRICS[metric] if metric else (None, None, None)
    with open_publication(warehouse) as connection:
        ids = _events_of_night(connection, night, groups, figure)
        if not ids:
            raise NothingToExplain(_no_such_night(connection, night, metric))
        provenance = [_event(connection, event_id) for event_id in ids]
        value = _daily(connection, night, column) if column else None
    if figure is not None:
        provenance = [only_figure(explanation, figure) for explanation in provenance]
    question = f"{metric or 'strikes'}, night of {night}"
    return Answer(question, value, tuple(provenance), publication_of(warehouse))


def explanation_of(
    claims: Sequence[Row],
    figures: Sequence[Row],
    statements: Sequence[Row],
    changes: Sequence[Row],
    regimes: Sequence[Row],
) -> Explanation:
    """Build the explanation of one event from its rows of the overview's tables."""
    first = claims[0]
    said: dict[str, dict[str, str]] = {}
    for row in statements:
        said.setdefault(row["claim_id"], {})[row["figure"]] = row["value"]
    return Explanation(
        family=first["family"],
        event_id=first["event_id"],
        happened_stated=first["happened_stated"],
        figures=tuple(_figure(row) for row in figures),
        note=first["note"],
        regime=next((_regime(row) for row in regimes), None),
        claims=tuple(_claim(row, said.get(row["claim_id"], {})) for row in claims),
        changes=tuple(_change(row) for row in changes),
    )


def only_figure(explanation: Explanation, figure: str) -> Explanation:
    """The part of an explanation that concerns one figure; raises `NothingToExplain`."""
    figures = tuple(one for one in explanation.figures if one.name == figure)
    if not figures:
        names = ", ".join(one.name for one in explanation.figures)
        raise NothingToExplain(f"{explanation.event_id}: has no figure {figure!r}; it has {names}")
    return replace(
        explanation,
        figures=figures,
        claims=tuple(
            replace(claim, says={figure: claim.says[figure]})
            for claim in explanation.claims
            if figure in claim.says
        ),
        changes=tuple(change for change in explanation.changes if change.figure == figure),
    )


def publication_of(warehouse: Path) -> Publication:
    """Hash and moment of a published file; raises `FileNotFoundError` without a manifest."""
    manifest = json.loads(warehouse.with_suffix(".json").read_text())
    return Publication(
        path=warehouse.name,
        sha256=sha256_of(warehouse),
        published_at=manifest["published_at"],
        as_of=manifest["as_of"],
    )


# Queries


def _event(connection: duckdb.DuckDBPyConnection, event_id: str) -> Explanation:
    claims = _rows(
        connection,
        """
        from marts.overview_provenance
        where event_id = ?
        order by
            is_counted desc,
            case role when 'primary' then 1 when 'supporting' then 2 else 3 end,
            role, published_stated, reported_by, locator, claim_id
        """,
        [event_id],
    )
    if not claims:
        raise NothingToExplain(_no_such_event(connection, event_id))
    return explanation_of(
        claims,
        figures=_rows(
            connection,
            "from marts.overview_figures where event_id = ? order by figure",
            [event_id],
        ),
        statements=_rows(
            connection, "from marts.overview_statements where event_id = ?", [event_id]
        ),
        changes=_rows(
            connection,
            "from marts.overview_revisions where event_id = ? order by changed_at, figure",
            [event_id],
        ),
        regimes=_rows(
            connection,
            "from vocabulary.reporting_regimes where regime_id = ?",
            [claims[0]["regime"]],
        ),
    )


def _events_of_night(
    connection: duckdb.DuckDBPyConnection,
    night: date,
    groups: tuple[str, ...] | None,
    figure: str | None,
) -> list[str]:
    rows = _rows(
        connection,
        """
        select distinct events.event_id
        from events.strikes as events
        inner join marts.overview_figures as figures on events.event_id = figures.event_id
        where events.night_of = $night
            and events.attacker_iso3 = 'RUS'
            and events.target_iso3 = 'UKR'
            and ($groups is null or list_contains($groups, events.weapon_group))
            and ($figure is null or figures.figure = $figure)
        order by events.event_id
        """,
        {"night": night, "groups": list(groups) if groups else None, "figure": figure},
    )
    return [row["event_id"] for row in rows]


def _daily(connection: duckdb.DuckDBPyConnection, night: date, column: str) -> int | None:
    rows = _rows(
        connection, f"select {column} as value from marts.strikes_daily where night_of = ?", [night]
    )
    return rows[0]["value"] if rows else None


def _no_such_event(connection: duckdb.DuckDBPyConnection, event_id: str) -> str:
    ids = [
        row["event_id"]
        for row in _rows(connection, "select distinct event_id from marts.overview_provenance")
    ]
    nearest = get_close_matches(event_id, sorted(ids), NEAREST, cutoff=0)
    names = ", ".join(nearest) or "none: nothing is published"
    return f"{event_id}: no such event; the nearest ids are {names}"


def _no_such_night(connection: duckdb.DuckDBPyConnection, night: date, metric: str | None) -> str:
    rows = _rows(
        connection,
        "select night_of from marts.strikes_daily order by abs(night_of - ?::date) limit ?",
        [night, NEAREST],
    )
    nights = ", ".join(str(row["night_of"]) for row in rows) or "none"
    return (
        f"{night}: nothing is reported of {metric or 'this night'}; the nearest nights are {nights}"
    )


def _rows(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: Any = ()
) -> list[dict[str, Any]]:
    answer = connection.execute(query, parameters)
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


# Rows to dataclasses


def _figure(row: Row) -> Figure:
    return Figure(
        name=row["figure"],
        value=row["value"],
        low=row["low"],
        high=row["high"],
        is_disputed=row["is_disputed"],
        best_rule=row["best_rule"],
    )


def _regime(row: Row) -> Regime:
    return Regime(
        id=row["regime_id"],
        publisher=row["publisher"],
        intercepted_means=row["intercepted_means"],
        launch_counts=row["launch_counts"],
        basis=row["basis"],
    )


def _claim(row: Row, says: Mapping[str, str]) -> Claim:
    return Claim(
        claim_id=row["claim_id"],
        role=row["role"],
        reason=row["reason"],
        is_counted=row["is_counted"],
        says=dict(sorted(says.items())),
        about=row["about"] or None,
        summary=row["summary"],
        quotes=tuple(Quote(each["field"], each["quote"]) for each in row["evidence"] or ()),
        reported_by=row["reported_by"],
        reporting_side=row["reporting_side"],
        source_type=row["source_type"],
        attributed_to=row["attributed_to"],
        report_ref=row["report_ref"],
        address=row["address"],
        flags=tuple(row["flags"] or ()),
        published_stated=row["published_stated"],
        source=row["source"],
        document_uri=row["document_uri"],
        document_sha256=row["document_sha256"],
        archive_path=row["archive_path"],
        locator=row["locator"],
        revision=row["revision"],
        known_from=row["known_from"],
    )


def _change(row: Row) -> Change:
    return Change(
        figure=row["figure"],
        changed_at=row["changed_at"],
        kind=row["kind"],
        value_before=row["value_before"],
        value_after=row["value_after"],
    )
