import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desks import add_article
from postil.domain.records import Revision
from postil.services import highlighting
from postil.storage.checking import check
from postil.storage.library import Library


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A library with one highlighted article, closed."""
    path = tmp_path / "library.postil"
    library = Library.open(path)
    add_article(library)
    revision = library.select(Revision)[0]
    edit, _ = highlighting.add(revision, 4, 9, color="red")
    library.apply(edit)
    assert check(library) == ()
    library.close()
    return path


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ("UPDATE revisions SET text = replace(text, 'six', 'ten')", "not the one that was stored"),
        ("UPDATE revisions SET blocks = '[[\"paragraph\",3]]'", "do not fit"),
        ('UPDATE highlights SET "start" = "start" + 1', "does not quote what stands"),
        ("DELETE FROM csl_items", "no bibliographic record"),
        ("UPDATE highlights SET article_id = 'gone'", "not there"),
    ],
)
def test_what_is_wrong_is_said(damaged: Path, damage: str, sentence: str) -> None:
    with closing(sqlite3.connect(damaged, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(damage)
    library = Library.open(damaged)
    assert any(sentence in finding for finding in check(library))
    library.close()
