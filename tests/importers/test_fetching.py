"""Pages are fetched within limits, over http and https alone; each failure is one sentence."""

import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import urlsplit

import httpx
import pytest

from postil.domain.problems import Problem
from postil.importers import read
from postil.importers.fetching import fetch
from postil.importers.stopping import Stopper

PAGE = "<html><head><title>The lake</title></head><body><p>Größe of the river.</p></body></html>"

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(100)
PAGES = {
    "page.html": (PAGE.encode("cp1252"), "text/html; charset=windows-1252", ""),
    "gzip": (gzip.compress(PAGE.encode()), "text/html", "gzip"),
    "bomb": (gzip.compress(b"<p>words " * 1_000_000), "text/html", "gzip"),
    "broken-gzip": (b"no gzip at all", "text/html", "gzip"),
    "large": (b"words " * 50_000, "text/html", ""),
    "picture": (PICTURE, "image/png", ""),
    "hidden-picture": (PICTURE, "text/html", ""),
    "notes.md": (b"# Lake\n\n*text*", "text/plain; charset=utf-8", ""),
    "empty": (b"", "text/html", ""),
}
REDIRECTS = {"loop": "/loop", "to-page": "/page.html?a=1", "to-file": "file:///etc/passwd"}


class Answers(BaseHTTPRequestHandler):
    """Answers every path in its own way."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.strip("/").partition("?")[0]
        if path.isdigit():
            self.answer(int(path), b"no")
        elif path == "host":
            self.answer(200, self.headers["Host"].encode(), "text/plain")
        elif path == "agent":
            self.answer(200, self.headers["User-Agent"].encode(), "text/plain")
        elif path == "accept":
            self.answer(200, self.headers["Accept"].encode(), "application/json")
        elif path == "endless":
            self.stream(chunk=b"words " * 2000, pause=0)
        elif path == "slow":
            self.stream(chunk=b"w", pause=0.05)
        elif path == "drip":
            self.drip()
        elif path == "silent":
            self.stopped().wait(5)
        elif path in REDIRECTS:
            self.answer(302, b"", "text/html", ("Location", REDIRECTS[path]))
        else:
            body, kind, encoding = PAGES[path]
            self.answer(200, body, kind, *([("Content-Encoding", encoding)] if encoding else []))

    def answer(self, status: int, body: bytes, kind: str = "text/html", *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(body))), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def stream(self, chunk: bytes, pause: float) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            while not self.stopped().wait(pause):
                self.wfile.write(chunk)
        except OSError:
            # The other side has heard enough.
            return

    def drip(self) -> None:
        """Send headers byte by byte, so that no single read takes long."""
        self.close_connection = True
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
            while not self.stopped().wait(0.02):
                self.wfile.write(b"x")
        except OSError:
            return

    def stopped(self) -> threading.Event:
        return cast("Server", self.server).stopped

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet."""


class Server(ThreadingHTTPServer):
    """Serves until ``stopped``; what breaks off is what is tested."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.stopped = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.stopped.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def test_a_page_comes_with_its_address_type_and_charset(server: str) -> None:
    source = fetch(f"{server}/page.html")
    assert (source.kind, source.name, source.location) == ("url", "page.html", f"{server}/page.html")
    assert (source.media_type, source.charset) == ("text/html", "windows-1252")
    imported = read(source)
    assert imported.url == f"{server}/page.html"
    assert "Größe" in imported.document.text


def test_a_redirect_is_followed_to_its_end(server: str) -> None:
    assert fetch(f"{server}/to-page").location == f"{server}/page.html?a=1"


def test_a_compressed_page_is_unpacked(server: str) -> None:
    assert fetch(f"{server}/gzip").content == PAGE.encode()


def test_markdown_that_is_called_plain_text_is_markdown(server: str) -> None:
    assert read(fetch(f"{server}/notes.md")).importer == "markdown"


def test_postil_says_who_it_is(server: str) -> None:
    assert fetch(f"{server}/agent").content.startswith(b"Postil/")


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("404", "There is no page at"),
        ("401", "asks for a name and a password"),
        ("403", "not shown to programs"),
        ("410", "taken down for good"),
        ("429", "asked for too often"),
        ("418", "refused to send"),
        ("500", "fault of its own"),
        ("503", "fault of its own"),
        ("304", "leads elsewhere without saying where"),
        ("204", "is empty"),
        ("empty", "is empty"),
        ("loop", "without end"),
        ("to-file", "only, not"),
        ("picture", "is not a page of text but “image/png”"),
        ("broken-gzip", "is damaged"),
    ],
)
def test_a_failure_is_one_calm_sentence(server: str, path: str, sentence: str) -> None:
    with pytest.raises(Problem, match=sentence) as caught:
        fetch(f"{server}/{path}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", ["large", "endless", "bomb"])
def test_too_large_a_page_is_not_read_to_its_end(server: str, path: str) -> None:
    with pytest.raises(Problem, match="is larger than"):
        fetch(f"{server}/{path}", limit=100_000)


@pytest.mark.parametrize("path", ["slow", "silent", "drip"])
def test_a_slow_server_is_not_waited_for(server: str, path: str) -> None:
    with pytest.raises(Problem, match="did not answer in full"):
        fetch(f"{server}/{path}", timeout=0.3)


@pytest.mark.parametrize("path", ["slow", "silent", "drip"])
def test_a_fetch_is_stopped_from_another_thread_and_lets_its_connection_go(server: str, path: str) -> None:
    stopper = Stopper()
    before = set(threading.enumerate())
    threading.Timer(0.2, stopper.stop).start()
    with pytest.raises(Problem, match="was stopped"):
        fetch(f"{server}/{path}", stopper=stopper)
    for thread in set(threading.enumerate()) - before:
        if thread.name.startswith("fetch"):
            thread.join(10)
            assert not thread.is_alive()


def test_a_fetch_that_was_stopped_before_it_began_asks_nobody() -> None:
    stopper = Stopper()
    stopper.stop()
    with pytest.raises(Problem, match="was stopped"):
        fetch("http://127.0.0.1:1/", stopper=stopper)


def test_a_picture_that_calls_itself_a_page_is_refused_by_the_importer(server: str) -> None:
    with pytest.raises(Problem, match="is not a text"):
        read(fetch(f"{server}/hidden-picture"))


def test_a_picture_is_fetched_where_one_is_wanted_and_nothing_else_is(server: str) -> None:
    assert fetch(f"{server}/picture", accepts=("image/",)).content == PICTURE
    with pytest.raises(Problem, match="not what was wanted"):
        fetch(f"{server}/page.html", accepts=("image/",))


def test_a_server_that_is_not_there_says_so() -> None:
    probe = Server()
    port = probe.server_address[1]
    probe.server_close()
    with pytest.raises(Problem, match="cannot be reached"):
        fetch(f"http://127.0.0.1:{port}/")


def test_a_name_that_does_not_exist_says_so() -> None:
    with pytest.raises(Problem, match=r"No server of that name|cannot be reached"):
        fetch("http://no-such-host.invalid/")


def test_a_connection_that_is_not_safe_says_so(server: str) -> None:
    with pytest.raises(Problem, match="not safe"):
        fetch(server.replace("http:", "https:") + "/page.html")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "javascript://x",
        "http://",
        "",
        "http://a b/",
        "http://[",
        "http://a:b/",
    ],
)
def test_other_addresses_are_refused_before_anything_is_asked(url: str) -> None:
    with pytest.raises(Problem, match=r"begin with http|not the address"):
        fetch(url)


def test_a_server_is_asked_for_just_what_is_wanted(server: str) -> None:
    source = fetch(f"{server}/accept", accepts=("application/json",), wanted="application/vnd.citationstyles.csl+json")
    assert source.content == b"application/vnd.citationstyles.csl+json"


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://127.1/",
        "http://0x7f000001/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://192.168.1.1/admin",
        "http://169.254.169.254/latest",
        "http://localhost./",
        "http://router.local/",
    ],
)
def test_a_page_of_the_web_does_not_lead_into_the_readers_own_network(
    monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    asked: list[str] = []

    def answer(_transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(302, headers={"Location": target})

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", answer)
    with pytest.raises(Problem, match="within your own network"):
        fetch("http://93.184.215.14/page")
    assert asked == ["http://93.184.215.14/page"]


def let_the_name_change(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Have "wiki.example" answer with one address after the other; return those that were given."""
    given: list[str] = []
    look_up = socket.getaddrinfo

    def changed(host: str, *rest: Any, **more: Any) -> object:
        if host != "wiki.example":
            return look_up(host, *rest, **more)
        given.append(answers[min(len(given), len(answers) - 1)])
        port = rest[0] if rest and isinstance(rest[0], int) else 0
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (given[-1], port))]

    monkeypatch.setattr(socket, "getaddrinfo", changed)
    return given


def test_a_name_that_answers_otherwise_later_is_asked_where_it_was_checked(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = let_the_name_change(monkeypatch, "127.0.0.1", "192.0.2.1")
    source = fetch(server.replace("127.0.0.1", "wiki.example") + "/host")
    assert source.content.decode() == f"wiki.example:{urlsplit(server).port}"
    assert source.location == server.replace("127.0.0.1", "wiki.example") + "/host"
    assert given == ["127.0.0.1"]


def test_a_name_of_the_web_cannot_turn_into_the_readers_own_network(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str, object]] = []

    def answer(_transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        asked.append((request.url.host, request.headers["Host"], request.extensions["sni_hostname"]))
        return httpx.Response(200, headers={"Content-Type": "text/plain"}, content=b"words")

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", answer)
    let_the_name_change(monkeypatch, "93.184.215.14", "127.0.0.1")
    assert fetch("https://wiki.example/page").content == b"words"
    assert asked == [("93.184.215.14", "wiki.example", "wiki.example")]
