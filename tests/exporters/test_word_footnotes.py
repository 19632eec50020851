"""Styles with notes give Word files real footnotes."""

import io
import zipfile
from typing import Any
from xml.etree import ElementTree

from postil.exporters.docx import write_docx
from postil.exporters.docx_body import Footnote, Paragraph, Run, paragraphs_of

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAGE = (
    "<p>So it was<sup>1</sup>, and again<sup>2</sup>.</p>"
    '<p class="citation-note"><sup>1</sup> Jane Doe, <i>A &amp; B</i>, 10<sup>2</sup> ff.</p>'
    '<p class="citation-note"><sup>2</sup> Doe.</p><p>H<sub>2</sub>O<sup>2</sup></p>'
)


def part(name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(write_docx(PAGE, "Title", ""))) as package:
        return ElementTree.fromstring(package.read(name))


def words(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter(f"{WORD}t"))


def test_what_stands_below_a_note_is_a_footnote_at_its_number() -> None:
    references = [each.get(f"{WORD}id") for each in part("word/document.xml").iter(f"{WORD}footnoteReference")]
    notes = {each.get(f"{WORD}id"): words(each) for each in part("word/footnotes.xml").iter(f"{WORD}footnote")}
    assert references == ["1", "2"]
    assert {number: text.strip() for number, text in notes.items()} == {
        "-1": "",
        "0": "",
        "1": "Jane Doe, A & B, 102 ff.",
        "2": "Doe.",
    }
    assert words(part("word/document.xml")) == "So it was, and again.H2O2"


def test_the_footnotes_are_named_where_word_looks_for_them() -> None:
    assert "/word/footnotes.xml" in [each.get("PartName") for each in part("[Content_Types].xml")]
    assert "footnotes.xml" in [each.get("Target") for each in part("word/_rels/document.xml.rels")]


def test_a_raised_number_that_no_note_explains_stays_one() -> None:
    (paragraph,) = paragraphs_of("<p>10<sup>1</sup></p>")
    assert paragraph.pieces == [Run("10"), Run("1", frozenset({"raised"}))]


def test_a_note_that_no_number_leads_to_stays_a_paragraph() -> None:
    page = '<p>As typed.</p><p class="citation-note"><sup>3</sup> Doe.</p>'
    assert [each.style for each in paragraphs_of(page)] == ["", "FootnoteText"]


def test_a_footnote_stands_once() -> None:
    page = '<p>a<sup>1</sup> b<sup>1</sup></p><p class="citation-note"><sup>1</sup> Doe.</p>'
    assert paragraphs_of(page) == [
        Paragraph("", [Run("a"), Footnote(1, (Run("Doe."),)), Run(" b"), Run("1", frozenset({"raised"}))])
    ]
