from collections.abc import Generator
from pathlib import Path

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
