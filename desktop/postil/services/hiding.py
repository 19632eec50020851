"""What the reader rejected and may want back."""

from dataclasses import dataclass

from postil.domain.entities import Analysis
from postil.domain.judgements import apply
from postil.domain.records import Judgement, Revision
from postil.services.analysing import judgements_on
from postil.storage.library import Library


@dataclass(frozen=True, slots=True)
class Hidden:
    """An entity that would be listed but for ``judgement``, under the name it would have."""

    judgement: Judgement
    name: str


def hidden(library: Library, revision: Revision, findings: Analysis) -> tuple[Hidden, ...]:
    """Return the entities of these findings that the reader rejected, in the order in which that was done."""
    judgements = judgements_on(library, revision)
    rejections = [judgement for judgement in judgements if judgement.verdict == "reject"]
    if not rejections:
        return ()
    others = tuple(judgement for judgement in judgements if judgement.verdict != "reject")
    names = {entity.key: entity.name for entity in apply(findings, others, revision.document.text).entities}
    return tuple(Hidden(each, names[each.subject]) for each in rejections if each.subject in names)
