"""The notes pane."""

from postil.panels.notes.panel import NotesPanel

__all__ = ["NotesPanel"]
