"""Verbs of entities: what the reader decides is kept as judgements, each one reversible."""

from postil.domain.edits import Change, Edit
from postil.domain.entities import Entity, EntityKind, entity_key
from postil.domain.ids import new_id, now
from postil.domain.records import Judgement, Revision, Verdict
from postil.domain.wording import say
from postil.services.highlighting import trimmed


def rename(entity: Entity, name: str) -> Edit:
    """Return the edit that gives the entity another name, in every article."""
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


def split(entity: Entity, revision: Revision, start: int, end: int, name: str) -> Edit:
    """Return the edit that makes the mention at ``start``..``end`` (code points) an entity of its own, ``name``."""
    judgement = _judgement("split", entity.key, " ".join(name.split()), revision, start, end)
    return Edit(say("Split entity"), (Change(None, judgement),))


def add(revision: Revision, start: int, end: int, kind: EntityKind, name: str = "") -> Edit:
    """Return the edit that takes ``start``..``end`` (code points) as a mention of an entity.

    ``name`` is the entity's, or "" for the words themselves. Raises ValueError where only white space is selected.
    """
    text = revision.document.text
    start, end = trimmed(text, start, end)
    called = " ".join((name or text[start:end]).split())
    judgement = _judgement("add", entity_key(kind, called), called, revision, start, end)
    return Edit(say("Add entity"), (Change(None, judgement),))


def _judge(label: str, verdict: Verdict, subject: str, value: str) -> Edit:
    return Edit(label, (Change(None, Judgement(new_id(), verdict, subject, value, created=now())),))


def _judgement(verdict: Verdict, subject: str, value: str, revision: Revision, start: int, end: int) -> Judgement:
    return Judgement(
        new_id(), verdict, subject, value, revision.article_id, revision.text_hash, start, end, created=now()
    )
