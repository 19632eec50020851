"""What the middle of the window shows while no article is open."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from postil.domain.wording import say
from postil.session.workspace import Workspace


class NothingOpen(QWidget):
    """Says what can be done, with a button for each way in."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._wish = workspace.import_requested
        heading = QLabel(say("Nothing is open"), self)
        heading.setProperty("role", "title")
        line = QLabel(say("Choose an article on the left, drop a file here, or bring one in."), self)
        line.setProperty("role", "muted")
        line.setWordWrap(True)
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        for label, slot in (
            (say("Import files…"), self._ask_file),
            (say("From an address…"), self._ask_url),
            (say("Paste text…"), self._ask_paste),
        ):
            button = QPushButton(label, self)
            button.clicked.connect(slot)
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.addStretch()
        column.addWidget(heading, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(line)
        column.addSpacing(8)
        column.addLayout(buttons)
        column.addStretch()

    def sizeHint(self) -> QSize:
        """Return a comfortable size for an empty page."""
        return QSize(600, 400)

    def _ask_file(self) -> None:
        self._wish.emit("file")

    def _ask_url(self) -> None:
        self._wish.emit("url")

    def _ask_paste(self) -> None:
        self._wish.emit("paste")
