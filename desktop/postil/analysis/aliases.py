"""Which mentions name one entity: joined on evidence that the text or the names themselves state, else left apart."""

import re
from collections import Counter, defaultdict

from postil.analysis.persons import Joins, join_persons
from postil.analysis.printed import Name, printed
from postil.analysis.same import (
    acronym_letters,
    acronym_of,
    bare_organisation,
    code_name,
    company_of,
    initials,
    known_name,
    written_out,
)
from postil.analysis.spans import Found
from postil.analysis.transliteration import letters
from postil.domain.entities import Entity, EntityKind, Mention
from postil.domain.wording import say

_DEFINED = re.compile(r"\s*\(\s*[“\"]?(?:the\s+)?(?P<short>[A-Z][A-Za-z&.]{1,9})[”\"]?\s*[);,]")


def entities(text: str, found: list[Found]) -> tuple[Entity, ...]:
    """Return the entities that ``found`` (in order) names, by first mention, each under its fullest name."""
    names = printed(text, found)
    joins = _joins(text, names)
    groups: dict[str, list[Name]] = defaultdict(list)
    for key, name in names.items():
        groups[_target(key, joins)].append(name)
    made = [_entity(text, names[target], members, joins) for target, members in groups.items()]
    return tuple(sorted(made, key=lambda entity: entity.mentions[0].start))


def _target(key: str, joins: Joins) -> str:
    seen = {key}
    while key in joins and joins[key][0] not in seen:
        key = joins[key][0]
        seen.add(key)
    return key


def _entity(text: str, fullest: Name, members: list[Name], joins: Joins) -> Entity:
    rows: list[Mention] = []
    for name in members:
        joined = joins[name.key][1] if name.key in joins and name is not fullest else ""
        for each in name.mentions:
            reason = f"{each.reason} {joined}" if joined else each.reason
            rows.append(Mention(each.start, each.end, text[each.start : each.end], reason))
    rows.sort(key=lambda mention: mention.start)
    return Entity(fullest.key, fullest.spelling, fullest.kind, tuple(rows))


def _joins(text: str, names: dict[str, Name]) -> Joins:
    """Return for each short name the key of the fuller one it belongs to, and the evidence."""
    joins: Joins = {}
    _join_known(names, joins)
    _join_spellings(names, joins)
    _join_defined(text, names, joins)
    _join_initials(names, joins)
    _join_organisations(names, joins)
    join_persons(text, names.values(), joins)
    return joins


def _join_known(names: dict[str, Name], joins: Joins) -> None:
    """Join the forms that everybody knows for one (USA, United States), and the shapes of an operation's name."""
    groups: dict[tuple[EntityKind, str], list[Name]] = defaultdict(list)
    for name in names.values():
        same = code_name(name.spelling) if name.kind == "event" else known_name(name.spelling)
        if same:
            groups[name.kind, same].append(name)
    for (_, same), members in groups.items():
        fullest = max(members, key=lambda name: (len(name.spelling), -name.first))
        for name in members:
            if name is not fullest:
                joins[name.key] = (fullest.key, say("Another name of {name}.", name=same))


def _join_spellings(names: dict[str, Name], joins: Joins) -> None:
    """Join what differs in short forms, hyphens, capitals and accents alone; persons have rules of their own."""
    groups: dict[tuple[EntityKind, str], list[Name]] = defaultdict(list)
    for name in names.values():
        if name.kind != "person" and name.key not in joins and len(name.spelling) > 3:
            groups[name.kind, letters(written_out(name.spelling))].append(name)
    for members in groups.values():
        fullest = max(members, key=lambda name: (len(name.mentions), -name.first))
        for name in members:
            if name is not fullest:
                joins[name.key] = (fullest.key, say("Another spelling of {name}.", name=fullest.spelling))


def _join_defined(text: str, names: dict[str, Name], joins: Joins) -> None:
    """Join an acronym that stands in brackets after the name it is made of."""
    by_spelling: dict[str, list[Name]] = defaultdict(list)
    for name in names.values():
        by_spelling[name.spelling.rstrip(".")].append(name)
    for name in names.values():
        for each in name.mentions:
            defined = _DEFINED.match(text, each.end, each.end + 24)
            if defined is None:
                continue
            short = defined["short"].rstrip(".")
            if not acronym_of(short, name.spelling) and not _is_own_short(short, name.spelling):
                continue
            for other in by_spelling[short]:
                if other.key != name.key and other.key not in joins:
                    joins[other.key] = (
                        name.key,
                        say("The text gives it as the short form of {name}.", name=name.spelling),
                    )


def _is_own_short(short: str, name: str) -> bool:
    """Tell whether what stands in brackets after a name is cut from it: "the Communist International (Comintern)"."""
    first, *rest = name.split()
    if len(short) > 2 and short.isupper() and short[0] == first[0]:
        # In the order of another language: "the Social Democratic Party of Germany (SPD)".
        letters = Counter(word[0].casefold() for word in (first, *rest))
        return Counter(short.casefold()) <= letters
    if not rest or len(short) < 5 or short[:3].casefold() != first[:3].casefold():
        return False
    return any(
        word[:3].casefold() == short[place : place + 3].casefold()
        for word in rest
        for place in range(3, len(short) - 1)
    )


def _join_initials(names: dict[str, Name], joins: Joins) -> None:
    """Join an acronym of three letters or more to the only longer name of its kind with these initials."""
    longer: dict[tuple[EntityKind, str], list[Name]] = defaultdict(list)
    for name in names.values():
        for form in initials(name.spelling):
            longer[name.kind, form].append(name)
    for short in names.values():
        printed_letters = short.spelling.replace(".", "")
        if short.key in joins or len(printed_letters) < 3 or not printed_letters.isupper() or " " in printed_letters:
            continue
        fuller = longer[short.kind, acronym_letters(printed_letters)]
        if len(fuller) == 1:
            joins[short.key] = (fuller[0].key, say("Made of the first letters of {name}.", name=fuller[0].spelling))


def _join_organisations(names: dict[str, Name], joins: Joins) -> None:
    """Join names that differ in Inc. or Ltd alone, or in a number written out: 8th and Eighth Army."""
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in names.values():
        if name.kind == "organisation":
            groups[bare_organisation(name.spelling)].append(name)
    for members in groups.values():
        fullest = max(members, key=lambda name: (len(name.spelling), -name.first))
        for name in members:
            if name is not fullest and name.key not in joins:
                joins[name.key] = (fullest.key, say("The same name as {name}, shortened.", name=fullest.spelling))
    _join_companies(names, joins)


def _join_companies(names: dict[str, Name], joins: Joins) -> None:
    """Join a firm's name to the only longer one that adds what firms are called by: Samsung Electronics Co."""
    firms: dict[str, list[Name]] = defaultdict(list)
    for name in names.values():
        if name.kind == "organisation" and " " in name.spelling:
            firms[name.spelling.split()[0]].append(name)
    for short in names.values():
        if short.kind != "organisation" or short.key in joins:
            continue
        alike = firms[short.spelling.split()[0]]
        fuller = [name for name in alike if name is not short and company_of(short.spelling, name.spelling)]
        roots = {_target(name.key, joins) for name in fuller} - {short.key}
        if len(roots) == 1:
            reason = say("The only firm in the text whose name begins so.")
            joins[short.key] = (roots.pop(), reason)
