"""What an EPUB's package document says of the book: title, authors, publisher, date, language, identifiers.

Source: https://www.w3.org/TR/epub-33/#sec-pkg-metadata; for EPUB 2 the ``opf:`` attributes.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from postil.domain.records import Evidence, Name
from postil.domain.text import canonical
from postil.importers.evidence import Findings
from postil.importers.languages import language_tag
from postil.importers.lxml_parsing import local_name
from postil.importers.names import read_name
from postil.importers.printed_dates import read_date
from postil.importers.xml_members import plain_text

_MOST = 200
_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:[T ].*)?)?)?")


@dataclass(frozen=True, slots=True)
class _Said:
    """One element of the metadata: its text and what refines it, by the property's name."""

    text: str
    refined: dict[str, str] = field(default_factory=dict[str, str])

    def get(self, name: str) -> str:
        return self.refined.get(name, "")


def book_findings(root: Any) -> Findings:
    """Return what the package document under ``root`` says of the book; nothing where ``root`` is None."""
    if root is None:
        return Findings()
    said = _said(root)
    authors = tuple(_name(one) for one in _authors(said["creator"]))
    findings = Findings()
    if authors:
        printed = "; ".join(one.text for one in _authors(said["creator"]))
        row = Evidence("authors", "; ".join(map(str, authors)), printed, "package dc:creator")
        findings = findings.plus([row], authors)
    return findings.plus(_rows(said))


def _rows(said: dict[str, list[_Said]]) -> Iterator[Evidence]:
    title = _title(said["title"])
    if title:
        yield Evidence("title", title, title, "package dc:title")
    for one in said["publisher"]:
        yield Evidence("publisher", one.text, one.text, "package dc:publisher")
    for one in _publication_dates(said["date"]):
        yield Evidence("published", _edtf(one.text), one.text, "package dc:date")
    for one in said["language"]:
        yield Evidence("language", language_tag(one.text), one.text, "package dc:language")
    for one in said["identifier"]:
        isbn = _isbn(one)
        if isbn:
            yield Evidence("isbn", isbn, one.text, "package dc:identifier")
    for one in said["identifier"]:
        yield Evidence("identifier", one.text, one.text, "package dc:identifier")


def _said(root: Any) -> dict[str, list[_Said]]:
    """Return the Dublin Core elements by name, each with its own attributes and the ``meta`` that refine it."""
    refining: dict[str, dict[str, str]] = defaultdict(dict)
    found: dict[str, list[_Said]] = defaultdict(list)
    elements = [e for metadata in root.iter() if local_name(metadata) == "metadata" for e in metadata.iter()]
    for element in elements:
        target, name = element.get("refines") or "", element.get("property") or ""
        if local_name(element) == "meta" and target.startswith("#") and name:
            refining[target[1:]].setdefault(name, canonical(plain_text(element)))
    for element in elements:
        name = local_name(element)
        text = canonical(plain_text(element))
        if "purl.org/dc/" not in element.tag or not text or len(text) > 2000 or len(found[name]) >= _MOST:
            continue
        own = {key.rpartition("}")[2]: canonical(value) for key, value in element.attrib.items()}
        found[name].append(_Said(text, own | refining.get(element.get("id") or "", {})))
    return found


def _title(titles: list[_Said]) -> str:
    """Return the main title, with the subtitle behind a colon where there is one."""
    main = next((one for one in titles if one.get("title-type") == "main"), None)
    if main is None:
        main = next((one for one in titles if one.get("title-type") in {"", "expanded"}), titles[0] if titles else None)
    if main is None:
        return ""
    below = next((one.text for one in titles if one.get("title-type") == "subtitle"), "")
    return f"{main.text}: {below}" if below and below.casefold() not in main.text.casefold() else main.text


def _authors(creators: list[_Said]) -> list[_Said]:
    """Return those of the creators who are authors, or all where nobody is said to be one, in their order."""
    named = [one for one in creators if one.get("role") in {"aut", ""}] or creators
    numbers = [one.get("display-seq") for one in named]
    if all(number.isascii() and number.isdigit() for number in numbers):
        named = [one for _, one in sorted(zip(map(int, numbers), named, strict=True), key=lambda pair: pair[0])]
    return named


def _name(creator: _Said) -> Name:
    """Return a creator's name; ``file-as`` ("Doe, Jane") tells its parts where it has the same words."""
    filed = creator.get("file-as")
    family, comma, given = (part.strip() for part in filed.partition(","))
    if comma and family and given and sorted(_words(filed)) == sorted(_words(creator.text)):
        return Name(family=family, given=given)
    return read_name(creator.text)


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())


def _publication_dates(dates: list[_Said]) -> list[_Said]:
    """Return the dates that are of publication; the edition's own goes before the original's."""
    events = [(one.get("event"), one) for one in dates]
    return [one for wanted in ("publication", "", "original-publication") for event, one in events if event == wanted]


def _edtf(printed: str) -> str:
    """Return a date at the precision that it is printed with, "" for one that is none or a program's "unknown"."""
    match = _DATE.fullmatch(printed)
    if match is None:
        return read_date(printed)
    year, month, day = match["year"], match["month"], match["day"]
    if year < "1000":
        return ""
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return year
    return "-".join(part for part in (year, month, day) if part)


def _isbn(identifier: _Said) -> str:
    """Return the digits of an ISBN whose checksum holds, else ""."""
    printed = re.sub(r"^(?:urn:)?isbn[:\s]*", "", identifier.text.strip(), flags=re.IGNORECASE)
    digits = re.sub(r"[\s\-‐–]", "", printed).upper()
    if re.fullmatch(r"97[89]\d{10}", digits):
        total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
        return digits if total % 10 == 0 else ""
    if re.fullmatch(r"\d{9}[\dX]", digits):
        total = sum((10 - place) * (10 if digit == "X" else int(digit)) for place, digit in enumerate(digits))
        return digits if total % 11 == 0 else ""
    return ""
