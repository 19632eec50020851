"""Pages from the web as Sources, fetched once, on the reader's wish, within limits of size and time."""

import ipaddress
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from postil.domain.problems import Problem
from postil.domain.sources import Source
from postil.importers.fetch_problems import problem_of_error, problem_of_status
from postil.importers.registry import IMPORTERS
from postil.importers.stopping import Stopper

if TYPE_CHECKING:
    import httpx

    from postil.importers.pinning import Names

LIMIT = 20 * 1024 * 1024
"""The largest page that is fetched, in bytes, after decompression."""
TIMEOUT = 20.0
"""How long a fetch may take in all, in seconds."""

_USER_AGENT = "Postil/0.1"
_ACCEPT = "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,*/*;q=0.5"
_MOST_REDIRECTS = 10
_CHUNK = 64 * 1024
_VAGUE = frozenset(["", "application/octet-stream", "binary/octet-stream", "application/xml"])


def fetch(
    url: str,
    *,
    timeout: float = TIMEOUT,
    limit: int = LIMIT,
    accepts: tuple[str, ...] = (),
    wanted: str = "",
    stopper: Stopper | None = None,
) -> Source:
    """Return what stands at ``url``, with the address it was found at in the end as location.

    ``timeout`` is in seconds and holds for everything together, ``limit`` in bytes. ``accepts`` are the beginnings
    of the media types wanted, ("image/",) for pictures; without it, what an importer reads. ``stopper`` ends it at once
    from another thread; Postil's own threads then wait for nothing any more. Raises Problem where it was stopped; for
    anything but ``http`` and ``https``, also after a redirect; for a server that fails, is slow or sends too much;
    and for another media type.
    """
    address = _checked(url.strip())
    stopper = stopper or Stopper()
    # Looking a name up, and a server that sends its headers byte by byte, know no time limit of their own.
    executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="fetch")
    try:
        future = executor.submit(_fetched, address, timeout, limit, accepts, wanted=wanted, stopper=stopper)
        future.add_done_callback(lambda _: stopper.end())
        stopper.wait(timeout + 0.5)
        if stopper.is_stopped:
            raise Problem("The fetch was stopped.")
        if not future.done():
            raise _too_slow(address, timeout)
        return future.result()
    finally:
        # Also where the reader broke the command off, or the server is too slow.
        stopper.stop()
        executor.shutdown(wait=False)


def _fetched(
    url: str, timeout: float, limit: int, accepts: tuple[str, ...], *, wanted: str, stopper: Stopper
) -> Source:
    import httpx

    from postil.importers.pinning import Names, open_client

    deadline = time.monotonic() + timeout
    headers = {
        "User-Agent": _USER_AGENT,
        "Accept": wanted or ",".join(f"{kind}*" for kind in accepts) or _ACCEPT,
        "Accept-Encoding": "gzip, deflate",
    }
    names = Names()
    try:
        started_at_home = _is_local(url, names)
        with open_client(names, headers, timeout) as client:
            for _ in range(_MOST_REDIRECTS + 1):
                if stopper.is_stopped or time.monotonic() > deadline:
                    raise _too_slow(url, timeout)
                with client.stream("GET", url, extensions={"trace": stopper.watch}) as response:
                    if not response.has_redirect_location:
                        _check_type(response, accepts)
                        return _read(response, deadline, timeout, limit)
                    url = _checked(str(response.next_request.url) if response.next_request else "")
                if not started_at_home and _is_local(url, names):
                    raise Problem("{url} leads to an address within your own network; nothing was fetched.", url=url)
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError) as error:
        raise problem_of_error(error, url, timeout) from error
    raise Problem("{url} leads on and on to other addresses without end; nothing was fetched.", url=url)


def _check_type(response: "httpx.Response", accepts: tuple[str, ...]) -> None:
    """Raise Problem unless the answer is a success of a media type that is wanted."""
    url = str(response.url)
    refusal = problem_of_status(response.status_code, url)
    if refusal:
        raise refusal
    media_type = _media_type(response)
    if accepts and not media_type.startswith(accepts):
        raise Problem("What is at {url} is “{type}” and not what was wanted.", url=url, type=media_type[:60])
    if not accepts and not _is_readable(media_type):
        raise Problem(
            "{url} is not a page of text but “{type}”, which Postil does not read.", url=url, type=media_type[:60]
        )


def _media_type(response: "httpx.Response") -> str:
    return response.headers.get("content-type", "").partition(";")[0].strip().lower()


def _read(response: "httpx.Response", deadline: float, timeout: float, limit: int) -> Source:
    url = str(response.url)
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise _too_large(url, limit)
    content = bytearray()
    for chunk in response.iter_bytes(_CHUNK):
        content += chunk
        if len(content) > limit:
            raise _too_large(url, limit)
        if time.monotonic() > deadline:
            raise _too_slow(url, timeout)
    if not content.strip():
        raise Problem("{url} is empty; there is nothing to read in it.", url=url)
    name = PurePosixPath(unquote(urlsplit(url).path)).name
    return Source("url", bytes(content), name, url, _media_type(response), response.charset_encoding or "")


def _checked(url: str) -> str:
    """Return ``url`` with ``https://`` where it has no scheme; raises Problem unless it can be asked for."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    if parts.scheme.lower() not in {"http", "https"}:
        raise Problem("Postil fetches addresses that begin with http:// or https:// only, not {url}", url=url[:200])
    if not host or any(c.isspace() for c in url):
        raise Problem("This is not the address of a page: {url}", url=url[:200] or "“”")
    return parts.geturl()


def _is_local(url: str, names: "Names") -> bool:
    """Return whether an address is one of the reader's own network, however its host is written ("2130706433")."""
    from postil.importers.pinning import host_of

    host = host_of(url).lower()
    if host.rstrip(".") == "localhost" or host.rstrip(".").endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return any(not ipaddress.ip_address(each).is_global for each in names.addresses(host))
    except (OSError, ValueError):
        return False  # whoever is asked for it will say so


def _is_readable(media_type: str) -> bool:
    known = {kind for importer in IMPORTERS for kind in importer.media_types}
    return media_type in _VAGUE or media_type in known or media_type.startswith("text/")


def _too_large(url: str, limit: int) -> Problem:
    return Problem(
        "{url} is larger than {limit} MB, more than Postil fetches. Save it in a browser and import a part of it.",
        url=url,
        limit=max(1, limit // 2**20),
    )


def _too_slow(url: str, timeout: float) -> Problem:
    return Problem(
        "{url} did not answer in full within {seconds:.0f} seconds. Try again later.", url=url, seconds=timeout
    )
