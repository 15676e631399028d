"""Great Expectations on the build file: its engine, without what it asks and no check needs.

Importing this module imports Great Expectations, which takes seconds; run.py does so at the first
check. Which rules are validated, and what becomes of a result, does not belong here (run.py).
"""

from contextlib import ExitStack
from typing import Any

from duckdb_sqlalchemy import ConnectionWrapper
from great_expectations.core.batch import Batch
from great_expectations.core.batch_spec import SqlAlchemyDatasourceBatchSpec
from great_expectations.execution_engine.execution_engine import ExecutionEngine
from great_expectations.execution_engine.sqlalchemy_execution_engine import (
    SqlAlchemyExecutionEngine,
)
from great_expectations.expectations.core.unexpected_rows_expectation import (
    UnexpectedRowsExpectation,
)
from great_expectations.validator.validator import ValidationDependencies, Validator
from sqlalchemy import Dialect, quoted_name

from pipelines.quality.suite import Suite
from pipelines.warehouse.build import Warehouse

ROWS = "unexpected_rows_query.table"
"""Metric of Great Expectations with the rows themselves that a query returns."""


class CountedRowsExpectation(UnexpectedRowsExpectation):
    """A query that must return no row; its rows are counted and not fetched.

    The stock expectation runs every query twice, once for the rows. The rows of a check that fails
    come with their documents from failing.py.
    """

    def get_validation_dependencies(
        self,
        execution_engine: ExecutionEngine | None = None,
        runtime_configuration: dict | None = None,
    ) -> ValidationDependencies:
        """What the stock expectation asks for, without the rows."""
        asked = super().get_validation_dependencies(execution_engine, runtime_configuration)
        asked.remove_metric_configuration(ROWS)
        return asked

    def _validate(
        self,
        metrics: dict,
        runtime_configuration: dict | None = None,
        execution_engine: ExecutionEngine | None = None,
    ) -> Any:
        return super()._validate({**metrics, ROWS: []}, runtime_configuration, execution_engine)


class Columns:
    """Names of columns, as Great Expectations asks SQLAlchemy's inspector for them.

    SQLAlchemy searches all tables of the file for each suite, twice for its keys, which takes a
    third of the time of all checks. No rule needs types, and no table has a primary key.
    """

    def __init__(self, warehouse: Warehouse, dialect: Dialect) -> None:
        self.dialect = dialect
        self._warehouse = warehouse

    def get_columns(self, table_name: str, schema: str) -> list[dict[str, Any]]:
        """Columns of a table."""
        described = self._warehouse.rows(f"describe {schema}.{table_name}")
        return [{"name": name, "type": None} for name, *_ in described]

    def get_pk_constraint(self, table_name: str, schema: str) -> dict[str, Any]:
        """No primary key."""
        return {"constrained_columns": []}


class BuildFileEngine(SqlAlchemyExecutionEngine):
    """Runs the SQL of checks on cursors of the open build file.

    `cursors` closes them. The connection string only names the dialect; no file is opened.
    """

    def __init__(self, warehouse: Warehouse, cursors: ExitStack) -> None:
        # Without the last three options, results are read after a rollback and every check fails.
        super().__init__(
            connection_string="duckdb:///build.duckdb",
            create_temp_table=False,
            creator=lambda: ConnectionWrapper(cursors.enter_context(warehouse.connection.cursor())),
            isolation_level="AUTOCOMMIT",
            skip_autocommit_rollback=True,
            pool_reset_on_return=None,
        )
        self._columns = Columns(warehouse, self.engine.dialect)

    def get_inspector(self) -> Any:
        """What answers questions about columns."""
        return self._columns


def validator(warehouse: Warehouse, suite: Suite, context: Any, cursors: ExitStack) -> Validator:
    """The validator of a suite's table.

    A data source and an asset for each of more than a hundred tables would be written to the
    context's configuration again and again, which takes a third of the time of all checks.
    """
    engine = BuildFileEngine(warehouse, cursors)
    table = SqlAlchemyDatasourceBatchSpec(
        table_name=quoted_name(suite.name, quote=None), schema_name=suite.schema
    )
    data: Any = engine.get_batch_data_and_markers(table)[0]
    return Validator(engine, data_context=context, batches=[Batch(data=data, batch_spec=table)])
