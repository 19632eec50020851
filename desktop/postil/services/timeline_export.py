"""A timeline goes out as a file."""

from pathlib import Path

from postil.domain.problems import Problem
from postil.domain.timeline import Event, Timeline
from postil.domain.wording import say
from postil.exporters.timelines import TIMELINE_EXPORTERS, TimelineExporter
from postil.exporters.writing import file_name, write, write_bytes

__all__ = ["exporter", "proposed_name", "render", "write_bytes", "write_events"]


def exporter(name: str) -> TimelineExporter:
    """Return the format called ``name``; raises Problem where there is none."""
    for found in TIMELINE_EXPORTERS:
        if found.name == name:
            return found
    known = ", ".join(each.name for each in TIMELINE_EXPORTERS)
    raise Problem("Postil cannot write a timeline as “{format}”; it writes {known}.", format=name, known=known)


def render(timeline: Timeline, events: tuple[Event, ...], format_name: str) -> str:
    """Return the events in that format, read back and compared; raises Problem."""
    return exporter(format_name).export(timeline, events)


def write_events(timeline: Timeline, events: tuple[Event, ...], format_name: str, path: Path) -> None:
    """Write the events to ``path``, all of it or nothing; raises Problem."""
    write(path, render(timeline, events, format_name))


def proposed_name(timeline: Timeline, extension: str) -> str:
    """Return a name for the file of a timeline: its only article's title, or just "Timeline"."""
    if len(timeline.lanes) == 1:
        return file_name(say("{title} – timeline", title=timeline.lanes[0].title), extension)
    return file_name(say("Timeline"), extension)
