"""``postil add --as-revision-of``: a source becomes an article's newest version; and what is kin to an article."""

from collections.abc import Callable
from typing import Any

import click

from postil.cli.records import Calling, article_object, require, say_json, writing
from postil.domain.sources import Imported, Source
from postil.domain.wording import say
from postil.services.kinship import Kinship
from postil.services.revising import revise
from postil.storage.library import Library
from postil.storage.revisions import revision_facts
from postil.storage.shelf import find_article

Read = Callable[[], tuple[Source, Imported]]
"""Gives a source and what an importer read of it; raises Problem."""


def add_version(calling: Calling, article: str, read: Read, *, force: bool, as_json: bool) -> int:
    """Make what ``read`` gives the newest version of ``article``, and say what became of its highlights."""
    with writing(calling) as library:
        article_id = find_article(library, article)
        source, imported = read()
        # A window may be changing the article's highlights.
        with library.alone():
            revised = revise(library, article_id, source, imported, force=force)
            library.apply(revised.edit)
        item, revision = require(library, article_id)
        shown = {**article_object(item, revision), "revisions": revision_objects(library, article_id)}
    if as_json:
        say_json([{**shown, "revision": revised.revision.id, "highlights": dict(revised.counts)}])
        return 0
    told = _TOLD if revised.edit.changes else "{id}  {title} (was there already)"
    click.echo(say(told, id=item.id, title=item.title, **revised.counts))
    return 0


_TOLD = "{id}  {title} (new version; highlights: {exact} exact, {moved} moved, {changed} changed, {lost} lost)"


def revision_objects(library: Library, article_id: str) -> list[dict[str, Any]]:
    """Return the versions of an article's text as ``postil show --json`` has them, oldest first."""
    return [
        {"id": facts.id, "captured": facts.captured, "words": facts.words, "text_hash": facts.text_hash}
        for facts in revision_facts(library, article_id)
    ]


def kin_object(kin: Kinship | None) -> dict[str, Any] | None:
    """Return what an added article is likely a newer version of, as ``postil add --json`` has it."""
    return None if kin is None else {"article": kin.article_id, "why": kin.why, "likeness": kin.likeness}


def kin_sentence(library: Library, named: str, kin: Kinship) -> str:
    """Return what is said of a source that is kin to an article."""
    item = library.item(kin.article_id)
    title = item.title if item else ""
    if kin.is_sure:
        return say(
            "{source} is a newer version of “{title}”, so it was not added; add it with --as-revision-of {id}, or with "
            "--new as an article of its own.",
            source=named,
            title=title,
            id=kin.article_id,
        )
    if kin.why == "text":
        return say(
            "{source} reads much like “{title}”; with --as-revision-of {id} it would be a version of that.",
            source=named,
            title=title,
            id=kin.article_id,
        )
    return say(
        "{source} comes from where “{title}” came from; with --as-revision-of {id} it would be a version of that.",
        source=named,
        title=title,
        id=kin.article_id,
    )
