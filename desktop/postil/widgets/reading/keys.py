"""Keys that reach beyond the sheet in view; all others are Qt's own."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from postil.widgets.reading.adjusting import Adjusting
from postil.widgets.reading.choosing import Choosing
from postil.widgets.reading.page import Page
from postil.widgets.reading.pointing import Pointing
from postil.widgets.reading.view import View

_MOVING = frozenset({
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    Qt.Key.Key_Home, Qt.Key.Key_End,
})  # fmt: skip


class Keys(QObject):
    """Ctrl+Home and Ctrl+End go to the article's ends, Ctrl+A selects all of it, Enter shows or folds boilerplate.

    A caret that was scrolled out of view comes back at the top of the page when it is moved.
    """

    def __init__(  # noqa: PLR0917 - the parts of one surface
        self,
        page: Page,
        view: View,
        choosing: Choosing,
        adjusting: Adjusting,
        pointing: Pointing,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._choosing, self._adjusting, self._pointing = view, choosing, adjusting, pointing
        page.key_first = self._press

    def _press(self, event: QKeyEvent) -> bool:
        plan = self._view.plan
        if plan is None:
            return False
        keys = QKeySequence.StandardKey
        total = len(plan.document.text)
        if self._adjusting.key(event):
            return True
        if event.matches(keys.Copy):
            self._choosing.copy()
            return True
        if event.matches(keys.SelectAll):
            self._choosing.set(0, total)
            return True
        ends = {
            keys.MoveToStartOfDocument: (0, False), keys.MoveToEndOfDocument: (total, False),
            keys.SelectStartOfDocument: (0, True), keys.SelectEndOfDocument: (total, True),
        }  # fmt: skip
        for key, (position, keep) in ends.items():
            if event.matches(key):
                self._choosing.set(self._choosing.anchor if keep else position, position)
                self._view.place(position)
                return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            return self._pointing.enter(self._choosing.head)
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            return self._pointing.enter(self._choosing.head, folded_only=True)
        if event.key() in _MOVING and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._fetch_caret()
        return False

    def _fetch_caret(self) -> None:
        if not self._choosing.is_caret_in_view():
            position = self._view.here()[0]
            self._choosing.set(position, position)
