"""A library of several articles with findings made by hand."""

import re

from desks import add_article, revision_of
from postil import analysis as analyser
from postil.domain.entities import Analysis, Entity, EntityKind, Mask, Mention, entity_key
from postil.domain.records import Revision
from postil.services import analysing
from postil.storage.library import Library

FIRST = "A walk\nAnna Berg met Ida Holm in Oslo. Berg left. She wrote to ** that Berg was ill."
SECOND = "A letter\nMrs. Berg wrote from Bergen. Ida Holm read it to Berg in Bergen."
SILENT = "Nothing\nNobody is named here."

_PATTERNS: dict[tuple[EntityKind, str], str] = {
    ("person", "Anna Berg"): r"Anna Berg|\bBerg\b",
    ("person", "Ida Holm"): "Ida Holm",
    ("place", "Oslo"): "Oslo",
    ("place", "Bergen"): "Bergen",
}


def found_in(text: str) -> Analysis:
    """Return what a reader would find in these texts."""
    entities = (
        Entity(
            entity_key(kind, name),
            name,
            kind,
            tuple(Mention(m.start(), m.end(), m.group(), "Named so.") for m in found),
        )
        for (kind, name), pattern in _PATTERNS.items()
        if (found := list(re.finditer(pattern, text)))
    )
    masks = tuple(Mask(m.start(), m.end(), m.group()) for m in re.finditer(r"\*+", text))
    return Analysis(analyser.VERSION, "en", tuple(entities), (), masks)


def add_found(library: Library, text: str, **fields: str) -> tuple[str, Revision]:
    """Add an article with what was found in it; return its id and text."""
    article_id = add_article(library, text, **fields)
    revision = revision_of(library, article_id)
    keep(library, revision, found_in(text))
    return article_id, revision


def keep(library: Library, revision: Revision, found: Analysis) -> None:
    """Keep findings for a text."""
    analysing.keep(library, revision.text_hash, found.version, analysing.to_lines(found))
