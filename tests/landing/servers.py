"""A publisher's server for tests: it answers as the test says and remembers what was asked."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answering = Callable[["Handler"], None]


class Server(ThreadingHTTPServer):
    """Answers each path as the test says; remembers what was asked, and with which headers."""

    daemon_threads = True

    def __init__(self, **paths: Answering) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.paths = paths
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.posted: list[bytes] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def answer_to(self, path: str) -> Answering:
        """The answer for a path with its query, else for the path alone, else "not found"."""
        bare = path.strip("/")
        found = self.paths.get(bare) or self.paths.get(bare.partition("?")[0])
        return found or gives(b"not found", 404)

    def url(self, path: str = "page") -> str:
        return f"http://127.0.0.1:{self.server_port}/{path}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        self.server.answer_to(self.path)(self)

    def do_POST(self) -> None:
        self.server.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the test's own output."""


def gives(content: bytes, status: int = 200, **headers: str) -> Answering:
    """An answer; an underscore in a header's name is a hyphen."""

    def answer(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return answer
