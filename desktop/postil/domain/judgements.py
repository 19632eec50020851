"""What the reader decided about entities, applied to what an analysis found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from postil.domain.entities import ENTITY_KINDS, Analysis, Entity, EntityKind, Mention, Suggestion, entity_key
from postil.domain.records import Judgement
from postil.domain.redating import corrected
from postil.domain.wording import say


def apply(analysis: Analysis, judgements: Sequence[Judgement], text: str) -> Analysis:
    """Return ``analysis`` of ``text`` with ``judgements`` applied in the order of their ids.

    A judgement names its subject by the key that the entity had when it was made; one about an entity that is not
    there changes nothing. ``split`` and ``add`` must lie within ``text`` (the caller passes those of its hash).
    An entity that loses its last mention goes. The result depends on the values alone, so leaving a judgement out
    takes it back.

    ``distinct`` speaks of two names. The mentions printed under the one leave the entity of the other: those of its
    subject where both are short for a third. So it also parts what a later analysis joins, or a merge joined before
    it; a merge after it joins them again. Suggestions that the reader has settled are left out, dates are as
    ``redating.corrected`` has them; what was said of masks is read by ``unmasking.identified``.
    """
    if not judgements:
        return analysis
    ordered = sorted(judgements, key=lambda each: each.id)
    cast = _Cast(analysis.entities, text)
    for judgement in ordered:
        cast.judge(judgement)
    return replace(
        analysis,
        entities=cast.entities(),
        dates=corrected(analysis.dates, ordered, text),
        suggestions=tuple(cast.unsettled(analysis.suggestions, ordered)),
    )


def current_key(key: str, judgements: Iterable[Judgement]) -> str:
    """Return the key under which an entity goes after all judgements of its name, its kind and its merges."""
    for judgement in sorted(judgements, key=lambda each: each.id):
        if judgement.subject != key or not judgement.value.strip():
            continue
        kind, _, name = key.partition(":")
        if judgement.verdict == "rename":
            key = entity_key(kind, judgement.value)
        elif judgement.verdict == "kind" and _kind(judgement.value) is not None:
            key = entity_key(judgement.value, name)
        elif judgement.verdict == "merge" and _kind(judgement.value.partition(":")[0]) is not None:
            key = judgement.value
    return key


@dataclass(slots=True, eq=False)
class _Role:
    """An entity while it is judged."""

    key: str
    name: str
    kind: EntityKind
    mentions: list[Mention]
    demonyms: list[Mention] = field(default_factory=list[Mention])


class _Cast:
    """All entities of a text by key; a key that was judged away leads to where its entity went."""

    def __init__(self, entities: Iterable[Entity], text: str) -> None:
        self._text = text
        self._roles = {
            each.key: _Role(each.key, each.name, each.kind, list(each.mentions), list(each.demonyms))
            for each in entities
        }
        self._moved: dict[str, str] = {}
        self._distinct: list[tuple[str, str]] = []

    def judge(self, judgement: Judgement) -> None:
        """Apply one judgement, or nothing where it does not fit."""
        if judgement.verdict == "add":
            self._add(judgement)
            return
        role = self._find(judgement.subject)
        if judgement.verdict == "distinct":
            self._part(judgement.subject, judgement.value)
            return
        if role is None:
            return
        if judgement.verdict == "rename":
            self._rename(role, role.kind, judgement.value)
        elif judgement.verdict == "kind":
            kind = _kind(judgement.value)
            if kind is not None:
                self._rename(role, kind, role.name)
        elif judgement.verdict == "merge":
            self._merge(role, judgement.value)
        elif judgement.verdict == "split":
            self._split(role, judgement)
        elif judgement.verdict == "reject":
            self._roles.pop(role.key)

    def entities(self) -> tuple[Entity, ...]:
        """Return the entities that are mentioned, by first mention."""
        made = [
            Entity(
                role.key,
                role.name,
                role.kind,
                tuple(sorted(role.mentions, key=_place)),
                tuple(sorted(role.demonyms, key=_place)),
            )
            for role in self._roles.values()
            if role.mentions
        ]
        return tuple(sorted(made, key=lambda entity: (entity.mentions[0].start, entity.mentions[0].end, entity.key)))

    def unsettled(self, suggestions: Iterable[Suggestion], judgements: Sequence[Judgement]) -> Iterable[Suggestion]:
        """Yield the suggestions that are still open, their keys brought up to date."""
        settled = {(each.start, each.end) for each in judgements if each.verdict in {"add", "identify"}}
        denied = {(each.start, each.end, each.value) for each in judgements if each.verdict == "distinct" and each.end}
        for suggestion in suggestions:
            place = (suggestion.start, suggestion.end)
            candidate = self._find(suggestion.candidate)
            if candidate is None or not candidate.mentions or (*place, suggestion.candidate) in denied:
                continue
            if (*place, candidate.key) in denied:
                continue
            subject = self._find(suggestion.subject)
            if subject is not None:
                if subject is candidate or not subject.mentions or self._apart(subject, candidate):
                    continue
                yield replace(suggestion, candidate=candidate.key, subject=subject.key)
            elif place not in settled and _kind(suggestion.subject.partition(":")[0]) is None:
                yield replace(suggestion, candidate=candidate.key)

    def _apart(self, one: "_Role", other: "_Role") -> bool:
        """Tell whether the reader said that these two are not the same."""
        return any({self._find(a), self._find(b)} == {one, other} for a, b in self._distinct)

    def _part(self, one: str, other: str) -> None:
        first, second = _kind(one.partition(":")[0]), _kind(other.partition(":")[0])
        if first is None or second is None or one == other:
            return
        self._distinct.append((one, other))
        role = self._find(one)
        there = self._find(other)
        if role is None or there is None or role is there:
            together = role or there
            if together is None:
                return
            leaves = other if together.key == one else one
            self._leave(together, leaves)
            return
        # They are apart already, but each may hold mentions that go by the other's name.
        for holder, key, owner in ((role, other, there), (there, one, role)):
            gone = [mention for mention in holder.mentions if _key_of(holder.kind, mention) == key]
            holder.mentions = [mention for mention in holder.mentions if mention not in gone]
            owner.mentions.extend(gone)

    def _leave(self, role: "_Role", key: str) -> None:
        """Let the mentions printed under ``key`` be an entity of their own again."""
        kind = _kind(key.partition(":")[0])
        gone = [mention for mention in role.mentions if kind and _key_of(kind, mention) == key]
        if not gone or kind is None or len(gone) == len(role.mentions) or key == role.key:
            return
        role.mentions = [mention for mention in role.mentions if mention not in gone]
        self._moved.pop(key, None)
        reason = say("You said that this is not {name}.", name=role.name)
        name = " ".join(gone[0].text.split())
        self._roles[key] = _Role(key, name, kind, [replace(each, reason=reason) for each in gone])

    def _find(self, key: str) -> _Role | None:
        seen = {key}
        while key not in self._roles and key in self._moved and self._moved[key] not in seen:
            key = self._moved[key]
            seen.add(key)
        return self._roles.get(key)

    def _rename(self, role: _Role, kind: EntityKind, name: str) -> None:
        name = " ".join(name.split())
        if not name:
            return
        key = entity_key(kind, name)
        there = self._roles.get(key)
        if there is not None and there is not role:
            # It now is what another entity already is: they become one.
            self._join(role, there)
            return
        self._rekey(role, key)
        role.name, role.kind = name, kind

    def _rekey(self, role: _Role, key: str) -> None:
        self._roles.pop(role.key)
        if key != role.key:
            self._moved[role.key] = key
            self._moved.pop(key, None)
        role.key = key
        self._roles[key] = role

    def _merge(self, role: _Role, target: str) -> None:
        there = self._find(target)
        if there is None:
            # The one it joins is not in this article: it is that one all the same, under the name that it has here.
            if _kind(target.partition(":")[0]) is not None:
                self._rekey(role, target)
        elif there is not role:
            self._join(role, there)

    def _join(self, role: _Role, there: _Role) -> None:
        self._roles.pop(role.key)
        self._moved[role.key] = there.key
        there.mentions.extend(role.mentions)
        there.demonyms.extend(role.demonyms)

    def _split(self, role: _Role, judgement: Judgement) -> None:
        moved = [each for each in role.mentions if (each.start, each.end) == (judgement.start, judgement.end)]
        if not moved or not judgement.value.strip():
            return
        role.mentions = [each for each in role.mentions if each not in moved]
        reason = say("You said that this is {name}.", name=judgement.value)
        self._receive(role.kind, judgement.value, [replace(each, reason=reason) for each in moved])

    def _add(self, judgement: Judgement) -> None:
        start, end = judgement.start, judgement.end
        role = self._find(judgement.subject)
        kind = role.kind if role else _kind(judgement.subject.partition(":")[0])
        name = role.name if role else judgement.value
        if kind is None or not name.strip() or not 0 <= start < end <= len(self._text):
            return
        for other in self._roles.values():
            other.mentions = [each for each in other.mentions if each.end <= start or end <= each.start]
        mention = Mention(start, end, self._text[start:end], say("You marked it."))
        if role is not None:
            # Its key may be another's than its name's, which it joined from afar.
            role.mentions.append(mention)
        else:
            self._receive(kind, name, [mention])

    def _receive(self, kind: EntityKind, name: str, mentions: list[Mention]) -> None:
        name = " ".join(name.split())
        key = entity_key(kind, name)
        role = self._find(key)
        if role is None:
            role = self._roles.setdefault(key, _Role(key, name, kind, []))
        role.mentions.extend(mentions)


def _kind(value: str) -> EntityKind | None:
    return next((kind for kind in ENTITY_KINDS if kind == value), None)


def _key_of(kind: EntityKind, mention: Mention) -> str:
    return entity_key(kind, mention.text)


def _place(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end
