"""The lines under a headline that name author, site and dates: "By Jane Doe", "Evening Mail Updated on 2024-02-25"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from postil.domain.document import Block
from postil.domain.records import Evidence, Name
from postil.importers.boilerplate import BYLINE
from postil.importers.names import read_names
from postil.importers.printed_dates import find_date

_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_LABELS = (
    (
        "updated",
        re.compile(
            r"(?:last\s+)?(?:updated|modified|edited|revised)(?:\s+(?:on|at))?\s*[:：]?\s*" + _WEEKDAY
            + r"|(?:zuletzt\s+)?aktualisiert(?:\s+am)?\s*:?\s*|mis(?:e)?\s+à\s+jour(?:\s+le)?\s*:?\s*"
            r"|actualizado(?:\s+el)?\s*:?\s*|aggiornato(?:\s+il)?\s*:?\s*|更新(?:于|时间|日)?\s*[:：]?\s*",
            re.IGNORECASE,
        ),
    ),
    (
        "published",
        re.compile(
            r"(?:first\s+)?(?:published|posted|publication\s+date|date)(?:\s+(?:on|at))?\s*[:：]?\s*" + _WEEKDAY
            + r"|veröffentlicht(?:\s+am)?\s*:?\s*|publié(?:\s+le)?\s*:?\s*|publicado(?:\s+el)?\s*:?\s*"
            r"|pubblicato(?:\s+il)?\s*:?\s*|发布(?:于|时间)?\s*[:：]?\s*|公開日?\s*[:：]?\s*",
            re.IGNORECASE,
        ),
    ),
)  # fmt: skip
_AUTHOR = re.compile(
    r"(?:(?:written|posted|reported|words|story)\s+)?by\s+(?=\S)|(?:author|autor|auteur|autore|作者|記者)s?\s*[:：]\s*|von\s+(?=\S)|par\s+(?=\S)",
    re.IGNORECASE,
)
_SITE = re.compile(r"(?:source|site|publication|quelle|fuente|来源)\s*[:：]\s*", re.IGNORECASE)
_IGNORED = re.compile(
    r"(?:at\s+)?\d\d?[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:\(?(?:[A-Z]{2,4}|[+-]\d\d:?\d\d|Uhr)\)?)?"
    r"|T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?|\d+\s*-?\s*min(?:ute)?s?\s+read",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"(?<!\w)[^\W\d_]\.")
_SEPARATOR = re.compile(r"\s*(?:[|·•/–—]|\s-\s|,\s*$|^\s*,)\s*")
_SMALL = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "de",
        "la",
        "le",
        "du",
        "des",
        "del",
        "di",
        "der",
        "die",
        "das",
        "und",
        "et",
        "y",
        "van",
        "von",
        "in",
        "on",
        "&",
        "e",
    ]
)
_LONGEST, _DEEPEST = 160, 6


@dataclass(frozen=True, slots=True)
class Byline:
    """What the lines under a headline say: ``blocks`` are all blocks, those lines among them marked."""

    blocks: tuple[Block, ...]
    rows: tuple[Evidence, ...]
    authors: tuple[Name, ...]


def recognise_byline(blocks: Sequence[Block]) -> Byline:
    """Return what the short lines at the top of ``blocks`` say; prose, and all that follows it, is never read."""
    found: list[Evidence] = []
    authors: tuple[Name, ...] = ()
    marked = list(blocks)
    for index, block in enumerate(blocks[:_DEEPEST]):
        if block.kind == "heading":
            continue
        if block.kind not in {"paragraph", "list_item"} or len(block.text) > _LONGEST:
            break
        rows, names = read_byline(block.text)
        if rows:
            marked[index] = replace(block, boilerplate=BYLINE)
            found.extend(rows)
            authors = authors or names
        elif _ends_a_sentence(block.text) and index > 1:
            break
    _mark_repeated(marked, found)
    return Byline(tuple(marked), tuple(found), authors)


def _mark_repeated(blocks: list[Block], found: Sequence[Evidence]) -> None:
    """Mark later lines that say nothing but what the byline said: by whom, and perhaps where and when.

    A date alone stays, for it may head an entry of the text.
    """
    known = {(row.field, row.value) for row in found}
    if not any(field == "authors" for field, _ in known):
        return
    for index, block in enumerate(blocks):
        if block.boilerplate or block.kind not in {"paragraph", "list_item"} or len(block.text) > _LONGEST:
            continue
        said = {(row.field, row.value) for row in read_byline(block.text)[0]}
        if said <= known and any(field == "authors" for field, _ in said):
            blocks[index] = replace(block, boilerplate=BYLINE)


def read_byline(line: str) -> tuple[tuple[Evidence, ...], tuple[Name, ...]]:
    """Return the evidence in one line and the authors it names, or nothing where the line is anything but a byline."""
    if len(line) > _LONGEST or "\t" in line:
        return (), ()
    rows, rest = _labelled_dates(" ".join(line.split()))
    authors: tuple[Name, ...] = ()
    for piece in chain.from_iterable(map(_name_and_date, _SEPARATOR.split(rest))):
        part = _IGNORED.sub("", piece).strip(" ,.;:()")
        if not part:
            continue
        row, names = _read_part(part, dated=bool(rows))
        if row is None:
            return (), ()
        rows.append(row)
        authors = authors or names
    return tuple(rows), authors


def _name_and_date(piece: str) -> tuple[str, ...]:
    """Part "By Jane Doe, Monday, 3 March 2021" before its date; nobody is called by a date."""
    date = find_date(piece) if _AUTHOR.match(piece) else None
    before = date and re.search(rf",\s*{_WEEKDAY}$", piece[: date.start], re.IGNORECASE)
    return (piece[: before.start()], piece[before.end() :]) if before else (piece,)


def _labelled_dates(line: str) -> tuple[list[Evidence], str]:
    """Cut every date with a label such as "Updated on" out of ``line``; return the evidence and what is left."""
    rows: list[Evidence] = []
    for field, label in _LABELS:
        for match in label.finditer(line):
            date = find_date(line[match.end() :])
            if date is None or date.start > 0 or (match.start() and line[match.start() - 1].isalnum()):
                continue
            end = match.end() + date.end
            rows.append(Evidence(field, date.edtf, line[match.start() : end], BYLINE))
            line = f"{line[: match.start()]} | {line[end:]}"
            break
    return rows, line


def _read_part(part: str, *, dated: bool) -> tuple[Evidence | None, tuple[Name, ...]]:
    author = _AUTHOR.match(part)
    if author:
        return _author(part, part[author.end() :])
    site = _SITE.match(part)
    if site and _is_title_like(part[site.end() :]):
        return Evidence("container_title", part[site.end() :], part, BYLINE), ()
    date = find_date(part)
    if (
        date
        and re.fullmatch(_WEEKDAY, part[: date.start], re.IGNORECASE)
        and date.end == len(part)
        and date.edtf >= "1990"
    ):
        # A date alone under the headline is usually that of publication, but the line does not say so.
        return Evidence("published", date.edtf, part, BYLINE, guess=True), ()
    if dated and date is None and _is_title_like(part):
        return Evidence("container_title", part, part, BYLINE, guess=True), ()
    return None, ()


def _author(printed: str, names: str) -> tuple[Evidence | None, tuple[Name, ...]]:
    if not _is_title_like(names, longest=12):
        return None, ()
    authors = read_names(names)
    if not authors:
        return None, ()
    return Evidence("authors", "; ".join(str(name) for name in authors), printed, BYLINE), authors


def _is_title_like(text: str, longest: int = 6) -> bool:
    """Say whether ``text`` is a name rather than a clause: few words, each but the smallest with a capital."""
    words = text.replace(",", " ").split()
    text = _INITIAL.sub("", text)
    if not 0 < len(words) <= longest or re.search(r"[.!?;:]\s|[!?;:]$", text):
        return False
    great = [word for word in words if word not in _SMALL]
    return (
        bool(great)
        and all(not word[0].islower() and any(c.isalnum() for c in word) for word in great)
        and (not great[0][0].isdigit())
    )


def _ends_a_sentence(text: str) -> bool:
    return text.rstrip().endswith((".", "!", "?", "。", "”", '"'))
