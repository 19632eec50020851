"""Kindle: ``My Clippings.txt``, in English, German, French, Spanish, Italian, Portuguese and Chinese.

Each clipping is a line with the title and, in brackets, the author; a header "- Your Highlight on page 12 | Location
123-125 | Added on Friday, October 8, 2021 8:06:02 PM", without the page or without the location on some; an empty line;
the words; and a line of ten "=". A highlight that is changed is written once more and the former one stays, so of those
at one place the longest is kept. A note has the location at which its highlight ends. Times are those of the device's
clock, taken for UTC. There is no description of the format: it is told by the files of many devices, in several hundred
public programs that read it.
"""

import re
from dataclasses import dataclass, replace

from postil.domain.foreign import ForeignMark, ForeignWork
from postil.importers.marks.format import MarkFile, MarkFormat
from postil.importers.marks.kindle_words import Kind, date_of, kind_of, location_of, page_of
from postil.importers.marks.values import digest, told_apart
from postil.importers.names import read_name

NAME = "kindle"
_RULE = re.compile(r"^={8,}\s*$", re.MULTILINE)
_HEADER = re.compile(r"^\s*[-–*•]\s*\S", re.MULTILINE)
_LIMIT = re.compile(r"^\s*<[^<>]*(?:clipping|limit|límite|limite|Grenze|上限)[^<>]*>\s*$", re.IGNORECASE)
_NEIGHBOURS = 40
"""How many highlights before one are looked at for the same place."""
_KEYED = 60
"""Characters of a highlight's words that name it, so that it stays the same when it is extended."""


@dataclass(frozen=True, slots=True)
class _Clipping:
    title: str
    kind: Kind
    words: str
    page: str
    location: tuple[int, int] | None
    added: str
    number: int


def sniff(file: MarkFile) -> bool:
    """Say whether the text has clippings between lines of "="."""
    head = file.text[:20_000]
    if not _RULE.search(head) or head.lstrip().startswith(("<", "{", "[")):
        return False
    first = [line for line in _RULE.split(head, maxsplit=1)[0].strip().splitlines() if line.strip()]
    return (
        len(first) >= 2 and _HEADER.match(first[1]) is not None and ("|" in first[1] or kind_of(first[1]) is not None)
    )


def parse(file: MarkFile) -> tuple[ForeignWork, ...]:
    """Return the books in the order in which they were first marked."""
    by_title: dict[str, list[_Clipping]] = {}
    for number, part in enumerate(_RULE.split(file.text)):
        clipping = _clipping(part, number)
        if clipping is not None and clipping.kind != "bookmark":
            by_title.setdefault(clipping.title, []).append(clipping)
    return tuple(_work(title, found) for title, found in by_title.items())


def _clipping(part: str, number: int) -> _Clipping | None:
    lines = [line.strip().strip("\ufeff\u200b\u200e\u200f") for line in part.strip().splitlines()]
    if len(lines) < 2 or not _HEADER.match(lines[1]):
        return None
    told = lines[1].lstrip("-–*• ")
    places, _, added = told.rpartition("|")
    places = places or told
    kind = kind_of(places.partition("|")[0])
    words = "\n".join(line for line in lines[2:] if line)
    if _LIMIT.match(words):
        # The publisher lets no more be copied: there are no words to keep.
        words = ""
    if not words:
        return None
    location = location_of(places, known=kind is not None)
    return _Clipping(lines[0], kind or "highlight", words, page_of(places), location, date_of(added), number)


def _work(title: str, found: list[_Clipping]) -> ForeignWork:
    named, author = _title_and_author(title)
    kept = _without_repetitions([each for each in found if each.kind == "highlight"])
    notes: dict[int, list[str]] = {}
    alone: list[_Clipping] = []
    for note in _without_repetitions([each for each in found if each.kind == "note"]):
        place = _owner(note, kept)
        if place is None:
            alone.append(note)
        else:
            notes.setdefault(place, []).append(note.words)
    keys = told_apart(digest(title, _locator(each), each.words[:_KEYED]) for each in (*kept, *alone))
    marks = [_mark(each, "\n".join(notes.get(place, []))) for place, each in enumerate(kept)]
    marks += [replace(_mark(each, each.words), exact="") for each in alone]
    return ForeignWork(
        program=NAME,
        title=named,
        authors=tuple(read_name(part) for part in re.split(r"\s*[;；]\s*", author) if part.strip()),
        kind="book",
        marks=tuple(replace(mark, key=key) for mark, key in zip(marks, keys, strict=True)),
    )


def _title_and_author(line: str) -> tuple[str, str]:
    """Take the last brackets of the title line, with those within them, for the author."""
    if not line.endswith((")", "）")):
        return line, ""
    depth = 0
    for place in range(len(line) - 1, -1, -1):
        depth += (line[place] in ")）") - (line[place] in "(（")
        if depth == 0:
            title = line[:place].strip()
            return (title, line[place + 1 : -1].strip()) if title else (line, "")
    return line, ""


def _place(clipping: _Clipping) -> tuple[int, int, int]:
    """Return what puts clippings in the order of the text."""
    pages = re.match(r"\d{1,9}", clipping.page)
    page = int(pages[0]) if pages else 0
    location = clipping.location or (0, 0)
    return (location[0], page, clipping.number) if clipping.location else (page, page, clipping.number)


def _without_repetitions(found: list[_Clipping]) -> list[_Clipping]:
    """Keep of clippings at one place, one within the other, the longest, with the date of the first."""
    kept: list[_Clipping] = []
    for each in sorted(found, key=_place):
        folded = _folded(each.words)
        for place in range(len(kept) - 1, max(-1, len(kept) - 1 - _NEIGHBOURS), -1):
            other = kept[place]
            other_folded = _folded(other.words)
            if _meet(each, other) and (folded in other_folded or other_folded in folded):
                longer = each if len(folded) > len(other_folded) else other
                kept[place] = replace(longer, added=min(filter(None, (each.added, other.added)), default=""))
                break
        else:
            kept.append(each)
    return kept


def _meet(one: _Clipping, other: _Clipping) -> bool:
    if one.location and other.location:
        return one.location[0] <= other.location[1] and other.location[0] <= one.location[1]
    return one.location is None and other.location is None and one.page == other.page


def _owner(note: _Clipping, highlights: list[_Clipping]) -> int | None:
    """Return which highlight a note was written on: one that ends at its place, else one that holds it, else None."""
    ends: list[int] = []
    holds: list[int] = []
    for place, each in enumerate(highlights):
        if note.location and each.location:
            if each.location[1] == note.location[1]:
                ends.append(place)
            elif each.location[0] <= note.location[0] <= each.location[1]:
                holds.append(place)
        elif not note.location and not each.location and note.page and note.page in each.page.split("-"):
            ends.append(place)
    # The one that was made last before the note, for a note is written on what was just marked.
    return min(ends or holds, key=lambda place: _distance(highlights[place], note), default=None)


def _distance(highlight: _Clipping, note: _Clipping) -> tuple[bool, int]:
    return highlight.number > note.number, abs(highlight.number - note.number)


def _mark(clipping: _Clipping, note: str) -> ForeignMark:
    return ForeignMark(
        key="",
        exact=clipping.words,
        note=note,
        note_format="text",
        created=clipping.added,
        modified=clipping.added,
        locator=_locator(clipping),
    )


def _locator(clipping: _Clipping) -> str:
    if clipping.page:
        return f"{'pp.' if '-' in clipping.page else 'p.'} {clipping.page}"
    if clipping.location is None:
        return ""
    start, end = clipping.location
    return f"loc. {start}" if start == end else f"loc. {start}-{end}"


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


FORMAT = MarkFormat(NAME, "Kindle (My Clippings)", (".txt",), sniff, parse)
