"""What the reader decides in the sidebar: each decision is one step of undo."""

from postil.domain.entities import ENTITY_KINDS, DateMention, Entity, EntityKind, Mask
from postil.domain.records import Judgement
from postil.domain.unmasking import place_of
from postil.domain.wording import say
from postil.models.entities import Renaming
from postil.services import judging
from postil.services.analysing import judgements_on
from postil.session.workspace import EntityVerb, EntityWish, Passage, Workspace


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
        elif action in {"dossier", "distinct", "decisions"}:
            workspace.entity_requested.emit(_wish(action, entity))
        elif action == "split":
            workspace.told.emit(say("Go to the mention that means another one first, then split it off."))
        elif action == "reject":
            if workspace.do(judging.reject(entity)):
                workspace.told.emit(say("“{name}” is not shown any more · Ctrl+Z brings it back", name=entity.name))
        else:
            kind = _kind(action.partition(":")[2])
            if kind is not None:
                workspace.do(judging.change_kind(entity, kind))

    def judge_date(self, date: DateMention, action: str) -> None:
        """Correct a date, say that it is none, or go to the one it follows from."""
        workspace, opened = self._workspace, self._workspace.open
        action = _FOR_DATES.get(action, action)
        if opened is None:
            return
        if action == "root" and date.root >= 0:
            workspace.passage_requested.emit(Passage(date.root, date.root + 1))
            workspace.mention_requested.emit(Passage(date.root, date.root + 1))
        elif action == "not_date":
            if workspace.do(judging.not_date(opened.revision, date)):
                workspace.told.emit(say("“{words}” is taken for no date · Ctrl+Z takes it back", words=date.text))
        elif action in {"date", "decisions"}:
            workspace.entity_requested.emit(EntityWish(_VERBS[action], "", date.start, date.end, "date"))

    def judge_mask(self, mask: Mask, action: str) -> None:
        """Ask who is masked, or take back what was said."""
        workspace, action = self._workspace, _FOR_MASKS.get(action, action)
        if action in {"identify", "decisions"}:
            workspace.entity_requested.emit(EntityWish(_VERBS[action], "", mask.start, mask.end, "mask"))
        elif action == "forget" and workspace.open is not None:
            revision = workspace.open.revision
            said = tuple(
                each
                for each in judgements_on(workspace.library, revision)
                if each.verdict in {"identify", "same_mask"}
                and ((each.start, each.end) == (mask.start, mask.end) or each.value == place_of(mask))
            )
            if said:
                workspace.do(judging.withdraw_all(said))

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


# The keys for renaming and rejecting mean what comes nearest for what has no name.
_FOR_MASKS = {"rename": "identify", "reject": "forget"}
_FOR_DATES = {"rename": "date", "reject": "not_date"}
_VERBS: dict[str, EntityVerb] = {
    "date": "date",
    "identify": "identify",
    "decisions": "decisions",
    "dossier": "dossier",
    "distinct": "distinct",
}


def _wish(action: str, entity: Entity) -> EntityWish:
    return EntityWish(_VERBS[action], entity.key, kind=entity.kind)


def _kind(wanted: str) -> EntityKind | None:
    return next((kind for kind in ENTITY_KINDS if kind == wanted), None)
