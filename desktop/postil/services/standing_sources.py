"""Bibliographic records that came from elsewhere: kept for citing, or filling in what was not known."""

import json
import re
from collections.abc import Container
from dataclasses import replace

from postil.domain.citation_keys import make_key
from postil.domain.csl import read_note
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
    after = replace(after, more=_merged(after.more, record))
    if work.authors and not item.authors:
        after = replace(after, authors=work.authors)
    return replace(after, modified=stamp) if after != item else item


def standing(item_id: str, work: ForeignWork, taken: Container[str], stamp: str) -> CslItem:
    """Return the record of ``work`` by itself, under the key it has there where that is free and can be cited."""
    record = work.record or ForeignRecord()
    note, updated = read_note(canonical(work.note).strip())
    key = record.key if _KEY.fullmatch(record.key) and record.key not in taken else ""
    item = CslItem(
        id=item_id,
        key=key or make_key(work.authors, work.title, work.published, taken),
        type=record.type or work.kind,
        note=note,
        updated=updated,
        created=stamp,
        modified=stamp,
    )
    return replace(filled(item, work, stamp), modified=stamp)


def _merged(here: str, record: ForeignRecord) -> str:
    """Return CSL's other variables with those of ``record`` that were not known."""
    told: dict[str, object] = json.loads(record.more) if record.more else {}
    told.update({name: value for name, value in (("DOI", record.doi), ("ISBN", record.isbn)) if value})
    known: dict[str, object] = json.loads(here) if here else {}
    missing = {name: value for name, value in told.items() if name not in known}
    return json.dumps({**known, **missing}, ensure_ascii=False, sort_keys=True) if missing else here


def address_of(work: ForeignWork) -> str:
    """Return the address of ``work``, that of its DOI where it has no other."""
    if work.url.lower().startswith(("http://", "https://")):
        return "".join(work.url.split())
    return f"https://doi.org/{work.record.doi}" if work.record and work.record.doi else ""


def _line(text: str) -> str:
    return " ".join(canonical(text).split())
