"""The panels of the window, in their order; each is imported when it is made."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class PanelEntry:
    """A panel's place: its object ``name``, English ``title``, side, and where its class is.

    The class is made as ``Class(desk)``; one that is made while an article is open shows it. One at the bottom is as
    wide as the window, and made when it is first shown.
    """

    name: str
    title: str
    area: Literal["left", "right", "bottom"]
    module: str
    class_name: str

    def load(self) -> Any:
        """Return the panel's class."""
        return getattr(import_module(self.module), self.class_name)


PANELS: tuple[PanelEntry, ...] = (
    PanelEntry("library", "Library", "left", "postil.panels.library", "LibraryPanel"),
    PanelEntry("outline", "Outline", "left", "postil.panels.outline", "OutlinePanel"),
    PanelEntry("notes", "Notes", "right", "postil.panels.notes", "NotesPanel"),
    PanelEntry("entities", "Names and dates", "right", "postil.panels.entities", "EntitiesPanel"),
    PanelEntry("timeline", "Timeline", "bottom", "postil.panels.timeline", "TimelinePanel"),
)
