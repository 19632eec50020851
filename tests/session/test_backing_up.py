from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desks import add_article, close_desk, make_desk
from postil.session.backing_up import DailyBackup
from postil.session.desk import Desk
from postil.storage.backups import backup_folder, backups_in, copies_folder


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    add_article(made.workspace.library)
    yield made
    close_desk(made)


def look(daily: DailyBackup, desk: Desk, qtbot: QtBot) -> None:
    daily.look()
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def test_a_day_has_one_backup_however_often_is_looked(desk: Desk, qtbot: QtBot) -> None:
    daily = DailyBackup(desk)
    look(daily, desk, qtbot)
    look(daily, desk, qtbot)
    path = desk.workspace.library.path
    assert len(backups_in(backup_folder(path), path)) == 1


def test_a_folder_that_is_not_there_is_told_of_once_and_served_when_it_is(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    told: list[object] = []
    desk.workspace.problem_met.connect(told.append)
    disk = tmp_path / "disk"
    desk.settings.put("backup/folder", str(disk))
    daily = DailyBackup(desk)
    look(daily, desk, qtbot)
    look(daily, desk, qtbot)
    assert len(told) == 1
    disk.mkdir()
    look(daily, desk, qtbot)
    path = desk.workspace.library.path
    assert len(backups_in(copies_folder(disk, path), path)) == 1
    assert len(told) == 1


def test_a_library_that_cannot_be_backed_up_is_told_of_once(desk: Desk, qtbot: QtBot) -> None:
    told: list[object] = []
    desk.workspace.problem_met.connect(told.append)
    backup_folder(desk.workspace.library.path).write_text("a file in its place")
    daily = DailyBackup(desk)
    look(daily, desk, qtbot)
    look(daily, desk, qtbot)
    assert len(told) == 1
