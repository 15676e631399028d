"""Renders the page, its embedded charts and the feed from sections. Writing files: write.py."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipelines.publication.spreadsheet import spreadsheet_safe
from pipelines.report import feed, head, sections
from pipelines.report.content import Section
from pipelines.report.data import About, Data, NoSuchFamily
from pipelines.report.panel import Panel

TEMPLATES = Path(__file__).parent / "templates"


def all_sections(data: Data) -> list[Section]:
    """A section per module of sections/, in the order of their places.

    Sections of families that were removed from sql/ are left out.
    """
    found = pkgutil.iter_modules(sections.__path__, f"{sections.__name__}.")
    shown = []
    for one in found:
        try:
            shown.append(importlib.import_module(one.name).section(data))
        except NoSuchFamily:
            continue
    return sorted(shown, key=lambda one: one.place)


def files(data: Data) -> Iterator[tuple[str, bytes]]:
    """Files of the report by their path in its folder; equal data gives equal bytes."""
    shown = all_sections(data)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    about = data.about
    common = {
        "about": about,
        "chart_css": template_text("chart.css"),
        "page_css": template_text("page.css"),
        "citation": citation(about),
        "bibtex": bibtex(about),
    }
    for section in shown:
        for chart in section.charts:
            yield f"data/{chart.name}.csv", spreadsheet_safe(chart.rows.frame).write_csv().encode()
            if chart.wide:
                embed = environment.get_template("embed.html").render(chart=chart, **common)
                yield f"embed/{chart.name}.html", embed.encode()
    entries = feed.entries(data)
    yield (
        "feed.atom",
        environment.get_template("feed.atom").render(entries=entries, **common).encode(),
    )
    page = environment.get_template("page.html").render(
        sections=shown,
        cards=head.cards(data),
        freshness=head.freshness(data),
        panel=Panel(data, shown),
        script=template_text("page.js"),
        **common,
    )
    yield "index.html", page.encode()


def citation(about: About) -> str:
    """How to cite the page, as text."""
    return (
        f"Conflict Ledger {about.version}, publication of {about.published_at:%Y-%m-%d}, "
        f"fingerprint {about.fingerprint[:16]}."
    )


def bibtex(about: About) -> str:
    """How to cite the page, as BibTeX."""
    return (
        f"@misc{{conflict_ledger_{about.fingerprint[:8]},\n"
        "  title = {Conflict Ledger},\n"
        "  author = {{The Conflict Ledger contributors}},\n"
        f"  year = {{{about.published_at:%Y}}},\n"
        f"  version = {{{about.version}}},\n"
        f"  note = {{Publication of {about.published_at:%Y-%m-%d}, "
        f"fingerprint {about.fingerprint}}}\n"
        "}"
    )


def template_text(name: str) -> str:
    """Text of a file of templates/."""
    return (TEMPLATES / name).read_text()
