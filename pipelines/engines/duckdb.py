"""The default engine: this process reads documents, and DuckDB builds tables in the build file."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from pipelines.engines.engine import Step
from pipelines.staging.bounded import BoundedReader
from pipelines.staging.budget import Budget
from pipelines.staging.reader import SourceReader
from pipelines.staging.texts.language_model import LanguageModel
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.sqlfile import SqlFile


class DuckDBEngine:
    """Reads documents on this machine, and runs the query of a model as it is written."""

    def reading(
        self,
        reader: SourceReader,
        budget: Budget,
        model: LanguageModel | None,
        say: Callable[[str], object],
    ) -> AbstractContextManager[BoundedReader]:
        """The reader within the budget, on this machine."""
        return BoundedReader.of(reader, budget, model, say)

    def fold(self, warehouse: Warehouse, revised: Step, views: Sequence[Step]) -> None:
        """Replace the revisions of a family and the views on them."""
        with warehouse.transaction() as cursor:
            cursor.execute(f"delete from {revised.table}")
            cursor.execute(f"insert into {revised.table} by name {revised.statement}")
            for view in views:
                cursor.execute(f"create or replace view {view.table} as {view.statement}")

    def build(self, warehouse: Warehouse, file: SqlFile) -> None:
        """Build a model's table; raises `SqlFileError` if its columns and comments do not match.

        Only the publication gets the comments: each costs as much time as a small query.
        """
        with warehouse.transaction() as cursor:
            cursor.execute(f"create or replace table {file.table} as {file.statement}")
            sqlfile.require_commented(cursor, file)
