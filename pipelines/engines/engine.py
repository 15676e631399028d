"""The interface of engines."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from pipelines.staging.bounded import Reading
from pipelines.staging.budget import Budget
from pipelines.staging.reader import SourceReader
from pipelines.staging.texts.language_model import LanguageModel
from pipelines.warehouse import query_tree
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.sqlfile import SqlFile


@dataclass(frozen=True)
class Step:
    """A query that Python completes from a file of sql/claims, for a table or a view.

    `table`: the table or view that has its rows.
    """

    path: Path
    table: str
    statement: str

    @cached_property
    def reads(self) -> frozenset[str]:
        """Tables with a schema that the query reads."""
        return query_tree.tables_read(query_tree.parsed(self.statement))


class Engine(Protocol):
    """Reads documents, and builds claims and tables of models in the build file."""

    def reading(
        self,
        reader: SourceReader,
        budget: Budget,
        model: LanguageModel | None,
        say: Callable[[str], object],
    ) -> AbstractContextManager[Reading]:
        """What reads the documents of a source, open during the block.

        `model`: a language model that also reads the texts; null without one, and for tables.
        `say`: takes lines on the progress.
        """
        ...

    def fold(self, warehouse: Warehouse, revised: Step, views: Sequence[Step]) -> None:
        """Replace the revisions of a family and the views on them.

        `revised`: gives the revisions. `views`: claims of the family, each after those it reads.
        All of it is committed, or nothing.
        """
        ...

    def build(self, warehouse: Warehouse, file: SqlFile) -> None:
        """Build a model's table with its comments, from the tables that it reads.

        All of it is committed, or nothing. Raises `SqlFileError` if comments and columns differ.
        """
        ...
