"""What is dropped from another program."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent


def take_copy(event: QDropEvent) -> None:
    """Take what is dragged or dropped as a copy, never moved: whoever it came from may delete what was moved."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
