"""What can be read of a damaged library comes into a new one; the damaged file stays as it is."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desks import add_article, article_of, revision_of
from postil.domain.edits import Change, Edit
from postil.domain.problems import Problem
from postil.domain.records import Article, ArticleNote, Claim, CslItem, Highlight, Revision
from postil.services import highlighting
from postil.storage.checking import check
from postil.storage.further_tables import FURTHER_TABLES
from postil.storage.library import Library
from postil.storage.recovering import Recovered, recover
from postil.storage.tables import FIRST_TABLES

PAGE = 4096
STAMP = "2026-11-22T09:30:00Z"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of some articles with highlights, tags, notes and claims, closed; not to be written to."""
    path = tmp_path_factory.mktemp("sound") / "library.postil"
    with closing(Library.open(path)) as library:
        for number in range(12):
            lines = "\n".join(f"Line {line} of article {number} says what {line} had said." for line in range(500))
            article_id = add_article(library, f"Article {number}\n{lines}")
            revision = revision_of(library, article_id)
            made = None
            for place in range(5):
                edit, made = highlighting.add(revision, 40 * place + 20, 40 * place + 50, color="red")
                library.apply(edit)
                library.apply(highlighting.annotate(made, f"note {place} " * 9))
            assert made is not None
            claim = Claim(made.id, "disputed", "Mao", "nobody saw it", "6", STAMP, STAMP)
            note = ArticleNote(article_id, "A note on it", STAMP, STAMP)
            library.apply(Edit("x", (Change(None, claim), Change(None, note))))
            library.keep_analysis(revision.text_hash, "1", "{}", STAMP)
    return path


@pytest.fixture
def damaged(sound: Path, tmp_path: Path) -> Path:
    """A copy of the sound library, to be damaged."""
    return Path(shutil.copy(sound, tmp_path / "library.postil"))


def recovered(path: Path) -> tuple[Recovered, Library]:
    """Recover a library, require that it was not touched, and open the new one."""
    before = path.read_bytes()
    target = path.with_name("recovered.postil")
    result = recover(path, target)
    assert path.read_bytes() == before
    library = Library.open(target)
    assert check(library) == ()
    return result, library


def everything(library: Library) -> dict[str, object]:
    """Return all records of a library."""
    return {kind.__name__: library.select(kind) for kind in (*FIRST_TABLES, *FURTHER_TABLES)}


def test_a_sound_library_comes_over_to_the_last_record(damaged: Path) -> None:
    result, library = recovered(damaged)
    with closing(library), closing(Library.open(damaged)) as old:
        assert everything(library) == everything(old)
        assert library.rows("SELECT COUNT(*) FROM analyses") == [(12,)]
    assert result == Recovered(12, 60, ())
    assert sorted(path.name for path in damaged.parent.iterdir() if ".part" in path.name) == []


def change(path: Path, *statements: str) -> None:
    """Change a library as no Postil would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_an_article_whose_text_is_lost_is_there_with_its_quotations(damaged: Path) -> None:
    with closing(Library.open(damaged)) as library:
        gone = library.select(Article)[2]
        marks = library.highlights(gone.id)
    change(damaged, f"DELETE FROM revisions WHERE article_id = '{gone.id}'")
    result, library = recovered(damaged)
    with closing(library):
        assert len(library.select(Article)) == 12
        now = library.highlights(gone.id)
        assert sorted(each.quoted.exact for each in now) == sorted(each.quoted.exact for each in marks)
        assert {each.note for each in now} == {each.note for each in marks}
        assert all(each.quoted.exact in revision_of(library, gone.id).document.text for each in now)
    assert any("The text of “Article 2” is lost; its quotations are there" in each for each in result.lost)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("DELETE FROM csl_items WHERE title = 'Article 3'", "its first line is its title"),
        ("DELETE FROM articles WHERE id = (SELECT MIN(id) FROM articles)", ""),
        ("UPDATE revisions SET blocks = '[[' WHERE id = (SELECT MIN(id) FROM revisions)", "not all of it"),
        ("UPDATE revisions SET text = replace(text, 'Line 3 of', 'Line \x01 of')", "not all of it"),
        ("UPDATE highlights SET color = 'mauve', state = 'exaXt'", "not all of it"),
        ("UPDATE highlights SET \"start\" = 'three'", "not all of it"),
        (
            "UPDATE highlights SET exact = CAST(x'fffe41' AS TEXT) WHERE note LIKE 'note 1%'",
            "The place of the highlight",
        ),
        ("UPDATE csl_items SET authors = 'nobody'", "csl_items could not be read"),
        ("DELETE FROM highlights", "has lost what it belongs to"),
    ],
)
def test_what_is_missing_is_made_up_from_the_rest_and_said(damaged: Path, statement: str, sentence: str) -> None:
    change(damaged, statement)
    result, library = recovered(damaged)
    with closing(library):
        assert len(library.select(Article)) == 12
        assert len(library.select(CslItem)) == 12
        assert len(library.select(Revision)) == 12
        assert len(library.select(ArticleNote)) == 12
        assert len(library.select(Highlight)) == (0 if "DELETE FROM highlights" in statement else 60)
    assert any(sentence in each for each in result.lost) or not sentence


@pytest.mark.parametrize("left", ["csl_items", ""])
def test_a_note_whose_article_is_lost_is_there(damaged: Path, left: str) -> None:
    with closing(Library.open(damaged)) as library:
        gone = library.select(Article)[2].id
    ids = {"articles": "id", "csl_items": "id", "revisions": "article_id", "highlights": "article_id"}
    change(damaged, *(f"DELETE FROM {table} WHERE {ids[table]} = '{gone}'" for table in ids if table != left))
    result, library = recovered(damaged)
    with closing(library):
        note = library.note(gone)
        assert note is not None
        assert note.body == "A note on it"
    assert any(each.endswith("is lost.") for each in result.lost)


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: -PAGE * (path.stat().st_size // PAGE // 4)])


def garble(*seeds: int) -> Callable[[Path], None]:
    """Return what overwrites some pages beyond those of the schema."""

    def damage(path: Path) -> None:
        content = bytearray(path.read_bytes())
        for seed in seeds:
            chance = random.Random(seed)
            page = chance.randrange(len(content) // PAGE // 2, len(content) // PAGE)
            content[page * PAGE : (page + 1) * PAGE] = chance.randbytes(PAGE)
        path.write_bytes(content)

    return damage


@pytest.mark.parametrize(
    "damage",
    [cut_off, garble(1), garble(2, 3), garble(4, 5, 6, 7), garble(*range(8, 20))],
    ids=["cut off", "one page", "two pages", "four pages", "twelve pages"],
)
def test_what_the_disk_left_is_read(damage: Callable[[Path], None], damaged: Path, sound: Path) -> None:
    damage(damaged)
    result, library = recovered(damaged)
    with closing(library), closing(Library.open_for_reading(sound)) as old:
        assert len(library.select(Article)) >= 1
        assert result.articles == len(library.select(Article))
        texts = {each.document.text for each in old.select(Revision)}
        notes = {each.note for each in old.select(Highlight)}
        for article in library.select(Article):
            revision = revision_of(library, article_of(library, article.id).id)
            assert revision.importer == "quotations" or revision.document.text in texts or result.lost
        assert all(each.note in notes or result.lost for each in library.select(Highlight))
        assert result.lost or everything(library) == everything(old)


def test_an_older_library_comes_over_too(tmp_path: Path) -> None:
    for frozen in sorted((Path(__file__).parent.parent / "libraries").glob("*.postil")):
        path = tmp_path / frozen.stem / "library.postil"
        path.parent.mkdir()
        shutil.copy(frozen, path)
        _result, library = recovered(path)
        with closing(library), closing(Library.open(path)) as old:
            assert {each.id for each in library.select(Highlight)} == {each.id for each in old.select(Highlight)}
            assert everything(library)["Article"] == everything(old)["Article"]


def test_nothing_is_written_over(damaged: Path) -> None:
    target = damaged.with_name("there.postil")
    target.write_text("here already", "utf-8")
    with pytest.raises(Problem, match="already"):
        recover(damaged, target)
    assert target.read_text("utf-8") == "here already"


CUT = b"SQLite format 3\x00" + bytes((16, 0, 1, 1, 0, 64, 32, 32)) + bytes(7) + b"\x09" + bytes(5000)


@pytest.mark.parametrize("content", [b"no library at all " * 400, b"", b"SQLite format 3\x00" + bytes(9000), CUT])
def test_where_nothing_can_be_read_that_is_said_and_nothing_is_made(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "library.postil"
    path.write_bytes(content)
    with pytest.raises(Problem):
        recover(path, tmp_path / "new.postil")
    assert [each.name for each in tmp_path.iterdir()] == ["library.postil"]
