"""All highlights and notes of the library: sifted as you type, gone to, exported."""

from array import array
from functools import partial

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QWidget

from postil.dialogs.hit_list import HitListDialog
from postil.dialogs.hits import address, hit_row
from postil.domain.edits import Edit
from postil.domain.records import Article, ArticleNote, CslItem, Highlight
from postil.domain.wording import count, say
from postil.models.all_notes import AllNotesModel, Index
from postil.services.noted import Chosen, Noted, NotedOrder
from postil.services.searching import Hit
from postil.session.desk import Desk
from postil.session.noting import Noting
from postil.storage.collections import saved_searches
from postil.widgets.hit_rows import HitRow, Marked

SOON = 300
"""Milliseconds after an edit until the list follows."""
ORDERS: tuple[tuple[NotedOrder, str], ...] = (
    ("newest", "Newest first"),
    ("oldest", "Oldest first"),
    ("article", "By article"),
)


class AllNotesDialog(HitListDialog):
    """Stands beside the window; a click or Enter shows the passage there, a selection goes into an export."""

    icon_name = "notes"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.model = AllNotesModel(desk.workspace.library)
        hint = say("Words, or filters such as tag:war color:doubt has:note")
        super().__init__(desk, say("All highlights and notes"), hint, self.model, parent)
        self.model.setParent(self)
        self._noting = Noting(desk.workspace.library.path, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._is_read = False
        self.order = QComboBox()
        self._build()
        self._connect()
        self.size_to(860, 700)
        self.field.line.setFocus()
        self._look()

    def _build(self) -> None:
        self.order.setAccessibleName(say("Order"))
        for name, label in ORDERS:
            self.order.addItem(say(label), name)
        self.list.setAccessibleName(say("Highlights and notes"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.order)
        self.body.addLayout(row)
        self.body.addWidget(self.misread)
        self.body.addWidget(self.pages, 1)
        self.body.addWidget(self.counter)
        self.export_button = self.add_further(say("&Export…"))
        self.show_button = self.add_default(say("Show in text"))
        self.close_button = self.add_escape(say("Close"))

    def _connect(self) -> None:
        self._soon.timeout.connect(self._look)
        self.field.changed.connect(self._look)
        self.field.helped.connect(self._tell)
        self.order.currentIndexChanged.connect(self._look)
        self.list.selectionModel().selectionChanged.connect(self._tell)
        self.export_button.clicked.connect(self.export)
        self.show_button.clicked.connect(self._open_current)
        self._noting.found.connect(self._take)
        self._noting.gathered.connect(self._export)
        self._noting.failed.connect(self.show_problem)
        self._workspace.changed.connect(self._hear)
        self._workspace.altered.connect(self._soon.start)

    @property
    def chosen_rows(self) -> list[int]:
        """The rows that are selected, from top to bottom."""
        return [row for top, bottom in sorted(self._ranges()) for row in range(top, bottom + 1)]

    # What is listed

    def _look(self) -> None:
        self._soon.stop()
        self.show_problem("")
        self.field.help_button.setChecked(False)
        self._noting.find(self.field.query, self.order.currentData())

    def _hear(self, edit: Edit) -> None:
        if any(edit.touched(kind) for kind in (Highlight, ArticleNote, Article, CslItem)):
            self._soon.start()

    def _take(self, found: Noted) -> None:
        if found.misreading is not None:
            self._tell_misread(found.misreading)
            return
        self.misread.tell("")
        self._mind_names(self.field.query)
        self._is_read = True
        before = self.list.currentIndex().row()
        was = self.model.numbers[before] if 0 <= before < len(self.model.numbers) else 0
        self.model.show_noted(found)
        if not self.list.currentIndex().isValid() and found.numbers:
            row = found.numbers.index(was) if was in found.numbers else 0
            self.list.setCurrentIndex(self.model.index(row))
        self._tell()

    def _tell(self) -> None:
        """Say how many there are and are chosen, and what to do where there is none."""
        total, chosen = len(self.model.numbers), self._chosen_number()
        told = count("{number} highlight or note", "{number} highlights and notes", total)
        if not self._is_read:
            told = say("Reading…")
        if chosen > 1:
            told = say("{told} · {chosen} selected", told=told, chosen=f"{chosen:,}")
        self.counter.setText(told)
        if self.field.help_button.isChecked():
            self.pages.setCurrentWidget(self.help)
        elif total or not self._is_read:
            self.pages.setCurrentWidget(self.list)
        else:
            self._explain()
        self.show_button.setEnabled(chosen > 0)
        self.export_button.setEnabled(total > 0)
        self.export_button.setText(say("&Export selected…") if chosen > 1 else say("&Export all…"))

    def _explain(self) -> None:
        if self.field.query.strip():
            self.empty.tell(say("No highlight or note fits this."), "", (("clear", say("Show all")),))
        else:
            hint = say("Select words in an article and press H, or N to write a note.")
            self.empty.tell(say("No highlights yet"), hint)
        self.pages.setCurrentWidget(self.empty)

    def _chosen_number(self) -> int:
        return sum(bottom - top + 1 for top, bottom in self._ranges())

    def _ranges(self) -> list[tuple[int, int]]:
        selection = self.list.selectionModel().selection()
        return [(selection.at(each).top(), selection.at(each).bottom()) for each in range(selection.count())]

    # What the reader does

    def _open(self, place: QModelIndex) -> None:
        hit: Hit | None = self.model.hit(place)
        if hit is not None:
            self._workspace.link_requested.emit(address(hit))
            self.followed.emit()

    def _press(self, name: str) -> None:
        if name == "help":
            self.field.help_button.setChecked(True)
        else:
            self.field.ask("")

    def _try(self, example: str) -> None:
        self.field.ask(f"{self.field.query.strip()} {example}".strip())

    def _fill_menu(self) -> None:
        menu = self.field.menu
        menu.clear()
        for each in saved_searches(self._workspace.library):
            entry = menu.addAction(each.name.replace("&", "&&"))
            entry.triggered.connect(partial(self.field.ask, each.query))
        if menu.isEmpty():
            menu.addAction(say("No search has been saved yet.")).setEnabled(False)

    def export(self) -> None:
        """Take what is selected, or all that is listed, into an export."""
        rows = self.chosen_rows
        numbers = self.model.numbers if len(rows) <= 1 else array("q", (self.model.numbers[row] for row in rows))
        self._noting.gather(numbers)

    def _export(self, chosen: Chosen) -> None:
        from postil.dialogs.exporting import ExportingDialog

        ExportingDialog(self._desk, chosen.article_ids, self, only=chosen.ids).open()

    def done(self, result: int) -> None:
        """Close; what is still being looked for reaches nobody."""
        self._noting.close()
        super().done(result)

    def _row(self, place: Index) -> HitRow:
        hit = self.model.hit(place)
        return hit_row(hit) if hit is not None else HitRow(Marked("…"), icon="notes")
