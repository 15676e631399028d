"""The score of one document: its claims against its label."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from benchmarks.scoring.labels import labelled_rows, raw_rows
from benchmarks.scoring.match import Match, compare, compare_sums, match
from benchmarks.scoring.predictions import predicted_row
from benchmarks.scoring.rows import CASUALTIES, FAMILIES, FIELDS, FIGURES, Row
from benchmarks.scoring.tally import Error, Place, Score


def score_document(
    score: Score,
    label: Mapping[str, object],
    claims: Iterable[Mapping[str, object]],
    corpus: str = "",
    fields: Mapping[str, Collection[str]] = FIELDS,
) -> None:
    """Add one document's outcome to `score`; claims have their contract's columns and `family`.

    `fields`: the fields of each family that the labels of the corpus state.
    """
    doc, lang = str(label["id"]), str(label.get("lang") or "?")
    kind = "art" if doc.startswith("art_") else doc.split("_")[0]
    rows = [predicted_row(claim, zone_of(label)) for claim in claims]
    for family in FAMILIES:
        predicted = [row for row in rows if row.family == family]
        found = match(labelled_rows(family, label), predicted)
        judged = [row for row in found.unmatched if not _is_ignored(row, label)]
        place = Place(family, "rows", "", lang, kind, corpus)
        _score_family(score, place, doc, replace(found, unmatched=judged), fields[family])


def zone_of(label: Mapping[str, object]) -> ZoneInfo:
    """The zone in which the times of a document are labelled."""
    is_russian = str(label["id"]).startswith("rumod")
    return ZoneInfo("Europe/Moscow" if is_russian else "Europe/Kyiv")


def _score_family(
    score: Score, place: Place, doc: str, found: Match, stated: Collection[str]
) -> None:
    """Count rows, values and figures of one family; `place` is that of its rows."""
    family, rows = place.family, score.tally(place)
    fields = {
        name: replace(place, what="values", name=name) for name in FIELDS[family] if name in stated
    }
    for pair in found.pairs:
        if pair.label.is_optional:
            continue
        score.tally(replace(place, tier=pair.row.tier)).right += 1
        key, expected, got = pair.label.row.key, pair.label.row.values, pair.row.values
        for name, where in fields.items():
            outcome = compare(pair, name)
            score.tally(where).add(outcome)
            if outcome.wrong or outcome.missed:
                score.errors.append(
                    Error("value", doc, family, key, name, expected.get(name), got.get(name))
                )
    for label in found.missed:
        rows.missed += 1
        for name, where in fields.items():
            score.tally(where).missed += not label.accepts(name, None)
        row = label.row
        score.errors.append(Error("missed", doc, family, row.key, expected=row.stated))
    for row in found.unmatched:
        score.tally(replace(place, tier=row.tier)).wrong += 1
        for name, where in fields.items():
            score.tally(where).wrong += row.values.get(name) is not None
        score.errors.append(Error("wrong", doc, family, row.key, got=row.stated))
    for name in FIGURES[family]:
        where = replace(place, what="figures", name=name)
        score.tally(where).add(compare_sums(found, name))


def _is_ignored(row: Row, label: Mapping[str, object]) -> bool:
    """Whether the labels say nothing about a prediction."""
    if row.family == "airspace":
        return row.values.get("kind") != "violation"
    if row.family != "strikes":
        return False
    counts = ("launched", "intercepted", *CASUALTIES)
    if str(label["id"]).startswith("art_") and all(row.values.get(each) is None for each in counts):
        return True
    return row.values.get("weapon_class") is None and _is_casualty_of_attack(row, label)


def _is_casualty_of_attack(row: Row, label: Mapping[str, object]) -> bool:
    """Whether a row without a weapon has the casualties of an attack as labelled."""
    stated = {name: row.values[name] for name in CASUALTIES if row.values.get(name) is not None}
    return bool(stated) and any(
        raw.get("night_of") == row.values.get("night_of")
        and all(raw.get(name) == value for name, value in stated.items())
        for raw in [*raw_rows(label, "strikes"), *raw_rows(label, "attack_totals")]
    )
