"""Verbs of revisions: an article's newer text comes in, the old one stays, and its highlights are carried over."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from postil.domain.anchoring import State
from postil.domain.edits import Edit
from postil.domain.records import Highlight, Revision
from postil.domain.sources import Imported, Source
from postil.storage.library import Library

Why = Literal["address", "file", "text"]


@dataclass(frozen=True, slots=True)
class Kinship:
    """An article that a source is likely a newer version of, and ``why``.

    By the same ``address`` after normalisation, the same path of a ``file``, or nearly the same ``text``.
    ``likeness`` is the share of three-word runs that both texts have, from 0 to 1.
    """

    article_id: str
    why: Why
    likeness: float = 0.0


@dataclass(frozen=True, slots=True)
class Revised:
    """What a newer version does: ``edit`` adds ``revision`` and carries all over; ``counts`` highlights by state."""

    edit: Edit
    revision: Revision
    counts: Mapping[State, int]


def kin(library: Library, source: Source, imported: Imported) -> Kinship | None:
    """Return the article that ``imported`` is a newer version of, or None."""
    raise NotImplementedError


def revise(library: Library, article_id: str, source: Source, imported: Imported, *, force: bool = False) -> Revised:
    """Return the edit that makes ``imported`` the newest version of an article; the old texts stay.

    Every highlight is carried over from the text it was made on, or, where the reader confirmed a "changed" place,
    from there. Raises Problem where the article is gone, the text is empty or, unless ``force``, has less than a
    tenth of the old one's words: an error page never replaces anything.
    """
    raise NotImplementedError


def confirm(highlight: Highlight) -> Edit:
    """Return the edit by which the reader says that a "changed" place is right."""
    raise NotImplementedError


def refuse(highlight: Highlight) -> Edit:
    """Return the edit by which the reader says that it is not: lost, back on the words and version it was made on."""
    raise NotImplementedError


def reattach(highlight: Highlight, revision: Revision, start: int, end: int) -> Edit:
    """Return the edit that puts a highlight at ``start``..``end`` (code points) of ``revision`` by hand.

    "exact" where the very words that were marked stand there, else "changed" and confirmed. Raises ValueError where
    the span is empty.
    """
    raise NotImplementedError


def to_review(library: Library, article_id: str) -> tuple[Highlight, ...]:
    """Return the highlights whose "changed" place waits for the reader to confirm or refuse it, in text order."""
    raise NotImplementedError
