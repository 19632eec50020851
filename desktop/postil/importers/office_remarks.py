"""What is told of a file of an office program that came in without all that was in it."""

from postil.domain.records import Evidence
from postil.domain.wording import count


def remarks(*, comments: int, changes: int) -> list[Evidence]:
    """Return what was left out or decided: how many comments, and how many tracked changes."""
    rows: list[Evidence] = []
    if comments:
        remark = count("{number} comment left out", "{number} comments left out", comments)
        rows.append(Evidence("comments", remark, str(comments), "comments"))
    if changes:
        remark = count(
            "{number} tracked change taken as accepted", "{number} tracked changes taken as accepted", changes
        )
        rows.append(Evidence("changes", remark, str(changes), "tracked changes"))
    return rows
