"""Settings are read from the environment, validated at start, and give the paths of one run."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipelines.settings import Settings, stamp

MOMENT = datetime.fromisoformat("2026-02-10T02:00:00+02:00")


def test_the_environment_changes_a_setting_and_an_empty_value_does_not(monkeypatch) -> None:
    monkeypatch.setenv("LEDGER_LOWEST_TIER", "C")
    monkeypatch.setenv("LEDGER_FETCH", "")
    monkeypatch.setenv("LEDGER_ALERT_URL", "https://example.org/hook?key=s3cret")
    settings = Settings()
    assert (settings.lowest_tier, settings.fetch, settings.alerts) == ("C", "off", True)
    assert "s3cret" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOWEST_TIER", "D"),
        ("SAMPLES", "perhaps"),
        ("FETCH", "yes"),
        ("MEMORY_LIMIT", "much"),
        ("MEMORY_LIMIT", "0GB"),
        ("SETTLE_SECONDS", "-1"),
        ("SETTLE_SECONDS", "601"),
        ("DOCUMENT_SECONDS", "0"),
        ("DOCUMENT_MEGABYTES", "1.5"),
        ("ENGINE", "sqlite"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_setting(monkeypatch, name, value) -> None:
    monkeypatch.setenv(f"LEDGER_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(ValidationError, match="fetsh"):
        Settings.model_validate({"fetsh": "on"})


def test_relative_folders_begin_where_the_command_runs(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings(data=Path("demo"), temporary_folder=Path("large"))
    assert settings.data == tmp_path / "demo"
    assert settings.temporary_folder == tmp_path / "large"
    assert settings.spark_tables == tmp_path / "demo" / "spark"


def test_a_past_moment_has_files_of_its_own_and_shares_what_came_in(tmp_path: Path) -> None:
    now = Settings(data=tmp_path, fetch="on")
    past = now.at(MOMENT)
    own = ("build", "warehouse", "previous", "claims_folder", "checks_page", "report")
    for name in own:
        assert getattr(now, name) != getattr(past, name), name
        assert "-as-of-20260210T000000Z" in getattr(past, name).name
    assert (past.archive, past.inbox) == (now.archive, now.inbox)
    assert len({getattr(now, name) for name in own}) == len(own)


def test_a_past_moment_is_never_fetched_for_and_leaves_the_present_as_it_is() -> None:
    now = Settings(fetch="on")
    past = now.at(MOMENT)
    assert (now.asks, past.asks) == (True, False)
    assert (now.as_of, past.as_of) == (None, MOMENT)
    assert not Settings(fetch="off").asks


def test_as_of_is_not_a_setting_of_the_environment(monkeypatch) -> None:
    monkeypatch.setenv("LEDGER_AS_OF", "2026-02-10T00:00Z")
    assert Settings().as_of is None


def test_a_moment_is_stamped_in_utc() -> None:
    assert stamp(MOMENT) == "20260210T000000Z"
    assert stamp(datetime(2026, 2, 10, 23, 59, 59, tzinfo=UTC)) == "20260210T235959Z"
