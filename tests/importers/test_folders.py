"""A folder gives the files that are to be read in the order of their names, and never more than is sensible."""

from pathlib import Path

import pytest

from postil.domain.problems import Problem
from postil.importers import folders
from postil.importers.folders import files_in

KINDS = (".txt", ".html", ".md")


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")


def names(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in files_in(folder, KINDS).files]


def test_files_come_in_the_order_of_their_names_and_numbers(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a 10.txt", "A 9.txt", "c/z.md", "c/y.md", "ä.txt", "10.md", "9.md")
    assert names(tmp_path) == ["9.md", "10.md", "A 9.txt", "a 10.txt", "b.txt", "ä.txt", "c/y.md", "c/z.md"]


def test_only_files_that_an_importer_reads_are_among_them(tmp_path: Path) -> None:
    put(tmp_path, "a.TXT", "b.png", "txt", "c.txt.part")
    (tmp_path / "folder.txt").mkdir()
    assert names(tmp_path) == ["a.TXT"]


def test_what_is_hidden_or_in_attendance_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", ".b.txt", ".git/c.txt", "~$d.txt", "._e.txt", "__MACOSX/f.txt")
    assert names(tmp_path) == ["a.txt"]


def test_the_folder_beside_a_saved_page_belongs_to_the_page(tmp_path: Path) -> None:
    put(tmp_path, "lake.html", "lake_files/frame.html", "lake-Dateien/frame.html", "other_files/real.html")
    assert names(tmp_path) == ["lake.html", "other_files/real.html"]


def test_links_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    put(tmp_path, "a/b/c.txt")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "twin").symlink_to(tmp_path / "a" / "b", target_is_directory=True)
    assert names(tmp_path) == ["a/b/c.txt"]


def test_a_linked_folder_is_looked_into(tmp_path: Path) -> None:
    put(tmp_path / "elsewhere", "a.txt")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "there").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert names(tmp_path / "here") == ["there/a.txt"]


def test_a_folder_of_more_files_than_the_bound_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST_FILES", 3)
    put(tmp_path, "1.txt", "2.txt", "3.txt")
    assert len(names(tmp_path)) == 3
    put(tmp_path, "in/4.txt")
    with pytest.raises(Problem, match=r"holds more than 3 files\. Bring in the folders within it"):
        names(tmp_path)


def test_a_folder_of_more_entries_than_the_bound_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST_ENTRIES", 3)
    put(tmp_path, "1.png", "2.png", "3.png", "4.png")
    with pytest.raises(Problem, match="holds more than 3 files"):
        names(tmp_path)


def test_an_empty_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="holds no file of a kind that Postil reads"):
        names(tmp_path)


def test_a_folder_that_may_not_be_looked_into_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.txt", "closed/b.txt")
    look = folders.os.scandir

    def refuse(path: Path):
        # Root may look everywhere, so the refusal is made here.
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return look(path)

    monkeypatch.setattr(folders.os, "scandir", refuse)
    found = files_in(tmp_path, KINDS)
    assert [path.name for path in found.files] == ["a.txt"]
    assert found.closed == (tmp_path / "closed",)
    with pytest.raises(Problem, match="“closed” may not be looked into"):
        files_in(tmp_path / "closed", KINDS)
