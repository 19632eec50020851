"""Looks: colour tokens from ``resources/themes``, chosen by the reader's setting or the system's scheme."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from postil.resources import resource
from postil.session.settings import SettingChanged, Settings


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as "#rrggbb" by role.

    ``window`` holds the chrome's roles (background, surface, raised, text, muted, border, accent, accent_text,
    selection, hover, danger), ``page`` the article's (page, text, muted, link, selection, code_background, rule,
    flash), ``tones`` a highlight's background by colour id, ``inks`` the same colours strong enough for bars and
    chips, ``entities`` a mark's colour by kind (person, place, organisation, event, date, mask).
    """

    name: str
    dark: bool
    window: Mapping[str, str]
    page: Mapping[str, str]
    tones: Mapping[str, str]
    inks: Mapping[str, str]
    entities: Mapping[str, str]


def load_theme(name: str) -> Theme:
    """Return the theme ``name`` ("light", "sepia" or "dark")."""
    tokens = tomllib.loads(resource("themes", f"{name}.toml").read_text("utf-8"))
    return Theme(
        name, tokens["dark"], tokens["window"], tokens["page"], tokens["tones"], tokens["inks"], tokens["entities"]
    )


class Looks(QObject):
    """The theme in force; ``changed`` carries the new Theme."""

    changed = Signal(object)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.theme = load_theme(self._wanted())
        settings.changed.connect(self._hear_setting)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._renew)

    def _wanted(self) -> str:
        chosen = self._settings.text("reading/theme")
        if chosen != "system":
            return chosen
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _hear_setting(self, change: SettingChanged) -> None:
        if change.key == "reading/theme":
            self._renew()

    def _renew(self) -> None:
        wanted = self._wanted()
        if wanted != self.theme.name:
            self.theme = load_theme(wanted)
            self.changed.emit(self.theme)
