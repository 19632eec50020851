"""What SQLite takes for sound is not: bytes that were overwritten in the middle of a page."""

import hashlib
import random
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from desks import add_article, revision_of
from postil.domain.edits import Change, Edit
from postil.domain.problems import Damaged, Problem
from postil.domain.records import Color, Figure, Highlight, Judgement
from postil.services import highlighting
from postil.services.searching import search
from postil.storage.backups import make_backup
from postil.storage.checking import check
from postil.storage.digests import RECORDS, digested
from postil.storage.further_tables import FURTHER_TABLES
from postil.storage.library import Library
from postil.storage.restoring import restore
from postil.storage.tables import FIRST_TABLES

PAGE = 4096
OVERWRITTEN = 200
FINDINGS = '{"entity": {"key": "person:li", "name": "Li", "mentions": [{"start": 4, "end": 9}]}}'


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with a little of everything, closed; not to be written to."""
    path = tmp_path_factory.mktemp("sound") / "library.postil"
    library = Library.open(path)
    for number in range(12):
        lines = "\n".join(f"Line {line} of article {number} says what {line * number} had said." for line in range(90))
        article_id = add_article(library, f"Article {number}\n{lines}")
        revision = revision_of(library, article_id)
        for place in range(10):
            edit, made = highlighting.add(revision, 40 * place + 20, 40 * place + 50, color="red")
            library.apply(edit)
            library.apply(highlighting.annotate(made, f"note {place} " * 9))
        library.keep_analysis(revision.text_hash, "1", FINDINGS, "2026-11-22T09:30:00Z")
    library.close()
    return path


def readable(path: Path) -> object:
    """Return all that stands in the file, or None where some of it cannot be read."""
    with closing(sqlite3.connect(path)) as connection, suppress(sqlite3.DatabaseError):
        connection.text_factory = bytes
        names = [
            row[0].decode()
            for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        ]
        return {
            name: sorted(map(repr, connection.execute(f"SELECT * FROM {name}").fetchall()))
            for name in names
            if name.partition("_")[0] not in {"text", "head", "mark", "entry"} or name == "text_entities"
        }
    return None


def overwrite(path: Path, page: int, chance: random.Random) -> None:
    """Overwrite some bytes of a page with letters."""
    content = bytearray(path.read_bytes())
    start = page * PAGE + chance.randrange(PAGE // 2, PAGE - OVERWRITTEN)
    content[start : start + OVERWRITTEN] = bytes(chance.choices(b"aeiou ,", k=OVERWRITTEN))
    path.write_bytes(content)


def test_a_page_that_was_overwritten_is_found_whatever_stood_in_it(sound: Path, tmp_path: Path) -> None:
    before = readable(sound)
    chance = random.Random(7)
    number = sound.stat().st_size // PAGE
    assert number > 80
    found_alone = 0
    for page in range(2, number, 2):
        path = Path(shutil.copy(sound, tmp_path / "library.postil"))
        overwrite(path, page, chance)
        try:
            with closing(Library.open_for_reading(path)) as library:
                findings = check(library)
        except Problem:
            continue
        assert findings or readable(path) == before, f"page {page}"
        found_alone += bool(findings) and not any("SQLite found" in each for each in findings)
    assert found_alone > 10


def test_all_that_is_damaged_is_told_not_just_the_first_of_it(sound: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sound, tmp_path / "library.postil"))
    with closing(Library.open(path)) as library:
        ids = [highlight.id for highlight in library.select(Highlight)]
        texts = [row[0] for row in library.rows("SELECT id FROM revisions")]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executemany("UPDATE highlights SET note = note || '?' WHERE id = ?", [[each] for each in ids[:40]])
        connection.execute("UPDATE revisions SET text = replace(text, 'said', 'sung') WHERE id <> ?", [texts[0]])
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'judgements'").fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(root - 1) * PAGE : root * PAGE] = bytes(b"\xaa" * PAGE)
    path.write_bytes(content)
    with closing(Library.open_for_reading(path)) as library:
        findings = "\n".join(check(library))
    assert all(each in findings for each in ids[:40])
    assert not any(f"{each} in highlights" in findings for each in ids[40:])
    assert all(f"The text of version {each}" in findings for each in texts[1:])
    assert "SQLite found damage" in findings or "is damaged" in findings


def test_every_record_has_a_digest_and_a_later_column_changes_none(sound: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sound, tmp_path / "library.postil"))
    with closing(sqlite3.connect(path)) as connection:
        tables = {table.name for table in (*FIRST_TABLES.values(), *FURTHER_TABLES.values())}
        assert tables | {"analyses"} <= digested(connection)
        assert set(RECORDS) <= digested(connection)
        for table in ("highlights", "articles", "colors", "analyses"):
            assert connection.execute(f"SELECT COUNT(*) FROM {table} WHERE digest IS NULL").fetchone() == (0,)
        connection.execute("ALTER TABLE highlights ADD COLUMN later TEXT NOT NULL DEFAULT ''")
        connection.execute("ALTER TABLE highlights ADD COLUMN counted INTEGER NOT NULL DEFAULT 0")
    with closing(Library.open(path)) as library:
        assert check(library) == ()


def test_whatever_is_written_can_be_checked(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path / "library.postil")) as library:
        article_id = add_article(library)
        old = library.colors()[0]
        image = b"\x89PNG"
        figure = Figure(hashlib.sha256(image).hexdigest(), "https://example.org/a", "image/png", image)
        judged = Judgement("1", "rename", "person:li", "Lí 🙂", article_id, "", 3, 9)
        library.apply(Edit("x", (Change(old, Color(old.id, "war", 7)), Change(None, figure), Change(None, judged))))
        assert check(library) == ()


@pytest.mark.parametrize("index", ["word_index", "mark_index", "head_index", "about_index"])
def test_an_index_in_which_words_are_missing_is_found(index: str, sound: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sound, tmp_path / "library.postil"))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        size, row = connection.execute(
            f"SELECT length(block), id FROM {index}_data WHERE id > 10 ORDER BY length(block) DESC LIMIT 1"
        ).fetchone()
        connection.execute(f"UPDATE {index}_data SET block = zeroblob(?) WHERE id = ?", [size, row])
    with closing(Library.open_for_reading(path)) as library:
        assert any(f"({index})" in finding for finding in check(library))


def test_a_library_in_which_a_page_is_damaged_takes_no_more_edits_and_is_read_on(sound: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sound, tmp_path / "library.postil"))
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'highlights'").fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(root - 1) * PAGE : root * PAGE] = bytes(b"\xaa" * PAGE)
    path.write_bytes(content)
    with closing(Library.open(path)) as library:
        with pytest.raises(Damaged):
            library.select(Highlight)
        with pytest.raises(Damaged, match="postil recover"):
            add_article(library, title="After")
        assert len(library.items()) == 12
    assert path.read_bytes() == bytes(content)


@pytest.mark.parametrize(
    ("damage", "wish"),
    [
        ("UPDATE csl_items SET title = x'00'", "search"),
        ("UPDATE word_index_config SET v = 0 WHERE k = 'version'", "search"),
        ("UPDATE word_index_config SET v = 0 WHERE k = 'version'", "check"),
    ],
)
def test_damage_that_sqlite_passes_on_is_a_sentence(damage: str, wish: str, sound: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sound, tmp_path / "library.postil"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(damage)
    with closing(Library.open(path)) as library:
        if wish == "check":
            assert check(library)
        else:
            with pytest.raises(Damaged, match="is damaged"):
                search(library, "has:highlight OR the OR a*")


def test_a_library_without_a_byte_is_no_new_one_where_there_are_backups(sound: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sound, tmp_path / "library.postil"))
    backup = make_backup(path)
    path.write_bytes(b"")
    for leftover in ("-wal", "-shm"):
        path.with_name(path.name + leftover).unlink(missing_ok=True)
    with pytest.raises(Damaged, match="is empty, though there are backups"):
        Library.open(path)
    assert path.read_bytes() == b""
    restore(backup.path, path)
    assert readable(path) == readable(sound)


def test_a_new_empty_file_becomes_a_library(tmp_path: Path) -> None:
    path = tmp_path / "library.postil"
    path.touch()
    with closing(Library.open(path)) as library:
        assert check(library) == ()
