"""What people read of an export says where a quotation stands, in which version, and what became of its sentence."""

import io
import re
import zipfile
from dataclasses import dataclass, replace
from html import unescape

import pypdfium2
import pytest

from desks import revision_of
from postil.domain.document import Block, Document
from postil.domain.edits import Change, Edit
from postil.domain.records import Highlight
from postil.exporters.options import ExportOptions
from postil.services import exporting
from postil.services.collecting import collect
from postil.services.standing_in import places_marked
from postil.storage.library import Library
from postil.storage.revisions import revision_facts
from services.revised import STORY, bring, change, mark, now_of

ARCHIVED = "https://web.archive.org/web/2024/https://example.org/a_b"
FOR_PEOPLE = ("markdown", "obsidian", "pandoc", "html", "docx", "pdf")


@dataclass(frozen=True)
class Story:
    """An article of two versions; the words of ``altered`` stand in both, its sentence was changed."""

    id: str
    altered: Highlight
    same: Highlight
    captured: str


@pytest.fixture
def story(library: Library) -> Story:
    article_id = bring(library)
    item = library.item(article_id)
    assert item is not None
    with_copy = replace(item, more=f'{{"archive_location": "{ARCHIVED}"}}')
    library.apply(Edit("Change", (Change(item, with_copy),)))
    altered, same = mark(library, article_id, "six times"), mark(library, article_id, "kept the keys")
    change(library, article_id, STORY.replace("for grain six times", "for bread and coal six times"))
    first = revision_facts(library, article_id)[0]
    # Versions that were captured within one second are told apart by their ids alone.
    return Story(article_id, now_of(library, altered), now_of(library, same), first.captured)


def shown(library: Library, story: Story, format_name: str) -> str:
    """Return what a person reads of an export, on one line."""
    made = exporting.make(library, [story.id], ExportOptions(format_name))
    content = next(each.content for each in made if each.key == story.id)
    if format_name == "pdf":
        document = pypdfium2.PdfDocument(content)
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    elif format_name == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            text = unescape(re.sub("<[^>]+>", "", file.read("word/document.xml").decode()))
    elif format_name == "html":
        text = unescape(re.sub("<[^>]+>", "", content.decode()))
    else:
        text = content.decode()
    return " ".join(text.split())


@pytest.mark.parametrize("format_name", FOR_PEOPLE)
def test_a_changed_sentence_is_told_with_the_version_that_was_read(
    library: Library, story: Story, format_name: str
) -> None:
    assert story.altered.state in {"exact", "moved"}
    text = shown(library, story, format_name)
    assert text.count("Its sentence has been reworded since.") == 1
    assert f"Marked on version 1 of 2, captured {story.captured[:10]}" in text


@pytest.mark.parametrize("format_name", FOR_PEOPLE)
def test_the_archived_copy_is_told_too(library: Library, story: Story, format_name: str) -> None:
    text = shown(library, story, format_name)
    assert "Archived copy" in text
    assert ARCHIVED.replace(" ", "") in text.replace(" ", "")


def test_a_card_leads_to_the_archived_copy_where_the_text_is_another_now(library: Library, story: Story) -> None:
    marked = exporting.render(library, [story.id], "markdown")
    assert marked.count(f"[Archived copy]({ARCHIVED})") == 2
    page = exporting.render(library, [story.id], "html")
    assert page.count(f'<a href="{ARCHIVED}">Archived copy</a>') == 2
    pandoc = exporting.render(library, [story.id], "pandoc")
    assert f"Its sentence has been reworded since. Archived copy: <{ARCHIVED}>" in pandoc


def test_only_the_sentence_that_changed_counts(library: Library, story: Story) -> None:
    (collected,) = collect(library, [story.id]).articles
    assert collected.altered == {story.altered.id}


def test_an_archive_that_is_no_address_is_no_link(library: Library, story: Story) -> None:
    item = library.item(story.id)
    assert item is not None
    library.apply(Edit("Change", (Change(item, replace(item, more='{"archive_location": "javascript:x"}')),)))
    assert "javascript:x" not in shown(library, story, "html")


def test_a_highlight_made_here_goes_out_with_its_place(library: Library) -> None:
    article_id = bring(library)
    mark(library, article_id, "kept the keys")
    assert re.search(r"\[@[\w-]+, para\. 2\]", exporting.render(library, [article_id], "pandoc"))
    assert " · para. 2 · " in exporting.render(library, [article_id], "markdown")
    assert " · para. 2 · " in exporting.render(library, [article_id], "html")
    assert '"locator": "para. 2"' in exporting.render(library, [article_id], "csl-json")
    assert '"locator": "para. 2"' in exporting.render(library, [article_id], "jsonl")
    assert '"para. 2"' in exporting.render(library, [article_id], "csv")


def test_places_are_pages_or_chapters_where_there_are_such(library: Library) -> None:
    article_id = bring(library)
    revision = revision_of(library, article_id)
    made = mark(library, article_id, "delegation")
    pages = Document(
        (Block("heading", "One", level=1, page="xi"), Block("paragraph", "The delegation left.", page="12"))
    )
    book = Document((Block("heading", "Chapter 4", level=1), Block("paragraph", "The delegation left.")))
    for document, importer, place in ((pages, "pdf", "p. 12"), (book, "epub", "ch. 4"), (book, "quotations", None)):
        start = document.text.index("delegation")
        there = replace(made, selector=replace(made.selector, start=start, end=start + 10))
        read = replace(revision, document=document, importer=importer)
        assert places_marked(library, read, [there]).get(made.id) == place


def test_the_place_that_another_program_printed_stays(library: Library) -> None:
    article_id = bring(library)
    made = replace(mark(library, article_id, "kept the keys"), locator="loc. 345")
    assert places_marked(library, revision_of(library, article_id), [made]) == {made.id: "loc. 345"}


def test_a_place_is_that_in_the_version_that_was_read(library: Library) -> None:
    article_id = bring(library)
    made = mark(library, article_id, "kept the keys")
    title, rest = STORY.split("\n", 1)
    change(library, article_id, f"{title}\nA paragraph that is new and stands before all the others there.\n{rest}")
    assert now_of(library, made).revision_id != made.revision_id
    (collected,) = collect(library, [article_id]).articles
    assert collected.locators[made.id] == "para. 2"
