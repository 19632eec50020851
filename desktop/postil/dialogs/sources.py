"""The sources of the library: articles' records and works that notes only cite, in a table, with their formatting."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHeaderView, QMenu, QPushButton, QWidget

from postil.dialogs.listing import ListingDialog, filter_line
from postil.dialogs.source_preview import MOST_FORMATTED, SourcePreview
from postil.domain.edits import Edit
from postil.domain.problems import Problem
from postil.domain.records import Article, ArticleNote, CslItem, Highlight
from postil.domain.wording import count, say
from postil.exporters.collected import address
from postil.models.sources import AUTHORS, CITED, KEY, KIND, SHOWN, TITLE, YEAR, SourceModel
from postil.services import sources
from postil.services.citations import notes_citing
from postil.services.same_sources import keeper, merge
from postil.services.sources import SourceRow
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.widgets.icons import icon
from postil.widgets.row_table import RowTable

SOON = 150
"""Milliseconds after an edit, or a letter, until the table follows."""
LONG = 400
"""Milliseconds of looking through the records from which on that is said."""
_WIDTHS = {KEY: 27, AUTHORS: 23, TITLE: 37, YEAR: 10, KIND: 16, CITED: 9}
"""Characters of a column where there is room."""


class SourcesDialog(ListingDialog):
    """Lists, sorts and sifts the sources; adds, edits, merges and removes them, and copies them formatted."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, say("Sources"), parent)
        self._wanted = ""
        self._changed_records = self._changed_notes = False
        self._soon = self.timer(self._renew, SOON)
        self._patience = self.timer(self._tell_of_waiting, LONG)
        self._typed = self.timer(self._sift, SOON)
        self._again: list[str] = []
        self._shown_which = 0
        self.model = SourceModel(desk.workspace.library, self)
        self._build()
        self._connect()
        self._dress(desk.looks.theme)
        self.size_to(1080, 680)
        self._renew()

    def _build(self) -> None:
        self.which = QComboBox()
        self.which.setAccessibleName(say("Which sources"))
        for name, label in SHOWN.items():
            self.which.addItem(say(label), name)
        self.line = filter_line(say("Filter by author, title, key, year…"), say("Words in the records"))
        self.stop_button = QPushButton(say("S&top"))
        self.stop_button.setAutoDefault(False)
        self.stop_button.hide()
        self.add_filters(self.which, self.line, wide=self.line, after=(self.stop_button,))
        self.table = RowTable(self.model, say("Sources"), several=True)
        self._build_table()
        self.add_list(self.table)
        self.preview = SourcePreview(self._desk)
        self.body.addWidget(self.preview)
        self.add_button = self._menu_button(say("&Add"), _ADDING, self._add)
        self.edit_button = self.add_further(say("&Edit…"))
        self.merge_button = self.add_further(say("&Merge"))
        self.remove_button = self.add_further(say("&Remove"))
        self.copy_button = self._menu_button(say("C&opy"), _COPYING, self._copy)
        self.add_close()

    def _build_table(self) -> None:
        table = self.table
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.set_widths(_WIDTHS)
        table.horizontalHeader().setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        table.setSortingEnabled(True)
        table.sortByColumn(AUTHORS, Qt.SortOrder.AscendingOrder)

    def _menu_button(self, label: str, entries: tuple[tuple[str, str], ...], chosen: object) -> QPushButton:
        button = self.add_further(label)
        menu = QMenu(button)
        for name, words in entries:
            if not name:
                menu.addSeparator()
                continue
            action = menu.addAction(say(words))
            action.setObjectName(name)
        menu.triggered.connect(chosen)
        button.setMenu(menu)
        return button

    def _connect(self) -> None:
        self.model.modelAboutToBeReset.connect(self._remember)
        self.model.loaded.connect(self._take)
        self.model.counted.connect(self._choose)
        self.model.failed.connect(self.show_problem)
        self._workspace.closing.connect(self.model.close)
        self.which.currentIndexChanged.connect(self._sift)
        self.line.textChanged.connect(self._typed.start)
        self.stop_button.clicked.connect(self._stop)
        self.on_enter(self.table, self._edit)
        self.table.customContextMenuRequested.connect(self._offer)
        self.table.selectionModel().selectionChanged.connect(self._choose)
        self.empty.pressed.connect(self._press)
        self.edit_button.clicked.connect(self._edit)
        self.merge_button.clicked.connect(self._merge)
        self.remove_button.clicked.connect(self._remove)
        for keys, slot in (("Delete", self._remove), ("Ctrl+C", self._copy_citation), ("F2", self._edit)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)
        self._workspace.changed.connect(self._hear)
        self._workspace.altered.connect(self._hear_all)
        self._desk.looks.changed.connect(self._dress)

    @property
    def chosen(self) -> tuple[SourceRow, ...]:
        """The sources that are chosen in the table, in its order."""
        return self.model.at(self.table.chosen_rows())

    def choose(self, item_id: str) -> None:
        """Choose a source, now or as soon as it is there."""
        self._wanted = item_id
        row = self.model.row_of(item_id)
        if row >= 0:
            self._wanted = ""
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, KEY))

    # What is shown

    def _hear(self, edit: Edit) -> None:
        records = any(edit.touched(kind) for kind in (CslItem, Article))
        notes = any("@" in _body(change.before) + _body(change.after) for change in edit.changes)
        if records or notes:
            self._changed_records |= records
            self._changed_notes |= notes
            self._soon.start()

    def _hear_all(self) -> None:
        """Take in what another program did."""
        self._changed_records = self._changed_notes = True
        self._soon.start()

    def _renew(self) -> None:
        self._soon.stop()
        self._patience.start()
        self.model.look_again(records=self._changed_records, notes=self._changed_notes)
        self._changed_records = self._changed_notes = False

    def _remember(self) -> None:
        """Remember what is chosen, to choose it again in another order."""
        rows = self.table.chosen_rows()
        self._again = [each.item.id for each in self.model.at(rows[:1])]

    def _take(self) -> None:
        self._patience.stop()
        self.stop_button.hide()
        self._shown_which = self.which.currentIndex()
        wanted = self._wanted or (self._again[0] if self._again else "")
        if wanted:
            self.choose(wanted)
        self._tell()

    def _sift(self) -> None:
        self._typed.stop()
        self._patience.start()
        self.model.sift(str(self.which.currentData()), self.line.text())

    def _tell_of_waiting(self) -> None:
        share = self.model.share
        self.stop_button.setVisible(share is not None)
        if not self.model.is_loading:
            return
        if share is None:
            self.count.setText(say("Looking through the records…"))
        else:
            self.count.setText(say("Looking through the records: {percent} %", percent=round(100 * share)))
        self._patience.start()

    def _stop(self) -> None:
        """Show what was shown before; all sources where that has to be looked for anew."""
        chosen = self.which.currentIndex()
        self.which.setCurrentIndex(0 if self._shown_which == chosen else self._shown_which)
        self.which.setFocus()

    def _tell(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        self.tell_count(shown, total, count("{number} source", "{number} sources", total))
        if not total:
            hint = say("Bring an article in, or add a book, a paper, an interview that your notes are to cite.")
            self.empty.tell(say("No sources yet"), hint, (("add", say("Add sources…")),))
        elif not shown and self.which.currentData() == "same" and not self.line.text():
            self.empty.tell(say("No two sources look like one work."), "", (("clear", say("Show all")),))
        elif not shown:
            self.empty.tell(say("No source matches the filter."), "", (("clear", say("Clear the filter")),))
        self.pages.setCurrentWidget(self.table if shown else self.empty)
        self._choose()

    def _choose(self) -> None:
        rows = self.table.chosen_rows()
        self.edit_button.setEnabled(len(rows) == 1)
        # Both tell of the notes that cite a source, or go by their number.
        self.merge_button.setEnabled(len(rows) > 1 and self.model.is_counted)
        self.remove_button.setEnabled(bool(rows) and self.model.is_counted)
        self.copy_button.setEnabled(bool(rows))
        self.preview.show_sources(self.model.at(rows[:MOST_FORMATTED]))

    # What the reader does

    def _press(self, name: str) -> None:
        if name == "add":
            self._add_by("paste")
        else:
            self.line.clear()
            self.which.setCurrentIndex(0)
            self._sift()

    def _offer(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = self.table.chosen_rows()
        alone = next(iter(self.model.at(rows)), None) if len(rows) == 1 else None
        for label, slot, offered in (
            (say("Edit…"), self._edit, alone is not None),
            (say("Open the article"), self._open, alone is not None and alone.is_article),
            (say("Show where it is cited"), self._show_citing, alone is not None and alone.cited > 0),
            (say("Merge"), self._merge, self.merge_button.isEnabled()),
            (say("Remove"), self._remove, self.remove_button.isEnabled()),
        ):
            if offered:
                menu.addAction(label).triggered.connect(slot)
        menu.addMenu(self.copy_button.menu()).setText(say("Copy"))
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _add(self, action: QAction) -> None:
        self._add_by(action.objectName())

    def _add_by(self, way: str) -> None:
        if way == "hand":
            from postil.dialogs.record import RecordDialog

            by_hand = RecordDialog(self._desk, "", self)
            by_hand.added.connect(self.choose)
            by_hand.open()
            return
        from postil.dialogs.adding_sources import AddSourcesDialog

        dialog = AddSourcesDialog(self._desk, self)
        dialog.added.connect(self.choose)
        dialog.open()
        if way == "file":
            dialog.ask_file()

    def _edit(self) -> None:
        rows = self.table.chosen_rows()
        if len(rows) == 1:
            from postil.dialogs.record import RecordDialog

            RecordDialog(self._desk, self.chosen[0].item.id, self).open()

    def _open(self) -> None:
        self._workspace.link_requested.emit(address(self.chosen[0].item.id))

    def _show_citing(self) -> None:
        for note in notes_citing(self._workspace.library, self.chosen[0].item.key):
            if note.article_id:
                mark = note.id if note.kind == "highlight" else ""
                self._workspace.link_requested.emit(address(note.article_id, mark))
                return

    def _merge(self) -> None:
        chosen = self.chosen
        items = [each.item for each in chosen]
        articles = {each.item.id for each in chosen if each.is_article}
        cited = {each.item.key: each.cited for each in chosen}
        kept = keeper(items, articles, cited)
        if self._done(partial(merge, self._workspace.library, kept, *(each for each in items if each.id != kept.id))):
            self.choose(kept.id)
            others = ", ".join(f"@{each.key}" for each in items if each.id != kept.id)
            told = say("{others} became part of @{kept}; undo takes that back.", others=others, kept=kept.key)
            self._workspace.told.emit(told)

    def _remove(self) -> None:
        chosen = self.chosen
        if self.remove_button.isEnabled() and self._done(
            partial(sources.remove, self._workspace.library, *(each.item for each in chosen))
        ):
            cited = [each for each in chosen if each.cited]
            told = count("{number} source was removed", "{number} sources were removed", len(chosen))
            if cited:
                keys = ", ".join(f"@{each.item.key}" for each in cited)
                told = say(
                    "{told}. Notes still cite {keys}: they are marked there; undo brings it back.", told=told, keys=keys
                )
            else:
                told = say("{told}; undo brings it back.", told=told)
            self._workspace.told.emit(told)

    def _done(self, make: "partial[Edit]") -> bool:
        try:
            edit = make()
        except Problem as problem:
            self.show_problem(problem)
            return False
        self.show_problem("")
        # The button that was pressed may be enabled no more; the keyboard is not to go on to another one.
        self.table.setFocus()
        return self._workspace.do(edit)

    def _copy(self, action: QAction) -> None:
        what, _, form = action.objectName().partition(":")
        if what == "key":
            keys = "; ".join(f"@{each.item.key}" for each in self.chosen)
            QGuiApplication.clipboard().setText(f"[{keys}]")
            self._workspace.told.emit(say("The citation was copied."))
            return
        if what == "record":
            from postil.services.copying import records_in

            try:
                text = records_in([each.item for each in self.chosen], form)
            except Problem as problem:
                self.show_problem(problem)
                return
            QGuiApplication.clipboard().setText(text)
            told = count("The record was copied.", "{number} records were copied.", len(self.chosen))
            self._workspace.told.emit(told)
            return
        self.preview.copy(what, form)

    def _copy_citation(self) -> None:
        if self.table.chosen_rows():
            self.preview.copy("citation", "text")

    def done(self, result: int) -> None:
        """Close; what is still being read then reaches nobody."""
        self.preview.close_preview()
        self.model.close(wait=False)
        super().done(result)

    def _dress(self, theme: Theme) -> None:
        ink = theme.window["muted"]
        self.model.set_icons(icon("text", ink), icon("cite", ink))
        self.empty.set_icon("cite", ink)


_ADDING = (
    ("paste", "Paste records, a DOI or an ISBN…"),
    ("file", "From a file (BibTeX, RIS, CSL-JSON)…"),
    ("hand", "By hand…"),
)
_COPYING = (
    ("citation:text", "Citation"),
    ("citation:html", "Citation as HTML"),
    ("citation:markdown", "Citation as Markdown"),
    ("", ""),
    ("bibliography:text", "Bibliography"),
    ("bibliography:html", "Bibliography as HTML"),
    ("bibliography:markdown", "Bibliography as Markdown"),
    ("", ""),
    ("record:bibtex", "Record as BibTeX"),
    ("record:ris", "Record as RIS"),
    ("record:csl-json", "Record as CSL-JSON"),
    ("", ""),
    ("key", "Citation key, for a note"),
)


def _body(record: object) -> str:
    if isinstance(record, Highlight):
        return record.note
    return record.body if isinstance(record, ArticleNote) else ""
