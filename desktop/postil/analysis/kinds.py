"""What kind a name is of, told by its own words."""

import re

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

_WORDS = re.compile(r"[^\s]+")


def kind_by_words(name: str) -> tuple[EntityKind, str] | None:
    """Return the kind that the words of ``name`` speak of, with the reason, or None where they speak of none."""
    if name in COUNTRIES:
        return "place", say("A country, region or great city known by this name.")
    if name in EVENTS:
        return "event", say("A war or an age known by this name.")
    words = name.split()
    if len(words) < 2:
        return None
    first, last = words[0], words[-1].rstrip(".,")
    if words[1] == "of" and len(words) > 2:
        if first in EVENT_HEADS:
            return "event", say("A battle, treaty, congress or other event by its first word.")
        if first in GROUP_HEADS:
            return "organisation", say("An organisation by its first word.")
        if first in PLACE_HEADS:
            return "place", say("A place by its first word.")
    if last in EVENT_WORDS:
        return "event", say("A war, treaty, law or other event by its last word.")
    if last in GROUP_WORDS:
        return "organisation", say("An organisation, party or military unit by its last word.")
    if last in PLACE_WORDS or first in {"Lake", "Mount", "Cape", "Fort"}:
        return "place", say("A place by its last word.")
    if first in DIRECTIONS and " ".join(words[1:]) in COUNTRIES:
        return "place", say("A part of a place known by this name.")
    if first in GIVEN_NAMES and len(words) <= 3 and words[1] not in {"of", "and", "the"}:
        return "person", say("A person, by a common given name.")
    return None
