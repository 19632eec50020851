"""A work looked up by its DOI or ISBN, on the reader's wish and never otherwise.

Sources: https://citation.crosscite.org/docs.html (DOI) and https://openlibrary.org/dev/docs/api/books (ISBN).
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from html import unescape
from typing import Any, cast
from urllib.parse import quote, urlsplit

from postil.domain.foreign import ForeignRecord, ForeignWork
from postil.domain.problems import Problem
from postil.domain.records import Name
from postil.domain.sources import Source
from postil.importers.fetch_problems import RefusedByServer
from postil.importers.marks.csl_json import csl_work
from postil.importers.marks.identifiers import find_doi, isbn13
from postil.importers.stopping import Stopper

Fetch = Callable[[str, str], Source]
"""Gives what a server answers at an address, asked for a media type; raises Problem."""

DOI_ADDRESS = "https://doi.org/{doi}"
ISBN_ADDRESS = "https://openlibrary.org/api/books?bibkeys=ISBN:{isbn}&jscmd=data&format=json"
CSL_TYPE = "application/vnd.citationstyles.csl+json"
_JSON = (CSL_TYPE, "application/json", "application/citeproc+json", "text/json", "text/plain", "text/javascript")
_LIMIT = 2_000_000
# Of these the number is at fault, or what the registry keeps of it; the reader has typed no address.
_NOT_FOR_IT = frozenset(range(400, 500)) - {401, 403, 407, 429, 451}
# Names that registries have for CSL's types.
_TYPES = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference", "book-chapter": "chapter",
    "monograph": "book", "edited-book": "book", "reference-book": "book", "reference-entry": "entry",
    "dissertation": "thesis", "posted-content": "article", "report-component": "report", "component": "document",
    "journal-issue": "periodical", "journal": "periodical", "proceedings": "book", "peer-review": "review",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TAG = re.compile(r"<(/?)(?:[A-Za-z]+:)?([A-Za-z][\w-]*)(\s[^<>]*)?/?>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# What JATS and HTML call the mark-up that CSL allows.
_RICH = {"i": "i", "italic": "i", "em": "i", "b": "b", "bold": "b", "strong": "b", "sub": "sub", "inf": "sub",
    "sup": "sup", "sc": "span", "scp": "span", "span": "span"}  # fmt: skip
_SEPARATE = frozenset({"p", "title", "sec", "br", "break", "list-item"})
_SMALL_CAPS = ' style="font-variant:small-caps;"'
_AS_THEY_ARE = frozenset({"DOI", "URL", "ISBN", "ISSN", "id", "type"})


def what_is(printed: str) -> tuple[str, str]:
    """Return ("doi", DOI) or ("isbn", ISBN of 13 digits) of what is typed; raises Problem where it is neither.

    The form is checked by idutils and isbnlib, without asking anybody.
    """
    from postil.services.sources import is_doi, is_isbn

    typed = printed.strip()
    doi = find_doi(typed)
    if doi and is_doi(doi):
        return "doi", doi
    digits = re.sub(r"(?i)^\s*isbn(?:-1[03])?:?\s*", "", typed)
    isbn = isbn13(digits)
    if isbn and is_isbn(isbn):
        return "isbn", isbn
    if len(re.sub(r"[-\s]", "", digits)) in {10, 13} and re.fullmatch(r"[\dXx\s-]+", digits):
        raise Problem("“{isbn}” is not an ISBN: its last digit does not fit the others.", isbn=digits)
    raise Problem("“{typed}” is neither a DOI (10.1000/182) nor an ISBN (978-0-306-40615-7).", typed=typed[:80])


def look_up(printed: str, fetch: Fetch | None = None, stopper: Stopper | None = None) -> ForeignWork:
    """Return the record of a DOI or ISBN as the registry gives it; raises Problem where there is none.

    Asks https://doi.org or https://openlibrary.org, or whom ``fetch`` asks; ``stopper`` ends that from another thread.
    """
    kind, number = what_is(printed)
    ask = fetch or partial(_fetch, stopper=stopper)
    if kind == "doi":
        return _of_doi(number, ask)
    return _of_isbn(number, ask)


def _fetch(url: str, wanted: str, stopper: Stopper | None = None) -> Source:
    from postil.importers.fetching import fetch

    return fetch(url, limit=_LIMIT, accepts=_JSON, wanted=wanted, stopper=stopper)


def _of_doi(doi: str, ask: Fetch) -> ForeignWork:
    answer = _asked(DOI_ADDRESS.format(doi=quote(doi, safe="/()")), CSL_TYPE, doi, ask)
    given = cast("dict[str, object]", answer) if isinstance(answer, dict) else {}
    item = {name: _plain(value) if name in _AS_THEY_ARE else _rich(_plain(value)) for name, value in given.items()}
    if not item.get("title"):
        raise _unknown(doi)
    kind = str(item.get("type", ""))
    item["type"] = _TYPES.get(kind, kind)
    # A registry's own number of the record is no citation key.
    work = csl_work({**item, "DOI": doi, "id": "", "citation-key": ""})
    return replace(work, record=replace(work.record or ForeignRecord(), key="", remarks=()))


def _of_isbn(isbn: str, ask: Fetch) -> ForeignWork:
    answer = _asked(ISBN_ADDRESS.format(isbn=isbn), "application/json", isbn, ask)
    found: object = cast("dict[str, object]", answer).get(f"ISBN:{isbn}") if isinstance(answer, dict) else None
    if not isinstance(found, dict):
        raise _unknown(isbn)
    book = cast("dict[str, Any]", found)
    title, subtitle = _words(book.get("title")), _words(book.get("subtitle"))
    if not title:
        raise _unknown(isbn)
    more = {
        "number-of-pages": _words(book.get("number_of_pages")),
        "publisher-place": _first_name(book.get("publish_places")),
    }
    return ForeignWork(
        "openlibrary",
        f"{title}: {subtitle}" if subtitle else title,
        tuple(_person(name) for name in _names(book.get("authors"))),
        _words(book.get("url")),
        _date(_words(book.get("publish_date"))),
        "book",
        record=ForeignRecord(
            type="book",
            publisher=_first_name(book.get("publishers")),
            isbn=isbn,
            more=json.dumps({name: value for name, value in more.items() if value}, ensure_ascii=False),
        ),
    )


def _asked(url: str, wanted: str, number: str, ask: Fetch) -> object:
    try:
        source = ask(url, wanted)
        return json.loads(source.content.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise Problem(
            "{server} did not answer with a record of {number}. Try again later, or type the record yourself.",
            server=urlsplit(url).hostname or url,
            number=number,
        ) from error
    except RefusedByServer as problem:
        server = urlsplit(url).hostname or url
        if problem.status in {404, 410}:
            raise Problem(
                "{server} knows nothing of {number}. Check the number, or type the record yourself.",
                server=server,
                number=number,
            ) from problem
        if problem.status in _NOT_FOR_IT:
            raise Problem(
                "{server} has no record of {number} that Postil reads ({status}). Check the number, or type the record "
                "yourself.",
                server=server,
                number=number,
                status=problem.status,
            ) from problem
        raise Problem("{number} could not be looked up. {reason}", number=number, reason=problem) from problem
    except Problem as problem:
        raise Problem("{number} could not be looked up. {reason}", number=number, reason=problem) from problem


def _unknown(number: str) -> Problem:
    return Problem("Nobody there knows of {number}. Check it, or type the record yourself.", number=number)


def _plain(value: object) -> object:
    """Return a value as CSL has it: Crossref gives lists of titles."""
    first = next(iter(cast("list[object]", value)), None) if isinstance(value, list) else value
    return " ".join(first.split()) if isinstance(first, str) else cast("object", value)


def _rich(value: object) -> object:
    """Return text, or names, with CSL's mark-up for that of JATS and HTML, and signs for entities."""
    if isinstance(value, list):
        return [_rich(each) for each in cast("list[object]", value)]
    if isinstance(value, dict):
        return {name: _rich(each) for name, each in cast("dict[str, object]", value).items()}
    if not isinstance(value, str):
        return value
    marked = _TAG.sub(_tag, value)
    for _ in range(2):
        # Some registries have it twice: “&amp;amp;”.
        marked = _ENTITY.sub(lambda match: unescape(match[0]), marked)
    # What was written as text in angle brackets stays, but for mark-up.
    return " ".join(_TAG.sub(lambda match: _tag(match) if match[2].lower() in _RICH else match[0], marked).split())


def _tag(match: "re.Match[str]") -> str:
    name = _RICH.get(match[2].lower(), "")
    if not name:
        return " " if match[2].lower() in _SEPARATE else ""
    if match[1]:
        return f"</{name}>"
    kept = (match[3] or "") if match[2].lower() == "span" else _SMALL_CAPS
    return f"<{name}{kept}>" if name == "span" else f"<{name}>"


def _words(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""


def _names(value: object) -> list[str]:
    found = cast("list[object]", value) if isinstance(value, list) else []
    names = [_words(cast("Mapping[str, object]", each).get("name")) for each in found if isinstance(each, dict)]
    return [name for name in names if name]


def _first_name(value: object) -> str:
    return next(iter(_names(value)), "")


def _person(name: str) -> Name:
    """Return a name as a registry of books has it, given name first; a comma or a single word says otherwise."""
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and given:
        return Name(family, given)
    first, _, last = name.rpartition(" ")
    return Name(last, first) if first else Name(literal=name)


def _date(printed: str) -> str:
    """Return “March 3, 1999”, “Mar 1999” or “1999” as EDTF, as far as it is told."""
    year = re.search(r"(?<!\d)(1\d{3}|20\d{2})(?!\d)", printed)
    if year is None:
        return ""
    if re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", printed):
        return printed
    month = next((number for number, name in enumerate(_MONTHS, 1) if re.search(rf"(?i)\b{name}", printed)), 0)
    day = re.search(r"(?<!\d)([12]?\d|3[01])(?!\d)", printed.replace(year[0], "")) if month else None
    return year[0] + (f"-{month:02}" if month else "") + (f"-{int(day[1]):02}" if day and int(day[1]) else "")
