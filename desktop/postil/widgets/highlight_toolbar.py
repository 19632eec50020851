"""The small toolbar that appears at a selection in the article."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from postil.domain.wording import say
from postil.widgets.icons import icon
from postil.widgets.swatches import ColorChoice, swatch

KINDS = (
    ("person", "Person"),
    ("place", "Place"),
    ("organisation", "Organisation"),
    ("event", "Event"),
)
GAP = 8
"""Pixels between the selection and the toolbar."""


class HighlightToolbar(QFrame):
    """Colours, a note, copying and entities for the selected words.

    A child of the view it floats over, so that it never takes the focus when it appears; Tab or ``take_focus`` goes
    into it, arrows and Escape work there. ``offer_key`` lets the view hand it 1 to 6 and Escape while it keeps the
    focus itself. ``dismissed`` tells that the reader sent it away with Escape: the view takes the focus back.
    """

    color_chosen = Signal(str)
    note_requested = Signal()
    copy_requested = Signal()
    entity_requested = Signal(str)
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("highlight_toolbar")
        self.setProperty("role", "popup")
        self.setAccessibleName(say("Highlight the selection"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._choices: tuple[ColorChoice, ...] = ()
        self._color_buttons: list[QToolButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 8, 8, 8)
        self._row.setSpacing(4)
        self._note = self._button("notes", say("Note"), say("Highlight and write a note (N)"))
        self._note.clicked.connect(self._ask_note)
        self._copy = self._button("copy", say("Copy"), say("Copy the words (Ctrl+C)"))
        self._copy.clicked.connect(self._ask_copy)
        self._entity = self._button("entities", say("Add entity"), say("Add a person, place, organisation or event"))
        self._menu = QMenu(self._entity)
        for kind, label in KINDS:
            action = self._menu.addAction(say(label))
            action.setData(kind)
        self._menu.triggered.connect(self._ask_entity)
        self._entity.setMenu(self._menu)
        self._entity.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._dress()
        self.hide()

    def set_colors(self, choices: Sequence[ColorChoice], current: str = "") -> None:
        """Offer these colours, in this order; ``current`` is the id of the one that H would give."""
        self._choices = tuple(choices)
        for button in self._color_buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._color_buttons = []
        for place, choice in enumerate(self._choices):
            number = place + 1
            hint = say("Highlight as {color} ({number})", color=choice.name, number=number)
            button = self._button("", choice.name, hint, place=place)
            button.setIcon(swatch(choice))
            button.setCheckable(True)
            button.setChecked(choice.id == current)
            button.setProperty("color_id", choice.id)
            button.clicked.connect(self._choose_clicked)
            # Else a toolbar that is in view would be measured without it: layouts show what they are given later.
            button.show()
            self._color_buttons.append(button)
        self._row.invalidate()
        self.adjustSize()

    def show_at(self, rect: QRect) -> None:
        """Appear above ``rect`` (global coordinates), or below it where there is no room; the focus stays."""
        self.adjustSize()
        parent = self.parentWidget()
        size = self.size()
        if parent is None:
            self.move(_beside(rect, size, self.screen().availableGeometry()))
        else:
            local = QRect(parent.mapFromGlobal(rect.topLeft()), rect.size())
            self.move(_beside(local, size, parent.rect()))
        self.show()
        self.raise_()

    def take_focus(self) -> None:
        """Let the keyboard in, at the first colour."""
        buttons = self._buttons()
        checked = [button for button in self._color_buttons if button.isChecked()]
        (checked or buttons)[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def offer_key(self, event: QKeyEvent, *, chosen: bool = False) -> bool:
        """Do what a key pressed elsewhere means while the toolbar is shown; return whether it meant anything.

        The numbers mean a colour for words that are ``chosen`` even before the toolbar has come to them.
        """
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not (chosen or self.isVisible()):
            return False
        if event.key() == Qt.Key.Key_Escape and self.isVisible():
            self._dismiss()
            return True
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self._choices):
            self._choose(self._choices[number].id)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the buttons with the arrows, choose by number, leave with Escape."""
        if self.offer_key(event):
            return
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(
            Qt.Key(event.key()), 0
        )
        buttons = self._buttons()
        focused = self.focusWidget()
        if step and isinstance(focused, QToolButton) and focused in buttons:
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                step = -step
            buttons[(buttons.index(focused) + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(focused, QToolButton):
            focused.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons in the new palette's ink."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _button(self, icon_name: str, name: str, hint: str, *, place: int = -1) -> QToolButton:
        button = _Button(self)
        button.setProperty("role", "quiet")
        button.setProperty("icon_name", icon_name)
        button.setAutoRaise(True)
        button.setIconSize(QSize(1, 1) * (self.fontMetrics().height() * 6 // 5))
        button.setAccessibleName(name)
        button.setToolTip(hint)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row.insertWidget(place, button)
        return button

    def _buttons(self) -> list[QToolButton]:
        return [*self._color_buttons, self._note, self._copy, self._entity]

    def _dress(self) -> None:
        ink = self.palette().color(QPalette.ColorRole.WindowText).name()
        for button in self.findChildren(QToolButton):
            name = str(button.property("icon_name") or "")
            if name:
                button.setIcon(icon(name, ink))

    def _choose_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton):
            # A chosen colour is the one in force only once its owner says so.
            button.setChecked(not button.isChecked())
            self._choose(str(button.property("color_id")))

    def _choose(self, color_id: str) -> None:
        self.hide()
        self.color_chosen.emit(color_id)

    def _ask_note(self) -> None:
        self.hide()
        self.note_requested.emit()

    def _ask_copy(self) -> None:
        self.hide()
        self.copy_requested.emit()

    def _ask_entity(self, action: QAction) -> None:
        self.hide()
        self.entity_requested.emit(str(action.data()))

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()


class _Button(QToolButton):
    """Leaves every key but Space and Tab to the toolbar."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Space."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()


def _beside(rect: QRect, size: QSize, room: QRect) -> QPoint:
    """Return where a toolbar of ``size`` goes within ``room``: centred above ``rect``, else below, else at the top."""
    above, below = rect.top() - size.height() - GAP, rect.bottom() + GAP
    if above >= room.top():
        top = above
    elif below + size.height() <= room.bottom():
        top = below
    else:
        top = room.top() + GAP
    left = rect.center().x() - size.width() // 2
    return QPoint(max(room.left() + 4, min(left, room.right() - size.width() - 4)), top)
