"""Guesses at who is meant, for the reader to confirm: short names of several, "the chairman", masked names.

A guess is never applied: what an analysis joins is joined on evidence (``aliases``, ``persons``).
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from postil.analysis.persons import abbreviates
from postil.analysis.same import acronym_letters, acronym_of, initials
from postil.analysis.transliteration import characters, letters
from postil.domain.entities import Entity, Mask, Suggestion, entity_key
from postil.domain.wording import say

_MOST = 3
"""So many candidates are worth a reader's look."""

_ROLES = (
    "chairman|chairwoman|president|prime minister|premier|chancellor|foreign minister|minister|secretary-general|"
    "general secretary|secretary|general|marshal|admiral|colonel|major|captain|commander|king|queen|emperor|empress|"
    "tsar|czar|kaiser|sultan|shah|pope|cardinal|archbishop|bishop|governor|senator|mayor|ambassador|judge|professor|"
    "doctor|director|leader"
)
_ROLE = re.compile(rf"\b[Tt]he\s(?P<role>{_ROLES})\b(?!-)(?!\s(?:of|for|de)\b)(?!\s(?-i:[A-Z]))", re.IGNORECASE)
_TITLE_BEFORE = re.compile(rf"\b(?P<role>{_ROLES}|comrade|dr|prof|gen|col|sen|gov)\.?\s$", re.IGNORECASE)
_CALLED = re.compile(
    rf"(?:,\s(?:who\s(?:is|was)\s)?|\s(?:is|was|became)\s)(?:(?:the|an?|then|now|first|former)\s)*(?:[\w-]+\s)?"
    rf"(?P<role>{_ROLES})\b",
    re.IGNORECASE,
)
_SAME_ROLES = (
    frozenset({"chairman", "president"}),
    frozenset({"tsar", "czar", "emperor"}),
    frozenset({"premier", "prime minister"}),
    frozenset({"dr", "doctor"}),
    frozenset({"prof", "professor"}),
    frozenset({"gen", "general"}),
    frozenset({"col", "colonel"}),
    frozenset({"leader", "chairman"}),
)
_SENTENCE_END = re.compile(r"[.!?。！？]+[”\"')\]]*\s|\n")
_NO_PERSON = re.compile(r"\b(?:an?|new|some|any|more|this|these|of|[A-Z]\w+an)\s$")
_NOUN_AFTER = re.compile(
    r"\s(?!(?:and|or|did|was|were|is|has|had|will|would|said|still|also|then|on|in|to|who|as|at|by|from|that)\b)"
    r"[a-z]+(?<!ed)(?<!ly)\b"
)
_CANDIDATES = 200
"""So many persons, the most named, are weighed for each mask of a book."""

_HEADLINE = 300
_NAMESAKES = 50
"""So many entities that share a word are compared with each: a given name in a book has hundreds."""
_NEAR = 1_500


class _Guess(NamedTuple):
    score: float
    candidate: Entity
    reason: str


def suggestions(text: str, entities: Sequence[Entity], masks: Sequence[Mask]) -> tuple[Suggestion, ...]:
    """Return the guesses for names, roles and masks of ``text``, in the order of their places, best first."""
    persons = [entity for entity in entities if entity.kind == "person"]
    titles = _titles(text, persons)
    roles = list(_of_roles(text, persons, titles))
    made = [*_of_names(entities), *roles, *_of_masks(text, persons, masks, titles, roles)]
    return tuple(sorted(made, key=lambda each: (each.start, each.end, -each.score, each.candidate)))


def _placed(start: int, end: int, guesses: Iterable[_Guess], subject: str) -> Iterable[Suggestion]:
    best = sorted(guesses, key=lambda each: (-each.score, each.candidate.mentions[0].start))[:_MOST]
    for guess in best:
        yield Suggestion(start, end, guess.candidate.key, guess.reason, round(guess.score, 2), subject)


def _of_names(entities: Sequence[Entity]) -> Iterable[Suggestion]:
    by_word: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    by_initials: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.kind not in {"person", "organisation"}:
            continue
        for word in dict.fromkeys(letters(word) for word in entity.name.split()):
            if len(word) > 2:
                by_word[entity.kind, word].append(entity)
        if entity.kind == "organisation":
            for form in initials(entity.name):
                by_initials[form].append(entity)
    for entity in entities:
        near: list[Entity] = []
        for word in entity.name.split():
            near += by_word.get((entity.kind, letters(word)), ())[:_NAMESAKES]
        if entity.kind == "organisation" and entity.name.isupper():
            near += by_initials.get(acronym_letters(entity.name), ())[:_NAMESAKES]
        alike = {id(other): other for other in near if other is not entity}
        guesses = [guess for other in alike.values() if (guess := _same_name(entity, other))]
        first = entity.mentions[0]
        yield from _placed(first.start, first.end, guesses, entity.key)


def _same_name(entity: Entity, other: Entity) -> _Guess | None:
    """Return the guess that ``entity`` is another name of ``other``, said of the shorter or the rarer one."""
    short, full = entity.name.split(), other.name.split()
    if entity.kind == "organisation":
        if entity.name.isupper() and acronym_of(entity.name, other.name):
            return _Guess(0.4, other, say("The first letters of {name}.", name=other.name))
        if len(short) == 1 and len(full) > 1 and letters(short[0]) in {letters(full[0]), letters(full[-1])}:
            return _Guess(0.3, other, say("{name} has this word in its name.", name=other.name))
        return None
    if entity.kind != "person":
        return None
    seldom = len(entity.mentions) * 3 <= len(other.mentions)
    often = len(other.mentions) * 3 <= len(entity.mentions)
    if len(short) == 1 and len(full) > 1 and letters(short[0]) in {letters(full[0]), letters(full[-1])}:
        if often:
            return None
        return _Guess(0.5, other, say("{name} has this name too; others in the text may.", name=other.name))
    if len(full) == 1 and len(short) > 1 and letters(short[-1]) == letters(full[0]) and seldom:
        reason = say("It ends in the name {name}, or is two names that ran together.", name=other.name)
        return _Guess(0.6, other, reason)
    if len(full) > len(short) > 1 and (abbreviates(short, full) or _ends_in(full, short)):
        return _Guess(0.4, other, say("{name} may be the longer form.", name=other.name))
    return None


def _ends_in(full: list[str], short: list[str]) -> bool:
    return [letters(word) for word in full[-len(short) :]] == [letters(word) for word in short]


def _titles(text: str, persons: Sequence[Entity]) -> dict[str, set[str]]:
    """Return for each person's key the titles and callings that stand before or after the name."""
    titles: dict[str, set[str]] = defaultdict(set)
    for person in persons:
        for mention in person.mentions:
            before = _TITLE_BEFORE.search(text, max(0, mention.start - 20), mention.start)
            after = _CALLED.match(text, mention.end, mention.end + 60)
            for found in (before, after):
                if found:
                    titles[person.key].add(found["role"].casefold())
            first = _TITLE_BEFORE.match(f"{mention.text.split()[0]} ")
            if first and " " in mention.text:
                titles[person.key].add(first["role"].casefold())
    return titles


def _of_roles(text: str, persons: Sequence[Entity], titles: dict[str, set[str]]) -> Iterable[Suggestion]:
    bearers: dict[str, list[tuple[Entity, list[int], bool]]] = defaultdict(list)
    for person in persons:
        starts = [mention.start for mention in person.mentions]
        for title in titles[person.key]:
            bearers[title].append((person, starts, True))
            for same in _SAME_ROLES:
                if title in same:
                    for other in same - titles[person.key]:
                        bearers[other].append((person, starts, False))
    if not bearers:
        return
    for match in _ROLE.finditer(text):
        known = bearers.get(match["role"].casefold())
        if known:
            start, end = match.span()
            guesses = [_bearer(start, *bearer, len(known)) for bearer in known]
            yield from _placed(start, end, guesses, entity_key("phrase", match.group()))


def _bearer(place: int, person: Entity, starts: list[int], own: bool, number: int) -> _Guess:
    earlier = bisect_left(starts, place)
    near = 0.1 if earlier and place - starts[earlier - 1] < _NEAR else 0.0
    if own:
        reason = say("The text gives {name} this title.", name=person.name)
        return _Guess((0.7 if number == 1 else 0.5) + near, person, reason)
    return _Guess(0.35 + near, person, say("The text gives {name} a title that is often put for it.", name=person.name))


def _of_masks(
    text: str,
    persons: Sequence[Entity],
    masks: Sequence[Mask],
    titles: dict[str, set[str]],
    roles: Sequence[Suggestion],
) -> Iterable[Suggestion]:
    if not masks or not persons:
        return
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text) + 1]
    persons = sorted(persons, key=lambda person: -len(person.mentions))[:_CANDIDATES]
    # The headline alone: who stands in the byline or the first sentence is as open as anybody.
    headline = min(_HEADLINE, len(text.partition("\n")[0]))
    spans = {person.key: [mention.start for mention in person.mentions] for person in persons}
    for mask in masks:
        if _is_thing(text, mask):
            continue
        place = bisect_right(ends, mask.start) - 1
        first, last = ends[place], ends[place + 1]
        wider = ends[max(0, place - 1)]
        hinted = {each.candidate for each in roles if wider <= each.start < last}
        title = _TITLE_BEFORE.search(text, max(0, mask.start - 20), mask.start)
        guesses: list[_Guess] = []
        for person in persons:
            starts = spans[person.key]
            there = bisect_left(starts, first) < bisect_left(starts, last)
            role = title["role"].casefold() if title else ""
            guess = _masked(mask, person, role, titles[person.key], there=there, headline=headline)
            if person.key in hinted:
                reason = say("A title of {name} stands beside the mask.", name=person.name)
                guess = _Guess(guess.score + 0.2, person, reason)
            if guess.score >= 0.2:
                guesses.append(guess)
        yield from _placed(mask.start, mask.end, guesses, "")


def _is_thing(text: str, mask: Mask) -> bool:
    """Tell whether a mask stands where only a word for a thing can: "the new ** equipment"."""
    before = _NO_PERSON.search(text, max(0, mask.start - 16), mask.start)
    return before is not None or (_NOUN_AFTER.match(text, mask.end) is not None and text[: mask.start].endswith("the "))


def _masked(mask: Mask, person: Entity, title: str, titles: set[str], *, there: bool, headline: int) -> _Guess:
    """Weigh one candidate for one mask: the title before it, its length, and how openly the text names the person."""
    score = 0.15
    reason = say("{name} is named in the text.", name=person.name)
    length = len(mask.text)
    if title and title in titles:
        score += 0.25
        reason = say("The text gives {name} the title before the mask.", name=person.name)
    elif 1 < length <= 4 and characters(person.name) == length:
        score += 0.15
        reason = say("The mask is as long as {name} is in Chinese.", name=person.name)
    elif length > 3 and length in {len(person.name), *map(len, person.name.split())}:
        score += 0.15
        reason = say("The mask is as long as {name}.", name=person.name)
    elif person.mentions[-1].end <= headline:
        score += 0.1
        reason = say("{name} is named in the headline and nowhere else.", name=person.name)
    if there:
        # Who is masked is not named in the same breath.
        score -= 0.4
    # Nor is a name masked that stands openly everywhere else.
    score -= 0.15 if len(person.mentions) > 5 else 0.0
    return _Guess(score, person, reason)
