"""Shift+F10 opens the menu of what has the keyboard, where Qt knows the menu key alone."""

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget


class MenuKey(QObject):
    """Listens in all windows of the program."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        shortcut = QShortcut(QKeySequence("Shift+F10"), window)
        shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
        shortcut.activated.connect(self.ask)

    def ask(self) -> None:
        """Ask what has the keyboard for a menu, as the menu key does; Qt asks what is around it where it has none."""
        widget = QApplication.focusWidget()
        if widget is None:
            return
        caret = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        if isinstance(caret, QRectF):
            caret = caret.toRect()
        point = caret.center() if isinstance(caret, QRect) else widget.rect().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, point, widget.mapToGlobal(point))
        QApplication.sendEvent(widget, event)
