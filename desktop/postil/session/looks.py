"""Looks: colour tokens from ``resources/themes``, chosen by the reader's setting or the system's scheme."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from postil.resources import resource
from postil.session.settings import SettingChanged, Settings


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as "#rrggbb" by role.

    ``window`` holds the chrome's roles (background, surface, raised, text, muted, border, accent, accent_text,
    selection, hover, danger), ``page`` the article's (page, text, muted, link, selection, code_background, rule,
    flash, and the grounds ``removed`` and ``added`` of words that differ), ``tones`` a highlight's background by
    colour id, ``inks`` the same colours strong enough for bars and chips, ``entities`` a mark's colour by kind
    (person, place, organisation, event, date, mask).
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
    import tomllib

    return _theme(name, tomllib.loads(resource("themes", f"{name}.toml").read_text("utf-8")))


def _theme(name: str, tokens: Mapping[str, Any]) -> Theme:
    return Theme(
        name, tokens["dark"], tokens["window"], tokens["page"], tokens["tones"], tokens["inks"], tokens["entities"]
    )


def _kept_theme(settings: Settings, name: str) -> Theme:
    """Return the theme as the last start kept it, which spares this one the reading of TOML; else load it."""
    facts = resource("themes", f"{name}.toml").stat()
    stamp = [name, facts.st_mtime_ns, facts.st_size]
    try:
        kept = json.loads(settings.text("window/theme"))
        if kept["stamp"] == stamp:
            return _theme(name, kept["tokens"])
    except (ValueError, LookupError, TypeError):
        pass  # none was kept, or somebody wrote there
    theme = load_theme(name)
    tokens = {role: getattr(theme, role) for role in ("dark", "window", "page", "tones", "inks", "entities")}
    settings.put("window/theme", json.dumps({"stamp": stamp, "tokens": tokens}))
    return theme


class Looks(QObject):
    """The theme in force; ``changed`` carries the new Theme."""

    changed = Signal(object)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.theme = _kept_theme(settings, self._wanted())
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
