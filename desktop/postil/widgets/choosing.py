"""The rows that are chosen in a view, by ranges: an index for each of 100,000 would take its time."""

from typing import Any, cast

from PySide6.QtCore import QItemSelection, QItemSelectionRange


def chosen_ranges(selection: QItemSelection) -> list[tuple[int, int]]:
    """Return the first row of each range that is chosen and the one after its last, ascending, no row twice."""
    # Qt's list of ranges, which its stubs do not know for one.
    ranges = cast("list[QItemSelectionRange]", list(cast("Any", selection)))
    found: list[tuple[int, int]] = []
    for first, end in sorted((each.top(), each.bottom() + 1) for each in ranges):
        start = max(first, found[-1][1]) if found else first
        if end > start:
            found.append((start, end))
    return found
