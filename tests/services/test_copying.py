"""A highlight, a citation or a bibliography in every form."""

import json
from dataclasses import replace

import pytest

from desks import add_article, revision_of
from postil.domain.edits import Change, Edit
from postil.domain.problems import Problem
from postil.domain.records import CslItem, Name
from postil.services import highlighting
from postil.services.copying import OF_WORKS, card_forms, card_in, card_options, records_in, work_forms, works_in
from postil.services.export_citations import ExportCitations
from postil.storage.library import Library

QUOTED = "wrote to ***"


@pytest.fixture
def marked(library: Library) -> tuple[str, str]:
    """The ids of an article and of a highlight in it; it has a second one that is not asked for."""
    far = "\n".join(["On June 30, 1941, Comrade ** wrote to ***.", *["Much else was said."] * 20, "Nobody answered."])
    article = add_article(library, f"The third telegram\n{far}", key="berg1941")
    revision = revision_of(library, article)
    ids: list[str] = []
    for words in (QUOTED, "Nobody answered"):
        start = revision.document.text.index(words)
        edit, highlight = highlighting.add(revision, start, start + len(words), color="blue")
        library.apply(edit)
        ids.append(highlight.id)
    return article, ids[0]


@pytest.mark.parametrize("form", [form.name for form in card_forms()])
def test_a_highlight_is_copied_alone_in_every_form(library: Library, marked: tuple[str, str], form: str) -> None:
    with ExportCitations() as citations:
        text = card_in(library, *marked, card_options(form), citations)
    assert "wrote to" in text
    assert "Nobody answered" not in text


def test_a_card_for_obsidian_is_a_callout_with_its_block_id(library: Library, marked: tuple[str, str]) -> None:
    with ExportCitations() as citations:
        text = card_in(library, *marked, card_options("obsidian"), citations)
    assert text.startswith("**claim**")
    assert text.split("\n")[2:] == ["> [!quote] claim", ">", "> wrote to \\*\\*\\*", "", f"^{marked[1]}", ""]


def test_a_highlight_that_is_gone_is_a_problem(library: Library, marked: tuple[str, str]) -> None:
    with pytest.raises(Problem, match="no longer in the library"):
        card_in(library, marked[0], "gone", card_options("text"), ExportCitations())


def test_citations_in_its_note_are_formatted_where_it_is_a_page(library: Library, marked: tuple[str, str]) -> None:
    highlight = next(each for each in library.highlights(marked[0]) if each.id == marked[1])
    book = CslItem("w1", "doe1999", "book", "A Book", (Name("Doe", "Jane"),), published="1999")
    library.apply(Edit("Add", (Change(None, book),)))
    library.apply(highlighting.annotate(highlight, "So it was [@doe1999, p. 3]."))
    with ExportCitations() as citations:
        page = card_in(library, *marked, replace(card_options("html"), style="apa"), citations)
        typed = card_in(library, *marked, card_options("markdown"), citations)
    assert "So it was (Doe, 1999, p. 3)." in page
    assert "Works cited" not in page
    assert "So it was [@doe1999, p. 3]." in typed


@pytest.mark.parametrize("form", [form.name for form in work_forms() if form.name != "formatted"])
def test_every_form_of_a_citation_names_the_work(library: Library, marked: tuple[str, str], form: str) -> None:
    text = works_in(library, [marked[0]], form)
    assert "berg1941" in text or "The third telegram" in text


def test_a_bibliography_has_all_its_works(library: Library, marked: tuple[str, str]) -> None:
    other = add_article(library, key="mondo2024")
    assert works_in(library, [marked[0], other], "cite") == "[@berg1941; @mondo2024]"
    assert len(json.loads(works_in(library, [marked[0], other], "csl-json"))) == 2


@pytest.mark.parametrize("form", OF_WORKS)
def test_the_records_of_works_that_are_no_articles_are_copied_too(form: str) -> None:
    book = CslItem("w1", "doe1999", "book", "The book", (Name("Doe", "Jane"),), publisher="Press", published="1999")
    paper = CslItem("w2", "roe2001", "article-journal", "Another", (Name("Roe", "Ann"),), "Journal", published="2001")
    text = records_in([book, paper], form)
    for told in ("doe1999", "roe2001", "The book", "Another", "Press", "2001"):
        assert told in text
