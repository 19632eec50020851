"""A desk for models that ask the library."""

import pytest

from desks import close_desk, make_desk


@pytest.fixture
def desk(qapp, tmp_path):
    made = make_desk(tmp_path)
    yield made
    close_desk(made)
