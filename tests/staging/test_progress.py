"""The reading of many texts says from time to time how far it has come."""

from pipelines.staging.progress import Progress


def test_progress_estimates_the_rest_every_ten_seconds() -> None:
    lines: list[str] = []
    moments = iter([0.0, 4.0, 20.0, 21.0, 40.0])
    progress = Progress("texts", 4000, lines.append, lambda: next(moments))
    for _ in range(4):
        progress.add(1000)
    assert lines == ["texts: 2,000 of 4,000, 100 a second, about 0 min 20 s left"]


def test_work_that_is_done_soon_says_nothing_and_the_end_is_never_announced() -> None:
    lines: list[str] = []
    moments = iter([0.0, 1.0, 60.0])
    progress = Progress("texts", 20, lines.append, lambda: next(moments))
    progress.add(10)
    progress.add(10)
    assert lines == []
