"""MHTML: a page and its pictures in one mail, as browsers save it.

Source: https://www.rfc-editor.org/rfc/rfc2557
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from postil.domain.problems import Problem
from postil.domain.records import Evidence
from postil.domain.sources import Imported, Source
from postil.domain.text import canonical
from postil.importers.encoding import naming
from postil.importers.format import Format
from postil.importers.html_page import read_page
from postil.importers.links import picture_address
from postil.importers.pictures import picture_type
from postil.importers.printed_dates import read_date
from postil.importers.saved_pages import Saved, how_saved

if TYPE_CHECKING:
    from email.message import Message

NAME = "mhtml"
_HEAD = 16 * 1024
_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n)*){1,60}")
_KIND = re.compile(
    rb"^content-type:\s*(?:multipart/related|multipart/mixed|multipart/alternative|text/html)",
    re.IGNORECASE | re.MULTILINE,
)
_MARK = re.compile(rb"^(?:mime-version|snapshot-content-location):", re.IGNORECASE | re.MULTILINE)
# The parser looks at every line once for each message that the line is within.
_MOST_NESTED = 10
_NESTED = re.compile(rb"content-type:\s*(?:multipart/|message/)", re.IGNORECASE)
_BOUNDARY = re.compile(rb"[;\s]boundary(?:\s*=\s*\"?([^\s\";]{1,200})|\*\d*\*?=)", re.IGNORECASE)
_EMPTY_LINE = re.compile(rb"\r?\n\r?\n")
_LONGEST_HEADER = 64 * 1024
_MOST_LINES = 2_000_000
_MOST_PARTS = 5_000
_LARGEST_PICTURES = 48 * 1024 * 1024


def parse(source: Source) -> Imported:
    """Read the page of an MHTML file with its pictures; raises Problem where there is no page in it."""
    message = _message(source)
    parts = list(_parts(message))
    page = _page(message, parts)
    if page is None:
        raise Problem(
            "{name} is a mail or an archive without a web page in it. Save the page again and import that.",
            name=naming(source),
        )
    content, charset = _content(page), page.get_content_charset() or ""
    printed = _header(message, "Snapshot-Content-Location") or _location(page, "") or _location(message, "")
    base = picture_address(printed)
    inner = replace(source, kind="file", content=content, media_type="text/html", charset=charset)
    inside = how_saved(inner)
    saved = Saved(base or inside.base, (*inside.rows, *_rows(message, printed, base)), _pictures(parts, base))
    return read_page(inner, saved, NAME)


def _message(source: Source) -> "Message":
    import email
    from email.policy import compat32

    if not _is_bounded(source.content):
        raise Problem(
            "{name} has more parts, lines or mails within mails than a saved page. Save the page again and import "
            "that.",
            name=naming(source),
        )
    return email.message_from_bytes(source.content, policy=compat32)


def _is_bounded(content: bytes) -> bool:
    """Say whether the parser will be done with a file soon: it reads line by line, and keeps every header."""
    if content.count(b"\n") > _MOST_LINES or len(_NESTED.findall(content)) > _MOST_NESTED:
        return False
    boundaries = set(_BOUNDARY.findall(content))
    if len(boundaries) > 2 * _MOST_NESTED or b"" in boundaries:
        return False
    starts = [0]
    for boundary in boundaries:
        starts += [
            m.end() for m in islice(re.finditer(rb"^--" + re.escape(boundary), content, re.MULTILINE), _MOST_PARTS)
        ]
    if len(starts) > _MOST_PARTS:
        return False
    # Headers end at the first empty line.
    return all(
        _EMPTY_LINE.search(content, at, at + _LONGEST_HEADER) or len(content) - at < _LONGEST_HEADER for at in starts
    )


def _parts(message: "Message") -> Iterator["Message"]:
    for number, part in enumerate(message.walk()):
        if number == _MOST_PARTS:
            return
        if not part.is_multipart():
            yield part


def _page(message: "Message", parts: list["Message"]) -> "Message | None":
    """Return the part that is the page: the one the message calls its start or was taken of, else the first."""
    pages = [part for part in parts if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    start = message.get_param("start")
    location = _header(message, "Snapshot-Content-Location")
    for page in pages:
        if isinstance(start, str) and start and _header(page, "Content-ID") == start:
            return page
    for page in pages:
        if location and urldefrag(_location(page, "")).url == urldefrag(location).url:
            return page
    return pages[0] if pages else None


def _pictures(parts: list["Message"], base: str) -> dict[str, bytes]:
    """Return the raster pictures by all the names that the page may call them."""
    pictures: dict[str, bytes] = {}
    size = 0
    for part in parts:
        if not part.get_content_type().startswith(("image/", "application/octet-stream")):
            continue
        content = _content(part)
        size += len(content)
        if not picture_type(content) or size > _LARGEST_PICTURES:
            continue
        identity = _header(part, "Content-ID").strip("<>")
        for name in (f"cid:{identity}" if identity else "", _location(part, base), _header(part, "Content-Location")):
            if name:
                pictures.setdefault(urldefrag(name).url, content)
    return pictures


def _rows(message: "Message", printed: str, base: str) -> list[Evidence]:
    """Return what the headers say: where the page was, when it was saved, and what it was called then."""
    rows: list[Evidence] = []
    if base:
        rows.append(Evidence("url", base, printed, "MHTML location"))
    moment = _header(message, "Date")
    date = read_date(moment)
    if date:
        rows.append(Evidence("accessed", date, moment, "MHTML Date"))
    subject = _header(message, "Subject")
    if subject:
        rows.append(Evidence("title", subject, subject, "MHTML Subject", guess=True))
        rows.append(Evidence("subject", subject, subject, "MHTML Subject"))
    return rows


def _content(part: "Message") -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _location(part: "Message", base: str) -> str:
    printed = re.sub(r"\s+", "", _header(part, "Content-Location"))
    try:
        return urljoin(base, printed) if base else printed
    except ValueError:
        return ""


def _header(message: "Message", name: str) -> str:
    """Return a header with its encoded words read, "" where it is not there."""
    from email.errors import MessageError
    from email.header import decode_header, make_header

    raw = str(message.get(name) or "")[:8000]
    try:
        text = str(make_header(decode_header(raw)))
    except (MessageError, LookupError, ValueError):
        text = raw
    return " ".join(canonical(text).split())


def sniff(source: Source) -> bool:
    """Say whether ``source`` begins with the headers of a mail that holds a page."""
    header = _HEADER.match(source.content[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n"))
    if header is None:
        return False
    return bool(_KIND.search(header.group()) and _MARK.search(header.group()))


FORMAT = Format(
    name=NAME,
    label="Saved web page (MHTML)",
    extensions=(".mhtml", ".mht"),
    media_types=("multipart/related", "application/x-mimearchive", "message/rfc822"),
    sniff=sniff,
    parse=parse,
    textual=False,
)
