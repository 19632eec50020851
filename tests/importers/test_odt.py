"""OpenDocument texts come in as their readers see them."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from postil.domain.document import Block
from postil.domain.problems import Problem
from postil.domain.records import Name
from postil.domain.sources import Imported, Source
from postil.importers import odt, read
from samples import open_document, png

NUMBERED = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" '
    'style:num-suffix=")"/><text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="3" '
    'style:num-suffix="."/></text:list-style>'
)


def parse(
    body: str, more: Mapping[str, str | bytes] | None = None, *, styles: str = "", automatic: str = ""
) -> Imported:
    content = open_document(body, styles=styles, automatic=automatic, more=more)
    return odt.parse(Source("file", content, "lake.odt", "/home/anna/lake.odt"))


def blocks(body: str, *, styles: str = "", automatic: str = "") -> tuple[Block, ...]:
    return parse(body, styles=styles, automatic=automatic).document.blocks


def style(name: str, properties: str = "", *, family: str = "paragraph", parent: str = "", more: str = "") -> str:
    said = f'style:name="{name}" style:family="{family}" style:parent-style-name="{parent}" {more}'
    return f"<style:style {said}>{properties}</style:style>"


def item(*children: str) -> str:
    return f"<text:list-item>{''.join(children)}</text:list-item>"


def test_headings_have_their_levels() -> None:
    body = (
        '<text:h text:outline-level="1">One</text:h><text:h text:outline-level="9">Deep</text:h><text:h>Plain</text:h>'
    )
    assert [(b.kind, b.level, b.text) for b in blocks(body)] == [
        ("heading", 1, "One"),
        ("heading", 6, "Deep"),
        ("heading", 1, "Plain"),
    ]


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("Heading_20_2", "heading", 2),
        ("Title", "heading", 1),
        ("Quotations", "quotation", 1),
        ("Preformatted_20_Text", "code", 0),
        ("Text_20_body", "paragraph", 0),
        ("P1", "quotation", 1),
        ("P2", "heading", 3),
        ("Unheard_of", "paragraph", 0),
    ],
)
def test_a_paragraph_is_what_its_style_or_that_styles_parent_is(name: str, kind: str, level: int) -> None:
    automatic = style("P1", parent="Quotations")
    styles = style("P2", more='style:default-outline-level="3"')
    found = blocks(f'<text:p text:style-name="{name}">The lake rose.</text:p>', styles=styles, automatic=automatic)
    assert [(b.kind, b.level) for b in found] == [(kind, level)]


def test_lines_of_code_are_one_block() -> None:
    body = (
        '<text:p text:style-name="Preformatted_20_Text">if lake:</text:p>'
        '<text:p text:style-name="Preformatted_20_Text"><text:s text:c="4"/>rise()</text:p><text:p>Words</text:p>'
    )
    assert [(b.kind, b.text) for b in blocks(body)] == [("code", "if lake:\n    rise()"), ("paragraph", "Words")]


def test_a_run_looks_as_its_style_or_that_styles_parent_says() -> None:
    automatic = (
        style("T1", '<style:text-properties fo:font-style="italic"/>', family="text")
        + style("T2", '<style:text-properties fo:font-weight="bold"/>', family="text", parent="T1")
        + style("T3", '<style:text-properties style:text-position="super 58%"/>', family="text")
    )
    body = (
        '<text:p>The <text:span text:style-name="T1">lake</text:span> <text:span text:style-name="T2">rose</text:span> '
        '10<text:span text:style-name="T3">6</text:span> '
        '<text:span text:style-name="Source_20_Text">x</text:span>.</text:p>'
    )
    (block,) = blocks(body, automatic=automatic)
    assert block.text == "The lake rose 10⁶ x."
    assert {(block.text[s.start : s.end], s.kind) for s in block.spans} == {
        ("lake", "emphasis"),
        ("rose", "strong"),
        ("rose", "emphasis"),
        ("x", "code"),
    }


def test_spaces_tabs_and_line_breaks_are_kept_as_text_has_them() -> None:
    body = "<text:p>  The<text:s/><text:s text:c='3'/>lake\n rose<text:line-break/>in<text:tab/>the night.</text:p>"
    assert blocks(body)[0].text == "The lake rose\nin the night."


def test_links_go_out_and_nowhere_else() -> None:
    link = '<text:a xlink:href="{href}">{href}</text:a> '
    hrefs = ("https://example.org/", "javascript:alert(1)", "#One|outline", "file:///etc/passwd", "../a.odt")
    (block,) = blocks(f"<text:p>{''.join(link.format(href=href) for href in hrefs)}</text:p>")
    assert [span.target for span in block.spans] == ["https://example.org/"]


def test_lists_have_the_marks_of_their_style() -> None:
    inner = "<text:list>" + item(
        "<text:p>inner</text:p>", "<text:list>" + item("<text:p>deep</text:p>") + "</text:list>"
    )
    body = (
        '<text:list text:style-name="L1">'
        + item("<text:p>First</text:p>", inner + "</text:list>")
        + item("<text:p>Second</text:p>", "<text:p>goes on</text:p>")
        + '</text:list><text:p>Between</text:p><text:list text:style-name="L1" text:continue-numbering="true">'
        + item("<text:p>Third</text:p>")
        + '<text:list-item text:start-value="7"><text:p>Seventh</text:p></text:list-item></text:list>'
    )
    assert [(b.kind, b.level, b.marker, b.text) for b in blocks(body, automatic=NUMBERED)] == [
        ("list_item", 1, "1.", "First"),
        ("list_item", 2, "(a)", "inner"),
        ("list_item", 3, "1.a.1.", "deep"),
        ("list_item", 1, "2.", "Second"),
        ("list_item", 1, "", "goes on"),
        ("paragraph", 0, "", "Between"),
        ("list_item", 1, "3.", "Third"),
        ("list_item", 1, "7.", "Seventh"),
    ]


def test_a_list_without_a_style_has_bullets() -> None:
    assert [(b.marker, b.text) for b in blocks(f"<text:list>{item('<text:p>a</text:p>')}</text:list>")] == [("•", "a")]


def test_a_numbered_heading_is_a_heading() -> None:
    body = f'<text:list text:style-name="L1">{item("<text:h>One</text:h>")}</text:list>'
    assert [(b.kind, b.marker) for b in blocks(body, automatic=NUMBERED)] == [("heading", "")]


def test_a_table_keeps_its_cells() -> None:
    cell = "<table:table-cell{more}><text:p>{text}</text:p></table:table-cell>"
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        + cell.format(more="", text="A")
        + cell.format(more="", text="B")
        + "</table:table-row></table:table-header-rows><table:table-row>"
        + cell.format(more=' table:number-columns-spanned="2"', text="both")
        + "<table:covered-table-cell/></table:table-row><table:table-row>"
        + cell.format(more="", text="1</text:p><text:p>one")
        + cell.format(more="", text="2")
        + "</table:table-row></table:table>"
    )
    (table,) = blocks(body)
    assert (table.kind, table.level, table.text) == ("table", 1, "A\tB\nboth\t\n1 one\t2")


def test_notes_keep_their_references_and_words_behind_the_text() -> None:
    note = (
        '<text:note text:note-class="{kind}"><text:note-citation>{label}</text:note-citation><text:note-body>'
        "<text:p>{words}</text:p></text:note-body></text:note>"
    )
    body = (
        f"<text:p>The lake{note.format(kind='endnote', label='i', words='In the end.')} rose"
        f"{note.format(kind='footnote', label='1', words='Of the valley.')}.</text:p><text:p>Later.</text:p>"
    )
    found = blocks(body)
    assert [(s.kind, s.target) for s in found[0].spans] == [("note", "i"), ("note", "1")]
    assert [(b.kind, b.marker, b.text) for b in found] == [
        ("paragraph", "", "The lakei rose1."),
        ("paragraph", "", "Later."),
        ("rule", "", ""),
        ("list_item", "1.", "Of the valley."),
        ("list_item", "i.", "In the end."),
    ]


def test_what_was_deleted_and_what_others_remarked_is_no_text() -> None:
    body = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>gone</text:p></text:deletion>'
        "</text:changed-region></text:tracked-changes>"
        '<text:p>The <text:change text:change-id="c1"/>lake<office:annotation><text:p>really?'
        '</text:p></office:annotation> <text:change-start text:change-id="c2"/>rose'
        '<text:change-end text:change-id="c2"/>.</text:p>'
    )
    imported = parse(body)
    assert imported.document.text == "The lake rose."
    said = {row.field: row.printed for row in imported.evidence}
    assert (said["comments"], said["changes"]) == ("1", "1")


def test_what_is_hidden_is_no_text() -> None:
    automatic = style("T1", '<style:text-properties text:display="none"/>', family="text")
    body = (
        '<text:section text:display="none"><text:p>hidden</text:p></text:section>'
        '<text:p>The <text:span text:style-name="T1">secret </text:span>lake.</text:p>'
    )
    assert parse(body, automatic=automatic).document.text == "The lake."


def test_a_picture_in_a_box_is_kept_with_its_caption() -> None:
    body = (
        '<text:p>Words<draw:frame><draw:text-box><text:p text:style-name="Illustration"><draw:frame>'
        '<draw:image xlink:href="Pictures/a.png"/></draw:frame>Figure 1: The lake</text:p></draw:text-box></draw:frame>'
        "</text:p>"
    )
    imported = parse(body, {"Pictures/a.png": png()})
    (figure,) = imported.figures
    assert imported.document.blocks[1] == Block("figure", "Figure 1: The lake", source=f"figure:{figure.id}")


def test_a_picture_takes_the_caption_behind_it() -> None:
    body = (
        '<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:title>x</svg:title></draw:frame></text:p>'
        '<text:p text:style-name="Caption">The lake</text:p><text:p>Words</text:p>'
    )
    imported = parse(body, {"Pictures/a.png": png()})
    assert [(b.kind, b.text) for b in imported.document.blocks] == [("figure", "The lake"), ("paragraph", "Words")]


def test_of_a_picture_that_is_not_kept_the_description_stays() -> None:
    body = (
        '<text:p>See <draw:frame><draw:image xlink:href="Pictures/a.svg"/><svg:desc>the lake</svg:desc></draw:frame>'
        " here.</text:p>"
    )
    imported = parse(body, {"Pictures/a.svg": "<svg onload='alert(1)'/>"})
    assert (imported.document.text, imported.figures) == ("See the lake here.", ())


def test_a_formula_is_one_line_of_text() -> None:
    formula = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>E</mi><mo>=</mo><mfrac><mrow><mi>m</mi>'
        "<mo>+</mo><mn>1</mn></mrow><mn>2</mn></mfrac><msup><mi>c</mi><mn>2</mn></msup></mrow><annotation>x</annotation>"
        "</semantics></math>"
    )
    body = '<text:p>So <draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>.</text:p>'
    assert parse(body, {"Object 1/content.xml": formula}).document.text == "So E=(m+1)/2c²."


def test_the_words_of_a_drawing_stand_behind_the_paragraph() -> None:
    body = (
        "<text:p>Words<draw:custom-shape><text:p>In the box</text:p></draw:custom-shape></text:p><text:p>More</text:p>"
    )
    assert parse(body).document.text == "Words\nIn the box\nMore"


def test_the_table_of_contents_is_folded() -> None:
    body = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>no</text:index-title-template>"
        "</text:table-of-content-source><text:index-body><text:p>One<text:tab/>1</text:p></text:index-body>"
        "</text:table-of-content><text:h>One</text:h><text:p>The lake rose.</text:p>"
    )
    assert [(b.text, b.boilerplate) for b in blocks(body)] == [
        ("One 1", "contents"),
        ("One", ""),
        ("The lake rose.", ""),
    ]


def test_pages_are_those_that_the_program_saw() -> None:
    automatic = style("P1", '<style:paragraph-properties fo:break-before="page"/>') + style(
        "P2", '<style:paragraph-properties style:page-number="40"/>', more='style:master-page-name="Standard"'
    )
    body = (
        "<text:p>a</text:p><text:p>b<text:soft-page-break/>c</text:p><text:p>d</text:p>"
        '<text:p text:style-name="P1">e</text:p><text:soft-page-break/><text:p>f</text:p>'
        '<text:p text:style-name="P2">g</text:p>'
    )
    assert [(b.text, b.page) for b in blocks(body, automatic=automatic)] == [
        ("a", "1"),
        ("bc", "1"),
        ("d", "2"),
        ("e", "3"),
        ("f", "4"),
        ("g", "40"),
    ]


def test_without_soft_page_breaks_there_are_no_pages() -> None:
    automatic = style("P1", '<style:paragraph-properties fo:break-before="page"/>')
    assert {
        b.page for b in blocks('<text:p>a</text:p><text:p text:style-name="P1">b</text:p>', automatic=automatic)
    } == {""}


def test_the_bibliography_is_what_the_file_says() -> None:
    meta = (
        "<dc:title>The lake</dc:title><meta:initial-creator>Jane van Doe</meta:initial-creator>"
        "<dc:creator>John Roe</dc:creator><meta:creation-date>2019-05-06T10:00:00</meta:creation-date>"
        "<dc:date>2020-01-02T00:00:00</dc:date><dc:language>de-AT</dc:language>"
    )
    content = open_document("<text:p>It rose.</text:p>", meta=meta)
    imported = odt.parse(Source("file", content, "a.odt"))
    assert (imported.title, imported.authors) == ("The lake", (Name("van Doe", "Jane"),))
    assert (imported.published, imported.updated, imported.language) == ("", "", "de-AT")
    said = {row.field: row.value for row in imported.evidence}
    assert (said["created"], said["modified"]) == ("2019-05-06", "2020-01-02")


def test_a_title_in_the_text_goes_before_the_files_properties() -> None:
    assert parse('<text:p text:style-name="Title">The fire</text:p><text:p>It burned.</text:p>').title == "The fire"


def test_a_template_is_a_text_and_a_spreadsheet_is_none() -> None:
    whole = open_document("<text:p>The lake rose.</text:p>")
    kind = b"application/vnd.oasis.opendocument.text"
    template = open_document("<text:p>The lake rose.</text:p>", more={"mimetype": kind + b"-template"})
    sheet = whole.replace(kind, b"application/vnd.oasis.opendocument.shee")
    assert read(Source("file", template, "a.ott")).importer == "odt"
    with pytest.raises(Problem, match="not a text"):
        read(Source("file", sheet, "a.ods"))


def test_a_locked_text_is_refused_in_a_sentence() -> None:
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry>'
        "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    with pytest.raises(Problem, match=r"“lake.odt” is locked with a password"):
        parse("<text:p>x</text:p>", {"META-INF/manifest.xml": manifest})


@pytest.mark.parametrize("content", ["", "<broken", "\0\1", "<a/>" * 3])
def test_a_damaged_text_is_refused_in_a_sentence(content: str) -> None:
    with pytest.raises(Problem, match=r"“lake.odt” is damaged"):
        parse("<text:p>x</text:p>", {"content.xml": content})


def test_an_empty_text_is_refused_in_a_sentence() -> None:
    with pytest.raises(Problem, match=r"“lake.odt” holds no text"):
        parse("<text:p/>")


@pytest.mark.parametrize("tag", ["text:section", "text:span", "text:list><text:list-item", "table:table"])
def test_hundreds_of_thousands_of_elements_within_each_other_are_refused(tag: str) -> None:
    with pytest.raises(Problem, match="so deeply"):
        parse(f"<text:p>x</text:p>{f'<{tag}>' * 200_000}")


def test_two_hundred_lists_within_each_other_are_read() -> None:
    body = "<text:list><text:list-item>" * 120 + "<text:p>deep</text:p>" + "</text:list-item></text:list>" * 120
    assert [(b.kind, b.text) for b in blocks(body)] == [("list_item", "deep")]


def test_hundreds_of_thousands_of_elements_are_refused() -> None:
    with pytest.raises(Problem, match="more than 300,000 parts"):
        parse("<text:p>x</text:p>" + "<text:s/>" * 800_000)


def test_a_million_columns_are_no_more_than_those_written() -> None:
    cell = '<table:table-cell table:number-columns-repeated="1000000"><text:p>{}</text:p></table:table-cell>'
    row = (
        f'<table:table-row table:number-rows-repeated="1000000">{cell.format("a")}{cell.format("b")}</table:table-row>'
    )
    assert blocks(f"<table:table>{row * 2}</table:table>")[0].text == "a\tb\na\tb"
    assert len(blocks(f"<table:table>{row * 2}</table:table>")) == 1


def test_spaces_without_end_are_bounded() -> None:
    body = '<text:p text:style-name="Preformatted_20_Text">a<text:s text:c="999999999"/>b</text:p>'
    assert len(blocks(body)[0].text) < 2000


def test_an_entity_neither_grows_nor_reads_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    entities = f'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "{secret.as_uri()}">]>'
    plain = open_document("<text:p>The lake &b; &c; rose.</text:p>")
    content = zipfile.ZipFile(io.BytesIO(plain)).read("content.xml").decode()
    text = parse("", {"content.xml": entities + content}).document.text
    assert "lollol" not in text
    assert "the secret" not in text
    assert text.startswith("The lake")


def test_styles_that_are_each_others_parents_do_no_harm() -> None:
    automatic = style("A", parent="B") + style("B", parent="A")
    assert blocks('<text:p text:style-name="A">The lake rose.</text:p>', automatic=automatic)[0].kind == "paragraph"
