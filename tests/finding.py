"""What stands in a window or came with a signal; what is not there fails the test that asks for it."""

from typing import Any, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

T = TypeVar("T", bound=QObject)
W = TypeVar("W", bound=QWidget)


def part_of(window: QObject, kind: type[T], name: str = "") -> T:
    """Return the first part of that class, and of that object name where one is given."""
    found = window.findChild(kind, name) if name else window.findChild(kind)
    assert found is not None
    return found


def visible_part(window: QWidget, kind: type[W], qtbot: QtBot) -> W:
    """Wait until the window shows a part of that class and return it."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)), timeout=20_000)
    return next(each for each in window.findChildren(kind) if each.isVisible())


def told_by(signal: SignalBlocker) -> Any:
    """Return the first value that came with a signal that was waited for."""
    assert signal.args
    return signal.args[0]
