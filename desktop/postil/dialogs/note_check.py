"""The check of one's own notes: a list to walk through, beside the window, which shows each note as one comes to it.

Enter goes into the note, Escape there comes back.
"""

from collections.abc import Generator
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QListView, QWidget

from postil.dialogs.listing import ArticleListingDialog
from postil.domain.edits import Edit
from postil.domain.note_check import Finding
from postil.domain.records import Article, ArticleNote, Claim, CslItem, Highlight, Link
from postil.domain.wording import count, say
from postil.models.note_check import FindingModel
from postil.services.note_checking import checking_notes, trouble_label
from postil.session.desk import Desk
from postil.session.going import show_note
from postil.session.looks import Theme
from postil.storage.library import Library
from postil.storage.seeking import Seeker
from postil.widgets.icons import icon
from postil.widgets.two_lines import TwoLinesDelegate

SOON = 600
"""Milliseconds after an edit until the notes are checked again."""
_ICONS = {"unsupported": "unsourced", "twice": "copy", "unknown": "cite", "alone": "warning"}
_LAID_OUT = 25
"""Rows whose height, which goes by their words, is worked out before the window has its turn."""


class NoteCheckDialog(ArticleListingDialog):
    """Lists what rests on nothing, is quoted twice, cites what is not there, or is one unsourced article's claim."""

    def __init__(self, desk: Desk, article_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, say("Check notes"), article_id, parent)
        self._found: tuple[Finding, ...] | None = None
        self._is_next = False
        self._seeker = Seeker(self._workspace.library.path)
        self.model = FindingModel(self)
        self._soon = self.timer(self._renew, SOON)
        self._build()
        self.which.currentIndexChanged.connect(self._show)
        self.everywhere.toggled.connect(self._renew)
        self.list.clicked.connect(self._go)
        self.on_enter(self.list, self._write)
        self._workspace.changed.connect(self._hear)
        self._workspace.closing.connect(self._seeker.close)
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
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setBatchSize(_LAID_OUT)
        self.list.setAccessibleName(say("What there is to look at"))
        self.list.setItemDelegate(TwoLinesDelegate(self.list))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        # Rows whose heights come bit by bit are laid out anew when the bar at their side takes its room.
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.add_list(self.list)
        self.previous_button = self.add_further(say("&Previous"))
        self.next_button = self.add_further(say("&Next"))
        self.previous_button.clicked.connect(partial(self.step, -1))
        self.next_button.clicked.connect(partial(self.step, 1))
        self.add_close()

    def step(self, by: int) -> None:
        """Go to the next one, or back, and show its note."""
        number = self.model.rowCount()
        if number:
            row = self.list.currentIndex().row()
            if row < 0:
                row = 0 if by > 0 else number - 1
            elif not (self._is_next and by > 0):
                row = (row + by) % number
            self.list.setCurrentIndex(self.model.index(row))
            if self.focusWidget() not in {self.previous_button, self.next_button}:
                # Enter goes into the note from here on.
                self.list.setFocus()
            self._go(self.list.currentIndex())

    def _hear(self, edit: Edit) -> None:
        if any(edit.touched(kind) for kind in (Article, ArticleNote, CslItem, Highlight, Claim, Link)):
            self._soon.start()

    def _renew(self) -> None:
        self._soon.stop()
        wanted = self.wanted
        work = partial(self._seeker.run_in_pieces, self._seeker.begin(), partial(_checking, article_id=wanted))
        self.read(work, self._take)
        self.heading.setText(say("Notes in the whole library") if self.everywhere.isChecked() else self._title)
        if self._found is None:
            self.empty.set_icon("search", self._desk.looks.theme.window["muted"])
            self.empty.tell(say("Looking through the notes…"), say("Close stops it."))
            self.pages.setCurrentWidget(self.empty)
            self._enable()
        else:
            self.count.setText(say("Looking through the notes…"))

    def _take(self, found: tuple[Finding, ...] | None) -> None:
        if found is None:
            return
        is_first, self._found = self._found is None, found
        self.empty.set_icon("checked", self._desk.looks.theme.window["muted"])
        self._show()
        if is_first and found:
            self.list.setFocus()

    def _show(self) -> None:
        if self._found is None:
            return
        wanted = str(self.which.currentData())
        row, before = self.list.currentIndex().row(), self.model.at(self.list.currentIndex())
        shown = [finding for finding in self._found if not wanted or finding.trouble == wanted]
        number = len(shown)
        self.model.show_findings(shown, with_titles=self.everywhere.isChecked())
        same = [place for place, finding in enumerate(shown) if before is not None and _is_same(finding, before)]
        if before is not None:
            # Where one was repaired, the one after it has come to its place.
            self._is_next = self._is_next if same else row < number
            row = min(same, key=lambda place: abs(place - row)) if same else row
        self.list.setCurrentIndex(self.model.index(min(row, number - 1)))
        self.count.setText(count("{number} to look at", "{number} to look at", number))
        if not number:
            hint = say("Every sentence in your notes that states something rests on a quotation or a citation.")
            self.empty.tell(say("Nothing to look at"), hint if not wanted else "")
        self.pages.setCurrentWidget(self.list if number else self.empty)
        self._enable()

    def _enable(self) -> None:
        for button in (self.previous_button, self.next_button):
            button.setEnabled(self.model.rowCount() > 0)

    def _go(self, index: QModelIndex) -> None:
        finding = self.model.at(index)
        if finding is None:
            return
        if not finding.article_id:
            from postil.session.workspace import EntityWish

            self._workspace.entity_requested.emit(EntityWish("dossier", finding.note_id))
            return
        self._is_next = False
        show_note(self._workspace, finding.article_id, finding.note_id)

    def _write(self, index: QModelIndex) -> None:
        """Go on in the note itself; Escape there, or a second Ctrl+Shift+U, comes back."""
        self._go(index)
        finding = self.model.at(index)
        if finding is not None and finding.article_id:
            self._workspace.turns.when_shown(partial(self._begin, finding.note_id))

    def _begin(self, note_id: str) -> None:
        self._workspace.note_requested.emit(note_id)
        window = self.parentWidget()
        if window is not None:
            window.activateWindow()

    def _dress(self, theme: Theme) -> None:
        muted = theme.window["muted"]
        self.empty.set_icon("search" if self._found is None else "checked", muted)
        self.model.set_icons({trouble: icon(name, muted) for trouble, name in _ICONS.items()})

    def done(self, result: int) -> None:
        """Close, and stop looking."""
        super().done(result)
        self._seeker.close(wait=False)


def _checking(library: Library, article_id: str) -> Generator[None, None, tuple[Finding, ...]]:
    return checking_notes(library, article_id)


def _is_same(one: Finding, other: Finding) -> bool:
    """Return whether it is the same finding, though words before it may have been changed since."""
    return (one.trouble, one.note_id, one.words) == (other.trouble, other.note_id, other.words)
