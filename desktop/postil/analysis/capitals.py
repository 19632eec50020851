"""Names by their capitals alone, where no model reads the language."""

import re

from postil.analysis.kinds import kind_by_words
from postil.analysis.names import trim
from postil.analysis.patterns import NAME, UPPER
from postil.analysis.spans import Found
from postil.domain.wording import say

_RUN = re.compile(
    rf"(?<![\w’'-])(?P<name>{NAME}(?:[ ](?:(?:de|da|do|dos|del|della|di|du|des|von|van|der|den|af|la|le)"
    rf"[ ]){{0,2}}{NAME}){{1,3}})(?![\w-])"
)
_SINGLE = re.compile(rf"(?<=[\w,;] )(?P<name>[{UPPER}]\w{{3,}})(?![\w’'-]|[ ][{UPPER}])")
_LEAST = 3


def find_capitalised(text: str, language: str) -> list[Found]:
    """Return runs of capitalised words, in order; a guess at a person where no word tells the kind.

    In German, which writes every noun with a capital, and in scripts without capitals, less is found.
    """
    guess = say("Two or more capitalised words; that it is a person is only a guess.")
    found: list[Found] = []
    for match in _RUN.finditer(text):
        ends = trim(text, *match.span("name"), "person")
        # At a sentence's start the first word may be any word.
        if ends is None or " " not in text[slice(*ends)]:
            continue
        if ends[0] == match.start("name") and _opens_sentence(text, ends[0]) and len(match["name"].split()) < 3:
            continue
        words = kind_by_words(text[slice(*ends)])
        kind, reason = words or ("person", guess)
        found.append(Found(*ends, kind, reason, 3 if words else 1))
    if language != "de":
        found += _singles(text, found)
    return sorted(found, key=lambda each: each.start)


def _opens_sentence(text: str, start: int) -> bool:
    return not text[:start].strip() or re.search(r"[.!?:\n“\"«„]\s*$", text[max(0, start - 3) : start]) is not None


def _singles(text: str, found: list[Found]) -> list[Found]:
    """Return single words written with a capital inside sentences often enough to be names."""
    taken = {place for each in found for place in range(each.start, each.end)}
    places: dict[str, list[tuple[int, int]]] = {}
    for match in _SINGLE.finditer(text):
        if match.start("name") not in taken:
            places.setdefault(match["name"], []).append(match.span("name"))
    guess = say("A word capitalised inside sentences {number} times; its kind is only a guess.", number=_LEAST)
    singles: list[Found] = []
    for name, spans in places.items():
        words = kind_by_words(name)
        if words:
            singles += [Found(start, end, *words) for start, end in spans]
        elif len(spans) >= _LEAST:
            singles += [Found(start, end, "person", guess, 1) for start, end in spans]
    return singles
