"""The command line puts articles away, brings them back, sorts them into collections and merges them."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from desks import add_article, article_of
from postil.cli.main import run
from postil.services import highlighting, shelving
from postil.storage.library import Library
from postil.storage.shelf import revisions_of

TEXT = "{title}\n" + "\n".join(f"Sentence number {n} of {{title}} says this and that." for n in range(20))


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "library.postil"
    monkeypatch.setenv("POSTIL_LIBRARY", str(file))
    library = Library.open(file)
    for title in ("Ants", "Bees", "Wasps"):
        article_id = add_article(library, TEXT.format(title=title), title=title)
        revision = revisions_of(library, article_id)[0]
        library.apply(highlighting.add(revision, 0, 4, color="yellow", note=f"On {title}")[0])
    library.close()
    return file


def call(*arguments: str) -> int:
    return run(arguments, lambda library, target: 0)


def listed(capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    capsys.readouterr()
    assert call("list", "--json", *options) == 0
    return [each["title"] for each in json.loads(capsys.readouterr().out)]


def test_a_deleted_article_is_in_the_trash_and_comes_back(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("delete", "Bees") == 0
    assert "postil trash --restore" in capsys.readouterr().out
    assert listed(capsys) == ["Wasps", "Ants"]
    assert listed(capsys, "--trash") == ["Bees"]
    assert call("trash") == 0
    assert "Bees" in capsys.readouterr().out
    assert call("trash", "--restore", "Bees") == 0
    assert listed(capsys) == ["Wasps", "Bees", "Ants"]


def test_what_is_deleted_for_good_is_gone_and_in_the_copy_that_is_named(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("delete", "Bees", "--for-good", "--yes") == 0
    assert "1 article, 1 highlight and 1 note" in capsys.readouterr().out
    assert listed(capsys, "--trash") == []
    (copy,) = (path.parent / "backups").glob("*-before-purge.postil")
    library = Library.open(copy)
    assert len(library.items()) == 3
    library.close()


def test_nothing_goes_for_good_unless_it_is_confirmed(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("click.confirm", lambda question: "cannot be undone" not in question)
    assert call("delete", "Bees", "--for-good") == 1
    assert len(listed(capsys)) == 3


def test_what_is_brought_back_while_the_reader_is_asked_stays(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def bring_back(question: str) -> bool:
        with closing(Library.open(path)) as other:
            bees = next(item.id for item in other.items() if item.title == "Bees")
            other.apply(shelving.restore(other, [bees]))
        return True

    assert call("trash", "Ants", "Bees") == 0
    monkeypatch.setattr("click.confirm", bring_back)
    assert call("trash", "--empty") == 0
    assert "Deleted for good: 1 article," in capsys.readouterr().out
    assert listed(capsys) == ["Wasps", "Bees"]


def test_the_trash_is_emptied(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("trash", "Ants", "Bees") == 0
    assert call("trash", "--empty", "--yes") == 0
    assert "2 articles" in capsys.readouterr().out
    assert call("trash", "--empty") == 0
    assert "The trash is empty" in capsys.readouterr().out
    assert listed(capsys, "--all") == ["Wasps"]


def test_what_is_in_the_trash_is_out_of_exports_and_entities(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("trash", "Ants", "Bees")
    capsys.readouterr()
    assert call("export", "--all", "--to", "markdown") == 0
    exported = capsys.readouterr().out
    assert "Wasps" in exported
    assert "Bees" not in exported


def test_marks_decide_where_an_article_is_listed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("mark", "Ants", "--archived") == 0
    assert call("mark", "Bees", "Wasps", "--later", "--favourite", "--tag", "garden") == 0
    assert listed(capsys) == ["Wasps", "Bees"]
    assert listed(capsys, "--all") == ["Wasps", "Bees", "Ants"]
    assert listed(capsys, "--archived") == ["Ants"]
    assert listed(capsys, "--later") == listed(capsys, "--favourites") == listed(capsys, "--tag", "garden")
    assert call("mark", "Wasps", "--not-later", "--untag", "garden") == 0
    assert listed(capsys, "--later") == listed(capsys, "--tag", "garden") == ["Bees"]
    assert listed(capsys, "--sort", "title") == ["Bees", "Wasps"]


def test_collections_are_made_filled_renamed_and_deleted(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("collections", "make", "Thesis", "Ants") == 0
    assert call("collections", "add", "thesis", "Bees") == 0
    assert listed(capsys, "--collection", "Thesis") == ["Bees", "Ants"]
    assert call("collections", "remove", "Thesis", "Ants") == 0
    assert call("collections", "rename", "Thesis", "Book") == 0
    capsys.readouterr()
    assert call("collections", "--json") == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["name"], found["articles"]) == ("Book", 1)
    assert call("collections", "delete", "Book") == 0
    assert len(listed(capsys)) == 3


def test_a_collection_that_is_not_there_is_a_sentence(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("list", "--collection", "Nothing") == 1
    assert "There is no collection “Nothing”" in capsys.readouterr().err


def test_duplicates_are_listed_and_merged(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = Library.open(path)
    other = add_article(library, TEXT.format(title="Ants"), title="Ants, mirrored")
    kept = next(item.id for item in library.items() if item.title == "Ants")
    library.close()
    assert call("duplicates", "--json") == 0
    (group,) = json.loads(capsys.readouterr().out)
    assert [each["id"] for each in group["articles"]] == [kept, other]
    assert call("merge", kept, other) == 0
    library = Library.open(path)
    assert library.article(other) is None
    assert len(revisions_of(library, kept)) == 2
    assert article_of(library, kept).trashed == ""
    library.close()
    assert call("merge", kept, kept) == 1


def test_a_source_that_is_in_the_trash_is_said_to_be_there(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "cranes.txt"
    file.write_text("Cranes\n\nCranes fly over the marshes in October, and come back in March of the next year.\n")
    assert call("add", str(file)) == 0
    assert call("delete", "Cranes") == 0
    capsys.readouterr()
    assert call("add", str(file)) == 0
    told = capsys.readouterr()
    assert "postil trash --restore" in told.out + told.err
    assert call("trash", "--restore", "Cranes") == 0
    assert "Cranes" in listed(capsys)


@pytest.mark.parametrize(
    "arguments",
    [("trash", "--restore"), ("trash", "--empty", "Ants"), ("mark", "Ants"), ("list", "--later", "--collection", "X")],
)
def test_wrong_usage_is_told(path: Path, arguments: tuple[str, ...]) -> None:
    assert call(*arguments) == 2
