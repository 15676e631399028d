"""A picture of the page: its name, three figures and the nights. For README and the Dagster UI.

It holds nothing that depends on the day on which it is made. It carries its own colours, because
neither place has the page's style.
"""

import re
from pathlib import Path

from pipelines.report import head
from pipelines.report.data import NoSuchFamily, open_data
from pipelines.report.page import template_text
from pipelines.report.sections import nights
from pipelines.report.svg import WIDE, Frame, element, picture, text

FIGURES = (head.last_night, head.record_night, head.exchange_balance)
"""Figures that stay the same however late the page is made."""

FONT = (
    "svg text { font-family: Liberation Sans, Arial, sans-serif; font-size: 12px; fill: #56616b }"
)
"""Liberation Sans comes with the converter, so that every machine draws the same."""

OWN = """
.title { font-size: 26px; font-weight: 700; fill: #1d2329 }
.figure { font-size: 30px; font-weight: 700; fill: #1d2329 }
.card { fill: #ffffff; stroke: #d9dee2 }
.top { fill: #3b78b4 }
"""

TOP, CARD = 64, 120


def draw(publication: Path) -> str:
    """The picture of a publication as SVG, without dark colours."""
    with open_data(publication, None) as data:
        rows = head.figures(data)
        cards = [card for maker in FIGURES if (card := maker(rows)) is not None]
        try:
            wide = nights.section(data).charts[0].wide
        except NoSuchFamily:
            wide = ""
    inside = re.sub(r"^<svg[^>]*>|</svg>$", "", wide)
    width = (WIDE - 20 - 16 * (len(FIGURES) - 1)) / len(FIGURES)
    frame = Frame(WIDE, TOP + CARD + 20 + 440)
    parts = [
        element("style", f"{FONT}{OWN}{_light(template_text('chart.css'))}"),
        element("rect", width=frame.width, height=frame.height, fill="#f6f7f8"),
        text(10, 40, "The Russia-Ukraine war in reported figures", cls="title"),
    ]
    for place, card in enumerate(cards):
        x = 10 + place * (width + 16)
        parts += [
            element("rect", cls="card", x=x, y=float(TOP), width=width, height=float(CARD), rx=4),
            element("rect", cls="top", x=x, y=float(TOP), width=width, height=4.0),
            text(x + 12, TOP + 26, card.label),
            text(x + 12, TOP + 62, card.value, cls="figure"),
            *(
                text(x + 12, TOP + 86 + 17 * line, words)
                for line, words in enumerate(card.dated.split("; "))
            ),
        ]
    top = TOP + CARD + 20
    parts.append(element("rect", y=top, width=frame.width, height=440, fill="#ffffff"))
    parts.append(element("g", inside, transform=f"translate(0 {top})"))
    label = "Head of the page: three figures, and drones and missiles launched per night."
    return picture(frame, label, *parts, xmlns="http://www.w3.org/2000/svg") + "\n"


def _light(css: str) -> str:
    """The chart's style with the light colours in the place of variables."""
    colours = dict(re.findall(r"--([\w-]+): (#\w+)", css.split("@media")[0]))
    rules = re.sub(r"@media[^{]*\{.*?\}\s*\}|:root \{.*?\}|/\*.*?\*/|svg text \{[^}]*\}", "", css,
                   flags=re.DOTALL)  # fmt: skip
    rules = re.sub(r"var\(--([\w-]+)\)", lambda found: colours.get(found[1], "none"), rules)
    wanted = re.findall(r"[^{}]+\{[^{}]*\}", rules)
    return "".join(rule.strip() for rule in wanted if "--" not in rule and "[" not in rule)
