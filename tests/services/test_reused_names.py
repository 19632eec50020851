"""A file's name that another article had before: nobody's notes are overwritten or mixed, and nobody's are left out."""

from pathlib import Path

import pytest

from desks import add_article, revision_of
from postil.exporters.options import ExportOptions
from postil.services import articles, exporting, highlighting, shelving
from postil.services.rewriting import remember
from postil.services.watched import Touched, renew, watch, watched_folders
from postil.storage.library import Library

FIRST, SECOND = "What the first one says.", "What the second one says."
every_flavour = pytest.mark.parametrize("flavour", ["markdown", "obsidian", "csv"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "vault"
    made.mkdir()
    return made


def add(library: Library, says: str) -> str:
    """Add an article of the one title that all have here, with a highlight over what it says."""
    article_id = add_article(library, f"The title\n{says}", key=f"key{len(says)}")
    edit, _ = highlighting.add(revision_of(library, article_id), 10, 10 + len(says), color="blue")
    library.apply(edit)
    return article_id


def bring_up_to_date(library: Library) -> list[str]:
    """Do what a window does with a watched folder; return the names of the files that wait."""
    (watched,) = watched_folders(library)
    exported = renew(library, watched, Touched(all=True))
    library.apply(remember(library, exported.records))
    return [each.path.name for each in exported.waiting]


def contents(folder: Path, says: str) -> list[str]:
    """Return the files about articles in which something is said."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*.*"))
        if says in path.read_text(encoding="utf-8")
    ]


@every_flavour
@pytest.mark.parametrize("for_good", [False, True])
def test_a_deleted_articles_file_stays_as_the_reader_left_it(
    library: Library, folder: Path, flavour: str, *, for_good: bool
) -> None:
    library.apply(watch(library, folder, ExportOptions(flavour)))
    first = add(library, FIRST)
    bring_up_to_date(library)
    (name,) = contents(folder, FIRST)
    written = (folder / name).read_text(encoding="utf-8") + "My own words.\n"
    (folder / name).write_text(written, encoding="utf-8", newline="")
    library.apply(articles.delete(library, first) if for_good else shelving.put_away(library, [first]))
    add(library, SECOND)
    assert bring_up_to_date(library) == []
    assert (folder / name).read_text(encoding="utf-8") == written
    (other,) = contents(folder, SECOND)
    assert other != name


@every_flavour
def test_the_name_of_a_file_that_is_gone_serves_another_article(library: Library, folder: Path, flavour: str) -> None:
    library.apply(watch(library, folder, ExportOptions(flavour)))
    first = add(library, FIRST)
    bring_up_to_date(library)
    (name,) = contents(folder, FIRST)
    (folder / name).unlink()
    library.apply(articles.delete(library, first))
    add(library, SECOND)
    bring_up_to_date(library)
    assert contents(folder, SECOND) == [name]


@pytest.mark.parametrize("flavour", ["markdown", "csv"])
def test_a_file_that_the_reader_names_is_not_mixed_with_another_articles(
    library: Library, folder: Path, flavour: str
) -> None:
    path = folder / "notes.txt"
    exported = exporting.export(library, [add(library, FIRST)], flavour, path)
    library.apply(remember(library, exported.records))
    path.write_text(path.read_text(encoding="utf-8") + "My own words.\n", encoding="utf-8", newline="")
    before = path.read_bytes()
    again = exporting.export(library, [add(library, SECOND)], flavour, path, manner=exporting.merging)
    assert [each.state for each in again.waiting] == ["foreign"]
    assert path.read_bytes() == before
