"""Many short posts in one refresh: what each phase takes, and how it grows.

    python -m benchmarks.posts [POSTS]

A post is a document of some 220 characters: the sample post of the Air Force with other figures
and dates, 60 for each night. `ledger refresh` lands, reads, resolves, replays, checks and publishes
them, in an empty data folder: first the shipped registers alone, then with a third of the posts,
then with all. The phases are Dagster's steps: the clock is in its log; processor time and memory
are measured from outside, over all processes. Memory is the sum of their shares (PSS), which Linux
shows.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.measure import memory_of, processes_of, seconds_of
from benchmarks.texts import varied
from pipelines.paths import ROOT, SOURCES

SOURCE = "ukraine_air_force"

A_NIGHT = 60
"""Posts of one night."""

FIRST_NIGHT = date(2022, 4, 1)

INTERVAL = 0.2
"""Seconds between two looks at the processes."""

MONTHS = (
    *("січня", "лютого", "березня", "квітня", "травня", "червня"),
    *("липня", "серпня", "вересня", "жовтня", "листопада", "грудня"),
)

PHASES = ("landing", "reading", "resolving", "replay", "checks", "publishing", "rest")


@dataclass(frozen=True)
class Sample:
    """What all processes of a refresh have used at a moment: processor seconds, and bytes held."""

    moment: float
    seconds: float
    held: int


@dataclass(frozen=True)
class Refresh:
    """Clock and processor seconds of each phase of a refresh, and the most bytes it held."""

    clock: dict[str, float]
    processor: dict[str, float]
    held: int


def main(posts: int = 10_000) -> None:
    """Time a refresh without posts, one with a third of them and one with all, and print."""
    print(f"{'posts':>8}{'':12}" + "".join(f"{phase:>11}" for phase in (*PHASES, "all")))
    refreshes = {number: measured(number) for number in (0, posts // 3, posts)}
    for number, refresh in refreshes.items():
        for name, seconds in (("clock", refresh.clock), ("processor", refresh.processor)):
            figures = [*(seconds[phase] for phase in PHASES), sum(seconds.values())]
            line = "".join(f"{figure:9.1f} s" for figure in figures)
            print(f"{number:8,} {name:11}{line}")
        print(f"{number:8,} peak memory {refresh.held / (1 << 20):9,.0f} MiB")
    none, third, whole = (sum(one.processor.values()) for one in refreshes.values())
    print(f"three times the posts take {(whole - none) / (third - none):.2f} times the processor")
    print(f"{whole - none:.1f} processor s for {posts:,} posts, {none:.1f} s without any")


def measured(posts: int) -> Refresh:
    """Refresh an empty data folder with so many posts in its inbox."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_posts(folder / "data" / "inbox" / SOURCE, posts)
        environment = {
            **os.environ,
            "LEDGER_DATA": f"{folder}/data", "LEDGER_DAGSTER_DIR": f"{folder}/dagster",
            "LEDGER_SETTLE_SECONDS": "0", "DAGSTER_HOME": str(ROOT),
        }  # fmt: skip
        command = [Path(sys.executable).with_name("ledger"), "refresh", "--quiet"]
        samples = [Sample(time.time(), 0.0, 0)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
            while process.poll() is None:
                samples.append(_look(process.pid, samples[-1]))
                time.sleep(INTERVAL)
        assert process.returncode == 0, "the refresh failed"
        return _by_phase(samples, list(steps(folder / "dagster" / "event_log.db")))


def write_posts(folder: Path, posts: int) -> None:
    """Write so many posts, each a file whose name carries the number and the moment of the post."""
    folder.mkdir(parents=True, exist_ok=True)
    sample = next((SOURCES / SOURCE / "sample").glob("*.txt")).read_text()
    for number in range(posts):
        night = FIRST_NIGHT + timedelta(days=number // A_NIGHT)
        minute = 8 * 60 + number % A_NIGHT
        name = f"kpszsu-{10_000 + number} {night} {minute // 60:02}-{minute % 60:02}.txt"
        eve = night - timedelta(days=1)
        text = varied(sample, number)
        dated = text.replace("8 лютого", _words(night), 1).replace("7 лютого", _words(eve), 1)
        (folder / name).write_text(dated)


def _words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _look(pid: int, before: Sample) -> Sample:
    """What the process and its descendants have used by now; a process that ended counts on."""
    processes = processes_of(pid)
    seconds = max(before.seconds, sum(seconds_of(one) for one in processes))
    return Sample(time.time(), seconds, sum(memory_of(one) for one in processes))


def steps(log: Path) -> Iterator[tuple[str, float, float]]:
    """Phase, start and end of every step in a log of Dagster that has one run."""
    query = (
        "select step_key, min(case dagster_event_type when 'STEP_START' then timestamp end), "
        "max(timestamp) from event_logs where step_key is not null group by 1 having "
        "count(case dagster_event_type when 'STEP_START' then 1 end) > 0"
    )
    with sqlite3.connect(log) as connection:
        for step, started, ended in connection.execute(query):
            yield phase_of(step), _moment(started), _moment(ended)


def phase_of(step: str) -> str:
    """The phase to which a step belongs."""
    if step.endswith("_checks") or step.startswith("quality"):
        return "checks"
    if step.startswith("marts__overview_figure_history"):
        return "replay"
    layers = {"landing": "landing", "staging": "reading", "published": "publishing"}
    return layers.get(step.split("__")[0], "resolving")


def _by_phase(samples: list[Sample], found: list[tuple[str, float, float]]) -> Refresh:
    """Add up the steps; what the refresh took outside all of them is the rest."""
    clock: dict[str, float] = dict.fromkeys(PHASES, 0.0)
    processor: dict[str, float] = dict.fromkeys(PHASES, 0.0)
    for phase, started, ended in found:
        clock[phase] += ended - started
        processor[phase] += _used(samples, ended) - _used(samples, started)
    clock["rest"] = samples[-1].moment - samples[0].moment - sum(clock.values())
    processor["rest"] = samples[-1].seconds - sum(processor.values())
    return Refresh(clock, processor, max(sample.held for sample in samples))


def _used(samples: list[Sample], moment: float) -> float:
    """Processor seconds that had been used at a moment, between two looks in proportion."""
    after = min(bisect_left(samples, moment, key=lambda sample: sample.moment), len(samples) - 1)
    here, there = samples[max(after - 1, 0)], samples[after]
    if there.moment <= here.moment:
        return there.seconds
    part = min((moment - here.moment) / (there.moment - here.moment), 1.0)
    return here.seconds + part * (there.seconds - here.seconds)


def _moment(stamp: str) -> float:
    return datetime.fromisoformat(stamp).replace(tzinfo=UTC).timestamp()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
