"""Records as the JSON objects that scripts rely on, and the library a command works on."""

import json
import os
import shlex
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import click

from postil.cli.daily_backup import DailyBackup, back_up
from postil.cli.terminal import escaped
from postil.domain.problems import Busy, Problem
from postil.domain.records import Color, CslItem, Highlight, Revision
from postil.storage.library import Library
from postil.storage.listing import Origin


class Calling(Protocol):
    """What a command needs to know of its call."""

    @property
    def library(self) -> Path:
        """The library's path."""
        ...

    @property
    def begins_anew(self) -> bool:
        """Whether a new library is to begin where one was lost."""
        ...


@contextmanager
def writing(calling: Calling) -> Generator[Library]:
    """Give the library for reading and writing, made where there is none; what changes it sees to a backup of today."""
    _require_not_lost(calling)
    library = Library.open(calling.library)
    _tell(library)
    daily, is_due = DailyBackup(library), False
    try:
        yield library
        is_due = daily.is_due()
    finally:
        library.close()
    if is_due:
        back_up(calling.library)


@contextmanager
def reading(calling: Calling, *, must_exist: bool = False) -> Generator[Library]:
    """Give the library for reading; one that has to be made, updated or recovered first is opened for writing.

    ``must_exist``: where there is none, that is a Problem; who mistypes its name is not to hear that all is well.
    """
    _require_not_lost(calling)
    if must_exist:
        require_there(calling.library)
    try:
        library = Library.open(calling.library)
    except Busy:
        raise
    except Problem as problem:
        try:
            library = Library.open_for_reading(calling.library)
        except Problem:
            # What forbids writing explains more than what forbids reading.
            raise problem from None
    _tell(library)
    try:
        yield library
    finally:
        library.close()


def _require_not_lost(calling: Calling) -> None:
    """Raise Problem where there is no library but backups of it, unless a new one is to begin: so asks the window."""
    path = calling.library
    if calling.begins_anew or os.path.lexists(path):
        return
    from postil.storage.backups import backup_folder, backups_in

    found = [each for each in backups_in(backup_folder(path), path) if each.size]
    if found:
        raise Problem(
            "There is no library at {file}, but there are backups of it, the newest {backup}; bring it back with: "
            "postil --library {quoted} restore {date} (or begin a new one with: postil --new-library …).",
            file=path,
            backup=found[0].path.name,
            quoted=shlex.quote(str(path)),
            date=f"{found[0].made:%Y%m%d%H%M%S}",
        )


def require_there(path: Path) -> None:
    """Raise Problem where there is no library; whoever opens it says what else is wrong with its place."""
    try:
        path.stat()
    except FileNotFoundError as error:
        raise Problem(
            "There is no library at {file}; check its name, or add an article to make one.", file=path
        ) from error
    except (OSError, ValueError):
        return


def _tell(library: Library) -> None:
    if library.notice:
        click.echo(library.notice, err=True)


def say_json(value: object) -> None:
    """Print ``value`` as JSON in UTF-8."""
    click.echo(escaped(json.dumps(value, ensure_ascii=False, indent=2)))


def article_object(item: CslItem, revision: Revision | Origin) -> dict[str, Any]:
    """Return an article as ``postil list --json`` has it; what is not known is null."""
    return {
        "id": item.id,
        "title": item.title,
        "authors": [str(name) for name in item.authors],
        "site": item.container_title or None,
        "published": item.published or None,
        "updated": item.updated or None,
        "language": revision.language or None,
        "words": revision.words,
        "source": revision.location or None,
    }


def full_object(item: CslItem, revision: Revision) -> dict[str, Any]:
    """Return an article with its canonical text and blocks; offsets are code points into "text"."""
    blocks = [
        {
            "kind": placed.block.kind,
            "start": placed.start,
            "end": placed.end,
            "boilerplate": placed.block.boilerplate or None,
        }
        for placed in revision.document.placed()
    ]
    return {**article_object(item, revision), "text": revision.document.text, "blocks": blocks}


def highlight_object(highlight: Highlight, colors: dict[str, Color]) -> dict[str, Any]:
    """Return a highlight as ``postil highlights --json`` has it; "color" is the reader's name for it.

    "start" to "suffix" say where it stands, in the text of "revision"; "made" says what was marked and where.
    """
    selector = highlight.selector
    return {
        "id": highlight.id,
        "start": selector.start,
        "end": selector.end,
        "exact": selector.exact,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
        "color": colors[highlight.color].name if highlight.color in colors else highlight.color,
        "note": highlight.note,
        "tags": list(highlight.tags),
        "state": highlight.state,
        "revision": highlight.revision_id,
        "made": _made_object(highlight),
        "reviewed": highlight.reviewed or None,
        "locator": highlight.locator or None,
    }


def _made_object(highlight: Highlight) -> dict[str, Any]:
    """Return what the reader marked, and in which version, whatever stands there now."""
    made = highlight.quoted
    return {
        "revision": highlight.quoted_id,
        "start": made.start,
        "end": made.end,
        "exact": made.exact,
        "prefix": made.prefix,
        "suffix": made.suffix,
    }


def require(library: Library, article_id: str) -> tuple[CslItem, Revision]:
    """Return an article's bibliographic record and current text; raises Problem where it is gone."""
    article, item = library.article(article_id), library.item(article_id)
    revision = library.revision(article.revision_id) if article else None
    if item is None or revision is None:
        raise Problem("The article {article} is no longer in the library.", article=article_id)
    return item, revision
