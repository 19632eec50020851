"""Timelines as files: each format a module with ``name``, ``label``, ``extension`` and ``export``."""

from collections.abc import Callable
from dataclasses import dataclass

from postil.domain.timeline import Event, Timeline
from postil.exporters.timelines import table, timelinejs


@dataclass(frozen=True, slots=True)
class TimelineExporter:
    """A format; ``export`` returns what was read back and compared first, or raises Problem."""

    name: str
    label: str
    extension: str
    export: Callable[[Timeline, tuple[Event, ...]], str]


TIMELINE_EXPORTERS: tuple[TimelineExporter, ...] = tuple(
    TimelineExporter(each.name, each.label, each.extension, each.export) for each in (table, timelinejs)
)
