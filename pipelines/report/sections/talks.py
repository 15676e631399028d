"""Talks: rounds on a time line, and strikes around them. Association, not cause."""

from collections.abc import Sequence

from pipelines.report.content import Chart, Column, Filter, Key, Section, counted, day, words
from pipelines.report.data import Data, Row, Rows
from pipelines.report.scales import Scale, TimeScale
from pipelines.report.svg import (
    NARROW,
    WIDE,
    Frame,
    element,
    group,
    n,
    picture,
    text,
    time_axis,
    time_data,
    title,
    zoomed,
)

EMPTY = (
    "No talks are published. The negotiation register ships with the project; articles go into "
    "data/inbox/news_articles/."
)

OUTCOMES = {"agreement": "agreement", "partial": "partial", "no_result": "no-result"}
"""Class of a mark by outcome; any other is unknown."""

COMPARISONS = {
    "after_to_before": "14 nights after / 14 before",
    "after_to_matched": "14 nights after / comparable",
    "before_to_matched": "14 nights before / comparable",
}

SETS = {"both_parties": "rounds of Russia with Ukraine", "all": "all rounds"}


def section(data: Data) -> Section:
    """The section of talks."""
    return Section(
        9,
        "talks",
        "Talks",
        "Who talked when, and do strikes change around talks?",
        (_rounds(data.rows("talks")), _strikes(data.rows("talks_and_strikes"))),
    )


def _rounds(rows: Rows) -> Chart:
    both = [row for row in rows.shown if row["has_both_parties"]]
    lead = ""
    if both:
        lead = (
            f"{counted(rows.total, 'round')} in {_processes(rows.shown)}; Russia and Ukraine both "
            f"took part in {len(both):,}, last on {day(both[0]['started_on'])}."
        )
    return Chart(
        title="Rounds of talks by process",
        lead=lead,
        rows=rows,
        columns=(
            Column("started_on", "First day"),
            Column("ended_on", "Last day"),
            Column("process", "Process"),
            Column("round_no", "Round"),
            Column("venue_city", "Place"),
            Column("format", "Format"),
            Column("parties", "Parties"),
            Column("outcome", "Outcome"),
            Column("sources", "Sources"),
        ),
        row_key="event_id",
        empty=EMPTY,
        wide=draw(rows.shown, WIDE) if rows.shown else "",
        narrow=draw(rows.shown, NARROW) if rows.shown else "",
        legend=(
            Key("round agreement", "Agreement", "dot"),
            Key("round partial", "Partial result", "dot"),
            Key("round no-result", "No result", "dot"),
            Key("round unknown", "Outcome not stated", "dot"),
        ),
        filters=(
            Filter("parties", "Party"),
            Filter("format", "Format"),
            Filter("outcome", "Outcome"),
        ),
        date_column="started_on",
    )


def _processes(rows: Sequence[Row]) -> str:
    return counted(len({row["process"] for row in rows}), "process", "processes")


def draw(rows: Sequence[Row], width: int) -> str:
    """A lane per process, the one with the latest round on top; a mark per round."""
    is_narrow = width < 600
    left, step = (8, 34) if is_narrow else (300, 22)
    scale = TimeScale(rows[-1]["started_on"], rows[0]["started_on"], left + 8, width - 16)
    lanes = list(dict.fromkeys(row["process"] or "Process not named" for row in rows))
    base = len(lanes) * step + 6
    frame = Frame(width, base + 30, left=left, right=16)
    marks, names = [], []
    for place, process in enumerate(lanes):
        y = place * step + (26 if is_narrow else 14)
        names.append(element("path", d=f"M{n(left)} {n(y)}H{n(width - 16)}"))
        anchor = "start" if is_narrow else "end"
        x, up = (left, y - 9) if is_narrow else (left - 12, y + 4)
        names.append(text(x, up, process, cls="lane", text_anchor=anchor))
        for row in rows:
            if (row["process"] or "Process not named") != process:
                continue
            outcome = OUTCOMES.get(row["outcome"], "unknown")
            long = max((row["ended_on"] or row["started_on"]) - row["started_on"], _no_time(row))
            marks.append(
                element(
                    "path",
                    title(f"{day(row['started_on'])}, {row['venue_city'] or words(row['format'])}"),
                    cls=f"round {outcome}", data_k=row["event_id"],
                    d=f"M{n(scale.middle(row['started_on']))} {n(y)}h{n(long.days * scale.step)}",
                )
            )  # fmt: skip
    label = "A lane per process with a mark per round. The table below lists every round."
    return picture(
        frame, label, group("axis", names), zoomed(*marks), time_axis(frame, scale, base),
        data_time=time_data(scale), data_top=4, data_base=base, data_marks="",
    )  # fmt: skip


def _no_time(row: Row):
    return row["started_on"] - row["started_on"]


def _strikes(rows: Rows) -> Chart:
    drones = [row for row in rows.shown if row["weapon_group"] == "drone" and row["ratio"]]
    main = next(
        (r for r in drones if (r["talks"], r["comparison"]) == ("both_parties", "after_to_before")),
        None,
    )
    return Chart(
        title="Drones launched before and after talks, compared",
        lead=sentence(main) if main else "No round has enough known nights around it to compare.",
        rows=rows,
        columns=(
            Column("weapon_group", "Weapons"),
            Column("talks", "Talks"),
            Column("comparison", "Comparison"),
            Column("ratio", "Ratio"),
            Column("ratio_low", "95 % from"),
            Column("ratio_high", "95 % to"),
            Column("mean_first", "Mean, first"),
            Column("mean_second", "Mean, second"),
            Column("rounds", "Rounds"),
            Column("episodes", "Independent cases"),
            Column("rounds_left_out", "Rounds left out"),
        ),
        row_key="comparison",
        empty="The study needs rounds of talks and nights with known launches.",
        wide=draw_ratios(drones, WIDE) if drones else "",
        narrow=draw_ratios(drones, NARROW) if drones else "",
        legend=(
            Key("ratio", "Ratio of mean launches per known night", "dot"),
            Key("estimate", "95 % interval", "line"),
            Key("today", "No difference", "line"),
        ),
        caveat="Association, not cause: the war sets the time of talks and of strikes.",
        notes=(
            "Comparable nights are 15 to 90 days away and not near other rounds of the same set. "
            "Rounds that share nights form one case; the interval is a bootstrap over cases. "
            "Missiles have too few cases for an interval; the table has their ratios.",
        ),
    )


def sentence(row: Row) -> str:
    """What a ratio says, also when it says nothing."""
    subject = f"after {SETS[row['talks']]}, drones launched per night were {row['ratio']:.2f} times"
    basis = f"{counted(row['rounds'], 'round')}, {counted(row['episodes'], 'independent case')}"
    if row["ratio_low"] is None:
        return f"No clear answer: {subject} those before, but {basis} are too few for an interval."
    interval = f"95 % interval {row['ratio_low']:.2f} to {row['ratio_high']:.2f}; {basis}"
    if row["ratio_low"] <= 1 <= row["ratio_high"]:
        return (
            f"No clear answer: {subject} those before ({interval}), and 1 would be no difference."
        )
    subject = subject[0].upper() + subject[1:]
    return f"{subject} those before, further from 1 than chance would explain ({interval})."


def draw_ratios(rows: Sequence[Row], width: int) -> str:
    """A row per comparison: the ratio and its interval on a scale around 1."""
    is_narrow = width < 600
    left, step = (12, 54) if is_narrow else (410, 30)
    highest = max(row["ratio_high"] or row["ratio"] for row in rows)
    lowest = min(row["ratio_low"] or row["ratio"] for row in rows)
    low, high = min(0.5, lowest - 0.1), max(1.5, highest + 0.1)
    scale = Scale(low, high, left, width - 20)
    base = len(rows) * step + 10
    parts = [element("path", cls="today", d=f"M{n(scale(1))} 4V{n(base)}")]
    for place, row in enumerate(rows):
        y = place * step + (38 if is_narrow else 18)
        name = f"{COMPARISONS[row['comparison']]}, {SETS[row['talks']]}"
        if is_narrow:
            parts.append(text(0, y - 26, COMPARISONS[row["comparison"]], cls="lane halo"))
            parts.append(text(0, y - 12, SETS[row["talks"]], cls="halo"))
        else:
            parts.append(text(left - 14, y + 4, name, cls="lane", text_anchor="end"))
        if row["ratio_low"] is not None:
            d = f"M{n(scale(row['ratio_low']))} {n(y)}H{n(scale(row['ratio_high']))}"
            parts.append(element("path", cls="estimate", d=d))
        parts.append(element("path", cls="ratio", d=f"M{n(scale(row['ratio']))} {n(y)}h0"))
    ticks = [tick / 4 for tick in range(12) if low <= tick / 4 <= high]
    axis = [text(scale(t), base + 16, f"{t:g}", text_anchor="middle") for t in ticks]
    label = "Ratios of launches around talks with their intervals; 1 means no difference."
    return picture(Frame(width, base + 24), label, *parts, group("axis", axis))
