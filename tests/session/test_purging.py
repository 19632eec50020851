"""A purge gives the room on the disk back, and ends whether or not that works."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desks import add_article, close_desk, make_desk
from postil.domain.problems import Problem
from postil.services import shelving
from postil.session import purging
from postil.session.desk import Desk
from postil.session.purging import Purge
from postil.storage import room


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    close_desk(made)


@pytest.fixture
def trashed(desk: Desk) -> list[str]:
    library = desk.workspace.library
    ids = [add_article(library, f"Title {number}\n{'Some words. ' * 9_000}") for number in range(9)]
    library.apply(shelving.put_away(library, ids))
    return ids


def purge(desk: Desk, ids: list[str], qtbot: QtBot) -> Purge:
    made = Purge(desk, ids)
    with qtbot.waitSignal(made.finished) as finished:
        made.start()
    assert finished.args is not None
    assert finished.args[0].articles == len(ids)
    return made


def test_the_file_is_smaller_when_the_purge_has_ended(
    desk: Desk, trashed: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "LEAST", 1)
    path = desk.workspace.library.path
    desk.workspace.library.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    size = path.stat().st_size
    purge(desk, trashed, qtbot)
    assert path.stat().st_size < size / 2
    assert add_article(desk.workspace.library)


def test_a_purge_ends_where_no_room_can_be_given_back(
    desk: Desk, trashed: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_library: Path) -> int:
        raise Problem("The disk is full.")

    monkeypatch.setattr(purging, "give_back", fail)
    purge(desk, trashed, qtbot)
    assert desk.workspace.library.items() == ()
