"""RIS: bibliographic records as reference managers and publishers' sites export them, read by rispy.

Source: https://en.wikipedia.org/wiki/RIS_(file_format), for want of a standard.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, cast

from postil.domain.foreign import ForeignRecord, ForeignWork
from postil.domain.problems import Problem
from postil.domain.records import Name
from postil.importers.marks.csl_json import NAME
from postil.importers.marks.format import MarkFile, MarkFormat
from postil.importers.marks.identifiers import find_doi, isbn13, left_out

_BEGINNING = re.compile(r"^\ufeff?\s*(?:\d+\.\s*)?TY  ?- ?\w+", re.MULTILINE)
# rispy knows editors by the other of their two tags.
_EDITOR = re.compile(r"^ED  -", re.MULTILINE)
# Some write two, of the paper and of the screen.
_ISSN = re.compile(r"(?:(?:ISSN:?\s*)?\d{4}-?\d{3}[\dXx](?:\s*\([^()]*\))?[\s,;]*)+")
_TAG = re.compile(r"^(?:\d+\.\s*)?(TY|ER)  ?- ?", re.MULTILINE)
_MOST = 100_000
_TYPES = {
    "JOUR": "article-journal", "EJOUR": "article-journal", "JFULL": "periodical", "MGZN": "article-magazine",
    "NEWS": "article-newspaper", "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "CHAP": "chapter",
    "ECHAP": "chapter", "CONF": "paper-conference", "CPAPER": "paper-conference", "THES": "thesis", "RPRT": "report",
    "GOVDOC": "report", "ELEC": "webpage", "BLOG": "post-weblog", "UNPB": "manuscript", "MANSCPT": "manuscript",
    "PAT": "patent", "DATA": "dataset", "COMP": "software", "VIDEO": "motion_picture", "MPCT": "motion_picture",
    "SOUND": "song", "MAP": "map", "CASE": "legal_case", "BILL": "bill", "STAT": "legislation", "LEGAL": "legislation",
    "ENCYC": "entry-encyclopedia", "DICT": "entry-dictionary", "PAMP": "pamphlet", "PCOMM": "personal_communication",
    "INPR": "article", "ABST": "article", "SER": "book", "ART": "graphic", "FIGURE": "figure", "HEAR": "hearing",
    "STAND": "standard", "SLIDE": "speech",
}  # fmt: skip
_MORE = {
    "volume": "volume", "number": "issue", "issn": "ISSN", "edition": "edition", "place_published": "publisher-place",
    "abstract": "abstract", "short_title": "title-short", "database_provider": "archive", "name_of_database": "source",
}  # fmt: skip


def sniff(file: MarkFile) -> bool:
    """Say whether the text has a record of RIS."""
    return file.value is None and _BEGINNING.search(file.text[:5_000]) is not None


def parse(file: MarkFile) -> tuple[ForeignWork, ...]:
    """Return the records in their order."""
    if file.text.count("\nTY") > _MOST:
        raise Problem("{name} has more entries than Postil reads. Bring them in by parts.", name=file.named)
    return tuple(_work(each) for each in _entries(file))


def _entries(file: MarkFile) -> list[dict[str, Any]]:
    """Return the fields of each record; rispy has no types for them."""
    from importlib import import_module

    reader: Any = import_module("rispy")
    try:
        text = _ended(_EDITOR.sub("A2  -", file.text))
        return cast("list[dict[str, Any]]", reader.loads(text, skip_unknown_tags=True))
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise Problem("{name} looks like RIS, but is damaged.", name=file.named) from error


def _ended(text: str) -> str:
    """Return the records with an end to each: some programs leave it out, and rispy would lose what follows."""
    parts: list[str] = []
    done, is_open = 0, False
    for tag in _TAG.finditer(text):
        if tag[1] == "TY" and is_open:
            parts += [text[done : tag.start()], "ER  - \n"]
            done = tag.start()
        is_open = tag[1] == "TY"
    return "".join([*parts, text[done:], "\nER  - \n" if is_open else ""])


def _work(found: Mapping[str, Any]) -> ForeignWork:
    kind = _TYPES.get(str(found.get("type_of_reference", "")).upper(), "document")
    authors = _names(found, "authors", "first_authors") or _names(found, "secondary_authors")
    doi = find_doi(_first(found, "doi"))
    number = _first(found, "issn")
    first, last = _first(found, "start_page"), _first(found, "end_page")
    more: dict[str, object] = {csl: _first(found, name) for name, csl in _MORE.items() if _first(found, name)}
    if first:
        more["page"] = f"{first}–{last}" if last and last != first and "-" not in first else first
    if doi:
        more["DOI"] = doi
    isbn = isbn13(number)
    if isbn:
        more["ISBN"] = isbn
        more.pop("ISSN", None)
    elif number and not _ISSN.fullmatch(number):
        more.pop("ISSN", None)
    printed = _first(found, "date", "year", "publication_year")
    editors = _names(found, "secondary_authors")
    if editors and editors != authors:
        more["editor"] = [_name_object(name) for name in editors]
    translators = _names(found, "subsidiary_authors")
    if translators:
        more["translator"] = [_name_object(name) for name in translators]
    return ForeignWork(
        program=NAME,
        title=_first(found, "title", "primary_title", "translated_title"),
        authors=authors,
        url=_first(found, "urls", "url") or (f"https://doi.org/{doi}" if doi else ""),
        published=_date(printed),
        kind=kind,
        note=_first(found, "notes"),
        note_format="text",
        record=ForeignRecord(
            key=re.sub(r"\s+", "", _first(found, "id", "label")),
            type=kind,
            container_title=_first(found, "secondary_title", "journal_name", "alternate_title3", "tertiary_title"),
            publisher=_first(found, "publisher"),
            doi=doi,
            isbn=isbn,
            language=_first(found, "language") if len(_first(found, "language")) in {2, 5} else "",
            accessed=_date(_first(found, "access_date")),
            more=json.dumps(more, ensure_ascii=False, sort_keys=True) if more else "",
            remarks=left_out(
                _first(found, "doi"), "" if _ISSN.fullmatch(number) else number, printed.strip("/"), _date(printed)
            ),
        ),
    )


def _first(found: Mapping[str, Any], *names: str) -> str:
    for name in names:
        value: object = found.get(name)
        listed = cast("list[object]", value) if isinstance(value, list) else [value]
        text = " ".join(str(listed[0]).split()) if listed and listed[0] else ""
        if text:
            return text
    return ""


def _names(found: Mapping[str, Any], *fields: str) -> tuple[Name, ...]:
    printed = [str(each).strip() for field in fields for each in cast("list[object]", found.get(field) or [])]
    names: list[Name] = []
    for each in dict.fromkeys(printed):
        family, comma, given = (part.strip() for part in each.partition(","))
        if each:
            names.append(Name(family, given.strip(" ,")) if comma and given else Name(literal=each.strip(" ,")))
    return tuple(names)


def _name_object(name: Name) -> dict[str, str]:
    return {"literal": name.literal} if name.literal else {"family": name.family, "given": name.given}


def _date(printed: str) -> str:
    """Return ``2001/02/03/spring`` or ``2001-02-03`` as EDTF level 0, as far as it is a date."""
    from datetime import date

    match = re.match(r"(\d{4})(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?", printed)
    if match is None or match[1] == "0000":
        return ""
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if not 1 <= month <= 12:
        return f"{year:04}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return f"{year:04}-{month:02}"


FORMAT = MarkFormat("ris", "RIS", (".ris",), sniff, parse)
