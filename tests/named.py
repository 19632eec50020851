"""Articles whose findings are made by hand, so that no analysis process has to be started."""

import re
from dataclasses import replace

from desks import add_article, revision_of
from postil import analysis as analyser
from postil.domain.entities import Analysis, DateMention, Entity, EntityKind, Mask, Mention, entity_key
from postil.services import analysing
from postil.session.desk import Desk

TEXT = (
    "The third telegram\n"
    "On June 30, 1941, Comrade ** wrote to *** in Oslo. Anna Berg read it. In June 1941 nobody answered.\n"
    "Berg met Ida Holm in Oslo. When *** came to Bergen, she waited for ** and the Red Cross. Berg left."
)


def analysis_of(text: str, *, remark: str = "") -> Analysis:
    """Return what a reader would find in TEXT."""
    entities = (
        _entity(text, "person", "Anna Berg", r"Anna Berg|Berg\b"),
        _entity(text, "person", "Ida Holm", "Ida Holm"),
        _entity(text, "place", "Oslo", "Oslo"),
        _entity(text, "place", "Bergen", "Bergen"),
        _entity(text, "organisation", "Red Cross", "Red Cross"),
    )
    dates = tuple(
        DateMention(match.start(), match.end(), match.group(), edtf, "As printed.")
        for words, edtf in (("June 30, 1941", "1941-06-30"), ("June 1941", "1941-06"))
        for match in re.finditer(words, text)
    )
    masks = tuple(Mask(match.start(), match.end(), match.group()) for match in re.finditer(r"\*+", text))
    kept = tuple(entity for entity in entities if entity.mentions)
    return Analysis(analyser.VERSION, "en", kept, dates, masks, remark)


def open_named(desk: Desk, text: str = TEXT, *, remark: str = "", empty: bool = False) -> str:
    """Add an article with findings, open it, and return its id."""
    library = desk.workspace.library
    article_id = add_article(library, text)
    found = analysis_of(text, remark=remark)
    if empty:
        found = replace(found, entities=(), dates=(), masks=())
    revision = revision_of(library, article_id)
    analysing.keep(library, revision.text_hash, found.version, analysing.to_lines(found))
    desk.workspace.open_article(article_id)
    return article_id


def _entity(text: str, kind: EntityKind, name: str, pattern: str) -> Entity:
    mentions = tuple(Mention(m.start(), m.end(), m.group(), "Named so.") for m in re.finditer(pattern, text))
    return Entity(entity_key(kind, name), name, kind, mentions)
