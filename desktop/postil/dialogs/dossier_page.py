"""The reader's own page about an entity: Markdown, saved as it is typed, and identifiers."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from postil.dialogs.frame import HelperLabel, field_label, stacked
from postil.domain.citing import format_citation
from postil.domain.dossier import viaf_address, wikidata_address
from postil.domain.edits import Edit
from postil.domain.problems import Problem
from postil.domain.records import EntityNote
from postil.domain.wording import say
from postil.services import dossier as dossiers
from postil.session.desk import Desk
from postil.session.writing import NoteWriting
from postil.widgets.notes.editor import NoteEditor
from postil.widgets.notes.preview import NotePreview
from postil.widgets.opening import open_outside

_NETWORK = frozenset({"http", "https", "mailto"})


class DossierPage(QWidget):
    """``problem_met`` carries a Problem to show, or "" when it is over."""

    problem_met = Signal(object)

    def __init__(self, desk: Desk, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = desk.workspace
        self._key = key
        self._note: EntityNote | None = None
        self.writing = NoteWriting(desk.workspace, self)
        self.editor = NoteEditor()
        self.editor.setPlaceholderText(say("What you know of it, in Markdown"))
        self.preview = NotePreview()
        self.turn_button = QPushButton(say("Preview"))
        self.turn_button.setCheckable(True)
        self.turn_button.setAutoDefault(False)
        self.wikidata, self.wikidata_button = QLineEdit(), QPushButton(say("Open"))
        self.viaf, self.viaf_button = QLineEdit(), QPushButton(say("Open"))
        self.helper = HelperLabel()
        self._build()
        self._connect()
        self._offer()

    @property
    def note(self) -> EntityNote | None:
        """The page as it is saved; None where nothing was written."""
        return self._note

    def show_note(self, key: str, note: EntityNote | None) -> None:
        """Show the page of an entity; what is being typed stays."""
        self._key = key
        self._note = note
        if self.writing.pending(key) is None:
            self.editor.follow(note.body if note else "")
        for field, value in ((self.wikidata, note.wikidata if note else ""), (self.viaf, note.viaf if note else "")):
            if not field.hasFocus() or not field.isModified():
                field.setText(value)
        self._offer()
        if self.turn_button.isChecked():
            self._render()

    def follow(self, edit: Edit) -> None:
        """Take over what an edit made of the page: an undo, or what was typed here."""
        mine = {self._key, self._note.id if self._note else self._key}
        for change in edit.touched(EntityNote):
            if change.record.id in mine:
                after = change.after
                note = after if isinstance(after, EntityNote) else None
                if self.writing.saving:
                    self._note = note
                else:
                    self.writing.forget(self._key)
                    self.show_note(self._key, note)
        self._offer()

    def flush(self) -> None:
        """Save what was typed."""
        self.writing.flush()
        self.writing.end_burst()
        self._identify()

    def _build(self) -> None:
        scrolling = QScrollArea()
        scrolling.setAccessibleName(say("Your page"))
        scrolling.setWidgetResizable(True)
        scrolling.setFrameShape(QScrollArea.Shape.NoFrame)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.preview)
        column.addStretch(1)
        scrolling.setWidget(inside)
        self.pages = QStackedWidget()
        writing = QWidget()
        lines = QVBoxLayout(writing)
        lines.setContentsMargins(0, 0, 0, 0)
        # A page of its own, and no card that grows line by line.
        self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        lines.addWidget(self.editor)
        self.pages.addWidget(writing)
        self.pages.addWidget(scrolling)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 4, 4)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(field_label(say("&Your page"), self.editor), 1)
        head.addWidget(self.turn_button)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        for label, field, button, example in (
            (say("&Wikidata"), self.wikidata, self.wikidata_button, "Q855"),
            (say("&VIAF"), self.viaf, self.viaf_button, "101715089"),
        ):
            field.setPlaceholderText(example)
            button.setAutoDefault(False)
            button.setToolTip(say("Open in the browser"))
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(field, 1)
            row.addWidget(button)
            lines = stacked(field_label(label, field))
            lines.addLayout(row)
            column.addLayout(lines)
        column.addWidget(self.helper)
        self.helper.tell(say("Typed or pasted; nothing is looked up unless you press Open."))

    def _connect(self) -> None:
        self.editor.typed.connect(self._write)
        self.editor.left.connect(self._leave)
        self.editor.ended.connect(self._leave)
        self.turn_button.toggled.connect(self._turn)
        self.preview.link_clicked.connect(self._follow_link)
        for field in (self.wikidata, self.viaf):
            field.editingFinished.connect(self._identify)
            field.textChanged.connect(self._offer)
        self.wikidata_button.clicked.connect(self._open_wikidata)
        self.viaf_button.clicked.connect(self._open_viaf)

    def _write(self, text: str) -> None:
        self.writing.write(self._key, text, self._saved)

    def _saved(self, text: str, burst: str) -> Edit:
        return dossiers.write_note(self._note, self._key, text, burst)

    def _leave(self) -> None:
        self.writing.flush()
        self.writing.end_burst()

    def _turn(self, previewed: bool) -> None:
        if previewed:
            self._render()
        self.pages.setCurrentIndex(1 if previewed else 0)

    def _render(self) -> None:
        from postil.services.rendering import render

        items = {item.key: item for item in self._workspace.library.items()}

        def cite(key: str) -> str | None:
            item = items.get(key)
            return format_citation(item) if item else None

        self.preview.set_html(render(self.editor.toPlainText(), cite=cite))

    def _follow_link(self, url: QUrl) -> None:
        if url.scheme() == "postil":
            self._workspace.link_requested.emit(url.toString())
        elif url.scheme() in _NETWORK:
            self.problem_met.emit(open_outside(url))

    def _identify(self) -> None:
        note = self._note
        typed = self.wikidata.text().strip(), self.viaf.text().strip()
        if typed == (note.wikidata if note else "", note.viaf if note else ""):
            self.problem_met.emit("")
            return
        try:
            edit = dossiers.identify(note, self._key, *typed)
        except Problem as problem:
            self.problem_met.emit(problem)
            return
        self.problem_met.emit("")
        if edit.changes:
            self._workspace.do(edit)

    def _offer(self) -> None:
        note = self._note
        self.wikidata_button.setEnabled(bool(note and note.wikidata and self.wikidata.text() == note.wikidata))
        self.viaf_button.setEnabled(bool(note and note.viaf and self.viaf.text() == note.viaf))

    def _open_wikidata(self) -> None:
        if self._note is not None and self._note.wikidata:
            self.problem_met.emit(open_outside(QUrl(wikidata_address(self._note.wikidata))))

    def _open_viaf(self) -> None:
        if self._note is not None and self._note.viaf:
            self.problem_met.emit(open_outside(QUrl(viaf_address(self._note.viaf))))
