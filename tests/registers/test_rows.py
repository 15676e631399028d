"""Rows of the registers state what their facts state, and what we hold of the cited text says.

No row is drawn here: every row is compared, which contains any twenty of them.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from pipelines.paths import SOURCES

ARTICLE = "press article, February 2026"


@dataclass(frozen=True)
class Facts:
    """Where a register's rows come from. `columns`: column of the register -> of the facts."""

    register: str
    facts: str
    additions: str
    columns: dict[str, str]
    differing: frozenset[tuple[str, ...]] = frozenset()


FACTS = (
    Facts(
        "exchange_register/exchanges.csv",
        "prisoner_exchanges.csv",
        "exchange.csv",
        {
            "event_ref": "exchange_id",
            "report_ref": "source_url",
            "exchanged_on": "exchange_date",
            "category": "category",
            "count": "count_best",
        },
        frozenset(
            {
                # Servicemen and civilians together, by the report.
                ("PX-2022-04-14", "2022-04-14", "unclear", "30"),
                # The 64 prisoners beside one citizen of the USA, by the same report.
                ("PX-2022-12-14", "2022-12-14", "pow", "64"),
            }
        ),
    ),
    Facts(
        "airspace_register/airspace.csv",
        "airspace_violations.csv",
        "airspace.csv",
        {
            "event_ref": "incident_id",
            "report_ref": "source_url",
            "occurred_on": "date",
            "object_count": "count_best",
        },
    ),
    Facts(
        "negotiation_register/negotiations.csv",
        "negotiation_rounds.csv",
        "negotiation.csv",
        {
            "event_ref": "round_id",
            "report_ref": "source_url",
            "started_on": "start_date",
            "ended_on": "end_date",
            "venue_city": "venue_city",
        },
    ),
    Facts(
        "agreement_register/agreements.csv",
        "agreements.csv",
        "agreement.csv",
        {"event_ref": "agreement_id", "report_ref": "source_url", "event_on": "event_date"},
        frozenset(
            {
                # The facts have one id for all local ceasefires at the plant.
                ("AG-ZNPP-2025-10", "2025-10-18"),
                ("AG-ZNPP-2025-12", "2025-12-30"),
                ("AG-ZNPP-2026-01", "2026-01-16"),
                ("AG-ZNPP-2026-02", "2026-02-27"),
                ("AG-ZNPP-2026-09", "2026-09-05"),
                # The facts have one id for two truces, each declared by one side.
                ("AG-VDAY-2026-RUS", "2026-05"),
                ("AG-VDAY-2026-RUS", "2026-05-04"),
                ("AG-VDAY-2026-UKR", "2026-05-04"),
                ("AG-VDAY-2026-UKR", "2026-05-06"),
            }
        ),
    ),
)

DRONES = re.compile(
    r"(?<![\d/-])(\d+)\s+(?:[^\W\d]+\s+){0,3}?(?:БпЛА|БПЛА|беспилотн\w+|дрон\w+|ударн\w+ дрон)",
    re.IGNORECASE,
)
"""A count of drones in the first words of a post."""

COUNTS = ("launched", "shot_down", "shot_down_or_suppressed", "suppressed", "jet_powered")


def table(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema=False)


@pytest.mark.parametrize("one", FACTS, ids=lambda one: one.register.split("/")[0])
def test_every_row_states_what_its_fact_states(shared: Path, one: Facts) -> None:
    ours = table(SOURCES / one.register).select(*one.columns)
    facts = table(shared / "facts" / one.facts).select(
        pl.col(theirs).alias(name) for name, theirs in one.columns.items()
    )
    added = table(shared / "facts" / "additions" / one.additions).select(*one.columns)
    known = {tuple(row) for row in pl.concat([facts, added]).fill_null("").iter_rows()}
    differing = {
        tuple(cell for name, cell in zip(one.columns, row, strict=True) if name != "report_ref")
        for row in ours.fill_null("").iter_rows()
        if row not in known
    }
    assert differing == one.differing


def test_the_drones_that_a_quote_counts_are_those_of_its_row() -> None:
    rows = table(SOURCES / "strike_register" / "strikes.csv").filter(
        (pl.col("weapon_class") == "drone") & pl.col("quote").is_not_null()
    )
    counted, differing = 0, []
    for row in rows.iter_rows(named=True):
        said = {int(number) for number in DRONES.findall(row["quote"])}
        counted += bool(said)
        if not said <= {int(row[name]) for name in COUNTS if row[name]}:
            differing.append((row["window_end"][:10], row["launched"], said))
    assert counted > 300
    # 96 drones and seven S8000 Banderol, which are drones too, make 103.
    assert differing == [("2026-08-28", "103", {96})]


def test_the_figures_of_the_article_stand_in_its_text(shared: Path) -> None:
    text = (shared / "data" / "golden" / "article.txt").read_text(encoding="utf-8")
    rows = table(SOURCES / "exchange_register" / "exchanges.csv")
    figures = rows.filter(pl.col("reported_by") == ARTICLE)["count"]
    assert figures.len() == 5
    assert [figure for figure in figures if not re.search(rf"\b{figure}\b", text)] == []
