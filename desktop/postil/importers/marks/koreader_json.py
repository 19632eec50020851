"""KOReader: the JSON that its exporter writes, of one book or of several in ``documents``.

A book has ``title``, ``author``, ``file`` and ``entries`` with ``text``, ``note``, ``time`` (seconds since 1970),
``page``, ``chapter``, ``drawer``, ``color`` and ``sort`` ("highlight", "note", "bookmark").
Source: https://github.com/koreader/koreader (plugins/exporter.koplugin/target/json.lua, clip.lua)
"""

from collections.abc import Iterator

from postil.domain.foreign import ForeignWork
from postil.importers.marks.format import MarkFile, MarkFormat
from postil.importers.marks.koreader import koreader_work
from postil.importers.marks.values import Fields, fields, first, objects, words


def sniff(file: MarkFile) -> bool:
    """Say whether the JSON has books with entries."""
    top = fields(file.value)
    return "created_on" in top and any("entries" in book for book in _books(top))


def parse(file: MarkFile) -> tuple[ForeignWork, ...]:
    """Return the books, their highlights in the order of the export, which is that of the text."""
    works: list[ForeignWork] = []
    for book in _books(fields(file.value)):
        found = [
            {**entry, "datetime": entry.get("time"), "pageno": words(entry.get("page"))}
            for entry in objects(book.get("entries"))
            if first(entry, "text", "note") and words(entry.get("sort")) != "bookmark"
        ]
        if found:
            title = first(book, "title") or first(book, "file").rpartition("/")[2]
            works.append(koreader_work(title, first(book, "author", "authors"), found))
    return tuple(works)


def _books(top: Fields) -> Iterator[Fields]:
    yield from objects(top.get("documents"))
    if "entries" in top:
        yield top


FORMAT = MarkFormat("koreader-json", "KOReader (JSON)", (".json",), sniff, parse)
