"""Obsidian Web Clipper: the highlights that its settings export, a list of pages.

Each has ``url``, in some versions ``title``, and ``highlights`` with ``text`` (HTML of the passage, paragraphs of one
selection with a blank line between), ``timestamp`` and ``notes``. What the extension itself keeps has ``content``,
``id`` (milliseconds since 1970) and, where it points to a fragment, ``prefix`` and ``suffix``; all is in one object, by
addresses.
Source: https://github.com/obsidianmd/obsidian-clipper (src/managers/highlights-manager.ts, src/utils/highlighter.ts)
"""

import re
from collections.abc import Iterator
from html import unescape

from postil.domain.foreign import ForeignMark, ForeignWork
from postil.importers.marks.format import MarkFile, MarkFormat
from postil.importers.marks.plain import plain_text
from postil.importers.marks.times import moment
from postil.importers.marks.values import Fields, digest, fields, first, is_list, objects, strings, told_apart, words

NAME = "obsidian"
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def sniff(file: MarkFile) -> bool:
    """Say whether the JSON is a list of pages with highlights."""
    found = list(_pages(file.value))[:20]
    return bool(found) and all(
        words(page.get("url")) and any("text" in each or "content" in each for each in objects(page.get("highlights")))
        for page in found
        if page.get("highlights")
    )


def parse(file: MarkFile) -> tuple[ForeignWork, ...]:
    """Return the pages with their highlights, in the order of the file."""
    works: list[ForeignWork] = []
    for page in _pages(file.value):
        url = words(page.get("url"))
        found = [each for each in objects(page.get("highlights")) if first(each, "text", "content")]
        quoted = [_passage(first(each, "text", "content")) for each in found]
        keys = told_apart(digest(url, exact) for exact in quoted)
        marks = tuple(_mark(*row) for row in zip(keys, quoted, found, strict=True))
        if marks:
            works.append(ForeignWork(program=NAME, title=first(page, "title"), url=url, marks=marks))
    return tuple(works)


def _pages(value: object) -> Iterator[Fields]:
    if is_list(value):
        yield from (page for page in objects(value) if "highlights" in page and "url" in page)
        return
    top = fields(value)
    for page in (top.get("highlights"), top):
        found = [each for each in map(fields, fields(page).values()) if "highlights" in each and "url" in each]
        if found:
            yield from found
            return


def _mark(key: str, exact: str, highlight: Fields) -> ForeignMark:
    created = moment(highlight.get("timestamp")) or moment(first(highlight, "id"))
    return ForeignMark(
        key=key,
        exact=exact,
        prefix=words(highlight.get("prefix")),
        suffix=words(highlight.get("suffix")),
        note="\n\n".join(strings(highlight.get("notes"))),
        color=first(highlight, "color"),
        created=created,
        modified=created,
    )


def _passage(text: str) -> str:
    if _TAG.search(text):
        return plain_text(text)
    return "\n".join(line.strip() for line in unescape(text).split("\n") if line.strip())


FORMAT = MarkFormat(NAME, "Obsidian Web Clipper", (".json",), sniff, parse)
