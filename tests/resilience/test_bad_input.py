"""What cannot be an article is one sentence, on the command line and in the window, and changes nothing."""

import io
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.windows import Opened
from postil.importers import fetching
from postil.storage.shelf import shelf
from resilience.calmly import ARTICLE, command, contents, make_library, require_calm
from resilience.servers import serving

HOLDS_NO_TEXT = b"<html><head><title>Nothing</title><script>run()</script></head><body><div> </div></body></html>"


def empty(path: Path) -> None:
    path.touch()


def spaces(path: Path) -> None:
    path.write_bytes(b" \n\t\r\n" * 50)


def binary(path: Path) -> None:
    path.write_bytes(random.Random(5).randbytes(60_000))


def program(path: Path) -> None:
    path.write_bytes(Path(sys.executable).read_bytes()[:200_000])


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200 * 2**20)


def without_text(path: Path) -> None:
    path.write_bytes(HOLDS_NO_TEXT)


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def missing(path: Path) -> None:
    del path


def loop(path: Path) -> None:
    path.symlink_to(path)


BAD = [
    (empty, "a.txt", "empty"),
    (spaces, "a.txt", "empty"),
    (binary, "a.txt", "not a text"),
    (binary, "a.html", "not a text"),
    (program, "a", "not a text"),
    (huge, "a.txt", "200 MB"),
    (without_text, "a.html", "holds no text"),
    (folder, "a.txt", "holds no file of a kind that Postil reads"),
    (missing, "a.txt", "There is no file"),
    (loop, "a.txt", "could not be read"),
    (missing, "a" * 300 + ".txt", "not the path of a file"),
    *([(pipe, "a.txt", "a device or a pipe")] if os.name == "posix" else []),
]


@pytest.mark.parametrize(("make", "name", "words"), BAD)
def test_a_file_that_is_no_article_is_one_sentence(
    make: Callable[[Path], None], name: str, words: str, tmp_path: Path
) -> None:
    library = make_library(tmp_path / "kept")
    make(tmp_path / name)
    before = contents(library.parent)
    require_calm(command(library, "add", str(tmp_path / name)), words)
    assert contents(library.parent) == before


def test_the_window_says_of_each_bad_file_what_it_is_and_goes_on(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    opened.wait_for_page(opened.window.open_sample)
    before = opened.article.article.id
    for number, (make, name, words) in enumerate(BAD):
        place = tmp_path / f"case {number}"
        place.mkdir()
        make(place / name)
        with qtbot.waitSignal(opened.window.imports.finished, timeout=20_000):
            opened.window.imports.import_files([place / name])
        assert words in opened.window.status.sentence
        assert opened.article.article.id == before
    assert len(shelf(opened.desk.workspace.library)) == 1


@pytest.mark.parametrize(
    "content",
    [
        "Größe".encode("cp1252") + b" was the word.\n\nA second paragraph \xff\xfe with what no one can read.\n",
        "Straße\n\nEin Satz über Größe, Öl und Übermut in München.\n".encode("latin-1"),
        b"\xef\xbb\xbfA title\n\nText and a torn letter: \xe2\x82\n",
        "Six words\n\nof text in two bytes each.\n".encode("utf-16-le"),
    ],
)
def test_a_broken_encoding_comes_in_as_far_as_it_can_be_read_or_says_so(content: bytes, tmp_path: Path) -> None:
    library = make_library(tmp_path / "kept")
    (tmp_path / "a.txt").write_bytes(content)
    said = command(library, "add", str(tmp_path / "a.txt"))
    if said.code:
        require_calm(said)
    assert command(library, "check").code == 0
    assert len(command(library, "list").out.splitlines()) == (1 if said.code else 2)


def test_too_much_on_standard_input_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Piped:
        """Standard input without end."""

        buffer = io.BytesIO(b"words " * 10_000)

    monkeypatch.setattr("sys.stdin", Piped)
    library = make_library(tmp_path / "kept")
    monkeypatch.setattr("postil.importers.files.LIMIT", 1000)
    before = contents(library.parent)
    require_calm(command(library, "add", "-"), "Standard input holds more than")
    assert contents(library.parent) == before


def test_nobodys_home_folder_is_one_sentence(tmp_path: Path) -> None:
    library = make_library(tmp_path / "kept")
    require_calm(command(library, "add", "~no-such-person/a.txt"), "There is no file")
    require_calm(command(Path("~no-such-person/library.postil"), "list"), "No home folder is known")


PAGES = [("/404", "There is no page"), ("/slow", "did not answer in full"), ("/large", "is larger than 20 MB")]


@pytest.mark.parametrize(("path", "words"), [*PAGES, ("", "cannot be reached")])
def test_an_address_that_fails_is_one_sentence(
    path: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = make_library(tmp_path / "kept")
    before = contents(library.parent)
    monkeypatch.setattr(fetching.fetch, "__kwdefaults__", {**(fetching.fetch.__kwdefaults__ or {}), "timeout": 0.5})
    if path == "/large":
        monkeypatch.undo()
    with serving() as server:
        address = server.address + path
        if path:
            require_calm(command(library, "add", address), words)
    if not path:
        require_calm(command(library, "add", address), words)
    assert contents(library.parent) == before


def test_the_window_says_why_an_address_failed_and_goes_on(
    opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.wait_for_page(opened.window.open_sample)
    before = opened.article.article.id
    with serving() as server:
        for path, words in PAGES:
            with monkeypatch.context() as patch:
                if path == "/slow":
                    defaults = {**(fetching.fetch.__kwdefaults__ or {}), "timeout": 0.5}
                    patch.setattr(fetching.fetch, "__kwdefaults__", defaults)
                with qtbot.waitSignal(opened.window.imports.finished, timeout=20_000):
                    opened.window.imports.import_url(server.address + path)
            assert words in opened.window.status.sentence
            assert opened.article.article.id == before
        gone = server.address
    with qtbot.waitSignal(opened.window.imports.finished, timeout=20_000):
        opened.window.imports.import_url(gone)
    assert "cannot be reached" in opened.window.status.sentence
    assert len(shelf(opened.desk.workspace.library)) == 1


def test_of_many_files_the_good_ones_come_in(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(ARTICLE, "utf-8")
    bad = tmp_path / "bad.txt"
    bad.touch()
    with qtbot.waitSignal(opened.window.imports.finished, timeout=20_000):
        opened.window.imports.import_files([bad, good, tmp_path / "gone.txt"])
    assert [row.title for row in shelf(opened.desk.workspace.library)] == ["Six telegrams, one answer"]
    assert "2 of 3 files did not come in" in opened.window.status.sentence
