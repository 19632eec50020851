"""How an export will begin, and the template it is made by, which a reader can copy and change."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QResizeEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from postil.dialogs.frame import field_label, fixed_font, plain_label, stacked
from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.exporters.templating import TemplateFault, built_in
from postil.session.templates import OwnTemplates

TYPED_FOR = 350
"""Milliseconds after the last letter of a template after which the preview follows."""

_LINE = Qt.ItemDataRole.UserRole
_MOST_ROWS = 3


class FaultList(QListWidget):
    """What is wrong with a template, each fault in as many lines as it needs; more than three faults scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("What is wrong with the template"))
        self.setProperty("role", "danger")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def fit(self) -> None:
        """Be as high as the faults that are shown are in the width that there is."""
        # As they are laid out: the height that a list hints at knows nothing of broken lines.
        self.doItemsLayout()
        shown = [self.visualItemRect(self.item(row)).height() for row in range(min(_MOST_ROWS, self.count()))]
        self.setFixedHeight(sum(shown) + 2 * self.frameWidth() + 4)


class ExportPreview(QWidget):
    """A template, where the format has one, over the preview. ``changed`` tells of another template or text of it."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, templates: OwnTemplates, faulty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._templates = templates
        self._faulty = faulty
        self._format = ""
        self._original = ""
        self._kept = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(TYPED_FOR)
        self._soon.timeout.connect(self._keep)
        self._make_fields()
        self._lay_out()
        self.template.currentIndexChanged.connect(self._choose)
        self.copy_button.clicked.connect(self._ask_copy)
        self.remove_button.clicked.connect(self._remove)
        self.editor.textChanged.connect(self._soon.start)
        self.faults.itemActivated.connect(self._go_to)
        self.faults.itemClicked.connect(self._go_to)

    def _make_fields(self) -> None:
        self.template = QComboBox()
        self.template.setMinimumContentsLength(12)
        self.copy_button = QPushButton(say("Cop&y and change…"))
        self.remove_button = QPushButton(say("Delete template"))
        for button in (self.copy_button, self.remove_button):
            button.setAutoDefault(False)
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName(say("Template"))
        self.editor.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.faults = FaultList()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(say("How the file begins"))
        for field in (self.editor, self.text):
            field.setFont(fixed_font(self))

    def _lay_out(self) -> None:
        self.row = QWidget()
        row = QHBoxLayout(self.row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.label = field_label(say("Tem&plate"), self.template)
        row.addWidget(self.label)
        row.addWidget(self.template, 1)
        row.addWidget(self.copy_button)
        row.addWidget(self.remove_button)
        self.own = QWidget()
        own = QVBoxLayout(self.own)
        own.setContentsMargins(0, 0, 0, 4)
        own.setSpacing(4)
        own.addWidget(self.editor, 1)
        own.addWidget(self.faults)
        beginning = QWidget()
        self.head: QLabel = plain_label(say("How it begins"), "section")
        shown = stacked(self.head, self.text)
        shown.setContentsMargins(0, 0, 0, 0)
        beginning.setLayout(shown)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.own)
        self.splitter.addWidget(beginning)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.row)
        column.addWidget(self.splitter, 1)
        self.own.hide()
        self.faults.hide()

    @property
    def template_name(self) -> str:
        """The name of the reader's template that is chosen, "" for the one of the format."""
        return str(self.template.currentData() or "")

    @property
    def template_text(self) -> str:
        """The text of the reader's template that is chosen, "" for the one of the format."""
        return self.editor.toPlainText() if self.template_name else ""

    def show_format(self, format_name: str, template: str, wished: str = "") -> None:
        """Offer the templates of a format, whose own is the file ``template`` ("": it has none)."""
        self._keep()
        self._format, self._original = format_name, template
        self.row.setVisible(bool(template))
        names = self._templates.names(format_name) if template else ()
        self.template.blockSignals(True)
        self.template.clear()
        self.template.addItem(say("Postil’s own"), "")
        for name in names:
            self.template.addItem(name, name)
        self.template.setCurrentIndex(max(0, self.template.findData(wished)))
        self.template.blockSignals(False)
        self._show_own()

    def show_text(self, text: str, faults: Sequence[TemplateFault] = ()) -> None:
        """Show how an export begins; where its template is wrong, what is wrong in which line."""
        self.faults.clear()
        for fault in faults:
            item = QListWidgetItem(say("Line {line}: {fault}", line=fault.line, fault=fault.sentence))
            item.setData(_LINE, fault.line)
            self.faults.addItem(item)
        self.faults.setVisible(bool(faults))
        self.faults.fit()
        self._mark([fault.line for fault in faults])
        if not faults:
            # What is looked at stays in view while the template is changed.
            place = self.text.verticalScrollBar().value()
            self.text.setPlainText(text)
            self.text.verticalScrollBar().setValue(place)

    def set_faulty(self, color: str) -> None:
        """Show faulty lines in another colour ("#rrggbb")."""
        self._faulty = color

    def copy_as(self, wished: str) -> str:
        """Copy the template that is chosen under a free name like ``wished``, choose the copy, return its name."""
        name = self._templates.free_name(wished, self._format)
        try:
            self._templates.write(name, self._format, self.template_text or built_in(self._original))
        except Problem as problem:
            self.failed.emit(problem)
            return ""
        self.show_format(self._format, self._original, name)
        self.changed.emit()
        self.editor.setFocus()
        return name

    def flush(self) -> None:
        """Keep what is being typed."""
        self._keep()

    def _ask_copy(self) -> None:
        dialog = QInputDialog(self)
        dialog.setWindowTitle(say("Copy template"))
        dialog.setLabelText(say("Name of the copy"))
        # The window's title fits into the name's width.
        dialog.resize(36 * dialog.fontMetrics().averageCharWidth(), 0)
        dialog.setTextValue(self._templates.free_name(self.template_name or say("My template"), self._format))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(self.copy_as)
        dialog.open()

    def _remove(self) -> None:
        try:
            self._templates.remove(self.template_name, self._format)
        except Problem as problem:
            self.failed.emit(problem)
            return
        self._soon.stop()
        self._kept = self.template_text
        self.show_format(self._format, self._original)
        self.changed.emit()

    def _choose(self) -> None:
        self._show_own()
        self.changed.emit()

    def _show_own(self) -> None:
        name = self.template_name
        text = ""
        if name:
            try:
                text = self._templates.read(name, self._format)
            except Problem as problem:
                self.failed.emit(problem)
        self.editor.blockSignals(True)
        self.editor.setPlainText(text)
        self.editor.blockSignals(False)
        self._kept = text
        self.own.setVisible(bool(name))
        self.remove_button.setVisible(bool(name))
        self.faults.hide()

    def _keep(self) -> None:
        """Write down the template that is being changed."""
        self._soon.stop()
        text = self.template_text
        if not self.template_name or text == self._kept:
            return
        try:
            self._templates.write(self.template_name, self._format, text)
        except Problem as problem:
            self.failed.emit(problem)
        self._kept = text
        self.changed.emit()

    def _mark(self, lines: Sequence[int]) -> None:
        marked: list[QTextEdit.ExtraSelection] = []
        for line in lines:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(self.editor.document().findBlockByNumber(line - 1))
            selection.format.setBackground(QColor(self._faulty))
            selection.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            marked.append(selection)
        self.editor.setExtraSelections(marked)

    def _go_to(self, item: QListWidgetItem) -> None:
        block = self.editor.document().findBlockByNumber(int(item.data(_LINE)) - 1)
        if block.isValid():
            self.editor.setTextCursor(QTextCursor(block))
            self.editor.centerCursor()
            self.editor.setFocus()
