"""An alert goes to a webhook and by e-mail, as far as the settings name them.

An alert that cannot be delivered is reported and fails nothing else. Addresses are secrets (a
webhook's address is its password): no report names more of them than the host. What an alert says
does not belong here (message.py).
"""

import smtplib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

import httpx

from pipelines.alerts.message import Alert
from pipelines.settings import Settings

TIMEOUT = 10
"""Seconds to wait for a connection or an answer."""

LOOPBACK = ("localhost", "127.0.0.1", "::1")

SMTP_PORTS = {"smtp": 25, "smtps": 465}


class NotSent(RuntimeError):
    """An alert that could not be delivered; the message has no secret in it."""


@dataclass(frozen=True)
class Delivery:
    """One way an alert went. `problem`: why it did not arrive; null when it did."""

    way: str
    problem: str | None = None

    def __str__(self) -> str:
        if self.problem is None:
            return f"alert sent: {self.way}"
        return f"alert NOT sent: {self.way}: {self.problem}"


def send(settings: Settings, alert: Alert) -> list[Delivery]:
    """Send an alert every way that the settings name; none if they name none."""
    return list(_deliveries(settings, alert))


def _deliveries(settings: Settings, alert: Alert) -> Iterator[Delivery]:
    if settings.alert_url is not None:
        address = settings.alert_url.get_secret_value()
        yield _tried(f"webhook {_host(address)}", lambda: post(address, alert))
    if settings.alert_smtp is not None:
        server = settings.alert_smtp.get_secret_value()
        to = settings.alert_to or ""
        yield _tried(f"e-mail to {to or 'no address'}", lambda: mail(server, to, alert))


def _tried(way: str, deliver) -> Delivery:
    try:
        deliver()
    except NotSent as error:
        return Delivery(way, str(error))
    return Delivery(way)


def payload(alert: Alert) -> dict[str, str]:
    """One JSON object for all: Slack and Mattermost show `text`, an ntfy template the others.

    In `text` the alert is in a code block, so that nothing becomes a mention or a link.
    """
    quoted = alert.text.replace("```", "'''").replace("<", "\u2039").replace(">", "\u203a")
    return {
        "text": f"{alert.title}\n```\n{quoted}\n```",
        "title": alert.title,
        "message": alert.text,
    }


def post(address: str, alert: Alert) -> None:
    """Post an alert to a webhook; raises `NotSent`."""
    try:
        answer = httpx.post(address, json=payload(alert), timeout=TIMEOUT)
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise NotSent(f"no answer ({type(error).__name__})") from None
    if not answer.is_success:
        raise NotSent(f"the server answered {answer.status_code}")


def mail(server: str, to: str, alert: Alert) -> None:
    """Send an alert by e-mail; raises `NotSent`.

    `server`: smtp://user:password@host:port, or smtps:// for TLS from the start; a plain
    connection turns to TLS where the server offers it. `to`: addresses, separated by commas; the
    first one is also the sender. A password goes over TLS only, or to this machine.
    """
    parts = urlsplit(server)
    recipients = [address.strip() for address in to.split(",") if address.strip()]
    if parts.scheme not in SMTP_PORTS or not parts.hostname:
        raise NotSent("LEDGER_ALERT_SMTP is not of the form smtp://user:password@host:port")
    if not recipients:
        raise NotSent("LEDGER_ALERT_TO names no address")
    message = EmailMessage()
    message["Subject"] = alert.title
    message["From"] = recipients[0]
    message["To"] = ", ".join(recipients)
    message.set_content(alert.text)
    try:
        with _connected(parts) as connection:
            _log_in(connection, parts)
            connection.send_message(message)
    except smtplib.SMTPResponseException as error:
        raise NotSent(f"{parts.hostname} answered {error.smtp_code}") from None
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise NotSent(f"{parts.hostname}: {type(error).__name__}") from None


def _connected(parts: SplitResult) -> smtplib.SMTP:
    host, port = parts.hostname or "", parts.port or SMTP_PORTS[parts.scheme]
    if parts.scheme == "smtps":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=context)
    connection = smtplib.SMTP(host, port, timeout=TIMEOUT)
    connection.ehlo()
    if connection.has_extn("starttls"):
        connection.starttls(context=ssl.create_default_context())
        connection.ehlo()
    return connection


def _log_in(connection: smtplib.SMTP, parts: SplitResult) -> None:
    if not parts.username:
        return
    is_encrypted = isinstance(connection.sock, ssl.SSLSocket)
    if not is_encrypted and parts.hostname not in LOOPBACK:
        raise NotSent(f"{parts.hostname} offers no TLS, and a password goes over TLS only")
    connection.login(unquote(parts.username), unquote(parts.password or ""))


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or "of no host"
    except ValueError:
        return "of no host"
