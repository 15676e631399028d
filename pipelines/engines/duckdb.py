"""The default engine: DuckDB, inside the build file."""

from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.sqlfile import SqlFile


class DuckDBEngine:
    """Runs the query of a model as it is written."""

    def build(self, warehouse: Warehouse, file: SqlFile) -> None:
        """Build a model's table with its comments; raises `SqlFileError` if they do not match."""
        with warehouse.transaction() as cursor:
            cursor.execute(f"create or replace table {file.table} as {file.statement}")
            sqlfile.comment_all(cursor, file)
