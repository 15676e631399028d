"""Make strikes.csv, the file of the register, from its inputs: `make registers`.

The inputs are not part of the project. They are read from a folder, ../shared unless another one
is given:

    data/massive_missile_attacks/newest/missile_attacks_daily_<date>.csv   the cited table
    facts/additions/observatory_strikes.csv                                nights after it
    facts/additions/strikes.csv                                            more of those nights

How a row of an input becomes a row of the register does not belong here (cited_table.py,
observatory.py).
"""

import sys
from pathlib import Path

import polars as pl
import yaml

from pipelines.defs.sources.strike_register import cited_table, observatory
from pipelines.defs.sources.strike_register.parse import COLUMNS
from pipelines.landing.declaration import Correction
from pipelines.paths import ROOT

HERE = Path(__file__).parent

REGISTER = HERE / "strikes.csv"

INPUTS = ROOT.parent / "shared"

ORDER = ("window_end", "window_start", "attacker", "report_ref", "weapon_class", "weapons",
         "targets", "launch_areas")  # fmt: skip
"""Columns by which the rows are sorted."""


def compiled(inputs: Path) -> str:
    """The text of strikes.csv; raises `FileNotFoundError` where an input is missing."""
    table = cited_table.rows_of(newest(inputs))
    later = observatory.rows_of(
        _text(inputs / "facts" / "additions" / "observatory_strikes.csv"),
        _text(inputs / "facts" / "additions" / "strikes.csv"),
        knowledge(),
        after=str(table.get_column("window_end").max()),
    )
    rows = pl.concat([table, later], how="diagonal")
    absent = [pl.lit(None, pl.String).alias(name) for name in COLUMNS if name not in rows.columns]
    written = rows.with_columns(absent).select(COLUMNS).with_columns(pl.all().replace("", None))
    return written.sort(ORDER, nulls_last=True, maintain_order=True).write_csv()


def newest(inputs: Path) -> Path:
    """The newest snapshot of the cited table."""
    folder = inputs / "data" / "massive_missile_attacks" / "newest"
    snapshots = sorted(folder.glob("missile_attacks_daily_*.csv"))
    if not snapshots:
        raise FileNotFoundError(f"{folder}: no missile_attacks_daily_<date>.csv")
    return snapshots[-1]


def knowledge() -> observatory.Knowledge:
    """What compile.yaml and quoted.csv say of the inputs."""
    said = yaml.load((HERE / "compile.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return observatory.Knowledge(
        words={name: said[name] for name in ("period", "launch_area", "region")},
        decoys=tuple(said["decoys"]),
        corrections=[Correction.model_validate(each) for each in said["corrections"]],
        quoted=_text(HERE / "quoted.csv"),
    )


def _text(file: Path) -> pl.DataFrame:
    return pl.read_csv(file, infer_schema=False)


def main(folder: str = str(INPUTS)) -> None:
    """Write the register anew."""
    REGISTER.write_text(compiled(Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
