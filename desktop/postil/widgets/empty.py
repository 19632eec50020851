"""What a panel shows where it has nothing to list, and the line that tells what is going on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from postil.widgets.icons import icon

_ICON = 32


class EmptyState(QWidget):
    """An icon, one friendly sentence, a hint and buttons; ``pressed`` carries the name of a button."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setMinimumHeight(_ICON)
        self._sentence = _centred("")
        self._hint = _centred("muted")
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(8)
        self._picture_of: tuple[str, str] = ("", "")
        self._offered: tuple[tuple[str, str], ...] = ()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 8, 16, 8)
        inside.setSpacing(8)
        inside.addStretch(2)
        for widget in (self._picture, self._sentence, self._hint):
            inside.addWidget(widget)
        inside.addSpacing(8)
        # As wide as the longest of their labels, however wide the window is.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(self._buttons)
        row.addStretch(1)
        inside.addLayout(row)
        inside.addStretch(3)

    @property
    def sentence(self) -> str:
        """The sentence that is shown."""
        return self._sentence.text()

    def tell(self, sentence: str, hint: str = "", buttons: tuple[tuple[str, str], ...] = ()) -> None:
        """Show a sentence, a hint under it, and a button for each (name, label); the first is the main one."""
        self._sentence.setText(sentence)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        if buttons == self._offered:
            return
        self._offered = buttons
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for number, (name, label) in enumerate(buttons):
            button = QPushButton(label)
            button.setObjectName(name)
            if number == 0:
                button.setProperty("role", "primary")
            button.setAutoDefault(True)
            button.clicked.connect(self._press)
            self._buttons.addWidget(button)

    def set_icon(self, name: str, colour: str) -> None:
        """Show an icon in ``colour`` ("#rrggbb") above the sentence."""
        if (name, colour) != self._picture_of:
            self._picture_of = (name, colour)
            self._picture.clear()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the icon out where there is room for the words alone."""
        super().resizeEvent(event)
        width = event.size().width() - 32
        told = [label.heightForWidth(width) for label in (self._sentence, self._hint) if label.text()]
        needed = sum(told) + self._buttons.sizeHint().height() + _ICON + 8 * (len(told) + 3)
        self._picture.setVisible(event.size().height() >= needed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon only when it is seen: what draws it is loaded late."""
        if self._picture_of[0] and self._picture.pixmap().isNull():
            name, colour = self._picture_of
            self._picture.setPixmap(icon(name, colour).pixmap(_ICON, _ICON))
        super().paintEvent(event)

    def _press(self) -> None:
        self.pressed.emit(self.sender().objectName())


class Notice(QFrame):
    """One line on what is going on, with at most one thing to do about it; hidden while there is nothing to say."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setProperty("role", "muted")
        self.button = QToolButton()
        self.button.setProperty("role", "quiet")
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.button.clicked.connect(self.pressed)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(12, 4, 8, 4)
        inside.setSpacing(8)
        inside.addWidget(self._label, 1)
        inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def sentence(self) -> str:
        """The sentence that is shown, or ""."""
        return self._label.text()

    def tell(self, sentence: str, action: str = "") -> None:
        """Show a sentence, with a button called ``action`` if that is given; "" hides the line."""
        self._label.setText(sentence)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.setVisible(bool(sentence))


def _centred(role: str) -> QLabel:
    label = QLabel()
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label
