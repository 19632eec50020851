"""The reader's citation style: those that come with Postil, and any .csl file that is added or dropped here."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QPushButton, QVBoxLayout, QWidget

from postil.dialogs.frame import HelperLabel
from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.services.plain_citeproc import why_not
from postil.services.styles import OFFERED, label_of, locales, own_styles, take_style
from postil.session.citing import SPOKEN, STYLE, Citations, citations_of
from postil.session.desk import Desk
from postil.session.settings import SettingChanged
from postil.widgets.dropping import take_copy


class StyleChoice(QWidget):
    """Chooses the style and the language of citations, and takes more styles in."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._settings = desk.settings
        self._citations = citations_of(desk)
        self.styles = QComboBox()
        self.styles.setAccessibleName(say("Citation style"))
        self.languages = QComboBox()
        self.languages.setAccessibleName(say("Language of citations"))
        for combo in (self.styles, self.languages):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(12)
        self.add_button = QPushButton(say("&Add a style…"))
        self.add_button.setAutoDefault(False)
        self.problem = HelperLabel()
        self.problem.setProperty("role", "danger")
        self.hint = HelperLabel()
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(say("Style"), self.styles)
        form.addRow(say("Language"), self.languages)
        below = QVBoxLayout()
        below.setSpacing(4)
        below.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        below.addWidget(self.hint)
        below.addWidget(self.problem)
        form.addRow("", below)
        self._fill()
        self.styles.currentIndexChanged.connect(self._put_style)
        self.languages.currentIndexChanged.connect(self._put_language)
        self.add_button.clicked.connect(self._ask)
        self._settings.changed.connect(self._hear)

    def take(self, path: Path) -> None:
        """Take a .csl file in and choose it, or say why it is none."""
        try:
            style = take_style(path, self._citations.folder)
        except Problem as problem:
            self.problem.tell(str(problem))
            return
        reason = why_not(style.name, self._citations.folder)
        self.problem.tell(say("“{style}” is kept. {reason}", style=style.label, reason=reason) if reason else "")
        self._settings.put(STYLE, style.name)
        self._fill()
        self._citations.restyled.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped for a style."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.take(Path(url.toLocalFile()))
        take_copy(event)

    def _fill(self) -> None:
        for combo in (self.styles, self.languages):
            combo.blockSignals(True)
        fill_styles(self.styles, self._citations)
        self.hint.tell(self._citations.replaced or say("Any .csl file can be dropped here."))
        self.languages.clear()
        self.languages.addItem(say("As the window"), "")
        for language in locales():
            self.languages.addItem(_spoken(language), language)
        self.languages.setCurrentIndex(max(0, self.languages.findData(self._settings.text(SPOKEN))))
        for combo in (self.styles, self.languages):
            combo.blockSignals(False)

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, say("Add a citation style"), "", say("Citation styles (*.csl)"))
        if name:
            self.take(Path(name))

    def _put_style(self) -> None:
        self._settings.put(STYLE, str(self.styles.currentData()))

    def _put_language(self) -> None:
        self._settings.put(SPOKEN, str(self.languages.currentData()))

    def _hear(self, change: SettingChanged) -> None:
        if change.key in {STYLE, SPOKEN}:
            self._fill()


def fill_styles(combo: QComboBox, citations: Citations) -> None:
    """Fill a box with the styles that there are, the reader's own below, and choose the reader's.

    Those that cannot be had without citeproc-js are grey, and say why: each by its tooltip, all by that of the box.
    """
    combo.blockSignals(True)
    combo.clear()
    for style in OFFERED:
        combo.addItem(label_of(style), style.name)
    own = [style for style in own_styles(citations.folder) if combo.findData(style.name) < 0]
    if own:
        combo.insertSeparator(combo.count())
    for style in own:
        combo.addItem(style.label, style.name)
    chosen = citations.style
    if combo.findData(chosen) < 0:
        combo.addItem(chosen, chosen)
    combo.setCurrentIndex(combo.findData(chosen))
    told = citations.replaced
    if _grey(combo, citations.folder):
        told = told or say("Grey styles need citeproc-js, which was not fetched when Postil was installed.")
    combo.setToolTip(told)
    combo.setAccessibleDescription(told)
    combo.blockSignals(False)


def _grey(combo: QComboBox, folder: Path) -> bool:
    """Grey what cannot be had; tell whether there is any."""
    model = combo.model()
    assert isinstance(model, QStandardItemModel)
    found = False
    for row in range(combo.count()):
        name = combo.itemData(row)
        reason = why_not(str(name), folder) if name else ""
        if reason:
            found = True
            model.item(row).setEnabled(False)
            combo.setItemData(row, reason, Qt.ItemDataRole.ToolTipRole)
            combo.setItemData(row, reason, Qt.ItemDataRole.AccessibleDescriptionRole)
    return found


def _spoken(language: str) -> str:
    """Return a language under its own name: "Deutsch (de-AT)"."""
    from PySide6.QtCore import QLocale

    name = QLocale(language.replace("-", "_")).nativeLanguageName()
    return f"{name} ({language})" if name else language
