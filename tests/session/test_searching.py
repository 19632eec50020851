from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desks import add_article
from new_library import open_library
from postil.services.searching import Found
from postil.session.searching import Searching
from postil.storage.library import Library
from postil.storage.seeking import Seeker


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    library = open_library(tmp_path / "library.postil")
    add_article(library, "Zhukov\nMarshal Zhukov wrote.")
    add_article(library, "Telegram\nMarshal Zhukov did not answer the telegram.")
    yield library.path
    library.close()


def test_first_hits_come_before_the_counts(path: Path, qtbot: QtBot) -> None:
    searching = Searching(path)
    heard: list[Found] = []
    searching.found.connect(heard.append)
    try:
        searching.search("zhuk")
        qtbot.waitUntil(lambda: len(heard) == 2)
    finally:
        searching.close()
    assert [found.counts for found in heard] == [None, (("article", 2),)]
    assert [hit.id for hit in heard[0].hits] == [hit.id for hit in heard[1].hits]


def test_the_next_keystroke_stops_the_search_before(path: Path, qtbot: QtBot) -> None:
    searching = Searching(path)
    heard: list[Found] = []
    searching.found.connect(heard.append)
    try:
        searching.search("zhuk")
        searching.search("telegr")
        qtbot.waitUntil(lambda: len(heard) == 2)
    finally:
        searching.close()
    assert {found.query for found in heard} == {"telegr"}


def test_a_search_that_runs_is_interrupted(path: Path) -> None:
    seeker = Seeker(path)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

    def work(library: Library) -> object:
        seeker.begin()
        return library.rows(endless)

    try:
        assert seeker.run(seeker.begin(), work) is None
        assert seeker.run(seeker.begin(), lambda library: library.rows("SELECT 1")) == [(1,)]
    finally:
        seeker.close()
