"""Citations in notes go out formatted in a style, and what is quoted stays to the letter."""

import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pypdfium2
import pytest

from desks import add_article, revision_of
from new_library import open_library
from postil.domain.edits import Change, Edit
from postil.domain.problems import Problem
from postil.domain.records import CslItem, Name
from postil.exporters.docx_body import Run, paragraphs_of
from postil.exporters.options import ExportOptions, options_from
from postil.exporters.page_reading import read_page
from postil.services import exporting, formatting, highlighting
from postil.services.articles import write_note
from postil.services.collecting import collect
from postil.services.export_citations import ExportCitations
from postil.services.formatting import FormattingProcess
from postil.services.styles import engine_file
from postil.storage.library import Library

QUOTED = "wrote to ***"
BOOK = CslItem("w1", "doe1999", "book", "The *book* <b>", (Name("Doe", "Jane"),), publisher="Press", published="1999")
PAPER = CslItem("w2", "roe2001", "book", "Another", (Name("Roe", "Richard"),), publisher="Press", published="2001")
NOTE = "So it was [@doe1999, p. 3; see also @roe2001], but [@nobody, p. 4] and `[@doe1999]` are not. @roe2001 says so."
needs_engine = pytest.mark.skipif(engine_file() is None, reason="citeproc-js was not fetched")


class Lasting(FormattingProcess):
    """A process that goes on when an export ends: starting one takes a second."""

    def shut(self) -> None:
        """Stay."""


@pytest.fixture(scope="module")
def lasting() -> Iterator[FormattingProcess]:
    process = Lasting()
    yield process
    process.close()


@pytest.fixture(autouse=True)
def one_process(request: pytest.FixtureRequest, lasting: FormattingProcess) -> Iterator[None]:
    """One process formats the exports of all tests but those that watch what starts and ends."""
    if "monkeypatch" in request.fixturenames:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exporting, "ExportCitations", partial(ExportCitations, lasting))
        yield


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "library.postil")
    opened.apply(Edit("Add", (Change(None, BOOK), Change(None, PAPER))))
    yield opened
    opened.close()


@pytest.fixture
def article(library: Library) -> str:
    """An article with a note and a highlight that has one too."""
    article_id = add_article(library, f"The third telegram\nComrade ** {QUOTED} and so on.")
    revision = revision_of(library, article_id)
    start = revision.document.text.index(QUOTED)
    edit, highlight = highlighting.add(revision, start, start + len(QUOTED), color="yellow")
    library.apply(edit)
    library.apply(highlighting.annotate(highlight, "Once more [@roe2001]."))
    library.apply(write_note(article_id, library.note(article_id), NOTE))
    return article_id


def text_of(library: Library, article: str, options: ExportOptions) -> str:
    return exporting.render(library, [article], options)


@pytest.fixture
def shown(library: Library, article: str) -> str:
    """What a reader of the page sees, on one line."""
    return " ".join(read_page(text_of(library, article, ExportOptions("html", style="apa"))).text.split())


def test_a_page_has_citations_as_the_style_has_them(shown: str) -> None:
    assert "So it was (Doe, 1999, p. 3; see also Roe, 2001), but" in shown
    assert "Roe (2001) says so." in shown
    assert "Once more (Roe, 2001)." in shown


def test_an_unknown_key_is_marked_and_stays_as_typed(library: Library, article: str) -> None:
    page = text_of(library, article, ExportOptions("html"))
    assert 'citation key.">[@nobody, p. 4]</mark> and <code>[@doe1999]</code> are not' in page


def test_the_works_cited_stand_at_the_end_as_the_style_has_them(shown: str) -> None:
    _, _, listed = shown.partition("Works cited in the notes")
    assert listed.index("Doe, J. (1999)") < listed.index("Roe, R. (2001)")
    assert "The third telegram" not in listed


def test_what_is_hostile_in_a_title_shows_as_text(library: Library, article: str) -> None:
    page = text_of(library, article, ExportOptions("html"))
    assert "<b>" not in page
    assert "The *book* &lt;b&gt;" in page


def test_without_works_there_is_no_bibliography(library: Library, article: str) -> None:
    options = ExportOptions("html", parts=ExportOptions().parts - {"works"})
    page = text_of(library, article, options)
    assert "(Doe, 1999, p. 3" in page
    assert "Works cited" not in page


def test_citations_stay_as_typed_where_that_is_asked_for(library: Library, article: str) -> None:
    page = text_of(library, article, ExportOptions("html", citations="typed"))
    assert "[@doe1999, p. 3; see also @roe2001]" in page
    assert "[@doe1999, p. 3; see also @roe2001]" in text_of(library, article, ExportOptions("markdown"))
    assert "[@doe1999, p. 3; see also @roe2001]" in text_of(library, article, ExportOptions("pandoc"))


def test_plain_markdown_has_them_formatted_on_request(library: Library, article: str) -> None:
    text = text_of(library, article, ExportOptions("markdown", citations="formatted"))
    assert "So it was (Doe, 1999, p. 3; see also Roe, 2001), but [@nobody, p. 4] **(not in the library)** and" in text
    assert "`[@doe1999]`" in text
    assert "- Doe, J. (1999). *The \\*book\\* &lt;b>*. Press." in text
    assert "@doe1999:" not in text


@needs_engine
def test_a_style_with_notes_counts_them_through_the_export(library: Library, article: str) -> None:
    page = text_of(library, article, ExportOptions("html", style="chicago-notes"))
    assert "So it was<sup>1</sup>, but" in page
    assert "Richard Roe<sup>2</sup> says so." in page
    assert "Once more<sup>3</sup>." in page
    assert '<p class="citation-note"><sup>1</sup> Jane Doe,' in page
    assert "<sup>3</sup> Roe, <i>Another</i>" in page
    text = text_of(library, article, ExportOptions("markdown", style="chicago-notes", citations="formatted"))
    assert "Once more<sup>3</sup>.\n\n<sup>3</sup> Roe, *Another*" in text


def test_numbers_go_by_the_order_of_the_export(library: Library, article: str) -> None:
    page = text_of(library, article, ExportOptions("html", style="vancouver"))
    assert "So it was (1,see also 2), but" in page
    assert "Once more (2)." in page
    shown = " ".join(read_page(page).text.split())
    _, _, listed = shown.partition("Works cited in the notes")
    assert listed.index("Doe") < listed.index("Roe")


def test_a_word_file_has_them_too(library: Library, article: str) -> None:
    page = text_of(library, article, ExportOptions("html"))
    words = [
        "".join(run.text for piece in each.pieces for run in ((piece,) if isinstance(piece, Run) else piece.runs))
        for each in paragraphs_of(page)
    ]
    assert any("So it was (Doe, 1999, p. 3; see also Roe, 2001), but [@nobody, p. 4] and" in line for line in words)
    marked = [
        piece.text
        for each in paragraphs_of(page)
        for piece in each.pieces
        if isinstance(piece, Run) and "mark" in piece.formats
    ]
    assert marked == ["[@nobody, p. 4]"]


def test_every_quotation_still_reads_back(library: Library, article: str) -> None:
    for form in ("html", "docx", "markdown"):
        (made,) = exporting.make(library, [article], ExportOptions(form, citations="formatted"))
        assert made.content
    page = text_of(library, article, ExportOptions("html"))
    assert read_page(page).quotations == [QUOTED]


def test_one_process_serves_an_export_of_many_files(
    library: Library, article: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from postil.services import formatting

    started: list[object] = []
    begin = formatting._started

    def counted() -> object:
        started.append(begin())
        return started[-1]

    monkeypatch.setattr(formatting, "_started", counted)
    other = add_article(library, "Another one\nsays more.")
    library.apply(write_note(other, None, "As [@doe1999]."))
    folder = tmp_path / "out"
    folder.mkdir()
    assert len(exporting.export(library, [article, other], "html", folder).paths) == 2
    assert len(started) == 1


def test_an_export_that_is_closed_while_the_process_starts_leaves_none_behind(
    library: Library, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    children: list[subprocess.Popen[bytes]] = []
    start = formatting._started

    def slowly() -> "subprocess.Popen[bytes]":
        begun.set()
        go_on.wait()
        children.append(start())
        return children[-1]

    monkeypatch.setattr(formatting, "_started", slowly)
    citations = ExportCitations()
    collected = collect(library, [article])

    def work() -> None:
        with pytest.raises(Problem):
            citations.put_in(library, collected, ExportOptions("html", style="apa"))

    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(30)
    closing = threading.Thread(target=citations.close)
    closing.start()
    while not citations._closed:
        closing.join(0.01)
    go_on.set()
    thread.join()
    closing.join()
    assert [child.returncode is None for child in children] == [False]


def test_notes_that_cite_nothing_start_no_process(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(self: object, asked: object) -> object:
        raise AssertionError(asked)

    monkeypatch.setattr("postil.services.formatting.FormattingProcess.format", never)
    article_id = add_article(library)
    library.apply(write_note(article_id, None, "As [@nobody] says."))
    assert "[@nobody]</mark>" in text_of(library, article_id, ExportOptions("html"))


def test_a_style_that_is_not_there_is_one_sentence(library: Library, article: str) -> None:
    with pytest.raises(Problem, match="There is no citation style “morse”"):
        text_of(library, article, ExportOptions("html", style="morse"))


def test_a_citation_in_an_address_or_a_title_of_a_link_harms_nothing(library: Library, article: str) -> None:
    hostile = replace(PAPER, title='" onmouseover="x', authors=(Name(literal='"><i>'),))
    library.apply(Edit("Change", (Change(PAPER, hostile),)))
    note = 'See [this](http://a.b/ "@roe2001") and ![x @roe2001](y).\n\nNot\n\n    [@roe2001]'
    library.apply(write_note(article, library.note(article), note))
    page = text_of(library, article, ExportOptions("html"))
    assert '<a href="http://a.b/" title="@roe2001">this</a>' in page
    assert '<a href="y">x "&gt;&lt;i&gt; (2001)</a>' in page
    assert "<pre><code>[@roe2001]</code></pre>" in page.replace("\n</code>", "</code>")


def test_the_wish_is_kept_with_the_options() -> None:
    options = ExportOptions("markdown", citations="formatted", style="mla", language="de-DE")
    assert options_from(options.to_json()) == options
    assert options_from("{}").citations == "usual"


def test_the_same_citations_are_formatted_once(library: Library, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with ExportCitations() as citations:
        first = exporting.make(library, [article], ExportOptions("html"), citations=citations)
        monkeypatch.setattr(FormattingProcess, "format", None)
        again = exporting.make(library, [article], ExportOptions("html"), citations=citations)
    assert read_page(first[0].text) == read_page(again[0].text)


def test_a_pdf_has_them_too(library: Library, article: str) -> None:
    (made,) = exporting.make(library, [article], ExportOptions("pdf"))
    pages = pypdfium2.PdfDocument(made.content)
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
    assert "(Doe, 1999, p. 3; see also Roe, 2001)" in text
    assert "[@nobody, p. 4]" in text
    assert "Roe, R. (2001)" in text
