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


CARRIED = 'UPDATE highlights SET made_id = revision_id, made_end = "end", made_exact = exact,'


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ("UPDATE revisions SET text = replace(text, 'six', 'ten')", "not the one that was stored"),
        ("UPDATE revisions SET blocks = '[[\"paragraph\",3]]'", "do not fit"),
        ('UPDATE highlights SET "start" = "start" + 1', "does not quote what stands"),
        ('UPDATE highlights SET "end" = "start"', "does not quote what stands"),
        (f"{CARRIED} made_start = 5", "the version that it was made on"),
        (f"{CARRIED} made_exact = 'fifth', made_end = 14, made_start = 9", "the version that it was made on"),
        (f"{CARRIED} made_exact = 'The', made_start = 0, made_end = 3", "other words for those"),
        ("DELETE FROM csl_items", "no bibliographic record"),
        ("UPDATE highlights SET article_id = 'gone'", "not there"),
        ("UPDATE highlights SET note = 'another'", "is not as Postil wrote it"),
        ("INSERT INTO highlight_tags SELECT id, 'war', 0 FROM highlights", "is not as Postil wrote it"),
        ("DELETE FROM shelf", "not in the list of articles"),
        ("INSERT INTO figures (id, url, media_type, content) VALUES ('ab', '', '', x'00')", "The picture ab"),
        ("INSERT INTO figures (id, url, media_type, content) VALUES ('ab', '', '', 'words')", "The picture ab"),
        ("UPDATE revisions SET text = x'00'", "not the one that was stored"),
    ],
)
def test_what_is_wrong_is_said(damaged: Path, damage: str, sentence: str) -> None:
    with closing(sqlite3.connect(damaged, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(damage)
    library = Library.open(damaged)
    assert any(sentence in finding for finding in check(library))
    library.close()


def test_a_passage_from_elsewhere_that_has_no_place_in_the_text_is_sound(damaged: Path) -> None:
    with closing(sqlite3.connect(damaged, isolation_level=None)) as connection:
        connection.execute("UPDATE highlights SET state = 'lost', exact = 'no such words', \"end\" = \"start\"")
        connection.execute(
            "UPDATE highlights SET made_exact = 'nor these', made_start = 3, made_end = 3, digest = NULL"
        )
    library = Library.open(damaged)
    assert check(library) == ()
    library.close()
