"""Which mentions name one entity: joined on evidence that the text or the names themselves state, else left apart."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from postil.analysis.same import acronym_of, bare_organisation, code_name, known_name, tidy
from postil.analysis.spans import Found
from postil.analysis.words import GIVEN_NAMES, TITLES
from postil.domain.entities import Entity, EntityKind, Mention, entity_key
from postil.domain.wording import say

_TITLED = re.compile(
    r"\b(?:(?P<hers>Mrs|Miss|Ms|Lady|Madame|Mme|Queen|Princess)|(?P<his>Mr|Sir|Lord|King|Prince))\.?\s$"
)
_DEFINED = re.compile(r"\s*\(\s*[“\"]?(?:the\s+)?(?P<short>[A-Z][A-Za-z&.]{1,9})[”\"]?\s*[);,]")
_INITIAL = re.compile(r"^(?:[^\W\d_]\.)+$")
_SUFFIX = re.compile(r",?\s(?:Jr|Sr|II|III|IV)\.?$")


@dataclass(slots=True)
class _Name:
    """One name as printed, in all its mentions."""

    kind: EntityKind
    key: str
    mentions: list[Found] = field(default_factory=list[Found])
    spellings: Counter[str] = field(default_factory=Counter[str])

    @property
    def spelling(self) -> str:
        """The commonest spelling, one with small letters before one in capitals alone."""
        return max(self.spellings, key=lambda name: (not name.isupper(), self.spellings[name], name))

    @property
    def words(self) -> list[str]:
        return _SUFFIX.sub("", self.spelling).split()

    @property
    def first(self) -> int:
        return self.mentions[0].start


def entities(text: str, found: list[Found]) -> tuple[Entity, ...]:
    """Return the entities that ``found`` (in order) names, by first mention, each under its fullest name."""
    names = _names(text, found)
    joins = _joins(text, names)
    groups: dict[str, list[_Name]] = defaultdict(list)
    for key, name in names.items():
        groups[_target(key, joins)].append(name)
    made = [_entity(text, names[target], members, joins) for target, members in groups.items()]
    return tuple(sorted(made, key=lambda entity: entity.mentions[0].start))


def _names(text: str, found: Iterable[Found]) -> dict[str, _Name]:
    rows = [(each, tidy(text[each.start : each.end])) for each in found]
    both = _of_both_sexes(text, rows)
    names: dict[str, _Name] = {}
    for each, printed in rows:
        spelling = printed
        if printed in both:
            titled = _TITLED.search(text[max(0, each.start - 12) : each.start])
            spelling = f"{titled['hers']} {printed}" if titled and titled["hers"] else printed
        key = entity_key(each.kind, spelling)
        name = names.setdefault(key, _Name(each.kind, key))
        name.mentions.append(each)
        name.spellings[spelling] += 1
    return names


def _of_both_sexes(text: str, rows: list[tuple[Found, str]]) -> set[str]:
    """Return the surnames that stand after both a man's and a woman's title: two people at least."""
    titles: dict[str, set[bool]] = defaultdict(set)
    for each, name in rows:
        titled = _TITLED.search(text[max(0, each.start - 12) : each.start]) if each.kind == "person" else None
        if titled:
            titles[name].add(titled["hers"] is not None)
    return {name for name, hers in titles.items() if len(hers) == 2}


def _target(key: str, joins: dict[str, tuple[str, str]]) -> str:
    seen = {key}
    while key in joins and joins[key][0] not in seen:
        key = joins[key][0]
        seen.add(key)
    return key


def _entity(text: str, fullest: _Name, members: list[_Name], joins: dict[str, tuple[str, str]]) -> Entity:
    rows: list[Mention] = []
    for name in members:
        joined = joins[name.key][1] if name.key in joins else ""
        for each in name.mentions:
            reason = f"{each.reason} {joined}" if joined else each.reason
            rows.append(Mention(each.start, each.end, text[each.start : each.end], reason))
    rows.sort(key=lambda mention: mention.start)
    return Entity(fullest.key, fullest.spelling, fullest.kind, tuple(rows))


def _joins(text: str, names: dict[str, _Name]) -> dict[str, tuple[str, str]]:
    """Return for each short name the key of the fuller one it belongs to, and the evidence."""
    joins: dict[str, tuple[str, str]] = {}
    _join_known(names, joins)
    _join_defined(text, names, joins)
    _join_initials(names, joins)
    _join_organisations(names, joins)
    _join_persons(names, joins)
    return joins


def _join_known(names: dict[str, _Name], joins: dict[str, tuple[str, str]]) -> None:
    """Join the forms that everybody knows for one (USA, United States), and the shapes of an operation's name."""
    groups: dict[tuple[EntityKind, str], list[_Name]] = defaultdict(list)
    for name in names.values():
        same = code_name(name.spelling) if name.kind == "event" else known_name(name.spelling)
        if same:
            groups[name.kind, same].append(name)
    for (_, same), members in groups.items():
        fullest = max(members, key=lambda name: (len(name.spelling), -name.first))
        for name in members:
            if name is not fullest:
                joins[name.key] = (fullest.key, say("Another name of {name}.", name=same))


def _join_defined(text: str, names: dict[str, _Name], joins: dict[str, tuple[str, str]]) -> None:
    """Join an acronym that stands in brackets after the name it is made of."""
    for name in list(names.values()):
        for each in name.mentions:
            defined = _DEFINED.match(text, each.end, each.end + 24)
            if defined is None:
                continue
            short = defined["short"].rstrip(".")
            if not acronym_of(short, name.spelling):
                continue
            for other in names.values():
                if other.key != name.key and other.spelling.rstrip(".") == short and other.key not in joins:
                    joins[other.key] = (
                        name.key,
                        say("The text gives it as the short form of {name}.", name=name.spelling),
                    )


def _join_initials(names: dict[str, _Name], joins: dict[str, tuple[str, str]]) -> None:
    """Join an acronym of three letters or more to the only longer name of its kind with these initials."""
    for short in names.values():
        letters = short.spelling.replace(".", "")
        if short.key in joins or len(letters) < 3 or not letters.isupper() or " " in letters:
            continue
        fuller = [name for name in names.values() if name.kind == short.kind and acronym_of(letters, name.spelling)]
        if len(fuller) == 1:
            joins[short.key] = (fuller[0].key, say("Made of the first letters of {name}.", name=fuller[0].spelling))


def _join_organisations(names: dict[str, _Name], joins: dict[str, tuple[str, str]]) -> None:
    """Join names that differ in Inc. or Ltd alone, or in a number written out: 8th and Eighth Army."""
    groups: dict[str, list[_Name]] = defaultdict(list)
    for name in names.values():
        if name.kind == "organisation":
            groups[bare_organisation(name.spelling)].append(name)
    for members in groups.values():
        fullest = max(members, key=lambda name: (len(name.spelling), -name.first))
        for name in members:
            if name is not fullest and name.key not in joins:
                joins[name.key] = (fullest.key, say("The same name as {name}, shortened.", name=fullest.spelling))


def _join_persons(names: dict[str, _Name], joins: dict[str, tuple[str, str]]) -> None:
    persons = [name for name in names.values() if name.kind == "person" and name.key not in joins]
    full = [name for name in persons if len(name.words) >= 2 and name.words[0] not in TITLES]
    _join_middle_names(full, joins)
    distinct = [name for name in full if name.key not in joins]
    by_last: dict[str, list[_Name]] = defaultdict(list)
    by_first: dict[str, list[_Name]] = defaultdict(list)
    for name in distinct:
        by_last[_plain(name.words[-1])].append(name)
        by_first[_plain(name.words[0])].append(name)
    for short in persons:
        if len(short.words) != 1:
            continue
        word = _plain(short.words[0])
        last, first = by_last[word], by_first[word]
        if len(last) + len(first) != 1:
            continue
        fuller = (last or first)[0]
        if not _introduced(short, fuller):
            continue
        if last:
            reason = say("{name} is the only person in the text with this last name.", name=fuller.spelling)
        else:
            reason = say("{name} is the only person in the text with this first name.", name=fuller.spelling)
        joins[short.key] = (fuller.key, reason)


def _introduced(short: _Name, fuller: _Name) -> bool:
    """Tell whether the full name may be what the short one stands for.

    A person is introduced in full and then named in short. A full form that comes late and seldom, after the short one
    was long in use, may be two names that ran together, unless it begins with a given name or initials.
    """
    given = fuller.words[0]
    if given in GIVEN_NAMES or _INITIAL.match(given):
        return True
    earlier = sum(each.start < fuller.first for each in short.mentions)
    return earlier < 2


def _join_middle_names(full: list[_Name], joins: dict[str, tuple[str, str]]) -> None:
    """Join full names that differ in what stands between first and last, or in a first name's initial alone."""
    for short in full:
        fits = [
            name
            for name in full
            if name is not short
            and name.key not in joins
            and len("".join(name.words)) > len("".join(short.words))
            and _SUFFIX.search(name.spelling) is None
            and _SUFFIX.search(short.spelling) is None
            and _abbreviates(short.words, name.words)
        ]
        if len(fits) == 1:
            joins[short.key] = (fits[0].key, say("A shorter form of {name}.", name=fits[0].spelling))


def _abbreviates(short: list[str], full: list[str]) -> bool:
    if _plain(short[-1]) != _plain(full[-1]) or len(short) > len(full):
        return False
    if not _stands_for(short[0], full[0]):
        return False
    middle, place = full[1:-1], 0
    for word in short[1:-1]:
        while place < len(middle) and not _stands_for(word, middle[place]):
            place += 1
        if place == len(middle):
            return False
        place += 1
    return True


def _stands_for(short: str, full: str) -> bool:
    if _plain(short) == _plain(full):
        return True
    return _INITIAL.match(short) is not None and len(short) == 2 and full[0] == short[0]


def _plain(word: str) -> str:
    return entity_key("person", word)
