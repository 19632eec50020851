"""What a whole text says of its names: one kind for each, and the places where a known name went unseen."""

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from postil.analysis.cities import CITIES
from postil.analysis.patterns import NAME, UPPER
from postil.analysis.spans import Found, without_overlaps
from postil.analysis.words import COUNTRIES, DEMONYMS, DIRECTIONS, GIVEN_NAMES, GROUPS, NO_NAMES, TITLES
from postil.domain.entities import EntityKind
from postil.domain.wording import say

_CAPITAL = re.compile(rf"(?<![\w@./’'-])(?:{NAME})")
_STAYS = re.compile(r"(?<![\w-])(?:in|near|at|inside|outside|throughout|around|via)\s+$", re.IGNORECASE)
_LIVES = re.compile(
    r"\b(?:born|died|lived|lives|buried|educated|settled|arrived|landed|resides?|raised|based|stationed|imprisoned|arrested"
    r"|exiled|interned|quartered|encamped|wounded|killed|captured|detained"
    r"|jailed)(?:[ ][^.;,\n]{0,20})?[ ](?:in|at|near)[ ]$"
    r"|\b(?:moved|returned|withdrew|retired|fled|sailed|travell?ed|emigrated|marched|escaped)[ ](?:back[ ])?to[ ]$"
    r"|\b(?:left|sailed|departed|bound)[ ]for[ ]$"
    r"|\b(?:born|died|b\.|d\.)[ ][^();\n]{0,24}\d{4},[ ](?:in[ ])?$"
)
"""Words after which a single name is that of a place, whatever the model took it for."""

_SPEAKS = re.compile(
    r"(?:,)?\s+(?:said|says|told|wrote|writes|argued|claimed|added|replied|asked|died|married|resigned|was\s+born|believed|"
    r"refused|thought|himself|herself|explained|recalled|noted|insisted|suggested|met|smiled|laughed)\b|\s*\((?:born|b\.|d\.|died|c\.|\d{4}\s?[-–])"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n“\"]\s*)$")
_CODED = re.compile(r"(?:Operation[ ][“\"]?|[“\"])(?P<code>[A-Z]\w{3,})(?:[”\"]?$|[”\"][ ]\w+$|$)")
_CAPITAL_BEFORE = re.compile(rf"(?<![.!?] )\b(?!(?:{'|'.join(sorted(NO_NAMES))}) )[{UPPER}][\w.'’-]* $")
_LONGEST_KNOWN = 6


def settle(text: str, found: Sequence[Found]) -> list[Found]:
    """Return ``found`` with one kind per name where the text is of one mind, and with the mentions nobody saw."""
    found = _with_code_names(text, found)
    found = [_where_one_lives(text, each) for each in found]
    kinds = _kinds(text, found)
    surnames = _surnames(text, found)
    found = [_officer(text, each, surnames) for each in found]
    settled = [_settled(text, each, kinds) for each in found]
    return _with_unseen(text, [each for each in settled if each is not None])


def _officer(text: str, each: Found, surnames: Counter[str]) -> Found:
    """Take "General Lee" for a person, though General Motors is none, where the text has a full name that ends so."""
    first, _, last = text[each.start : each.end].partition(" ")
    if each.kind == "person" or first not in TITLES or last not in surnames:
        return each
    reason = say("Part of a person's full name in this text.")
    return Found(each.end - len(last), each.end, "person", reason, 3)


def _where_one_lives(text: str, each: Found) -> Found:
    """Take a single name after "born in" or "sailed for" for a place, where no rule's word says otherwise."""
    name = text[each.start : each.end]
    if each.kind not in {"person", "organisation"} or each.strength > 2 or " " in name or name.isupper():
        return each
    if name in GIVEN_NAMES or name in GROUPS or not _LIVES.search(text, max(0, each.start - 48), each.start):
        return each
    return Found(each.start, each.end, "place", say("A place, by the words before it."), 2)


def _with_code_names(text: str, found: Sequence[Found]) -> Sequence[Found]:
    """Take the name of an operation or a plan for the event wherever it stands, with or without that word."""
    codes = {
        match["code"] for each in found if each.kind == "event" and (match := _CODED.match(text, each.start, each.end))
    }
    if not codes:
        return found
    reason = say("The name of an operation or a plan that the text tells of.")
    pattern = re.compile(
        rf"\b(?:{'|'.join(map(re.escape, sorted(codes)))})\b(?:[ ](?:plan|operation|offensive|campaign)\b)?"
    )
    coded = [Found(*match.span(), "event", reason, 4) for match in pattern.finditer(text)]
    return without_overlaps(
        [*(each for each in found if text[each.start : each.end] not in codes), *_outside(coded, found)]
    )


def _outside(coded: list[Found], found: Sequence[Found]) -> list[Found]:
    """Leave out what lies within a longer name: the plan's own name in quotation marks, a street named for it."""
    longer = [(each.start, each.end) for each in found if each.strength >= 3 or each.end - each.start > 24]
    return [
        each
        for each in coded
        if not any(
            start <= each.start and each.end <= end and end - start > each.end - each.start for start, end in longer
        )
    ]


def _kinds(text: str, found: Sequence[Found]) -> dict[str, tuple[EntityKind, str, int]]:
    """Return for each name the kind, reason and strength that its mentions together speak for."""
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for each in found:
        votes[text[each.start : each.end]][each.kind] += 3 if each.strength >= 3 else 1
    cues = _cues(text, found)
    surnames = _surnames(text, found)
    kinds: dict[str, tuple[EntityKind, str, int]] = {}
    for name, counted in votes.items():
        if name in COUNTRIES:
            continue
        one_word = " " not in name
        if one_word and name in surnames and surnames[name] >= counted["place"]:
            kinds[name] = ("person", say("Part of a person's full name in this text."), 3)
            continue
        stays, speaks = cues[name]
        total = sum(counted.values())
        kind, most = counted.most_common(1)[0]
        if one_word and kind == "person" and counted["place"] == 0 and stays >= 2 and stays * 4 >= total and not speaks:
            kinds[name] = ("place", say("A place, by the prepositions before it."), 3)
        elif kind in {"place", "organisation"} and speaks * 4 >= total and not stays and speaks and _may_speak(name):
            kinds[name] = ("person", say("A person, by the verbs after it."), 3)
        elif len(counted) > 1 and most * 2 > total:
            kinds[name] = (kind, say("Of the kind that most mentions of this name in the text are of."), 2)
        elif one_word and name in GIVEN_NAMES and kind != "person":
            kinds[name] = ("person", say("A person, by a common given name."), 2)
    places = {name for name, counted in votes.items() if counted.most_common(1)[0][0] == "place"}
    for name in votes:
        first, _, rest = name.partition(" ")
        if first in DIRECTIONS and (rest in COUNTRIES or rest in places):
            kinds[name] = ("place", say("A part of a place that the text names too."), 3)
    return kinds


def _may_speak(name: str) -> bool:
    """Tell whether a name before "said" may be a person's: no great city, known organisation or short form."""
    return " " not in name and not name.isupper() and name not in GROUPS and name not in CITIES


def _settled(text: str, each: Found, kinds: dict[str, tuple[EntityKind, str, int]]) -> Found | None:
    decided = kinds.get(text[each.start : each.end])
    if decided is None or decided[0] == each.kind:
        return each
    kind, reason, strength = decided
    if each.strength >= 3 and strength < 3:
        return each
    return Found(each.start, each.end, kind, reason, max(strength, each.strength))


def _cues(text: str, found: Sequence[Found]) -> dict[str, list[int]]:
    """Return for each name how often it stands after a preposition of place, and before a verb of a person."""
    cues: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for each in found:
        counted = cues[text[each.start : each.end]]
        counted[0] += _STAYS.search(text[max(0, each.start - 12) : each.start]) is not None
        counted[1] += _SPEAKS.match(text, each.end, each.end + 16) is not None
    return cues


def _surnames(text: str, found: Sequence[Found]) -> Counter[str]:
    """Return the single words that stand as first or last word of persons' full names, with their number."""
    parts: Counter[str] = Counter()
    for each in found:
        words = text[each.start : each.end].split()
        if each.kind == "person" and 2 <= len(words) <= 4:
            parts.update({word for word in (words[0], words[-1]) if len(word) > 2 and word not in TITLES})
    return parts


def _with_unseen(text: str, found: list[Found]) -> list[Found]:
    """Add the mentions of known names that neither the model nor a rule saw."""
    known = _known(text, found)
    taken = bytearray(len(text))
    for each in found:
        taken[each.start : each.end] = b"\x01" * (each.end - each.start)
    lower = _small_words(text, known)
    added: list[Found] = []
    place = 0
    for match in _CAPITAL.finditer(text):
        if match.start() < place or taken[match.start()]:
            continue
        rows = [*known.get(match.group(), ()), *_cities_at(text, match)]
        for name, kind, reason in rows:
            end = match.start() + len(name)
            if text.startswith(name, match.start()) and not any(taken[match.start() : end]) and _ends(text, end):
                if name in lower and _SENTENCE_START.search(text[max(0, match.start() - 3) : match.start()]):
                    continue
                added.append(Found(match.start(), end, kind, reason, 1))
                place = end
                break
    return sorted([*found, *added], key=lambda each: each.start)


def _cities_at(text: str, match: re.Match[str]) -> list[tuple[str, EntityKind, str]]:
    """Return the great cities that begin with the word; a capitalised one before it makes it another name."""
    listed = _cities().get(match.group(), [])
    return [] if listed and _CAPITAL_BEFORE.search(text, max(0, match.start() - 24), match.start()) else listed


@functools.cache
def _cities() -> dict[str, list[tuple[str, EntityKind, str]]]:
    """Return the great cities by their first word; a text may name one that neither the model nor a rule saw."""
    by_first: dict[str, list[tuple[str, EntityKind, str]]] = defaultdict(list)
    reason = say("A country, region or great city known by this name.")
    for name in sorted(CITIES, key=lambda each: (-len(each), each)):
        first = _CAPITAL.match(name)
        if first:
            by_first[first.group()].append((name, "place", reason))
    return by_first


def _known(text: str, found: Iterable[Found]) -> dict[str, list[tuple[str, EntityKind, str]]]:
    """Return the names worth looking for, by their first word, the longest first."""
    counts: dict[tuple[str, EntityKind], int] = Counter()
    strong: set[tuple[str, EntityKind]] = set()
    for each in found:
        name = text[each.start : each.end]
        counts[name, each.kind] += 1
        if each.strength >= 3:
            strong.add((name, each.kind))
    best: dict[str, EntityKind] = {}
    for (name, kind), _ in sorted(counts.items(), key=lambda item: item[1]):
        best[name] = kind
    by_first: dict[str, list[tuple[str, EntityKind, str]]] = defaultdict(list)
    surnames = {name.split()[-1] for name, kind in best.items() if kind == "person" and " " in name}
    for name, kind in best.items():
        words = name.split()
        sure = (name, kind) in strong or len(words) > 1 or name in surnames
        # The model is least sure of organisations.
        sure = sure or (counts[name, kind] >= (2 if kind != "organisation" else 3))
        if (
            not sure
            or len(name) < 3
            or name in NO_NAMES
            or name in DEMONYMS
            or len(words) > _LONGEST_KNOWN
            or "\n" in name
        ):
            continue
        first = _CAPITAL.match(name)
        if first:
            by_first[first.group()].append((name, kind, say("Named elsewhere in the text.")))
        if (
            kind == "person"
            and 2 <= len(words) <= 3
            and (len(words[-1]) > 3 or (len(words[-1]) == 3 and words[-1] not in NO_NAMES | TITLES))
            and words[-1] not in best
            and words[-1][0].isupper()
        ):
            by_first[words[-1]].append((words[-1], "person", say("Part of a person's full name in this text.")))
    for names in by_first.values():
        names.sort(key=lambda row: -len(row[0]))
    return by_first


def _small_words(text: str, known: dict[str, list[tuple[str, EntityKind, str]]]) -> set[str]:
    """Return which known one-word names the text also writes small: at a sentence's start they may be that word."""
    small = set(_SMALL_WORD.findall(text))
    return {name for names in known.values() for name, _, _ in names if name.casefold() in small}


def _ends(text: str, end: int) -> bool:
    after = text[end : end + 2]
    if not after or not (after[0].isalnum() or after[0] == "-"):
        # Another capitalised word makes it another name: "London Bridge" is no London.
        return (
            not re.match(rf" [{UPPER}]\w", text[end : end + 3])
            or re.match(rf" (?:{_FOLLOWERS})\b", text[end : end + 12]) is not None
        )
    return False


_FOLLOWERS = "|".join(sorted(NO_NAMES, key=len, reverse=True)).replace("’", "'")
_SMALL_WORD = re.compile(r"(?<![\w’'-])[^\W\d_A-Z][\w’'-]*")
