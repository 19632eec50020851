"""Numbers with what they count, from the words after them: "about 3,000 prisoners", "six times"."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from postil.analysis.dates.words import CARDINALS
from postil.domain.entities import DateMention, Quantity

_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "score": 20.0,
}
_ABOUT = (
    r"about|around|some|nearly|almost|approximately|roughly|over|under|up to|at least|at most|more than|less than|"
    r"fewer than|as many as|(?:no|not) (?:fewer|less|more) than|upwards of|an estimated|estimated|circa|ca\.|close to"
)
_WORD = "|".join(
    sorted(
        (word.replace(" ", r"\s") for word in CARDINALS if word not in {"a", "an", "one", "a couple of"}),
        key=len,
        reverse=True,
    )
)
_FIGURE = r"\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"(?:\s(?:hundred|thousand|million|billion|trillion|dozen|score))+|(?:m|bn|k)(?=\b)"
_ONE = rf"(?:{_FIGURE}|{_WORD}|(?:one|a)(?=\s(?:hundred|thousand|million|billion|trillion|dozen|score)\b))"
_START = re.compile(
    r"(?<![\w.,:/#№§+*=^~-])(?:[$£€¥\d]|(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven"
    r"|[Tt]welve|[Tt]hirt|[Ff]ift|[Ff]ort|[Tt]went|[Hh]undred|[Aa]\s(?:hundred|thousand|million|dozen|score)))"
)
"""Where a number may begin: looked for first, since the whole pattern is slow."""

_BEFORE = re.compile(rf"(?:\b(?P<between>between)|(?P<about>\b(?:{_ABOUT})))\s$", re.IGNORECASE)
_NUMBER = re.compile(
    rf"(?P<money>[$£€¥]\s?)?(?P<value>{_ONE})(?P<scale>{_SCALE})?(?:\sand\s(?P<rest>{_WORD}))?"
    rf"(?:\s?(?P<to>[-–—]|to|or|and)\s?(?P<high>{_ONE})(?P<high_scale>{_SCALE})?)?(?![\w:/^°])(?!\.\d)(?!,\d{{3}})",
    re.IGNORECASE,
)
_NO_PLURAL = (
    r"was|is|has|his|its|this|us|as|yes|less|across|besides|towards|always|perhaps|thus|plus|minus|versus|unless|whereas|"
    r"does|others|theirs|ours|yours|hers|years|days|weeks|months|hours"
)
_COUNTED = re.compile(
    rf"""(?:\s(?P<percent>per\s?cent|percent)\b|(?P<sign>%)|[\s-]
    (?P<noun>(?:of\s(?:the|his|her|their|its|our|these|those)\s)?
    (?:(?!(?:and|or|of|in|to|at|by|with|from|for|on|the|that|which|who|were|was|had|have|has|is|are|be|been|as|than|but|if
    |when|while|so|into|after|before|during|not|it|he|she|they|we|you|out|up|down|over|more|[Tt]imes|years?|days?|weeks?|months?|hours?)\b)
    [A-Za-z][\w’'-]*\s){{0,3}}?
    (?:(?!(?:{_NO_PLURAL})\b)[a-z][a-z’'-]*[a-rt-z]s|(?:men|women|people|children|oxen|feet|dead|wounded|killed|missing
    |troops|personnel|cattle|sheep|aircraft|infantry|cavalry|horse|souls|head|mice|geese|staff|cent|yen|yuan|rubles)))\b)""",
    re.VERBOSE,
)
_NUMBERED = re.compile(
    r"(?:\b(?:no|nos|p|pp|page|pages|chapter|chap|ch|vol|volume|room|flight|route|highway|act|article|section|§|fig|figure|table|"
    r"line|verse|psalm|version|v|step|part|aged|age|note)\.?\s?|[(\[]\s?)$",
    re.IGNORECASE,
)
_LETTER_SCALES = {"m": 1e6, "bn": 1e9, "k": 1e3}


def find_quantities(text: str, dates: Sequence[DateMention]) -> tuple[Quantity, ...]:
    """Return the quantities of ``text`` in order; positions are code points.

    Dates, lengths of time, ordinals, page and chapter numbers, ages and numbers that count nothing are left out.
    """
    starts = [date.start for date in dates]
    found: list[Quantity] = []
    for begin in _START.finditer(text):
        match = _NUMBER.match(text, begin.start())
        if match is None or (found and found[-1].end > match.start()):
            continue
        place = bisect_right(starts, match.end() - 1)
        if place and dates[place - 1].end > match.start("value"):
            continue
        quantity = _quantity(text, match)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    lead = text[max(0, match.start() - 16) : match.start()]
    if _NUMBERED.search(lead):
        return None
    before = _BEFORE.search(lead)
    counted = _COUNTED.match(text, match.end())
    ranged = match["to"] and (match["to"] != "and" or (before and before["between"]))
    if (counted is None and not match["money"]) or (match["to"] and not ranged):
        return None
    low = _value(match["value"], match["scale"] or (match["high_scale"] if ranged else "") or "")
    high = _value(match["high"], match["high_scale"] or match["scale"] or "") if ranged else low
    if low is None or high is None or high < low:
        return None
    if match["rest"] and not ranged:
        if low % 100:
            return None
        low = high = low + CARDINALS[" ".join(match["rest"].casefold().split())]
    name, end = "", match.end()
    if match["money"] and (counted is None or counted["noun"]):
        name = match["money"].strip()
    elif counted is not None:
        name = _OF.sub("", " ".join(counted["noun"].split())) if counted["noun"] else "percent"
        end = counted.end()
    start = match.start() - (len(before.group()) if before and before["about"] else 0)
    about = before is not None and before["about"] is not None
    return Quantity(start, end, text[start:end], low, high, name, approximate=about)


_OF = re.compile(r"^of\s\w+\s")


def _value(words: str, scale: str) -> float | None:
    plain = words.casefold().replace(",", "").replace(" ", "").replace(" ", "")
    try:
        value = float(plain)
    except ValueError:
        spoken = CARDINALS.get(" ".join(words.casefold().split()))
        if spoken is None and words.casefold() in {"one", "a"}:
            spoken = 1
        if spoken is None:
            return None
        value = float(spoken)
    for word in scale.casefold().split():
        value *= _SCALES.get(word) or _LETTER_SCALES[word]
    return value
