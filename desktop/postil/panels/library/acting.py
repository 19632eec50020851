"""What is done with the articles that are chosen in the list: one verb each, all of them at once."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence

from postil.domain.wording import count
from postil.panels.library.places import Places
from postil.services import collections as verbs
from postil.services import shelving
from postil.session.workspace import Workspace
from postil.storage.collections import shared_by
from postil.storage.listing import numbers_of
from postil.widgets.library_menu import ChosenArticles


class Acting:
    """Does what the menu of the list asks for."""

    def __init__(self, workspace: Workspace, places: Places) -> None:
        self._workspace = workspace
        self._places = places

    def standing(self, numbers: Sequence[int]) -> ChosenArticles:
        """Return what holds for all articles with these numbers, for the menu."""
        shared = shared_by(self._workspace.library, numbers)
        return ChosenArticles(
            number=shared.number,
            in_trash=shared.trashed,
            later=shared.later,
            favourite=shared.favourite,
            archived=shared.archived,
            collections=tuple((each.id, each.name, each.id in shared.collections) for each in self._places.collections),
        )

    def act(self, action: str, article_ids: Sequence[str]) -> None:
        """Do ``action`` (the name of an entry of the menu) with these articles."""
        workspace = self._workspace
        match action:
            case "open":
                workspace.open_article(article_ids[0])
            case "record":
                workspace.record_requested.emit(article_ids[0])
            case "tags":
                workspace.tags_requested.emit(tuple(article_ids))
            case "export":
                workspace.export_requested.emit(tuple(article_ids))
            case "cite":
                workspace.copying_requested.emit(tuple(article_ids), "")
            case "purge":
                workspace.purge_requested.emit(tuple(article_ids))
            case "collect":
                self._places.collect(article_ids)
            case _:
                self._change(action, article_ids)

    def put_away(self, article_ids: Sequence[str], title: str) -> bool:
        """Put articles into the trash and say so; return whether that was done."""
        done = self._workspace.do(shelving.put_away(self._workspace.library, article_ids))
        if done:
            keys = QKeySequence(QKeySequence.StandardKey.Undo).toString(QKeySequence.SequenceFormat.NativeText)
            sentence = count(
                "“{title}” is in the trash · {keys} brings it back",
                "{number} articles are in the trash · {keys} brings them back",
                len(article_ids),
                title=title,
                keys=keys,
            )
            self._workspace.told.emit(sentence)
        return done

    def _change(self, action: str, article_ids: Sequence[str]) -> None:
        library = self._workspace.library
        now = self.standing(numbers_of(library, article_ids))
        kind, _, collection_id = action.partition(":")
        collection = next((each for each in self._places.collections if each.id == collection_id), None)
        match kind:
            case "later":
                edit = shelving.mark(library, article_ids, later=not now.later)
            case "favourite":
                edit = shelving.mark(library, article_ids, favourite=not now.favourite)
            case "archive":
                edit = shelving.mark(library, article_ids, archived=not now.archived)
            case "restore":
                edit = shelving.restore(library, article_ids)
            case "into" if collection is not None:
                edit = verbs.put(library, collection, article_ids)
            case "out" if collection is not None:
                edit = verbs.take_out(library, collection, article_ids)
            case _:
                return
        if self._workspace.do(edit):
            self._workspace.told.emit(edit.label)
