"""Whether the inbox has changed, and which run is started for a state of it."""

import os
from collections.abc import Callable
from pathlib import Path

from pipelines.landing.watch import Watch, signature


def test_the_signature_follows_names_sizes_and_times_and_no_hidden_file(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    assert signature(inbox) == signature(tmp_path)  # one is not there, the other is empty

    def changed(action: Callable[[], object]) -> bool:
        before = signature(inbox)
        action()
        return signature(inbox) != before

    file = inbox / "news" / "a.txt"
    file.parent.mkdir(parents=True)
    assert changed(lambda: file.write_text("text"))
    assert changed(lambda: file.write_text("longer text"))
    assert changed(lambda: os.utime(file, (1, 1)))
    assert changed(lambda: file.rename(file.with_name("b.txt")))
    assert not changed(lambda: file.with_name(".part").write_text("text"))
    assert changed(lambda: file.with_name("b.txt").unlink())


def test_a_state_has_a_key_for_each_of_its_runs_and_a_new_state_begins_anew() -> None:
    watch = Watch().attempted("a")
    assert (watch.attempts, watch.run_key) == (1, "a")
    watch = watch.attempted("a")
    assert (watch.attempts, watch.run_key) == (2, "a-2")
    assert watch.attempted("b").run_key == "b"
    assert watch.done("b") == Watch("b", "b")
    assert watch.saw("b") == Watch("b", "a", 2)


def test_a_watch_is_the_same_after_it_was_written() -> None:
    watch = Watch("a", "b", 3)
    assert Watch.read(watch.write()) == watch
    assert Watch.read(None) == Watch.read("") == Watch()
