"""Rules that know a name by its own words: each a row of kind, pattern and the reason that the sidebar shows."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from postil.analysis.words import (
    CALLINGS,
    COUNTRIES,
    EVENT_HEADS,
    EVENT_WORDS,
    EVENTS,
    GIVEN_NAMES,
    GROUP_HEADS,
    GROUP_NOUNS,
    GROUP_WORDS,
    GROUPS,
    PLACE_HEADS,
    PLACE_NOUNS,
    PLACE_WORDS,
    STATES,
    TITLES,
)
from postil.domain.entities import EntityKind


def either(words: Iterable[str]) -> str:
    """Return an alternation of ``words``, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽ"
WORD = rf"[{UPPER}](?:\w|[’'](?!s\b|\s)(?=\w)|-(?=\w))*"
"""A capitalised word, its possessive ending left out."""

_GIVEN = r"(?:Jno|Wm|Geo|Chas|Thos|Jas|Robt|Saml|Benj|Edw|Jos|Alex|Danl|Richd|Theo|Fred)"
NAME = rf"(?:(?:{_GIVEN}|St|Mt|Ft)\.(?=\s[{UPPER}])|{WORD}|[{UPPER}]\.(?:[{UPPER}]\.)*)"
RUN = rf"{NAME}(?:[ ]{NAME})*"
_JOIN = r"(?:of|of the|and|for|for the|de|du|des|del|della|la|&)"
LONG_RUN = rf"{NAME}(?:[ ](?:{_JOIN}[ ])?{NAME})*"
ORDINAL = r"(?:\d{1,3}(?:st|nd|rd|th|d)[ ])"


class Pattern(NamedTuple):
    """``pattern`` finds a name as its group ``name``; ``strength`` as in ``Found``; ``reason`` is a whole sentence.

    With ``several_words`` a name of one word is none.
    """

    kind: EntityKind
    pattern: re.Pattern[str]
    reason: str
    strength: int = 3
    several_words: bool = False


def _row(kind: EntityKind, pattern: str, reason: str, strength: int = 3, *, several_words: bool = True) -> Pattern:
    return Pattern(kind, re.compile(pattern, re.MULTILINE), reason, strength, several_words)


_START = r"(?<![\w’'-])"
_END = r"(?![\w-])"
_NOT_THERE = r"(?<!\b[Ii]n )(?<!\b[Aa]t )(?<!\b[Nn]ear )"
"""Who was "born in Whitby, the daughter of" somebody makes no daughter of Whitby."""
_SAID = (
    r"(?:[ ]\([^()\n]{1,60}\))?(?:,|,?[ ](?:is|was|are|were|became)|,[ ]who[ ](?:is|was))"
    r"[ ](?:an?|the|one[ ]of[ ]the)[ ](?:[\w-]+[ ]){0,5}?"
)


_NO_NOUN = (
    r"(?=[,.;:)]|$|[ ](?:of|in|on|at|for|from|and|or|who|whose|which|that|near|to|with|by|located|based|founded"
    r"|formed|born|between|known|under|whom|where|when|as|during|since|until|outside|inside|north|south|east|west)\b)"
)


def _said_to_be(kind: EntityKind, nouns: Iterable[str], reason: str, before: str = "") -> Pattern:
    """Return the row of names that the text says what they are: "Aisby is a hamlet", "Aisby, a small hamlet"."""
    pattern = rf"{_START}{before}(?P<name>{RUN}){_SAID}(?:{either(nouns)})s?\b{_NO_NOUN}"
    return _row(kind, pattern, reason, several_words=False)


ROWS: tuple[Pattern, ...] = (
    _row(
        "place",
        rf"{_START}(?<![{UPPER}]\w\w[ ])(?P<name>{either(COUNTRIES)}){_END}(?![ ][{UPPER}]|['’][{UPPER}])",
        "A country, region or great city known by this name.",
        several_words=False,
    ),
    _row(
        "organisation",
        rf"{_START}(?P<name>{either(GROUPS)}){_END}(?![ ][{UPPER}][a-z])",
        "An organisation known by this name.",
        2,
        several_words=False,
    ),
    _row(
        "organisation",
        r"(?<=\b[Tt]he )(?P<name>[A-Z](?:[A-Z&]|\.[A-Z]){1,6})(?![\w-]|\.\w|[ ][A-Z])",
        "An organisation, by the capitals that its name is shortened to.",
        2,
        several_words=False,
    ),
    _row(
        "organisation",
        rf"^(?P<name>{RUN}?)[ ](?:Updated|Published|Posted)[ ](?:on|at)\b",
        "Whoever published the article, by the line that says when.",
        several_words=False,
    ),
    _row(
        "place",
        rf"(?<=\b[iI]n |\b[aA]t |\bof )(?P<name>{RUN})(?=,[ ](?:{either(COUNTRIES)}|(?:{either(STATES)})\b))",
        "A place, by the country or state named after it.",
        several_words=False,
    ),
    _row(
        "place",
        rf"(?P<name>{RUN})(?=,[ ]?(?:{either(word for word in STATES if word.isupper())})\b)",
        "A place, by the country or state named after it.",
        several_words=False,
    ),
    _row(
        "place",
        rf"(?<=,[ ])(?P<name>{either(word for word in STATES if word.isupper())})(?=[ ]?(?:\d{{5}}|[,.;:)\n]|$))",
        "A state by its short form, after a town's name.",
        several_words=False,
    ),
    _row(
        "place",
        rf"\b(?:town|city|village|hamlet|parish|suburb|province|port|island|state|county|district|capital|"
        rf"region)[ ]of[ ](?P<name>{RUN})",
        "A place, by the word that says what it is.",
        several_words=False,
    ),
    _row(
        "place",
        rf"\b(?:river|lake|isle|mount)[ ](?P<name>{RUN})",
        "A place, by the word that says what it is.",
        several_words=False,
    ),
    _row(
        "organisation",
        rf"(?<=[a-z,] )(?P<name>{RUN}[ ](?:college|university|academy|seminary))\b",
        "An organisation, party or military unit by its last word.",
        2,
    ),
    _row(
        "person",
        rf"{_START}(?:{either(CALLINGS)})[ ](?P<name>{NAME}(?:[ ](?:(?:de|von|van|der|den|la|le|du|al|bin|ibn)"
        rf"[ ])*{NAME}){{0,3}})",
        "A person, by the calling named before the name.",
        several_words=False,
    ),
    _row(
        "event",
        rf"{_START}(?P<name>{either(EVENTS)}){_END}",
        "A war or an age known by this name.",
        several_words=False,
    ),
    _row(
        "event",
        rf"{_START}(?P<name>(?:(?:First|Second|Third|Fourth|Great)[ ])?(?:{either(EVENT_HEADS)})[ ]of[ ](?:the[ ])?"
        rf"{LONG_RUN})",
        "A battle, treaty, congress or other event by its first word.",
    ),
    _row("event", rf"{_START}(?P<name>Operation[ ][“\"]?{NAME}[”\"]?)", "An operation by its first word."),
    _row(
        "event",
        rf"(?P<name>[“\"]{RUN}[”\"][ ](?:[Pp]lan|[Oo]peration|[Cc]ampaign|[Oo]ffensive|[Pp]act|[Tt]reaty))\b",
        "A plan or an operation by its name in quotation marks.",
    ),
    _row(
        "event",
        rf"{_START}(?P<name>{WORD}-{WORD}(?:[ ]{NAME})*[ ](?:wars?|conflict|pact|treaty|agreement))\b",
        "A war or a treaty between the two that it names.",
    ),
    _row(
        "event",
        rf"{_START}(?P<name>(?:{RUN}[ ])(?:{either(EVENT_WORDS)})(?:[ ]of[ ](?:1\d{{3}}|20\d\d))?){_END}",
        "A war, treaty, law or other event by its last word.",
    ),
    _row(
        "organisation",
        rf"{_START}(?P<name>(?:{ORDINAL}|{RUN}[ ])?(?:{either(GROUP_HEADS)})[ ](?:of|for)[ ](?:the[ ])?{LONG_RUN})",
        "An organisation by its first word.",
    ),
    _row(
        "organisation",
        rf"{_START}(?P<name>(?:{ORDINAL}(?:{RUN}[ ])?|(?:{RUN}['’]s[ ])?{RUN}[ ])(?:{either(GROUP_WORDS)})"
        rf"\b(?:\.(?=[ ,]))?"
        rf"){_END}",
        "An organisation, party or military unit by its last word.",
    ),
    _row(
        "place",
        rf"{_START}(?P<name>(?:{either(PLACE_HEADS)})[ ](?:of[ ])(?:the[ ])?{RUN}|(?:Lake|Mount|Mt\.?|Cape|"
        rf"Fort|Port)[ ]{RUN})",
        "A place by its first word.",
    ),
    _row("place", rf"{_START}(?P<name>{RUN}[ ](?:{either(PLACE_WORDS)})){_END}", "A place by its last word."),
    _said_to_be("place", PLACE_NOUNS, "A place, by what the text says it is."),
    _said_to_be("organisation", GROUP_NOUNS, "An organisation, by what the text says it is."),
    _said_to_be("person", CALLINGS, "A person, by what the text says they are.", _NOT_THERE),
    _row(
        "person",
        rf"{_START}(?:{either(TITLES)})\.?[ ](?P<name>{NAME}(?:[ ](?:(?:de|von|van|der|den|la|le|du|al|bin|ibn)"
        rf"[ ])*{NAME}){{0,3}})",
        "A person, by the title before the name.",
        several_words=False,
    ),
    _row(
        "person",
        rf"{_START}(?P<name>(?:{either(GIVEN_NAMES)})(?:-{WORD})?(?:[ ](?:[{UPPER}]\.|{WORD})){{0,2}}[ ](?:(?:de|von|"
        rf"van|der|la|le|du)[ ])*{WORD}(?:,?[ ](?:Jr|Sr)\b\.?)?){_END}",
        "A person, by a common given name.",
        2,
    ),
    _row(
        "person",
        rf"{_START}(?P<name>(?:Duke|Duchess|Earl|Count|Countess|Marquis|Marquess|Viscount)[ ]of[ ]{NAME}){_END}",
        "A nobleman or a noblewoman, by rank and place.",
    ),
    _row(
        "place",
        r"^(?P<name>[A-Z]{3,}(?:[ ][A-Z]{2,}){0,2})"
        r"(?=(?:,[ ][A-Z][\w.]+(?:[ ][A-Z]\w+)?)?[ ][12]\d{3}-\d\d-\d\d\b"
        r"|,[ ](?:[A-Z][a-z]+,?[ ])?(?:[A-Z][a-z]{2,8}\.?[ ]\d|\d{1,2}[ ][A-Z])|[ ](?:\([A-Z]|[-–—]{1,2}[ ]))",
        "A place, by the line that a dispatch begins with.",
        several_words=False,
    ),
    _row(
        "person",
        rf"{_START}(?P<name>{_GIVEN}\.[ ](?:[{UPPER}]\.[ ])?{WORD}){_END}",
        "A person, by a given name cut short.",
    ),
    _row(
        "person",
        rf"{_START}(?P<name>(?:[{UPPER}]\.[ ]?){{1,3}}{WORD}){_END}",
        "A person, by initials and surname.",
        2,
    ),
)
