"""What changed: figures that differ between the publication before and this one."""

from collections import Counter

from pipelines.report.content import Chart, Column, Filter, Section, counted
from pipelines.report.data import Data, Rows


def section(data: Data) -> Section:
    """The section of changes; without an earlier publication it says how to name one."""
    rows = data.rows("changes", most=0 if data.before is None else 300)
    return Section(
        2,
        "changes",
        "What changed",
        "What is different from the publication before?",
        (_chart(rows if data.before is not None else rows.none()),),
    )


def _chart(rows: Rows) -> Chart:
    numbers = Counter(rows.frame["change"].to_list())
    events = {name: rows.frame.filter(rows.frame["change"] == name)["event_id"].n_unique()
              for name in numbers}  # fmt: skip
    return Chart(
        title="Events new, changed and withdrawn",
        lead=f"{counted(events.get('new', 0), 'event')} new, "
        f"{counted(numbers.get('changed', 0), 'figure')} changed, "
        f"{counted(events.get('withdrawn', 0), 'event')} withdrawn."
        if rows.total
        else "",
        rows=rows,
        columns=(
            Column("happened_stated", "Date"),
            Column("change", "Change"),
            Column("family", "Family"),
            Column("figure", "Figure"),
            Column("value_before", "Before"),
            Column("value_after", "Now"),
            Column("event_id", "Event"),
            Column("best_rule", "Why", is_long=True),
        ),
        row_key="event_id",
        empty="Nothing differs, or there is no publication before this one. A later refresh that "
        "brings news fills this, and ledger report --before FILE compares with any publication.",
        filters=(Filter("change", "Change"), Filter("family", "Family")),
        is_open=True,
    )
