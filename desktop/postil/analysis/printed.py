"""Names as a text prints them: every spelling with its mentions, before it is settled who is who."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from postil.analysis.same import tidy
from postil.analysis.spans import Found
from postil.analysis.transliteration import letters
from postil.analysis.words import GIVEN_NAMES, TITLES, WOMEN
from postil.domain.entities import EntityKind, entity_key
from postil.domain.wording import say

HERS = frozenset({"Mrs", "Miss", "Ms", "Lady", "Madame", "Mme", "Queen", "Princess", "Dame", "Mlle", "Frau", "Signora"})
HIS = frozenset({"Mr", "Sir", "Lord", "King", "Prince", "Herr", "Monsieur", "Signor", "Messrs"})
_SOLDIERS_AND_PRIESTS = frozenset(
    {"General", "Colonel", "Captain", "Major", "Admiral", "Marshal", "Lieutenant", "Sergeant", "Commodore", "Reverend",
     "Bishop", "Father", "Duke", "Count", "Baron", "Earl", "Emperor", "Pope", "Sheikh", "Ayatollah"}
)  # fmt: skip
"""Titles that men alone bore in what most articles tell of; they keep a wife's name apart."""

_LONG_TITLES = {
    "Sen": "Senator", "Gen": "General", "Col": "Colonel", "Capt": "Captain", "Gov": "Governor", "Rep": "Representative",
    "Rev": "Reverend", "Lt": "Lieutenant", "Lieut": "Lieutenant", "Sgt": "Sergeant", "Prof": "Professor",
    "Adm": "Admiral", "Maj": "Major", "Cmdr": "Commander", "Fr": "Father",
}  # fmt: skip
PARTICLES = frozenset(
    {"de", "del", "della", "di", "da", "la", "le", "von", "van", "der", "den", "zu", "al", "bin", "ibn"}
)
"""Small words that a last name may begin with."""

_KINSHIP = re.compile(r"\s(?:family|clan|dynasty|brothers|sisters|heirs|household|siblings|twins)\b")
_WORD_BEFORE = re.compile(r"(?P<title>[A-Z][a-z-]+)\.?\s$")
_SUFFIX = re.compile(r",?\s(?:Jr|Sr|II|III|IV)\.?$")

_RULER = re.compile(r"\S+\s(?:II|III|IV)")


@dataclass(eq=False)
class Name:
    """One name as printed, in all its mentions. ``titles`` are those that stand before it, with their number.

    Its properties are asked for once all mentions are there.
    """

    kind: EntityKind
    key: str
    mentions: list[Found] = field(default_factory=list[Found])
    spellings: Counter[str] = field(default_factory=Counter[str])
    titles: Counter[str] = field(default_factory=Counter[str])

    @cached_property
    def spelling(self) -> str:
        """The commonest spelling, one with small letters before one in capitals alone."""
        return max(self.spellings, key=lambda name: (not name.isupper(), self.spellings[name], name))

    @cached_property
    def words(self) -> list[str]:
        """The words of the commonest spelling, without "Jr."; a ruler's number is as good as a last name."""
        words = _SUFFIX.sub("", self.spelling).split()
        return words if len(words) > 1 or not _RULER.fullmatch(self.spelling) else self.spelling.split()

    @property
    def has_suffix(self) -> bool:
        """Whether the name ends in "Jr." or a number, which tells a son from his father."""
        return _SUFFIX.search(self.spelling) is not None

    @cached_property
    def core(self) -> list[str]:
        """The words without the titles they begin with: Lord Ashcombe is Ashcombe."""
        words = self.words
        while len(words) > 1 and words[0].rstrip(".") in TITLES:
            words = words[1:]
        return words

    @property
    def is_full(self) -> bool:
        """Whether a given name or initials stand before the last name."""
        return len(self.core) >= 2 and self.core == self.words and self.core[0].casefold() not in PARTICLES

    @property
    def first(self) -> int:
        """Where the name stands first."""
        return self.mentions[0].start

    @cached_property
    def gender(self) -> str:
        """``f`` or ``m`` where a title or a common given name tells it, else ""."""
        titles = {*self.titles, *(long_title(word) for word in self.words if word.rstrip(".") in TITLES)}
        hers, his = titles & HERS, titles & HIS
        if hers or his:
            return "" if hers and his else "f" if hers else "m"
        given = self.core[0] if len(self.core) > 1 else ""
        if given in WOMEN:
            return "f"
        return "m" if given in GIVEN_NAMES or titles & _SOLDIERS_AND_PRIESTS else ""


def long_title(word: str) -> str:
    """Return a title without its point, written out: Senator for Sen."""
    return _LONG_TITLES.get(word.rstrip("."), word.rstrip("."))


def printed(text: str, found: Iterable[Found]) -> dict[str, Name]:
    """Return the names of ``found`` (in order) by key.

    A surname after a woman's title is a name of its own, "Mrs Finch", and so is one whose title the text gives to one
    of several bearers of the surname.
    """
    rows = [(each, tidy(text[each.start : each.end]), _title(text, each)) for each in found]
    bearers = _bearers(rows)
    names: dict[str, Name] = {}
    for each, name, title in rows:
        mention, spelling = each, name
        if each.kind == "person" and " " not in name:
            known = bearers.get(letters(name), [])
            if _KINSHIP.match(text, each.end):
                spelling = f"{name} family"
            elif title and _needs_title(title, known):
                spelling = f"{title} {name}"
            elif (only := _only_so_far(each, known)) is not None:
                spelling = only.name
                reason = say("{name} is the only person of this last name up to here.", name=only.name)
                mention = replace(each, reason=f"{each.reason} {reason}")
        key = entity_key(each.kind, spelling)
        entry = names.setdefault(key, Name(each.kind, key))
        entry.mentions.append(mention)
        entry.spellings[spelling] += 1
        if title:
            entry.titles[title] += 1
    return names


def _title(text: str, each: Found) -> str:
    if each.kind != "person":
        return ""
    before = _WORD_BEFORE.search(text, max(0, each.start - 16), each.start)
    return long_title(before["title"]) if before and before["title"] in TITLES else ""


@dataclass(slots=True)
class _Bearer:
    """A full name with one surname: where it stands first, the titles before it."""

    name: str
    first: int
    titles: set[str]

    @property
    def is_woman(self) -> bool:
        return self.name.split()[0] in WOMEN or bool(self.titles & HERS)


def _bearers(rows: list[tuple[Found, str, str]]) -> dict[str, list[_Bearer]]:
    """Return for each surname's letters the full names that end in it, in the order of the text."""
    bearers: dict[str, dict[str, _Bearer]] = defaultdict(dict)
    for each, name, title in rows:
        words = _SUFFIX.sub("", name).split()
        if each.kind == "person" and len(words) > 1 and words[0].rstrip(".") not in TITLES:
            bearer = bearers[letters(words[-1])].setdefault(name, _Bearer(name, each.start, set()))
            bearer.titles |= {title} - {""}
    return {surname: list(known.values()) for surname, known in bearers.items()}


def _needs_title(title: str, known: list[_Bearer]) -> bool:
    if title in HERS:
        return True
    if len(known) < 2:
        return False
    if title in HIS:
        return sum(not bearer.is_woman for bearer in known) == 1
    return sum(title in bearer.titles for bearer in known) == 1


def _only_so_far(each: Found, known: list[_Bearer]) -> _Bearer | None:
    """Return the one full name with this surname that stands before the mention, where others come after it."""
    if len({letters(bearer.name) for bearer in known}) < 2:
        return None
    before = [bearer for bearer in known if bearer.first < each.start]
    return before[0] if len({letters(bearer.name) for bearer in before}) == 1 else None
