"""The check of one's own notes: a list to walk through, beside the window, where a click shows the note."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QListWidget, QListWidgetItem, QWidget

from postil.dialogs.listing import ArticleListingDialog
from postil.domain.edits import Edit
from postil.domain.note_check import Finding
from postil.domain.records import Article, ArticleNote, Claim, Highlight, Link
from postil.domain.wording import count, say
from postil.exporters.collected import address
from postil.services.note_checking import check_library, trouble_label, trouble_words
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.widgets.icons import icon
from postil.widgets.two_lines import TwoLinesDelegate

SOON = 600
"""Milliseconds after an edit until the notes are checked again."""
_ICONS = {"unsupported": "unsourced", "twice": "copy", "alone": "warning"}
_FINDING = Qt.ItemDataRole.UserRole


class NoteCheckDialog(ArticleListingDialog):
    """Lists sentences that rest on nothing, quotations used twice, claims that one unsourced article alone makes."""

    def __init__(self, desk: Desk, article_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, say("Check notes"), article_id, parent)
        self._found: tuple[Finding, ...] = ()
        self._soon = self.timer(self._renew, SOON)
        self._build()
        self.which.currentIndexChanged.connect(self._show)
        self.everywhere.toggled.connect(self._renew)
        self.list.clicked.connect(self._go)
        self.list.activated.connect(self._go)
        self._workspace.changed.connect(self._hear)
        desk.looks.changed.connect(self._dress)
        self._dress(desk.looks.theme)
        self.size_to(620, 620)
        self._renew()

    def _build(self) -> None:
        self.which = QComboBox()
        self.which.setAccessibleName(say("What to show"))
        self.which.addItem(say("All"), "")
        for trouble in _ICONS:
            self.which.addItem(trouble_label(trouble), trouble)
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.which.setMinimumContentsLength(20)
        self.add_filters(self.which, self.everywhere, wide=self.which, gap=12)
        self.list = QListWidget()
        self.list.setAccessibleName(say("What there is to look at"))
        self.list.setItemDelegate(TwoLinesDelegate(self.list))
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.add_list(self.list)
        self.previous_button = self.add_further(say("&Previous"))
        self.next_button = self.add_further(say("&Next"))
        self.previous_button.clicked.connect(partial(self.step, -1))
        self.next_button.clicked.connect(partial(self.step, 1))
        self.add_close()

    def step(self, by: int) -> None:
        """Go to the next one, or back, and show its note."""
        number = self.list.count()
        if number:
            row = self.list.currentRow()
            self.list.setCurrentRow((row + by) % number if row >= 0 else 0 if by > 0 else number - 1)
            self._go(self.list.currentIndex())

    def _hear(self, edit: Edit) -> None:
        if any(edit.touched(kind) for kind in (Article, ArticleNote, Highlight, Claim, Link)):
            self._soon.start()

    def _renew(self) -> None:
        self._soon.stop()
        self.read(partial(check_library, self._workspace.library.path, self.wanted), self._take)

    def _take(self, found: tuple[Finding, ...]) -> None:
        self._found = found
        self.heading.setText(say("Notes in the whole library") if self.everywhere.isChecked() else self._title)
        self._show()

    def _show(self) -> None:
        wanted = str(self.which.currentData())
        row = self.list.currentRow()
        self.list.clear()
        muted = self._desk.looks.theme.window["muted"]
        for finding in self._found:
            if wanted and finding.trouble != wanted:
                continue
            place = f" — {finding.title}" if self.everywhere.isChecked() and finding.title else ""
            item = QListWidgetItem(f"{finding.words}\n{trouble_words(finding)}{place}")
            item.setIcon(icon(_ICONS[finding.trouble], muted))
            item.setData(_FINDING, finding)
            item.setToolTip(finding.words)
            self.list.addItem(item)
        number = self.list.count()
        self.list.setCurrentRow(min(row, number - 1))
        self.count.setText(count("{number} to look at", "{number} to look at", number))
        if not number:
            hint = say("Every sentence in your notes that states something rests on a quotation or a citation.")
            self.empty.tell(say("Nothing to look at"), hint if not wanted else "")
        self.pages.setCurrentWidget(self.list if number else self.empty)
        for button in (self.previous_button, self.next_button):
            button.setEnabled(number > 0)

    def _go(self, index: QModelIndex) -> None:
        finding = index.data(_FINDING)
        if not isinstance(finding, Finding):
            return
        if not finding.article_id:
            from postil.session.workspace import EntityWish

            self._workspace.entity_requested.emit(EntityWish("dossier", finding.note_id))
            return
        is_highlight = finding.note_id != finding.article_id
        self._workspace.link_requested.emit(address(finding.article_id, finding.note_id if is_highlight else ""))
        self._workspace.turns.when_shown(partial(self._workspace.card_requested.emit, finding.note_id))

    def _dress(self, theme: Theme) -> None:
        self.empty.set_icon("checked", theme.window["muted"])
        self._show()
