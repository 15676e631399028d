"""README's picture: drones launched against Ukraine on each date, drawn from a publication.

It uses `marts.strikes_trend` alone, so that anybody can draw it again. The page of the report
does not belong here.
"""

from pathlib import Path

import altair as alt
import polars as pl
import vl_convert

from pipelines.publication.reading import open_publication

FIRST = "2024-01-01"
"""Earlier months have so few drones that they would only flatten the rest."""

FONT = "Liberation Sans"
"""Comes with the converter, so that every machine measures and draws the same text."""

NIGHT, MEAN, INK, FAINT = "#9db8d9", "#b3342d", "#26323f", "#8a94a0"


def nights(warehouse: Path) -> pl.DataFrame:
    """Date (text), launched and 28-night mean (null when not known) of drones, a row a date."""
    with open_publication(warehouse) as connection:
        return connection.execute(
            "select cast(night_of as varchar) as night_of, launched_best, launched_mean_28 "
            "from marts.strikes_trend where weapon_group = 'drone' and night_of >= ? "
            "order by night_of",
            [FIRST],
        ).pl()


def draw(warehouse: Path) -> str:
    """The picture as SVG."""
    rows = nights(warehouse)
    first, last = rows.item(0, "night_of"), rows.item(-1, "night_of")
    base = alt.Chart(alt.Data(values=rows.drop_nulls("launched_best").to_dicts())).encode(
        x=alt.X("night_of:T", title=None, axis=alt.Axis(format="%b %Y", tickCount=6)),
    )
    bars = base.mark_bar(width=1, color=NIGHT).encode(
        y=alt.Y("launched_best:Q", title=None, axis=alt.Axis(tickCount=5))
    )
    line = base.mark_line(color=MEAN, strokeWidth=2).encode(y="launched_mean_28:Q")
    chart = (
        alt.layer(bars, line)
        .properties(
            width=760,
            height=230,
            title=alt.Title(
                "Drones launched against Ukraine per night, as reported",
                subtitle=[
                    f"{first} to {last}. Bars: best value of each date; a date without a bar was "
                    "not reported.",
                    "Line: mean of the dates known among the last 28.",
                ],
            ),
        )
        .configure(font=FONT, background="white", aria=False)
        .configure_view(stroke=None)
        .configure_axis(
            grid=True, gridColor="#e8ebee", domain=False, ticks=False, labelColor=INK,
            labelFontSize=12,
        )
        .configure_axisX(grid=False)
        .configure_title(
            anchor="start", color=INK, fontSize=16, subtitleColor=FAINT, subtitleFontSize=12,
            subtitlePadding=6, offset=14,
        )
    )  # fmt: skip
    return vl_convert.vegalite_to_svg(chart.to_dict())
