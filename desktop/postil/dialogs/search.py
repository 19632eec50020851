"""Search the whole library as you type: everything that was found, by kind, and the way to it."""

import json
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QTabBar, QWidget

from postil.dialogs.hit_list import HitListDialog
from postil.dialogs.hits import address, hit_row
from postil.domain.edits import Edit
from postil.domain.problems import Problem
from postil.domain.records import SavedSearch
from postil.domain.wording import count, say
from postil.models.hits import LABELS, HitModel, Index
from postil.services.saved_searches import keep, proposed
from postil.services.searching import Found, Hit, HitKind
from postil.session.desk import Desk
from postil.session.searching import Searching
from postil.storage.collections import saved_searches
from postil.storage.searching import KINDS
from postil.widgets.hit_rows import HitRow, Marked

RECENT = 8
"""Queries that are remembered."""
SOON = 400
"""Milliseconds after an edit until what it changed is looked for again."""


class SearchDialog(HitListDialog):
    """Stands beside the window; Enter or a click on a hit shows its passage there."""

    icon_name = "search"

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, query: str = "") -> None:
        self.model = HitModel()
        hint = say("Search articles, highlights, notes, names, tags and works")
        super().__init__(desk, say("Search the library"), hint, self.model, parent)
        self.model.setParent(self)
        self._searching = Searching(desk.workspace.library.path, self)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(SOON)
        self.kinds = QTabBar()
        self._build()
        self._connect()
        self.size_to(760, 680)
        self.field.ask(query)
        self._look(query)

    def _build(self) -> None:
        self.kinds.setExpanding(False)
        self.kinds.setDrawBase(False)
        self.kinds.setAccessibleName(say("Kinds of hits"))
        self.kinds.addTab(say("All"))
        for kind in KINDS:
            self.kinds.setTabData(self.kinds.addTab(say(LABELS[kind])), kind)
        self.list.setAccessibleName(say("Hits"))
        for widget in (self.field, self.misread, self.kinds):
            self.body.addWidget(widget)
        self.body.addWidget(self.pages, 1)
        self.body.addWidget(self.counter)
        self.save_button = self.add_further(say("&Save search…"))
        self.show_button = self.add_default(say("Show in text"))
        self.close_button = self.add_escape(say("Close"))

    def _connect(self) -> None:
        self._again.timeout.connect(self._look_again)
        self.field.changed.connect(self._look)
        self.field.helped.connect(self._turn)
        self.field.menu.triggered.connect(self._ask_again)
        self.kinds.currentChanged.connect(self._sift)
        self.list.selectionModel().currentChanged.connect(self._enable)
        self.save_button.clicked.connect(self._save)
        self.show_button.clicked.connect(self._open_current)
        self._searching.found.connect(self._take)
        self._searching.failed.connect(self.show_problem)
        self._workspace.changed.connect(self._hear)
        self._workspace.altered.connect(self._again.start)

    @property
    def current(self) -> Hit | None:
        """The hit that is chosen."""
        return self.model.hit(self.list.currentIndex())

    def ask(self, query: str) -> None:
        """Look for ``query``."""
        self.field.ask(query)

    # What is found

    def _look(self, query: str) -> None:
        self._again.stop()
        self.show_problem("")
        self.field.help_button.setChecked(False)
        if query.strip():
            self._searching.search(query)
        else:
            self._searching.stop()
            self._take(Found(""))

    def _look_again(self) -> None:
        if self.field.query.strip():
            self._searching.search(self.field.query)

    def _hear(self, edit: Edit) -> None:
        if edit.changes and not edit.touched(SavedSearch):
            self._again.start()

    def _take(self, found: Found) -> None:
        if found.misreading is not None:
            self._tell_misread(found.misreading)
            return
        self.misread.tell("")
        self._mind_names(found.query)
        chosen, top = self.current, self.list.verticalScrollBar().value()
        is_same = found.query == self.model.found.query
        self.model.show_found(found, self._kind())
        self.list.set_headings(self.model.headings)
        place = self.model.find(chosen.kind, chosen.id) if chosen is not None and is_same else self.model.first()
        if place.isValid():
            self.list.setCurrentIndex(place)
        if is_same:
            self.list.verticalScrollBar().setValue(top)
        else:
            self.list.scrollToTop()
        self._tell()

    def _kind(self) -> HitKind | None:
        return self.kinds.tabData(self.kinds.currentIndex())

    def _sift(self) -> None:
        self.model.show_found(self.model.found, self._kind())
        self.list.set_headings(self.model.headings)
        self.list.scrollToTop()
        self.list.setCurrentIndex(self.model.first())
        self._tell()

    def _tell(self) -> None:
        """Say how many there are, and what to do where there is none."""
        found, query = self.model.found, self.field.query.strip()
        total = sum(self.model.number(kind) for kind in KINDS)
        for place in range(1, self.kinds.count()):
            kind = self.kinds.tabData(place)
            number = self.model.number(kind)
            label = say(LABELS[kind])
            self.kinds.setTabText(place, f"{label} {number:,}" if number else label)
            self.kinds.setTabEnabled(place, bool(number) or place == self.kinds.currentIndex())
        self.kinds.setVisible(bool(query))
        self.counter.setVisible(bool(query))
        if found.counts is None and found.hits:
            self.counter.setText(say("Counting…"))
        else:
            self.counter.setText(count("{number} hit", "{number} hits", total))
        if not query:
            self.pages.setCurrentWidget(self.help)
        elif self.model.rowCount():
            self.pages.setCurrentWidget(self.list)
        else:
            self._explain(found)
        self._enable()

    def _explain(self, found: Found) -> None:
        if found.hits:
            self.empty.tell(say("No hit of this kind."), "", (("all", say("Show all hits")),))
        else:
            hint = say("Fewer or shorter words find more; tele* finds every word that begins so.")
            self.empty.tell(say("Nothing in the library fits this."), hint, (("help", say("What can be typed")),))
        self.pages.setCurrentWidget(self.empty)

    def _enable(self) -> None:
        self.show_button.setEnabled(self.current is not None)
        self.save_button.setEnabled(bool(self.field.query.strip()))

    # What the reader does

    def _enter_list(self) -> None:
        super()._enter_list()
        if self.model.rowCount() and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.first())

    def _open(self, place: QModelIndex) -> None:
        hit = self.model.hit(place)
        if hit is None:
            return
        self._remember(self.field.query)
        if hit.kind == "tag":
            self.field.ask(f'tag:"{hit.id}"')
        elif hit.article_id:
            self._workspace.link_requested.emit(address(hit))
            self.followed.emit()
        elif hit.kind == "work":
            self._workspace.told.emit(say("This work is cited, but its text is not in the library."))
        else:
            self._workspace.told.emit(say("No article names this any more."))

    def _press(self, name: str) -> None:
        if name == "all":
            self.kinds.setCurrentIndex(0)
        else:
            self.field.help_button.setChecked(True)

    def _turn(self, wanted: bool) -> None:
        if wanted:
            self.pages.setCurrentWidget(self.help)
        else:
            self._tell()

    def _try(self, example: str) -> None:
        query = self.field.query.strip()
        self.field.ask(f"{query} {example}" if query and ":" in example else example)

    # Saved and recent

    def _recent(self) -> list[str]:
        try:
            kept: Any = json.loads(self._desk.settings.text("search/recent") or "[]")
            return [str(query) for query in list(kept)][:RECENT]
        except (ValueError, TypeError):
            return []

    def _remember(self, query: str) -> None:
        wanted = " ".join(query.split())
        if wanted:
            queries = [wanted, *(each for each in self._recent() if each != wanted)][:RECENT]
            self._desk.settings.put("search/recent", json.dumps(queries, ensure_ascii=False))

    def _fill_menu(self) -> None:
        menu = self.field.menu
        menu.clear()
        saved, recent = saved_searches(self._workspace.library), self._recent()
        for title, rows in (
            (say("Saved searches"), [(each.name, each.query) for each in saved]),
            (say("Recent searches"), [(query, query) for query in recent]),
        ):
            if rows:
                menu.addSection(title)
            for name, query in rows:
                menu.addAction(name.replace("&", "&&")).setData(query)
        if not (saved or recent):
            menu.addAction(say("None yet: searches that led somewhere are kept here.")).setEnabled(False)

    def _ask_again(self, entry: QAction) -> None:
        self.field.ask(str(entry.data()))

    def _save(self) -> None:
        query = " ".join(self.field.query.split())
        asked = QInputDialog(self)
        asked.setWindowTitle(say("Save search"))
        asked.setLabelText(say("Name of the search, as it stands in the library list:"))
        asked.setTextValue(proposed(query))
        asked.textValueSelected.connect(partial(self.save_as, query))
        asked.open()

    def save_as(self, query: str, name: str) -> None:
        """Keep a query under a name."""
        try:
            edit = keep(self._workspace.library, query, name)
        except Problem as problem:
            self.show_problem(problem)
            return
        if self._workspace.do(edit):
            self._workspace.told.emit(say("Saved: the search stands in the library list."))

    def done(self, result: int) -> None:
        """Close; what is still being looked for reaches nobody."""
        if self.current is not None:
            self._remember(self.field.query)
        self._searching.close()
        super().done(result)

    def _row(self, place: Index) -> HitRow:
        hit, kind = self.model.hit(place), self.model.kind(place)
        if hit is not None:
            return hit_row(hit)
        return (
            HitRow(Marked(say(LABELS[kind])), f"{self.model.number(kind):,}", heading=True)
            if kind
            else HitRow(Marked())
        )
