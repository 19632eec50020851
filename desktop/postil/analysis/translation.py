"""Does an English text read as if a machine had translated it? Signs that a reader can check, never a proof.

Each sign is a row with its reason. One kind of sign proves nothing: writers have mannerisms, and pages lose spaces. The
verdict needs several kinds that are frequent for the text's length.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["unknown", "unlikely", "possible", "likely"]

LEAST_WORDS = 120
"""Shorter texts show too little to say anything."""
_STRETCH = 16_000
_FEW_ARTICLES = 0.035
"""Of all words; English prose has 0.06 to 0.1."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One kind of sign: its ``name``, the ``reason`` why it is one, and the spans (code points) where it shows.

    ``weight`` says how much it counts: 1 for what happens to any writer now and then, 2 for what hardly does. A sign
    of the text as a whole has no places.
    """

    name: str
    reason: str
    weight: int
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Impression:
    """What the signs come to; ``signs`` are those that are frequent enough to count, the strongest first.

    "unknown": the text is too short, or in no language whose signs are known.
    """

    verdict: Verdict
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """``rate`` is how many in a thousand words make a sign, ``weight`` what it then counts."""

    name: str
    reason: str
    pattern: str
    rate: float
    weight: int
    flags: int = re.IGNORECASE


def _any(*phrases: str) -> str:
    return f"(?:{'|'.join(phrases)})"


_CARRIED = _any(
    "it can be (?:seen|said) that",
    "it is (?:worth mentioning|not difficult to see) that",
    "as (?:everyone|we all) knows?,",
    "as the (?:old )?saying goes",
    "let['’]s (?:find out|take a look|talk about)",
    "so,? what exactly",
    "it turned out that",
    "this is simply not",
    "after (?:a series|much) of",
    "at this (?:time|moment),",
    "under (?:such|these) circumstances,",
    "in the face of",
    "can be described as",
    "(?:cannot|should not) be underestimated",
    "from the perspective of",
    "to a certain extent",
    "plays? an? (?:very )?(?:important|vital) role",
    "in the eyes of",
    "self-evident",
    "can(?:['’]|no)?t help but",
    "couldn['’]t help but",
    "who would have thought",
)
_LINKING = _any(
    "however", "so", "therefore", "after all", "at the same time", "as a result", "in addition", "but", "then",
    "at present", "despite this", "in this way", "not only that", "moreover", "of course",
)  # fmt: skip
_OWN_SIDE = _any("army", "side", "troops", "soldiers", "military", "forces", "party", "country")
_HEAD = r"(?:(?<=[.!?]\s)|(?<=[.!?][\"”’]\s)|(?<=\n)|^)"
_LETTERS = "一-鿿぀-ヿ가-힣Ѐ-ӿ"
_MARKS = "，。；：？！、「」『』（）《》"
_ROWS = (
    _Row(
        "question without a subject",
        "A question that begins with “How to” has no subject in English; other languages ask so.",
        r"\bhow to [a-z][^.?!\n]{0,80}\?",
        0.5,
        2,
    ),
    _Row(
        "word beside itself",
        "A word is joined with itself where the original had two words of like meaning.",
        r"\b([a-z]{4,})s? (?:and|or) (?:the )?\1s?\b(?! \1)",
        0.4,
        2,
    ),
    _Row(
        "doubled word",
        "A word stands twice in a row.",
        rf"\b({_any('the', 'an?', 'of', 'to', 'in', 'and', 'is', 'was', 'that', 'with', 'for', 'on')}) \1\b",
        0.5,
        1,
    ),
    _Row(
        "voice of one side",
        "The narrator says “our army” or “our side”: the original took sides, and the translation kept its pronouns.",
        rf"\bour {_OWN_SIDE}\b|\bour (?-i:[A-Z][a-z]+ ){{1,3}}(?:army|party|forces?)\b",
        1.0,
        2,
    ),
    _Row(
        "carried-over phrase",
        "Turns that are everyday in another language and rare in written English.",
        rf"\b{_CARRIED}(?!\w)",
        3.0,
        2,
    ),
    _Row(
        "linking word at the head",
        "Very many sentences open with However, So, After all or Therefore, as essays in some languages do.",
        rf"{_HEAD}{_LINKING},? ",
        14.0,
        1,
    ),
    _Row(
        "punctuation of another script",
        "Commas, stops or brackets of Chinese or Japanese were left in English sentences.",
        rf"(?<=[A-Za-z0-9])[{_MARKS}]|[{_MARKS}](?=[A-Za-z])",
        0.5,
        2,
    ),
    _Row(
        "words left untranslated",
        "Letters of another script stand in English sentences, outside of brackets and quotation marks.",
        rf"(?<=[a-z,;] )[{_LETTERS}]+(?= ?[a-z,.;])",
        0.5,
        2,
        0,
    ),
    _Row(
        "missing space",
        "Words, or a word and a number, run into each other.",
        r"\b[a-z]{2,}[.,;!?][A-Z][a-z]+|\b(?!https?)[a-z]{2,}\d{3,}\b",
        1.0,
        1,
        0,
    ),
    _Row(
        "space before a mark",
        "Spaces stand before commas or stops.",
        r"(?<=[A-Za-z]) [,;.](?= |\n|$)",
        2.0,
        1,
    ),
    _Row(
        "doubled quotation marks",
        "Quotation marks stand twice where one opens or closes a quotation.",
        r"[\"“]{2,}(?=\w)|(?<=[\w.,!?])[\"”]{2,}",
        0.5,
        1,
    ),
)
_QUOTES = "A quotation is opened and never closed, or closed and never opened."
_ARTICLES = "Few nouns have “the” or “a”, as in languages without articles."
_QUOTES_RATE = 0.8


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row.pattern, row.flags) for row in _ROWS)


def impression(text: str, language: str) -> Impression:
    """Return how far ``text`` reads like a machine's translation into English, and by which signs.

    ``language`` is the text's BCP 47 tag. "likely" takes three kinds of signs or more, "possible" two.
    """
    words = len(re.findall(r"\b\w+\b", text))
    if words < LEAST_WORDS or language.partition("-")[0] != "en":
        return Impression("unknown")
    signs = tuple(sorted(_signs(text, words), key=lambda sign: (-sign.weight, -len(sign.places), sign.name)))
    weight = sum(sign.weight for sign in signs)
    if len(signs) >= 3 and weight >= 5:
        return Impression("likely", signs)
    if len(signs) >= 2 and weight >= 3:
        return Impression("possible", signs)
    return Impression("unlikely", signs)


def _signs(text: str, words: int) -> Iterator[Sign]:
    stretches = tuple(_stretches(text))
    for row, pattern in zip(_ROWS, _patterns(), strict=True):
        places = tuple(match.span() for reach in stretches for match in pattern.finditer(text, *reach))
        if len(places) >= 2 and len(places) * 1000 / words >= row.rate:
            yield Sign(row.name, row.reason, row.weight, places)
    odd = tuple(_odd_quotations(text))
    if odd and len(odd) * 1000 / words >= _QUOTES_RATE:
        yield Sign("unbalanced quotation marks", _QUOTES, 1, odd)
    articles = len(re.findall(r"\b(?:the|an?)\b", text, re.IGNORECASE))
    if articles / words < _FEW_ARTICLES and words >= 300:
        yield Sign("few articles", _ARTICLES, 2, ())


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Cut ``text`` between paragraphs: one search holds the interpreter, for which a window may be waiting."""
    begin = 0
    while begin < len(text):
        end = text.find("\n", begin + _STRETCH)
        end = len(text) if end < 0 else end + 1
        yield begin, end
        begin = end


def _odd_quotations(text: str) -> Iterator[tuple[int, int]]:
    """Give the paragraphs whose double quotation marks do not pair; a quotation that goes on in the next one does."""
    position = 0
    paragraphs = text.split("\n")
    for index, paragraph in enumerate(paragraphs):
        straight, opened, closed = paragraph.count('"'), paragraph.count("“"), paragraph.count("”")
        goes_on = index + 1 < len(paragraphs) and paragraphs[index + 1].lstrip()[:1] in {'"', "“"}
        if (straight % 2 or opened != closed) and not goes_on and len(paragraph) > 40:
            yield position, position + len(paragraph)
        position += len(paragraph) + 1
