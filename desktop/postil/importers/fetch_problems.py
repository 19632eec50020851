"""Why a page could not be fetched, as one sentence each."""

import socket
import ssl
from collections.abc import Iterator

from postil.domain.problems import Problem

_STATUS: tuple[tuple[range, str], ...] = (
    (range(401, 402), "{url} asks for a name and a password. Open it in a browser and paste its text."),
    (range(402, 404), "{url} is not shown to programs such as Postil. Open it in a browser and paste its text."),
    (range(404, 405), "There is no page at {url} (404). Check the address."),
    (range(407, 408), "The network's proxy asks for a name and a password; {url} was not fetched."),
    (range(410, 411), "The page at {url} was taken down for good (410)."),
    (range(429, 430), "{url} was asked for too often. Wait a while and try again (429)."),
    (range(451, 452), "{url} is blocked for legal reasons (451). Open it in a browser and paste its text."),
    (range(400, 500), "The server refused to send {url} ({status}). Check the address."),
    (range(500, 600), "The server of {url} has a fault of its own ({status}). Try again later."),
    (range(100, 200), "The server's answer for {url} makes no sense ({status}). Try again later."),
    (range(204, 206), "{url} is empty; there is nothing to read in it."),
    (range(300, 400), "{url} leads elsewhere without saying where ({status}). Check the address."),
)


class RefusedByServer(Problem):
    """A server answered without what it was asked for; ``status`` is HTTP's number of the reason."""

    def __init__(self, sentence: str, /, status: int, **places: object) -> None:
        super().__init__(sentence, status=status, **places)
        self.status = status


def problem_of_status(status: int, url: str) -> RefusedByServer | None:
    """Return the Problem of an HTTP ``status``, or None where there is a page to read."""
    if status in {200, 203, 206}:
        return None
    sentence = next((s for codes, s in _STATUS if status in codes), "")
    return RefusedByServer(
        sentence or "The server's answer for {url} makes no sense ({status}). Try again later.", url=url, status=status
    )


def problem_of_error(error: Exception, url: str, timeout: float) -> Problem:
    """Return the Problem of an error that httpx raised while it fetched ``url``."""
    import httpx

    causes = list(_causes(error))
    if isinstance(error, httpx.TimeoutException):
        return Problem(
            "{url} did not answer in full within {seconds:.0f} seconds. Try again later.", url=url, seconds=timeout
        )
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol | UnicodeError):
        return Problem("This is not the address of a page: {url}", url=url[:200])
    if any(isinstance(cause, ssl.SSLError) for cause in causes) or "CERTIFICATE" in str(error):
        return Problem(
            "The connection to {url} is not safe, its certificate is not in order; nothing was fetched.", url=url
        )
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return Problem("No server of that name was found for {url}. Check the address and the network.", url=url)
    if isinstance(error, httpx.ConnectError):
        return Problem("The server of {url} cannot be reached. Check the address and the network.", url=url)
    if isinstance(error, httpx.DecodingError):
        return Problem("What {url} sent is damaged. Try again later.", url=url)
    return Problem("The connection to {url} broke off. Try again.", url=url)


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
