"""What all dialogs share: a body, one line for a problem, a row of buttons; freed when closed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QKeyEvent, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from postil.domain.wording import say

MARGIN = 20
GAP = 12
USUAL_LINE = 17
"""The height of a line of text, in pixels, that the sizes of dialogs were chosen for."""


class Dialog(QDialog):
    """A dialog with ``body`` above a line for problems and ``buttons``; it is freed when it is closed."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.body = QVBoxLayout()
        self.body.setSpacing(GAP)
        self.problem_line = plain_label("", "danger")
        self.problem_line.setAccessibleName(say("What stands in the way"))
        self.problem_line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.problem_line.hide()
        self.buttons = QDialogButtonBox()
        self._defaults: list[QPushButton] = []
        self._entered: list[QAbstractItemView] = []
        # Not the button's own shortcut: that would take the place of the letter that is underlined in its text.
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._press_default)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 16)
        column.setSpacing(16)
        column.addLayout(self.body, 1)
        column.addWidget(self.problem_line)
        column.addWidget(self.buttons)

    def add_default(self, text: str) -> QPushButton:
        """Add the button that Enter presses, and Ctrl+Enter where Enter begins a line."""
        button = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.AcceptRole)
        button.setProperty("role", "primary")
        button.setDefault(True)
        self._defaults.append(button)
        return button

    def on_enter(self, view: QAbstractItemView, do: Callable[..., object]) -> None:
        """Have Enter or a double click on a row do something, instead of pressing the default button."""
        view.activated.connect(do)
        self._entered.append(view)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter from the default button where a list has done something at it: the list lets it pass."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.focusWidget() in self._entered:
            return
        super().keyPressEvent(event)

    def _press_default(self) -> None:
        for button in self._defaults:
            if button.isVisible() and button.isEnabled():
                button.click()
                return

    def add_escape(self, text: str) -> QPushButton:
        """Add the button that Escape stands for: it closes the dialog."""
        button = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.RejectRole)
        button.setAutoDefault(False)
        button.clicked.connect(self.reject)
        return button

    def add_further(self, text: str) -> QPushButton:
        """Add a button that leaves the dialog open; it stands apart from the others."""
        button = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.ResetRole)
        button.setAutoDefault(False)
        return button

    def size_to(self, width: int, height: int) -> None:
        """Ask for a size in pixels that fits a text of usual size: larger for larger text, within the screen."""
        factor = max(1.0, self.fontMetrics().height() / USUAL_LINE)
        room = self.screen().availableSize()
        self.resize(min(round(width * factor), room.width() - 80), min(round(height * factor), room.height() - 80))

    def show_problem(self, problem: object) -> None:
        """Show what stands in the way, as one sentence; "" or None takes it away."""
        sentence = str(problem or "")
        self.problem_line.setText(sentence)
        self.problem_line.setVisible(bool(sentence))


def stacked(*widgets: QWidget, gap: int = 4) -> QVBoxLayout:
    """Return a column of what belongs together: a label and its field, lines of one paragraph."""
    column = QVBoxLayout()
    column.setSpacing(gap)
    for widget in widgets:
        column.addWidget(widget)
    return column


def scrolled(page: QWidget) -> QScrollArea:
    """Return an area in which ``page``, which has a layout, scrolls up and down, its fields clear of the bar."""
    inside = page.layout()
    if inside is not None:
        inside.setContentsMargins(0, 0, GAP, 0)
    return _Scrolled(page)


class _Scrolled(QScrollArea):
    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its fields take the focus, and come into view with it.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        for field in (*page.findChildren(QComboBox), *page.findChildren(QAbstractSpinBox)):
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls: a field that passes under the pointer keeps its value, unless it has the focus."""
        field = watched if isinstance(watched, (QComboBox, QAbstractSpinBox)) else None
        if isinstance(event, QWheelEvent) and field is not None and not field.hasFocus():
            self.wheelEvent(event)
            return True
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """Return a width in which nothing of the page is cut off, and any height."""
        page = self.widget()
        least = page.minimumSizeHint().width() if page is not None else 0
        return QSize(least + self.verticalScrollBar().sizeHint().width(), super().minimumSizeHint().height())


def labelled(text: str, field: QWidget, *below: QWidget) -> QVBoxLayout:
    """Return a column of a field's label, the field, and what belongs below it."""
    return stacked(field_label(text, field), field, *below)


class HelperLabel(QLabel):
    """A muted sentence under a field that is out of the way while it has nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", "muted")
        self.hide()

    def tell(self, sentence: str) -> None:
        """Show ``sentence``; "" takes the label away."""
        self.setText(sentence)
        self.setVisible(bool(sentence))


def plain_label(text: str, role: str = "") -> QLabel:
    """Return a label that wraps and shows ``text`` to the letter, whatever marks it holds."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label


def fixed_font(widget: QWidget) -> QFont:
    """Return the system's face of fixed width in the size of ``widget``'s text."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(widget.font().pointSizeF())
    return font


def field_label(text: str, field: QWidget) -> QLabel:
    """Return the label that names ``field``, to readers of the screen as well."""
    label = QLabel(text)
    label.setBuddy(field)
    field.setAccessibleName(text.replace("&", ""))
    return label
