"""A second start on the same library: the first window comes forward and takes what it was started with."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from app.windows import Opened
from desks import add_article
from postil.app.instance import FrontDoor
from postil.storage.lock import WriterLock


@pytest.fixture
def first(opened: Opened) -> Iterator[Opened]:
    """A window that holds its library's lock and hears later starts."""
    path = opened.desk.workspace.library.path
    lock, door = WriterLock(path), FrontDoor(path)
    assert lock.take()
    door.target_requested.connect(opened.window.open_target)
    yield opened
    door.close()
    lock.release()


def start_again(first: Opened, qtbot: QtBot, *arguments: str) -> None:
    """Start Postil once more on the same library and wait until that has ended, well."""
    process = QProcess()
    library = str(first.desk.workspace.library.path)
    with qtbot.waitSignal(process.finished, timeout=60_000):
        process.start(sys.executable, ["-m", "postil", "--library", library, *arguments])
    assert process.exitCode() == 0, bytes(process.readAllStandardError().data())


def test_it_comes_forward_even_where_it_was_minimised(first: Opened, qtbot: QtBot) -> None:
    first.window.showMinimized()
    assert first.window.isMinimized()
    start_again(first, qtbot)
    assert not first.window.isMinimized()


def test_it_opens_the_link(first: Opened, qtbot: QtBot) -> None:
    article_id = add_article(first.desk.workspace.library)
    with qtbot.waitSignal(first.desk.workspace.article_opened, timeout=60_000):
        start_again(first, qtbot, "open", f"postil://article/{article_id}")
    assert first.article.article.id == article_id


def test_it_brings_the_file_in(first: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "telegram.txt"
    file.write_text("The telegram\n\nNobody answered it in all of June, he said, and nobody ever asked him why.\n")
    with qtbot.waitSignal(first.desk.workspace.article_opened, timeout=60_000):
        start_again(first, qtbot, "open", str(file))
    assert first.article.item.title == "The telegram"
