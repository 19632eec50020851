"""Backups from the window: made beside it, restored under it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.windows import Opened
from desks import add_article
from postil.app.backups import BackupWishes
from postil.dialogs.backups import BackupsDialog
from postil.services import highlighting
from postil.storage.backups import backup_folder, backups_in, make_backup
from postil.storage.library import Library


def test_a_restored_library_is_what_the_window_shows_and_its_steps_of_undo_are_gone(
    opened: Opened, qtbot: QtBot
) -> None:
    workspace = opened.desk.workspace
    article_id = add_article(workspace.library)
    opened.wait_for_page(lambda: workspace.open_article(article_id))
    made = make_backup(workspace.library.path)
    edit, _ = highlighting.add(opened.article.revision, 0, 5, color="yellow")
    workspace.do(edit)
    opened.trigger("backups")
    dialog = opened.window.findChild(BackupsDialog)
    assert isinstance(dialog, BackupsDialog)
    opened.wait_for_page(lambda: dialog.restore_requested.emit(made.path))
    assert workspace.library.highlights(article_id) == ()
    assert opened.article.article.id == article_id
    assert not workspace.undo_stack.canUndo()
    qtbot.waitUntil(lambda: not opened.desk.jobs.busy)
    assert dialog.list.topLevelItemCount() == 2
    edit, marked = highlighting.add(opened.article.revision, 0, 5, color="red")
    assert workspace.do(edit)
    assert workspace.library.highlights(article_id) == (marked,)
    dialog.close()


def test_of_a_restored_backup_nothing_is_told_of_other_programs(opened: Opened, qtbot: QtBot) -> None:
    workspace = opened.desk.workspace
    article_id = add_article(workspace.library)
    opened.wait_for_page(lambda: workspace.open_article(article_id))
    made = make_backup(workspace.library.path)
    edit, _ = highlighting.add(opened.article.revision, 0, 5, color="yellow")
    workspace.do(edit)
    opened.window.noticing.look()
    told: list[str] = []
    workspace.told.connect(told.append)
    wishes = BackupWishes(opened.window, opened.desk)
    opened.wait_for_page(lambda: wishes.restore(made.path))
    opened.window.noticing.look()
    opened.window.noticing.look()
    assert told == ["The backup was restored; what the library held before is kept as a backup, too."]


def test_an_article_that_the_backup_does_not_hold_is_closed(opened: Opened, qtbot: QtBot) -> None:
    workspace = opened.desk.workspace
    made = make_backup(workspace.library.path)
    article_id = add_article(workspace.library)
    opened.wait_for_page(lambda: workspace.open_article(article_id))
    wishes = BackupWishes(opened.window, opened.desk)
    with qtbot.waitSignal(workspace.altered):
        wishes.restore(made.path)
    assert workspace.open is None
    assert workspace.library.items() == ()
    assert len(backups_in(backup_folder(workspace.library.path), workspace.library.path)) == 2


def test_a_damaged_backup_changes_nothing_and_is_told(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    workspace = opened.desk.workspace
    article_id = add_article(workspace.library)
    opened.wait_for_page(lambda: workspace.open_article(article_id))
    (tmp_path / "no library").write_text("text")
    wishes = BackupWishes(opened.window, opened.desk)
    with qtbot.waitSignal(workspace.problem_met):
        opened.wait_for_page(lambda: wishes.restore(tmp_path / "no library"))
    assert opened.article.article.id == article_id


def test_a_backup_to_a_file_is_written_beside_the_window(
    opened: Opened, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.postil"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    with qtbot.waitSignal(opened.desk.workspace.told, check_params_cb=lambda told: str(target) in told):
        opened.trigger("back_up")
    Library.open_for_reading(target).close()
