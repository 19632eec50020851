"""Bringing an article in: what an importer read becomes records."""

import hashlib
from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Literal

from postil.domain.citation_keys import make_key
from postil.domain.edits import Change, Edit
from postil.domain.ids import new_id, now
from postil.domain.records import Article, CslItem, Figure, Name, Revision
from postil.domain.sources import Imported, Source
from postil.domain.wording import say
from postil.services.kinship import Kinship, kin
from postil.storage.citations import KeysInUse
from postil.storage.library import Library
from postil.storage.shelf import known_article
from postil.storage.trash import is_trashed

How = Literal["new", "known", "revision"]
"""How a source met the library: as a new article, as one that was there already, as a new version of one."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article that came in: ``edit`` adds it, or its new version, or is empty where it ``was_known``.

    ``kin`` is the article in the library that it is likely a newer version of, for the reader to decide
    (``revising.revise``); ``edit`` adds it as an article of its own all the same. One that was known may be
    ``in_trash``, and is left there.
    """

    article_id: str
    how: How
    edit: Edit
    kin: Kinship | None = None
    in_trash: bool = False

    @property
    def was_known(self) -> bool:
        """Whether the same bytes or the same text were in the library already."""
        return self.how == "known"


def receive(library: Library, source: Source, imported: Imported) -> Arrival:
    """Return what has to be done to have ``imported`` in the library.

    The same bytes, or the same text, open the article that is there, were they an older version of it.
    """
    source_hash = hash_source(source)
    text_hash = imported.document.text_hash
    known = known_article(library, source_hash=source_hash, text_hash=text_hash, location=source.location)
    if known is not None:
        return Arrival(known, "known", Edit(say("Import"), ()), in_trash=is_trashed(library, known))
    kept = {figure.id for figure in imported.figures if library.figure(figure.id) is not None}
    arrival = _arrival(source, imported, KeysInUse(library), kept)
    return replace(arrival, kin=kin(library, source, imported))


def hash_source(source: Source) -> str:
    """Return the SHA-256 of a source's bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(source.content).hexdigest()


def make_revision(article_id: str, source: Source, imported: Imported) -> Revision:
    """Return a new version of an article's text, as it was read from ``source`` just now."""
    return Revision(
        id=new_id(),
        article_id=article_id,
        document=imported.document,
        text_hash=imported.document.text_hash,
        source_kind=source.kind,
        location=source.location,
        source_hash=hash_source(source),
        importer=imported.importer,
        language=imported.language,
        words=imported.document.words,
        evidence=imported.evidence,
        captured=now(),
    )


def _arrival(source: Source, imported: Imported, keys: Container[str], kept_figures: set[str]) -> Arrival:
    article_id = new_id()
    revision = make_revision(article_id, source, imported)
    made = revision.captured
    item = _item(article_id, source, imported, keys, made)
    figures = {figure.id: figure for figure in imported.figures if figure.id not in kept_figures}
    added: tuple[Article | CslItem | Revision | Figure, ...] = (
        Article(article_id, revision.id, (), made, made),
        item,
        revision,
        *figures.values(),
    )
    return Arrival(article_id, "new", Edit(say("Import"), tuple(Change(None, record) for record in added)))


def _item(article_id: str, source: Source, imported: Imported, keys: Container[str], made: str) -> CslItem:
    title = imported.title or source.name or say("Untitled")
    named_by = imported.authors or (Name(literal=imported.site),)
    key = make_key(named_by, title, imported.published or imported.updated, keys)
    return CslItem(
        id=article_id,
        key=key,
        type=imported.type,
        title=title,
        authors=imported.authors,
        container_title=imported.site,
        publisher=imported.publisher,
        published=imported.published,
        updated=imported.updated,
        # A saved page was looked at on the day it was saved.
        accessed=made[:10] if source.kind == "url" else _said(imported, "accessed"),
        url=imported.url or (source.location if source.kind == "url" else ""),
        language=imported.language,
        created=made,
        modified=made,
    )


def _said(imported: Imported, field: str) -> str:
    return next((row.value for row in imported.evidence if row.field == field), "")
