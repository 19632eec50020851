"""What kind a name is of, told by its own words."""

from postil.analysis.words import (
    COUNTRIES,
    DIRECTIONS,
    EVENT_HEADS,
    EVENT_WORDS,
    EVENTS,
    GIVEN_NAMES,
    GROUP_HEADS,
    GROUP_WORDS,
    PLACE_HEADS,
    PLACE_WORDS,
)
from postil.domain.entities import EntityKind
from postil.domain.wording import say

Told = tuple[EntityKind, str]
"""A kind and the sentence that says why."""


def kind_by_words(name: str) -> Told | None:
    """Return the kind that the words of ``name`` speak of, with the reason, or None where they speak of none."""
    if name in COUNTRIES or (name.isupper() and len(name) > 3 and name.title() in COUNTRIES):
        return "place", say("A country, region or great city known by this name.")
    if name in EVENTS:
        return "event", say("A war or an age known by this name.")
    words = name.split()
    if len(words) < 2:
        return None
    return _by_first_word_of(words) or _by_last_word(words) or _by_first_word(words)


def _by_first_word_of(words: list[str]) -> Told | None:
    if words[1] != "of" or len(words) < 3:
        return None
    if words[0] in EVENT_HEADS:
        return "event", say("A battle, treaty, congress or other event by its first word.")
    if words[0] in GROUP_HEADS:
        return "organisation", say("An organisation by its first word.")
    if words[0] in PLACE_HEADS:
        return "place", say("A place by its first word.")
    return None


def _by_last_word(words: list[str]) -> Told | None:
    last = words[-1].rstrip(".,")
    if last in EVENT_WORDS:
        return "event", say("A war, treaty, law or other event by its last word.")
    if last in GROUP_WORDS:
        return "organisation", say("An organisation, party or military unit by its last word.")
    if last in PLACE_WORDS:
        return "place", say("A place by its last word.")
    return None


def _by_first_word(words: list[str]) -> Told | None:
    first = words[0]
    if first in {"Lake", "Mount", "Cape", "Fort"}:
        return "place", say("A place by its first word.")
    if first in DIRECTIONS and " ".join(words[1:]) in COUNTRIES:
        return "place", say("A part of a place known by this name.")
    if first.partition("-")[0] in GIVEN_NAMES and len(words) <= 3 and words[1] not in {"of", "and", "the"}:
        return "person", say("A person, by a common given name.")
    return None
