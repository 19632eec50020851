"""Several writers at once: nothing is lost, nobody is turned away."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.windows import Opened
from desks import add_article
from postil.domain.problems import Overtaken
from postil.services import highlighting
from postil.storage.checking import check
from postil.storage.library import Library
from postil.storage.shelf import shelf
from resilience.calmly import command, make_library

ADDED = 50


def sources(folder: Path, writer: str, number: int, title: str) -> list[str]:
    """Write short articles, each with words of its own, and return their paths."""
    folder.mkdir()
    paths: list[str] = []
    for each in range(number):
        path = folder / f"{each}.txt"
        path.write_text(f"{title} {each}\n\nThe words of {writer}, number {each} of them.\n", "utf-8")
        paths.append(str(path))
    return paths


def start(library: Path, arguments: Iterable[str]) -> subprocess.Popen[str]:
    """Start a command in a process of its own."""
    call = [sys.executable, "-m", "postil", "--library", str(library), *arguments]
    return subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def require_success(*writers: subprocess.Popen[str]) -> None:
    for writer in writers:
        out, err = writer.communicate(timeout=120)
        assert writer.returncode == 0, err
        assert err == ""
        assert out


def test_two_commands_and_a_window_add_at_the_same_time(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    library = opened.desk.workspace.library
    met: list[object] = []
    opened.desk.workspace.problem_met.connect(met.append)
    # The commands' articles have the same titles, so that their citation keys would be the same too.
    writers = [start(library.path, ["add", *sources(tmp_path / name, name, ADDED, "Title")]) for name in ("one", "two")]
    with qtbot.waitSignal(opened.window.imports.finished, timeout=120_000):
        opened.window.imports.import_files(sources(tmp_path / "three", "three", ADDED, "Headline"))
    require_success(*writers)
    assert met == []
    assert len(shelf(library)) == 3 * ADDED
    assert len({item.key for item in library.items()}) == 3 * ADDED
    assert check(library) == ()


def test_the_same_files_added_twice_at_once_come_in_once(tmp_path: Path) -> None:
    library = make_library(tmp_path / "library")
    files = sources(tmp_path / "files", "one", 20, "Title")
    require_success(start(library, ["add", *files]), start(library, ["add", *files]))
    assert len(command(library, "list").out.splitlines()) == 21


def test_a_library_that_several_make_at_once_is_made_once(tmp_path: Path) -> None:
    library = tmp_path / "new" / "library.postil"
    files = sources(tmp_path / "files", "one", 4, "Title")
    require_success(*[start(library, ["add", path]) for path in files])
    assert len(command(library, "list").out.splitlines()) == 4
    assert command(library, "check").code == 0


def test_what_another_program_deleted_meanwhile_is_told_and_not_half_written(tmp_path: Path) -> None:
    path = make_library(tmp_path / "library")
    first, second = Library.open(path), Library.open(path)
    article_id = add_article(first, "A title\nWith some words.")
    article = first.article(article_id)
    revision = first.revision(article.revision_id) if article else None
    assert revision is not None
    assert command(path, "delete", article_id, "--for-good", "--yes").code == 0
    edit, _ = highlighting.add(revision, 0, 5, color="yellow")
    with pytest.raises(Overtaken, match="changed meanwhile by another program"):
        second.apply(edit)
    assert check(second) == ()
    first.close()
    second.close()


def test_the_window_goes_on_where_a_command_deleted_its_article(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    opened.wait_for_page(opened.window.open_sample)
    library = opened.desk.workspace.library
    assert command(library.path, "delete", opened.article.article.id, "--for-good", "--yes").code == 0
    opened.select("South Pole")
    opened.trigger("highlight")
    assert "changed meanwhile by another program" in opened.window.status.sentence
    assert check(library) == ()
    del qtbot, tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="locks are lost that way on POSIX systems alone")
def test_a_window_whose_file_dialog_looked_into_the_library_keeps_it(tmp_path: Path) -> None:
    path = make_library(tmp_path / "library")
    library = Library.open(path, for_window=True)
    library.colors()
    path.read_bytes()  # closes the file again, and with it all of SQLite's locks on it
    library.stay_open()
    require_success(start(path, ["add", *sources(tmp_path / "one", "one", 1, "Title")]))
    first = add_article(library)
    require_success(start(path, ["add", *sources(tmp_path / "two", "two", 1, "Headline")]))
    library.close()
    other = Library.open(path)
    assert other.article(first) is not None
    assert len(shelf(other)) == 4
    assert check(other) == ()
    other.close()
