"""Exports over files that are there, from the command line."""

from pathlib import Path

import pytest

from desks import add_article, revision_of
from postil.cli.main import run
from postil.services import highlighting
from postil.services.rewriting import kept_folder
from postil.storage.library import Library

TEXT = "The letters\nHe asked six times.\nHe asked in May.\nHe asked in June."


def no_window(library: Path, target: str) -> int:
    """Stand in for the window."""
    del library, target
    return 0


class Desk:
    """A library with an article, and a file that it was exported to."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.library = folder / "library.postil"
        self.file = folder / "notes.md"
        self._capsys = capsys
        self.errors = ""
        library = Library.open(self.library)
        self.article = add_article(library, TEXT)
        library.close()
        self.mark("He asked six times.")
        self.export()

    def mark(self, quotation: str) -> None:
        """Highlight a paragraph."""
        library = Library.open(self.library)
        revision = revision_of(library, self.article)
        start = revision.document.text.index(quotation)
        edit, _ = highlighting.add(revision, start, start + len(quotation), color="blue")
        library.apply(edit)
        library.close()

    def export(self, *options: str, code: int = 0, to: str = "markdown") -> str:
        """Export the article into the file; return what was printed."""
        arguments = ["export", self.article, "--to", to, "--output", str(self.file), *options]
        given = run(["--library", str(self.library), *arguments], no_window)
        said = self._capsys.readouterr()
        self.errors = said.err
        assert given == code, said.err
        return said.out

    def write(self, after: str, mine: str) -> None:
        """Write something after a passage of the file."""
        text = self.file.read_text(encoding="utf-8")
        assert after in text
        self.file.write_text(text.replace(after, after + mine, 1), encoding="utf-8")

    @property
    def text(self) -> str:
        """What stands in the file."""
        return self.file.read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def test_a_file_that_nobody_touched_is_written_anew(desk: Desk) -> None:
    assert "Nothing is new" in desk.export()
    desk.mark("He asked in May.")
    assert "Exported to" in desk.export()
    assert "> He asked in May." in desk.text


def test_a_file_that_was_changed_by_hand_is_refused_and_left(desk: Desk) -> None:
    desk.write("> He asked six times.\n", "\nMy thought.\n")
    desk.mark("He asked in May.")
    before = desk.text
    desk.export(code=1)
    assert "--merge" in desk.errors
    assert desk.text == before


def test_merge_keeps_what_the_reader_wrote_and_says_so(desk: Desk) -> None:
    desk.write("> He asked six times.\n", "\nMy thought.\n")
    before = desk.text
    desk.mark("He asked in May.")
    told = desk.export("--merge")
    assert "1 passage of yours was kept." in told
    assert "1 part is new." in told
    assert "My thought." in desk.text
    assert "> He asked in May." in desk.text
    assert [each.read_text(encoding="utf-8") for each in kept_folder(desk.library).iterdir()] == [before]


def test_a_diff_is_printed_and_nothing_written(desk: Desk) -> None:
    desk.write("> He asked six times.\n", "\nMy thought.\n")
    desk.mark("He asked in May.")
    before = desk.text
    printed = desk.export("--diff")
    assert "\n+> He asked in May.\n" in printed
    assert "\n-My thought." not in printed
    assert "\n-My thought." in desk.export("--diff", "--replace")
    assert desk.text == before


def test_replace_writes_the_file_anew_and_keeps_a_copy(desk: Desk) -> None:
    desk.write("> He asked six times.\n", "\nMy thought.\n")
    before = desk.text
    desk.export("--replace")
    assert "My thought." not in desk.text
    assert before in [each.read_text(encoding="utf-8") for each in kept_folder(desk.library).iterdir()]


def test_what_was_deleted_in_the_file_stays_out_and_that_is_said(desk: Desk) -> None:
    desk.file.write_text("Mine.\n", encoding="utf-8")
    assert "that you deleted stay out" in desk.export("--merge")
    assert desk.text == "Mine.\n"


def test_a_file_of_the_readers_own_is_refused_also_with_merge(desk: Desk, tmp_path: Path) -> None:
    desk.file = tmp_path / "own.md"
    desk.file.write_text("Mine.\n", encoding="utf-8")
    desk.export("--merge", code=1)
    assert "was not written by Postil" in desk.errors
    assert desk.text == "Mine.\n"


def test_merge_and_replace_together_are_wrong_usage(desk: Desk) -> None:
    desk.export("--merge", "--replace", code=2)


def test_in_a_folder_one_changed_file_stops_no_other(desk: Desk, tmp_path: Path) -> None:
    desk.file = tmp_path / "vault"
    desk.file.mkdir()
    desk.export()
    library = Library.open(desk.library)
    other = add_article(library, "Another view\nHe never asked.")
    library.close()
    (note,) = desk.file.iterdir()
    note.write_text(note.read_text(encoding="utf-8") + "\nMine.\n", encoding="utf-8")
    desk.mark("He asked in May.")
    arguments = ["export", other, desk.article, "--to", "markdown", "--output", str(desk.file)]
    assert run(["--library", str(desk.library), *arguments], no_window) == 1
    assert len([*desk.file.iterdir()]) == 2
    assert note.read_text(encoding="utf-8").endswith("\nMine.\n")
