"""Folders that are kept up to date as the reader goes on: a vault of notes, say. Nothing of the reader's is lost there.

A folder is written to only while it is there. Files that the reader deleted stay deleted, files that were changed by
hand and in the library at the same place wait for the reader.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from postil.domain.edits import Change, Edit
from postil.domain.ids import now
from postil.domain.problems import Problem
from postil.domain.records import (
    Article,
    ArticleNote,
    CslItem,
    ExportedFile,
    Highlight,
    Judgement,
    Reading,
    Record,
    Revision,
)
from postil.domain.wording import say
from postil.exporters.options import ExportOptions, options_from
from postil.exporters.parts import unpack
from postil.services import exporting
from postil.services.exporting import Exported, Progress
from postil.services.rewriting import Rewriting, file_id, is_of_another
from postil.storage.exported import files_below, watched_files
from postil.storage.library import Library
from postil.storage.shelf import shelf

FOLDER = '{"folder":"all"}'
"""What the record of a watched folder has for its parts: all articles go there."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change is about: ``articles``, or all of them where it may be about any."""

    articles: frozenset[str] = frozenset()
    all: bool = False

    def __or__(self, other: "Touched") -> "Touched":
        return Touched(self.articles | other.articles, self.all or other.all)

    def __bool__(self) -> bool:
        return self.all or bool(self.articles)


def watched_folders(library: Library) -> tuple[ExportedFile, ...]:
    """Return the records of the folders that are kept up to date; the id of each is its path."""
    return watched_files(library, FOLDER)


def watch(library: Library, folder: Path, options: ExportOptions) -> Edit:
    """Return the Edit that has a folder kept up to date from now on; it is no step of undo."""
    after = ExportedFile(file_id(folder), options.format, options.to_json(), FOLDER, True, now())
    return Edit(say("Keep a folder up to date"), (Change(library.get(ExportedFile, after.id), after),))


def unwatch(library: Library, folder: Path) -> Edit:
    """Return the Edit that leaves a folder as it is from now on."""
    before = library.get(ExportedFile, file_id(folder))
    return Edit(say("Stop keeping a folder up to date"), (Change(before, None),) if before else ())


def touched_by(edit: Edit) -> Touched:
    """Return what an edit may change in an export; where the reader is, and what was exported, changes nothing."""
    found = Touched()
    for change in edit.changes:
        found |= _touched(change.record)
    return found


def renew(library: Library, watched: ExportedFile, touched: Touched, progress: Progress | None = None) -> Exported:
    """Bring a folder up to date with what was touched; raises Problem where the folder is not there."""
    folder, options = Path(watched.id), options_from(watched.options)
    if not folder.is_dir():
        raise Problem("The folder {folder} is not there; it is kept up to date again when it is back.", folder=folder)
    ids = [row.id for row in shelf(library)]
    # A format of many files has one that lists all others: it is always made whole.
    if not touched.all and not exporting.exporter(options.format).in_folder:
        ids = [each for each in ids if each in touched.articles]
    if not ids:
        return Exported((), 0)
    known = {record.id: record for record in files_below(library, file_id(folder))}

    def manner(planned: Rewriting) -> Rewriting | None:
        return planned if may_write(planned, known) else None

    exported = exporting.export(library, ids, options, folder, progress, manner=manner)
    # What is still "new" there was deleted by the reader.
    waiting = tuple(each for each in exported.waiting if each.state != "new")
    return replace(exported, waiting=waiting)


def may_write(planned: Rewriting, known: Mapping[str, ExportedFile]) -> bool:
    """Return whether a file of a watched folder is written unasked; ``known`` are those written before, by their ids.

    What the reader deleted stays deleted, but its name may serve another article.
    """
    if planned.state == "new":
        before = known.get(file_id(planned.path))
        return before is None or is_of_another(unpack(before.parts), planned.made)
    return not planned.is_conflict


def _touched(record: Record) -> Touched:
    if isinstance(record, Reading | ExportedFile):
        return Touched()
    if isinstance(record, Article | CslItem | ArticleNote):
        return Touched(frozenset({record.id}))
    if isinstance(record, Highlight | Revision):
        return Touched(frozenset({record.article_id}))
    if isinstance(record, Judgement) and record.article_id:
        return Touched(frozenset({record.article_id}))
    return Touched(all=True)
