"""The reader's settings: declared once, as data, with type, default and label; forms are made from that."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSettings, Signal

from postil.domain.wording import say


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; ``label`` "" keeps it out of the form.

    ``choices`` maps each allowed value to its label; ``lowest`` and ``highest`` bound a number.
    """

    key: str
    default: str | int | float | bool
    label: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    lowest: float = 0
    highest: float = 0
    step: float = 1
    unit: str = ""


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """A setting that was given another value."""

    key: str
    value: str | int | float | bool


SETTINGS: Mapping[str, Setting] = {
    setting.key: setting
    for setting in (
        Setting(
            "reading/theme",
            "system",
            "Colours",
            (("system", "As the system"), ("light", "Light"), ("sepia", "Sepia"), ("dark", "Dark")),
        ),
        Setting("reading/family", "", "Text face"),
        Setting("reading/size", 13, "Text size", lowest=8, highest=40, unit="pt"),
        Setting("reading/measure", 65, "Line length", lowest=35, highest=120, step=5, unit="characters"),
        Setting("reading/line_height", 1.5, "Line height", lowest=1.0, highest=2.4, step=0.1),
        Setting("reading/boilerplate", False, "Show boilerplate"),
        Setting("reading/found_family", ""),
        Setting("highlights/color", "yellow"),
        Setting("entities/shown", "person,place,organisation,event,date,mask"),
        Setting("timeline/view", ""),
        Setting("window/geometry", ""),
        Setting("window/state", ""),
        Setting("window/theme", ""),
        Setting("window/recent", ""),
        Setting("search/recent", ""),
        Setting("citing/style", "apa"),
        Setting("citing/language", ""),
        Setting("export/folder", ""),
        Setting("export/options", ""),
        Setting("export/template", ""),
        Setting("copy/card", "markdown"),
        Setting("copy/works", "formatted"),
        Setting("export/watching", True, "Keep watched folders up to date"),
        Setting("export/watched_here", ""),
        Setting("export/skip_changes", False, "Export without asking where all I wrote is kept"),
        Setting("backup/folder", "", "Copy each backup into"),
        Setting("first_run/greeted", False),
    )
}


class Settings(QObject):
    """The values of SETTINGS, kept in an INI file; ``changed`` carries a SettingChanged."""

    changed = Signal(object)

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def folder(self) -> Path:
        """The folder that the settings' file is in."""
        return Path(self._store.fileName()).parent

    def text(self, key: str) -> str:
        """Return a text setting; a value that is none of its choices is taken for the default."""
        setting = SETTINGS[key]
        value = str(self._store.value(key, setting.default))
        allowed = {choice for choice, _ in setting.choices}
        return value if not allowed or value in allowed else str(setting.default)

    def number(self, key: str) -> float:
        """Return a number within the setting's bounds; what is no number is taken for the default."""
        setting = SETTINGS[key]
        try:
            value = float(str(self._store.value(key, setting.default)))
        except ValueError:
            value = float(setting.default)
        return min(max(value, setting.lowest), setting.highest) if setting.highest else value

    def flag(self, key: str) -> bool:
        """Return a yes-or-no setting."""
        return str(self._store.value(key, SETTINGS[key].default)).lower() in {"true", "1"}

    def put(self, key: str, value: str | float | bool) -> None:
        """Keep a value for a declared setting."""
        setting = SETTINGS[key]
        stored: Any = str(value).lower() if isinstance(setting.default, bool) else str(value)
        if stored != str(self._store.value(key, setting.default)):
            self._store.setValue(key, stored)
            self.changed.emit(SettingChanged(key, value))

    def flush(self) -> None:
        """Write what is pending to disk."""
        self._store.sync()


def setting_label(setting: Setting) -> str:
    """Return a setting's label in the reader's language."""
    return say(setting.label)
