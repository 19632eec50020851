"""Pocket: the HTML of its former export, the CSV of its last one, and the zip of that with the quotations.

The HTML has a list of links with ``time_added`` and ``tags`` below "Unread" and "Read Archive"; the CSV the columns
title, url, time_added, tags (between "|") and status; the zip several ``part_….csv`` and, in
``annotations/part_….json``, pages with ``url``, ``title`` and ``highlights`` of ``quote`` and ``created_at`` (seconds
since 1970). That JSON is also read on its own, and so is what Pocket's API gave: ``list`` by numbers with
``annotations``.
Source: https://support.mozilla.org/kb/exporting-your-pocket-list and https://github.com/Pocket/pocket-monorepo
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from postil.domain.foreign import ForeignMark, ForeignWork
from postil.importers.marks.format import MarkFile, MarkFormat
from postil.importers.marks.link_lists import links
from postil.importers.marks.tables import header, rows, split_tags
from postil.importers.marks.times import moment
from postil.importers.marks.values import Fields, digest, fields, first, is_list, objects, told_apart

NAME = "pocket"


@dataclass(slots=True)
class _Page:
    title: str = ""
    tags: dict[str, None] = field(default_factory=dict[str, None])
    quoted: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])


def sniff(file: MarkFile) -> bool:
    """Say whether the file is one of Pocket's."""
    if file.members:
        return any(name.rpartition("/")[2].startswith("part_") for name in file.members)
    if file.text.lstrip().startswith("<"):
        head = file.text[:2000].lower()
        return "<title>pocket export" in head or "time_added=" in head
    if {"url", "title", "time_added"} <= header(file):
        return True
    return any(_quotes(page) for page in _annotated(file.value))


def parse(file: MarkFile) -> tuple[ForeignWork, ...]:
    """Return the saved pages with what was quoted of them, each page once; raises Problem for a damaged zip."""
    pages: dict[str, _Page] = {}
    if file.members:
        for name in sorted(file.members):
            if name.endswith(".csv"):
                _take_table(pages, file.member(name))
            elif name.endswith(".json"):
                inner = MarkFile(file.source.__class__("file", file.member(name).encode(), name=name))
                _take_annotations(pages, inner.value)
    elif file.text.lstrip().startswith("<"):
        for link in links(file.text):
            _take(pages, link.url, link.title, split_tags(link.tags))
    elif file.value is not None:
        _take_annotations(pages, file.value)
    else:
        _take_table(pages, file.text)
    return tuple(_work(url, page) for url, page in pages.items())


def _take(pages: dict[str, _Page], url: str, title: str, tags: tuple[str, ...] = ()) -> _Page:
    page = pages.setdefault(url, _Page())
    page.title = page.title or ("" if title == url else title)
    page.tags.update(dict.fromkeys(tags))
    return page


def _take_table(pages: dict[str, _Page], text: str) -> None:
    for row in rows(text):
        if row.get("url"):
            _take(pages, row["url"], row.get("title", ""), split_tags(row.get("tags", ""), "|"))


def _take_annotations(pages: dict[str, _Page], value: object) -> None:
    for page in _annotated(value):
        url = first(page, "url", "resolved_url", "given_url")
        if url:
            taken = _take(
                pages, url, first(page, "title", "resolved_title", "given_title"), tuple(fields(page.get("tags")))
            )
            taken.quoted += [
                (first(each, "annotation_id"), first(each, "quote"), moment(each.get("created_at")))
                for each in _quotes(page)
            ]


def _annotated(value: object) -> Iterator[Fields]:
    if is_list(value):
        yield from objects(value)
    else:
        top = fields(value)
        yield from objects(list(fields(top.get("list", top)).values()))


def _quotes(page: Fields) -> list[Fields]:
    found = (*objects(page.get("highlights")), *objects(page.get("annotations")))
    return [each for each in found if first(each, "quote")]


def _work(url: str, page: _Page) -> ForeignWork:
    keys = told_apart(name or digest(url, quote) for name, quote, _ in page.quoted)
    marks = tuple(
        ForeignMark(key, quote, created=made, modified=made)
        for key, (_, quote, made) in zip(keys, page.quoted, strict=True)
    )
    return ForeignWork(program=NAME, title=page.title, url=url, tags=tuple(page.tags), marks=marks)


FORMAT = MarkFormat(NAME, "Pocket", (".zip", ".csv", ".html", ".json"), sniff, parse)
