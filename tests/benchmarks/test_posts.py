"""The benchmark of posts writes posts that can be read, and divides a refresh into its phases."""

import pytest

from benchmarks.measure import memory_of, processes_of, seconds_of
from benchmarks.posts import A_NIGHT, SOURCE, Sample, _by_phase, phase_of, write_posts
from pipelines.staging.document import Document
from tests.sources import reader_of


@pytest.mark.parametrize(
    ("step", "phase"),
    [("landing", "landing"), ("staging__ukraine_air_force", "reading"),
     ("staging_ukraine_air_force_checks", "checks"), ("quality__gate", "checks"),
     ("claims__strikes", "resolving"), ("marts__strikes_daily", "resolving"),
     ("marts__overview_figure_history", "replay"), ("published__warehouse", "publishing")],
)  # fmt: skip
def test_every_step_belongs_to_a_phase(step, phase):
    assert phase_of(step) == phase


def test_phases_add_up_to_the_whole():
    samples = [Sample(0.0, 0.0, 5), Sample(10.0, 20.0, 9), Sample(20.0, 22.0, 7)]
    steps = [("landing", 1.0, 5.0), ("reading", 5.0, 15.0)]
    found = _by_phase(samples, steps)
    assert (found.clock["landing"], found.clock["reading"], found.clock["rest"]) == (4, 10, 6)
    assert (found.processor["landing"], found.processor["reading"]) == (8, 11)
    assert (sum(found.processor.values()), found.held) == (22, 9)


def test_posts_are_read_and_give_other_claims_for_each_night(tmp_path):
    write_posts(tmp_path, A_NIGHT + 1)
    files = sorted(tmp_path.iterdir())
    reader = reader_of(SOURCE)
    found = [reader.read(Document(file.name, file.name, file)) for file in (files[0], files[-1])]
    assert [parsed.refused.height for parsed in found] == [0, 0]
    texts = [next(iter(parsed.pieces()))["text"][0] for parsed in found]
    assert "на 1 квітня (з 18:00 31 березня)" in texts[0]
    assert "на 2 квітня (з 18:00 1 квітня)" in texts[1]


def test_this_process_is_measured():
    import os

    assert os.getpid() in processes_of(os.getpid())
    assert seconds_of(os.getpid()) > 0 and memory_of(os.getpid()) > 1 << 20
    assert memory_of(2**22 + 1) == 0 == seconds_of(2**22 + 1)
