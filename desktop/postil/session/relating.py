"""The wish to put two passages in a relation, and the walk from one to the other."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from postil.domain.records import Relation

if TYPE_CHECKING:
    from postil.session.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RelationWish:
    """Two highlights to link in a dialog: a ``target_id`` of "" is still to be chosen there.

    ``relation`` is the one to begin with, "" for the usual one.
    """

    source_id: str
    target_id: str = ""
    relation: Relation | Literal[""] = ""


def link_at(workspace: "Workspace", highlight_id: str) -> None:
    """Begin a link at a highlight; where one has begun elsewhere, ask how the two stand to each other.

    Where it has begun at the very same one, it is given up.
    """
    if workspace.linking == highlight_id:
        workspace.begin_link("")
    elif workspace.linking:
        workspace.relation_requested.emit(RelationWish(workspace.linking, highlight_id))
    else:
        workspace.begin_link(highlight_id)
