"""PDFs: their text in the order in which it is read, and what it is."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pdfs import WIDTH, Drawn, Linked, Pdf, Set, below, lines, prose
from postil.domain.document import Block
from postil.domain.problems import PasswordNeeded, Problem
from postil.domain.sources import Imported, Source
from postil.importers import read
from postil.importers.registry import choose

LAKE = "The ice on the upper lake was thick enough in January to carry a horse and a heavy sledge over it. " * 6
SHORE = "Along the shore the fishermen had cut holes, and beside each of them stood a little flag of red cloth. " * 6


def article(made: Pdf, password: str = "") -> Imported:
    return read(Source("file", made.content(), "lake.pdf", "/tmp/lake.pdf", password=password))


def blocks(made: Pdf) -> tuple[Block, ...]:
    return article(made).document.blocks


def text_of(made: Pdf) -> list[str]:
    return [block.text for block in blocks(made) if not block.boilerplate]


def test_lines_become_one_paragraph() -> None:
    assert text_of(Pdf().page(prose(LAKE))) == [LAKE.strip()]


def test_a_wider_gap_begins_a_paragraph() -> None:
    first = prose(LAKE)
    assert text_of(Pdf().page(first, prose(SHORE, y=below(first)))) == [LAKE.strip(), SHORE.strip()]


def test_an_indent_begins_a_paragraph() -> None:
    rows = [*prose(LAKE), *prose(SHORE, y=0)]
    made = [Set(60, 100 + 12 * index, row.text) for index, row in enumerate(rows)]
    second = len(prose(LAKE))
    made[second] = Set(80, made[second].y, made[second].text[:90])
    assert text_of(Pdf().page(made[: second + 3]))[0] == LAKE.strip()


def test_a_line_that_ends_early_ends_a_paragraph() -> None:
    made = lines(["one word " * 10, "The end of it.", "two words " * 9, "and so on until here"])
    assert [text[:3] for text in text_of(Pdf().page(made))] == ["one", "two"]


def test_two_columns_are_read_one_after_the_other() -> None:
    made = Pdf().page(Set(150, 60, "Ice on the upper lake", 20), prose(LAKE, 60, 120, 220), prose(SHORE, 320, 120, 220))
    assert text_of(made) == ["Ice on the upper lake", LAKE.strip(), SHORE.strip()]


def test_columns_are_told_though_the_file_goes_line_by_line() -> None:
    left, right = prose(LAKE, 60, 120, 220), prose(SHORE, 320, 120, 220)
    woven = [line for pair in zip(left, right, strict=False) for line in pair]
    rest = [*left[len(right) :], *right[len(left) :]]
    assert text_of(Pdf().page(woven, rest)) == [LAKE.strip(), SHORE.strip()]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    rows = [line.text for line in prose(LAKE + SHORE, width=220)]
    third = len(rows) // 3
    made = Pdf().page(lines(rows[:third]), lines(rows[third : 2 * third], x=320)).page(lines(rows[2 * third :]))
    whole = blocks(made)
    assert [block.text for block in whole] == [(LAKE + SHORE).strip()]
    assert whole[0].page == "1"


def test_what_stands_across_columns_parts_them() -> None:
    made = Pdf().page(
        prose(LAKE, 60, 100, 220), prose(LAKE, 320, 100, 220),
        Set(60, 400, "A heading over both of the columns of this page", 18),
        prose(SHORE, 60, 450, 220), prose(SHORE, 320, 450, 220),
    )  # fmt: skip
    assert [text[:5] for text in text_of(made)] == ["The i", "The i", "A hea", "Along", "Along"]


@pytest.mark.parametrize(
    ("rows", "whole"),
    [
        (["we measured the thick-", "ness of the ice"], "we measured the thickness of the ice"),
        (["it is well known, and", "a well-", "known fact"], "it is well known, and a well-known fact"),
        (["a state-of-the-", "art drill was used"], "a state-of-the-art drill was used"),
        (["in the years 1914-", "1918 it was cold"], "in the years 1914-1918 it was cold"),
        (["the Franco-", "Prussian war began"], "the Franco-Prussian war began"),
        (["both pre-", "and post-war maps"], "both pre- and post-war maps"),
        (["see https://example.org/ice-", "report for more"], "see https://example.org/ice-report for more"),
        (["the thick\u00ad", "ness of the ice"], "the thickness of the ice"),
        (["a co-op and the co-", "op in town"], "a co-op and the co-op in town"),
        (["it goes with-", "out saying, with it or out of it"], "it goes without saying, with it or out of it"),
        (["the SCIEN-", "TIFIC results"], "the SCIENTIFIC results"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_goes_or_stays(rows: list[str], whole: str) -> None:
    made = Pdf().page(lines(rows), prose(LAKE, y=400))
    assert text_of(made)[0] == whole


def test_a_break_between_chinese_characters_is_no_space() -> None:
    made = Pdf(language="zh").page(
        lines(["湖上的冰在一月里已经厚得可以让一匹马走", "过去，渔夫们在岸边凿了洞，每个洞旁边都", "插着一面小红旗。"])
    )
    assert text_of(made) == [
        "湖上的冰在一月里已经厚得可以让一匹马走过去，渔夫们在岸边凿了洞，每个洞旁边都插着一面小红旗。"
    ]


def test_chinese_set_from_top_to_bottom_is_read_so() -> None:
    made = Pdf().page(
        Set(300, 100, "湖上的冰，一月里很", 10, "Vertical"), Set(280, 100, "厚，马走过去了。", 10, "Vertical")
    )
    assert text_of(made) == ["湖上的冰，一月里很厚，马走过去了。"]


def test_hebrew_comes_in_logical_order() -> None:
    # A file holds such a line as it is seen: the first letter stands at the right.
    words = "הקרח על האגם היה עבה"
    assert text_of(Pdf().page(Set(100, 100, words[::-1], 14))) == [words]


def test_ligatures_become_letters_and_nothing_else_changes() -> None:
    made = Pdf().page(Set(60, 100, "ﬁnd the ﬂag, oﬃce; x² ½ № ™ stay"))
    assert text_of(made) == ["find the flag, office; x² ½ № ™ stay"]


def test_headings_are_told_by_size_and_weight() -> None:
    made = Pdf().page(
        Set(60, 60, "Ice on the upper lake", 22),
        Set(60, 110, "Methods", 14, "Body-Bold"),
        prose(LAKE, y=140),
        Set(60, 260, "How we drilled", 10, "Body-Bold"),
        prose(SHORE, y=280),
    )
    found = [(block.text, block.level) for block in blocks(made) if block.kind == "heading"]
    assert found == [("Ice on the upper lake", 1), ("Methods", 2), ("How we drilled", 3)]
    assert article(made).title == "Ice on the upper lake"


def test_numbers_tell_the_depth_of_headings_of_one_look() -> None:
    made = Pdf().page(
        Set(60, 60, "Ice on the upper lake", 22),
        Set(60, 110, "1 Methods", 12, "Body-Bold"),
        Set(60, 140, "1.1 Drilling", 12, "Body-Bold"),
        prose(LAKE, y=170),
        Set(60, 300, "1.1.1 Bits", 12, "Body-Bold"),
        prose(SHORE, y=330),
    )
    assert [block.level for block in blocks(made) if block.kind == "heading"] == [1, 2, 3, 4]


def test_the_outline_makes_headings_of_what_does_not_look_like_any() -> None:
    made = Pdf(outline=[("Along the shore", 0)]).page(
        Set(60, 60, "Ice on the upper lake", 22), Set(60, 100, "Along the shore"), prose(LAKE, y=130)
    )
    assert [(block.kind, block.level) for block in blocks(made)] == [("heading", 1), ("heading", 2), ("paragraph", 0)]


def test_a_bold_word_in_a_sentence_is_strong_and_no_heading() -> None:
    made = Pdf().page(
        Set(60, 100, "It was "), Set(95, 100, "not", 10, "Body-Bold"), Set(115, 100, "thick."), prose(LAKE, y=200)
    )
    first = blocks(made)[0]
    assert (first.kind, first.text) == ("paragraph", "It was not thick.")
    assert [(first.text[span.start : span.end], span.kind) for span in first.spans] == [("not", "strong")]


def report(pages: int) -> Pdf:
    made = Pdf()
    for number in range(1, pages + 1):
        made.page(
            Set(60, 40, "Reports of the lake society"),
            prose(f"Page {number} speaks of its own. {LAKE}", y=90),
            Set(290, 770, str(number + 300)),
        )
    return made


def test_running_heads_and_page_numbers_are_marked_and_stay_in_the_text() -> None:
    found = [(block.text, block.boilerplate) for block in blocks(report(4)) if block.boilerplate]
    assert found[:2] == [("Reports of the lake society", "running_head"), ("301", "page_number")]
    assert len(found) == 8
    assert [block.page for block in blocks(report(4)) if not block.boilerplate] == ["301", "302", "303", "304"]


def test_heads_that_name_the_chapter_are_running_heads_too() -> None:
    made = Pdf()
    for number in range(1, 9):
        head = "The northern shore" if number < 5 else "The southern shore"
        made.page(Set(60, 40, f"{number}"), Set(300, 40, head), prose(f"Number {number}. {LAKE}", y=90))
    assert {block.boilerplate for block in blocks(made) if "shore" in block.text} == {"running_head"}


def test_a_first_line_that_differs_on_each_page_is_no_running_head() -> None:
    made = Pdf()
    for word in ("January", "February", "March"):
        made.page(prose(f"{word} was cold. {LAKE}", y=60))
    assert not any(block.boilerplate for block in blocks(made))


def test_every_block_has_the_label_of_its_page() -> None:
    made = Pdf(labels="0 << /S /r >> 1 << /S /D /St 7 >>")
    made.page(prose("A preface. " + LAKE)).page(prose("A chapter. " + SHORE))
    assert [block.page for block in blocks(made)] == ["i", "7"]


def test_pages_without_labels_are_counted() -> None:
    made = Pdf().page(prose("One. " + LAKE)).page(prose("Two. " + SHORE))
    assert [block.page for block in blocks(made)] == ["1", "2"]


def test_footnotes_stand_after_their_page_and_part_no_paragraph() -> None:
    rows = [line.text for line in prose(LAKE)]
    note = [Set(60, 700, "1", 5), Set(64, 703, "So the keeper of the lighthouse says.", 7)]
    mark = Set(len(rows[0]) * 5 + 60, 96, "1", 6)
    made = Pdf().page(lines(rows[:4]), mark, note).page(lines(rows[4:]))
    first, second = blocks(made)
    assert first.text.replace("1", "", 1) == LAKE.strip()
    assert [(first.text[span.start : span.end], span.kind) for span in first.spans] == [("1", "note")]
    assert second.text == "1 So the keeper of the lighthouse says."


def test_lists_have_their_marks() -> None:
    made = Pdf().page(
        prose(LAKE),
        lines(["• drill", "• measure", "• write down"], y=300),
        lines(["1. the north", "2. the south"], y=400),
    )
    items = [(block.marker, block.text) for block in blocks(made) if block.kind == "list_item"]
    assert items == [("•", "drill"), ("•", "measure"), ("•", "write down"), ("1.", "the north"), ("2.", "the south")]


def test_a_line_that_begins_with_a_year_is_no_list() -> None:
    rows = ["the ice on the lake was measured first in the cold month of January", "1914. It was thick then."]
    assert text_of(Pdf().page(lines(rows), prose(SHORE, y=300)))[0] == " ".join(rows)


def test_a_table_is_read_by_its_rows() -> None:
    rows = [("Month", "Ice", "Snow"), ("January", "40", "12"), ("February", "55", "20"), ("March", "31", "4")]
    cells = [Set(80 + 150 * c, 100 + 14 * r, cell) for r, row in enumerate(rows) for c, cell in enumerate(row)]
    table = blocks(Pdf().page(cells, prose(LAKE, y=300)))[0]
    assert (table.kind, table.text) == ("table", "\n".join("\t".join(row) for row in rows))


def test_code_keeps_its_lines_and_indents() -> None:
    code = [Set(80, 300, "if ice:", 10, "Mono"), Set(100, 312, "walk()", 10, "Mono")]
    found = blocks(Pdf().page(prose(LAKE), code, prose(SHORE, y=400)))
    assert [(block.kind, block.text) for block in found][1] == ("code", "if ice:\n    walk()")


def test_links_lead_where_they_did_and_nowhere_harmful() -> None:
    made = Pdf().page(
        Set(60, 100, "Read the report here and there."),
        Linked(75, 695, 70, 14, "https://example.org/ice"),
        Linked(150, 695, 80, 14, "javascript:alert(1)"),
        prose(LAKE, y=300),
    )
    spans = blocks(made)[0].spans
    assert [(span.kind, span.target) for span in spans] == [("link", "https://example.org/ice")]


def test_pictures_come_with_their_captions() -> None:
    made = article(
        Pdf().page(prose(LAKE), Drawn(100, 350, 200, 150), Set(60, 470, "Figure 1: the lake."), prose(SHORE, y=550))
    )
    figure = made.document.blocks[1]
    assert (figure.kind, figure.text) == ("figure", "Figure 1: the lake.")
    assert figure.source == f"figure:{made.figures[0].id}"
    assert made.figures[0].content.startswith(b"\x89PNG")


def test_text_along_the_edge_is_marked() -> None:
    made = Pdf().page(prose(LAKE), Set(20, 400, "stamp of an archive", 10, "Body", "0 1 -1 0"))
    assert [(block.text, block.boilerplate) for block in blocks(made)][1:] == [("stamp of an archive", "margin")]


def test_a_page_that_lies_on_its_side_is_read() -> None:
    rows = [Set(100 + 12 * i, 700, line.text, 10, "Body", "0 1 -1 0") for i, line in enumerate(prose(LAKE))]
    assert text_of(Pdf().page(rows)) == [LAKE.strip()]


def test_an_accent_that_is_drawn_over_a_letter_is_put_on_it() -> None:
    made = Pdf().page(Set(60, 100, "Niels M"), Set(95, 100, "\u00a8"), Set(95, 100, "oller came"))
    assert text_of(made) == ["Niels Möller came"]


def test_letterspaced_words_are_words() -> None:
    glyphs = [Set(60 + 9 * i + (6 if i > 4 else 0), 100, c) for i, c in enumerate("UPPERLAKES")]
    assert text_of(Pdf().page(glyphs, prose(LAKE, y=200)))[0] == "UPPER LAKES"


def test_a_large_first_letter_stands_before_its_line() -> None:
    rows = [line.text for line in prose(LAKE, width=400)]
    made = Pdf().page(
        Set(60, 124, rows[0][0], 34),
        Set(80, 100, rows[0][1:]),
        lines(rows[1:2], x=80, y=112),
        lines(rows[2:], y=124, x=80),
    )
    assert text_of(made)[0].startswith("The ice on the upper lake")


def test_text_beyond_the_page_is_left_out() -> None:
    assert text_of(Pdf().page(prose(LAKE), Set(WIDTH + 100, 300, "off the page"))) == [LAKE.strip()]


# What a PDF says of itself


def test_a_title_that_is_printed_too_is_certain() -> None:
    made = article(
        Pdf(info={"Title": "Ice on the upper lake"}).page(Set(60, 60, "Ice on the upper lake", 20), prose(LAKE))
    )
    row = next(row for row in made.evidence if row.field == "title")
    assert (made.title, row.origin, row.guess) == ("Ice on the upper lake", "PDF title", False)


@pytest.mark.parametrize("title", ["Microsoft Word - ice_final2.docx", "untitled", "lake.indd", "Slide 1", "ms_0412"])
def test_the_name_of_a_file_or_template_is_no_title(title: str) -> None:
    made = article(Pdf(info={"Title": title}).page(Set(60, 60, "Ice on the upper lake", 20), prose(LAKE)))
    assert made.title == "Ice on the upper lake"


def test_an_author_counts_and_an_account_does_not() -> None:
    named = article(Pdf(info={"Author": "Jane Doe; John Roe"}).page(prose(LAKE)))
    assert [str(name) for name in named.authors] == ["Jane Doe", "John Roe"]
    assert next(row for row in named.evidence if row.field == "authors").guess
    assert article(Pdf(info={"Author": "admin"}).page(prose(LAKE))).authors == ()


def test_the_day_a_file_was_made_is_not_the_day_of_publication() -> None:
    made = article(Pdf(info={"CreationDate": "D:20240225120000+01'00'"}).page(prose(LAKE)))
    row = next(row for row in made.evidence if row.field == "created")
    assert (made.published, row.value, row.guess) == ("", "2024-02-25", True)


def test_a_date_of_publication_in_the_xmp_is_one() -> None:
    xmp = (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<prism:publicationDate>2021-03-05</prism:publicationDate><prism:publicationName>Lakes</prism:publicationName>"
        "<dc:creator><rdf:Seq><rdf:li>Jane Doe</rdf:li></rdf:Seq></dc:creator>"
        "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    )
    made = article(Pdf(xmp=xmp).page(prose(LAKE)))
    assert (made.published, made.site, made.type) == ("2021-03-05", "Lakes", "article-journal")
    assert [str(name) for name in made.authors] == ["Jane Doe"]


def test_the_declared_language_is_kept() -> None:
    assert article(Pdf(language="en-NZ").page(prose(LAKE))).language == "en-NZ"


# What does not come in


def test_a_locked_pdf_asks_for_its_password() -> None:
    made = Pdf(password="säge").page(prose(LAKE))
    with pytest.raises(PasswordNeeded, match=r"“lake\.pdf” is locked"):
        article(made)
    with pytest.raises(PasswordNeeded, match="does not open with this password"):
        article(made, "saw")
    assert article(made, "säge").document.text == LAKE.strip()


def test_a_scanned_pdf_says_that_it_holds_no_text() -> None:
    with pytest.raises(Problem, match="holds no text, only pictures of its pages"):
        article(Pdf().page(Drawn(0, 0, 600, 800)))


def test_an_empty_pdf_says_so() -> None:
    with pytest.raises(Problem, match="holds no text: its pages are empty"):
        article(Pdf().page())


def test_letters_that_nobody_can_tell_are_refused() -> None:
    with pytest.raises(Problem, match="does not say which letters they are"):
        article(Pdf().page(prose("\x01\x02\x03\x04 5(& \x11\x12 " * 20)))


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9])
def test_a_truncated_pdf_is_read_or_refused_in_a_sentence(cut: float) -> None:
    content = report(3).content()
    try:
        found = read(Source("file", content[: int(cut * len(content))], "lake.pdf")).document.text
    except Problem as problem:
        found = str(problem)
    assert "upper lake" in found or "lake.pdf" in found


def test_what_only_says_that_it_is_a_pdf_is_refused() -> None:
    with pytest.raises(Problem, match="is damaged, or is no PDF though it says so"):
        read(Source("file", b"%PDF-1.7\nnothing of the kind", "lake.txt"))


def test_a_text_about_pdfs_is_a_text() -> None:
    assert (
        choose(Source("file", b"# Formats\n\nA file that begins with %PDF-1.4 is a PDF.\n", "a.md")).name == "markdown"
    )


def test_bytes_before_the_mark_do_no_harm() -> None:
    content = b"\n" * 20 + Pdf().page(prose(LAKE)).content()
    assert choose(Source("file", content, "download")).name == "pdf"
    assert read(Source("file", content, "download")).document.text == LAKE.strip()


# What holds for any page

SETTINGS = st.builds(
    Set,
    st.integers(20, 300).map(float),
    st.integers(20, 780).map(float),
    st.text("abcdefgh ABC.,-", min_size=1, max_size=40),
    st.sampled_from([6.0, 9.0, 10.0, 12.0, 20.0]),
    st.sampled_from(["Body", "Body-Bold", "Body-Italic", "Mono"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(SETTINGS, max_size=30, unique_by=lambda each: (each.x, each.y)), max_size=3))
def test_every_letter_of_a_page_is_in_the_text_and_no_other(pages: list[list[Set]]) -> None:
    # Letters drawn over each other are one to PDFium: each page has its own heights. It gives none beyond the edge.
    apart = [
        [
            Set(min(s.x, WIDTH - 0.62 * len(s.text) * s.size), 20 + 24 * i, s.text, s.size, s.face)
            for i, s in enumerate(page)
        ]
        for page in pages
    ]
    printed = Counter(re.sub(r"[^\w]", "", "".join(s.text for page in apart for s in page)))
    try:
        read_text = article(Pdf([list(page) for page in apart])).document
    except Problem:
        assert not printed
        return
    # The mark of a list item stands beside its text.
    marks = "".join(block.marker for block in read_text.blocks)
    assert Counter(re.sub(r"[^\w]", "", read_text.text + marks)) == printed
    assert all(block.page in {"1", "2", "3"} for block in read_text.blocks)
