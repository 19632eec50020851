"""calibre: the highlights that its viewer exports, and the annotations that its browser of all annotations does.

The viewer writes ``{"version": 1, "type": "calibre_highlights", "highlights": […]}``, the browser
``"calibre_annotation_collection"`` with ``annotations``, each with its ``book_id`` and in some versions within
``annotation``. A highlight has ``uuid``, ``highlighted_text``, ``notes`` (plain text), ``timestamp``, ``style``
(``{"kind": "color", "which": "yellow"}``), ``toc_family_titles`` and ``spine_index``. Bookmarks and what was
``removed`` are left out. Neither names the book but by its number: the viewer's takes its title from the file's name.
Source: https://github.com/kovidgoyal/calibre (src/calibre/gui2/library/annotations.py, gui2/viewer/highlights.py)
"""

import re
from collections.abc import Iterator

from postil.domain.foreign import ForeignMark, ForeignWork
from postil.importers.marks.format import MarkFile, MarkFormat
from postil.importers.marks.times import moment
from postil.importers.marks.values import Fields, digest, fields, first, objects, strings, told_apart, whole, words
from postil.importers.names import read_names

NAME = "calibre"
_TYPES = {"calibre_highlights": "highlights", "calibre_annotation_collection": "annotations"}
_FILE_NAME = re.compile(r"\s*[-–—_]?\s*(?:highlights|annotations)?\s*(?:\(\d+\))?(?:\.[a-z_]+)?$", re.IGNORECASE)


def sniff(file: MarkFile) -> bool:
    """Say whether the JSON names itself calibre's."""
    return words(fields(file.value).get("type")) in _TYPES


def parse(file: MarkFile) -> tuple[ForeignWork, ...]:
    """Return the books that were highlighted."""
    top = fields(file.value)
    kept = top.get(_TYPES[words(top.get("type"))])
    by_book: dict[str, list[Fields]] = {}
    for each in _highlights(kept):
        by_book.setdefault(words(each.get("book_id")), []).append(each)
    named = _FILE_NAME.sub("", file.source.name)
    return tuple(_work(number, found, named) for number, found in by_book.items())


def _highlights(kept: object) -> Iterator[Fields]:
    for each in objects(kept):
        inner = fields(each.get("annotation"))
        found = {**each, **inner} if inner else each
        if first(found, "highlighted_text") and not found.get("removed"):
            yield found


def _work(number: str, found: list[Fields], named: str) -> ForeignWork:
    found = sorted(found, key=lambda each: (whole(each.get("spine_index"), 0), _cfi(each)))
    keys = told_apart(first(each, "uuid") or digest(first(each, "highlighted_text")) for each in found)
    title = first(found[0], "title", "book_title") or named or "calibre"
    authors = found[0].get("authors")
    return ForeignWork(
        program=NAME,
        title=f"{title} ({number})" if number and not first(found[0], "title", "book_title") else title,
        authors=read_names(" & ".join(strings(authors)) or words(authors)),
        kind="book",
        marks=tuple(_mark(key, each) for key, each in zip(keys, found, strict=True)),
    )


def _cfi(highlight: Fields) -> list[int]:
    """Return the numbers of the place within its chapter, in the order of the text (https://idpf.org/epub/linking/cfi)."""
    return [int(step) for step in re.findall(r"(?<=[/:])\d{1,9}", first(highlight, "start_cfi"))]


def _mark(key: str, highlight: Fields) -> ForeignMark:
    made = moment(highlight.get("timestamp"))
    style = fields(highlight.get("style"))
    chapters = strings(highlight.get("toc_family_titles"))
    return ForeignMark(
        key=key,
        exact=first(highlight, "highlighted_text"),
        note=first(highlight, "notes"),
        note_format="text",
        tags=strings(highlight.get("tags")),
        color=first(style, "which", "background-color", "color"),
        created=made,
        modified=made,
        locator=chapters[-1] if chapters else "",
    )


FORMAT = MarkFormat(NAME, "calibre", (".calibre_highlights", ".calibre_annotation_collection", ".json"), sniff, parse)
