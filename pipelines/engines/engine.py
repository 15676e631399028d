"""The interface of engines."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from pipelines.staging.bounded import Reading
from pipelines.staging.budget import Budget
from pipelines.staging.reader import SourceReader
from pipelines.staging.texts.language_model import LanguageModel
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.sqlfile import SqlFile


class Engine(Protocol):
    """Reads documents, and builds tables of models in the build file."""

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

    def build(self, warehouse: Warehouse, file: SqlFile) -> None:
        """Build a model's table with its comments, from the tables that it reads.

        All of it is committed, or nothing. Raises `SqlFileError` if comments and columns differ.
        """
        ...
