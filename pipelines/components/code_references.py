"""Links from an asset in the UI to the files that define it."""

import warnings
from pathlib import Path
from typing import Any

import dagster as dg


def code_references(*paths: Path | str) -> dict[str, Any]:
    """Metadata of an asset that these files define, the most important file first."""
    with warnings.catch_warnings():
        # Code references are in beta; the project pins Dagster's minor version.
        warnings.simplefilter("ignore", dg.BetaWarning)
        references: list = [
            dg.LocalFileCodeReference(
                file_path=str(path), line_number=1, label="/".join(Path(path).parts[-2:])
            )
            for path in paths
        ]
        return {
            "dagster/code_references": dg.CodeReferencesMetadataValue(code_references=references)
        }
