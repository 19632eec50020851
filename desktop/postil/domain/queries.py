"""The language of the search field.

Words stand side by side or with AND, OR, NOT (in capitals) and parentheses between them; ``-`` before a word is NOT.
``"in quotation marks"`` is a phrase, ``pref*`` the beginning of a word. A filter is ``name:value`` or
``name:"several words"``:

- ``tag:`` a tag (``tag:war*`` any that begins so), ``color:`` a highlight colour by the reader's name or its tone;
- ``kind:`` of hit: article, highlight, note (on an article, or a highlight that has one), tag, name, work;
- ``author:``, ``site:``, ``entity:`` words of an author, of a site or address, of somebody or something named;
- ``date:`` when it was published: ``1941``, ``1941-06``, ``1941-06-22``, ``194X``, or a range ``1941..1942``;
- ``has:`` note, tag, highlight, claim; ``state:`` of a highlight: exact, moved, changed, lost; ``claim:`` its status;
- ``in:`` a collection; ``is:`` unread, read, later, archived, favourite, trashed.

A text that cannot be read so is explained in one sentence, with its place.
"""

import calendar
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import get_args

from postil.domain.anchoring import State
from postil.domain.matching import Wanted, plain, tokens
from postil.domain.records import ClaimStatus
from postil.domain.wording import say

SHORTEST_BEGINNING = 3
"""Letters from which on the word that is being typed finds words that go on."""
_MOST_PARTS = 60
_DEEPEST = 20
_QUOTED = 60
"""Characters of a query that are said in a sentence about it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase; ``begins``: the last word may go on."""

    text: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A named condition with its value, checked; a date's value is ``FIRST..LAST``, either may be ""."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    """What ``part`` does not find."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """What all parts find."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """What one of the parts finds."""

    parts: "tuple[Node, ...]"


Node = Word | Filter | Not | And | Or


@dataclass(frozen=True, slots=True)
class Misreading:
    """Why a query cannot be read: one sentence, and the place in it that it speaks of."""

    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was read: ``root`` is None where it is empty, or where there is a ``misreading``."""

    root: Node | None = None
    misreading: Misreading | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """The names that the reader gave, each with the id it stands for: of colours and of collections."""

    colors: Mapping[str, str] = field(default_factory=dict[str, str])
    collections: Mapping[str, str] = field(default_factory=dict[str, str])


CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": ("article", "highlight", "note", "tag", "name", "work"),
    "has": ("note", "tag", "highlight", "claim"),
    "state": get_args(State),
    "claim": get_args(ClaimStatus),
    "is": ("unread", "read", "later", "archived", "favourite", "trashed"),
}
"""The filters that take one of these words."""
FREE = ("tag", "author", "site", "entity")
"""The filters that take any words."""
FILTERS = (*FREE, "color", "date", "in", *CHOICES)
"""The names of all filters."""
_SPELLINGS = {"colour": "color", "collection": "in", "name": "entity"}
_CHOICE_SPELLINGS = {"favorite": "favourite", "entity": "name", "citation": "work", "text": "article"}

_PIECE = re.compile(
    r"""(?P<space>\s+)|(?P<open>\()|(?P<close>\))|(?P<minus>-(?=[^\s)-]))"""
    r"""|(?P<name>[^\W\d_]+):(?!//)(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s()"]*))"""
    r"""|"(?P<phrase>[^"]*)(?P<closing>"?)(?P<star>\*?)|(?P<word>[^\s()"]+)"""
)
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?|\d{3}X")


class _WrongError(Exception):
    def __init__(self, sentence: str, start: int, end: int) -> None:
        super().__init__(sentence)
        self.misreading = Misreading(sentence, start, end)


def parse(text: str, names: Names | None = None, *, typing: bool = False) -> Query:
    """Return what ``text`` asks for, or why it cannot be read.

    ``typing``: the reader is still at it, so the last word may go on. Without ``names`` any colour and collection will
    do. Never raises.
    """
    # SQLite takes neither a NUL nor half a surrogate pair.
    clean = re.sub("[\0\ud800-\udfff]", " ", text)
    try:
        return Query(_Reading(clean, names, typing).whole())
    except _WrongError as wrong:
        return Query(misreading=wrong.misreading)


def wanted(node: Node | None) -> tuple[Wanted, ...]:
    """Return the words and phrases that a query looks for, without those it does not want."""
    match node:
        case Word(text, begins):
            return (Wanted(text, begins),)
        case And(parts) | Or(parts):
            return tuple(each for part in parts for each in wanted(part))
        case _:
            return ()


def filters(node: Node | None) -> tuple[Filter, ...]:
    """Return all filters of a query."""
    match node:
        case Filter():
            return (node,)
        case And(parts) | Or(parts):
            return tuple(each for part in parts for each in filters(part))
        case Not(part):
            return filters(part)
        case _:
            return ()


class _Reading:
    """Reads one text from left to right."""

    def __init__(self, text: str, names: Names | None, typing: bool) -> None:
        self._text = text
        self._names = names
        self._typing = typing
        self._pieces = [piece for piece in _PIECE.finditer(text) if piece.lastgroup != "space"]
        self._at = 0
        self._depth = 0
        if len(self._pieces) > _MOST_PARTS:
            late = self._pieces[_MOST_PARTS].start()
            raise _WrongError(
                say("This is too much at once; look for at most {number} words.", number=_MOST_PARTS), late, len(text)
            )

    def whole(self) -> Node | None:
        if not self._pieces:
            return None
        found = self._any()
        if self._at < len(self._pieces):
            piece = self._pieces[self._at]
            raise _WrongError(say("This “)” closes nothing; take it away or add a “(”."), *piece.span())
        return found

    def _any(self) -> Node:
        parts = [self._all()]
        while self._is("OR"):
            self._at += 1
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self) -> Node:
        parts = [self._one()]
        while self._at < len(self._pieces) and not self._is("OR") and self._pieces[self._at].lastgroup != "close":
            if self._is("AND"):
                self._at += 1
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _one(self) -> Node:
        if self._at >= len(self._pieces):
            end = len(self._text)
            if not self._pieces:
                raise _WrongError(say("There is nothing to look for here."), end, end)
            last = self._pieces[-1]
            raise _WrongError(
                say("“{word}” needs something after it.", word=_shown(last.group())), last.start(), last.end()
            )
        piece = self._pieces[self._at]
        if piece.lastgroup == "minus" or self._is("NOT"):
            self._at += 1
            return Not(self._deeper(self._one, piece))
        if piece.lastgroup == "open":
            self._at += 1
            return self._inside(piece)
        if piece.lastgroup == "close" or self._is("AND") or self._is("OR"):
            raise _WrongError(say("“{word}” needs something before it.", word=_shown(piece.group())), *piece.span())
        self._at += 1
        return self._filter(piece) if piece["name"] else self._word(piece)

    def _inside(self, piece: re.Match[str]) -> Node:
        if self._at < len(self._pieces) and self._pieces[self._at].lastgroup == "close":
            raise _WrongError(say("There is nothing between these parentheses."), piece.start(), piece.end() + 1)
        found = self._deeper(self._any, piece)
        # One that is not closed yet closes at the end: the reader is still typing.
        self._at += self._at < len(self._pieces)
        return found

    def _deeper(self, read: Callable[[], Node], piece: re.Match[str]) -> Node:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _WrongError(say("These parentheses go too deep; leave some out."), *piece.span())
        found = read()
        self._depth -= 1
        return found

    def _is(self, operator: str) -> bool:
        return self._at < len(self._pieces) and self._pieces[self._at].group() == operator

    def _word(self, piece: re.Match[str]) -> Word:
        is_phrase = piece["phrase"] is not None
        text = piece["phrase"] if is_phrase else piece["word"]
        begins = bool(piece["star"]) if is_phrase else text.endswith("*")
        words = tokens(text)
        if not words:
            raise _WrongError(
                say("“{word}” has neither letters nor digits to look for.", word=_shown(piece.group())), *piece.span()
            )
        is_last = piece.end() == len(self._text) and not (is_phrase and piece["closing"])
        if self._typing and is_last and len(words[-1]) >= SHORTEST_BEGINNING:
            begins = True
        # As texts are stored: some keyboards give が and 한 in parts.
        return Word(unicodedata.normalize("NFC", text.rstrip("*") if not is_phrase else text), begins)

    def _filter(self, piece: re.Match[str]) -> Filter:
        typed = piece["name"].lower()
        name = _SPELLINGS.get(typed, typed)
        value = piece["quoted"] if piece["quoted"] is not None else piece["bare"]
        value = unicodedata.normalize("NFC", value).strip()
        if name not in FILTERS:
            raise _WrongError(
                say(
                    "There is no filter “{name}:”; in quotation marks it is looked for as words.",
                    name=_shown(piece["name"]),
                ),
                piece.start("name"),
                piece.end("name") + 1,
            )
        place = (piece.end("name") + 1, piece.end())
        if not value or (name in FREE and not tokens(value)):
            raise _WrongError(say("“{name}:” needs a value after it.", name=_shown(piece["name"])), *piece.span())
        if name in CHOICES:
            return Filter(name, _choice(name, value, place))
        if name == "date":
            return Filter(name, _range(value, place))
        if name == "color" and self._names is not None:
            return Filter(name, _named(self._names.colors, value, place))
        if name == "in" and self._names is not None:
            return Filter(name, _named(self._names.collections, value, place))
        return Filter(name, value)


def _shown(text: str) -> str:
    """Return what a sentence quotes of a query, which may be a pasted page."""
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


def _choice(name: str, value: str, place: tuple[int, int]) -> str:
    small = value.lower()
    small = _CHOICE_SPELLINGS.get(small, small)
    if small.rstrip("s") in CHOICES[name]:
        small = small.rstrip("s")
    if small not in CHOICES[name]:
        raise _WrongError(
            say("After “{name}:” comes one of: {choices}.", name=name, choices=", ".join(CHOICES[name])), *place
        )
    return small


def _named(known: Mapping[str, str], value: str, place: tuple[int, int]) -> str:
    by_name = {plain(name): record_id for name, record_id in known.items()}
    if value.lower() in known.values():
        return value.lower()
    if plain(value) not in by_name:
        if not known:
            raise _WrongError(say("There is no collection yet; make one in the library list."), *place)
        raise _WrongError(say("“{value}” is none of: {names}.", value=_shown(value), names=", ".join(known)), *place)
    return by_name[plain(value)]


def _range(value: str, place: tuple[int, int]) -> str:
    first, dots, last = value.upper().replace("/", "..").partition("..")
    if not dots:
        last = first
    if not (first or last) or not all(not each or _is_day(each) for each in (first, last)):
        raise _WrongError(say("A date is written 1941, 1941-06, 1941-06-22 or 194X, a range 1941..1942."), *place)
    low, high = first.replace("X", "0"), last.replace("X", "9")
    if low and high and low[: len(high)] > high:
        raise _WrongError(say("This range ends before it begins."), *place)
    return f"{low}..{high}"


def _is_day(text: str) -> bool:
    if _DAY.fullmatch(text) is None or not text.isascii():
        return False
    year, month, day = (*(int(part) for part in text.replace("X", "0").split("-")), 1, 1)[:3]
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(max(1, year), month)[1]
