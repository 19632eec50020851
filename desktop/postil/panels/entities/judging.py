"""What the reader decides in the sidebar: each decision is one step of undo."""

from postil.domain.entities import ENTITY_KINDS, Entity, EntityKind
from postil.domain.records import Judgement
from postil.domain.wording import say
from postil.models.entities import Renaming
from postil.services import judging
from postil.session.workspace import EntityWish, Passage, Workspace


class Judging:
    """Turns what a menu or key asks for into edits, or into the wish for a dialog."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def judge(self, entity: Entity, action: str, in_view: Passage | None) -> None:
        """Merge, split off the mention ``in_view``, reject, or change the kind ("kind:place")."""
        workspace = self._workspace
        if action == "merge":
            workspace.entity_requested.emit(EntityWish("merge", entity.key, kind=entity.kind))
        elif action == "split" and in_view is not None and len(entity.mentions) > 1:
            workspace.entity_requested.emit(EntityWish("split", entity.key, in_view.start, in_view.end, entity.kind))
        elif action == "split":
            workspace.told.emit(say("Go to the mention that means another one first, then split it off."))
        elif action == "reject":
            if workspace.do(judging.reject(entity)):
                workspace.told.emit(say("“{name}” is not shown any more · Ctrl+Z brings it back", name=entity.name))
        else:
            kind = _kind(action.partition(":")[2])
            if kind is not None:
                workspace.do(judging.change_kind(entity, kind))

    def rename(self, renaming: Renaming) -> None:
        """Give an entity the name that was typed over its own."""
        if renaming.subject.entity is not None:
            self._workspace.do(judging.rename(renaming.subject.entity, renaming.name))

    def add(self, wanted: str) -> None:
        """Take the selected words for a name of the kind ``wanted``; "other" asks under which name."""
        opened, selection, kind = self._workspace.open, self._workspace.selection, _kind(wanted)
        if opened is None or selection is None:
            return
        if kind is None:
            self._workspace.entity_requested.emit(EntityWish("add", "", selection.start, selection.end))
        elif opened.revision.document.text[selection.start : selection.end].strip():
            self._workspace.do(judging.add(opened.revision, selection.start, selection.end, kind))

    def bring_back(self, judgement: Judgement) -> None:
        """Show again what was rejected."""
        self._workspace.do(judging.withdraw(judgement))


def _kind(wanted: str) -> EntityKind | None:
    return next((kind for kind in ENTITY_KINDS if kind == wanted), None)
