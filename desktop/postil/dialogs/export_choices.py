"""The choices of the export window: which articles, which format, in which order, which parts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from postil.dialogs.frame import field_label, plain_label
from postil.domain.wording import count, say
from postil.exporters.options import FORMATTABLE, ORDERS, PARTS, ExportOptions, Order, Part
from postil.services import exporting


def order_words() -> Mapping[Order, str]:
    """Return what each order of highlights is called."""
    return {
        "text": say("As in the text"),
        "time": say("As they were made"),
        "colour": say("By colour"),
        "tag": say("By tag"),
    }


def part_words() -> Mapping[Part, str]:
    """Return what each part of an export is called."""
    return {
        "record": say("Bibliographic record"),
        "note": say("Note on the article"),
        "highlights": say("Highlights"),
        "remarks": say("Notes on highlights"),
        "claims": say("Claims and links"),
        "names": say("Names in the text"),
        "dates": say("Dates in the text"),
        "works": say("Works cited"),
    }


class ExportChoices(QScrollArea):
    """Which articles and how; ``changed`` tells of every choice, ``format_changed`` of the format, before that."""

    changed = Signal()
    format_changed = Signal()

    def __init__(self, selected: int, *, has_open: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._is_several = False
        self._make_what(selected, has_open=has_open)
        self.one_file = QRadioButton(say("In o&ne file"))
        self.each_file = QRadioButton(say("A file for &each, in a folder"))
        self.one_file.setChecked(True)
        self._how = _group(self, (self.one_file, self.each_file))
        self.format = QComboBox()
        for exporter in exporting.exporters():
            self.format.addItem(exporter.label, exporter.name)
        self.order = QComboBox()
        for order, words in order_words().items():
            self.order.addItem(words, order)
        self.parts = {part: QCheckBox(words) for part, words in part_words().items()}
        self.whole = QCheckBox(say("The &whole text, highlights marked"))
        self.formatted = QCheckBox(say("C&itations in notes formatted"))
        self.styles = QComboBox()
        self.styles.setAccessibleName(say("Citation style"))
        self._follow_citations()
        self._lay_out()
        self._connect()

    def _make_what(self, selected: int, *, has_open: bool) -> None:
        self._has_open = has_open
        self.this = QRadioButton(say("&This article"))
        self.this.setEnabled(has_open)
        self.chosen = QRadioButton(count("The &selected article", "The {number} &selected articles", selected))
        self.chosen.setVisible(bool(selected))
        self.all = QRadioButton(say("&All articles"))
        self._what = _group(self, (self.this, self.chosen, self.all))
        several = selected > 1 or not has_open
        first = self.chosen if selected and several else self.this
        (first if first.isEnabled() else self.all).setChecked(True)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setObjectName("export_choices")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(4)
        _section(column, say("What"), (self.this, self.chosen, self.all), first=True)
        label = field_label(say("For&mat"), self.format)
        label.setProperty("role", "section")
        _section(column, label, (self.format,))
        self._into = QWidget()
        into = QVBoxLayout(self._into)
        into.setContentsMargins(0, 0, 0, 0)
        into.setSpacing(4)
        _section(into, say("Into"), (self.one_file, self.each_file))
        column.addWidget(self._into)
        order = field_label(say("O&rder of highlights"), self.order)
        order.setProperty("role", "section")
        _section(column, order, (self.order,))
        _section(column, say("Parts"), (*self.parts.values(), self.whole))
        self._citing = QWidget()
        citing = QVBoxLayout(self._citing)
        citing.setContentsMargins(0, 0, 0, 0)
        citing.setSpacing(4)
        citing.addWidget(self.formatted)
        citing.addWidget(self.styles)
        column.addSpacing(12)
        column.addWidget(self._citing)
        column.addStretch(1)
        for combo in (self.format, self.order, self.styles):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)
        self.setMinimumWidth(page.sizeHint().width() + self.verticalScrollBar().sizeHint().width())

    def _connect(self) -> None:
        self._what.buttonToggled.connect(self._tell_if_checked)
        self._how.buttonToggled.connect(self._tell_if_checked)
        self.format.currentIndexChanged.connect(self._tell_format)
        self.order.currentIndexChanged.connect(self._tell)
        for box in (*self.parts.values(), self.whole, self.formatted):
            box.toggled.connect(self._tell)
        self.formatted.toggled.connect(self.styles.setEnabled)
        self.parts["highlights"].toggled.connect(self._follow_highlights)

    @property
    def format_name(self) -> str:
        """The name of the format that is chosen."""
        return str(self.format.currentData())

    @property
    def in_folder(self) -> bool:
        """Whether there will be several files, so that a folder is to be named."""
        return self.makes_folder or (self.each_file.isChecked() and self._is_several)

    @property
    def makes_folder(self) -> bool:
        """Whether the format is a folder of files."""
        return exporting.exporter(self.format_name).in_folder

    def options(self, template: str = "") -> ExportOptions:
        """Return the choices, with the text of a template."""
        order: Order = next(each for each in ORDERS if each == self.order.currentData())
        parts: frozenset[Part] = frozenset(part for part in PARTS if self.parts[part].isChecked())
        options = ExportOptions(self.format_name, template, order, parts, self.whole.isChecked())
        formatted = self.formatted.isChecked()
        if formatted == options.formats_citations or self.format_name not in FORMATTABLE:
            return options
        return replace(options, citations="formatted" if formatted else "typed")

    def set_options(self, options: ExportOptions) -> None:
        """Choose what an earlier export chose."""
        for box, value in ((self.format, options.format), (self.order, options.order)):
            place = box.findData(value)
            box.setCurrentIndex(max(0, place))
        for part, box in self.parts.items():
            box.setChecked(part in options.parts)
        self.whole.setChecked(options.whole)
        self.formatted.setChecked(options.formats_citations)
        self._follow_highlights()

    def follow(self, articles: int, *, running: bool) -> None:
        """Offer what can be chosen for so many articles, or nothing while an export is running."""
        self._is_several = articles > 1 or (bool(articles) and self.all.isChecked())
        self.this.setEnabled(self._has_open and not running)
        for field in (self.chosen, self.all, self.format, self.order, self.whole, *self.parts.values(), self.formatted):
            field.setEnabled(not running)
        self.styles.setEnabled(not running and self.formatted.isChecked())
        self._citing.setVisible(self.format_name in FORMATTABLE)
        several = self._is_several and not running
        self._into.setVisible(not self.makes_folder)
        for button in (self.one_file, self.each_file):
            button.setEnabled(several)
        if not running:
            self._follow_highlights()

    def _follow_citations(self) -> None:
        """Propose what is usual for the format."""
        self.formatted.setChecked(ExportOptions(self.format_name).formats_citations)
        self.styles.setEnabled(self.formatted.isChecked())

    def _follow_highlights(self) -> None:
        for part in ("remarks", "claims"):
            self.parts[part].setEnabled(self.parts["highlights"].isChecked())
        self.order.setEnabled(self.parts["highlights"].isChecked())

    def _tell_if_checked(self, button: object, checked: bool) -> None:
        del button
        if checked:
            self.changed.emit()

    def _tell_format(self) -> None:
        self.formatted.blockSignals(True)
        self._follow_citations()
        self.formatted.blockSignals(False)
        self.format_changed.emit()
        self.changed.emit()

    def _tell(self) -> None:
        self.changed.emit()


def _group(owner: QWidget, buttons: Sequence[QRadioButton]) -> QButtonGroup:
    group = QButtonGroup(owner)
    for button in buttons:
        group.addButton(button)
    return group


def _section(column: QVBoxLayout, title: str | QWidget, fields: Sequence[QWidget], *, first: bool = False) -> None:
    if not first:
        column.addSpacing(12)
    column.addWidget(plain_label(title, "section") if isinstance(title, str) else title)
    for field in fields:
        column.addWidget(field)
