"""A refresh that fails on the command line calls the webhook, and prints no secret."""

from tests.alerts.servers import webhook
from tests.running import ledger, ledger_here


def test_a_failed_refresh_sends_an_alert(capsys, tmp_path):
    (tmp_path / "archive").write_text("a file where a folder should be")
    with webhook() as (address, posted):
        ran = ledger_here(capsys, tmp_path, "refresh", LEDGER_ALERT_URL=address)
    assert ran.returncode == 1, ran.stderr
    assert "alert sent: webhook 127.0.0.1" in ran.stderr
    assert "s3cret" not in ran.stderr + ran.stdout
    (sent,) = posted
    assert sent["title"] == "Conflict Ledger: refresh failed: 1 step failed"
    assert str(tmp_path / "archive") in sent["message"]


def test_an_alert_that_does_not_arrive_changes_nothing_but_what_is_printed(tmp_path):
    with webhook(500) as (address, posted):
        ran = ledger(tmp_path, "alert", LEDGER_ALERT_URL=address)
    assert (ran.returncode, len(posted)) == (1, 1)
    assert ran.stdout == "alert NOT sent: webhook 127.0.0.1: the server answered 500\n"
