"""A desk with one article for every dialog."""

import pytest

from desks import add_article, close_desk, make_desk


@pytest.fixture
def desk(tmp_path, qtbot):
    made = make_desk(tmp_path)
    yield made
    close_desk(made)


@pytest.fixture
def article_id(desk):
    return add_article(desk.workspace.library)
