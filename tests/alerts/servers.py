"""Real servers on this machine that take what an alert sends."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from aiosmtpd.smtp import AuthResult, LoginPassword


@contextmanager
def webhook(status: int = 200) -> Iterator[tuple[str, list[dict]]]:
    """Address of an HTTP server, and the JSON objects that were posted to it."""
    posted: list[dict] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/json"
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/services/T0/s3cret", posted
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def mail_server(user: str, password: str) -> Iterator[tuple[str, list[Message]]]:
    """Address of an SMTP server that wants this password, and the messages that it took."""
    taken: list[Message] = []

    class Handler(MessageHandler):
        def handle_message(self, message: Message) -> None:
            taken.append(message)

    def authenticate(server, session, envelope, mechanism, data: LoginPassword) -> AuthResult:
        is_known = (data.login.decode(), data.password.decode()) == (user, password)
        return AuthResult(success=is_known, handled=False)

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(
        Handler(), hostname="127.0.0.1", port=port, authenticator=authenticate,
        auth_required=True, auth_require_tls=False,
    )  # fmt: skip
    controller.start()
    try:
        yield f"127.0.0.1:{port}", taken
    finally:
        controller.stop()
