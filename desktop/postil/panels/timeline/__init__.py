"""The panel of the timeline."""

from postil.panels.timeline.panel import TimelinePanel

__all__ = ["TimelinePanel"]
