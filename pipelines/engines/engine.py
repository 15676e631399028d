"""The interface of engines."""

from typing import Protocol

from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.sqlfile import SqlFile


class Engine(Protocol):
    """Builds tables of models in the build file."""

    def build(self, warehouse: Warehouse, file: SqlFile) -> None:
        """Build a model's table with its comments, from the tables that it reads.

        All of it is committed, or nothing. Raises `SqlFileError` if comments and columns differ.
        """
        ...
