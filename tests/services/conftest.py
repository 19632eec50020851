"""A library for every verb."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from new_library import open_library
from postil.storage.checking import check
from postil.storage.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A new library, which has to be sound when the test is over."""
    made = open_library(tmp_path / "library.postil")
    yield made
    assert check(made) == ()
    made.close()
