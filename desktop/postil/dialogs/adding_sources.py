"""Sources added: records that are pasted or stand in a file, or a DOI or ISBN that is looked up on asking."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from postil.dialogs.frame import Dialog, HelperLabel, labelled
from postil.domain.citing import format_authors
from postil.domain.csl_fields import TYPE_LABELS
from postil.domain.foreign import ForeignWork
from postil.domain.problems import Problem
from postil.domain.records import CslItem
from postil.domain.text import plain_title
from postil.domain.wording import count, say
from postil.importers.stopping import Stopper
from postil.services.adding_sources import place, read_files, read_pasted, seems_number
from postil.services.adopting import Adoption
from postil.services.looking_up import look_up
from postil.session.desk import Desk
from postil.widgets.dropping import take_copy

SOON = 250
"""Milliseconds after a letter until what is pasted is read."""
MOST_TOLD = 6
_WORK = Qt.ItemDataRole.UserRole


class AddSourcesDialog(Dialog):
    """Shows what was found, and why something was refused, before any of it is added; ``added`` names the first."""

    added = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(say("Add sources"), parent)
        self.setAcceptDrops(True)
        self._desk = desk
        self._job = 0
        self._number = ("", "")
        self._stopper: Stopper | None = None
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(SOON)
        self._typed.timeout.connect(self._read)
        self.field = QPlainTextEdit()
        self.field.setTabChangesFocus(True)
        self.field.setPlaceholderText(say("@book{…}   or   10.1000/182   or   978-0-306-40615-7"))
        self.file_button = QPushButton(say("Choose a &file…"))
        self.look_up_button = QPushButton(say("&Look up"))
        self.stop_button = QPushButton(say("S&top"))
        for button in (self.file_button, self.look_up_button, self.stop_button):
            button.setAutoDefault(False)
        # Enter stops where the button has the keyboard.
        self.stop_button.setAutoDefault(True)
        self.stop_button.hide()
        self.hint = HelperLabel()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.hint, 1)
        row.addStretch(0)
        row.addWidget(self.look_up_button)
        row.addWidget(self.stop_button)
        row.addWidget(self.file_button)
        self.found = QListWidget()
        self.found.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.found.setWordWrap(True)
        self.found.setSpacing(4)
        self.found.setAlternatingRowColors(False)
        self.refused = HelperLabel()
        self.body.addLayout(labelled(say("&Records in BibTeX, RIS or CSL-JSON, a DOI or an ISBN"), self.field), 1)
        self.body.addLayout(row)
        self.body.addLayout(labelled(say("F&ound"), self.found), 2)
        self.body.addWidget(self.refused)
        self.add_button = self.add_default(say("Add"))
        self.add_escape(say("Cancel"))
        self.field.textChanged.connect(self._typed.start)
        self.field.textChanged.connect(self._hint)
        self.file_button.clicked.connect(self.ask_file)
        self.look_up_button.clicked.connect(self._look_up)
        self.stop_button.clicked.connect(self._stop)
        self.found.itemChanged.connect(self._tell)
        self.add_button.clicked.connect(self._add)
        self._hint()
        self._show(())
        self.size_to(680, 600)
        self.field.setFocus()

    @property
    def chosen(self) -> tuple[ForeignWork, ...]:
        """The works that are ticked."""
        rows = (self.found.item(row) for row in range(self.found.count()))
        return tuple(row.data(_WORK) for row in rows if row.checkState() == Qt.CheckState.Checked)

    def ask_file(self) -> None:
        """Ask for files with records and read them."""
        known = say("Bibliographies (*.bib *.bibtex *.biblatex *.ris *.json)")
        names, _ = QFileDialog.getOpenFileNames(self, say("Add sources"), "", f"{known};;{say('All files')} (*)")
        if names:
            self.read_files([Path(name) for name in names])

    def read_files(self, paths: list[Path]) -> None:
        """Read the records in files and show them."""
        self._start(partial(read_files, paths), say("Reading…"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the files that were dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.read_files(paths)
        take_copy(event)

    def _hint(self) -> None:
        """Say at once what a number is, and whom looking it up would ask."""
        self._number = seems_number(self.field.toPlainText())
        if self.stop_button.hasFocus():
            self.field.setFocus()
        self.stop_button.hide()
        self.look_up_button.setVisible(bool(self._number[0]))
        asked = {
            "doi": say("This is a DOI; looking it up asks doi.org."),
            "isbn": say("This is an ISBN; looking it up asks openlibrary.org."),
        }
        self.hint.tell(asked.get(self._number[0], ""))

    def _read(self) -> None:
        self._typed.stop()
        text = self.field.toPlainText()
        if not text.strip() or self._number[0]:
            self._give_up()
            self._show(())
            self.show_problem("")
            return
        self._start(partial(read_pasted, text), "")

    def _look_up(self) -> None:
        stopper = Stopper()
        self._start(partial(_looked_up, self._number[1], stopper), say("Asking…"))
        self._stopper = stopper
        self.stop_button.show()
        self.look_up_button.hide()

    def _stop(self) -> None:
        """Wait for no answer any more; what comes later reaches nobody."""
        self._give_up()
        self._hint()
        self.field.setFocus()

    def _give_up(self) -> None:
        """Let what is being read or asked for reach nobody, and hold no thread for it."""
        self._desk.jobs.forget(self._job)
        if self._stopper is not None:
            self._stopper.stop()
            self._stopper = None

    def _start(self, work: "partial[tuple[ForeignWork, ...]]", told: str) -> None:
        self._typed.stop()
        self._give_up()
        self.show_problem("")
        self._show(())
        if told:
            self.hint.tell(told)
        self._job = self._desk.jobs.run(work, self._take, self._fail)

    def _take(self, works: tuple[ForeignWork, ...]) -> None:
        self._hint()
        self._show(works)

    def _fail(self, problem: Problem) -> None:
        self._hint()
        self.show_problem(problem)

    def _show(self, works: tuple[ForeignWork, ...]) -> None:
        self.found.blockSignals(True)
        self.found.clear()
        refused: list[str] = []
        for work in works:
            record = work.record
            if record is not None and record.refused:
                refused.append(record.refused)
                continue
            row = QListWidgetItem(_told(work))
            row.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            row.setCheckState(Qt.CheckState.Checked)
            row.setData(_WORK, work)
            self.found.addItem(row)
            refused += [f"{_called(work)}: {remark}" for remark in (record.remarks if record else ())]
        self.found.blockSignals(False)
        if len(refused) > MOST_TOLD:
            left = len(refused) - MOST_TOLD
            refused = [*refused[:MOST_TOLD], count("and {number} more.", "and {number} more.", left)]
        self.refused.tell("\n".join(refused))
        self._tell()

    def _tell(self) -> None:
        number = len(self.chosen)
        self.add_button.setEnabled(bool(number))
        self.add_button.setText(count("Add {number} source", "Add {number} sources", number) if number else say("Add"))

    def _add(self) -> None:
        self.add_button.setEnabled(False)
        work = partial(place, self._desk.workspace.library.path, self.chosen)
        self._job = self._desk.jobs.run(work, self._keep, self._fail)

    def _keep(self, adoption: Adoption) -> None:
        new, filled, known = adoption.records
        items = [change.after for change in adoption.edit.changes if isinstance(change.after, CslItem)]
        if adoption.edit.changes and not self._desk.workspace.do(adoption.edit):
            self.add_button.setEnabled(True)
            return
        told = count("{number} source was added.", "{number} sources were added.", new)
        if filled:
            one, many = "{number} was here and is now complete.", "{number} were here and are now complete."
            told = f"{told} {count(one, many, filled)}"
        if known:
            told = f"{told} {count('{number} was here already.', '{number} were here already.', known)}"
        self._desk.workspace.told.emit(told)
        if items:
            self.added.emit(items[0].id)
        self.accept()

    def done(self, result: int) -> None:
        """Close; what is still being read then reaches nobody."""
        self._give_up()
        super().done(result)


def _looked_up(number: str, stopper: Stopper) -> tuple[ForeignWork, ...]:
    return (look_up(number, stopper=stopper),)


def _told(work: ForeignWork) -> str:
    """Return what a row says of a work: its title, and who, when, where, what."""
    record = work.record
    place_of = record.container_title or record.publisher if record else ""
    kind = say(TYPE_LABELS.get(work.kind, work.kind))
    about = [part for part in (format_authors(work.authors), work.published, place_of, kind) if part]
    return "\n".join((_called(work), ", ".join(about)))


def _called(work: ForeignWork) -> str:
    return plain_title(work.title) or work.url or say("Untitled")
