from pathlib import Path
from typing import Any

import pytest

from desks import TEXT, add_article
from postil.domain.edits import Edit
from postil.domain.problems import Problem
from postil.exporters.checking import ExportMismatch
from postil.exporters.options import MadeFile
from postil.services import articles, exporting, highlighting
from postil.services.exporting import export, exporter, exporters, render, suggested_name
from postil.services.second_reader import SecondReader
from postil.storage.library import Library


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "notes"
    made.mkdir()
    return made


def mark(library: Library, article_id: str, quote: str) -> None:
    article = library.article(article_id)
    revision = library.revision(article.revision_id) if article else None
    assert revision is not None
    start = revision.document.text.index(quote)
    edit, _ = highlighting.add(revision, start, start + len(quote), color="yellow")
    library.apply(edit)


def test_markdown_is_the_usual_format():
    assert exporters()[0].name == "markdown"


def test_an_unknown_format_is_refused_with_those_there_are():
    with pytest.raises(Problem, match="cannot write “morse”; it writes markdown"):
        exporter("morse")


def test_one_article_goes_to_the_file_named(library, folder):
    article_id = add_article(library)
    mark(library, article_id, "Comrade ** wrote to ***")
    exported = export(library, [article_id], "markdown", folder / "mine.md")
    assert (exported.paths, exported.articles) == ((folder / "mine.md",), 1)
    text = (folder / "mine.md").read_text("utf-8")
    assert article_id in text
    assert "Comrade" in text


def test_several_articles_go_to_one_file_where_a_file_is_named(library, folder):
    ids = [add_article(library, title=title) for title in ("One", "Two")]
    assert export(library, ids, "markdown", folder / "all.md").articles == 2
    text = (folder / "all.md").read_text("utf-8")
    assert text.index("## One") < text.index("## Two")


@pytest.mark.parametrize("case", [("markdown", 1, 1), ("markdown", 2, 0), ("csv", 1, 0)])
def test_only_long_markdown_is_read_back_by_a_second_process(library, folder, monkeypatch, case):
    form, many, readers = case
    article_id, started = add_article(library), list[int]()
    mark(library, article_id, "Comrade ** wrote to ***")

    class Reader(SecondReader):
        def __init__(self) -> None:
            started.append(1)
            super().__init__()

    monkeypatch.setattr(exporting, "SecondReader", Reader)
    monkeypatch.setattr(exporting, "_MANY", many)
    export(library, [article_id], form, folder / "mine")
    assert len(started) == readers


def test_in_a_folder_each_article_has_its_own_file(library, folder):
    ids = [add_article(library, title=title) for title in ("One", "Two/../../etc: a story?", "one")]
    exported = export(library, ids, "markdown", folder)
    assert {path.parent for path in exported.paths} == {folder}
    assert len({path.name.casefold() for path in exported.paths}) == 3
    assert sorted(folder.iterdir()) == sorted(exported.paths)


def test_a_second_export_replaces_the_files_of_the_first(library, folder):
    ids = [add_article(library, title="Same"), add_article(library, title="Same")]
    first = export(library, ids, "markdown", folder).paths
    assert export(library, ids, "markdown", folder).paths == first
    assert len(list(folder.iterdir())) == 2


def test_a_file_that_is_no_export_of_the_article_is_left_alone(library, folder):
    (folder / "Same.md").write_text("my own notes", "utf-8")
    exported = export(library, [add_article(library, title="Same")], "markdown", folder)
    assert (folder / "Same.md").read_text("utf-8") == "my own notes"
    assert exported.paths == (folder / "Same (2).md",)


def test_progress_is_told_and_can_stop_an_export(library, folder):
    ids = [add_article(library, title=f"Number {number}") for number in range(3)]
    heard: list[tuple[int, int]] = []

    def until_the_second(done: int, total: int) -> bool:
        heard.append((done, total))
        return done < 2

    exported = export(library, ids, "markdown", folder, until_the_second)
    assert heard == [(0, 3), (1, 3), (2, 3)]
    assert [path.name for path in exported.paths] == ["Number 0.md", "Number 1.md"]


def test_no_articles_are_refused(library, folder):
    with pytest.raises(Problem, match="No article was chosen"):
        export(library, [], "markdown", folder / "a.md")
    assert not (folder / "a.md").exists()


def test_what_does_not_check_replaces_nothing(library, folder, monkeypatch):
    article_id = add_article(library)
    (folder / "mine.md").write_text("before", "utf-8")

    class Wrong:
        name = label = "wrong"
        extension = "md"
        is_text, in_folder = True, False

        def make(self, collected: object, options: object, *, exported: str, printer: object) -> tuple[MadeFile, ...]:
            raise Problem("It would not be verbatim.")

    monkeypatch.setattr(exporting, "exporters", lambda: (Wrong(),))
    with pytest.raises(Problem, match="verbatim"):
        export(library, [article_id], "wrong", folder / "mine.md")
    assert (folder / "mine.md").read_text("utf-8") == "before"
    assert [path.name for path in folder.iterdir()] == ["mine.md"]


def test_a_missing_folder_is_a_problem(library, folder):
    with pytest.raises(Problem, match="does not exist"):
        export(library, [add_article(library)], "markdown", folder / "nowhere" / "a.md")


def test_an_article_that_is_gone_is_a_problem(library):
    article_id = add_article(library)
    library.apply(articles.delete(library, article_id))
    with pytest.raises(Problem, match="no longer in the library"):
        render(library, [article_id], "markdown")


def test_the_name_proposed_is_the_title_made_safe(library):
    one, two = add_article(library, TEXT, title="Who / what?"), add_article(library, title="Other")
    assert Path(suggested_name(library, [one], "md")).name == suggested_name(library, [one], "md")
    assert suggested_name(library, [one], "md").startswith("Who")
    assert suggested_name(library, [one, two], "md") == "library.md"


def test_an_export_reads_a_library_that_it_may_not_change(library, folder, tmp_path):
    article_id = add_article(library)
    reading = Library.open_for_reading(tmp_path / "library.postil")
    try:
        assert article_id in render(reading, [article_id], "markdown")
        with pytest.raises(Problem):
            reading.apply(Edit("", articles.delete(reading, article_id).changes))
    finally:
        reading.close()


def test_an_article_that_cannot_be_exported_leaves_the_others_be(library, folder, monkeypatch):
    ids = [add_article(library, title=title) for title in ("One", "Two", "Three")]
    make = exporting.make

    def made(library: Library, article_ids: list[str], *more: Any, **named: Any) -> tuple[MadeFile, ...]:
        if ids[1] in article_ids:
            raise ExportMismatch("Nothing was written.")
        return make(library, article_ids, *more, **named)

    monkeypatch.setattr(exporting, "make", made)
    exported = export(library, ids, "markdown", folder)
    assert [path.stem for path in exported.paths] == ["One", "Three"]
    assert len(exported.records) == 2
    assert str(exported.failed).startswith("“Two” was left out")
    with pytest.raises(ExportMismatch):
        export(library, [ids[1]], "markdown", folder)


@pytest.mark.parametrize("form", ["markdown", "obsidian"])
def test_a_disk_that_is_full_in_between_leaves_what_was_written_known(library, folder, monkeypatch, form):
    ids = [add_article(library, title=title) for title in ("One", "Two", "Three")]
    carry_out, places = exporting.carry_out, list[Path]()

    def carried(library: Library, planned: exporting.Rewriting) -> exporting.ExportedFile:
        if places:
            raise Problem("The disk is full.")
        places.append(planned.path)
        return carry_out(library, planned)

    monkeypatch.setattr(exporting, "carry_out", carried)
    exported = export(library, ids, form, folder)
    assert exported.paths == tuple(places)
    assert [record.id for record in exported.records] == [str(places[0])]
    assert str(exported.failed).endswith("was not exported. The disk is full.")
