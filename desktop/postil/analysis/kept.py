"""Reads kept findings line by line, as far as they are wanted: what ``messages.to_lines`` wrote of entities."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_ENTITY = '{"entity":'
_HEAD = re.compile(r'\{"entity":\{"key":("(?:[^"\\]|\\.)*"),"name":("(?:[^"\\]|\\.)*"),"kind":"(\w+)","mentions":')
# Within a string the quotation marks would have backslashes before them.
_START = re.compile(r'"start":(\d+)')
_DEMONYMS = '],"demonyms":['


@dataclass(frozen=True, slots=True)
class EntityHead:
    """An entity without the words of its mentions: ``starts`` are where they begin, in code points, in order."""

    key: str
    name: str
    kind: str
    starts: tuple[int, ...]


def entity_heads(findings: str, but: Collection[str] = ()) -> Iterator[EntityHead]:
    """Give the entities of kept findings but those with a key of ``but``; a line that is none is left out."""
    for row in findings.split("\n"):
        match = _HEAD.match(row)
        if match is None:
            continue
        key = _string(match[1])
        if key not in but:
            mentions = row[match.end() : row.rfind(_DEMONYMS)]
            yield EntityHead(key, _string(match[2]), match[3], tuple(map(int, _START.findall(mentions))))


def only_entities(findings: str, keys: Collection[str] | None = None) -> str:
    """Return kept findings, for ``from_lines``, with nothing but masks and the entities of ``keys`` (None: all)."""
    head, *rows = findings.split("\n")
    return "\n".join((head, *(row for row in rows if _is_wanted(row, keys))))


def _is_wanted(row: str, keys: Collection[str] | None) -> bool:
    if not row.startswith(_ENTITY):
        return row.startswith('{"mask":')
    if keys is None:
        return True
    match = _HEAD.match(row)
    return match is None or _string(match[1]) in keys


def _string(quoted: str) -> str:
    return json.loads(quoted) if "\\" in quoted else quoted[1:-1]
