"""The engine for data beyond one machine: Apache Spark, over Parquet files in a shared folder.

Workers read documents of texts (reading.py). Tables that a query reads are copied from the build
file to the folder once per content. Spark runs the query and writes the result there, where later
queries read it. The rows are copied back into the build file with the types that DuckDB gives the
query, so that checks, replays and publication work as under DuckDB.

Revisions are such a table. Claims are views in the build file: Spark runs the query of a view when
a model reads it, and nothing is copied back.

Translating SQL does not belong here (dialect.py), nor do types (types.py).
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.engines.dialect import NotTranslated, View, translated
from pipelines.engines.engine import Step
from pipelines.engines.reading import SparkReading
from pipelines.engines.types import cast_to
from pipelines.landing.remote import RemoteArchive
from pipelines.staging.bounded import BoundedReader, Reading
from pipelines.staging.budget import Budget
from pipelines.staging.reader import SourceReader
from pipelines.staging.texts.language_model import LanguageModel
from pipelines.warehouse import sqlfile
from pipelines.warehouse.build import Warehouse
from pipelines.warehouse.connecting import let_pandas_in
from pipelines.warehouse.contents import content_of
from pipelines.warehouse.quoting import literal
from pipelines.warehouse.sqlfile import SqlFile, SqlFileError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession  # pyright: ignore[reportMissingImports]
else:
    DataFrame = SparkSession = Any

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.log.level": "ERROR",
}
"""Settings of every session. Others, such as memory, are set as for any Spark application."""

ROUNDS = 1000
"""Rounds after which a recursion counts as endless."""


class SparkMissing(RuntimeError):
    """pyspark is not installed."""


class EndlessRecursion(RuntimeError):
    """A recursive common table expression that still gives rows after many rounds."""


@dataclass
class SparkEngine:
    """Builds claims and runs models on Spark, and reads texts there.

    `folder`: tables as Parquet. `archive`: copy of the archive from which workers read; null if
    they see its folder. `held`: content of the tables up to date. `views`: queries of the views
    that this run created.
    """

    session: SparkSession
    folder: Path
    archive: RemoteArchive | None = None
    held: dict[str, str] = field(default_factory=dict)
    views: dict[str, Step] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def open(
        cls, master: str, folder: Path, archive: RemoteArchive | None = None
    ) -> Iterator["SparkEngine"]:
        """An engine with a session of its own on a master; raises `SparkMissing`.

        The folder is deleted at the end: it holds copies only.
        """
        let_pandas_in()
        try:
            from pyspark.sql import SparkSession  # pyright: ignore[reportMissingImports]
        except ImportError as error:
            raise SparkMissing(
                "LEDGER_ENGINE=spark needs pyspark: pip install conflict-ledger[spark], and Java 17"
            ) from error
        folder.mkdir(parents=True, exist_ok=True)
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = SparkSession.builder.appName("conflict-ledger").master(master)
        for name, value in SETTINGS.items():
            builder = builder.config(name, value)
        session = builder.config("spark.sql.warehouse.dir", str(folder)).getOrCreate()
        try:
            yield cls(session, folder, archive)
        finally:
            session.stop()
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def reading(
        self,
        reader: SourceReader,
        budget: Budget,
        model: LanguageModel | None,
        say: Callable[[str], object],
    ) -> Iterator[Reading]:
        """What reads the documents of a source: workers for texts, this machine for tables.

        This machine also reads texts about which a language model is asked: it keeps the answers.
        """
        if reader.reads_texts and model is None:
            yield SparkReading(self.session, reader, budget, self.archive)
        else:
            with BoundedReader.of(reader, budget, model, say) as bounded:
                yield bounded

    def fold(self, warehouse: Warehouse, revised: Step, views: Sequence[Step]) -> None:
        """Find the revisions of a family on Spark, and copy them into the build file.

        The views of its claims are created there; Spark runs them when a model reads them.
        Raises `SqlFileError` as `build` does.
        """
        self._run_filled(warehouse, revised)
        with warehouse.transaction() as cursor:
            cursor.execute(f"delete from {revised.table}")
            cursor.execute(f"insert into {revised.table} by name {self._parts(revised.table)}")
            for view in views:
                cursor.execute(f"create or replace view {view.table} as {view.statement}")
        self.held[revised.table] = content_of(warehouse, revised.table)
        self.views.update({view.table: view for view in views})

    def build(self, warehouse: Warehouse, file: SqlFile) -> None:
        """Build a model's table on Spark and copy it into the build file.

        Raises `SqlFileError` for a construct without a translation, for a column whose type on
        Spark could lose values, and if comments and columns differ.
        """
        self._run_filled(warehouse, file)
        self.read_back(warehouse, file)
        self.held[file.table] = content_of(warehouse, file.table)

    def fill(self, warehouse: Warehouse, table: str) -> None:
        """Copy a table of the build file to the folder, unless the folder has these rows.

        The rows of a view are not copied: Spark runs its query.
        """
        content = content_of(warehouse, table)
        if content and self.held.get(table) == content:
            return
        if table in self.views:
            self._run_filled(warehouse, self.views[table])
            self.held[table] = content
            return
        self._clear(table)
        target = literal(str(self._path(table) / "part.parquet"))
        self._path(table).mkdir(parents=True)
        with warehouse.connection.cursor() as cursor:
            cursor.execute(f"copy (from {table}) to {target} (format parquet)")
        self._declare(table)
        self.held[table] = content

    def run(self, file: SqlFile | Step, types: dict[str, str]) -> None:
        """Run a query and write its rows to the folder. `types`: of its columns, in DuckDB."""
        try:
            translation = translated(file.statement)
        except NotTranslated as error:
            raise SqlFileError(f"{file.path}: not portable: {error}") from error
        self._clear(file.table)
        try:
            for view in translation.views:
                self._view(view)
            frame = self.session.sql(translation.query)
            found = {column.name: column.dataType.simpleString() for column in frame.schema}
            if list(found) != list(types):
                raise SqlFileError(f"{file.path}: Spark builds {list(found)}, not {list(types)}")
            columns = [cast_to(file.path, name, found[name], types[name]) for name in types]
            frame.selectExpr(*columns).write.parquet(str(self._path(file.table)))
        finally:
            for view in translation.views:
                self.session.catalog.dropTempView(view.name)
            self.session.catalog.clearCache()
            shutil.rmtree(self.folder / "rounds", ignore_errors=True)
        self._declare(file.table)

    def count(self, table: str) -> int:
        """Number of rows of a table in the folder."""
        return self.session.table(table).count()

    def read_back(self, warehouse: Warehouse, file: SqlFile) -> None:
        """Copy a table of the folder into the build file, with DuckDB's types and the comments."""
        with warehouse.transaction() as cursor:
            cursor.execute(
                f"create or replace table {file.table} as from ({file.statement}) with no data"
            )
            cursor.execute(f"insert into {file.table} by name {self._parts(file.table)}")
            sqlfile.comment_all(cursor, file)

    def _run_filled(self, warehouse: Warehouse, file: SqlFile | Step) -> None:
        """Run a query after filling the tables that it reads."""
        for table in sorted(file.reads):
            self.fill(warehouse, table)
        self.run(file, types_of(warehouse, file))

    def _view(self, view: View) -> None:
        """Create a view for the following queries of a model; shared rows are kept."""
        frame = self.session.sql(view.query)
        if view.next_round is not None:
            frame = self._recursion(view.name, frame, view.next_round)
        elif view.is_shared:
            frame = frame.persist()
        frame.createOrReplaceTempView(view.name)

    def _recursion(self, name: str, frame: DataFrame, next_round: str) -> DataFrame:
        """All rows of a recursive query: each round reads the rows of the one before it.

        Spark refuses aggregates and outer joins in a recursion, so the driver plays the rounds.
        """
        rounds: list[DataFrame] = []
        for number in range(ROUNDS):
            part = str(self.folder / "rounds" / name / str(number))
            frame.write.parquet(part)
            kept = self.session.read.schema(frame.schema).parquet(part)
            rounds.append(kept)
            if kept.isEmpty():
                break
            kept.createOrReplaceTempView(name)
            frame = self.session.sql(next_round)
        else:
            raise EndlessRecursion(f"{name}: still gives rows after {ROUNDS} rounds")
        united = rounds[0]
        for one in rounds[1:]:
            united = united.union(one)
        return united

    def _parts(self, table: str) -> str:
        """DuckDB's query of the rows that Spark wrote."""
        return f"from read_parquet({literal(str(self._path(table) / '*.parquet'))})"

    def _path(self, table: str) -> Path:
        schema, name = table.split(".")
        return self.folder / schema / name

    def _clear(self, table: str) -> None:
        schema = table.split(".")[0]
        self.held.pop(table, None)
        self.session.sql(f"create database if not exists {schema}")
        self.session.sql(f"drop table if exists {table}")
        shutil.rmtree(self._path(table), ignore_errors=True)

    def _declare(self, table: str) -> None:
        path = str(self._path(table)).replace("'", "\\'")
        self.session.sql(f"create table {table} using parquet location '{path}'")


def types_of(warehouse: Warehouse, file: SqlFile | Step) -> dict[str, str]:
    """Types that DuckDB gives the columns of a query, without running it."""
    rows = warehouse.rows(f"describe from ({file.statement})")
    return {name: kind for name, kind, *_ in rows}
