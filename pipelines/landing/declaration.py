"""Declaration of a source: the `attributes` of its defs.yaml, as a plain model.

Building assets from a declaration does not belong here (components/source.py).
"""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field, PrivateAttr, ValidationError, model_validator
from pydantic_core import ErrorDetails

from pipelines.landing.address import AnyAddress, Declared
from pipelines.paths import SOURCES
from pipelines.warehouse.families import families

Side = Literal["ukraine", "russia", "third_party", "media"]


Standing = Literal[
    "official", "dataset", "research", "agency", "press", "curated_list", "encyclopedia",
    "partisan_social",
]  # fmt: skip


class BadName(ValueError):
    """A file name that states something impossible; the message names both."""


class DeclarationError(ValueError):
    """A defs.yaml that is not a declaration; the message names the file and its key."""


class Known(Declared):
    """What dates a document's content as known: its landing, the date in its file name (the first
    group of `pattern`), or the published_stated and published_at of its claims.
    """

    by: Literal["landing", "file_name", "published"] = "landing"
    pattern: str | None = None

    @model_validator(mode="after")
    def pattern_goes_with_file_name(self) -> "Known":
        if (self.by == "file_name") != (self.pattern is not None):
            raise ValueError("`pattern` goes with `by: file_name`, and only with it")
        return self


class Bounds(Declared):
    """Limits for the rows of this source; rows that exceed them are quarantined."""

    earliest: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    days_ahead: int = 2


class Assertions(Declared):
    """How many rows of the source become claims: fewer or more are a warning to look at.

    Of a snapshot source the newest document counts, of any other source all documents.
    """

    min: Annotated[int, Field(ge=0)]
    max: int

    @model_validator(mode="after")
    def in_order(self) -> "Assertions":
        if self.min > self.max:
            raise ValueError(f"`min` {self.min} is more than `max` {self.max}")
        return self


class End(Declared):
    """The last day that a source covers, where it has ended.

    `part`: the part of a family that ends while the source goes on, such as a weapon group or a
    kind of incident (sql/<family>/parts.sql); null for the entire source. `reason`: in words.
    """

    part: str | None = None
    ends_on: date
    reason: str


class Correction(Declared):
    """One declared fix of a known error.

    `where`: cells that identify the row; `column`: cell to correct; `expect`: value in the source;
    `value`: corrected value; `reason` and `status` (reported, unreported, accepted);
    `until`: date of the first document in which the publisher has fixed it.
    """

    where: dict[str, str]
    column: str
    expect: str
    value: str
    reason: str
    status: Literal["unreported", "reported", "accepted"]
    until: str | None = None


class Declaration(Declared):
    """One source, as its defs.yaml declares it.

    `name_states`: patterns for what the name of a document states beyond its content, such as the
    number and date of a post; it becomes part of the document's identity.
    `side`, `source_type`, `publisher`: what claims say where their rows leave it blank;
    `redistribution`: aggregates_only where the licence forbids passing on single events;
    `families`: the families that its rows become claims of; `is_coverage`: whether its rows only
    count reports by topic, so that it has no family; `documents`: patterns of the names of files
    that the source reads; `is_snapshot`: whether each document is the full table, so that rows
    missing from a later one are withdrawn; `holds`:
    family -> pattern of the documents that are its full table, where a snapshot source publishes
    its families in files of their own (without it, every document is); `shipped`: files beside the
    defs.yaml that every refresh lands; `natural_key`: columns of `read` that identify a row;
    `evidence`: family -> contract column -> column of `read` that is quoted for it; `terms`: term
    -> word of the source -> our value, or null for a word that means nothing; `cadence`:
    how often it publishes, as vocabulary/cadences.csv explains.
    """

    _name: str = PrivateAttr(default="")

    publisher: str
    side: Side
    source_type: Standing
    url: str | None = None
    licence: str
    redistribution: Literal["open", "aggregates_only"] = "open"
    citation: str
    cadence: Literal["daily", "weekly", "monthly", "irregular", "as_released", "once"]
    description: str
    families: list[str]
    documents: Annotated[list[str], Field(min_length=1)]
    name_states: list[str] = []
    is_coverage: bool = False
    is_snapshot: bool
    holds: dict[str, str] = {}
    known: Known
    shipped: list[str] = []
    fetch: list[AnyAddress] = []
    natural_key: list[str] = []
    evidence: dict[str, dict[str, str]] = {}
    terms: dict[str, dict[str, str | None]] = {}
    bounds: Bounds
    assertions: Assertions | None = None
    corrections: list[Correction] = []
    ends: list[End] = []

    @model_validator(mode="after")
    def has_a_purpose(self) -> "Declaration":
        if bool(self.families) == self.is_coverage:
            raise ValueError("a source has `families`, or `is_coverage: true` and `families: []`")
        return self

    @property
    def name(self) -> str:
        """Folder of the source."""
        return self._name

    def named(self, name: str) -> "Declaration":
        """The declaration under the name of its folder."""
        self._name = name
        return self

    def date_in_name(self, file_name: str) -> date | None:
        """The date that a file name carries, where the source declares how to find it.

        Raises `BadName` if what the pattern finds is not a date.
        """
        if self.known.pattern is None:
            return None
        found = re.search(self.known.pattern, file_name)
        try:
            return date.fromisoformat(found.group(1)) if found else None
        except ValueError as error:
            raise BadName(
                f"{file_name}: {found.group(1) if found else ''} in the name is not a date ({error}"
                "); rename the file"
            ) from error

    def name_part(self, file_name: str) -> str | None:
        """What a file's name states and its content does not; null if it states nothing.

        The source declares it: the date of `known.pattern`, and the patterns of `name_states`.
        Each pattern has one group.
        """
        patterns = [self.known.pattern, *self.name_states]
        found = [re.search(pattern, file_name) for pattern in patterns if pattern]
        return " ".join(one.group(1) for one in found if one) or None


@cache
def all_sources(folder: Path = SOURCES) -> dict[str, Declaration]:
    """Declarations of all source folders, by name; raises `DeclarationError`."""
    return {path.parent.name: _declared(path) for path in sorted(folder.glob("*/defs.yaml"))}


def _declared(path: Path) -> Declaration:
    try:
        content = yaml.load(path.read_text(), Loader=yaml.CSafeLoader)
        declaration = Declaration.model_validate(content["attributes"])
    except yaml.YAMLError as error:
        raise DeclarationError(f"{path}: {error}") from error
    except (KeyError, TypeError) as error:
        raise DeclarationError(f"{path}: `attributes` is missing") from error
    except ValidationError as error:
        wrong = "; ".join(_wrong(one) for one in error.errors())
        raise DeclarationError(f"{path}: {wrong}") from error
    if unknown := sorted(set(declaration.families) - set(families())):
        raise DeclarationError(
            f"{path}: families: {', '.join(unknown)}: no such folder of sql/ with a claims.sql; "
            f"there are {', '.join(families())}"
        )
    return declaration.named(path.parent.name)


def _wrong(error: ErrorDetails) -> str:
    """One fault: its key, what is expected and, where YAML made a word another type, what to do."""
    key = ".".join(map(str, error["loc"]))
    if error["type"] != "string_type":
        return f"{key}: {error['msg']}"
    found = f"YAML reads {error['input']!r} there"
    return f"{key}: {error['msg']}; {found}; quote words such as no, yes, on, off and numbers"
