"""Verbs of entities: what the reader decides is kept as judgements, each one reversible."""

import re
from collections.abc import Sequence
from dataclasses import replace

from postil.domain.calendar import from_edtf
from postil.domain.edits import Change, Edit
from postil.domain.entities import DateMention, Entity, EntityKind, Mask, Suggestion, entity_key
from postil.domain.ids import new_id, now
from postil.domain.problems import Problem
from postil.domain.records import Confidence, Judgement, Revision, Verdict
from postil.domain.unmasking import place_of
from postil.domain.wording import say
from postil.services.highlighting import trimmed


def rename(entity: Entity, name: str, reason: str = "") -> Edit:
    """Return the edit that gives the entity another name, in every article; it joins its namesake if there is one."""
    return _judge(say("Rename entity"), "rename", entity.key, " ".join(name.split()), reason)


def change_kind(entity: Entity, kind: EntityKind, reason: str = "") -> Edit:
    """Return the edit that makes the entity one of another kind, in every article."""
    return _judge(say("Change kind"), "kind", entity.key, kind, reason)


def merge(entity: Entity, into: Entity, reason: str = "") -> Edit:
    """Return the edit that makes ``entity`` another name of ``into``, in every article."""
    return _judge(say("Merge entities"), "merge", entity.key, into.key, reason)


def reject(entity: Entity, reason: str = "") -> Edit:
    """Return the edit that never shows the entity again, in any article."""
    return _judge(say("Reject entity"), "reject", entity.key, "", reason)


def distinct(entity: Entity, key: str, reason: str = "") -> Edit:
    """Return the edit that keeps ``entity`` and the one named ``key`` (``person:stalin``) apart, in every article.

    ``key`` may be a name under which some of the entity's own mentions stand: those leave it then.
    """
    return _judge(say("Keep entities apart"), "distinct", entity.key, key, reason)


def not_meant(revision: Revision, suggestion: Suggestion, reason: str = "") -> Edit:
    """Return the edit after which ``suggestion`` is made no more: for two entities in every article, else at its place.

    The mask or the phrase may still be somebody else's.
    """
    if of_entity(suggestion):
        return _judge(say("Keep entities apart"), "distinct", suggestion.subject, suggestion.candidate, reason)
    start, end = suggestion.start, suggestion.end
    made = Judgement(
        new_id(), "distinct", suggestion.subject, suggestion.candidate, start=start, end=end, reason=reason
    )
    return _placed(say("Dismiss suggestion"), made, revision)


def identify(
    revision: Revision, mask: Mask, key: str, confidence: Confidence = "", reason: str = "", *, name: str = ""
) -> Edit:
    """Return the edit that says whose name ``mask`` hides: that of the entity ``key``, in any article.

    ``name`` is how the reader wrote it, for a text that does not name the entity.
    """
    start, end, name = mask.start, mask.end, " ".join(name.split())
    made = Judgement(new_id(), "identify", name, key, start=start, end=end, reason=reason, confidence=confidence)
    return _placed(say("Identify mask"), made, revision)


def same_mask(revision: Revision, mask: Mask, other: Mask, confidence: Confidence = "", reason: str = "") -> Edit:
    """Return the edit that says that two masks hide one name."""
    made = Judgement(
        new_id(),
        "same_mask",
        "",
        place_of(other),
        start=mask.start,
        end=mask.end,
        reason=reason,
        confidence=confidence,
    )
    return _placed(say("Join masks"), made, revision)


def correct_date(revision: Revision, start: int, end: int, value: str, reason: str = "") -> Edit:
    """Return the edit that gives the words ``start``..``end`` (code points) the EDTF ``value``; dependants follow it.

    Words that were no date become one. Raises Problem where ``value`` is no date in EDTF.
    """
    value = value.strip()
    if not _is_edtf(value):
        raise Problem(
            "“{value}” is not written as a date in EDTF; write it like 1941, 1941-06, 1941-06-22, 194X or 1941~.",
            value=value,
        )
    made = Judgement(new_id(), "date", "", value, start=start, end=end, reason=reason)
    return _placed(say("Correct date"), made, revision)


def not_date(revision: Revision, date: DateMention, reason: str = "") -> Edit:
    """Return the edit that says that these words are no date."""
    made = Judgement(new_id(), "not_date", "", "", start=date.start, end=date.end, reason=reason)
    return _placed(say("Not a date"), made, revision)


def withdraw_all(judgements: Sequence[Judgement]) -> Edit:
    """Return the edit that takes several judgements back at once."""
    return Edit(say("Take judgements back"), tuple(Change(each, None) for each in judgements))


def withdraw(judgement: Judgement) -> Edit:
    """Return the edit that takes a judgement back: what it hid, renamed or joined is as it was found."""
    label = say("Show entity again") if judgement.verdict == "reject" else say("Take judgement back")
    return Edit(label, (Change(judgement, None),))


def split(entity: Entity, revision: Revision, start: int, end: int, name: str, *, reason: str = "") -> Edit:
    """Return the edit that makes the mention at ``start``..``end`` (code points) an entity of its own, ``name``."""
    made = Judgement(new_id(), "split", entity.key, " ".join(name.split()), start=start, end=end, reason=reason)
    return _placed(say("Split entity"), made, revision)


def add(revision: Revision, start: int, end: int, kind: EntityKind, name: str = "", *, reason: str = "") -> Edit:
    """Return the edit that takes ``start``..``end`` (code points) as a mention of an entity.

    ``name`` is the entity's, or "" for the words themselves. Raises ValueError where only white space is selected.
    """
    text = revision.document.text
    start, end = trimmed(text, start, end)
    called = " ".join((name or text[start:end]).split())
    made = Judgement(new_id(), "add", entity_key(kind, called), called, start=start, end=end, reason=reason)
    return _placed(say("Add entity"), made, revision)


def _judge(label: str, verdict: Verdict, subject: str, value: str, reason: str = "") -> Edit:
    made = Judgement(new_id(), verdict, subject, value, created=now(), reason=reason.strip())
    return Edit(label, (Change(None, made),))


def accept(revision: Revision, suggestions: Sequence[Suggestion], candidate: Entity, reason: str = "") -> Edit:
    """Return the edit that takes suggestions of one ``candidate`` for right: all that were asked together.

    An entity joins the candidate in every article; a phrase ("the chairman") means it at its own place alone.
    """
    changes: list[Change] = []
    for each in suggestions:
        if of_entity(each):
            changes += _judge("", "merge", each.subject, candidate.key, reason).changes
        else:
            made = Judgement(
                new_id(), "add", candidate.key, candidate.name, start=each.start, end=each.end, reason=reason
            )
            changes += _placed("", made, revision).changes
    return Edit(say("Join entities"), tuple(changes))


def deny(revision: Revision, suggestions: Sequence[Suggestion], reason: str = "") -> Edit:
    """Return the edit after which none of these suggestions is made again (``not_meant``)."""
    changes = [change for each in suggestions for change in not_meant(revision, each, reason).changes]
    return Edit(say("Dismiss suggestion"), tuple(changes))


def of_entity(suggestion: Suggestion) -> bool:
    """Return whether a suggestion is about an entity, rather than about a mask or a phrase at one place."""
    return suggestion.subject.partition(":")[0] not in {"", "phrase"}


def _placed(label: str, made: Judgement, revision: Revision) -> Edit:
    reason = made.reason.strip()
    judgement = replace(
        made, reason=reason, article_id=revision.article_id, text_hash=revision.text_hash, created=now()
    )
    return Edit(label, (Change(None, judgement),))


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DURATION = re.compile(r"P\d+[DWMY]")


def _is_edtf(value: str) -> bool:
    # Slow to load, and wanted only when a date is corrected.
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    if _DURATION.fullmatch(value):
        return True
    try:
        parse_edtf(value)
    except EDTFParseException:
        return False
    # The package lets 29 February pass in any year.
    return all(from_edtf(end) is not None for end in _DAY.findall(value))
