"""The sidebar of names and dates."""

from postil.panels.entities.panel import EntitiesPanel

__all__ = ["EntitiesPanel"]
