from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desks import close_desk, make_desk
from postil.session.desk import Desk
from postil.session.workspace import Workspace


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """A desk over a new library."""
    made = make_desk(tmp_path)
    yield made
    close_desk(made)


@pytest.fixture
def workspace(desk: Desk) -> Workspace:
    """The workspace of the desk."""
    return desk.workspace


@pytest.fixture
def unanalysed(desk: Desk) -> None:
    """Let no article be analysed when it is opened."""
    desk.workspace.article_opened.disconnect(desk.findings._follow)
