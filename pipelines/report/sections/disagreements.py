"""Disagreements: figures on which sources or sides differ, in every family."""

from collections import defaultdict

from pipelines.report import bars
from pipelines.report.content import Chart, Column, Filter, Section, counted, spelled
from pipelines.report.data import Data, Rows
from pipelines.report.svg import NARROW, WIDE

MOST_BARS = 12


def section(data: Data) -> Section:
    """The section of disagreements."""
    return Section(
        12,
        "disagreements",
        "Disagreements",
        "On which figures do sources and sides differ?",
        (_chart(data.rows("disagreements")),),
    )


def _chart(rows: Rows) -> Chart:
    disputed = {(row["family"], row["figure"], row["event_id"]) for row in rows.shown}
    by_figure: dict[tuple[str, str], list[str]] = defaultdict(list)
    for family, figure, event in sorted(disputed):
        by_figure[family, figure].append(event)
    largest = sorted(by_figure.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST_BARS]
    shown = [
        bars.Bar(
            f"{family.capitalize()}: {spelled(figure)}", "|".join(events),
            ((len(events), "drones"),),
        )
        for (family, figure), events in largest
    ]  # fmt: skip
    events = len({event for _family, _figure, event in disputed})
    label = "Bars: disputed figures by what they count. The table has every value."
    return Chart(
        title="Disputed figures by what they count",
        lead=f"{counted(len(disputed), 'figure')} of {counted(events, 'event')} "
        f"{'is' if len(disputed) == 1 else 'are'} disputed. Both values are kept; the best one is "
        "chosen by a rule that the panel names."
        if rows.shown
        else "",
        rows=rows,
        columns=(
            Column("happened_stated", "Date"),
            Column("family", "Family"),
            Column("figure", "Figure"),
            Column("claimant", "Claimant"),
            Column("reporting_side", "Side"),
            Column("value", "Value claimed"),
            Column("best_value", "Best value"),
            Column("difference", "Difference"),
            Column("event_id", "Event"),
        ),
        row_key="event_id",
        empty="No figure is disputed: every event has one source, or its sources agree.",
        wide=bars.draw(shown, WIDE, label) if shown else "",
        narrow=bars.draw(shown, NARROW, label) if shown else "",
        filters=(
            Filter("family", "Family"),
            Filter("figure", "Figure"),
            Filter("reporting_side", "Side"),
        ),
    )
