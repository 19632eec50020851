"""The command line as scripts see it: exit codes, one sentence per error, JSON of the promised shape."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from postil import importers
from postil.cli.main import run
from postil.domain.problems import PasswordNeeded
from postil.domain.sources import Imported, Source
from postil.services.reading import ReadingProcess

ARTICLE = (
    "Six telegrams, one answer\n\nSite of Record Updated on 2023-05-06\n\n"
    "In June 1941, Comrade ** wrote to ***. Comrade ** refused every request, they say.\n\n"
    "On June 30 the answer (***) came from Moscow: “**”.\n"
)


def no_window(library: Path, target: str) -> int:
    """Stand in for the window."""
    print("window", library.name, target)  # noqa: T201
    return 0


class Reader:
    """Runs commands on one library and keeps what they print."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.library = folder / "library.postil"
        self._capsys = capsys
        self.errors = ""

    def __call__(self, *arguments: str, code: int = 0) -> str:
        """Run a command that must end with ``code``; return what it prints."""
        given = run(["--library", str(self.library), *arguments], no_window)
        said = self._capsys.readouterr()
        self.errors = said.err
        assert given == code, said.err
        return said.out

    def json(self, *arguments: str, code: int = 0) -> Any:
        """Run a command with --json and return what it means."""
        return json.loads(self(*arguments, "--json", code=code))


@pytest.fixture
def reader(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Reader:
    return Reader(tmp_path, capsys)


@pytest.fixture
def article(reader: Reader) -> str:
    """The id of an article with masks and dates."""
    path = reader.folder / "article.txt"
    path.write_text(ARTICLE, "utf-8")
    return reader.json("add", str(path))[0]["id"]


def test_an_added_article_has_the_promised_fields(reader: Reader, article: str) -> None:
    (listed,) = reader.json("list")
    assert listed == {
        "id": article,
        "title": "Six telegrams, one answer",
        "authors": [],
        "site": "Site of Record",
        "published": None,
        "updated": "2023-05-06",
        "language": "en",
        "words": listed["words"],
        "source": str(reader.folder / "article.txt"),
    }
    assert listed["words"] == 30


def test_the_same_file_twice_is_one_article(reader: Reader, article: str) -> None:
    (again,) = reader.json("add", str(reader.folder / "article.txt"))
    assert again["id"] == article
    assert len(reader.json("list")) == 1


def test_text_comes_in_from_standard_input(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    class Piped:
        """Standard input that holds an article."""

        class buffer:  # noqa: N801
            @staticmethod
            def read(most: int = -1) -> bytes:
                return ARTICLE.encode()

    monkeypatch.setattr("sys.stdin", Piped)
    (added,) = reader.json("add", "-")
    assert added["source"] is None


def test_blocks_lie_in_the_canonical_text(reader: Reader, article: str) -> None:
    shown = reader.json("show", article)
    text = shown["text"]
    assert shown["blocks"][0]["kind"] == "heading"
    assert text.count("**") == ARTICLE.count("**")
    assert "\n".join(text[block["start"] : block["end"]] for block in shown["blocks"]) == text


def test_a_highlight_stands_where_its_quotation_stands(reader: Reader, article: str) -> None:
    made = reader.json(
        "highlight",
        article,
        "--quote",
        "***",
        "--prefix",
        "wrote to ",
        "--color",
        "claim",
        "--note",
        "who?",
        "--tag",
        "mask",
        "--tag",
        "to check",
    )
    text = reader.json("show", article)["text"]
    assert text[made["start"] : made["end"]] == made["exact"] == "***"
    assert text[: made["start"]].endswith("Comrade ** wrote to ")
    assert (made["color"], made["note"], made["tags"], made["state"]) == (
        "claim",
        "who?",
        ["mask", "to check"],
        "exact",
    )
    assert reader.json("highlights", article) == [made]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--quote", "seven telegrams"], "does not hold the words"),
        (["--quote", "Comrade **"], "stand in 2 places"),
        (["--quote", "   "], "quotation is empty"),
        (["--quote", "wrote to", "--color", "mauve"], "no colour mauve"),
    ],
)
def test_a_highlight_that_cannot_be_is_one_sentence(
    reader: Reader, article: str, arguments: list[str], sentence: str
) -> None:
    assert reader("highlight", article, *arguments, code=1) == ""
    assert sentence in reader.errors
    assert len(reader.errors.splitlines()) == 1
    assert reader.json("highlights", article) == []


def test_an_unknown_article_is_a_problem_and_wrong_usage_is_two(reader: Reader, article: str) -> None:
    del article
    reader("show", "no-such-article", code=1)
    assert len(reader.errors.splitlines()) == 1
    for wrong in (["show"], ["shows"], ["add"], ["list", "--jason"], ["export", "--to", "markdown"], ["entities"]):
        assert reader(*wrong, code=2) == ""
        assert len(reader.errors.splitlines()) == 1, wrong


def test_what_cannot_be_added_is_said_and_the_rest_comes_in(reader: Reader, article: str) -> None:
    other = reader.folder / "other.txt"
    other.write_text("Another article\n\nWith a sentence of its own.", "utf-8")
    empty = reader.folder / "empty.txt"
    empty.touch()
    added = reader.json("add", str(empty), str(other), str(reader.folder / "gone.txt"), code=1)
    assert [each["title"] for each in added] == ["Another article"]
    assert len(reader.errors.splitlines()) == 2
    assert len(reader.json("list")) == 2
    del article


def test_entities_dates_and_masks_lie_in_the_text(reader: Reader, article: str) -> None:
    (found,) = reader.json("entities", article)
    text = reader.json("show", article)["text"]
    mentions = [mention for entity in found["entities"] for mention in entity["mentions"]]
    for each in [*mentions, *found["dates"], *found["masks"]]:
        assert text[each["start"] : each["end"]] == each["text"]
    assert found["article"] == article
    assert {entity["kind"] for entity in found["entities"]} <= {"person", "place", "organisation", "event"}
    assert [mask["text"] for mask in found["masks"]] == ["**", "***", "**", "***", "**"]
    assert {date["text"]: date["edtf"] for date in found["dates"]}["June 1941"] == "1941-06"
    assert {date["text"]: date["edtf"] for date in found["dates"]}["June 30"] == "1941-06-30"


def test_an_export_goes_to_standard_output_a_file_or_a_folder(reader: Reader, article: str) -> None:
    reader("highlight", article, "--quote", "wrote to ***")
    printed = reader("export", article, "--to", "markdown")
    assert "> wrote to \\*\\*\\*" in printed
    target = reader.folder / "notes.md"
    assert str(target) in reader("export", "--all", "--to", "markdown", "--output", str(target))
    assert "> wrote to \\*\\*\\*" in target.read_text("utf-8")
    folder = reader.folder / "notes"
    reader("export", article, "--to", "markdown", "--output", f"{folder}{os.sep}")
    assert [path.suffix for path in folder.iterdir()] == [".md"]
    reader("export", article, "--to", "parchment", code=1)
    assert "parchment" in reader.errors


def test_a_backup_can_be_read_and_a_sound_library_checks(reader: Reader, article: str) -> None:
    copy = reader.folder / "copy.postil"
    reader("backup", str(copy))
    assert "is sound" in reader("check")
    reader.library = copy
    assert reader.json("list")[0]["id"] == article


def test_delete_asks_and_takes_only_what_was_meant(reader: Reader, article: str) -> None:
    reader("delete", article, "--yes")
    assert reader.json("list") == []


def test_an_empty_library_lists_nothing_and_exports_nothing(reader: Reader) -> None:
    assert reader.json("list") == []
    reader("export", "--all", "--to", "markdown", code=1)
    assert len(reader.errors.splitlines()) == 1


def test_the_doctor_names_parts_and_places(reader: Reader) -> None:
    said = reader("doctor")
    assert all(part in said for part in ("Postil", "Python", "sqlite-utils", "Library", "Language model", "Display"))


def test_open_hands_its_target_to_the_window(reader: Reader) -> None:
    assert reader("open", "postil://article/x").split() == ["window", "library.postil", "postil://article/x"]
    assert reader().split() == ["window", "library.postil"]


def test_the_variable_names_the_library(tmp_path: Path) -> None:
    environment = {**os.environ, "POSTIL_LIBRARY": str(tmp_path / "named.postil")}
    said = subprocess.run(
        [sys.executable, "-m", "postil", "list", "--json"], env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(said.stdout) == []
    assert (tmp_path / "named.postil").is_file()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without a display")
def test_without_a_display_the_window_is_refused_in_one_sentence(tmp_path: Path) -> None:
    bare = {
        key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    said = subprocess.run(
        [sys.executable, "-m", "postil", "--library", str(tmp_path / "library.postil")],
        env=bare,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 2
    assert len(said.stderr.splitlines()) == 1
    assert all(word in said.stderr for word in ("Debian", "Ubuntu", "Fedora", "postil add", "export"))
    assert said.stdout == ""


def test_a_command_imports_no_qt(tmp_path: Path) -> None:
    script = (
        "import sys; from postil.__main__ import main; main(['--library', sys.argv[1], 'list']);"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    run_it = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "l.postil")], capture_output=True, check=False
    )
    assert run_it.returncode == 0


def test_a_folder_and_several_sources_come_in_with_a_report_at_the_end(reader: Reader) -> None:
    folder = reader.folder / "clippings"
    (folder / "older").mkdir(parents=True)
    (folder / "article.txt").write_text(ARTICLE, "utf-8")
    (folder / "older" / "hut.md").write_text("# A hut on the rock\n\nIt was built in February 1911.\n", "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    printed = reader("add", str(folder), str(folder / "article.txt"), str(folder / "gone.txt"), code=1)
    assert [line.partition("  ")[2] for line in printed.splitlines()] == [
        "Six telegrams, one answer",
        "A hut on the rock",
        "Six telegrams, one answer (was there already)",
    ]
    gone, report = reader.errors.splitlines()
    assert gone.startswith("There is no file at")
    assert report == "Of 4 sources: 2 came in, 1 was there already, 1 did not come in."


def test_a_folder_without_anything_to_read_is_one_sentence(reader: Reader) -> None:
    (reader.folder / "empty").mkdir()
    assert reader("add", str(reader.folder / "empty"), code=1) == ""
    assert reader.errors == "“empty” holds no file of a kind that Postil reads.\n"


def test_json_of_several_sources_is_a_list_of_articles(reader: Reader) -> None:
    (reader.folder / "a.txt").write_text(ARTICLE, "utf-8")
    added = reader.json("add", str(reader.folder / "a.txt"), str(reader.folder / "gone.txt"), code=1)
    assert [article["title"] for article in added] == ["Six telegrams, one answer"]


def test_a_locked_file_is_opened_with_the_password_that_is_typed(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(process: ReadingProcess, source: Source) -> Imported:
        if source.password != "terra nova":
            raise PasswordNeeded("“{name}” is locked.", name=source.name)
        return importers.read(source)

    (reader.folder / "a.txt").write_text(ARTICLE, "utf-8")
    monkeypatch.setattr(ReadingProcess, "read", locked)
    assert reader("add", str(reader.folder / "a.txt"), code=1) == ""
    assert reader.errors == "“a.txt” is locked.\n"
    typed = iter(["fram", "terra nova"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(typed))
    assert reader("add", str(reader.folder / "a.txt")).endswith("Six telegrams, one answer\n")
    assert reader.errors == "“a.txt” is locked.\n" * 2


def test_progress_is_told_on_a_terminal_alone_and_is_gone_in_the_end(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a\x1b[2J.txt", "b.txt"):
        (reader.folder / name).write_text(f"{name[0]} headline\n\nSome words that stand below it.\n", "utf-8")
    wish = ("add", str(reader.folder / "a\x1b[2J.txt"), str(reader.folder / "b.txt"))
    reader(*wish)
    assert "\r" not in reader.errors
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    reader(*wish)
    assert "/a�[2J.txt\r" in reader.errors
    assert reader.errors.startswith("\r\x1b[K1 of 2: ")
    assert reader.errors.splitlines()[-1].endswith("Of 2 sources: 2 were there already.")
    assert "\x1b[2J" not in reader.errors


def test_an_address_of_another_kind_is_refused_as_an_address(reader: Reader) -> None:
    for address in ("ftp://example.org/page", "file:///etc/passwd"):
        reader("add", address, code=1)
        assert "http:// or https:// only" in reader.errors
        assert address in reader.errors
