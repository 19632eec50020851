from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from new_library import open_library
from postil.storage.library import Library
from postil.storage.seeking import Seeker


@pytest.fixture
def seeker(tmp_path: Path):
    open_library(tmp_path / "library.postil").close()
    made = Seeker(tmp_path / "library.postil")
    yield made
    made.close()


def test_work_in_pieces_gives_what_it_returns(seeker):
    def counted(library: Library) -> Generator[None, None, int]:
        yield
        yield
        return library.rows("SELECT COUNT(*) FROM articles")[0][0]

    assert seeker.run_in_pieces(seeker.begin(), counted) == 0


def test_work_that_is_no_longer_wanted_stops_at_its_next_piece(seeker):
    done: list[int] = []

    def endless(library: Library) -> Generator[None, None, None]:
        while True:
            done.append(len(done))
            if len(done) == 3:
                seeker.begin()
            yield

    assert seeker.run_in_pieces(seeker.begin(), endless) is None
    assert done == [0, 1, 2]


def test_whoever_closes_need_not_wait_for_a_piece(seeker):
    begun, go_on = Event(), Event()

    def slow(library: Library) -> Generator[None, None, bool]:
        begun.set()
        go_on.wait(10)
        yield
        return True

    with ThreadPoolExecutor() as pool:
        found = pool.submit(seeker.run_in_pieces, seeker.begin(), slow)
        begun.wait(10)
        seeker.close(wait=False)
        assert not found.done()
        go_on.set()
        assert found.result(10) is None
    assert seeker._library is None


def endless(library: Library) -> int:
    return library.rows("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n")[0][0]


def test_what_takes_longer_than_the_window_waits_is_left(seeker):
    assert seeker.run_within(60, lambda library: library.rows("SELECT COUNT(*) FROM articles")[0][0]) == 0
    assert seeker.run_within(0.001, endless) is None
    assert seeker.run_within(60, lambda library: library.rows("SELECT COUNT(*) FROM articles")[0][0]) == 0


def test_what_the_window_reads_itself_stops_what_is_read_beside_it(seeker):
    with ThreadPoolExecutor(1) as pool:
        beside = pool.submit(seeker.run, seeker.begin(), endless)
        assert seeker.run_within(60, lambda library: library.rows("SELECT COUNT(*) FROM articles")[0][0]) == 0
        assert beside.result() is None
