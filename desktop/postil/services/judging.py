"""Verbs of entities: what the reader decides is kept as judgements, each one reversible."""

from dataclasses import replace

from postil.domain.edits import Change, Edit
from postil.domain.entities import Entity, EntityKind, entity_key
from postil.domain.ids import new_id, now
from postil.domain.records import Judgement, Revision, Verdict
from postil.domain.wording import say
from postil.services.highlighting import trimmed


def rename(entity: Entity, name: str) -> Edit:
    """Return the edit that gives the entity another name, in every article; it joins its namesake if there is one."""
    return _judge(say("Rename entity"), "rename", entity.key, " ".join(name.split()))


def change_kind(entity: Entity, kind: EntityKind) -> Edit:
    """Return the edit that makes the entity one of another kind, in every article."""
    return _judge(say("Change kind"), "kind", entity.key, kind)


def merge(entity: Entity, into: Entity) -> Edit:
    """Return the edit that makes ``entity`` another name of ``into``, in every article."""
    return _judge(say("Merge entities"), "merge", entity.key, into.key)


def reject(entity: Entity) -> Edit:
    """Return the edit that never shows the entity again, in any article."""
    return _judge(say("Reject entity"), "reject", entity.key, "")


def withdraw(judgement: Judgement) -> Edit:
    """Return the edit that takes a judgement back: what it hid, renamed or joined is as it was found."""
    label = say("Show entity again") if judgement.verdict == "reject" else say("Take judgement back")
    return Edit(label, (Change(judgement, None),))


def split(entity: Entity, revision: Revision, start: int, end: int, name: str) -> Edit:
    """Return the edit that makes the mention at ``start``..``end`` (code points) an entity of its own, ``name``."""
    made = Judgement(new_id(), "split", entity.key, " ".join(name.split()), start=start, end=end)
    return _placed(say("Split entity"), made, revision)


def add(revision: Revision, start: int, end: int, kind: EntityKind, name: str = "") -> Edit:
    """Return the edit that takes ``start``..``end`` (code points) as a mention of an entity.

    ``name`` is the entity's, or "" for the words themselves. Raises ValueError where only white space is selected.
    """
    text = revision.document.text
    start, end = trimmed(text, start, end)
    called = " ".join((name or text[start:end]).split())
    made = Judgement(new_id(), "add", entity_key(kind, called), called, start=start, end=end)
    return _placed(say("Add entity"), made, revision)


def _judge(label: str, verdict: Verdict, subject: str, value: str) -> Edit:
    return Edit(label, (Change(None, Judgement(new_id(), verdict, subject, value, created=now())),))


def _placed(label: str, made: Judgement, revision: Revision) -> Edit:
    judgement = replace(made, article_id=revision.article_id, text_hash=revision.text_hash, created=now())
    return Edit(label, (Change(None, judgement),))
