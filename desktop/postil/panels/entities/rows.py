"""How the sidebar's groups and subjects look as rows."""

from postil.domain.wording import say
from postil.models.entities import Group, kind_title, length_words
from postil.models.subjects import ALONE, Subject
from postil.widgets.rows import Row


def group_row(group: Group, colour: str, *, shown: bool) -> Row:
    """Return the title of a kind, with how many rows it has and whether it is marked in the text."""
    return Row(
        kind_title(group.kind),
        detail=f"{len(group.rows):,}",
        icon=group.kind,
        colour=colour,
        title=True,
        folds=True,
        switch=shown,
    )


def subject_row(subject: Subject, walked: tuple[int, int] | None) -> Row:
    """Return the row of a subject; ``walked`` is which of its mentions, from 0 and of how many, is in view, or None."""
    badge = "" if subject.kind in ALONE else f"{len(subject.mentions):,}"
    detail = subject.detail
    if subject.kind == "mask":
        badge = length_words(subject.mentions[0])
        detail = " · ".join(part for part in (subject.who, detail) if part)
    if walked is not None:
        badge = say("{at} of {total}", at=f"{walked[0] + 1:,}", total=f"{walked[1]:,}")
    return Row(subject.name, detail, badge, active=walked is not None, detail_first=subject.kind == "date")
