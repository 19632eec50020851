"""Every flavour of Markdown is exported again over what the reader wrote in the first export."""

from pathlib import Path

import pytest

from desks import add_article, revision_of
from postil.domain.records import Highlight
from postil.exporters.options import ExportOptions
from postil.services import articles, exporting, highlighting
from postil.services.exporting import Exported
from postil.services.rewriting import remember
from postil.services.watched import Touched, renew, watch, watched_folders
from postil.storage.library import Library

FLAVOURS = [each.name for each in exporting.exporters() if each.extension == "md"]
TEXT = "The third telegram\nComrade ** wrote to ***.\nNobody answered.\nSix times, he said."


def mark(library: Library, article: str, words: str) -> Highlight:
    """Highlight words."""
    revision = revision_of(library, article)
    start = revision.document.text.index(words)
    edit, highlight = highlighting.add(revision, start, start + len(words), color="blue")
    library.apply(edit)
    return highlight


def export(library: Library, article: str, flavour: str, folder: Path) -> Exported:
    """Export as the reader who wants all of hers kept, and remember it."""
    exported = exporting.export(library, [article], flavour, folder, manner=exporting.merging)
    library.apply(remember(library, exported.records))
    return exported


def note_of(folder: Path) -> Path:
    """Return the file with the article's notes."""
    (path,) = [each for each in folder.rglob("*.md") if "#highlight=" in each.read_text("utf-8")]
    return path


@pytest.fixture(params=FLAVOURS)
def flavour(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "notes"
    made.mkdir()
    return made


def test_an_export_without_news_writes_nothing(library: Library, flavour: str, folder: Path) -> None:
    article = add_article(library, TEXT)
    mark(library, article, "Nobody answered.")
    export(library, article, flavour, folder)
    assert {each.state for each in export(library, article, flavour, folder).carried} == {"same"}


def test_a_file_that_nobody_touched_is_as_a_new_one_would_be(library: Library, flavour: str, folder: Path) -> None:
    article = add_article(library, TEXT)
    first = mark(library, article, "Nobody answered.")
    export(library, article, flavour, folder)
    library.apply(highlighting.annotate(first, "Why not?"))
    mark(library, article, "wrote to ***")
    library.apply(articles.write_note(article, None, "# A note\n\nOf mine."))
    again = export(library, article, flavour, folder)
    assert "touched" not in {each.state for each in again.carried}
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    export(library, article, flavour, elsewhere)
    made, expected = (
        [line for line in note_of(each).read_text("utf-8").split("\n") if not line.startswith("exported:")]
        for each in (folder, elsewhere)
    )
    assert made == expected


def test_what_the_reader_wrote_stays_and_the_rest_is_renewed(library: Library, flavour: str, folder: Path) -> None:
    article = add_article(library, TEXT)
    first, second = mark(library, article, "Nobody answered."), mark(library, article, "Six times, he said.")
    export(library, article, flavour, folder)
    path = note_of(folder)
    text = path.read_text("utf-8").replace("---\n", "---\nmine: yes\n", 1).replace("Six times, he said.", "Six times!!")
    path.write_text(f"{text}\n## My thoughts\n\nMuch.\n", "utf-8")
    library.apply(highlighting.annotate(first, "Why not?"))
    library.apply(highlighting.annotate(second, "Really?"))
    export(library, article, flavour, folder)
    merged = path.read_text("utf-8")
    for words in ("mine: yes", "Six times!!", "## My thoughts", "Much.", "Why not?", "New in Postil", "> Really?"):
        assert words in merged
    assert merged.index("Really?") < merged.index("## My thoughts")
    assert {each.state for each in export(library, article, flavour, folder).carried} == {"same"}


def test_a_card_that_only_counts_differently_is_no_news(library: Library, flavour: str, folder: Path) -> None:
    article = add_article(library, TEXT)
    mark(library, article, "Six times, he said.")
    export(library, article, flavour, folder)
    path = note_of(folder)
    path.write_text(path.read_text("utf-8").replace("Six times, he said.", "Six times!!"), "utf-8")
    mark(library, article, "Nobody answered.")
    export(library, article, flavour, folder)
    assert "Nobody answered." in path.read_text("utf-8")
    assert "New in Postil" not in path.read_text("utf-8")


def test_an_article_of_the_same_title_takes_no_note_of_another_in_a_vault(library: Library, tmp_path: Path) -> None:
    first = add_article(library, "The siege\nFirst words of all.", key="first")
    mark(library, first, "First words")
    export(library, first, "obsidian", tmp_path)
    second = add_article(library, "The siege\nSecond words of all.", key="second")
    mark(library, second, "Second words")
    exported = exporting.export(library, [second, first], "obsidian", tmp_path, manner=exporting.merging)
    notes = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "Articles").iterdir()}
    assert sorted(notes) == ["The siege (2).md", "The siege.md"]
    assert "First words" in notes["The siege.md"]
    assert "Second words" in notes["The siege (2).md"]
    assert exported.articles == 2


def test_the_index_of_a_vault_links_to_a_note_where_the_reader_moved_it(library: Library, tmp_path: Path) -> None:
    article = add_article(library, TEXT)
    export(library, article, "obsidian", tmp_path)
    (tmp_path / "Mine").mkdir()
    (tmp_path / "Articles" / "The third telegram.md").rename(tmp_path / "Mine" / "My siege.md")
    export(library, article, "obsidian", tmp_path)
    assert "[[Mine/My siege|" in (tmp_path / "Postil index.md").read_text(encoding="utf-8")


def test_a_vault_kept_up_to_date_lists_all_articles_where_only_one_was_touched(library: Library, folder: Path) -> None:
    siege = add_article(library, "The siege\nFirst words of all.", key="siege", title="The siege")
    add_article(library, "The lake\nSecond words of all.", key="lake", title="The lake")
    library.apply(watch(library, folder, ExportOptions("obsidian")))
    (watched,) = watched_folders(library)
    for touched in (Touched(all=True), Touched(frozenset([siege]))):
        mark(library, siege, "First words" if touched.all else "of all")
        library.apply(remember(library, renew(library, watched, touched).records))
    index = (folder / "Postil index.md").read_text(encoding="utf-8")
    assert "The siege" in index
    assert "The lake" in index
