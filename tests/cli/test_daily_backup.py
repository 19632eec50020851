"""Commands that change the library see to a backup of each day; those that read, and the first day, make none."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from commanding import call
from desks import add_article
from new_library import open_library
from postil.domain.ids import now
from postil.storage.backups import backup_folder, backups_in, look_into, make_backup


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "library.postil"
    library = open_library(made)
    add_article(library, title="First", key="first2024")
    library.close()
    return made


@pytest.fixture
def another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the library have been begun on a day before."""
    later = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%d")
    monkeypatch.setattr("postil.cli.daily_backup.now", lambda: later + now()[10:])


def backups(path: Path) -> list[str]:
    return [look_into(each.path).state for each in backups_in(backup_folder(path), path)]


@pytest.mark.usefixtures("another_day")
def test_the_first_change_of_a_day_makes_a_backup_and_the_next_makes_none(path: Path) -> None:
    assert call(path, "mark", "First", "--later") == 0
    assert backups(path) == ["sound"]
    assert call(path, "mark", "First", "--not-later") == 0
    assert backups(path) == ["sound"]


def test_a_backup_of_another_day_is_followed_by_one_of_today(path: Path) -> None:
    make_backup(path, now=datetime.now(UTC) - timedelta(days=2))
    assert call(path, "mark", "First", "--later") == 0
    assert backups(path) == ["sound", "sound"]


@pytest.mark.usefixtures("another_day")
def test_what_only_reads_or_changes_nothing_makes_none(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(path, "list") == 0
    assert call(path, "show", "First") == 0
    assert call(path, "mark", "First", "--not-later") == 0
    assert call(path, "mark", "Nobody", "--later") == 1
    assert backups(path) == []
    assert "backup" not in capsys.readouterr().err


def test_a_library_that_was_begun_today_waits_for_its_second_day(path: Path) -> None:
    assert call(path, "mark", "First", "--later") == 0
    assert backups(path) == []


@pytest.mark.usefixtures("another_day")
def test_a_backup_that_cannot_be_made_is_told_of_and_the_change_stays(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup_folder(path).write_text("no folder")
    assert call(path, "mark", "First", "--later") == 0
    assert capsys.readouterr().err.startswith("There is no backup of today: The backup ")


def test_two_backups_of_one_second_are_no_trouble(path: Path) -> None:
    moment = datetime.now(UTC)
    assert make_backup(path, now=moment).size == make_backup(path, now=moment).size > 0
    assert backups(path) == ["sound"]
