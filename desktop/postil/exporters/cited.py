"""Citations in the reader's notes as a style has them: made beforehand, put where they were typed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from postil.domain.citing import parse

# Canonical text holds no noncharacters: these stand for a citation and nothing else.
OPENS, CLOSES = "\ufdd8", "\ufdd9"
_PLACE = re.compile(f"[{OPENS}{CLOSES}]")


@dataclass(frozen=True, slots=True)
class CitedCluster:
    """What stands for works that a note cites together, in the language of the format (HTML, Markdown), guarded.

    ``footnote`` is what a style with notes says below, under ``number``, counted through the whole export; 0 for none.
    """

    shown: str
    footnote: str = ""
    number: int = 0


class CitedNote(str):
    """A note with what is to stand for its citations, one for each cluster in it."""

    __slots__ = ("cited",)

    cited: tuple[CitedCluster, ...]


def cited_note(body: str, cited: Sequence[CitedCluster]) -> str:
    """Return a note as it is, carrying its citations where there are any."""
    if not cited:
        return body
    note = CitedNote(body)
    note.cited = tuple(cited)
    return note


def with_cited(note: CitedNote, place: Callable[[int], str]) -> str:
    """Return a note with what ``place`` gives for each of its citations, by number, instead of what was typed."""
    body, parts, position = _PLACE.sub("\ufffd", note), list[str](), 0
    clusters = parse(body)
    if len(clusters) != len(note.cited):
        return body
    for number, cluster in enumerate(clusters):
        # A number stands at the word that it belongs to.
        raised = note.cited[number].number and not cluster.in_text
        before = body[position : cluster.start]
        parts += [before.rstrip(" ") if raised else before, place(number)]
        position = cluster.end
    return "".join([*parts, body[position:]])
