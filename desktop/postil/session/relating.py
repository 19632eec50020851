"""The wish to put two passages in a relation."""

from dataclasses import dataclass
from typing import Literal

from postil.domain.records import Relation


@dataclass(frozen=True, slots=True)
class RelationWish:
    """Two highlights to link in a dialog: a ``target_id`` of "" is still to be chosen there.

    ``relation`` is the one to begin with, "" for the usual one.
    """

    source_id: str
    target_id: str = ""
    relation: Relation | Literal[""] = ""
