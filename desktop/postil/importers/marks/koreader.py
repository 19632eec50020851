"""KOReader: the ``metadata.….lua`` beside a book, in its present and its former shape.

Since 2024 all is in ``annotations``: ``text``, ``note``, ``datetime``, ``datetime_updated``, ``color``, ``drawer``,
``chapter``, ``pageno``, ``pageref``, ``page``, ``pos0``, ``pos1``; what has no ``drawer`` is a bookmark. Before, a
``highlight`` table goes by pages to lists of ``text``, ``datetime``, ``chapter``, ``color``, and ``bookmarks`` has the
reader's note in ``text`` and the passage in ``notes``, told apart by ``datetime``; a note that was never written is
"Page 12 … @ 2020-01-01 10:00:00". Times are those of the device's clock, taken for UTC.
Source: https://github.com/koreader/koreader (frontend/apps/reader/modules/readerannotation.lua)
"""

import re
from collections.abc import Iterator, Sequence

from postil.domain.foreign import ForeignMark, ForeignWork
from postil.domain.problems import Problem
from postil.importers.marks.format import MarkFile, MarkFormat
from postil.importers.marks.lua_tables import LuaTable, NotALuaTable, read_lua
from postil.importers.marks.times import moment
from postil.importers.marks.values import Fields, digest, fields, first, told_apart, words
from postil.importers.names import read_names

NAME = "koreader"
# Possessive, for a line of dashes can be taken for comments in more ways than there is time for.
_START = re.compile(r"\s*+(?:--[^\n]*+\s*+)*+(?:return\s*+)?\{")
_TOLD = re.compile(r"""\[?["']?\b(?:annotations|bookmarks|highlight|doc_props)\b["']?\]?\s*=""")
_UNWRITTEN = re.compile(r".{0,40}?\d.*@ \d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}", re.DOTALL)


def sniff(file: MarkFile) -> bool:
    """Say whether the file is a Lua table with the names that KOReader's has."""
    return _START.match(file.text) is not None and file.value is None and _TOLD.search(file.text) is not None


def parse(file: MarkFile) -> tuple[ForeignWork, ...]:
    """Return the one book, its highlights in the order of its pages; raises Problem where the table is damaged."""
    try:
        table = read_lua(file.text)
    except NotALuaTable as error:
        raise Problem(
            "{name} is damaged or was cut off on its way here; copy it from the reader once more.", name=file.named
        ) from error
    found = list(_annotations(table)) or list(_former(table))
    return (koreader_work(_title(table, file), _authors(table), found),)


def koreader_work(title: str, authors: str, found: Sequence[Fields]) -> ForeignWork:
    """Return the work of marks that have the names which KOReader's annotations have, however they came here.

    A name for each is made of title and words, so that the table and the export call it the same.
    """
    keys = told_apart(digest(title, first(each, "text", "note")) for each in found)
    return ForeignWork(
        program=NAME,
        title=title,
        authors=read_names("; ".join(authors.split("\n"))),
        kind="book",
        marks=tuple(_mark(key, each) for key, each in zip(keys, found, strict=True)),
    )


def _mark(key: str, each: Fields) -> ForeignMark:
    created = moment(each.get("datetime"))
    page = first(each, "pageref", "pageno")
    return ForeignMark(
        key=key,
        exact=first(each, "text"),
        note=first(each, "note"),
        note_format="text",
        color=first(each, "color"),
        created=created,
        modified=moment(each.get("datetime_updated")) or created,
        locator=f"p. {page}" if page else first(each, "chapter"),
    )


def listed(table: object) -> list[Fields]:
    """Return the tables that stand in a Lua list, in the order of their numbers."""
    numbered = [(key, each) for key, each in fields(table).items() if isinstance(key, int | float)]
    return [fields(each) for _, each in sorted(numbered, key=_number)]


def _number(pair: tuple[int | float, object]) -> float:
    return float(pair[0])


def _annotations(table: LuaTable) -> Iterator[Fields]:
    for name in ("annotations", "annotations_rolling", "annotations_paging"):
        for each in listed(table.get(name)):
            if first(each, "drawer", "note") and first(each, "text", "note"):
                yield each


def _former(table: LuaTable) -> Iterator[Fields]:
    """Give the highlights of former versions as annotations."""
    written = {
        words(mark.get("datetime")): mark
        for name in ("bookmarks", "bookmarks_rolling", "bookmarks_paging")
        for mark in listed(table.get(name))
    }
    seen: set[str] = set()
    pages = fields(table.get("highlight"))
    for page in sorted((page for page in pages if isinstance(page, int | float)), key=float):
        for each in listed(pages[page]):
            stamp = words(each.get("datetime"))
            seen.add(stamp)
            if first(each, "text"):
                yield {**each, "pageno": page, "note": _note(written.get(stamp, {}), first(each, "text"))}
    for stamp, mark in written.items():
        if mark.get("highlighted") and stamp not in seen and first(mark, "notes"):
            text = first(mark, "notes")
            yield {**mark, "text": text, "note": _note(mark, text)}


def _note(mark: Fields, text: str) -> str:
    note = first(mark, "text")
    return "" if note == text or _UNWRITTEN.fullmatch(note) else note


def _title(table: LuaTable, file: MarkFile) -> str:
    for name in ("doc_props", "stats"):
        title = first(fields(table.get(name)), "title", "display_title")
        if title and title != "N/A":
            return title
    path = words(table.get("doc_path")) or file.source.location.rpartition(".sdr/")[0]
    return re.sub(r"\.[A-Za-z0-9]{2,4}$", "", path.rpartition("/")[2]) or file.source.name


def _authors(table: LuaTable) -> str:
    said = (first(fields(table.get(name)), "authors", "author") for name in ("doc_props", "stats"))
    return next((authors for authors in said if authors and authors != "N/A"), "")


FORMAT = MarkFormat(NAME, "KOReader", (".lua",), sniff, parse)
