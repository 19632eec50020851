"""Names and dates in the text: underlined as the analysis has them, told when they are clicked."""

from functools import partial

from PySide6.QtCore import QObject

from postil.domain.entities import Analysis
from postil.session.desk import Desk
from postil.session.settings import SettingChanged
from postil.session.workspace import Passage
from postil.widgets.reading import EntityClicked, EntityMark, ReadingSurface

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
            self._surface.set_entity_marks(entity_marks(analysis))
        else:
            # In a later turn: the sidebar lays its list out in this one, and would have to share the interpreter.
            self._workspace.turns.when_free(partial(self._mark_many, analysis))

    def _mark_many(self, analysis: Analysis) -> None:
        if analysis is self._desk.findings.analysis:
            work = partial(entity_marks, analysis)
            self._job = self._desk.jobs.run(work, self._surface.set_entity_marks, self._workspace.tell)

    def _show_entity(self, clicked: EntityClicked) -> None:
        self._workspace.mention_requested.emit(Passage(clicked.mark.start, clicked.mark.end))

    def _hear_setting(self, change: SettingChanged) -> None:
        if change.key == "entities/shown":
            self._surface.set_entity_kinds_shown(_kinds(self._desk.settings.text("entities/shown")))


def entity_marks(analysis: Analysis) -> list[EntityMark]:
    """Return what is to be underlined."""
    marks = [EntityMark(each.start, each.end, entity.kind) for entity in analysis.entities for each in entity.mentions]
    marks += (EntityMark(date.start, date.end, "date") for date in analysis.dates)
    marks += (EntityMark(mask.start, mask.end, "mask") for mask in analysis.masks)
    return marks


def _kinds(setting: str) -> frozenset[str]:
    return frozenset(kind for kind in setting.split(",") if kind)
