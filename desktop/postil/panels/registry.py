"""The panels of the window, in their order; each is imported when the window is built."""

from importlib import import_module
from typing import Any

PANELS: tuple[tuple[str, str], ...] = (
    ("postil.panels.library", "LibraryPanel"),
    ("postil.panels.outline", "OutlinePanel"),
    ("postil.panels.notes", "NotesPanel"),
    ("postil.panels.entities", "EntitiesPanel"),
)


def panel_classes() -> tuple[Any, ...]:
    """Return the class of every panel, in the order of PANELS."""
    return tuple(getattr(import_module(module), name) for module, name in PANELS)
