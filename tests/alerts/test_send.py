"""An alert arrives at real servers; one that does not arrive is reported without its secrets."""

import json

import pytest
from pydantic import SecretStr

from pipelines.alerts.message import Alert
from pipelines.alerts.send import Delivery, payload, send
from pipelines.settings import Settings
from tests.alerts.servers import mail_server, webhook
from tests.running import ledger, ledger_here

ALERT = Alert("Conflict Ledger: refresh failed: 1 step failed", "Крок: <!channel> ```\nland")


def settings(tmp_path, **alerts: str) -> Settings:
    secrets = {name: SecretStr(value) for name, value in alerts.items() if name != "alert_to"}
    return Settings(data=tmp_path).model_copy(update={**alerts, **secrets})


def test_a_webhook_gets_one_object_that_every_chat_reads(tmp_path):
    with webhook() as (address, posted):
        deliveries = send(settings(tmp_path, alert_url=address), ALERT)
    assert [str(one) for one in deliveries] == ["alert sent: webhook 127.0.0.1"]
    (sent,) = posted
    assert sent == payload(ALERT)
    assert sent["text"].startswith("Conflict Ledger: refresh failed: 1 step failed\n```\n")
    assert sent["text"].count("```") == 2
    assert "<" not in sent["text"]
    assert (sent["title"], sent["message"]) == (ALERT.title, ALERT.text)
    assert all(isinstance(value, str) for value in sent.values())


def test_mail_goes_to_every_address_after_a_login(tmp_path):
    with mail_server("ledger@example.org", "p@ss/word") as (server, taken):
        address = f"smtp://ledger%40example.org:p%40ss%2Fword@{server}"
        here = settings(tmp_path, alert_smtp=address, alert_to="a@example.org, b@example.org")
        deliveries = send(here, ALERT)
    assert deliveries == [Delivery("e-mail to a@example.org, b@example.org")]
    (message,) = taken
    assert message["Subject"] == ALERT.title
    assert message["X-RcptTo"] == "a@example.org, b@example.org"
    body = message.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode().split() == ALERT.text.split()


def test_a_wrong_password_is_reported_without_it(tmp_path):
    with mail_server("ledger", "right") as (server, taken):
        address = f"smtp://ledger:wr0ng@{server}"
        (delivery,) = send(settings(tmp_path, alert_smtp=address, alert_to="a@b.c"), ALERT)
    assert taken == []
    assert str(delivery) == "alert NOT sent: e-mail to a@b.c: 127.0.0.1 answered 535"


@pytest.mark.parametrize("status", [404, 500])
def test_an_answer_other_than_ok_is_reported(tmp_path, status):
    with webhook(status) as (address, posted):
        (delivery,) = send(settings(tmp_path, alert_url=address), ALERT)
    assert len(posted) == 1
    assert delivery.problem == f"the server answered {status}"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/s3cret",
        "http://[foo/s3cret",
        "s3cret",
        "ftp://x/s3cret",
        "http:///s3cret",
    ],
)
def test_a_webhook_that_is_none_is_reported_without_its_address(tmp_path, address):
    (delivery,) = send(settings(tmp_path, alert_url=address), ALERT)
    assert delivery.problem is not None
    assert "s3cret" not in str(delivery)


@pytest.mark.parametrize(
    ("address", "to"),
    [
        ("smtp://ledger:s3cret@127.0.0.1:9", "a@b.c"),
        ("ledger:s3cret@127.0.0.1", "a@b.c"),
        ("smtp://ledger:s3cret@127.0.0.1:port", "a@b.c"),
        ("smtp://ledger:s3cret@127.0.0.1:9", ""),
    ],
)
def test_a_mail_server_that_is_none_is_reported_without_its_password(tmp_path, address, to):
    (delivery,) = send(settings(tmp_path, alert_smtp=address, alert_to=to), ALERT)
    assert delivery.problem is not None
    assert "s3cret" not in str(delivery)


def test_one_way_that_fails_does_not_stop_the_other(tmp_path):
    with mail_server("ledger", "right") as (server, taken):
        here = settings(
            tmp_path, alert_url="http://127.0.0.1:9/", alert_to="a@b.c",
            alert_smtp=f"smtp://ledger:right@{server}",
        )  # fmt: skip
        assert [one.problem is None for one in send(here, ALERT)] == [False, True]
    assert len(taken) == 1


def test_settings_do_not_show_their_secrets(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_ALERT_URL", "https://hooks.example/s3cret")
    monkeypatch.setenv("LEDGER_ALERT_SMTP", "smtp://a:s3cret@mail.example")
    here = Settings(data=tmp_path)
    assert here.alert_url is not None
    assert "s3cret" not in f"{here} {here!r} {json.dumps(here.model_dump(), default=str)}"


def test_a_setting_that_is_empty_is_not_set(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_ALERT_URL", "")
    assert send(Settings(data=tmp_path), ALERT) == []


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
