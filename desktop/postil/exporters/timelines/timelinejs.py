"""A timeline for TimelineJS: https://timeline.knightlab.com/docs/json-format.html."""

import html
import json
from typing import Any

from postil.domain.event_words import extent_words
from postil.domain.extents import day_from
from postil.domain.problems import Problem
from postil.domain.timeline import Event, Timeline
from postil.domain.wording import say

name = "timelinejs"
label = "TimelineJS (JSON)"
extension = "json"

_LONGEST = 90


def export(timeline: Timeline, events: tuple[Event, ...]) -> str:
    """Return the events as TimelineJS reads them, a group per article; what it takes for HTML is escaped.

    One that is open to the past begins where it ends, since TimelineJS wants a beginning. Raises Problem where what
    was written does not read as the same.
    """
    titles = {lane.article_id: lane.title for lane in timeline.lanes}
    made: dict[str, Any] = {"events": [_event(each, titles.get(each.article_id, "")) for each in events]}
    if len(timeline.lanes) == 1:
        made["title"] = {"text": {"headline": html.escape(timeline.lanes[0].title)}}
    text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    if json.loads(text) != made:
        raise Problem("The timeline does not read back as it was written; please tell the makers of Postil.")
    return text


def _event(event: Event, title: str) -> dict[str, Any]:
    reach = event.extent
    first = reach.first if reach.first is not None else reach.last
    made: dict[str, Any] = {
        "unique_id": f"postil-{event.article_id}-{event.start}",
        "start_date": _date(first or 0, event),
        "display_date": html.escape(extent_words(event)),
        "group": html.escape(title),
        "text": {"headline": html.escape(_headline(event.sentence)), "text": _body(event, title)},
    }
    if reach.last is not None and reach.last != first:
        made["end_date"] = _date(reach.last, event)
    return made


def _date(number: int, event: Event) -> dict[str, int]:
    """Return a day as finely as it is known: a date that is a year has no month for TimelineJS to show."""
    year, month, day = day_from(number)
    if event.extent.precision in {"year", "decade", "century"}:
        return {"year": year}
    if event.extent.precision in {"month", "season"}:
        return {"year": year, "month": month}
    return {"year": year, "month": month, "day": day}


def _headline(sentence: str) -> str:
    if len(sentence) <= _LONGEST:
        return sentence
    return f"{sentence[:_LONGEST].rsplit(' ', 1)[0].rstrip(',;:')}…"


def _body(event: Event, title: str) -> str:
    notes: list[str] = []
    if event.inferred:
        notes.append(event.reason or say("Understood from another date."))
    notes += [say("Conflict: {sentence}", sentence=each) for each in event.conflicts]
    parts = [f"<p>{html.escape(event.sentence)}</p>", *(f"<p><em>{html.escape(each)}</em></p>" for each in notes)]
    return "".join((*parts, f"<p><small>{html.escape(title)}</small></p>"))
