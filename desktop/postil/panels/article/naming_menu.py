"""What the article's menu offers for the name, the masked name or the date at a place."""

from collections.abc import Callable, Iterator
from functools import partial

from postil.domain.entities import DateMention, Entity, Mask, Mention
from postil.domain.wording import say
from postil.services import judging
from postil.session.desk import Desk
from postil.session.workspace import EntityWish, Passage

Entry = tuple[str, Callable[[], object]]


class NamingMenu:
    """Entries for whatever the analysis found at a place."""

    def __init__(self, desk: Desk) -> None:
        self._workspace = desk.workspace
        self._findings = desk.findings

    def entries(self, position: int) -> Iterator[Entry]:
        """Give the label and the deed of every entry for ``position`` (code points), the usual one first."""
        analysis = self._findings.analysis
        if analysis is None:
            return
        entity = next((each for each in analysis.entities if _holds(each.mentions, position)), None)
        # "Soviet" is none of the country's mentions, but it leads to the country's dossier.
        entity = entity or next((each for each in analysis.entities if _holds(each.demonyms, position)), None)
        if entity is not None:
            yield from self._of_entity(entity, position)
        for mask in analysis.masks:
            if mask.start <= position < mask.end:
                yield say("Who is this?…"), self._asking(EntityWish("identify", "", mask.start, mask.end, "mask"))
                yield from self._of_place(mask, "mask")
        for date in analysis.dates:
            if date.start <= position < date.end:
                label = say("Correct the date “{printed}”…", printed=date.text) if date.is_date else say("Correct…")
                yield label, self._asking(EntityWish("date", "", date.start, date.end, "date"))
                yield from self._of_place(date, "date")

    def _of_entity(self, entity: Entity, position: int) -> Iterator[Entry]:
        name = entity.name
        yield say("Open dossier of “{name}”", name=name), self._asking(EntityWish("dossier", entity.key))
        if _holds(entity.mentions, position):
            yield say("Show “{name}” among the names", name=name), self._showing(position)
        yield say("Rename “{name}”…", name=name), self._asking(EntityWish("rename", entity.key))
        yield say("Never show “{name}” again", name=name), partial(self._reject, entity)

    def _of_place(self, place: Mask | DateMention, kind: str) -> Iterator[Entry]:
        yield say("Why is this here?…"), self._asking(EntityWish("decisions", "", place.start, place.end, kind))
        yield say("Show it beside the text"), self._showing(place.start)

    def _asking(self, wish: EntityWish) -> Callable[[], object]:
        return partial(self._workspace.entity_requested.emit, wish)

    def _showing(self, position: int) -> Callable[[], object]:
        return partial(self._workspace.mention_requested.emit, Passage(position, position + 1))

    def _reject(self, entity: Entity) -> None:
        if self._workspace.do(judging.reject(entity)):
            self._workspace.told.emit(say("“{name}” is hidden; undo brings it back.", name=entity.name))


def _holds(mentions: tuple[Mention, ...], position: int) -> bool:
    return any(each.start <= position < each.end for each in mentions)
