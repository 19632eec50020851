"""What the reader took away of other programs' highlights, so that the next import leaves it out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RemovedMark:
    """A highlight of another program that was deleted here; ``id`` is its name there ("readwise:1234").

    Or a remark on a whole work, which is the reader's own once it came: "readwise:1234#" and a hash of its words, with
    the time when it came.
    """

    id: str
    removed: str
