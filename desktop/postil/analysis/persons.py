"""Which persons' names belong together: short and full ones, with titles, and in the spellings of other scripts."""

import re
from collections import defaultdict
from collections.abc import Iterable

from postil.analysis.printed import HERS, HIS, PARTICLES, Name, long_title
from postil.analysis.transliteration import letters, russian, same_chinese, same_family_name, same_russian, wade_giles
from postil.analysis.transliteration import plain as plain_letters
from postil.analysis.words import GIVEN_NAMES, TITLES
from postil.domain.entities import entity_key
from postil.domain.wording import say

Joins = dict[str, tuple[str, str]]
"""For the key of a name that of the fuller one it belongs to, and the evidence as a sentence."""

_LEAST_LETTERS = 5


def join_persons(text: str, names: Iterable[Name], joins: Joins) -> None:
    """Add to ``joins`` what the names themselves and the text's own words are evidence for."""
    names = list(names)
    firms = {name.words[0] for name in names if name.kind == "organisation" and len(name.words) > 1}
    persons = [name for name in names if name.kind == "person" and name.key not in joins]
    _join_spellings(persons, joins)
    full = [name for name in persons if name.is_full and name.key not in joins]
    _join_middle_names(text, full, joins)
    _join_transliterated(full, joins)
    bearers: dict[str, list[Name]] = defaultdict(list)
    for name in full:
        if name.key not in joins:
            for part in dict.fromkeys((letters(name.core[0]), letters(name.core[-1]), *_family_names(name.core[0]))):
                bearers[part].append(name)
    titled: dict[str, list[Name]] = defaultdict(list)
    for name in persons:
        if len(name.words) > 1 and not name.is_full:
            titled[plain(name.core[-1])].append(name)
    for short in persons:
        # "Harland" alone may be the firm that another name begins with.
        if short.key not in joins and not short.is_full and short.spelling not in firms:
            _join_short(short, titled, _known(short, bearers), joins)


def _join_spellings(persons: list[Name], joins: Joins) -> None:
    """Join what differs in hyphens, capitals, accents and umlauts alone."""
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in persons:
        same = letters(name.spelling)
        if len(same) >= _LEAST_LETTERS:
            groups[same].append(name)
    for members in groups.values():
        fullest = max(members, key=lambda name: (len(name.mentions), -name.first))
        for name in members:
            if name is not fullest:
                joins[name.key] = (fullest.key, say("Another spelling of {name}.", name=fullest.spelling))


def _join_transliterated(full: list[Name], joins: Joins) -> None:
    chinese = say("The same Chinese name in another transliteration.")
    slavic = say("The same Russian name in another transliteration.")
    open_names = [name for name in full if name.key not in joins]
    by_plain = {plain_letters(name.spelling): name for name in open_names}
    by_sound: dict[str, list[Name]] = defaultdict(list)
    for name in open_names:
        by_sound[russian(name.spelling)].append(name)
    for name in open_names:
        older = (by_plain[form] for form in sorted(wade_giles(name.spelling)) if form in by_plain)
        for other in older:
            if same_chinese(name.spelling, other.spelling):
                _join_rarer(name, other, chinese, joins)
        for other in by_sound[russian(name.spelling)]:
            if same_russian(name.spelling, other.spelling):
                _join_rarer(name, other, slavic, joins)


def _join_rarer(one: Name, other: Name, reason: str, joins: Joins) -> None:
    fewer, more = sorted((one, other), key=lambda each: (len(each.mentions), -each.first))
    if more.key not in joins:
        joins.setdefault(fewer.key, (more.key, reason))


def _join_short(short: Name, ranked: dict[str, list[Name]], bearers: list[Name], joins: Joins) -> None:
    core = short.core
    if len(core) > 1 and core[0].casefold() not in PARTICLES:
        return
    titled = long_title(short.words[0]) if len(short.words) > len(core) else ""
    fits = [name for name in bearers if _may_be(short, name) and _may_bear(titled, name)]
    if not fits and not titled:
        _join_titled(short, ranked[plain(core[-1])], joins)
        return
    if len(fits) != 1 or not _introduced(short, fits[0]):
        return
    if short.gender and fits[0].gender and short.gender != fits[0].gender:
        return
    joins[short.key] = (fits[0].key, _reason(short, fits[0], titled))


def _may_bear(title: str, name: Name) -> bool:
    """Tell whether the text lets the bearer of a full name have ``title`` before the last name alone."""
    if not title:
        return True
    if title in HERS:
        # A husband's name hides behind "Mrs" where the given name tells nothing.
        return name.gender == "f" or (title != "Mrs" and not name.gender)
    return name.gender != "f" if title in HIS else bool(name.titles[title])


def _known(short: Name, bearers: dict[str, list[Name]]) -> list[Name]:
    """Return the full names that the last word of a short one is the first or last word of."""
    word = short.core[-1]
    forms = dict.fromkeys((letters(word), *sorted(_family_names(word))))
    return list(dict.fromkeys(name for form in forms for name in bearers.get(form, ())))


def _family_names(word: str) -> frozenset[str]:
    """Return the Wade-Giles forms of a Chinese family name in pinyin."""
    return frozenset(form.split()[0] for form in wade_giles(f"{word} {word}"))


def _reason(short: Name, fuller: Name, titled: str) -> str:
    if titled in HIS:
        return say("{name} is the only man in the text with this last name.", name=fuller.spelling)
    if titled and titled not in HERS:
        return say("The text gives {name} this title.", name=fuller.spelling)
    if titled:
        return say("{name} is the only woman in the text with this last name.", name=fuller.spelling)
    if letters(short.core[-1]) == letters(fuller.core[-1]):
        return say("{name} is the only person in the text with this last name.", name=fuller.spelling)
    return say("{name} is the only person in the text with this first name.", name=fuller.spelling)


def _may_be(short: Name, fuller: Name) -> bool:
    """Tell whether ``fuller`` is a full form of ``short`` by its words alone."""
    words, parts = [letters(word) for word in fuller.core], [letters(word) for word in short.core]
    if len(parts) > 1:
        return len(words) > len(parts) and words[-len(parts) :] == parts
    woman = short.words[0].rstrip(".") in HERS and len(short.words) > 1
    if woman and fuller.gender == "m":
        return False
    if parts[0] == words[-1]:
        return True
    # "Lady Jane" may be a Jane; "Mrs Jane" is none.
    return not woman and (parts[0] == words[0] or same_family_name(parts[0], words[0]))


def _join_titled(short: Name, ranked: list[Name], joins: Joins) -> None:
    """Join a bare name to the only one with a title: Ashcombe to Lord Ashcombe, Marlow to Duke of Marlow."""
    titled = [name for name in ranked if name is not short]
    if len(titled) != 1 or titled[0].first > short.first:
        return
    fuller = titled[0]
    alone = len(fuller.core) == 1 or (len(fuller.words) == 3 and fuller.words[1] == "of" and fuller.words[0] in TITLES)
    if alone and not (short.gender and fuller.gender and short.gender != fuller.gender):
        joins[short.key] = (fuller.key, say("{name} is the only one of this name in the text.", name=fuller.spelling))


def _introduced(short: Name, fuller: Name) -> bool:
    """Tell whether the full name may be what the short one stands for.

    A person is introduced in full and then named in short. A full form that comes late and seldom, after the short one
    was long in use, may be two names that ran together, unless it begins with a given name or initials.
    """
    given = fuller.core[0]
    if given in GIVEN_NAMES or is_initials(given):
        return True
    earlier = sum(each.start < fuller.first for each in short.mentions)
    return earlier < 2


_KIN = re.compile(
    r"\b(?:father|mother|son|daughter|brother|sister|uncle|nephew|cousin|grandfather|grandson)\b|\bthe\s(?:elder|younger)\b"
)


_SENTENCE_END = re.compile(r"(?<![A-Z]r)(?<!Mrs)(?<!Rev)(?<!Gen)(?<!Col)(?<!Hon)(?<!Sen)(?<!\b[A-Z])[.!?]\s")


def _is_kin(text: str, name: Name) -> bool:
    """Tell whether the text calls the bearer somebody's kin where it first names them: a father shares the name."""
    found = name.mentions[0]
    before = _SENTENCE_END.split(text[max(0, found.start - 32) : found.start])[-1]
    after = _SENTENCE_END.split(text[found.end : found.end + 24])[0]
    return _KIN.search(before) is not None or _KIN.search(after) is not None


def _join_middle_names(text: str, full: list[Name], joins: Joins) -> None:
    """Join full names that differ in what stands between first and last, or in a first name's initial alone."""
    by_last: dict[str, list[Name]] = defaultdict(list)
    for name in full:
        by_last[plain(name.words[-1])].append(name)
    for short in full:
        namesakes = by_last[plain(short.words[-1])]
        if len(namesakes) < 2 or short.key in joins or short.has_suffix or _is_kin(text, short):
            continue
        fits = [
            name
            for name in namesakes
            if name is not short
            and name.key not in joins
            and len("".join(name.words)) > len("".join(short.words))
            and not name.has_suffix
            and abbreviates(short.words, name.words)
            # Nobody is called by a middle name only later, but for an initial.
            and (name.first <= short.first or len(short.words) == len(name.words))
        ]
        if len(fits) == 1 and not (short.gender and fits[0].gender and short.gender != fits[0].gender):
            joins[short.key] = (fits[0].key, say("A shorter form of {name}.", name=fits[0].spelling))


def abbreviates(short: list[str], full: list[str]) -> bool:
    """Tell whether the words of a full name are a longer form of others: J. Smith, John Smith, John Henry Smith."""
    if plain(short[-1]) != plain(full[-1]) or len(short) > len(full) or not _stands_for(short[0], full[0]):
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
    return plain(short) == plain(full) or (is_initials(short) and len(short) == 2 and full[0] == short[0])


def is_initials(word: str) -> bool:
    """Tell whether a word is an initial or several: J. or J.R."""
    return (
        len(word) >= 2
        and all(letter.isalpha() and point == "." for letter, point in zip(word[::2], word[1::2], strict=False))
        and word.endswith(".")
    )


def plain(word: str) -> str:
    """Return a word as names are compared: case-folded, without accents."""
    return entity_key("", word)
