"""Dates and events in words, for a reader's eyes and a screen reader."""

from postil.domain.extents import day_from
from postil.domain.timeline import Event
from postil.domain.wording import count, say

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_words(day: int) -> str:
    """Return a day in words: "22 June 1941"."""
    year, month, of_month = day_from(day)
    return say("{day} {month} {year}", day=of_month, month=say(MONTHS[month - 1]), year=year_words(year))


def month_words(day: int) -> str:
    """Return the month of a day in words: "June 1941"."""
    year, month, _ = day_from(day)
    return say("{month} {year}", month=say(MONTHS[month - 1]), year=year_words(year))


def year_words(year: int) -> str:
    """Return an astronomical year in words: "1941", "44 BC"."""
    return str(year) if year > 0 else say("{year} BC", year=1 - year)


def extent_words(event: Event) -> str:
    """Return when an event was, in words: "22 June 1941", "June 1941", "about 1941", "from June 1941"."""
    first, last, precision = event.extent.first, event.extent.last, event.extent.precision
    if first is None:
        words = say("until {day}", day=day_words(last or 0))
    elif last is None:
        words = say("from {day}", day=day_words(first))
    elif first == last:
        words = day_words(first)
    elif precision == "month":
        words = month_words(first)
    else:
        words = _spanned(event, first, last)
    if event.extent.approximate:
        words = say("about {date}", date=words)
    if event.extent.uncertain:
        words = say("{date}, uncertain", date=words)
    return words


def _spanned(event: Event, first: int, last: int) -> str:
    year = day_from(first)[0]
    if event.extent.precision == "year":
        return year_words(year)
    if event.extent.precision in {"decade", "century"} and year > 0:
        return say("{year}s", year=year)
    if event.extent.precision == "season":
        return say("{first} to {last}", first=month_words(first), last=month_words(last))
    return say("{first} to {last}", first=day_words(first), last=day_words(last))


def told(event: Event, title: str = "") -> str:
    """Return an event whole, for a screen reader and as a tooltip: when, how that is known, the sentence, conflicts."""
    parts = [extent_words(event)]
    if event.inferred:
        parts.append(event.reason or say("Understood from another date."))
    parts.append(f"“{event.sentence}”")
    parts += [say("Conflict: {sentence}", sentence=each) for each in event.conflicts]
    if title:
        parts.append(title)
    return "\n".join(parts)


def many_words(number: int) -> str:
    """Return "12 events"."""
    return count("{number} event", "{number} events", number)
