import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from desks import add_article
from postil.domain.problems import Problem
from postil.storage.checking import check
from postil.storage.dumping import dump, load
from postil.storage.further_tables import FURTHER_TABLES
from postil.storage.library import Library
from postil.storage.migrations import SCHEMA_VERSION, migrations
from postil.storage.tables import FIRST_TABLES

LIBRARIES = Path(__file__).parent.parent / "libraries"


def test_a_new_library_is_made_where_there_is_none(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "new" / "folder" / "library.postil")
    assert [color.name for color in library.colors()][:4] == ["important", "doubt", "fact", "claim"]
    assert library.rows("PRAGMA journal_mode") == [("wal",)]
    assert library.rows("PRAGMA synchronous") == [(2,)]
    assert library.rows("PRAGMA foreign_keys") == [(1,)]
    library.close()


def test_an_up_to_date_library_opens_without_sqlite_utils(tmp_path: Path) -> None:
    Library.open(tmp_path / "library.postil").close()
    script = (
        "import sys; from pathlib import Path; from postil.storage.library import Library;"
        "library = Library.open(Path(sys.argv[1])); library.colors(); library.close();"
        "sys.exit('sqlite_utils' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script, str(tmp_path / "library.postil")], check=False).returncode == 0


@pytest.mark.parametrize("frozen", sorted(LIBRARIES.glob("*.postil")), ids=lambda path: path.stem)
def test_every_released_library_opens_sound_and_with_all_that_was_in_it(frozen: Path, tmp_path: Path) -> None:
    path = tmp_path / frozen.name
    shutil.copy(frozen, path)
    before = contents(path)
    library = Library.open(path)
    assert check(library) == ()
    assert library.rows("PRAGMA user_version") == [(SCHEMA_VERSION,)]
    library.close()
    after = contents(path, {table: columns for table, (columns, _) in before.items()})
    assert after == before
    assert all(before[table][1] for table in ("articles", "csl_items", "highlights", "article_notes", "revisions"))


@pytest.mark.parametrize("frozen", sorted(LIBRARIES.glob("*.postil")), ids=lambda path: path.stem)
def test_every_released_library_goes_out_as_lines_and_comes_in_whole(frozen: Path, tmp_path: Path) -> None:
    with (
        closing(Library.open(Path(shutil.copy(frozen, tmp_path / "old.postil")))) as old,
        closing(Library.open(tmp_path / "new.postil")) as new,
    ):
        lines = list(dump(old))
        load(lines, new)
        assert list(dump(new)) == lines
        assert check(new) == ()


def test_the_newest_frozen_library_holds_something_of_every_kind(tmp_path: Path) -> None:
    newest = max(LIBRARIES.glob("*.postil"))
    with closing(Library.open(Path(shutil.copy(newest, tmp_path / "library.postil")))) as library:
        empty = [kind.__name__ for kind in (*FIRST_TABLES, *FURTHER_TABLES) if not library.select(kind)]
    assert empty == []


def contents(
    path: Path, wanted: Mapping[str, Sequence[str]] | None = None
) -> dict[str, tuple[list[str], list[tuple[object, ...]]]]:
    """Return columns and rows of the tables of records, of their tags and findings, or those ``wanted``."""
    records = {table.name for table in (*FIRST_TABLES.values(), *FURTHER_TABLES.values())}
    names = {*records, "article_tags", "highlight_tags", "analyses"}
    found: dict[str, tuple[list[str], list[tuple[object, ...]]]] = {}
    with closing(sqlite3.connect(path)) as connection:
        for table in sorted(wanted or names):
            there = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            columns = list(wanted[table]) if wanted else there
            if columns:
                listed = ", ".join(f'"{column}"' for column in columns)
                found[table] = (columns, sorted(connection.execute(f"SELECT {listed} FROM {table}"), key=repr))
    return found


def test_the_schema_version_is_the_number_of_migrations(tmp_path: Path) -> None:
    assert len(migrations()._migrations) == SCHEMA_VERSION
    del tmp_path


def test_a_library_from_a_newer_postil_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.postil"
    Library.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(Problem, match="newer Postil"):
        Library.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"not a database at all, but long enough to be read as one" * 20, "not a Postil library"), (b"", None)],
    ids=["text", "empty"],
)
def test_a_file_that_is_no_library_is_left_alone(tmp_path: Path, content: bytes, sentence: str | None) -> None:
    path = tmp_path / "library.postil"
    path.write_bytes(content)
    if sentence is None:
        Library.open(path).close()
        return
    with pytest.raises(Problem, match=sentence):
        Library.open(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE things (id)")
    with pytest.raises(Problem, match="not a Postil library"):
        Library.open(path)


def test_a_damaged_library_is_left_alone_and_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "library.postil"
    library = Library.open(path)
    add_article(library)
    library.close()
    content = bytearray(path.read_bytes())
    content[28:32] = b"\x00\x00\x00\x01"
    for page in range(1, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(Problem, match=r"damaged|not a Postil"):
        read_items(path)
    assert path.read_bytes() == before


def read_items(path: Path) -> None:
    """Open a library and read from it."""
    with closing(Library.open(path)) as library:
        library.items()


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="is a folder"):
        Library.open(tmp_path)


def test_a_second_window_is_told_of_the_first(tmp_path: Path) -> None:
    path = tmp_path / "library.postil"
    first = Library.open(path, for_window=True)
    with pytest.raises(Problem, match="open in another window"):
        Library.open(path, for_window=True)
    beside = Library.open(path)
    beside.close()
    first.close()
    Library.open(path, for_window=True).close()


def test_a_writer_that_holds_the_file_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postil.storage.opening.WAIT_FOR_OTHERS", 0.05)
    path = tmp_path / "library.postil"
    library = Library.open(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Problem, match="in use by another program"):
            add_article(library)
        other.execute("ROLLBACK")
    assert library.items() == ()
    library.close()


def test_an_edit_waits_for_a_writer_that_ends_soon(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library.postil")
    with closing(sqlite3.connect(library.path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        # Far less than an edit waits, far more than it takes to be refused.
        end = threading.Timer(0.3, other.execute, ["ROLLBACK"])
        end.start()
        add_article(library, title="Waited")
        end.join()
    assert [item.title for item in library.items()] == ["Waited"]
    library.close()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become another user for this")
def test_a_read_only_library_is_a_sentence_and_can_still_be_read(tmp_path: Path) -> None:
    path = tmp_path / "library.postil"
    library = Library.open(path)
    add_article(library, title="Kept")
    library.close()
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    for folder in tmp_path.parents:
        if folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    script = (
        "import os, sys, urllib.parse\nfrom pathlib import Path\n"
        "from postil.storage.library import Library\nfrom postil.domain.problems import Problem\n"
        "Problem('loads what a sentence needs')\n"
        "path = Path(sys.argv[1])\nos.setuid(65534)\n"
        "try: Library.open(path)\n"
        "except Problem as problem: print(problem)\n"
        "print(Library.open_for_reading(path).items()[0].title)"
    )
    said = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False)
    tmp_path.chmod(0o755)
    assert "may only be read" in said.stdout, said.stderr
    assert said.stdout.splitlines()[-1] == "Kept"


def test_a_backup_is_sound_and_equal_and_never_overwrites(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library.postil")
    add_article(library, title="Kept")
    target = tmp_path / "backups" / "copy.postil"
    library.back_up(target)
    with pytest.raises(Problem, match="already"):
        library.back_up(target)
    library.close()
    copy = Library.open(target)
    assert [item.title for item in copy.items()] == ["Kept"]
    assert check(copy) == ()
    copy.close()
    assert sorted(path.name for path in target.parent.iterdir() if path.suffix == ".part") == []


def test_a_migration_backs_the_library_up_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlite_utils import Database, Migrations

    path = tmp_path / "library.postil"
    library = Library.open(path)
    add_article(library, title="Before")
    library.close()
    later = Migrations("postil")
    for migration in migrations()._migrations:
        later(name=migration.name)(migration.fn)

    @later(name="9999_next")
    def next_shape(db: Database) -> None:
        db.conn.execute("CREATE TABLE novelties (id TEXT PRIMARY KEY)")
        db.conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")

    monkeypatch.setattr("postil.storage.opening.migrations", lambda: later)
    monkeypatch.setattr("postil.storage.opening.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    library = Library.open(path)
    assert library.rows("SELECT * FROM novelties") == []
    library.close()
    (backup,) = (tmp_path / "backups").iterdir()
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT title FROM csl_items").fetchall() == [("Before",)]
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


@pytest.mark.parametrize("mistake", [KeyError, TypeError, ValueError, AttributeError])
def test_a_migration_that_fails_by_our_own_mistake_says_so_and_leaves_the_library_as_it_was(
    mistake: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlite_utils import Database, Migrations

    path = tmp_path / "library.postil"
    Library.open(path).close()
    later = Migrations("postil")
    for migration in migrations()._migrations:
        later(name=migration.name)(migration.fn)

    @later(name="9999_breaks")
    def breaks(db: Database) -> None:
        db.conn.execute("CREATE TABLE half (id)")
        raise mistake("our own mistake")

    with monkeypatch.context() as patch:
        patch.setattr("postil.storage.opening.migrations", lambda: later)
        patch.setattr("postil.storage.opening.SCHEMA_VERSION", SCHEMA_VERSION + 1)
        with pytest.raises(mistake, match="our own mistake"):
            Library.open(path)
    library = Library.open(path)
    assert library.rows("SELECT name FROM sqlite_schema WHERE name = 'half'") == []
    library.close()


@pytest.mark.parametrize(
    ("table", "column"),
    [("csl_items", "title"), ("revisions", "text"), ("highlights", "note"), ("judgements", "value")],
)
@pytest.mark.parametrize("frozen", sorted(LIBRARIES.glob("000[14]*.postil")), ids=lambda path: path.stem)
def test_an_old_library_with_bytes_for_a_text_is_left_as_it_is_and_said_to_be_damaged(
    frozen: Path, table: str, column: str, tmp_path: Path
) -> None:
    path = Path(shutil.copy(frozen, tmp_path / "library.postil"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE {table} SET {column} = x'fffe41'")
        version = connection.execute("PRAGMA user_version").fetchone()
    with pytest.raises(Problem, match="damaged"):
        Library.open(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute(f"SELECT DISTINCT {column} FROM {table}").fetchone() == (b"\xff\xfeA",)
        assert connection.execute("PRAGMA user_version").fetchone() >= version
