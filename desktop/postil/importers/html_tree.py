"""HTML as an lxml tree: decoded, parsed within bounds, and freed of all that is hidden or could run."""

import base64
import binascii
import itertools
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from postil.domain.problems import Problem
from postil.domain.records import Figure
from postil.domain.sources import Source
from postil.importers.encoding import decode, naming
from postil.importers.html_elements import DROPPED
from postil.importers.links import picture_address
from postil.importers.lxml_parsing import parse_html, take_out
from postil.importers.pictures import LARGEST_PICTURE, make_figure
from postil.importers.saved_pages import UNKNOWN, Saved, put_pictures_back

MOST_ELEMENTS = 300_000
"""Pages of more elements are refused; a book of a million words has about 50,000."""

_MOST_ATTRIBUTES = 100
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE)
# Characters that lxml gives, and takes from nobody: https://www.w3.org/TR/xml/#charsets
_UNFIT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE)
_KEPT_ATTRIBUTES = frozenset(
    [
        "id",
        "class",
        "itemprop",
        "href",
        "src",
        "alt",
        "width",
        "height",
        "start",
        "value",
        "type",
        "colspan",
        "rowspan",
        "role",
        "rel",
        "data-src",
        "data-original",
        "data-lazy-src",
    ]
)
_DATA = re.compile(r"\s*data:image/(?:png|jpe?g|gif|webp)\s*((?:;[^;,]*)*),", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: its lxml ``root``, and the address that its links are relative to, "" where there is none."""

    root: Any
    base: str


def parse_page(source: Source, base: str = "") -> Page:
    """Parse the bytes of ``source``, a page that stood at ``base`` if that is known.

    Raises Problem where they are no text, hold nothing or nest too deeply.
    """
    text = markup_text(source)
    if text.count("<") > 4 * MOST_ELEMENTS:
        # Its tree would fill the memory before anybody could count.
        raise too_many_elements(source)
    parsed = parse_html(text)
    if parsed is None:
        raise Problem("{name} holds no text; there is nothing to read in it.", name=naming(source))
    if sum(1 for _ in itertools.islice(parsed.root.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        raise too_many_elements(source)
    if parsed.too_deep:
        raise Problem(
            "{name} is built so deeply, element within element, that it cannot be read. Copy its text in a browser "
            "and paste that instead.",
            name=naming(source),
        )
    return Page(parsed.root, _base(parsed.root, source.location if source.kind == "url" else base))


def markup_text(source: Source) -> str:
    """Return the text of HTML or XML in the encoding that it declares, or else is in; raises Problem as decode does."""
    declared = [m.group(1).decode("ascii") for m in (_META_CHARSET.search(source.content[:8192]),) if m]
    declared += [m.group(1).decode("ascii") for m in (_XML_CHARSET.search(source.content[:512]),) if m]
    # A page that says "UTF-16" in letters one byte wide is not; browsers read it as UTF-8.
    return decode(source, *("utf-8" if label.lower().startswith("utf-16") else label for label in declared)).text


def too_many_elements(source: Source) -> Problem:
    """Return the Problem of a page or book of more elements than are read."""
    return Problem(
        "{name} has more than {number} parts. Import it in pieces.",
        name=naming(source),
        number=f"{MOST_ELEMENTS:,}",
    )


def prune(root: Any, saved: Saved = UNKNOWN) -> tuple[Figure, ...]:
    """Drop in place what is hidden, embedded or could run, and all attributes that the importer does not read.

    Pictures within the page (``data:``) and those ``saved`` with it become Figures and their ``src``
    ``figure:SHA256``; others within the page go.
    """
    figures: dict[str, Figure] = {}
    if saved.hiding:
        put_pictures_back(root)
    for element in list(root.iter()):
        if (element.tag in DROPPED and element.tag not in {"head", "title", "meta", "link"}) or is_hidden(
            element, saved.hiding
        ):
            take_out(element)
    for element in root.iter():
        if len(element.attrib) > _MOST_ATTRIBUTES:
            element.attrib.clear()
        if element.tag in {"img", "image"}:
            _keep_picture(element, figures, saved)
        _keep_attributes(element.attrib)
    return tuple(figures.values())


def _keep_attributes(attributes: Any) -> None:
    """Drop those attributes that the importer does not read, or that are too long to be read."""
    unread = [name for name in attributes if name not in _KEPT_ATTRIBUTES or len(attributes[name]) > 4000]
    try:
        for name in unread:
            del attributes[name]
    except (ValueError, KeyError):
        # lxml gives names that it does not take back: HTML's parser lets control characters be part of one.
        kept = {name: attributes[name] for name in attributes if name not in unread}
        attributes.clear()
        for name, value in kept.items():
            attributes[name] = _UNFIT.sub("", value)


def is_hidden(element: Any, hiding: str = "") -> bool:
    """Say whether a browser shows nothing of ``element``, by its own attributes or because of the class ``hiding``."""
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true":
        return element.tag not in {"html", "body", "math"}
    if hiding and hiding in (attributes.get("class") or "").split():
        # Such a picture has a picture of the style in its place.
        return element.tag != "img"
    style = attributes.get("style")
    return bool(style and _HIDDEN_STYLE.search(style[:4000])) and element.tag not in {"html", "body"}


def _base(root: Any, location: str) -> str:
    for element in root.iter("base"):
        href = picture_address(element.get("href") or "", location)
        if href:
            return href
    return location


def _keep_picture(element: Any, figures: dict[str, Figure], saved: Saved) -> None:
    src: str = element.get("src") or ""
    if src.startswith("figure:"):
        # Only what is made below may be called so.
        del element.attrib["src"]
        return
    figure = data_picture(src) or saved.figure(src)
    if figure is not None:
        figures[figure.id] = figure
        element.set("src", f"figure:{figure.id}")


def data_picture(address: str) -> Figure | None:
    """Return the picture in a ``data:`` address that holds a PNG, JPEG, GIF or WebP of up to 5 MB."""
    match = _DATA.match(address[:200])
    if match is None or len(address) > 2 * LARGEST_PICTURE:
        return None
    payload = address[match.end() :]
    try:
        if "base64" in match.group(1).lower():
            content = base64.b64decode(re.sub(r"\s", "", unquote_to_bytes(payload).decode("ascii")), validate=True)
        else:
            content = unquote_to_bytes(payload)
    except (binascii.Error, UnicodeError):
        return None
    return make_figure(content)
