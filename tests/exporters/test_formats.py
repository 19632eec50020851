import csv
import dataclasses
import io
import json
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters.collecting import WHEN, article, collected
from exporters.format_readers import read
from exporters.hostile import own, published, quotation
from new_library import open_library
from postil.domain.csl import faults
from postil.domain.problems import Problem
from postil.domain.records import CslItem, Name
from postil.domain.sources import Source
from postil.exporters.bibtex import latex, plain
from postil.exporters.checking import ExportMismatch
from postil.exporters.collected import Collected, CollectedArticle
from postil.exporters.docx_body import Paragraph, paragraphs_of
from postil.exporters.options import ExportOptions
from postil.exporters.page_reading import read_page
from postil.exporters.pages import Printed, Printer, unprinted
from postil.exporters.registry import EXPORTERS, Exporter
from postil.exporters.rows import Row, rows
from postil.exporters.tables import COLUMNS, READWISE_COLUMNS, TABLE, read_table
from postil.importers.marks import read as read_marks
from postil.services.printing import print_pdf
from postil.services.standing_sources import standing

NAMES = [exporter.name for exporter in EXPORTERS]
every_format = pytest.mark.parametrize("exporter", EXPORTERS, ids=NAMES)


def copied(page: str, attached: bytes) -> Printed:
    """Stand in for printing: what is on the page and what is attached, with no PDF."""
    return Printed(b"", read_page(page).text, attached)


def made(exporter: Exporter, articles: Collected, printer: Printer = copied, **options: object) -> bytes:
    wanted = ExportOptions(exporter.name, **cast("Any", options))
    return exporter.make(articles, wanted, exported=WHEN, printer=printer)[0].content


def named(name: str) -> Exporter:
    return next(each for each in EXPORTERS if each.name == name)


readable = pytest.mark.parametrize(
    "exporter", [each for each in EXPORTERS if each.name != "pdf"], ids=[name for name in NAMES if name != "pdf"]
)


@readable
def test_our_hostile_strings_survive_in_the_formats_own_readers(exporter: Exporter) -> None:
    strings = own()
    assert read(exporter.name, made(exporter, collected(article(strings, tags=("a, b", "=c"))))) == strings


@pytest.mark.shared
@readable
def test_published_hostile_strings_survive_in_the_formats_own_readers(exporter: Exporter, shared: Path) -> None:
    strings = published(shared)
    assert read(exporter.name, made(exporter, collected(article(strings)))) == strings


@readable
@settings(max_examples=15)
@given(texts=st.lists(quotation, min_size=1, max_size=20))
def test_any_text_survives_in_the_formats_own_readers(exporter: Exporter, texts: list[str]) -> None:
    assert read(exporter.name, made(exporter, collected(article(texts)))) == texts


@pytest.mark.slow
@readable
@settings(max_examples=40)
@given(texts=st.lists(quotation, min_size=250, max_size=300), seed=st.integers())
def test_ten_thousand_generated_quotations_survive_in_every_format(
    exporter: Exporter, texts: list[str], seed: int
) -> None:
    chance = random.Random(seed)
    texts = [text + chance.choice(("", " ***", "\n> a", " [[b]]", "\n1. c")) for text in texts]
    assert read(exporter.name, made(exporter, collected(article(texts)))) == texts


def test_a_pdf_shows_the_quotations_and_has_them_attached_to_the_letter() -> None:
    strings = [*own(), "It was said in June 1941; he didn't know.", "Ни шагу назад", "שלום (**) עולם"]
    content = made(named("pdf"), collected(article(strings)), print_pdf)
    assert content.startswith(b"%PDF")
    assert read("pdf", content) == strings


@every_format
def test_several_articles_go_into_one_export_in_their_order(exporter: Exporter) -> None:
    articles = collected(article(["one", "two"], title="A"), article(["three"], number=2, title="B"))
    files = exporter.make(articles, ExportOptions(exporter.name), exported=WHEN, printer=copied)
    told = [quotation for each in files if each.key != "index" for quotation in _read_any(exporter, each.content)]
    assert told == ["one", "two", "three"]
    assert all(each.key for each in files) == exporter.in_folder


def _read_any(exporter: Exporter, content: bytes) -> list[str]:
    return ["one", "two", "three"] if exporter.name == "pdf" else read(exporter.name, content)


@every_format
def test_an_article_without_highlights_goes_out_too(exporter: Exporter) -> None:
    empty = dataclasses.replace(article(["x"]), highlights=())
    assert made(exporter, collected(empty)) is not None


_WRITERS = {
    "markdown": "markdown_cards.block_quote",
    "pandoc": "markdown_cards.block_quote",
    "obsidian": "markdown_cards.block_quote",
    "html": "page.html",
    "docx": "docx.paragraphs_of",
    "pdf": "pages.rows",
    "csv": "tables.rows",
    "readwise": "tables.rows",
    "jsonl": "json_lines.rows",
    "csl-json": "csl_json.rows",
    "annotation": "web_annotations.rows",
    "ris": "ris._paragraphs",
    "bibtex": "bibtex.latex",
    "tei": "tei.escape",
}


@every_format
def test_nothing_is_given_where_a_writer_alters_a_quotation(
    exporter: Exporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = collected(article(["It failed 2 times."]))
    made(exporter, whole)
    target = _WRITERS[exporter.name]
    others = {"rows": _altered_rows, "html": SimpleNamespace(escape=_alter), "paragraphs_of": _altered_paragraphs}
    altering: object = others.get(target.split(".")[1], _alter)
    monkeypatch.setattr(f"postil.exporters.{target}", altering)
    with pytest.raises(ExportMismatch, match="Nothing was written"):
        made(exporter, whole)


def _alter(text: str, *_: object, **__: object) -> str:
    return text.replace("failed 2", "failed 3")


def _altered_paragraphs(page: str) -> list[Paragraph]:
    return paragraphs_of(_alter(page))


def _altered_rows(shown: Collected) -> Iterator[Row]:
    for row in rows(shown):
        place = dataclasses.replace(row.highlight.selector, exact=_alter(row.highlight.selector.exact))
        yield dataclasses.replace(row, highlight=dataclasses.replace(row.highlight, selector=place))


def lost() -> CollectedArticle:
    one = article(["six times", "The end."])
    gone = dataclasses.replace(one.highlights[0], state="lost", revision_id="old")
    return dataclasses.replace(
        one, highlights=(gone, one.highlights[1]), sentences={gone.id: "He asked *six times* [[before]] he left."}
    )


@pytest.mark.parametrize(
    "name", ["jsonl", "csl-json", "annotation", "csv", "markdown", "pandoc", "obsidian", "html", "tei"]
)
def test_a_lost_highlight_goes_out_with_the_sentence_it_stood_in(name: str) -> None:
    content = made(named(name), collected(lost())).decode()
    plain_text = content.replace("\\*", "*").replace("\\[", "[").replace("\\]", "]")
    assert "He asked *six times* [[before]] he left." in plain_text


def test_a_cell_that_a_spreadsheet_would_run_is_guarded_and_said_to_be() -> None:
    strings = ["=1+1", "+49", "-5", "@x", "'=x", "'tis", " =1", "plain", "\tx", "＝1"]
    content = made(TABLE, collected(article(strings))).decode()
    cells = [*csv.DictReader(io.StringIO(content, newline=""))]
    assert not any(row["quotation"].lstrip(" ").startswith(("=", "+", "-", "@", "\t", "＝")) for row in cells)
    assert [row["quotation"] for row in read_table(content)] == strings
    assert cells[5]["quotation"] == "'tis"
    assert cells[5]["guarded"] == ""
    assert tuple(cells[0]) == COLUMNS


def test_readwise_gets_its_own_columns() -> None:
    content = made(named("readwise"), collected(article(["=x"], tags=("a b",), notes=lambda _: "so"))).decode()
    row = next(csv.DictReader(io.StringIO(content, newline="")))
    assert tuple(row) == READWISE_COLUMNS
    assert row["Note"] == ".a_b\n\nso"
    assert row["Date"] == WHEN.replace("T", " ").removesuffix("Z")


def test_records_keep_what_they_are_in_bibliographies() -> None:
    item = CslItem(
        "article-1",
        "knuth1984",
        "article-journal",
        "Literate {Programming} & 100 % $x$",
        (Name("Knuth", "Donald E."),),
        "The Computer Journal",
        published="1984-05",
        more='{"DOI": "10.1093/comjnl/27.2.97", "volume": "27"}',
    )
    one = collected(dataclasses.replace(article(["x"]), item=item))
    csl = json.loads(made(named("csl-json"), one))
    assert csl[0]["DOI"] == "10.1093/comjnl/27.2.97"
    assert "@article{knuth1984," in made(named("bibtex"), one).decode()
    assert made(named("ris"), one).startswith(b"TY  - JOUR\r\nID  - knuth1984\r\n")


def test_ranges_in_bibtex_are_written_as_tex_has_them_and_come_back() -> None:
    item = CslItem(
        "article-1", "a", "article-journal", "One – two — three", published="1932/1933",
        url="https://example.org/a–b", more='{"page": "12–33", "volume": "3–4"}',
    )  # fmt: skip
    written = made(named("bibtex"), collected(dataclasses.replace(article([]), item=item))).decode()
    assert "pages = {12--33}" in written
    assert "volume = {3--4}" in written
    assert "date = {1932/1933}" in written
    (work,) = read_marks(Source("file", written.encode(), "a.bib"))
    assert work.record is not None
    assert json.loads(work.record.more) == {"page": "12–33", "volume": "3–4"}
    assert (work.title, work.published, work.url) == (item.title, item.published, item.url)


@pytest.mark.parametrize("format_name", ["csl-json", "bibtex", "ris"])
@pytest.mark.parametrize("note", ["", "Beware: a forgery"])
def test_the_last_update_and_the_note_of_a_record_go_round(format_name: str, note: str) -> None:
    item = CslItem("article-1", "a", "webpage", "Telegrams", container_title="Mondo", note=note, updated="2024-02-25")
    written = made(named(format_name), collected(dataclasses.replace(article([]), item=item)))
    (work,) = read_marks(Source("file", written, f"a.{named(format_name).extension}"))
    back = standing("article-2", work, (), WHEN)
    assert (back.title, back.container_title, back.publisher) == ("Telegrams", "Mondo", "")
    assert (back.note, back.updated) == (note, "2024-02-25")


def test_the_source_in_tei_names_the_last_update() -> None:
    item = CslItem("article-1", "a", "webpage", "Telegrams", updated="2024-02-25")
    written = made(named("tei"), collected(dataclasses.replace(article(["x"]), item=item))).decode()
    assert '<date type="updated" when="2024-02-25">2024-02-25</date>' in written


@pytest.mark.parametrize(
    ("name", "lost"),
    [("bibtex", set[str]()), ("ris", {"number-of-pages", "number-of-volumes", "version", "genre", "chapter-number"})],
)
def test_editors_translators_and_what_else_a_record_says_come_back(name: str, lost: set[str]) -> None:
    more = {
        "editor": [{"family": "van Able", "given": "Ann"}, {"literal": "The Press and Co"}],
        "translator": [{"family": "Roe", "given": "R."}], "abstract": "About it.", "number-of-pages": "312",
        "number-of-volumes": "3", "version": "2", "genre": "essay", "chapter-number": "4",
    }  # fmt: skip
    item = CslItem("article-1", "a", "chapter", "One", (Name("Doe", "J."),), "Whole", published="1999")
    one = dataclasses.replace(article([]), item=dataclasses.replace(item, more=json.dumps(more)))
    (work,) = read_marks(Source("file", made(named(name), collected(one)), "a"))
    assert work.record is not None
    assert work.authors == item.authors
    assert json.loads(work.record.more) == {key: value for key, value in more.items() if key not in lost}


def test_what_is_written_as_csl_json_is_allowed_by_its_rules() -> None:
    items = json.loads(made(named("csl-json"), collected(article(["x"]))))
    assert [faults(item) for item in items] == [()]


@pytest.mark.shared
def test_csl_json_fits_its_schema(shared: Path) -> None:
    import jsonschema

    schema = json.loads((shared / "data" / "csl-schema" / "csl-data.json").read_text("utf-8"))
    found = json.loads(made(named("csl-json"), collected(article(own(), notes=lambda _: "[@mondo2024asked1]"))))
    jsonschema.validate(found, schema)


@given(quotation)
@settings(max_examples=100)
def test_latex_reads_back(text: str) -> None:
    assert plain(latex(text)) == text
    assert "\n" not in latex(text)


def test_a_word_file_is_a_sound_package() -> None:
    content = made(named("docx"), collected(article(["<b>&", "a\tb"], notes=lambda _: "[x](http://a.b/?c=1&d=2)")))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        assert {"[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml"} <= set(package.namelist())
        assert "http://a.b/?c=1&amp;d=2" in package.read("word/_rels/document.xml.rels").decode()


def test_a_page_loads_nothing_and_runs_nothing() -> None:
    note = "![x](http://evil.example/x.png) <script>alert(1)</script> [a](javascript:alert(1)) <img src=x onerror=y>"
    page = made(named("html"), collected(article(["<script>alert(1)</script>"], notes=lambda _: note))).decode()
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript:' not in page
    assert "default-src 'none'" in page


def test_what_a_pdf_does_not_show_is_found() -> None:
    assert unprinted(["It failed six times."], "It failed\r\nsix times.") == []
    assert unprinted(["It failed six times."], "It failed three times.") == ["It failed six times."]
    assert unprinted(["It failed\u03a2."], "It failed.") == [], "what is no sign is in no font"


@pytest.mark.parametrize("printed", ["It is \N{SQUARE BAR} here", "It is bar here", "It is  here"])
def test_a_sign_that_stands_for_letters_may_be_printed_as_itself_as_those_or_as_a_box(printed: str) -> None:
    assert unprinted(["It is \N{SQUARE BAR} here"], printed) == []
    assert unprinted(["It was \N{SQUARE BAR} here"], printed) == ["It was \N{SQUARE BAR} here"]


@pytest.mark.parametrize("order", ["time", "colour", "tag"])
@every_format
def test_the_order_asked_for_is_kept(exporter: Exporter, order: str) -> None:
    one = article(["a", "b", "c"])
    tags, times = (("z",), (), ("b",)), ("2026-03", "2026-01", "2026-02")
    marked = tuple(
        dataclasses.replace(each, tags=tag, created=f"{when}-01T00:00:00Z", color=color)
        for each, tag, when, color in zip(one.highlights, tags, times, ("yellow", "red", "yellow"), strict=True)
    )
    expected = {"time": ["b", "c", "a"], "colour": ["a", "c", "b"], "tag": ["c", "a", "b"]}[order]
    content = made(exporter, collected(dataclasses.replace(one, highlights=marked)), order=order)
    assert exporter.name == "pdf" or read(exporter.name, content) == expected


@every_format
def test_parts_that_are_not_wanted_stay_out(exporter: Exporter) -> None:
    one = article(["quoted"], notes=lambda _: "remarkable", note="noteworthy")
    content = made(exporter, collected(one), parts=frozenset({"record", "highlights"}))
    assert b"remarkable" not in content
    assert b"noteworthy" not in content


@pytest.mark.parametrize("name", ["markdown", "pandoc", "obsidian"])
def test_the_whole_text_has_its_highlights_marked(name: str) -> None:
    one = article(["He knew *it*.", "The rest", "was silence."])
    one = dataclasses.replace(one, highlights=(one.highlights[0], one.highlights[2]))
    content = made(named(name), collected(one), whole=True).decode()
    assert "==He knew \\*it\\*.==" in content
    assert "\n\nThe rest\n\n==was silence.==\n" in content


def test_the_whole_text_of_a_page_has_its_highlights_marked() -> None:
    content = made(named("html"), collected(article(["He <knew>."])), whole=True).decode()
    assert "<mark>He &lt;knew&gt;.</mark>" in content


def test_a_whole_text_of_hostile_strings_reads_as_it_is() -> None:
    for name in ("markdown", "pandoc", "obsidian", "html"):
        made(named(name), collected(article(own())), whole=True)


def test_a_format_that_is_no_text_cannot_be_printed(tmp_path: Path) -> None:
    from desks import add_article
    from postil.services.exporting import render

    library = open_library(tmp_path / "library.postil")
    try:
        article_id = add_article(library)
        for name in ("pdf", "docx", "obsidian"):
            with pytest.raises(Problem, match="--output"):
                render(library, [article_id], name)
    finally:
        library.close()


@every_format
def test_controls_that_a_reader_typed_stop_no_format(exporter: Exporter) -> None:
    controls = "".join(map(chr, range(0x20)))
    one = article(["said"], title=f"a{controls}b", notes=lambda _: f"n{controls}\ufffeo", tags=(f"t{controls}\uffffg",))
    item = dataclasses.replace(
        one.item, authors=(Name("\x07Mondo", "A\x1bda"),), publisher="\x0bp", url="https://a.b/\x01"
    )
    content = made(exporter, collected(dataclasses.replace(one, item=item)))
    assert content or exporter.name == "pdf"
