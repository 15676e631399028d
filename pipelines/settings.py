"""Settings from the environment (`LEDGER_...`): paths of data and switches, validated at start.

Paths inside the repository do not belong here (paths.py), nor settings of a source (its defs.yaml).
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipelines.paths import DATA, publication, usable


class Settings(BaseSettings):
    """Settings of one run.

    `data`: folder of archive, inbox, build file and publication. `samples`: also land each
    source's sample documents (the demo). `schedule`: whether the refresh schedule starts on.
    `watch`: whether the sensor that refreshes when files are dropped into the inbox starts on.
    `fetch`: whether a refresh may download the addresses that sources declare.
    `alert_url`: a webhook to call after a failed refresh; `alert_smtp`, `alert_to`: a mail server
    (smtp://user:password@host:port) and the addresses to write to.
    `lowest_tier`: the lowest tier of claims from texts that tables use (A, B or C); the others wait
    in quality.review_queue.
    `reader_url`: an OpenAI-compatible server whose model also reads texts, such as
    http://localhost:11434/v1; `reader_model`, `reader_key`: the name of the model, and the key of
    the server; `reader_seconds`: how long one answer may take. See staging/texts/language_model.py.
    `document_seconds`, `document_megabytes`, `document_text_megabytes`,
    `document_memory_megabytes`: what one document may cost (see staging/budget.py).
    `memory_limit`: how much memory DuckDB may use in a run, such as 2GB; `temporary_folder`: where
    it writes what does not fit, by default a folder beside the build file.
    `settle_seconds`: for how long a file of the inbox must not have changed before it lands.
    `claims`: whether the publication holds the claims as tables, or reads them in Parquet files
    beside it (publication/parquet_claims.py).
    `engine`: what builds claims and the tables of models; `spark_master`: the address of Spark's
    master, or local[N] for N threads; `spark_folder`: a folder that the driver and every worker can
    write to, by default data/spark; `spark_archive`: an address (s3://bucket/archive) to which
    documents are copied for the workers, where these do not see the archive's folder. See
    docs/scale.md.
    `as_of` is not read from the environment: it belongs to a single run (see `at`).
    """

    model_config = SettingsConfigDict(env_prefix="LEDGER_", extra="forbid", env_ignore_empty=True)

    data: Path = DATA
    samples: bool = False
    schedule: Literal["on", "off"] = "off"
    watch: Literal["on", "off"] = "off"
    fetch: Literal["on", "off"] = "off"
    alert_url: SecretStr | None = None
    alert_smtp: SecretStr | None = None
    alert_to: str | None = None
    lowest_tier: Literal["A", "B", "C"] = "B"
    reader_url: str | None = None
    reader_model: str = "default"
    reader_key: SecretStr | None = None
    reader_seconds: Annotated[float, Field(gt=0)] = 60.0
    memory_limit: Annotated[str, Field(pattern=r"^[1-9][0-9]* ?[KMGTkmgt]i?[Bb]$")] = "2GB"
    temporary_folder: Path | None = None
    settle_seconds: Annotated[float, Field(ge=0, le=600)] = 3.0
    claims: Literal["tables", "parquet"] = "tables"
    engine: Literal["duckdb", "spark"] = "duckdb"
    spark_master: str = "local[*]"
    spark_folder: Path | None = None
    spark_archive: str | None = None
    document_seconds: Annotated[float, Field(gt=0)] = 60.0
    document_megabytes: Annotated[int, Field(gt=0)] = 4096
    document_text_megabytes: Annotated[int, Field(gt=0)] = 256
    document_memory_megabytes: Annotated[int, Field(gt=0)] = 2048
    _as_of: datetime | None = PrivateAttr(default=None)

    @field_validator("data")
    @classmethod
    def absolute(cls, value: Path) -> Path:
        """A relative path is relative to the working directory of the command."""
        return usable(value)

    @field_validator("temporary_folder")
    @classmethod
    def absolute_or_none(cls, value: Path | None) -> Path | None:
        """A relative path is relative to the working directory of the command."""
        return None if value is None else value.expanduser().resolve()

    @property
    def as_of(self) -> datetime | None:
        """Moment of an as-of rebuild; null for now."""
        return self._as_of

    def at(self, moment: datetime) -> "Settings":
        """The same settings for a rebuild as known at a moment."""
        past = self.model_copy()
        past._as_of = moment
        return past

    @property
    def archive(self) -> Path:
        return self.data / "archive"

    @property
    def inbox(self) -> Path:
        return self.data / "inbox"

    @property
    def build(self) -> Path:
        return self.data / f"build{self.suffix}.duckdb"

    @property
    def warehouse(self) -> Path:
        return publication(self.data, self.suffix)

    @property
    def previous(self) -> Path:
        """The publication before the present one."""
        return self.warehouse.with_suffix(".previous.duckdb")

    @property
    def claims_folder(self) -> Path:
        """Folder of the Parquet files of claims, by publication."""
        return self.data / f"claims{self.suffix}"

    @property
    def checks_page(self) -> Path:
        """The results of the last checks, to read in a browser."""
        return self.data / f"quality{self.suffix}.html"

    @property
    def report(self) -> Path:
        """Folder of the page that is made from the publication."""
        return self.data / f"report{self.suffix}"

    @property
    def spark_tables(self) -> Path:
        """Folder of the Parquet files that Spark reads and writes."""
        return (self.spark_folder or self.data / "spark").expanduser().resolve()

    @property
    def readings(self) -> Path:
        """Folder of a language model's answers about texts."""
        return self.data / "readings"

    @property
    def alerts(self) -> bool:
        """Whether alerts of failed refreshes are configured."""
        return self.alert_url is not None or self.alert_smtp is not None

    @property
    def asks(self) -> bool:
        """Whether to fetch: never for a past moment, which reads only the archive."""
        return self.fetch == "on" and self.as_of is None

    @property
    def suffix(self) -> str:
        """Suffix of files: an as-of rebuild has separate files and replaces no current ones."""
        return "" if self.as_of is None else f"-as-of-{stamp(self.as_of)}"


def stamp(moment: datetime) -> str:
    """A moment for a file name, in UTC: 20260210T000000Z."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
