"""Where the page that names all tables is overwritten, only a backup helps, and that is what is said."""

from pathlib import Path

import pytest

from desks import add_article
from new_library import open_library
from postil.domain.problems import Damaged, Problem
from postil.storage.backups import make_backup
from postil.storage.comparing import compare
from postil.storage.library import Library
from postil.storage.recovering import recover
from postil.storage.restoring import restore
from postil.storage.shelf import shelf

PAGE = 4096


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A library with a backup, whose first page holds nothing but its head."""
    path = tmp_path / "library.postil"
    library = open_library(path)
    add_article(library)
    library.close()
    make_backup(path)
    with path.open("rb+") as file:
        file.seek(100)
        file.write(b"\xab" * (PAGE - 100))
    return path


@pytest.fixture
def backup(broken: Path) -> Path:
    (found,) = (broken.parent / "backups").iterdir()
    return found


def test_recovering_says_that_only_a_backup_helps_and_how(broken: Path, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="Only a backup brings the library back: “postil backups” lists them"):
        recover(broken, tmp_path / "new.postil")
    assert not (tmp_path / "new.postil").exists()


def test_comparing_it_with_a_backup_does_not_blame_the_backup(broken: Path, backup: Path) -> None:
    with pytest.raises(Damaged, match=r"The library .* is damaged"):
        compare(broken, backup)


def test_a_backup_brings_it_back_and_the_damaged_file_is_kept(broken: Path, backup: Path) -> None:
    before = broken.read_bytes()
    aside = restore(backup, broken)
    assert aside is not None
    assert aside.read_bytes() == before
    library = Library.open(broken)
    assert len(shelf(library)) == 1
    library.close()
