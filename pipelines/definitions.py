"""Everything under defs/, as Dagster loads it."""

import atexit
import gc
from pathlib import Path

import dagster as dg

COLLECT_AFTER = 100_000
"""Allocations between two garbage collections. Most objects of a run are imported libraries,
definitions and events, which leave little garbage to look for."""


@dg.definitions
def defs() -> dg.Definitions:
    """All assets, checks, jobs and resources.

    Every process of Dagster loads them: the command, the UI's server of the code, and the worker of
    each run.
    """
    gc.set_threshold(COLLECT_AFTER)
    loaded = dg.load_from_defs_folder(path_within_project=Path(__file__).parent)
    gc.freeze()  # what is loaded stays: a collection need not look at it again
    atexit.register(gc.freeze)  # nothing is left to collect in a process that ends
    return loaded
