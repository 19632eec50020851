"""Tab through the window as it stands on the screen: column by column, each from top to bottom.

Qt's own order is that in which widgets were made, and panels and cards are made when they are wanted.
"""

from collections.abc import Sequence
from functools import cmp_to_key

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget


def tab_on(columns: Sequence[QWidget], *, forward: bool) -> bool:
    """Move the focus to the next or previous stop in ``columns``, round from the last to the first.

    Tells whether it did: not where the focus is elsewhere.
    """
    stops = [stop for column in columns for stop in _stops(column)]
    focused = QApplication.focusWidget()
    if focused is None or focused not in stops:
        return False
    target = stops[(stops.index(focused) + (1 if forward else -1)) % len(stops)]
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def _stops(column: QWidget) -> list[QWidget]:
    found = [part for part in column.findChildren(QWidget) if _takes_tab(part)]
    # A list whose current card takes the focus is no stop itself: it would only hand the focus on to that card.
    stops = [each for each in found if not (isinstance(each, QAbstractScrollArea) and _holds_one(each, found))]
    return sorted(stops, key=cmp_to_key(_compared))


def _takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(policy) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _holds_one(area: QWidget, found: Sequence[QWidget]) -> bool:
    return any(each is not area and area.isAncestorOf(each) for each in found)


def _compared(one: QWidget, other: QWidget) -> int:
    """Compare two stops: from left to right within a row, else from top to bottom."""
    first, second = _place(one), _place(other)
    shared = min(first.bottom(), second.bottom()) - max(first.top(), second.top())
    if 2 * shared > min(first.height(), second.height()):
        return first.left() - second.left()
    return first.top() - second.top()


def _place(stop: QWidget) -> QRect:
    return QRect(stop.mapTo(stop.window(), QPoint(0, 0)), stop.size())
