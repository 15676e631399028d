"""When: dates, nights, windows and clock times of a sentence, resolved against the publication.

Every `When` carries a precision and never says more than the text: a mention that cannot be placed
in a year gives none. Which event a `When` belongs to is decided by the family.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from pipelines.extraction.document import Document
from pipelines.extraction.text.lexicon import Mark, words
from pipelines.extraction.text.tokens import NUMBER, WORD, Token
from pipelines.extraction.text.when import DAY, MINUTE, MONTH, NIGHT, YEAR, Calendar, When, day_of

_DAY = timedelta(days=1)
_CUES = (
    *("night_of", "night", "daypart", "day24", "edge_of_day", "as_of", "at_time", "since"),
    *("clock_from", "clock_to", "relative_day", "anaphoric_day", "weekday"),
    *("next_cue", "last_cue"),
)
_LINKS = frozenset("–—-")
_FILLERS = frozenset("(,–—-")


@dataclass(frozen=True, slots=True)
class _Atom:
    kind: str
    first: int
    last: int
    value: str = ""
    clock: time | None = None
    is_midnight_24: bool = False
    days: tuple[date | None, date | None] = (None, None)
    is_year_stated: bool = False


def calendar(
    document: Document, zone: ZoneInfo, tokens: list[Token], marks: list[Mark]
) -> Calendar:
    """The calendar of a document: publication first, else the first date it writes in full."""
    published = document.published_day(zone)
    moment = document.published_at.astimezone(zone).time() if document.published_at else None
    months = {mark.first: mark for mark in marks if mark.kind == "month"}
    full = [
        atom.days[0]
        for atom in _day_atoms(tokens, 0, len(tokens), months, None)
        if atom.is_year_stated and atom.kind == "day" and atom.days[0] is not None
    ]
    anchor = published or (full[0] if full else None)
    return Calendar(zone, published, moment, anchor, _main_day(full, published))


def whens(
    tokens: list[Token], first: int, last: int, by_kind: dict[str, list[Mark]], known: Calendar
) -> tuple[list[When], set[int]]:
    """The time expressions of tokens [first, last) and the token indices they occupy."""
    months = {mark.first: mark for mark in by_kind.get("month", ())}
    atoms = list(_day_atoms(tokens, first, last, months, known))
    for kind in _CUES:
        marks = by_kind.get(kind, ())
        atoms += [_Atom(kind, mark.first, mark.last, mark.value) for mark in marks]
    if not atoms and not _has_clock(tokens, first, last):
        return [], set()
    fillers = {
        index for mark in by_kind.get("date_filler", ()) for index in range(mark.first, mark.last)
    }
    fillers |= _days_of_weekdays(tokens, atoms, last)
    atoms += _clock_atoms(tokens, first, last, atoms, fillers)
    atoms = _without_overlaps(atoms)
    found: list[When] = []
    for group in _groups(tokens, atoms, fillers):
        found.extend(_interpret(_aligned(group), known))
    taken = {
        index
        for atom in atoms
        if atom.kind not in ("clock_from", "clock_to", "at_time", "last_cue", "next_cue")
        for index in range(atom.first, atom.last)
    }
    return found, taken


def _days_of_weekdays(tokens: list[Token], atoms: list[_Atom], last: int) -> set[int]:
    """The 21 of "from Tuesday 21 to Wednesday 22 November"."""
    inside = {
        index for atom in atoms if atom.kind == "day" for index in range(atom.first, atom.last)
    }
    return {
        atom.last for atom in atoms
        if atom.kind == "weekday" and atom.last < last and atom.last not in inside
        and _is_day_number(tokens[atom.last].norm)
    }  # fmt: skip


def _interpret(group: list[_Atom], known: Calendar) -> Iterator[When]:
    """Read one run of connected atoms as one time expression (and its "as of", where joined)."""
    first, last = group[0].first, group[-1].last
    clocks: list[tuple[str, _Atom, _Atom | None]] = []
    days: list[_Atom] = []
    cues: dict[str, str] = {}
    role = ""
    previous: _Atom | None = None
    ranged = False
    for atom in group:
        if atom.kind in ("clock_from", "clock_to", "as_of", "at_time", "since"):
            role = atom.kind
            if atom.kind == "since":
                cues["since"] = ""
        elif atom.kind == "clock":
            if role in ("clock_from", "") and previous is not None and previous.kind == "clock":
                role = "clock_to"
                clocks[-1] = ("clock_from", clocks[-1][1], clocks[-1][2])
            clocks.append((role or "at_time", atom, None))
        elif atom.kind == "day":
            if previous is not None and previous.kind == "clock" and clocks[-1][2] is None:
                clocks[-1] = (clocks[-1][0], clocks[-1][1], atom)
                if clocks[-1][0] in ("as_of", "at_time"):
                    days.append(atom)
            else:
                ranged = ranged or (role == "clock_to" and bool(days))
                days.append(atom)
        elif atom.kind in ("relative_day", "weekday", "anaphoric_day"):
            day = _relative(atom, known, cues)
            days.append(replace(atom, days=(day, day)))
            cues.setdefault(atom.kind, atom.value)
        else:
            cues.setdefault(atom.kind, atom.value)
        previous = atom
    yield from _as_of(clocks, days, known)
    when = _main(first, last, clocks, days, cues, known, ranged)
    if when is not None:
        yield when


def _aligned(group: list[_Atom]) -> list[_Atom]:
    """Days without a year take the year that brings them nearest to a day that states one."""
    stated = next((atom.days[1] for atom in group if atom.is_year_stated and atom.days[1]), None)
    if stated is None:
        return group
    years = {atom.days[1].year for atom in group if atom.value == "year" and atom.days[1]}
    aligned: list[_Atom] = []
    for atom in group:
        start, end = atom.days
        if atom.kind == "day" and not atom.is_year_stated and start and end:
            near = years or (stated.year - 1, stated.year, stated.year + 1)
            days = [day for year in near if (day := day_of(year, start.month, start.day))]
            nearest = min(days, key=lambda day: abs((stated - day).days))
            atom = replace(atom, days=(nearest, nearest + (end - start)))
        aligned.append(atom)
    return aligned


def _main(
    first: int,
    last: int,
    clocks: list[tuple[str, _Atom, _Atom | None]],
    days: list[_Atom],
    cues: dict[str, str],
    known: Calendar,
    ranged: bool,
) -> When | None:
    start = next((c for c in clocks if c[0] == "clock_from"), None)
    end = next((c for c in clocks if c[0] == "clock_to"), None)
    stated = any(atom.is_year_stated for atom in days)
    base = When(
        "date", first, last, None, None, DAY, known.zone,
        is_year_stated=stated or any(c[2] is not None and c[2].is_year_stated for c in clocks),
        is_anaphoric="anaphoric_day" in cues,
        is_weekday="weekday" in cues,
        part=cues.get("daypart") or cues.get("edge_of_day"),
    )  # fmt: skip
    day_from, day_to = _span(days)
    if "since" in cues:
        return replace(base, kind="since", start_on=day_from, end_on=day_to)
    if start is not None or end is not None:
        return _window(base, start, end, day_to or day_from, cues, known)
    if "night_of" in cues or "night" in cues:
        ends = day_to or day_from
        explicit = ends is not None
        if ends is None and "night" in cues:
            ends = known.main_day if cues["night"] == "before_event" else known.published_day
        return replace(
            base, kind="night", precision=NIGHT, end_on=ends, is_explicit=explicit,
            start_on=ends - _DAY if ends else None,
            is_anaphoric=base.is_anaphoric or cues.get("night") == "before_event",
        )  # fmt: skip
    single = next((c for c in clocks if c[0] == "at_time"), None)
    if single is not None:
        day = (single[2].days[0] if single[2] else None) or day_to or day_from
        explicit = day is not None
        return replace(
            base, kind="clock", start_on=day or known.published_day, is_explicit=explicit,
            end_on=day or known.published_day, start_time=single[1].clock, precision=MINUTE,
        )  # fmt: skip
    if "day24" in cues:
        return replace(
            base, kind="day24", start_on=day_from, end_on=day_to or known.published_day,
            is_explicit=day_to is not None, precision=DAY,
        )  # fmt: skip
    if "daypart" in cues and not days:
        day = known.published_day
        return replace(
            base, kind="daypart", start_on=day, end_on=day, precision=NIGHT, is_explicit=False
        )
    if not days:
        return None
    kind = _exact(days)[0].value if days[0].kind == "day" else "date"
    if kind in ("month", "year"):
        precision = MONTH if kind == "month" else YEAR
        return replace(base, kind=kind, start_on=day_from, end_on=day_to, precision=precision)
    if ranged or (day_from != day_to):
        return replace(base, kind="range", start_on=day_from, end_on=day_to)
    kind = "daypart" if "daypart" in cues else "date"
    explicit = all(atom.kind in ("day", "weekday", "relative_day") for atom in days)
    return replace(base, kind=kind, start_on=day_from, end_on=day_to, is_explicit=explicit)


def _window(
    base: When,
    start: tuple[str, _Atom, _Atom | None] | None,
    end: tuple[str, _Atom, _Atom | None] | None,
    outer: date | None,
    cues: dict[str, str],
    known: Calendar,
) -> When:
    start_time = start[1].clock if start else None
    end_time = end[1].clock if end else None
    to_24 = end is not None and end[1].is_midnight_24
    start_on = start[2].days[0] if start and start[2] else None
    end_on = end[2].days[0] if end and end[2] else None
    is_night = "night_of" in cues or "night" in cues
    overnight = (
        start_time is not None and end_time is not None and end_time < start_time and not to_24
    )
    explicit = True
    if end_on is None:
        end_on = outer
    if end_on is None and start_on is not None:
        # "За добу (з 18:00 23 березня)" ends on the next day as a night does.
        is_long = is_night or "day24" in cues
        evening = is_long and end_time is None and (start_time or time(0)) >= time(12)
        end_on = start_on + _DAY if overnight or evening else start_on
    if end_on is None:
        end_on, explicit = _latest_end(end_time, known), False
    if start_on is None and end_on is not None and start_time is not None:
        evening = is_night and end_time is None and start_time >= time(12)
        start_on = end_on - _DAY if overnight or evening else end_on
    if start_on and end_on and not timedelta(0) <= end_on - start_on <= 3 * _DAY:
        # A misprinted month or day: the end names the night, the start keeps only its time.
        evening = start_time is None or end_time is None or end_time < start_time
        start_on = end_on - _DAY if is_night or evening else end_on
    kind = "night" if is_night else "window"
    if to_24 and end_on is not None and end_time is not None:
        end_time = time(0)
    return replace(
        base, kind=kind, start_on=start_on, end_on=end_on, start_time=start_time,
        end_time=end_time, precision=MINUTE, is_explicit=explicit,
        part="to_midnight" if to_24 else base.part,
    )  # fmt: skip


def _as_of(
    clocks: list[tuple[str, _Atom, _Atom | None]], days: list[_Atom], known: Calendar
) -> Iterator[When]:
    for role, atom, day in clocks:
        if role == "as_of":
            on = (day.days[0] if day else None) or (days[-1].days[1] if days else None)
            on = on or known.published_day
            yield When(
                "as_of", atom.first, atom.last, on, on, MINUTE, known.zone, atom.clock, atom.clock,
                is_explicit=day is not None,
            )  # fmt: skip


def _span(days: list[_Atom]) -> tuple[date | None, date | None]:
    """First and last day; a year or month beside a day only says which day that is."""
    days = _exact(days)
    starts = [atom.days[0] for atom in days if atom.days[0]]
    ends = [atom.days[1] for atom in days if atom.days[1]]
    return (min(starts) if starts else None, max(ends) if ends else None)


def _exact(days: list[_Atom]) -> list[_Atom]:
    """Days written as such, or where there are none all of them."""
    return [atom for atom in days if atom.value not in ("year", "month")] or days


def _latest_end(end_time: time | None, known: Calendar) -> date | None:
    """The last day on which a window ending at `end_time` was over when the text was published."""
    if known.published_day is None or known.published_time is None or end_time is None:
        return known.published_day
    return known.published_day if end_time <= known.published_time else known.published_day - _DAY


def _relative(atom: _Atom, known: Calendar, cues: dict[str, str]) -> date | None:
    if atom.kind == "anaphoric_day":
        day = known.main_day
        return day + timedelta(days=int(atom.value)) if day else None
    day = known.published_day
    if day is None:
        return None
    if atom.kind == "relative_day":
        return day + timedelta(days=int(atom.value))
    back = (day.weekday() - int(atom.value)) % 7
    if "next_cue" in cues:
        return day + timedelta(days=7 - back if back else 7)
    if "last_cue" in cues and back == 0:
        back = 7
    return day - timedelta(days=back)


def _groups(tokens: list[Token], atoms: list[_Atom], fillers: set[int]) -> Iterator[list[_Atom]]:
    """Runs of atoms with nothing but fillers between them."""
    group: list[_Atom] = []
    for atom in atoms:
        if group:
            gap = range(group[-1].last, atom.first)
            together = len(gap) <= 6 and all(
                index in fillers or tokens[index].norm in _FILLERS or tokens[index].kind == "break"
                for index in gap
            )
            apart = atom.kind == "as_of" or (
                atom.kind in ("day", "weekday") and group[-1].kind in ("day", "weekday")
                and any(tokens[index].norm in "," for index in gap) and atom.kind == "day"
                and group[-1].kind == "day"
            )  # fmt: skip
            if not together or apart:
                yield group
                group = []
        group.append(atom)
    if group:
        yield group


def _without_overlaps(atoms: list[_Atom]) -> list[_Atom]:
    """Keep the longest of overlapping atoms, in order of place."""
    kept: list[_Atom] = []
    for atom in sorted(atoms, key=lambda atom: (atom.first, -atom.last)):
        if kept and atom.first < kept[-1].last:
            continue
        kept.append(atom)
    return kept


def _day_atoms(
    tokens: list[Token], first: int, last: int, months: dict[int, Mark], known: Calendar | None
) -> Iterator[_Atom]:
    """Calendar days, day ranges, months and years."""
    candidates = [
        index for index in range(first, last) if tokens[index].kind == NUMBER or index in months
    ]
    behind = first
    for index in candidates:
        if index < behind:
            continue
        token = tokens[index]
        atom = None
        if token.kind == NUMBER and not (token.joined and _after_word(tokens, index)):
            atom = _numeric_day(tokens, index, known) or _day_month(
                tokens, index, last, months, known
            ) or _bare_year(tokens, index, first)  # fmt: skip
        elif index in months:
            atom = _month_first(tokens, index, last, months[index], known)
        if atom is not None:
            yield atom
            behind = atom.last


def _after_word(tokens: list[Token], index: int) -> bool:
    return index > 0 and tokens[index - 1].kind == WORD


def _numeric_day(tokens: list[Token], index: int, known: Calendar | None) -> _Atom | None:
    norm = tokens[index].norm
    if "." in norm:
        parts = norm.split(".")
        if len(parts) == 3 and all(part.isdigit() for part in parts) and len(parts[0]) <= 2:
            year = int(parts[2]) + (2000 if len(parts[2]) == 2 else 0)
            return _single(index, index + 1, day_of(year, int(parts[1]), int(parts[0])), True)
        if len(parts) == 2 and _is_day_after_clock(tokens, index):
            return _placed(index, index + 1, int(parts[1]), int(parts[0]), known)
    if len(norm) == 4 and norm.isdigit() and index + 2 < len(tokens):
        month, day = tokens[index + 1], tokens[index + 2]
        joined = month.kind == day.kind == NUMBER and month.joined and day.joined
        if joined and len(month.norm) == len(day.norm) == 2 and (month.norm + day.norm).isdigit():
            value = day_of(int(norm), int(month.norm), int(day.norm))
            return _single(index, index + 3, value, True)
    return None


def _is_day_after_clock(tokens: list[Token], index: int) -> bool:
    """The 23.09 of "20.00 23.09", of "за добу 9.06" and of "у ніч на 24.09"."""
    day, month = tokens[index].norm.split(".")
    if not (day.isdigit() and month.isdigit() and 1 <= int(month) <= 12 and len(month) == 2):
        return False
    before = tokens[index - 1] if index else None
    if before is None:
        return False
    if before.kind == NUMBER:
        return _clock(before.norm) is not None
    stated_as_of = index >= 2 and tokens[index - 2].norm in words("as_of_head")
    return before.norm in words("before_day") and not stated_as_of


def _day_month(
    tokens: list[Token], index: int, last: int, months: dict[int, Mark], known: Calendar | None
) -> _Atom | None:
    """ "5 лютого 2026 року", "01, березня", "4-5 February", "17 по 23 сентября"."""
    if not _is_day_number(tokens[index].norm):
        return None
    day, end, until = int(tokens[index].norm), index + 1, None
    if end < last and tokens[end].kind == WORD and tokens[end].norm in words("ordinal_suffix"):
        end += 1
    following = end
    if following < last and tokens[following].norm in _LINKS | words("day_link"):
        following += 1
    if (
        following < last
        and tokens[following].kind == NUMBER
        and (following > end or tokens[following].joined)
        and _is_day_number(tokens[following].norm)
    ):
        until, end = int(tokens[following].norm), following + 1
    if (
        end < last
        and (tokens[end].norm == "," or tokens[end].norm in words("month_link"))
        and end + 1 in months
    ):
        end += 1
    if end not in months:
        return None
    month, end = int(months[end].value), months[end].last
    year, end = _year_after(tokens, end, last)
    return _day_or_range(index, end, year, month, day, until, known)


def _month_first(
    tokens: list[Token], index: int, last: int, mark: Mark, known: Calendar | None
) -> _Atom | None:
    """ "February 5, 2026", "January 23–24", "March 2023", "Feb. 5"."""
    month, end = int(mark.value), mark.last
    if end < last and tokens[end].norm == "." and end + 1 < last and tokens[end + 1].kind == NUMBER:
        end += 1
    if end < last and tokens[end].kind == NUMBER and _is_day_number(tokens[end].norm):
        day, end, until = int(tokens[end].norm), end + 1, None
        if end < last and tokens[end].norm in words("ordinal_suffix"):
            end += 1
        following = end
        if following < last and tokens[following].norm in _LINKS | words("day_link"):
            following += 1
        if (
            following < last
            and tokens[following].kind == NUMBER
            and (following > end or tokens[following].joined)
            and _is_day_number(tokens[following].norm)
            and not _counts_something(tokens, following, last, following - 1)
        ):
            until, end = int(tokens[following].norm), following + 1
        year, end = _year_after(tokens, end, last)
        return _day_or_range(index, end, year, month, day, until, known)
    year, end = _year_after(tokens, end, last)
    if year is None:
        year = _year_of_month(tokens, index, month, known)
        if year is None:
            return None
    start = day_of(year, month, 1)
    if start is None:
        return None
    finish = (start.replace(day=28) + 4 * _DAY).replace(day=1) - _DAY
    return _Atom("day", index, end, "month", days=(start, finish), is_year_stated=True)


def _year_of_month(
    tokens: list[Token], index: int, month: int, known: Calendar | None
) -> int | None:
    """The year of a bare "in December": only behind a preposition, the past preferred."""
    if known is None or index == 0 or tokens[index - 1].norm not in words("in_month"):
        return None
    day = known.with_year(month, 1)
    return day.year if day is not None else None


def _counts_something(tokens: list[Token], index: int, last: int, connector: int) -> bool:
    """In "on May 3 and 20 drones" the 20 is a count, not a day."""
    if tokens[connector].norm not in words("day_link"):
        return False
    following = index + 1
    return following < last and tokens[following].kind == WORD


def _year_after(tokens: list[Token], end: int, last: int) -> tuple[int | None, int]:
    following = end
    if following < last and tokens[following].norm in (",", ".", "of"):
        following += 1
    if (
        following < last
        and _is_year(tokens[following])
        and not (following + 1 < last and tokens[following + 1].norm in ("%",))
    ):
        return int(tokens[following].norm), following + 1
    return None, end


def _bare_year(tokens: list[Token], index: int, first: int) -> _Atom | None:
    """ "in 2021", "since 2021", "у 2021 році"."""
    if not _is_year(tokens[index]) or index == first:
        return None
    before = tokens[index - 1].norm
    after = tokens[index + 1].norm if index + 1 < len(tokens) else ""
    if before in words("in_year") or after in words("year_word"):
        year = int(tokens[index].norm)
        days = (date(year, 1, 1), date(year, 12, 31))
        return _Atom("day", index, index + 1, "year", days=days, is_year_stated=True)
    return None


def _day_or_range(
    first: int, end: int, year: int | None, month: int, day: int, until: int | None,
    known: Calendar | None,
) -> _Atom | None:  # fmt: skip
    if year is not None:
        start, finish = day_of(year, month, day), day_of(year, month, until or day)
    elif known is None:
        return None
    else:
        start, finish = known.with_year(month, day), known.with_year(month, until or day)
    if until is not None and until < day:
        return None
    if day_of(2024, month, day) is None:
        return None
    return _Atom("day", first, end, "day", days=(start, finish), is_year_stated=year is not None)


def _single(first: int, end: int, day: date | None, stated: bool) -> _Atom | None:
    if day is None:
        return None
    return _Atom("day", first, end, "day", days=(day, day), is_year_stated=stated)


def _placed(first: int, end: int, month: int, day: int, known: Calendar | None) -> _Atom | None:
    if known is None:
        return None
    return _single(first, end, known.with_year(month, day), False)


def _is_day_number(norm: str) -> bool:
    return len(norm) <= 2 and norm.isdigit() and 1 <= int(norm) <= 31


def _is_year(token: Token) -> bool:
    return (
        token.kind == NUMBER
        and len(token.norm) == 4
        and token.norm.isdigit()
        and 1945 <= int(token.norm) <= 2100
    )


def _has_clock(tokens: list[Token], first: int, last: int) -> bool:
    return any(
        tokens[index].kind == NUMBER and (":" in tokens[index].norm or "." in tokens[index].norm)
        for index in range(first, last)
    )


def _clock_atoms(
    tokens: list[Token], first: int, last: int, atoms: list[_Atom], fillers: set[int]
) -> list[_Atom]:
    """Clock times. "18:00" always is one; "18.00" only where its surroundings say so."""
    cued = {
        atom.last for atom in atoms if atom.kind in ("clock_from", "clock_to", "as_of", "at_time")
    }
    days = {atom.first for atom in atoms if atom.kind == "day"}
    inside = {
        index for atom in atoms if atom.kind == "day" for index in range(atom.first, atom.last)
    }
    parts = {atom.first: atom.value for atom in atoms if atom.kind == "daypart"}
    found: list[_Atom] = []
    for index in range(first, last):
        token = tokens[index]
        if token.kind != NUMBER or index in inside:
            continue
        if index in cued and _is_full_hour(tokens, index, last, atoms):
            found.append(_Atom("clock", index, index + 1, clock=time(int(token.norm))))
            continue
        hour = _hour(token.norm, parts.get(index + 1)) if index in cued else None
        if hour is not None:
            found.append(_Atom("clock", index, index + 2, clock=hour))
            continue
        read = _clock(token.norm)
        if read is None:
            continue
        value, is_24 = read
        near = index - 1
        while near >= first and (near in fillers or tokens[near].norm in "(,"):
            near -= 1
        certain = (
            ":" in token.norm
            or index in cued
            or near + 1 in cued
            or index + 1 in days
            or (index + 1 < last and index + 1 in fillers)
            or (index and tokens[index - 1].norm == "(")
            or (found and found[-1].last >= index - 1)
        )
        if certain:
            end = index + 1
            value, end = _meridiem(tokens, value, end, last)
            found.append(_Atom("clock", index, end, clock=value, is_midnight_24=is_24))
    return found


def _is_full_hour(tokens: list[Token], index: int, last: int, atoms: list[_Atom]) -> bool:
    """Both hours of "с 20 до 23 часов"; a number alone is no time."""
    norm, following = tokens[index].norm, index + 1
    if not norm.isdigit() or len(norm) > 2 or int(norm) > 23:
        return False
    if any(atom.kind == "clock_to" and atom.first == following for atom in atoms):
        following += 2
    return following < last and tokens[following].norm in words("hour_word")


def _hour(norm: str, part: str | None) -> time | None:
    """The hour of "по 4 ранку", "о 8 вечора"."""
    if part is None or not norm.isdigit() or not 1 <= int(norm[:3]) <= 12:
        return None
    hour = int(norm) % 12
    return time(hour + 12 if part == "evening" else hour)


def _clock(norm: str) -> tuple[time, bool] | None:
    """(time, is 24:00) of "7.00", "18:30", "24.00"."""
    separator = ":" if ":" in norm else "."
    hour, found, minute = norm.partition(separator)
    if not found or not hour.isdigit() or not minute.isdigit() or len(minute) != 2:
        return None
    if len(hour) > 2 or int(minute) > 59:
        return None
    if int(hour) == 24 and minute == "00":
        return time(0), True
    return (time(int(hour), int(minute)), False) if int(hour) <= 23 else None


def _meridiem(tokens: list[Token], value: time, end: int, last: int) -> tuple[time, int]:
    letters = "".join(token.norm for token in tokens[end : min(end + 3, last)])
    if letters.startswith("p.m") or letters.startswith("pm"):
        return value.replace(hour=value.hour % 12 + 12), end + (
            1 if letters.startswith("pm") else 3
        )
    if letters.startswith("a.m") or letters.startswith("am"):
        return value.replace(hour=value.hour % 12), end + (1 if letters.startswith("am") else 3)
    return value, end


def _main_day(full: list[date], published: date | None) -> date | None:
    """The day a text is about: the commonest of its full dates near publication, else that."""
    near = [
        day for day in full
        if published is None or timedelta(0) <= published - day <= 3 * _DAY
    ]  # fmt: skip
    if not near:
        return published
    return Counter(near).most_common(1)[0][0]
