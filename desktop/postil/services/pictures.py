"""Pictures of articles: kept in the library, fetched from the network on the reader's request alone."""

import hashlib
from collections.abc import Iterable

from postil.domain.problems import Problem
from postil.domain.records import Figure
from postil.storage.library import Library

KEPT = "figure:"
"""How the source of a figure begins that came in with its bytes; its SHA-256 follows."""

LIMIT = 10 * 1024 * 1024
"""Bytes that a picture may have."""

# Each raster format that Qt reads without a plug-in of its own, by its first bytes; SVG can hold scripts.
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"RIFF", "image/webp"),
    (b"BM", "image/bmp"),
)


def kept_pictures(library: Library, sources: Iterable[str]) -> dict[str, Figure]:
    """Return the pictures that the library has for these sources of figure blocks."""
    found: dict[str, Figure] = {}
    for source in dict.fromkeys(sources):
        figure = library.figure(source.removeprefix(KEPT)) if source.startswith(KEPT) else library.figure_from(source)
        if figure is not None:
            found[source] = figure
    return found


def fetch_picture(url: str) -> Figure:
    """Return the picture at an http(s) address; raises Problem where there is none or it is no picture."""
    from postil.importers.fetching import fetch

    content = fetch(url, limit=LIMIT, accepts=("image/",)).content
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature):
            return Figure(hashlib.sha256(content).hexdigest(), url, media_type, content)
    raise Problem("What is at {url} is not a picture that Postil can show.", url=url)
