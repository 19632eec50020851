"""Names and dates in the text: underlined as the analysis has them, told when they are clicked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from postil.domain.entities import Analysis
from postil.domain.wording import say
from postil.session.desk import Desk
from postil.session.settings import SettingChanged
from postil.session.workspace import Passage
from postil.widgets.reading import EntityMark, ReadingSurface
from postil.widgets.reading.events import EntityClicked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postil.domain.unmasking import Identified

MANY_MENTIONS = 3000
"""From how many mentions on their marks are made on the pool."""


class Underlining(QObject):
    """Between the findings and the surface that underlines them."""

    def __init__(self, desk: Desk, surface: ReadingSurface) -> None:
        super().__init__(surface)
        self._desk = desk
        self._workspace = desk.workspace
        self._surface = surface
        self._job = 0
        desk.findings.changed.connect(self._mark_entities)
        desk.settings.changed.connect(self._hear_setting)
        surface.entity_clicked.connect(self._show_entity)

    def show_article(self) -> None:
        """Underline what is known of an article that was opened."""
        self._surface.set_entity_kinds_shown(_kinds(self._desk.settings.text("entities/shown")))
        self._mark_entities(self._desk.findings.analysis)

    def _mark_entities(self, analysis: Analysis | None) -> None:
        self._desk.jobs.forget(self._job)
        if analysis is None:
            self._surface.set_entity_marks(())
        elif sum(len(entity.mentions) for entity in analysis.entities) < MANY_MENTIONS:
            self._surface.set_entity_marks(entity_marks(analysis, self._desk.findings.masks()))
        else:
            # In a later turn: the sidebar lays its list out in this one, and would have to share the interpreter.
            self._workspace.turns.when_free(partial(self._mark_many, analysis))

    def _mark_many(self, analysis: Analysis) -> None:
        if analysis is self._desk.findings.analysis:
            work = partial(entity_marks, analysis, self._desk.findings.masks())
            self._job = self._desk.jobs.run(work, self._surface.set_entity_marks, self._workspace.tell)

    def _show_entity(self, clicked: EntityClicked) -> None:
        self._workspace.mention_requested.emit(Passage(clicked.mark.start, clicked.mark.end))

    def _hear_setting(self, change: SettingChanged) -> None:
        if change.key == "entities/shown":
            self._surface.set_entity_kinds_shown(_kinds(self._desk.settings.text("entities/shown")))


def entity_marks(analysis: Analysis, masks: Iterable[Identified] = ()) -> list[EntityMark]:
    """Return what is to be underlined; who is masked is told where the pointer rests on it, never in the text."""
    said = {each.mask.start: mask_tip(each) for each in masks if each.key or each.group != each.number}
    marks = [EntityMark(each.start, each.end, entity.kind) for entity in analysis.entities for each in entity.mentions]
    marks += (
        EntityMark(each.start, each.end, "duration" if each.edtf.startswith("P") else "date") for each in analysis.dates
    )
    marks += (EntityMark(each.start, each.end, "quantity") for each in analysis.quantities)
    marks += (EntityMark(mask.start, mask.end, "mask", said.get(mask.start, "")) for mask in analysis.masks)
    return marks


def mask_tip(said: Identified) -> str:
    """Return what the reader said of a mask, in words."""
    if not said.key:
        return say("Masked name {number}: the same as mask {other}, you said.", number=said.number, other=said.group)
    name = f"{said.name} ({say(said.confidence)})" if said.confidence else said.name
    told = say("Masked name {number}: {name}, you said.", number=said.number, name=name)
    return f"{told} {said.reason}".strip()


def _kinds(setting: str) -> frozenset[str]:
    return frozenset(kind for kind in setting.split(",") if kind)
