"""Extraction measured against labelled texts: `python -m benchmarks.score [--gold DIR]`.

The labels' rules (README.md beside them) live here: which rows are optional, which other values are
accepted, what counts as one figure. Nothing here reads a sentence, and no rule of extraction may be
written to please one label.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from pipelines.extraction.document import Document
from pipelines.extraction.extract import extract
from pipelines.extraction.strikes.counted import intercepted

FAMILIES = ("strikes", "airspace", "negotiations", "exchanges", "agreements")
KEYS = {
    "strikes": ("night_of", "attacker", "weapon_group"),
    "airspace": ("date", "violated_state", "object_type"),
    "negotiations": ("start_date", "venue_city"),
    "exchanges": ("date", "to_party", "category"),
    "agreements": ("name", "event"),
}
FIELDS = {
    "strikes": (
        *("launched", "launched_qualifier", "intercepted", "lost_ew"),
        *("hit_locations", "debris_locations", "killed", "injured"),
        *("weapon_class", "weapons", "window_start", "window_end"),
    ),
    "airspace": ("violator", "model", "count_low", "count_high", "duration_min", "response"),
    "negotiations": ("end_date", "parties", "mediators", "round_no"),
    "exchanges": ("count", "basis"),
    "agreements": ("date",),
}
FIGURES = {
    "strikes": ("launched", "intercepted"),
    "airspace": ("count_low", "duration_min"),
    "negotiations": ("round_no",),
    "exchanges": ("count",),
    "agreements": (),
}
OPTIONAL = ("uncounted", "recon", "background", "scheduled", "hypothetical_or_background")
CASUALTIES = ("killed", "injured")

Value = str | int | float | frozenset[str] | None


@dataclass(frozen=True)
class Row:
    """One event, labelled or predicted, in the labels' field names and canonical values."""

    family: str
    values: Mapping[str, Value]

    @property
    def key(self) -> tuple[Value, ...]:
        return tuple(self.values.get(name) for name in KEYS[self.family])


@dataclass(frozen=True)
class Label:
    """A labelled row with everything that is accepted in its place."""

    row: Row
    accepted: Mapping[str, frozenset[Value]]
    is_optional: bool = False  # neither missed nor wrong

    def accepts(self, name: str, value: Value) -> bool:
        return value in self.accepted.get(name, frozenset([self.row.values.get(name)]))

    def matches(self, row: Row) -> bool:
        return all(self.accepts(name, row.values.get(name)) for name in KEYS[row.family])

    def agreement(self, row: Row) -> int:
        return sum(
            row.values.get(name) is not None and self.accepts(name, row.values.get(name))
            for name in FIELDS[row.family]
        )


@dataclass
class Tally:
    """Right, wrong and missed of one kind of thing."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, other: "Tally") -> None:
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed

    @property
    def precision(self) -> float | None:
        """Share of what was given that is right; None when nothing was given."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float | None:
        """Share of what is labelled that was given right; None when nothing is labelled."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)


@dataclass(frozen=True)
class Error:
    """One line to work through; `what` is missed, wrong or value."""

    what: str
    doc: str
    family: str
    key: tuple[Value, ...]
    field: str = ""
    expected: Value = None
    got: Value = None

    def __str__(self) -> str:
        key = " ".join("-" if part is None else str(part) for part in self.key)
        line = f"{self.what:<6} {self.doc} {self.family} [{key}]"
        if self.what == "value":
            return f"{line} {self.field}: expected {_shown(self.expected)}, got {_shown(self.got)}"
        return f"{line} {_shown(self.expected if self.what == 'missed' else self.got)}"


@dataclass
class Score:
    """Tallies under (family, what, field, language, kind of document), and the errors."""

    tallies: dict[tuple[str, str, str, str, str], Tally] = field(default_factory=dict)
    errors: list[Error] = field(default_factory=list)

    def tally(self, family: str, what: str, name: str, lang: str, kind: str) -> Tally:
        return self.tallies.setdefault((family, what, name, lang, kind), Tally())

    def total(self, **chosen: str) -> Tally:
        """Sum of all tallies that agree with `chosen` (family, what, name, lang, kind)."""
        places = {"family": 0, "what": 1, "name": 2, "lang": 3, "kind": 4}
        total = Tally()
        for where, tally in self.tallies.items():
            if all(where[places[name]] == value for name, value in chosen.items()):
                total.add(tally)
        return total


def main(arguments: Sequence[str] | None = None) -> int:
    """Score and print; 2 when the labels are not there, else 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.score")
    beside = Path(__file__).resolve().parents[1].parent / "shared"
    parser.add_argument("--gold", type=Path, default=beside / "gold", help="gold.jsonl and docs/")
    parser.add_argument("--golden", type=Path, default=beside / "data" / "golden")
    options = parser.parse_args(arguments)
    if not (options.gold / "gold.jsonl").is_file():
        print(f"score: no gold.jsonl in {options.gold}; name its folder: --gold DIR",
              file=sys.stderr)  # fmt: skip
        return 2
    console = Console(width=None if sys.stdout.isatty() else 140, soft_wrap=True)
    score = Score()
    for label, text in read_gold(options.gold):
        score_document(score, label, predict(label, text))
    _print_score(console, score)
    if (options.golden / "expected.jsonl").is_file():
        _print_golden(console, options.golden)
    return 0


def read_gold(folder: Path) -> Iterable[tuple[dict[str, object], str]]:
    """Each label with its document's text."""
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        if line.strip():
            label = json.loads(line)
            name = Path(label.get("doc") or f"{label['id']}.txt").name
            yield label, (folder / "docs" / name).read_bytes().decode("utf-8")


def predict(label: Mapping[str, object], text: str) -> list[dict[str, object]]:
    """The claims of one labelled document, each with its family."""

    stamp, day = label.get("published_ts"), label.get("published")
    document = Document(
        id=str(label["id"]),
        text=text,
        published_at=datetime.fromisoformat(str(stamp)) if stamp else None,
        published_on=date.fromisoformat(str(day)) if day and not stamp else None,
        lang=str(label["lang"]) if label.get("lang") else None,
    )
    return [{"family": claim.family, **claim.values} for claim in extract(document)]


def score_document(
    score: Score, label: Mapping[str, object], claims: Iterable[Mapping[str, object]]
) -> None:
    """Add one document's outcome to `score`."""
    doc, lang = str(label["id"]), str(label.get("lang") or "?")
    kind = "art" if doc.startswith("art_") else doc.split("_")[0]
    zone = ZoneInfo("Europe/Moscow" if kind == "rumod" else "Europe/Kyiv")
    rows = [predicted_row(claim, zone) for claim in claims]
    for family in FAMILIES:
        labels = [labelled_row(family, raw, _shared(label, raw)) for raw in _rows(label, family)]
        predicted = [row for row in rows if row.family == family]
        pairs, unmatched, missed = match(labels, predicted)
        unmatched = [row for row in unmatched if not _is_ignored(row, label)]

        def tally(what: str, name: str = "", family: str = family) -> Tally:
            return score.tally(family, what, name, lang, kind)

        for gold, row in pairs:
            if gold.is_optional:
                continue
            tally("rows").right += 1
            for name in FIELDS[family]:
                outcome = compare(gold, row, name)
                tally("values", name).add(outcome)
                if outcome.wrong or outcome.missed:
                    expected, got = gold.row.values.get(name), row.values.get(name)
                    score.errors.append(
                        Error("value", doc, family, gold.row.key, name, expected, got)
                    )
        for gold in missed:
            tally("rows").missed += 1
            for name in FIELDS[family]:
                tally("values", name).missed += not gold.accepts(name, None)
            stated = _stated(gold.row)
            score.errors.append(Error("missed", doc, family, gold.row.key, expected=stated))
        for row in unmatched:
            tally("rows").wrong += 1
            for name in FIELDS[family]:
                tally("values", name).wrong += row.values.get(name) is not None
            score.errors.append(Error("wrong", doc, family, row.key, got=_stated(row)))
        for name in FIGURES[family]:
            tally("figures", name).add(figures(labels, pairs, unmatched, name))


def match(
    labels: Sequence[Label], predicted: Sequence[Row]
) -> tuple[list[tuple[Label, Row]], list[Row], list[Label]]:
    """Pair labels and predictions on their keys, those that agree most first.

    Returns pairs, unmatched predictions, and missed labels (never optional ones). A required row is
    served before an optional one.
    """
    candidates = sorted(
        (
            (-gold.agreement(row), gold.is_optional, at, place)
            for at, gold in enumerate(labels)
            for place, row in enumerate(predicted)
            if gold.matches(row)
        ),
    )
    of_label: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, at, place in candidates:
        if at not in of_label and place not in taken:
            of_label[at] = place
            taken.add(place)
    pairs = [(labels[at], predicted[place]) for at, place in sorted(of_label.items())]
    unmatched = [row for place, row in enumerate(predicted) if place not in taken]
    missed = [gold for at, gold in enumerate(labels) if at not in of_label and not gold.is_optional]
    return pairs, unmatched, missed


def compare(gold: Label, row: Row, name: str) -> Tally:
    """One field of a matched pair: null against an accepted null counts for nothing."""
    value = row.values.get(name)
    if gold.accepts(name, value) or (name == "intercepted" and _is_merged_loss(gold, row)):
        return Tally(right=int(value is not None))
    return Tally(wrong=int(value is not None), missed=int(not gold.accepts(name, None)))


def figures(
    labels: Sequence[Label],
    pairs: Sequence[tuple[Label, Row]],
    unmatched: Sequence[Row],
    name: str,
) -> Tally:
    """A figure summed per key: parts that add up to the labelled parts are right."""
    expected: dict[tuple[Value, ...], float] = {}
    may_be_null: set[tuple[Value, ...]] = set()
    for gold in labels:
        number = _number(gold.row, name)
        if number is not None and not gold.is_optional:
            if gold.accepts(name, None):
                may_be_null.add(gold.row.key)
            expected[gold.row.key] = expected.get(gold.row.key, 0) + number
    got: dict[tuple[Value, ...], float] = {}
    for gold, row in pairs:
        number = _number(row, name)
        if gold.is_optional or number is None:
            continue
        if compare(gold, row, name).right:
            # An accepted alternative counts as the labelled number itself.
            labelled = _number(gold.row, name)
            number = number if labelled is None else labelled
        got[gold.row.key] = got.get(gold.row.key, 0) + number
    for row in unmatched:
        number = _number(row, name)
        if number is not None:
            got[row.key] = got.get(row.key, 0) + number
    tally = Tally()
    for key in expected.keys() | got.keys():
        if key in expected and expected[key] == got.get(key):
            tally.right += 1
        elif key in got and key not in expected and _may_be_given(labels, key, name, got[key]):
            continue
        else:
            tally.wrong += key in got
            tally.missed += key in expected and key not in may_be_null
    return tally


def _may_be_given(labels: Sequence[Label], key: tuple[Value, ...], name: str, value: float) -> bool:
    """A number accepted on a row that is labelled without one."""
    return any(gold.row.key == key and gold.accepts(name, value) for gold in labels)


def labelled_row(
    family: str, raw: Mapping[str, object], shared: Mapping[str, set[Value]] | None = None
) -> Label:
    """A label's row with its alternatives, as the labels' README reads them.

    `shared` holds casualties of the whole attack: accepted on any of its rows, required on none.
    """
    values = {name: _canonical(name, value) for name, value in raw.items()}
    if family == "strikes":
        values["weapon_group"] = _weapon_group(values.get("weapon_class"))
    if family == "airspace" and values.get("violator") == "unknown":
        values["violator"] = None
    accepted: dict[str, set[Value]] = {}
    for name in (*KEYS[family], *FIELDS[family]):
        accepted[name] = {values.get(name)}
        others = raw.get("class_alt" if name == "weapon_class" else f"{name}_alt") or []
        accepted[name].update(_canonical(name, other) for other in others)  # type: ignore[union-attr]
        # A stated 0 may be read as nothing.
        if values.get(name) == 0:
            accepted[name].add(None)
    if family == "strikes":
        accepted["weapon_group"] = {_weapon_group(each) for each in accepted["weapon_class"]}
        accepted["window_end"] |= {_canonical("window_end", raw.get("as_of"))} - {None}
        if raw.get("as_of"):
            accepted["window_end"].add(None)
        if raw.get("about_time"):
            about = _canonical("window_end", raw["about_time"])
            accepted["window_start"] |= {about, None}
            accepted["window_end"] |= {about, None}
        for name, others in (shared or {}).items():
            accepted[name] |= others | ({None} if values.get(name) in others else set())
    if family == "agreements" and values.get("date") is None and raw.get("date_y"):
        accepted["date"].add(str(raw["date_y"]))
    is_optional = bool(raw.get("ambiguous")) or any(raw.get(name) for name in OPTIONAL)
    is_optional = is_optional or bool(raw.get("part_of_total"))
    if family == "strikes" and all(values.get(name) is None for name in _COUNTS):
        is_optional = True
    return Label(
        row=Row(family, values),
        accepted={name: frozenset(each) for name, each in accepted.items()},
        is_optional=is_optional,
    )


def _shared(label: Mapping[str, object], raw: Mapping[str, object]) -> dict[str, set[Value]]:
    """Casualties that belong to the whole attack `raw` is a row of."""
    found: dict[str, set[Value]] = {name: set() for name in CASUALTIES}
    for row in [*_rows(label, "strikes"), *_rows(label, "attack_totals")]:
        if all(row.get(name) == raw.get(name) for name in ("night_of", "attacker")):
            names = row.get("shared") or [] if "weapon_class" in row else CASUALTIES
            for name in CASUALTIES:
                if name in names and row.get(name) is not None:  # type: ignore[operator]
                    found[name].add(_canonical(name, row[name]))
    return found


_COUNTS = ("launched", "intercepted", "lost_ew", *CASUALTIES, "hit_locations", "debris_locations")


def predicted_row(claim: Mapping[str, object], zone: ZoneInfo) -> Row:
    """A claim in the labels' field names; times as seen in `zone`."""
    family = str(claim["family"])
    read = _READERS[family]
    values = {name: _canonical(name, value) for name, value in read(claim, zone).items()}
    if family == "strikes":
        values["weapon_group"] = _weapon_group(values.get("weapon_class"))
    return Row(family, values)


def _strike(claim: Mapping[str, object], zone: ZoneInfo) -> dict[str, object]:
    lost = claim.get("not_reached_target")
    return {
        "night_of": claim.get("night_of"),
        "attacker": claim.get("attacker_iso3"),
        "weapon_class": claim.get("weapon_class"),
        "weapons": claim.get("weapons"),
        "launched": claim.get("launched"),
        "launched_qualifier": claim.get("launched_qualifier"),
        "intercepted": intercepted(claim),
        "lost_ew": lost if lost is not None else claim.get("suppressed"),
        "shot_down": claim.get("shot_down"),
        "window_start": _local(claim.get("window_start_at"), zone),
        "window_end": _local(claim.get("window_end_at"), zone),
        **{
            name: claim.get(name)
            for name in ("hit_locations", "debris_locations", "killed", "injured")
        },
    }


def _airspace(claim: Mapping[str, object], zone: ZoneInfo) -> dict[str, object]:
    count, qualifier = claim.get("object_count"), claim.get("object_count_qualifier")
    low, high = claim.get("object_count_low"), claim.get("object_count_high")
    return {
        "kind": claim.get("kind"),
        "date": claim.get("occurred_stated"),
        "violated_state": claim.get("violated_state_iso3"),
        "violator": claim.get("violator_iso3"),
        "object_type": claim.get("object_type"),
        "model": claim.get("model"),
        "count_low": low if low is not None else None if qualifier == "up_to" else count,
        "count_high": high if high is not None else None if qualifier == "at_least" else count,
        "duration_min": claim.get("duration_min"),
        "response": claim.get("responses"),
    }


def _negotiation(claim: Mapping[str, object], zone: ZoneInfo) -> dict[str, object]:
    return {
        "start_date": claim.get("started_stated"),
        "end_date": claim.get("ended_stated"),
        **{name: claim.get(name) for name in ("venue_city", "parties", "mediators", "round_no")},
    }


def _exchange(claim: Mapping[str, object], zone: ZoneInfo) -> dict[str, object]:
    return {
        "date": claim.get("exchanged_stated"),
        "basis": claim.get("count_basis"),
        **{name: claim.get(name) for name in ("to_party", "category", "count")},
    }


def _agreement(claim: Mapping[str, object], zone: ZoneInfo) -> dict[str, object]:
    return {
        "name": claim.get("name"),
        "event": claim.get("event"),
        "date": claim.get("event_stated"),
    }


_READERS: dict[str, Callable[[Mapping[str, object], ZoneInfo], dict[str, object]]] = {
    "strikes": _strike,
    "airspace": _airspace,
    "negotiations": _negotiation,
    "exchanges": _exchange,
    "agreements": _agreement,
}


def golden_missing(
    expected: Iterable[Mapping[str, object]], claims: Sequence[Mapping[str, object]]
) -> list[Mapping[str, object]]:
    """Expected rows (in contract columns) that no claim carries, null included."""
    return [
        row
        for row in expected
        if not any(
            all(
                _canonical(name, claim.get(name)) == _canonical(name, value)
                for name, value in row.items()
                if name != "note"
            )
            for claim in claims
        )
    ]


def _canonical(name: str, value: object) -> Value:
    """One spelling for what means the same; empty lists are null."""
    if value is None or value == "" or value == []:
        return None
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        spell = _weapon if name == "weapons" else str
        return frozenset(spell(each) for each in value)
    text = str(value)
    if name == "name":
        return (
            re.sub(r"\s*\(.*\)|\b(the|treaty|high-level)\b", "", text, flags=re.I).strip().lower()
        )
    if name == "model":
        return _weapon(text)
    if name == "weapon_class":
        return {"recon_drone": "drone", "decoy_drone": "drone"}.get(text, text)
    return text


def _weapon(name: object) -> str:
    """Letters and digits of a model's name, without its second variant: shahed136131 -> shahed."""
    letters = re.sub(r"[^a-zа-яёіїєґ0-9]", "", str(name).lower())
    return "shahed" if letters.startswith("shahed") else letters


def _weapon_group(weapon_class: Value) -> str | None:
    if weapon_class is None:
        return None
    return "missile" if str(weapon_class).endswith("missile") else str(weapon_class)


def _local(value: object, zone: ZoneInfo) -> str | None:
    if value is None:
        return None
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M")


def _is_merged_loss(gold: Label, row: Row) -> bool:
    """Shot down and jammed stand apart on both sides: the sum is right where its parts are."""
    return (
        row.values.get("lost_ew") is not None
        and gold.accepts("lost_ew", row.values["lost_ew"])
        and gold.accepts("intercepted", row.values.get("shot_down"))
    )


def _is_ignored(row: Row, label: Mapping[str, object]) -> bool:
    """Predictions the labels say nothing about."""
    if row.family == "airspace":
        return row.values.get("kind") != "violation"
    if row.family != "strikes":
        return False
    counts = ("launched", "intercepted", *CASUALTIES)
    if str(label["id"]).startswith("art_") and all(row.values.get(each) is None for each in counts):
        return True
    return row.values.get("weapon_class") is None and _is_casualty_of_attack(row, label)


def _is_casualty_of_attack(row: Row, label: Mapping[str, object]) -> bool:
    """Casualties of a whole attack, on a row of their own."""
    stated = {name: row.values[name] for name in CASUALTIES if row.values.get(name) is not None}
    return bool(stated) and any(
        raw.get("night_of") == row.values.get("night_of")
        and all(raw.get(name) == value for name, value in stated.items())
        for raw in [*_rows(label, "strikes"), *_rows(label, "attack_totals")]
    )


def _rows(label: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    return label.get(name) or []  # type: ignore[return-value]


def _stated(row: Row) -> str:
    names = FIELDS[row.family]
    return ", ".join(
        f"{name}={_shown(row.values[name])}" for name in names if row.values.get(name) is not None
    )


def _shown(value: Value) -> str:
    if isinstance(value, frozenset):
        return "+".join(sorted(value))
    return "null" if value is None else str(value)


def _number(row: Row, name: str) -> float | None:
    value = row.values.get(name)
    return value if isinstance(value, int | float) else None


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _print_score(console: Console, score: Score) -> None:
    table = Table("what", "right", "wrong", "missed", "precision", "recall", "F1", title="Score")

    def line(name: str, tally: Tally) -> None:
        if tally.right or tally.wrong or tally.missed:
            shares = (tally.precision, tally.recall, tally.f1)
            cells = ["-" if share is None else f"{share:.3f}" for share in shares]
            table.add_row(name, str(tally.right), str(tally.wrong), str(tally.missed), *cells)

    langs, kinds = (sorted({where[place] for where in score.tallies}) for place in (3, 4))
    line("all rows", score.total(what="rows"))
    line("all values", score.total(what="values"))
    line("all figures", score.total(what="figures"))
    for family in FAMILIES:
        table.add_section()
        line(f"{family} rows", score.total(family=family, what="rows"))
        for lang in langs:
            line(f"  rows, {lang}", score.total(family=family, what="rows", lang=lang))
        for kind in kinds:
            line(f"  rows, {kind}_*", score.total(family=family, what="rows", kind=kind))
        line(f"{family} figures", score.total(family=family, what="figures"))
        for lang in langs:
            line(f"  figures, {lang}", score.total(family=family, what="figures", lang=lang))
        for kind in kinds:
            line(f"  figures, {kind}_*", score.total(family=family, what="figures", kind=kind))
        for name in FIELDS[family]:
            line(f"  {name}", score.total(family=family, what="values", name=name))
    console.print(table)
    for error in score.errors:
        console.print(str(error), markup=False, highlight=False)


def _print_golden(console: Console, folder: Path) -> None:
    expected = [
        json.loads(line)
        for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    label = {"id": "golden", "published": "2026-02-06", "lang": "en"}
    claims = predict(label, (folder / "article.txt").read_bytes().decode("utf-8"))
    missing = golden_missing(expected, claims)
    console.print(f"golden: {len(expected) - len(missing)} of {len(expected)} rows found")
    for row in missing:
        console.print(f"missed golden {json.dumps(row, ensure_ascii=False)}", markup=False)


if __name__ == "__main__":
    sys.exit(main())
