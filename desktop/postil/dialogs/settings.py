"""The reader's settings: a form made from their declarations; what is changed holds at once."""

from collections.abc import Iterable

from PySide6.QtGui import QColor, QFontDatabase, QIcon, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from postil.dialogs.folder_field import FolderField
from postil.dialogs.frame import Dialog, plain_label, scrolled
from postil.dialogs.style_choice import StyleChoice
from postil.domain.edits import Edit
from postil.domain.records import Color
from postil.domain.wording import say
from postil.services import highlighting
from postil.session.desk import Desk
from postil.session.settings import SETTINGS, Setting, SettingChanged, Settings, setting_label

SECTIONS = {
    "reading": "Reading",
    "highlights": "Highlights",
    "entities": "Names and dates",
    "export": "Export",
    "backup": "Backups",
}
"""The titles of the form's sections, by the first part of a setting's key."""


class SettingsDialog(Dialog):
    """A field for each setting that has a label, and the names of the highlight colours."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(say("Settings"), parent)
        self._settings = desk.settings
        self.fields: dict[str, ChoiceField | NumberField | FlagField | TextField | FolderField] = {}
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(12)
        for section in dict.fromkeys(setting.key.partition("/")[0] for setting in shown_settings()):
            column.addWidget(plain_label(say(SECTIONS.get(section, section.title())), "section"))
            column.addLayout(self._form(section))
            column.addSpacing(8)
        column.addWidget(plain_label(say("Citations"), "section"))
        self.citing = StyleChoice(desk)
        column.addWidget(self.citing)
        column.addSpacing(8)
        column.addWidget(plain_label(say("Names of the highlight colours"), "section"))
        self.colors = ColorNames(desk)
        column.addWidget(self.colors)
        column.addStretch(1)
        _align(page)
        self.body.addWidget(scrolled(page), 1)
        self.close_button = self.add_default(say("Close"))
        self.close_button.clicked.connect(self.accept)
        self.defaults_button = self.add_further(say("&Back to the defaults"))
        self.defaults_button.clicked.connect(self._to_defaults)
        desk.settings.changed.connect(self._hear)
        self.size_to(480, 620)

    def _form(self, section: str) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for setting in shown_settings():
            if setting.key.partition("/")[0] != section:
                continue
            field = make_field(self._settings, setting)
            field.setAccessibleName(setting_label(setting))
            self.fields[setting.key] = field
            if isinstance(field, FlagField):
                field.setText(setting_label(setting))
                form.addRow(field)
            else:
                form.addRow(setting_label(setting), field)
        return form

    def _to_defaults(self) -> None:
        for setting in shown_settings():
            self._settings.put(setting.key, setting.default)

    def _hear(self, change: SettingChanged) -> None:
        field = self.fields.get(change.key)
        if field is not None:
            field.load()

    def done(self, result: int) -> None:
        """Close, with what was typed kept."""
        self.colors.keep()
        self._settings.flush()
        super().done(result)


def _align(page: QWidget) -> None:
    """Let the fields of all sections begin on one line: each section's form would measure its own labels alone."""
    labels = [
        label
        for form in page.findChildren(QFormLayout)
        for row in range(form.rowCount())
        if (item := form.itemAt(row, QFormLayout.ItemRole.LabelRole)) is not None
        and (label := item.widget()) is not None
    ]
    width = max(label.sizeHint().width() for label in labels)
    for label in labels:
        label.setMinimumWidth(width)


def shown_settings() -> Iterable[Setting]:
    """Return the settings that have a place in the form."""
    return [setting for setting in SETTINGS.values() if setting.label]


def make_field(
    settings: Settings, setting: Setting
) -> "ChoiceField | NumberField | FlagField | TextField | FolderField":
    """Return the field for a setting, by the kind of its declaration."""
    if isinstance(setting.default, bool):
        return FlagField(settings, setting)
    if isinstance(setting.default, int | float):
        return NumberField(settings, setting)
    if setting.choices:
        return ChoiceField(settings, setting, tuple((value, say(label)) for value, label in setting.choices))
    if setting.key.endswith("/family"):
        return ChoiceField(settings, setting, (("", say("As the system")), *((name, name) for name in _families())))
    if setting.key.endswith("/folder"):
        return FolderField(settings, setting)
    return TextField(settings, setting)


class ChoiceField(QComboBox):
    """One of several values."""

    def __init__(self, settings: Settings, setting: Setting, choices: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self._settings, self._setting = settings, setting
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        for value, label in choices:
            self.addItem(label, value)
        self.load()
        self.currentIndexChanged.connect(self._put)

    def load(self) -> None:
        """Show the setting's value."""
        self.setCurrentIndex(max(0, self.findData(self._settings.text(self._setting.key))))

    def _put(self) -> None:
        self._settings.put(self._setting.key, str(self.currentData()))


class NumberField(QDoubleSpinBox):
    """A number within its bounds; whole where its step is."""

    def __init__(self, settings: Settings, setting: Setting) -> None:
        super().__init__()
        self._settings, self._setting = settings, setting
        self._whole = isinstance(setting.default, int)
        self.setDecimals(0 if self._whole else 1)
        self.setRange(setting.lowest, setting.highest)
        self.setSingleStep(setting.step)
        self.setKeyboardTracking(False)
        # A stylesheet's padding does not reach the number: it would stand further left than other fields' words.
        self.lineEdit().setTextMargins(4, 0, 0, 0)
        if setting.unit:
            self.setSuffix(" " + say(setting.unit))
        self.load()
        self.valueChanged.connect(self._put)

    def load(self) -> None:
        """Show the setting's value."""
        self.setValue(self._settings.number(self._setting.key))

    def _put(self, value: float) -> None:
        self._settings.put(self._setting.key, int(value) if self._whole else round(value, 1))


class FlagField(QCheckBox):
    """Yes or no."""

    def __init__(self, settings: Settings, setting: Setting) -> None:
        super().__init__()
        self._settings, self._setting = settings, setting
        self.load()
        self.toggled.connect(self._put)

    def load(self) -> None:
        """Show the setting's value."""
        self.setChecked(self._settings.flag(self._setting.key))

    def _put(self, checked: bool) -> None:
        self._settings.put(self._setting.key, checked)


class TextField(QLineEdit):
    """Words, kept when the field is left."""

    def __init__(self, settings: Settings, setting: Setting) -> None:
        super().__init__()
        self._settings, self._setting = settings, setting
        self.load()
        self.editingFinished.connect(self._put)

    def load(self) -> None:
        """Show the setting's value."""
        self.setText(self._settings.text(self._setting.key))

    def _put(self) -> None:
        self._settings.put(self._setting.key, self.text())


class ColorNames(QWidget):
    """The names that the reader gives the highlight colours; each change is one step of undo."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = desk.workspace
        self._inks = desk.looks.theme.inks
        self.lines: dict[str, QLineEdit] = {}
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for color in desk.workspace.library.colors():
            line = QLineEdit(color.name)
            line.setMaxLength(40)
            line.setAccessibleName(say("Name of the colour {color}", color=color.id))
            line.editingFinished.connect(self.keep)
            self.lines[color.id] = line
            form.addRow(self._swatch(color), line)
        desk.workspace.changed.connect(self._hear)

    def keep(self) -> None:
        """Keep the names that were changed; an empty one goes back to what it was."""
        for color in self._workspace.library.colors():
            line = self.lines.get(color.id)
            name = " ".join(line.text().split()) if line else color.name
            if line is not None and not name:
                line.setText(color.name)
            elif name != color.name:
                self._workspace.do(highlighting.rename_color(color, name))

    def _swatch(self, color: Color) -> QLabel:
        size = self.fontMetrics().height()
        pixmap = QPixmap(size, size)
        pixmap.fill(QColor(self._inks.get(color.id, "")))
        label = QLabel()
        label.setPixmap(QIcon(pixmap).pixmap(size, size))
        label.setAccessibleName(color.id)
        return label

    def _hear(self, edit: Edit) -> None:
        for change in edit.touched(Color):
            color = change.record
            line = self.lines.get(color.id)
            if isinstance(color, Color) and line is not None and line.text() != color.name:
                line.setText(color.name)


def _families() -> list[str]:
    return [name for name in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(name)]
