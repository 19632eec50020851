"""Bibliographic records that came from elsewhere: kept for citing, or filling in what was not known."""

import re
from collections.abc import Container
from dataclasses import replace

from postil.domain.citing import make_key
from postil.domain.foreign import ForeignRecord, ForeignWork
from postil.domain.records import CslItem
from postil.domain.text import canonical

_KEY = re.compile(r"[\w](?:[\w:.#$%&+?<>~/-]*\w)?")


def filled(item: CslItem, work: ForeignWork, stamp: str) -> CslItem:
    """Return ``item`` with what ``work`` knows in the fields that are empty, and nothing else changed."""
    record = work.record or ForeignRecord()
    offered = {
        "title": _line(work.title),
        "container_title": _line(record.container_title),
        "publisher": _line(record.publisher),
        "published": work.published,
        "accessed": record.accessed,
        "url": address_of(work),
        "language": _line(record.language),
    }
    missing = {name: value for name, value in offered.items() if value and not getattr(item, name)}
    after = replace(item, **missing)
    if work.authors and not item.authors:
        after = replace(after, authors=work.authors)
    note = _with_identifiers(item.note, work)
    if note != item.note:
        after = replace(after, note=note)
    return replace(after, modified=stamp) if after != item else item


def standing(item_id: str, work: ForeignWork, taken: Container[str], stamp: str) -> CslItem:
    """Return the record of ``work`` by itself, under the key it has there where that is free and can be cited."""
    record = work.record or ForeignRecord()
    key = record.key if _KEY.fullmatch(record.key) and record.key not in taken else ""
    item = CslItem(
        id=item_id,
        key=key or make_key(work.authors, work.title, work.published, taken),
        type=record.type or work.kind,
        note=canonical(work.note).strip(),
        created=stamp,
        modified=stamp,
    )
    return replace(filled(item, work, stamp), modified=stamp)


def address_of(work: ForeignWork) -> str:
    """Return the address of ``work``, that of its DOI where it has no other."""
    if work.url.lower().startswith(("http://", "https://")):
        return "".join(work.url.split())
    return f"https://doi.org/{work.record.doi}" if work.record and work.record.doi else ""


def _with_identifiers(note: str, work: ForeignWork) -> str:
    """Return a record's note with the identifiers that CSL has fields for and Postil none, as CSL lets them stand."""
    record = work.record
    if record is None:
        return note
    lines = note.split("\n") if note else []
    for name, value in (("DOI", record.doi), ("ISBN", record.isbn)):
        line = f"{name}: {value}"
        if value and not any(each.strip().casefold() == line.casefold() for each in lines):
            lines.append(line)
    return "\n".join(lines)


def _line(text: str) -> str:
    return " ".join(canonical(text).split())
