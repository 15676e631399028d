"""`ledger extract`: reads files or JSON lines and prints a JSON object for each claim.

A file is read with the same reader as in a refresh, and its claims pass the same contract. File
formats do not belong here (staging/texts/), nor does the meaning of sentences (extraction/).
"""

import importlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from itertools import islice
from pathlib import Path

import polars as pl

from pipelines.cli.extract_page import Section, page
from pipelines.extraction.document import Claim
from pipelines.extraction.explanation import explained
from pipelines.extraction.extract import extract
from pipelines.extraction.parts import modules
from pipelines.extraction.text.annotation import AnnotatedText
from pipelines.landing.declaration import Declaration, all_sources
from pipelines.settings import Settings
from pipelines.staging.budget import Budget
from pipelines.staging.contract import MADE_LATER, conform, contract
from pipelines.staging.corrections import correct
from pipelines.staging.document import Document, Unreadable
from pipelines.staging.failures import attempt
from pipelines.staging.reader import SourceReader
from pipelines.staging.texts.claims import Found, extracted, found_in, frame
from pipelines.staging.texts.language_model import LanguageModel
from pipelines.staging.texts.text import COLUMNS, Refused, dated

ENVELOPE = (
    *MADE_LATER, "source", "document_id", "locator", "evidence", "reported_by", "source_type",
    "report_ref", "event_ref", "published_stated", "published_at",
)  # fmt: skip
"""Contract columns that a text alone cannot provide."""

JSONL_KEYS = ("id", "text", "published_at", "publisher", "url", "lang")

ARTICLES = "news_articles"
"""Source whose reader reads JSON lines, and files outside the folders of sources."""

CONTEXT = 40
"""Characters before and behind a number that its explanation shows."""

BATCH = 500
"""JSON lines per batch."""

DERIVED = modules("derived")
"""Families whose claims are shown with columns that follow from others."""


class BadInput(ValueError):
    """An input that cannot be read; the message names file, line and value."""


@dataclass(frozen=True)
class Options:
    """How to read. `source` names the reader of all files; null: the reader of each file's folder.

    `is_explaining`: print the numbers of the texts with their explanations, and not the claims.
    `published` and `publisher` apply to every file that does not state them.
    """

    source: str | None = None
    published: str | None = None
    publisher: str | None = None
    is_explaining: bool = False


@dataclass(frozen=True)
class Batch:
    """Texts of one source, one row each, and the problems of what could not be read.

    `rows` has the columns of texts and `document_id`, the name that claims are printed under.
    """

    source: Declaration
    rows: pl.DataFrame
    problems: list[str] = field(default_factory=list)


def run(files: Iterable[Path], jsonl: Path | None, options: Options, page_to: Path | None) -> int:
    """Print the claims and, if `page_to` is given, write the page.

    Unreadable input and claims that the contract refuses are reported on standard error.
    Returns 1 when a document or a row could not be read, else 0. Raises `BadInput`.
    """
    sections: list[Section] = []
    is_all_read = True
    model = LanguageModel.of(Settings())
    for batch in _batches(files, jsonl, options):
        is_all_read &= not batch.problems
        for problem in batch.problems:
            _complain(problem)
        if options.is_explaining:
            for number in explained_in(batch):
                sys.stdout.write(json.dumps(number, ensure_ascii=False) + "\n")
            continue
        for section in sections_of(batch, model):
            for claim in section.claims:
                sys.stdout.write(json.dumps(claim, ensure_ascii=False) + "\n")
            if page_to is not None:
                sections.append(section)
    if page_to is not None:
        page_to.write_text(page(sections), encoding="utf-8")
    return 0 if is_all_read else 1


def sections_of(batch: Batch, model: LanguageModel | None = None) -> Iterator[Section]:
    """Each text of a batch with its claims, by family, in the order of the text.

    `model`: a language model that also reads the texts.
    """
    source = batch.source
    today = datetime.now(UTC).date().isoformat()
    staged = batch.rows.with_columns(pl.lit(today).alias("document_on"))
    if model is not None:
        staged = model.with_answers(staged)
    claims: dict[tuple[str, str], list[dict[str, object]]] = {}
    found = found_in(correct(source.name, staged, source.corrections), source.families, Budget())
    for family, inside in found.items():
        kept, refused = conform(source, family, frame(family, inside), staged)
        for position in kept.get_column("position").sort():
            one: Found = inside[position]
            place = (str(one.row["document_id"]), str(one.row["locator"]))
            claims.setdefault(place, []).append(as_json(place[0], one.claim))
        for name, reason in refused.select("document_id", "reason").rows():
            _complain(f"{name}: a claim of {family} is refused: {reason}")
    for row in batch.rows.iter_rows(named=True):
        of_row = claims.get((row["document_id"], row["locator"]), [])
        yield Section(row["document_id"], row["publisher"], row["text"], of_row)


def explained_in(batch: Batch) -> Iterator[dict[str, object]]:
    """Each number of the texts of a batch that counts something, with what it means.

    `context` has the characters around the number.
    """
    for row in batch.rows.filter(pl.col("text") != "").iter_rows(named=True):
        document = extracted(row)
        words = document.text
        for number in explained(AnnotatedText(document), extract(document)):
            start, end = max(0, number.char_start - CONTEXT), number.char_end + CONTEXT
            context = " ".join(words[start:end].split())
            yield {"document": row["document_id"], **asdict(number), "context": context}


def as_json(document: str, claim: Claim) -> dict[str, object]:
    """One claim in the contract's column names, with `document`, `family` and its evidence.

    JSON has no dates, so each `..._stated` (ISO 8601 at the stated precision) is repeated as
    `..._on`. Strikes have `intercepted`: shot down or suppressed, else their sum, else shot down.
    """
    columns = {
        name: _plain(claim.values.get(name))
        for name in contract(claim.family)
        if name not in ENVELOPE
    }
    columns |= {
        f"{name.removesuffix('_stated')}_on": value
        for name, value in columns.items()
        if name.endswith("_stated")
    }
    if claim.family in DERIVED:
        columns |= DERIVED[claim.family].derived(claim.values)
    evidence = [piece._asdict() for piece in claim.evidence]
    return {"document": document, "family": claim.family, **columns, "evidence": evidence}


def reader_of(file: Path, source: str | None) -> SourceReader:
    """The reader of a file: that of `source`, else that of the file's source folder, else of news.

    Raises `BadInput` for a source that does not exist, or whose documents are not texts.
    """
    sources = all_sources()
    folders = [parent.name for parent in file.resolve().parents if parent.name in sources]
    name = source or next(iter(folders), ARTICLES)
    if name not in sources:
        raise BadInput(f"--source {name!r}: no such source; sources are {', '.join(sources)}")
    parser = importlib.import_module(f"pipelines.defs.sources.{name}.parse")
    if not hasattr(parser, "claims"):
        raise BadInput(f"{file}: {name} reads tables, not texts; name another source with --source")
    return SourceReader(sources[name], parser, version="")


def _batches(files: Iterable[Path], jsonl: Path | None, options: Options) -> Iterator[Batch]:
    defaults = _dates("--published", options.published)
    for file in files:
        if not file.is_file():
            raise BadInput(f"{file}: no such file")
        yield _of_file(file, options, defaults)
    if jsonl is not None:
        if not jsonl.is_file():
            raise BadInput(f"{jsonl}: no such file")
        yield from _of_lines(jsonl)


def _of_file(file: Path, options: Options, defaults: dict[str, str | None]) -> Batch:
    reader = reader_of(file, options.source)
    try:
        document = Document(file.name, file.name, file)
        seconds = Budget().seconds_for(file.stat().st_size)
        parsed = attempt(file.name, Budget(), seconds, partial(reader.read, document))
    except Unreadable as error:
        nothing = pl.DataFrame(schema={**COLUMNS, "document_id": pl.String})
        return Batch(reader.source, nothing, [str(error)])
    rows = parsed.rows
    is_dated = pl.col("published_stated").is_not_null()
    name = (
        pl.lit(file.name) if rows.height == 1 else pl.format("{}#{}", pl.lit(file.name), "locator")
    )
    rows = rows.with_columns(
        name.alias("document_id"),
        pl.col("publisher").fill_null(pl.lit(options.publisher)),
        *(
            pl.when(is_dated).then(column).otherwise(pl.lit(value, pl.String)).alias(column)
            for column, value in defaults.items()
        ),
    )
    return Batch(reader.source, rows, parsed.refused.get_column("reason").to_list())


def _of_lines(jsonl: Path) -> Iterator[Batch]:
    source = all_sources()[ARTICLES]
    with jsonl.open(encoding="utf-8-sig") as stream:
        lines = ((number, line) for number, line in enumerate(stream, start=1) if line.strip())
        while batch := list(islice(lines, BATCH)):
            rows = [_of_line(f"{jsonl} line {number}", number, line) for number, line in batch]
            yield Batch(source, pl.DataFrame(rows, schema={**COLUMNS, "document_id": pl.String}))


def _of_line(place: str, number: int, line: str) -> dict[str, str | None]:
    """Columns of the text in a line; the text is unchanged: offsets count its characters."""
    try:
        given = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadInput(f"{place}: not JSON: {error}") from error
    if not isinstance(given, dict) or not isinstance(given.get("text"), str) or "id" not in given:
        raise BadInput(f"{place}: needs `id` and `text`; may have {', '.join(JSONL_KEYS[2:])}")
    words = {name: _words(given.get(name)) for name in ("text", "publisher", "url", "lang")}
    return {
        "document_id": _words(given["id"]),
        "locator": f"line {number}",
        "kind": "article",
        **words,
        **_dates(f"{place}: published_at", _words(given.get("published_at"))),
    }


def _dates(place: str, words: str | None) -> dict[str, str | None]:
    """`published_at` and `published_stated` in `words`; raises `BadInput` naming the place."""
    try:
        return dated(words)
    except Refused as error:
        raise BadInput(f"{place}: {error}") from error


def _words(value: object) -> str | None:
    """A value as text; a lone surrogate, which is not valid text, becomes U+FFFD."""
    return None if value is None else re.sub("[\ud800-\udfff]", "\ufffd", str(value))


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value


def _complain(message: str) -> None:
    print(f"ledger: {message}", file=sys.stderr)
