"""Folders that are kept up to date, in the real window."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.windows import Opened
from desks import add_article, make_desk
from postil.dialogs.file_changes import FileChangesDialog
from postil.dialogs.frame import Dialog
from postil.dialogs.watched_folders import WatchedFoldersDialog
from postil.exporters.options import ExportOptions
from postil.services import articles, exporting
from postil.services.rewriting import remember
from postil.session.watching import Watching


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A watched folder in which the reader and the library changed the same part."""
    folder = tmp_path / "vault"
    folder.mkdir()
    desk = make_desk(tmp_path)
    library = desk.workspace.library
    article = add_article(library)
    library.apply(articles.write_note(article, library.note(article), "My note."))
    exported = exporting.export(library, [article], "markdown", folder)
    library.apply(remember(library, exported.records))
    watching = Watching(desk)
    watching.watch(folder, ExportOptions())
    watching.close()
    (path,) = folder.iterdir()
    path.write_text(path.read_text("utf-8").replace("My note.", "My own note."), "utf-8")
    library.apply(articles.write_note(article, library.note(article), "My other note."))
    desk.findings.close()
    desk.jobs.close()
    desk.workspace.close()
    library.close()
    return folder


@pytest.fixture
def opened(qtbot: QtBot, vault: Path, tmp_path: Path) -> Iterator[Opened]:
    del vault
    made = Opened(qtbot, tmp_path)
    yield made
    made.close()


D = TypeVar("D", bound=Dialog)


def dialog_of(kind: type[D], qtbot: QtBot) -> D:
    """Return the dialog of a kind when it is there."""

    def shown() -> list[D]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind)]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


def test_a_file_that_waits_is_offered_shown_and_written(opened: Opened, vault: Path, qtbot: QtBot) -> None:
    (path,) = vault.iterdir()
    exports = opened.window.commands.exports
    qtbot.waitUntil(lambda: len(exports.watching.waiting) == 1, timeout=20_000)
    assert "waits for you" in opened.window.status.sentence
    opened.trigger("watched_folders")
    folders = dialog_of(WatchedFoldersDialog, qtbot)
    assert "1 file waits for you" in folders.folders.item(0).text()
    folders.waiting_button.click()
    changes = dialog_of(FileChangesDialog, qtbot)
    qtbot.waitUntil(lambda: "My own note." in changes.page.lines.toPlainText())
    changes.write_button.click()
    qtbot.waitUntil(lambda: not exports.watching.waiting)
    assert "My own note." in path.read_text("utf-8")
    assert "> My other note." in path.read_text("utf-8")
