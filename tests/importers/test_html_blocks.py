"""A page's elements become blocks and spans, its white space is collapsed as a browser does."""

import pytest

from postil.domain.document import Block, Document
from postil.importers import pasted, read


def document(html: str) -> Document:
    return read(pasted("", html)).document


def outline(html: str) -> list[tuple[str, int, str, str]]:
    return [(b.kind, b.level, b.marker, b.text) for b in document(html).blocks]


def spans(html: str) -> list[tuple[str, str, str]]:
    return [(s.kind, b.text[s.start : s.end], s.target) for b in document(html).blocks for s in b.spans]


def test_white_space_collapses_but_a_no_break_space_stays() -> None:
    assert document("<p>\n  one   two\tthree&nbsp;four \n</p>").text == "one two three\u00a0four"


def test_white_space_between_inline_elements_is_one_space() -> None:
    assert document("<p>a <b> b </b> c<i>d</i></p>").text == "a b cd"


def test_a_line_break_is_a_newline_and_two_part_paragraphs() -> None:
    assert [b.text for b in document("<p>one<br>two<br><br>three</p>").blocks] == ["one\ntwo", "three"]


def test_headings_quotations_rules_and_loose_text() -> None:
    html = "<h2>A<br>b</h2>loose<blockquote><p>q</p><blockquote>r</blockquote></blockquote><hr><p>end</p>"
    assert outline(html) == [
        ("heading", 2, "", "A b"),
        ("paragraph", 0, "", "loose"),
        ("quotation", 1, "", "q"),
        ("quotation", 2, "", "r"),
        ("rule", 0, "", ""),
        ("paragraph", 0, "", "end"),
    ]


def test_lists_nest_and_number() -> None:
    html = (
        "<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>c2</p></li></ul>"
        '<ol start="3"><li>d<li value="7">e<li>f</ol><ol type="a"><li>g</ol><ol type="I"><li>h<li>i</ol>'
    )
    assert outline(html) == [
        ("list_item", 1, "•", "a"),
        ("list_item", 2, "•", "b"),
        ("list_item", 1, "•", "c"),
        ("list_item", 1, "", "c2"),
        ("list_item", 1, "3.", "d"),
        ("list_item", 1, "7.", "e"),
        ("list_item", 1, "8.", "f"),
        ("list_item", 1, "a.", "g"),
        ("list_item", 1, "I.", "h"),
        ("list_item", 1, "II.", "i"),
    ]


def test_a_table_of_data_has_rows_cells_and_a_head() -> None:
    html = (
        "<table><caption>Sizes</caption><tr><th>Kind<th>Size</tr><tr><td rowspan=2>oak <br> tree<td>20</tr>"
        "<tr><td>30</tr><tr><td colspan=2>all</tr></table>"
    )
    assert outline(html) == [
        ("paragraph", 0, "", "Sizes"),
        ("table", 1, "", "Kind\tSize\noak tree\t20\n\t30\nall\t"),
    ]


def test_a_table_for_layout_is_only_its_content() -> None:
    html = "<table><tr><td><h2>Head</h2><p>Text</p></td><td>beside</td></tr><tr><td>x<td>y</table>"
    assert [kind for kind, *_ in outline(html)] == ["heading", "paragraph", "paragraph", "paragraph", "paragraph"]


def test_code_keeps_its_white_space_and_language() -> None:
    html = '<pre><code class="language-python">\ndef a():\n    return  1\n</code></pre>'
    assert outline(html) == [("code", 0, "python", "def a():\n    return  1")]


def test_spans_cover_their_words() -> None:
    html = (
        '<p>a <em>b</em> <strong>c <i>d</i></strong> <code>e</code> <a href="https://example.org/x?a=1&amp;b">f</a></p>'
    )
    assert spans(html) == [
        ("emphasis", "b", ""),
        ("strong", "c d", ""),
        ("emphasis", "d", ""),
        ("code", "e", ""),
        ("link", "f", "https://example.org/x?a=1&b"),
    ]


def test_a_span_over_several_paragraphs_goes_on_in_each() -> None:
    target = "https://example.org/"
    assert spans(f'<a href="{target}"><p>one</p><p>two</p></a>') == [("link", "one", target), ("link", "two", target)]


def test_a_reference_to_a_note_is_one() -> None:
    assert spans('<p>word<sup><a href="#fn1">1</a></sup> <a href="#part">there</a></p>') == [
        ("note", "1", "fn1"),
        ("link", "there", "#part"),
    ]


def test_raised_and_lowered_digits_are_not_run_together() -> None:
    assert document("<p>10<sup>6</sup> H<sub>2</sub>O 1<sup>st</sup></p>").text == "10⁶ H₂O 1st"


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>x</p>",
        '<p style="color:red; display : none">x</p>',
        '<div style="visibility:hidden"><p>x</p></div>',
        '<span aria-hidden="true">x</span>',
        "<script>x</script>",
        "<style>x</style>",
        "<noscript>x</noscript>",
        "<template>x</template>",
        "<iframe>x</iframe>",
        "<object>x</object>",
        "<svg><text>x</text></svg>",
        "<select><option>x</option></select>",
        "<button>x</button>",
        "<textarea>x</textarea>",
        "<!-- x -->",
    ],
)
def test_what_a_reader_does_not_see_is_dropped_but_not_the_text_after_it(hidden: str) -> None:
    assert document(f"<div>seen {hidden} too</div>").text.split() == ["seen", "too"]


def test_the_words_of_a_form_stay() -> None:
    assert document("<form onsubmit='x()'><p>words</p><input value='no'></form>").text == "words"


def test_a_figure_has_its_caption_and_address() -> None:
    html = (
        '<base href="https://example.org/a/"><p>before <img src="in.png" alt="inside"> after</p>'
        '<figure><img src="../b.jpg" alt="alt"><figcaption>A <b>caption</b></figcaption></figure>'
        '<img src="https://example.org/pixel.gif" width="1" height="1"><img src="file:///etc/x.png" alt="no">'
    )
    figures = [b for b in document(html).blocks if b.kind == "figure"]
    assert [(b.text, b.source) for b in figures] == [
        ("inside", "https://example.org/a/in.png"),
        ("A caption", "https://example.org/b.jpg"),
    ]
    assert document(html).blocks[0] == Block("paragraph", "before after")


def test_a_figure_without_address_to_resolve_it_is_dropped() -> None:
    assert all(b.kind != "figure" for b in document('<p>x</p><img src="a.png" alt="y">').blocks)


def test_a_table_of_more_columns_than_anybody_reads_loses_none_of_its_words() -> None:
    row = "".join(f"<td>c{number}</td>" for number in range(1_500))
    found = document(f"<table><tr>{row}</tr><tr>{row}</tr></table>").blocks
    assert len(found) == 3_000
    assert found[-1].text == "c1499"


def test_a_row_keeps_what_stands_behind_a_hundred_cells() -> None:
    row = "".join(f"<td>c{number}</td>" for number in range(150))
    (table,) = document(f"<table><tr>{row}</tr><tr>{row}</tr></table>").blocks
    assert table.text.split("\n")[1].split("\t")[-1] == "c149"


def test_cells_that_only_claim_to_be_large_fill_no_memory() -> None:
    rows = "<tr><td colspan=100 rowspan=100>x</td><td>y</td></tr>" * 20_000
    (table,) = document(f"<table>{rows}</table>").blocks
    assert table.text.count("y") == 20_000
    assert len(table.text) < 2_000_000
