"""Tab through one card as it stands on the screen, then out of the list.

Qt's own order is that in which widgets were made, and cards are made whenever they come into view.
"""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget


def tab_on(cards: QWidget, card: QWidget | None, forward: bool) -> bool:
    """Move the focus by one stop within ``card``, or to what comes after or before ``cards``; tell whether it moved."""
    focused = QApplication.focusWidget()
    stops = _stops(card) if card is not None else []
    place = stops.index(focused) + (1 if forward else -1) if focused in stops else -1
    target = stops[place] if 0 <= place < len(stops) else _beside(cards, forward)
    if target is None:
        return False
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def _stops(card: QWidget) -> list[QWidget]:
    parts = [part for part in card.findChildren(QWidget) if _stops_tab(part)]
    return [card, *sorted(parts, key=lambda part: _place(part, card))]


def _place(part: QWidget, card: QWidget) -> tuple[int, int]:
    corner = part.mapTo(card, QPoint(0, 0))
    return corner.y(), corner.x()


def _beside(cards: QWidget, forward: bool) -> QWidget | None:
    widget = cards
    while (widget := widget.nextInFocusChain() if forward else widget.previousInFocusChain()) is not cards:
        if not cards.isAncestorOf(widget) and _stops_tab(widget):
            return widget
    return None


def _stops_tab(widget: QWidget) -> bool:
    takes_tab = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return takes_tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
