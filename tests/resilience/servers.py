"""A server on this machine that notes what it is asked for."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast


class Server(ThreadingHTTPServer):
    """Answers "/404", "/large", "/slow" and "/page" in their own ways; ``asked`` are the paths it was asked for."""

    daemon_threads = True

    def __init__(self, pages: dict[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.pages = pages
        self.asked: list[str] = []
        self.stopped = threading.Event()
        self.address = f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet: what breaks off is what is tested."""


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = cast("Server", self.server)
        server.asked.append(self.path)
        if self.path == "/slow":
            server.stopped.wait(10)
            return
        body = b"words " * 4_000_000 if self.path == "/large" else server.pages.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet."""


@contextmanager
def serving(pages: dict[str, bytes] | None = None) -> Generator[Server]:
    """Serve until the end of the block."""
    server = Server(pages or {})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()
