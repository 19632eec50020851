"""Walking through a subject's mentions, round and round."""

from collections.abc import Sequence

from postil.models.subjects import ALONE, Subject


class Walk:
    """Which mention is in view: ``key`` of its subject ("" before the first step), ``at`` counted from 0, and its
    ``position`` in code points.

    Masks, durations and figures stand each for itself: from one the walk goes on to the next one of ``beside``, the
    rows in view.
    """

    def __init__(self) -> None:
        self.key = ""
        self.at = -1
        self.position = -1

    def step(self, subject: Subject, beside: Sequence[Subject], step: int) -> Subject:
        """Go to the next (``step`` 1) or previous (-1) mention, to the first or last of a new subject.

        Returns the subject whose mention is now in view.
        """
        if subject.key != self.key:
            self.at = 0 if step > 0 else len(subject.mentions) - 1
        elif subject.kind in ALONE:
            subject = beside[(beside.index(subject) + step) % len(beside)]
        else:
            self.at = (self.at + step) % len(subject.mentions)
        self.key = subject.key
        self.position = subject.mentions[self.at].start
        return subject

    def go_to(self, subject: Subject, position: int) -> None:
        """Take the mention at a position of the text (code points) for the one in view."""
        self.key = subject.key
        self.at = next((n for n, each in enumerate(subject.mentions) if each.start <= position < each.end), 0)
        self.position = subject.mentions[self.at].start

    def stop(self) -> None:
        """Have no mention in view."""
        self.key, self.at, self.position = "", -1, -1

    def counted(self, subject: Subject, beside: Sequence[Subject]) -> tuple[int, int]:
        """Return which mention is in view, from 0, and of how many."""
        if subject.kind in ALONE:
            return beside.index(subject), len(beside)
        return self.at, len(subject.mentions)
