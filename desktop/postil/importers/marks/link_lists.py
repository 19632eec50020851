"""Lists of saved links in HTML, as services that keep pages for later export them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from postil.importers.links import link_target
from postil.importers.lxml_parsing import parse_html

# Where everything lies until it is moved, or when it was read: no word of the reader's.
_EVERYBODYS = frozenset({"", "unread", "archive", "read archive", "starred", "home"})


@dataclass(frozen=True, slots=True)
class SavedLink:
    """A link with the heading it stands below; ``tags`` and ``added`` as printed in its attributes."""

    url: str
    title: str
    folder: str
    tags: str
    added: str


def links(markup: str) -> Iterator[SavedLink]:
    """Give the links of a page in order."""
    parsed = parse_html(markup)
    if parsed is None:
        return
    folder = ""
    for element in parsed.root.iter("h1", "h2", "h3", "a"):
        said = " ".join(_words(element).split())
        if element.tag != "a":
            folder = said
            continue
        url = link_target(element.get("href") or "")
        if url.startswith("http"):
            title = "" if said == url else said
            yield SavedLink(url, title, folder, element.get("tags") or "", element.get("time_added") or "")


def foldered(folder: str) -> tuple[str, ...]:
    """Return the tag that a folder of the reader's own is."""
    return () if folder.strip().lower() in _EVERYBODYS else (folder.strip(),)


def _words(element: Any) -> str:
    return "".join(element.itertext())
