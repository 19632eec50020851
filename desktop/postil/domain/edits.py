"""The one way in which the library changes."""

from dataclasses import dataclass

from postil.domain.records import Record


@dataclass(frozen=True, slots=True)
class Change:
    """A record before and after: ``before is None``: added; ``after is None``: removed."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record after the change, or the one removed."""
        record = self.after if self.after is not None else self.before
        if record is None:
            raise ValueError("a change needs a record")
        return record

    def inverse(self) -> "Change":
        """Return the change that takes this one back."""
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Edit:
    """All that changes together, under a label for the Undo menu.

    Edits of one ``merge_key`` that follow each other (a burst of typing) become one step of undo; "" never merges.
    """

    label: str
    changes: tuple[Change, ...]
    merge_key: str = ""

    def inverse(self) -> "Edit":
        """Return the edit that takes this one back: its changes inverted, last first."""
        return Edit(self.label, tuple(change.inverse() for change in reversed(self.changes)), self.merge_key)

    def followed_by(self, later: "Edit") -> "Edit":
        """Return one edit with the effect of both, each record's changes folded into one."""
        folded: dict[tuple[type, str], Change] = {}
        for change in (*self.changes, *later.changes):
            place = (type(change.record), change.record.id)
            first = folded.get(place)
            folded[place] = Change(first.before, change.after) if first else change
        kept = tuple(change for change in folded.values() if change.before != change.after)
        return Edit(self.label, kept, self.merge_key)

    def touched(self, kind: type) -> tuple[Change, ...]:
        """Return the changes to records of ``kind``."""
        return tuple(change for change in self.changes if isinstance(change.record, kind))
