"""Pages as browsers and extensions save them: where they were, when they were saved, and the pictures beside them.

SingleFile's comment: https://github.com/gildas-lormeau/SingleFile. The mark of the web ("saved from url"): Internet
Explorer's, which other browsers write too.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from postil.domain.records import Evidence, Figure
from postil.domain.sources import Source
from postil.domain.text import canonical
from postil.importers.links import picture_address
from postil.importers.pictures import make_figure
from postil.importers.printed_dates import read_date

_HEAD = 64 * 1024
_SINGLE_FILE = re.compile(
    rb"<!--\s*Page saved with SingleFile\w*\s+url:[ \t]*(?P<url>[^\r\n]{1,4000}?)\s*\n\s*"
    rb"saved date:[ \t]*(?P<date>[^\r\n]{1,200}?)\s*(?:\n|-->)"
)
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=(?:\(\d{1,6}\))?\s*(?P<url>\S{1,4000}?)\s*-->", re.IGNORECASE)
_VARIABLE = re.compile(r"(--sf-img-\d{1,6})\s*:\s*url\(\s*[\"']?(data:image/[^\"')\s]+)")
_USE = re.compile(r"var\(\s*(--sf-img-\d{1,6})\s*\)")
_MOST_VARIABLES = 500


@dataclass(frozen=True, slots=True)
class Saved:
    """How a page was kept: ``base`` is the address it was at, ``rows`` the evidence of that and of when it was saved.

    ``pictures`` are kept with it, by the address or relative path that it refers to them with. ``hiding`` is a class
    whose elements are not shown.
    """

    base: str = ""
    rows: tuple[Evidence, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict[str, bytes], repr=False)
    hiding: str = ""

    def figure(self, src: str) -> Figure | None:
        """Return the kept picture that ``src`` means, None where there is none or it is no raster picture."""
        if not self.pictures or len(src) > _HEAD:
            return None
        for name in self._names(src.strip()):
            content = self.pictures.get(name)
            if content is not None:
                return make_figure(content, picture_address(src, self.base))
        return None

    def _names(self, src: str) -> list[str]:
        """Return the names that ``src`` may be kept under."""
        try:
            names = [src, urldefrag(urljoin(self.base, src)).url if self.base else ""]
            parts = urlsplit(src)
        except ValueError:
            return [src]
        if not parts.scheme and not parts.netloc:
            names.append(posixpath.normpath(unquote(parts.path)))
        return [name for name in names if name]


UNKNOWN = Saved()
"""Of a page that nobody saved, or that says nothing of it."""


def how_saved(source: Source) -> Saved:
    """Return what a page says of how it was saved, and the pictures of its folder."""
    saved = Saved(pictures=dict(source.beside))
    head = source.content[:_HEAD]
    match = _SINGLE_FILE.search(head)
    if match is not None:
        printed, moment = _text(match["url"]), _text(match["date"])
        saved = _at(saved, printed, "SingleFile url")
        date = read_date(moment) or read_date(" ".join(moment.split()[1:4]))
        rows = (*saved.rows, Evidence("accessed", date, moment, "SingleFile saved date")) if date else saved.rows
        return replace(saved, rows=rows, hiding="sf-hidden")
    match = _SAVED_FROM.search(head)
    return saved if match is None else _at(saved, _text(match["url"]), "saved from url")


def _at(saved: Saved, printed: str, origin: str) -> Saved:
    url = picture_address(printed)
    if not url:
        return saved
    return replace(saved, base=url, rows=(Evidence("url", url, printed, origin),))


def put_pictures_back(root: Any) -> None:
    """Give pictures that SingleFile keeps in variables of the page's style, because they occur twice, their source."""
    kept: dict[str, str] = {}
    for style in root.iter("style"):
        for match in _VARIABLE.finditer("".join(style.itertext())):
            if len(kept) < _MOST_VARIABLES:
                kept.setdefault(match.group(1), match.group(2))
    if not kept:
        return
    for picture in root.iter("img"):
        use = _USE.search((picture.get("style") or "")[:4000])
        if use is not None and use.group(1) in kept:
            picture.set("src", kept[use.group(1)])


def _text(printed: bytes) -> str:
    return canonical(printed.decode("utf-8", "replace")).strip()
