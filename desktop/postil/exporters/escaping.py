"""Turns any text into Markdown that reads as that very text, with as few marks as the readers allow.

A *line* is text without a line end that becomes a paragraph, a heading or a list item of its own. What would mean
something to a reader is guarded: by a backslash where every reader of the family takes one, else by a character
reference. What is guarded where is a table of patterns, each tried against the readers themselves in the tests.
"""

import re
from dataclasses import dataclass

from postil.exporters.writable import one_line

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


@dataclass(frozen=True, slots=True)
class Family:
    """A family of readers: the characters that a backslash guards in all of them, and patterns of their own."""

    name: str
    backslashed: frozenset[str]
    patterns: tuple[re.Pattern[str], ...] = ()


# The abbreviations after which Pandoc's "smart" turns the space into one that does not break.
_ABBREVIATED = (
    r"(?<![A-Za-z])(?:Mr|Mrs|Ms|Capt|Dr|Prof|Gen|Gov|e\.g|i\.e|Sgt|St|vol|vs|Sen|Rep|Pres|Hon|Rev|Ph\.D|M\.D|M\.A|pp?|chap|ch"
    r"|sec|cf|cp|bzw|ca|etc|ed|eds|fig|no|al|ff|Fr|Jr|Sr|Bros|Inc|Ltd|Co|Vol|No|viz|nn?|d\.h|u\.a|z\.B)(\.)(?=\s)"
)

EVERY_READER = Family("every reader", frozenset("\\`*_{}[]()>#+-.!"))
"""Python's ``markdown`` shows the backslash before any other character, so those become character references."""

PANDOC = Family("Pandoc", PUNCTUATION - set("<>&"), (re.compile(r"[\"']"), re.compile(_ABBREVIATED)))
"""Pandoc's own Markdown with "smart" typography on; straight quotation marks stay straight."""

# Each guards all it matches, or its first group.
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[\\`*\[\]{<\t]",
        r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])",  # within a word no reader takes it for emphasis
        r"&(?=\w+;|#)",
        r"^\s+|\s+$|(?<= ) +",  # stripped or folded by one reader or another
        r"-(?=-)|\.(?=\.\.)",  # dashes and ellipses of "smart" typography
        r"\s(?='(?![^\W_]))",  # "smart" drops the space before a mark that closes
        r"^[#>|~:]|^[-+](?=[-+=\s]|$)",
        r"^\(?(?:@[\w-]*|#|\d+|[^\W\d_]|[ivxlcdmIVXLCDM]+)([.)])(?=\s|$)",  # list items, Pandoc's fancy ones too
        r"(?<!\S)#(?=\S)|#+$",  # Obsidian's tags; the end of a heading
        r"(?<![A-Za-z0-9])@(?=[\w{*])",  # Pandoc's citations
        r"%(?=%)",  # Obsidian's comments
        r"\^(?=[\w-]+$)",  # Obsidian's block ids
        r":(?=(?:[+-]1|\d*[A-Za-z_][\w+-]*):)|(?<!\w):(?=\d+:)",  # emoji by name
    )
)
# The second guards where the first is found: marks that mean something in pairs alone.
_PAIRED = tuple(
    (re.compile(found), re.compile(guarded))
    for found, guarded in (
        (r"~.*~", r"~"),
        (r"\^.*\^", r"\^"),
        (r"\$(?! [^\s'\"]).*(?<!\S )\$", r"\$"),  # a space that is guarded counts as a letter
        (r"==.*==", r"=(?==)"),
        (r'^[^"]*(?:"[^"]*[^"\s]"[^"]*)*"[^"]*\s"', r'\s(?=")'),
    )
)
# Readers that make links of bare addresses take them raw, guards included: an address that holds one is no link.
_BARE_ADDRESS = re.compile(r"(?<=\w):(?=//(\S+))|(?<=www)\.(?=(\S+))", re.IGNORECASE)
_SUSPECT = re.compile(r"[\\`*_\[\]{<>&~^$=%#@|+:\"]|\s'|^[\W\d]|^[^\W_]+[.)](?=\s|$)|\s$|  |--|\.\.\.|[^\S ]")
_NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def escape_line(line: str, family: Family = EVERY_READER, *, strict: bool = False) -> str:
    """Return Markdown that ``family`` reads as ``line``, which holds no line end; "" stays "".

    ``strict`` guards every ASCII punctuation mark: for a line that a reader still took for something else.
    """
    if not (strict or _SUSPECT.search(line) or any(pattern.search(line) for pattern in family.patterns)):
        return line
    guarded = _guarded(line, family)
    if strict:
        guarded |= {place for place, character in enumerate(line) if character in PUNCTUATION}
    if not guarded:
        return line
    return "".join(_guard(character, family) if place in guarded else character for place, character in enumerate(line))


def escape_inline(text: str, family: Family = EVERY_READER, *, strict: bool = False) -> str:
    """Return Markdown that reads as ``text`` with every run of white space as one space: for titles, names, tags."""
    return escape_line(one_line(text), family, strict=strict)


def block_quote(text: str, family: Family = EVERY_READER, *, strict: bool = False) -> str:
    """Return a block quotation of ``text``: a paragraph for each of its lines, ``<br>`` for an empty one."""
    return "\n>\n".join(
        "> " + (escape_line(line, family, strict=strict) if line else "<br>") for line in text.split("\n")
    )


def _guarded(line: str, family: Family) -> set[int]:
    places: set[int] = set()
    for pattern in (*_PATTERNS, *family.patterns):
        group = 1 if pattern.groups else 0
        for match in pattern.finditer(line):
            places.update(range(*match.span(group)))
    for found, guarded in _PAIRED:
        if found.search(line):
            places.update(match.start() for match in guarded.finditer(line))
    for match in _BARE_ADDRESS.finditer(line):
        address = match.span(match.lastindex or 0)
        if not places.isdisjoint(range(*address)):
            places.add(match.start())
    return places


def _guard(character: str, family: Family) -> str:
    if character in family.backslashed:
        return "\\" + character
    return _NAMED.get(character) or f"&#{ord(character)};"
