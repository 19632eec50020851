"""Readwise: the CSV that it exports, and the one that it takes in.

The export has the columns Highlight, Book Title, Book Author, Amazon Book ID, Note, Color, Tags, Location Type,
Location, Highlighted at and, in later years, Document tags; what its bulk import takes is Highlight, Title, Author,
URL, Note, Location, Date. Columns may stand in any order. Times are UTC. Tags that begin with a dot are commands.
Source: https://docs.readwise.io/readwise/docs/exporting-highlights and .../importing-highlights
"""

from postil.domain.foreign import ForeignMark, ForeignWork
from postil.importers.marks.format import MarkFile, MarkFormat
from postil.importers.marks.tables import Row, header, rows, split_tags
from postil.importers.marks.times import moment
from postil.importers.marks.values import digest, told_apart
from postil.importers.names import read_names

NAME = "readwise"
_PLACES = {"page": "p. {}", "location": "loc. {}", "order": "no. {}", "time_offset": "at {} s", "offset": "offset {}"}


def sniff(file: MarkFile) -> bool:
    """Say whether the columns are those of Readwise."""
    names = header(file)
    exported = {"highlight", "book title"} <= names
    return exported or ({"highlight", "title"} <= names and bool(names & {"author", "note", "location", "date"}))


def parse(file: MarkFile) -> tuple[ForeignWork, ...]:
    """Return the books and articles of the export, in the order of their first highlights."""
    by_work: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows(file.text):
        title, author = _first(row, "book title", "title"), _first(row, "book author", "author")
        if title or author or row.get("highlight"):
            by_work.setdefault((title, author, row.get("url", "")), []).append(row)
    return tuple(_work(title, author, url, found) for (title, author, url), found in by_work.items())


def _work(title: str, author: str, url: str, found: list[Row]) -> ForeignWork:
    found = [row for row in found if row.get("highlight") or row.get("note")]
    found.sort(key=_place)
    keys = told_apart(digest(title, author, row.get("highlight", "") or row.get("note", "")) for row in found)
    tags = dict.fromkeys(tag for row in found for tag in split_tags(row.get("document tags", "")))
    is_book = not url and any(row.get("amazon book id") or _kind(row) in {"page", "location"} for row in found)
    return ForeignWork(
        program=NAME,
        title=title,
        authors=read_names(author),
        url=url,
        kind="book" if is_book else "webpage",
        tags=tuple(tags),
        marks=tuple(_mark(key, row) for key, row in zip(keys, found, strict=True)),
    )


def _mark(key: str, row: Row) -> ForeignMark:
    place = row.get("location", "")
    made = moment(_first(row, "highlighted at", "date"))
    return ForeignMark(
        key=key,
        exact=row.get("highlight", ""),
        note=row.get("note", ""),
        tags=tuple(tag for tag in split_tags(row.get("tags", "")) if not tag.startswith(".")),
        color=row.get("color", ""),
        created=made,
        modified=made,
        locator=_PLACES.get(_kind(row), "{}").format(place) if place and _kind(row) != "order" else "",
    )


def _kind(row: Row) -> str:
    return row.get("location type", "").lower()


def _place(row: Row) -> tuple[int, str]:
    place = row.get("location", "")
    number = int(place) if place.isascii() and place.isdigit() and len(place) < 12 else 0
    return number, moment(_first(row, "highlighted at", "date"))


def _first(row: Row, *names: str) -> str:
    return next((row[name] for name in names if row.get(name)), "")


FORMAT = MarkFormat(NAME, "Readwise", (".csv",), sniff, parse)
