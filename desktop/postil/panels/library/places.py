"""The places of the library: where the list looks, what is dropped where, the reader's collections."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal

from postil.domain.edits import Edit
from postil.domain.problems import Problem
from postil.domain.records import Collection, SavedSearch
from postil.domain.wording import count, say
from postil.models.shelf import ARTICLES
from postil.services import collections as verbs
from postil.services import shelving
from postil.session.workspace import Workspace
from postil.storage.collections import collections, saved_searches
from postil.storage.listing import Place, PlaceKind, Tallies
from postil.widgets.place_list import NEW, PlaceList, PlaceRow
from postil.widgets.rows import RowColours

_USUAL: tuple[tuple[PlaceKind, str, str, bool], ...] = (
    ("all", "All articles", "library", True),
    ("unread", "Unread", "unread", False),
    ("later", "Read later", "later", True),
    ("favourite", "Favourites", "favourite", True),
    ("archived", "Archived", "archive", True),
    ("trash", "Trash", "delete", True),
)


class Places(QObject):
    """Fills the list of places and does what is asked for there; ``picked`` carries the Place to look at."""

    picked = Signal(object)

    def __init__(self, workspace: Workspace, colours: RowColours, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.list = PlaceList(ARTICLES, colours)
        self.current = Place()
        self.collections: tuple[Collection, ...] = ()
        self.searches: tuple[SavedSearch, ...] = ()
        self._collected: tuple[str, ...] = ()
        self._tallies: Tallies | None = None
        self.list.picked.connect(self._pick)
        self.list.dropped.connect(self.drop)
        # The list is made anew then, and must have put its editor away before.
        self.list.made.connect(self._make, Qt.ConnectionType.QueuedConnection)
        self.list.renamed.connect(self._rename, Qt.ConnectionType.QueuedConnection)
        self.list.deleted.connect(self._delete)
        self.look()

    @property
    def name(self) -> str:
        """What the place is called that is looked at."""
        found = next((each.name for each in self.collections if each.id == self.current.collection_id), "")
        return found or next(say(label) for kind, label, *_ in _USUAL if kind == self.current.kind)

    def look(self) -> None:
        """Ask the library for collections and saved searches."""
        library = self._workspace.library
        self.collections, self.searches = collections(library), saved_searches(library)
        if self.current.kind == "collection" and not any(
            each.id == self.current.collection_id for each in self.collections
        ):
            self.go(Place())
        self._offer()

    def hear(self, edit: Edit) -> None:
        """Follow what an edit did to collections and saved searches."""
        if edit.touched(Collection) or edit.touched(SavedSearch):
            self.look()

    def count(self, tallies: Tallies) -> None:
        """Show how many articles each place holds."""
        self._tallies = tallies
        self._offer()

    def go(self, place: Place) -> None:
        """Look at another place."""
        self.current = place
        self._offer()
        self.picked.emit(place)

    def collect(self, article_ids: Sequence[str]) -> None:
        """Ask for the name of a new collection, for these articles to stand in."""
        self._collected = tuple(article_ids)
        self.list.name_new()

    def drop(self, key: str, article_ids: Sequence[str]) -> None:
        """Do with articles what it means to drop them on a place."""
        library = self._workspace.library
        kind, _, collection_id = key.partition(":")
        try:
            match kind:
                case "collection":
                    collection = self._collection(collection_id)
                    edit = verbs.put(library, collection, article_ids) if collection else None
                case "later":
                    edit = shelving.mark(library, article_ids, later=True)
                case "favourite":
                    edit = shelving.mark(library, article_ids, favourite=True)
                case "archived":
                    edit = shelving.mark(library, article_ids, archived=True)
                case "trash":
                    edit = shelving.put_away(library, article_ids)
                case "new":
                    self.collect(article_ids)
                    return
                case _:
                    edit = self._back(article_ids)
        except Problem as problem:
            self._workspace.tell(problem)
            return
        if edit is not None and self._workspace.do(edit):
            self._workspace.told.emit(edit.label)

    def _back(self, article_ids: Sequence[str]) -> Edit:
        """Return the edit that makes articles usual ones: out of the trash, or out of the archive."""
        library = self._workspace.library
        restored = shelving.restore(library, article_ids)
        return restored if restored.changes else shelving.mark(library, article_ids, archived=False)

    def _offer(self) -> None:
        places = self._tallies.places if self._tallies else {}
        held = self._tallies.collections if self._tallies else {}
        rows = [
            PlaceRow(kind, say(label), _badge(places.get(kind)), icon, takes) for kind, label, icon, takes in _USUAL
        ]
        rows.append(PlaceRow("", say("Collections")))
        rows += [
            PlaceRow(f"collection:{each.id}", each.name, _badge(held.get(each.id)), "collection", takes=True, own=True)
            for each in self.collections
        ]
        rows.append(PlaceRow(NEW, say("New collection…"), icon="add", takes=True))
        if self.searches:
            rows.append(PlaceRow("", say("Saved searches")))
            rows += [PlaceRow(f"search:{each.id}", each.name, icon="search", own=True) for each in self.searches]
        current = self.current
        self.list.offer(rows, f"collection:{current.collection_id}" if current.collection_id else current.kind)

    def _pick(self, key: str) -> None:
        kind, _, name = key.partition(":")
        if kind == "search":
            search = self._search(name)
            if search is not None:
                self._workspace.saved_search_requested.emit(search)
        elif kind == "collection":
            self.go(Place("collection", name))
        else:
            self.go(Place(next(usual for usual, *_ in _USUAL if usual == kind)))

    def _make(self, name: str) -> None:
        collected, self._collected = self._collected, ()
        if not name:
            return
        try:
            edit, collection = verbs.make(self._workspace.library, name, collected)
        except Problem as problem:
            self._workspace.tell(problem)
            return
        if self._workspace.do(edit) and collected:
            self._workspace.told.emit(
                count("Put into “{name}”", "Put {number} articles into “{name}”", len(collected), name=collection.name)
            )

    def _rename(self, key: str, name: str) -> None:
        kind, _, record_id = key.partition(":")
        try:
            if kind == "search":
                search = self._search(record_id)
                edit = verbs.rename_search(search, name) if search else None
            else:
                collection = self._collection(record_id)
                edit = verbs.rename(self._workspace.library, collection, name) if collection else None
        except Problem as problem:
            self._workspace.tell(problem)
            return
        if edit is not None:
            self._workspace.do(edit)

    def _delete(self, key: str) -> None:
        kind, _, record_id = key.partition(":")
        if kind == "search":
            search = self._search(record_id)
            edit = verbs.delete_search(search) if search else None
        else:
            collection = self._collection(record_id)
            edit = verbs.delete(self._workspace.library, collection) if collection else None
        if edit is not None and self._workspace.do(edit):
            self._workspace.told.emit(say("{label}; Ctrl+Z brings it back.", label=edit.label))

    def _collection(self, collection_id: str) -> Collection | None:
        return next((each for each in self.collections if each.id == collection_id), None)

    def _search(self, search_id: str) -> SavedSearch | None:
        return next((each for each in self.searches if each.id == search_id), None)


def _badge(number: int | None) -> str:
    return f"{number:,}" if number else ""
