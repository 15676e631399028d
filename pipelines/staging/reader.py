"""Reads the documents of one source: calls its parse.py to turn documents into claims.

A refresh and `ledger extract` both use this class, so that they get the same claims from a file.
Storing rows does not belong here (ingest.py).
"""

from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import polars as pl

from pipelines.landing.declaration import Declaration, all_sources
from pipelines.landing.forms import where_to_put
from pipelines.staging.budget import Budget, OverTime, deadline
from pipelines.staging.contract import conform
from pipelines.staging.corrections import correct
from pipelines.staging.document import Document, ParsedDocument, Unreadable
from pipelines.staging.mappings import Terms


@dataclass(frozen=True)
class Claimed:
    """Rows of one family: those that satisfy its contract, and those refused with a reason."""

    kept: pl.DataFrame
    refused: pl.DataFrame


@dataclass(frozen=True)
class SourceReader:
    """A source's declaration, its parse.py, and the version of both (see version.py)."""

    source: Declaration
    parser: ModuleType
    version: str

    @property
    def terms(self) -> Terms:
        """Mappings of the source's terms, from its defs.yaml."""
        return Terms(self.source.name, self.source.terms)

    @property
    def reads_texts(self) -> bool:
        """Whether the documents are texts, which its `claims` reads; else they are tables."""
        return hasattr(self.parser, "claims")

    def read(self, document: Document) -> ParsedDocument:
        """Rows of a document; raises `Unreadable`, also for a format that is not declared."""
        forms = self.source.documents
        if not any(Path(document.name.lower()).match(form) for form in forms):
            raise Unreadable(
                f"{document.name}: not a form that {self.source.name} reads ({', '.join(forms)}); "
                f"{where_to_put(document.name, all_sources())}"
            )
        return self.parser.read(document)

    def claims(self, staged: pl.DataFrame, budget: Budget | None = None) -> dict[str, Claimed]:
        """Claims of each family in the rows of documents.

        `staged` has the source's columns, `document_id`, `locator` and `document_on` (ISO date from
        which the document is known). `budget` limits the time for each text, and for all rows of
        tables. Raises `ContractError`, `StaleCorrection`, and `Unreadable` if the time is over.
        """
        rows = correct(self.source.name, staged, self.source.corrections)
        return {
            family: Claimed(*conform(self.source, family, mapped, staged))
            for family, mapped in self._map(rows, budget or Budget()).items()
        }

    def _map(self, rows: pl.DataFrame, budget: Budget) -> dict[str, pl.DataFrame]:
        """Claims per family: texts in one call (`claims`), tables with one function per family."""
        if self.reads_texts:
            return self.parser.claims(rows, budget)
        seconds = budget.seconds_for(int(rows.estimated_size()))
        try:
            with deadline(seconds):
                return {
                    name: getattr(self.parser, name)(rows, self.terms)
                    for name in self.source.families
                }
        except OverTime as error:
            raise Unreadable(budget.over_time("mapping its rows", seconds)) from error
