"""Summary of a run of the job `refresh`, added up from its events.

Printing does not belong here (refresh_console.py).
"""

from collections import Counter
from dataclasses import dataclass, field

import dagster as dg

COUNTED = (
    "documents landed",
    "rows read",
    "quarantined",
    "claims new",
    "claims changed",
    "claims closed",
)
"""Metadata of materializations that the summary adds up."""


@dataclass
class RunSummary:
    """Counts and failures so far. `counts`: by the names in `COUNTED`."""

    run_id: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    checks: int = 0
    failed_checks: list[dg.AssetCheckEvaluation] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    has_landed: bool = False
    """Whether the first step found something new, so that others followed."""
    is_published: bool = False

    @property
    def blocking(self) -> list[dg.AssetCheckEvaluation]:
        """Failed checks that are critical: they stop the publication."""
        return [c for c in self.failed_checks if c.severity == dg.AssetCheckSeverity.ERROR]

    @property
    def found_nothing_new(self) -> bool:
        """Whether the run ended after its first step, and well."""
        return not (self.failures or self.has_landed)

    def add(self, event: dg.DagsterEvent) -> None:
        """Add one event of the run."""
        if event.is_step_failure:
            error = event.step_failure_data.error
            cause = error.cause if error and error.cause else error
            self.failures.append(f"{event.step_key}: {cause.message.strip() if cause else ''}")
        elif event.event_type == dg.DagsterEventType.ASSET_MATERIALIZATION:
            self._add_table(event.step_materialization_data.materialization)
        elif event.event_type == dg.DagsterEventType.ASSET_CHECK_EVALUATION:
            evaluation = event.asset_check_evaluation_data
            self.checks += 1
            if not evaluation.passed:
                self.failed_checks.append(evaluation)

    def _add_table(self, materialization: dg.AssetMaterialization) -> None:
        for counted in COUNTED:
            if counted in materialization.metadata:
                self.counts[counted] += _int(materialization.metadata[counted])
        schema, _ = materialization.asset_key.path
        self.has_landed |= schema == "landed"
        self.is_published |= schema == "published"


def _int(value: dg.MetadataValue) -> int:
    """A whole number of metadata; raises `TypeError` for any other value."""
    if not isinstance(value, dg.IntMetadataValue) or value.value is None:
        raise TypeError(f"{value!r} is not a whole number")
    return value.value
