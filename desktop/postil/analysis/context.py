"""What kind a name is of, told by the words beside it and by its form, where the model took it for another."""

import re

from postil.analysis.cities import CITIES
from postil.analysis.kinds import Told
from postil.analysis.words import COUNTRIES, GIVEN_NAMES, GROUPS, STATES
from postil.domain.entities import EntityKind
from postil.domain.wording import say

_ALSO_PERSONS = frozenset({"Ford", "Honda", "Labour", "SS"})
_INITIALED_PERSONS = frozenset({"JFK", "FDR", "LBJ", "MLK", "NYC", "USSR"})
_TIME_ZONES = frozenset({"GMT", "UTC", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "CET", "BST", "IST"})
_NO_GROUPS = _INITIALED_PERSONS | _TIME_ZONES
_SHORT_FORM = re.compile(r"[A-Z]{3,6}|(?:[A-Z]\. ?){3,}")
_SMALL = re.compile(r"[a-z]{3}")
_PLACE_NOUN = re.compile(
    r" (?:port|city|state|province|peninsula|county|district|prefecture|valley|harbour|harbor|airport|region|island"
    r"|river|village|oblast|coast|suburbs?)\b(?! (?:visit|dinner|funeral|of the))"
)
_GROUP_NOUN = re.compile(
    r" (?:chairman|chairwoman|chief executive|CEO|vice[- ]president|Vice-President|shareholders?|stockholders|shares|"
    r"subsidiary|spokesm[ae]n|spokeswoman|employees)\b"
)
_THERE = re.compile(r"\b(?:in|at|near|from|to|of|left|reached|outside)\s$")
_AT = re.compile(r"\b[a-z]+ at $")
_AIMED = re.compile(
    r"(?:look|laugh|shout|smil|glanc|anger|aim|point|scream|star|gaz|fir|shot|shoot|yell|directed|rage|threw)\w* at $"
)


def by_context(piece: str, start: int, end: int, kind: EntityKind) -> Told | None:
    """Return the kind that the words around ``piece[start:end]`` or its own form speak of, or None for the model's."""
    name = piece[start:end]
    if name in GROUPS and name not in _ALSO_PERSONS and kind == "person":
        return "organisation", say("An organisation known by this name.")
    if name in CITIES and (
        kind == "person" or (kind == "organisation" and _THERE.search(piece[max(0, start - 10) : start]))
    ):
        return "place", say("A country, region or great city known by this name.")
    if kind in {"person", "place"} and _is_short_form(piece, start, end):
        return "organisation", say("An organisation, by the capitals that its name is shortened to.")
    known = name in GIVEN_NAMES or name in COUNTRIES or name in CITIES or name in GROUPS or name.count(" ") > 1
    if known or kind not in {"person", "place", "organisation"}:
        return None
    if kind != "place" and _PLACE_NOUN.match(piece, end):
        return "place", say("A place, by the word that says what it is.")
    if kind != "organisation" and " " not in name and _GROUP_NOUN.match(piece, end):
        return "organisation", say("An organisation, by whom the text says it has.")
    before = piece[max(0, start - 24) : start]
    if kind == "person" and " " not in name and _AT.search(before) and not _AIMED.search(before):
        return "place", say("A place, by the words before it.")
    return None


def _is_short_form(piece: str, start: int, end: int) -> bool:
    name = piece[start:end]
    if (
        not _SHORT_FORM.fullmatch(name)
        or name in COUNTRIES
        or name in STATES
        or name in _NO_GROUPS
        or len(set(name)) == 1
    ):
        return False
    # Among words in capitals it is one of them.
    return _SMALL.search(piece[max(0, start - 12) : start] + piece[end : end + 12]) is not None
