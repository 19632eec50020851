"""Highlights of other programs through the window: dropped or chosen, reported, a click from their text."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.windows import Opened
from desks import add_article
from importers.marks.exports import EXPORTS
from postil.dialogs.adoption_report import AdoptionReportDialog
from postil.services import highlighting


def written(folder: Path, name: str) -> Path:
    path = folder / EXPORTS[name].name
    path.write_bytes(EXPORTS[name].content)
    return path


def report(opened: Opened, qtbot: QtBot) -> AdoptionReportDialog:
    def is_there() -> bool:
        return bool(opened.window.findChildren(AdoptionReportDialog))

    qtbot.waitUntil(is_there, timeout=20_000)
    (dialog,) = opened.window.findChildren(AdoptionReportDialog)
    return dialog


def test_clippings_that_are_dropped_are_placed_and_reported(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    article_id = add_article(opened.desk.workspace.library)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(written(tmp_path, "kindle")))])
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, plain)
    opened.window.dropEvent(event)
    report(opened, qtbot).close()
    assert [found.note for found in opened.desk.workspace.library.highlights(article_id)] == ["why?"]


def test_files_are_chosen_from_the_menu_and_doubts_shown_in_the_text(
    opened: Opened, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article_id = add_article(opened.desk.workspace.library)
    path = written(tmp_path, "koreader")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *args, **more: ([str(path)], ""))
    opened.trigger("import_highlights")
    dialog = report(opened, qtbot)
    opened.wait_for_page(dialog.show_button.click)
    dialog.close()
    assert opened.article.article.id == article_id


def test_what_was_deleted_stays_away_and_comes_back_by_a_button(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    library = opened.desk.workspace.library
    article_id = add_article(library)
    path = written(tmp_path, "kindle")
    opened.window.commands.take_files([path])
    first = report(opened, qtbot)
    assert not first.deleted_button.isVisible()
    first.close()
    qtbot.waitUntil(lambda: not opened.window.findChildren(AdoptionReportDialog))
    assert opened.desk.workspace.do(highlighting.delete(library, *library.highlights(article_id)))
    opened.window.commands.take_files([path])
    second = report(opened, qtbot)
    assert library.highlights(article_id) == ()
    second.deleted_button.click()
    qtbot.waitUntil(lambda: len(library.highlights(article_id)) == 1, timeout=20_000)
