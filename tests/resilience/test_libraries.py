"""A library that something has happened to: every command says one sentence and leaves the file as it is."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from postil.storage import opening
from postil.storage.checking import check
from postil.storage.library import Library
from resilience.calmly import ARTICLE, Said, command, contents, make_library, require_calm
from resilience.libraries import BROKEN, PAGE

TITLE = "0 of six telegrams, one answer"
needs_root = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="only root can become another user for this"
)
NOBODY = 65534
STRANGER = 54321


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a sound library of three articles; not to be written to."""
    return make_library(tmp_path_factory.mktemp("sound") / "library", articles=3).parent


@pytest.fixture
def library(sound: Path, tmp_path: Path) -> Path:
    """A copy of the sound library in a folder of its own."""
    return shutil.copytree(sound, tmp_path / "copy") / "library.postil"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A file that is no article of the library yet."""
    path = tmp_path / "new.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def every_command(article: Path) -> list[list[str]]:
    """Return a call of each command that works on a library."""
    away = article.parent
    return [
        ["list"],
        ["list", "--json"],
        ["show", TITLE],
        ["highlights", TITLE, "--json"],
        ["check"],
        ["entities", TITLE],
        ["export", "--all", "--to", "markdown", "--output", str(away / "notes.md")],
        ["backup", str(away / "backup.postil")],
        ["add", str(article)],
        ["highlight", TITLE, "--quote", "Nobody answered"],
        ["delete", TITLE, "--yes"],
    ]


@pytest.mark.parametrize(("happened", "words"), BROKEN)
def test_every_command_says_one_sentence_and_leaves_the_file(
    happened: Callable[[Path], None], words: str, library: Path, article: Path
) -> None:
    happened(library)
    before = contents(article.parent)
    for arguments in every_command(article):
        require_calm(command(library, *arguments), words)
    assert contents(article.parent) == before


def test_whatever_page_is_damaged_every_command_stays_calm(library: Path, article: Path) -> None:
    content = library.read_bytes()
    number = len(content) // PAGE
    for page in range(0, number, 5):
        broken = bytearray(content)
        broken[page * PAGE + 8 : (page + 1) * PAGE] = bytes([page % 256]) * (PAGE - 8)
        for arguments in every_command(article)[:6]:
            library.write_bytes(broken)
            said = command(library, *arguments)
            assert said.code in {0, 1}
            if said.code and arguments != ["check"]:
                require_calm(said)
            # What was found by an analysis is kept.
            assert library.read_bytes() == broken or arguments[0] == "entities"


@pytest.mark.slow
def test_whatever_bytes_are_damaged_every_command_stays_calm(library: Path, article: Path) -> None:
    import random

    content = library.read_bytes()
    for seed in range(400):
        chance = random.Random(seed)
        broken = bytearray(content[: chance.choice([len(content), chance.randrange(len(content))])])
        for _ in range(chance.choice([1, 20, 400])):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        for arguments in every_command(article):
            library.write_bytes(broken)
            (article.parent / "backup.postil").unlink(missing_ok=True)
            said = command(library, *arguments)
            if said.code and arguments != ["check"]:
                require_calm(said)


def test_garbage_beside_the_library_does_no_harm(library: Path, article: Path) -> None:
    for ending in ("-wal", "-shm"):
        library.with_name(library.name + ending).write_bytes(b"\xa5\x5a garbage " * 5000)
    assert command(library, "check").code == 0
    assert len(command(library, "list").out.splitlines()) == 3
    assert command(library, "add", str(article)).code == 0
    assert command(library, "check").code == 0


def test_what_stands_in_an_unfinished_wal_is_there(library: Path, article: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from postil.storage.library import Library;"
        "from postil.domain.edits import Change, Edit; from postil.domain.records import Color;"
        "library = Library.open(Path(sys.argv[1])); old = library.colors()[0];"
        "library.apply(Edit('x', (Change(old, Color(old.id, 'written last', old.position)),))); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(library)], check=False)
    assert library.with_name(library.name + "-wal").stat().st_size > 0
    assert command(library, "check").code == 0
    opened = Library.open(library)
    assert opened.colors()[0].name == "written last"
    opened.close()
    del article


def test_a_library_that_another_program_writes_to_can_be_read_and_the_rest_is_a_sentence(
    library: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "WAIT_FOR_OTHERS", 0.05)
    with closing(sqlite3.connect(library, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        before = contents(library.parent)
        for arguments in every_command(article):
            said = command(library, *arguments)
            if arguments[0] in {"add", "highlight", "delete"}:
                require_calm(said, "in use by another program")
            elif arguments[0] != "entities":
                assert said.code == 0, said
        assert contents(library.parent) == before
        other.execute("ROLLBACK")
    assert command(library, "add", str(article)).code == 0


def test_a_library_that_is_locked_altogether_is_a_sentence(
    library: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "WAIT_FOR_OTHERS", 0.05)
    with closing(sqlite3.connect(library, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        for arguments in every_command(article):
            require_calm(command(library, *arguments), "in use by another program")
        other.execute("ROLLBACK")
    assert command(library, "check").code == 0


def test_a_library_that_is_moved_away_while_it_is_open_takes_no_edit_and_can_be_backed_up(
    library: Path, tmp_path: Path
) -> None:
    from desks import add_article
    from postil.domain.problems import Problem

    opened = Library.open(library, for_window=True)
    add_article(opened, title="Before")
    library.rename(tmp_path / "away.postil")
    with pytest.raises(Problem, match="was moved or removed while it was open"):
        add_article(opened, title="After")
    assert "Before" in [item.title for item in opened.items()]
    opened.back_up(tmp_path / "backup.postil")
    opened.close()
    rescued = Library.open(tmp_path / "backup.postil")
    assert "Before" in [item.title for item in rescued.items()]
    assert check(rescued) == ()
    rescued.close()
    assert not library.exists()


def test_a_library_that_was_replaced_while_it_was_open_takes_no_edit(library: Path, tmp_path: Path) -> None:
    from desks import add_article
    from postil.domain.problems import Problem

    opened = Library.open(library)
    other = tmp_path / "other.postil"
    shutil.copy(library, other)
    other.replace(library)
    with pytest.raises(Problem, match="was moved or removed"):
        add_article(opened, title="After")
    opened.close()


def test_the_variable_may_name_a_folder_and_gets_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTIL_LIBRARY", str(tmp_path))
    require_calm(command(Path(), "list"), "is a folder")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a" * 300, "cannot be reached"),
        ("file.txt/library.postil", "cannot be reached"),
        ("/proc/library.postil", "library"),
        ("/dev/null", "library"),
    ],
)
def test_an_impossible_place_is_a_sentence(name: str, words: str, tmp_path: Path, article: Path) -> None:
    (tmp_path / "file.txt").write_text("in the way", "utf-8")
    for arguments in (["list"], ["add", str(article)], ["check"]):
        require_calm(command(tmp_path / name, *arguments), words)
    assert (tmp_path / "file.txt").read_text("utf-8") == "in the way"


def test_there_is_no_library_to_look_at_in_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file.txt").touch()
    require_calm(command(tmp_path / "file.txt" / "deeper" / "library.postil", "list"), "cannot be")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_that_cannot_be_written_is_a_sentence(library: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        for arguments in (["list"], ["export", "--all", "--to", "markdown"]):
            said = subprocess.run(
                [sys.executable, "-m", "postil", "--library", str(library), *arguments],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
            require_calm(Said(said.returncode, "", said.stderr), "could not be printed")


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that everybody may look into; those above pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        for path in folder.rglob("*"):
            if path.is_dir():
                path.chmod(0o755)


@pytest.fixture
def public_library(sound: Path, public: Path) -> Path:
    """A copy of the sound library that everybody may look at."""
    return shutil.copytree(sound, public / "copy") / "library.postil"


@pytest.fixture
def public_article(public: Path) -> Path:
    """A file that is no article yet and that everybody may read."""
    path = public / "new.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def elsewhere(
    scratch: Path, commands: Sequence[Sequence[str]], user: int | None, environment: Mapping[str, str | None]
) -> list[Said]:
    """Run commands as another user, in another environment."""
    wish = {"user": user, "scratch": str(scratch / "warm"), "environment": dict(environment), "commands": commands}
    (scratch / "warm").mkdir()
    ended = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("elsewhere.py"))],
        input=json.dumps(wish),
        capture_output=True,
        text=True,
        check=False,
        cwd=scratch,
    )
    assert ended.returncode == 0, ended.stderr
    return [Said(*each) for each in json.loads(ended.stdout)]


@needs_root
@pytest.mark.parametrize("locked", ["file", "folder", "both"])
def test_a_read_only_library_can_be_read_and_the_rest_is_a_sentence(
    locked: str, public_library: Path, public_article: Path, public: Path
) -> None:
    away = public / "away"
    away.mkdir(mode=0o777)
    away.chmod(0o777)
    public_library.chmod(0o444 if locked != "folder" else 0o666)
    public_library.parent.chmod(0o555 if locked != "file" else 0o777)
    before = contents(public_library.parent)
    (away / "new.txt").write_text(ARTICLE, "utf-8")
    wanted = every_command(away / "new.txt")
    commands = [["--library", str(public_library), *arguments] for arguments in wanted]
    for arguments, said in zip(wanted, elsewhere(public, commands, NOBODY, {}), strict=True):
        if arguments[0] in {"add", "highlight", "delete", "entities"}:
            require_calm(said, "may only be read")
        else:
            assert said.code == 0, (arguments, said)
    assert contents(public_library.parent) == before
    assert (away / "notes.md").is_file()
    assert (away / "backup.postil").is_file()


@needs_root
@pytest.mark.parametrize("shared", [True, False], ids=["open elsewhere", "left by a kill"])
def test_a_read_only_library_with_an_unfinished_wal_is_shown_with_it_or_says_that_it_is_not(
    shared: bool, public_library: Path, public: Path
) -> None:
    script = (
        "import os, sys; from pathlib import Path; from desks import add_article;"
        "from postil.storage.library import Library;"
        "add_article(Library.open(Path(sys.argv[1])), title='In the WAL alone'); os._exit(9)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    subprocess.run([sys.executable, "-c", script, str(public_library)], check=False, env=environment)
    if not shared:
        public_library.with_name("library.postil-shm").unlink()
    public_library.parent.chmod(0o555)
    listed, added = elsewhere(
        public, [["--library", str(public_library), each] for each in ("list", "check")], NOBODY, {}
    )
    assert (listed.code, added.code) == (0, 0), (listed, added)
    assert "1 of six telegrams" in listed.out
    if shared:
        assert "In the WAL alone" in listed.out
        assert listed.err == ""
    else:
        assert "In the WAL alone" not in listed.out
        require_calm(listed, "The latest changes", "are not shown", "allow writing", code=0)


@needs_root
def test_a_library_and_places_that_may_not_be_seen_at_all_are_sentences(
    public_library: Path, public_article: Path, public: Path
) -> None:
    public_library.parent.chmod(0o700)
    (public / "hidden").mkdir(mode=0o700)
    (public / "hidden" / "article.txt").write_text(ARTICLE, "utf-8")
    mine = public / "mine"
    mine.mkdir()
    mine.chmod(0o777)
    free = ["--library", str(mine / "library.postil")]
    commands = [
        *(["--library", str(public_library), *arguments] for arguments in every_command(public_article)),
        ["--library", str(public_library), "doctor"],
        [*free, "add", str(public / "hidden" / "article.txt")],
        [*free, "add", str(public_article)],
        [*free, "backup", str(public / "hidden" / "backup.postil")],
        [*free, "export", "--all", "--to", "markdown", "--output", str(public / "hidden" / "notes.md")],
        [*free, "export", "--all", "--to", "markdown", "--output", str(public / "hidden" / "notes") + "/"],
    ]
    *blind, doctor, unread, added, backup, export, folder = elsewhere(public, commands, NOBODY, {})
    for said in blind:
        require_calm(said)
    assert "Traceback" not in doctor.out + doctor.err
    assert (doctor.code, doctor.err) == (1, "")
    require_calm(unread)
    assert added.code == 0
    for said in (backup, export, folder):
        require_calm(said)
    assert [path.name for path in (public / "hidden").iterdir()] == ["article.txt"]


@needs_root
def test_without_a_home_the_library_has_to_be_named(public: Path, public_article: Path) -> None:
    places = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    homeless: dict[str, str | None] = dict.fromkeys(places)
    mine = public / "mine"
    mine.mkdir()
    mine.chmod(0o777)
    library = ["--library", str(mine / "library.postil")]
    commands = [["list"], [], [*library, "add", str(public_article)], [*library, "list"], [*library, "doctor"]]
    unnamed, window, added, listed, doctor = elsewhere(public, commands, STRANGER, homeless)
    require_calm(unnamed, "No home folder", "--library")
    require_calm(window, "No home folder", "--library")
    assert (added.code, listed.code) == (0, 0), (added, listed)
    assert "Traceback" not in doctor.err
    assert not (public / "~").exists()
