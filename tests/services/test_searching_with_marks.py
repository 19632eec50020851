"""Words with marks that Unicode keeps apart are found without them, also in a library that was made before that."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desks import add_article, revision_of
from postil.domain import matching
from postil.services import highlighting
from postil.services.searching import search
from postil.storage.checking import check
from postil.storage.library import Library

STALINGRAD = "Би́тва\nБи́тва под Сталингра́дом началась в 1942 году."
WISHES = ("битва", "сталинградом", "под сталинградом", '"под сталинградом"', "сталинг*", "strasse")


def make(path: Path) -> None:
    with closing(Library.open(path)) as library:
        article_id = add_article(library, STALINGRAD)
        revision = revision_of(library, article_id)
        edit, _ = highlighting.add(revision, 7, 31, color="red", note="An der Straße", tags=["Stra\u00dfe"])
        library.apply(edit)


def kinds(path: Path, wish: str) -> set[str]:
    with closing(Library.open(path)) as library:
        assert check(library) == ()
        return {hit.kind for hit in search(library, wish).hits}


def expected(wish: str) -> set[str]:
    return {"highlight", "tag"} if wish == "strasse" else {"article", "highlight"}


@pytest.mark.parametrize("wish", WISHES)
def test_words_are_found_without_their_marks(wish: str, tmp_path: Path) -> None:
    make(tmp_path / "library.postil")
    assert kinds(tmp_path / "library.postil", wish) == expected(wish)


def test_a_library_that_was_made_before_finds_them_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.postil"
    with monkeypatch.context() as before:
        before.setattr(matching, "_UNEQUAL", re.compile("(?!)"))
        make(path)
        assert kinds(path, "сталинградом") == set()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM _sqlite_migrations WHERE name = '0010_words_with_marks'")
        connection.execute("PRAGMA user_version = 9")
    assert {wish: kinds(path, wish) for wish in WISHES} == {wish: expected(wish) for wish in WISHES}
    assert len(list((tmp_path / "backups").glob("*-before-0010.postil"))) == 1
