"""Timelines for tests and benchmarks."""

import datetime
import random

from postil.domain.extents import extent
from postil.domain.timeline import Event, Lane, Timeline, in_time


def timeline_of(*values: str, articles: int = 1, conflicts: tuple[int, ...] = ()) -> Timeline:
    """Return a timeline with these EDTF values, dealt out to so many articles; some of them in conflict."""
    events: list[Event] = []
    for number, value in enumerate(values):
        reach = extent(value)
        assert reach is not None
        told = ("It is said otherwise.",) if number in conflicts else ()
        place = 10 * number
        sentence = f"Sentence {number} of {value}."
        article = f"a{number % articles}"
        events.append(Event(article, place, place + 4, value, value, reach, sentence, conflicts=told))
    lanes = tuple(Lane(f"a{number}", f"Article {number}") for number in range(articles))
    return Timeline(lanes, tuple(sorted(events, key=in_time)))


def crowded(number: int, articles: int) -> Timeline:
    """Return a timeline of so many events of all precisions over twelve years, the same each time."""
    chance = random.Random(3)
    values: list[str] = []
    for _ in range(number):
        day = datetime.date(1937, 1, 1) + datetime.timedelta(days=chance.randrange(4380))
        value = chance.choices(
            [day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}", f"{day.year // 10}X", f"{day.isoformat()}~"],
            [60, 18, 12, 2, 8],
        )[0]
        values.append(value)
    return timeline_of(*values, articles=articles, conflicts=tuple(range(0, number, 97)))
