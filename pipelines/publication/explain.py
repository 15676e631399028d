"""Where a figure comes from: an event's values, the claims behind them, their words and documents.

Rows of the published tables become frozen dataclasses here. How an explanation is printed belongs
to footnotes.py; what the tables hold is decided under sql/overview/.
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
"""A night's metrics: weapon groups, figure of their events, and column of marts.strikes_daily."""

NEAREST = 5
"""How many ids are suggested where one is unknown."""


class NothingToExplain(LookupError):
    """No event or figure of that name; the message suggests what there is."""


@dataclass(frozen=True)
class Publication:
    """The file an explanation was read from."""

    path: str
    sha256: str
    published_at: str
    as_of: str | None


@dataclass(frozen=True)
class Figure:
    """One figure of an event. `value` is null where only a range is told."""

    name: str
    value: str | None
    low: int | None
    high: int | None
    is_disputed: bool
    best_rule: str | None


@dataclass(frozen=True)
class Regime:
    """The publisher's rules under which a strike's figures were told."""

    id: str
    publisher: str
    intercepted_means: str
    launch_counts: str
    basis: str


@dataclass(frozen=True)
class Quote:
    """The exact words, or the cell, that a field of a claim rests on."""

    field: str
    words: str


@dataclass(frozen=True)
class Claim:
    """What one report says, and where it stands."""

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
    """One move of a best value; a null stands for none."""

    figure: str
    changed_at: datetime
    kind: str
    value_before: str | None
    value_after: str | None


@dataclass(frozen=True)
class Explanation:
    """Everything known of where an event's figures come from."""

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
    """What was asked, its value where one number was asked for, and the events behind it."""

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
            f"{metric}: no metric of a night; there are {', '.join(METRICS)}. Figures of other "
            "events are asked by the event's id."
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
    """What of an explanation bears on one figure; raises `NothingToExplain`."""
    figures = tuple(one for one in explanation.figures if one.name == figure)
    if not figures:
        names = ", ".join(one.name for one in explanation.figures)
        raise NothingToExplain(
            f"{explanation.event_id}: nothing is told of {figure!r}; it has {names}"
        )
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
    """Hash and moment of a published file; raises `FileNotFoundError` where its manifest lacks."""
    manifest = json.loads(warehouse.with_suffix(".json").read_text())
    return Publication(
        path=warehouse.name,
        sha256=sha256_of(warehouse),
        published_at=manifest["published_at"],
        as_of=manifest["as_of"],
    )


# Asking the publication


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


# Rows become parts of an explanation


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
