"""Books come in as a reader knows them: chapters, contents, notes, pictures, pages, bibliography."""

from pathlib import Path

import pytest

from postil.domain.document import Block
from postil.domain.problems import Problem
from postil.domain.records import Name
from postil.domain.sources import Imported, Source
from postil.importers import epub, read
from samples import XHTML, book, chapter, contents, png, zipped

ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
    '<enc:EncryptedData><enc:EncryptionMethod Algorithm="{algorithm}"/><enc:CipherData>'
    '<enc:CipherReference URI="{uri}"/></enc:CipherData></enc:EncryptedData></encryption>'
)


def source(content: bytes) -> Source:
    return Source("file", content, "lake.epub", "/home/anna/lake.epub")


def parse(content: bytes) -> Imported:
    return epub.parse(source(content))


def blocks(body: str) -> tuple[Block, ...]:
    return parse(book({"one.xhtml": chapter(body)})).document.blocks


def outline(imported: Imported) -> list[tuple[int, str]]:
    return [(b.level, b.text) for b in imported.document.blocks if b.kind == "heading" and not b.boilerplate]


def notes(imported_blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    return [(b.text[s.start : s.end], s.target) for b in imported_blocks for s in b.spans if s.kind == "note"]


# Chapters


def test_chapters_come_in_the_order_of_the_spine() -> None:
    pages = {name: chapter(f"<p>{name}</p>") for name in ("a.xhtml", "b.xhtml", "c.xhtml")}
    order = '<itemref idref="c.xhtml"/><itemref idref="a.xhtml"/><itemref idref="b.xhtml" linear="no"/>'
    assert parse(book(pages, spine=order)).document.text == "c.xhtml\na.xhtml"


def test_a_chapter_that_the_spine_names_twice_comes_in_once() -> None:
    assert parse(book({"a.xhtml": chapter("<p>A</p>")}, spine='<itemref idref="a.xhtml"/>' * 3)).document.text == "A"


def test_a_chapter_that_is_not_there_is_left_out() -> None:
    order = '<itemref idref="gone"/><itemref idref="nowhere"/><itemref idref="a.xhtml"/>'
    manifest = f'<item id="gone" href="gone.xhtml" media-type="{XHTML}"/>'
    assert parse(book({"a.xhtml": chapter("<p>A</p>")}, spine=order, manifest=manifest)).document.text == "A"


def test_what_cannot_be_read_gives_way_to_what_stands_in_for_it() -> None:
    manifest = (
        '<item id="film" href="film.mp4" media-type="video/mp4" fallback="drawing"/>'
        '<item id="drawing" href="d.psd" media-type="image/psd" fallback="a.xhtml"/>'
    )
    imported = parse(book({"a.xhtml": chapter("<p>A</p>")}, spine='<itemref idref="film"/>', manifest=manifest))
    assert imported.document.text == "A"


def test_a_page_with_a_wrong_media_type_comes_in() -> None:
    page = {"a.xhtml": chapter("<p>A</p>")}
    manifest = '<item id="x" href="a.xhtml" media-type="application/octet-stream"/>'
    assert parse(book(page, spine='<itemref idref="x"/>', manifest=manifest)).document.text == "A"


def test_a_page_that_is_no_xml_is_read_as_a_browser_reads_it() -> None:
    page = "<html><body><p>The lake & the <b>village<p>rose&nbsp;&eacute;</body>"
    assert parse(book({"a.xhtml": page})).document.text == "The lake & the village\nrose\u00a0é"


def test_named_letters_of_html_are_spelled_out() -> None:
    assert (
        blocks("<p>caf&eacute;&nbsp;&mdash; &amp; &lt;tea&gt; &unknown;</p>")[0].text == "café\u00a0— & <tea> &unknown;"
    )


def test_a_page_in_another_encoding_is_read_in_it() -> None:
    page = chapter("<p>Žilina</p>").replace('"utf-8"', '"windows-1250"').encode("cp1250")
    content = book({"a.xhtml": "x"}, more={"text/a.xhtml": page})
    assert parse(content).document.text == "Žilina"


def test_of_alternatives_the_one_for_every_reader_stays() -> None:
    body = (
        '<epub:switch><epub:case required-namespace="x"><p>CML</p></epub:case>'
        "<epub:default><p>H2O</p></epub:default></epub:switch>"
    )
    assert [block.text for block in blocks(body)] == ["H2O"]


def test_what_stands_in_for_an_embedded_object_stays() -> None:
    assert [block.text for block in blocks('<object data="x.swf"><p>A drawing of the lake</p></object>')] == [
        "A drawing of the lake"
    ]


def test_a_script_and_its_style_are_no_words() -> None:
    body = "<script>alert(1)</script><style>p {}</style><p>Words<script>alert(2)</script></p>"
    assert [block.text for block in blocks(body)] == ["Words"]


def test_links_out_stay_and_links_within_lead_nowhere() -> None:
    body = (
        '<p id="here"><a href="https://example.org/">out</a> <a href="two.xhtml">in</a> <a href="#here">here</a> '
        '<a href="javascript:alert(1)">run</a> <a href="file:///etc/passwd">file</a></p>'
    )
    block = blocks(body)[0]
    assert block.text == "out in here run file"
    assert [(span.kind, span.target) for span in block.spans] == [("link", "https://example.org/")]


def test_quotations_lists_tables_and_code_keep_their_kinds() -> None:
    body = (
        "<blockquote><p>Quoted</p></blockquote><ol><li>First</li></ol><pre>code</pre>"
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
    )
    assert [(b.kind, b.text) for b in blocks(body)] == [
        ("quotation", "Quoted"),
        ("list_item", "First"),
        ("code", "code"),
        ("table", "A\tB\n1\t2"),
    ]


# Contents


def test_the_contents_give_the_headings_their_levels() -> None:
    pages = {
        "one.xhtml": chapter("<h1>One</h1><p>a</p><h2 id='x'>Of water</h2><p>b</p><h3>Deep</h3><p>c</p>"),
        "two.xhtml": chapter("<h1>Two</h1><p>d</p>"),
    }
    items = (
        '<li><span>Part</span><ol><li><a href="one.xhtml">One</a><ol><li><a href="one.xhtml#x">Of water</a></li></ol>'
        '</li><li><a href="two.xhtml">Two</a></li></ol></li>'
    )
    imported = parse(book(pages, nav=contents(items)))
    assert outline(imported) == [(1, "Part"), (2, "One"), (3, "Of water"), (4, "Deep"), (2, "Two")]


def test_a_chapter_without_a_heading_gets_that_of_the_contents() -> None:
    pages = {"one.xhtml": chapter("<p>The lake rose.</p>")}
    imported = parse(book(pages, nav=contents('<li><a href="one.xhtml">The\n  first night</a></li>')))
    assert [(b.kind, b.level, b.text) for b in imported.document.blocks] == [
        ("heading", 1, "The first night"),
        ("paragraph", 0, "The lake rose."),
    ]


def test_a_paragraph_of_the_same_words_is_the_heading() -> None:
    pages = {"one.xhtml": chapter('<p class="t">CHAPTER I.</p><p class="s">The Lake</p><p>It rose.</p>')}
    imported = parse(book(pages, nav=contents('<li><a href="one.xhtml">Chapter I: The lake</a></li>')))
    assert [(b.kind, b.text) for b in imported.document.blocks] == [
        ("heading", "CHAPTER I."),
        ("paragraph", "The Lake"),
        ("paragraph", "It rose."),
    ]


def test_a_heading_of_other_words_at_the_place_counts() -> None:
    pages = {"one.xhtml": chapter("<h2>I</h2><p>The lake rose.</p>")}
    imported = parse(book(pages, nav=contents('<li><a href="one.xhtml">The first night</a></li>')))
    assert outline(imported) == [(1, "I")]


def test_contents_that_lead_into_the_midst_of_a_page_part_it_there() -> None:
    pages = {"one.xhtml": chapter('<p>Before.</p><p id="x">After.</p><p>More.</p>')}
    imported = parse(book(pages, nav=contents('<li><a href="one.xhtml#x">The second night</a></li>')))
    assert imported.document.text == "Before.\nThe second night\nAfter.\nMore."


def test_contents_that_lead_nowhere_do_no_harm() -> None:
    pages = {"one.xhtml": chapter("<p>The lake rose.</p>")}
    items = (
        '<li><a href="gone.xhtml">Gone</a></li><li><a href="https://example.org/">Out</a></li><li><a>Nothing</a></li>'
    )
    assert outline(parse(book(pages, nav=contents(items)))) == []


def test_the_ncx_of_an_older_book_is_its_contents() -> None:
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>One</text></navLabel>'
        '<content src="one.xhtml"/><navPoint><navLabel><text>Of water</text></navLabel>'
        '<content src="one.xhtml#x"/></navPoint></navPoint></navMap></ncx>'
    )
    pages = {"one.xhtml": chapter('<p>The lake.</p><p id="x">It rose.</p>')}
    imported = parse(book(pages, ncx=ncx))
    assert outline(imported) == [(1, "One"), (2, "Of water")]


def test_a_page_of_contents_in_the_text_is_folded() -> None:
    pages = {"one.xhtml": chapter("<h1>One</h1><p>The lake rose.</p>")}
    nav = contents('<li><a href="one.xhtml">One</a></li>').replace("<nav ", "<h1>Contents</h1><nav ", 1)
    order = '<itemref idref="nav"/><itemref idref="one.xhtml"/>'
    imported = parse(book(pages, nav=nav, spine=order))
    assert [(b.text, b.boilerplate) for b in imported.document.blocks] == [
        ("Contents", "contents"),
        ("One", "contents"),
        ("One", ""),
        ("The lake rose.", ""),
    ]


# Notes


def test_a_note_keeps_its_reference_and_its_words() -> None:
    body = (
        '<p>The lake<a epub:type="noteref" href="#n1"><sup>1</sup></a> rose.</p><p>Later.</p>'
        '<aside epub:type="footnote" id="n1"><p>1. Of the valley. <a href="#r1" role="doc-backlink">↩</a></p></aside>'
    )
    found = blocks(body)
    assert [(b.kind, b.marker, b.text) for b in found] == [
        ("paragraph", "", "The lake1 rose."),
        ("paragraph", "", "Later."),
        ("list_item", "1.", "Of the valley."),
    ]
    assert notes(found) == [("1", "1")]


def test_a_note_in_the_midst_of_the_text_goes_to_the_end_of_its_section() -> None:
    body = (
        '<section><p>The lake<a epub:type="noteref" href="#n">*</a> rose.</p>'
        '<aside epub:type="footnote" id="n" hidden="hidden">Of the valley.</aside> <p>Later.</p></section><p>End.</p>'
    )
    assert [block.text for block in blocks(body)] == ["The lake* rose.", "Later.", "Of the valley.", "End."]


def test_endnotes_in_a_page_of_their_own_are_found() -> None:
    pages = {
        "one.xhtml": chapter('<p>The lake<sup><a id="r1" href="notes.xhtml#n1">1</a></sup> rose.</p>'),
        "notes.xhtml": chapter('<h2>Notes</h2><p><a id="n1" href="one.xhtml#r1">1</a>. Of the <i>valley</i>.</p>'),
    }
    imported = parse(book(pages, spine='<itemref idref="one.xhtml"/><itemref idref="notes.xhtml" linear="no"/>'))
    note = imported.document.blocks[-1]
    assert notes(imported.document.blocks) == [("1", "1")]
    assert (note.kind, note.marker, note.text) == ("list_item", "1.", "Of the valley.")
    assert [note.text[s.start : s.end] for s in note.spans] == ["valley"]


@pytest.mark.parametrize("printed", ["[1]", "(1)", "1"])
def test_a_number_that_leads_there_and_back_is_a_reference(printed: str) -> None:
    body = (
        f'<p>The lake<a id="r" href="#n">{printed}</a> rose.</p>'
        f'<div id="n"><hr/><p><a href="#r">{printed}</a> Of it.</p></div>'
    )
    found = blocks(body)
    assert notes(found) == [(printed, "1")]
    assert (found[-1].marker, found[-1].text) == ("1.", "Of it.")


def test_a_number_in_an_index_is_no_reference_to_a_note() -> None:
    body = '<p>The lake <span id="page12"/>rose in the night.</p><p>Lake, <a href="#page12">12</a></p>'
    assert notes(blocks(body)) == []


def test_a_line_of_the_contents_is_no_reference_to_a_note() -> None:
    body = '<ol><li><a href="#c1">1</a></li></ol><h2 id="c1">1</h2><p>The lake rose.</p>'
    assert notes(blocks(body)) == []


# Pictures


def test_a_picture_is_kept_with_its_caption() -> None:
    body = '<figure><img src="../lake%20a.png" alt="x"/><figcaption>The lake</figcaption></figure><p>Words</p>'
    imported = parse(book({"one.xhtml": chapter(body)}, more={"lake a.png": png()}))
    (figure,) = imported.figures
    assert (figure.media_type, figure.content) == ("image/png", png())
    assert imported.document.blocks[0] == Block("figure", "The lake", source=f"figure:{figure.id}")


def test_one_picture_in_many_places_is_kept_once() -> None:
    body = '<p>Words</p><img src="a.png" alt="a"/><p>More</p><img src="b.png" alt="b"/>'
    imported = parse(book({"one.xhtml": chapter(body)}, more={"text/a.png": png(), "text/b.png": png()}))
    assert len(imported.figures) == 1
    assert [b.text for b in imported.document.blocks if b.kind == "figure"] == ["a", "b"]


def test_a_cover_within_a_drawing_is_kept() -> None:
    body = '<svg xmlns="http://www.w3.org/2000/svg"><title>no</title><image xlink:href="a.png"/></svg><p>Words</p>'
    imported = parse(book({"one.xhtml": chapter(body)}, more={"text/a.png": png()}))
    assert len(imported.figures) == 1
    assert imported.document.text.strip() == "Words"


def test_a_drawing_never_runs_and_its_description_stays() -> None:
    body = '<p>See <img src="a.svg" alt="the lake from above"/> here.</p>'
    svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
    imported = parse(book({"one.xhtml": chapter(body)}, more={"text/a.svg": svg}))
    assert imported.figures == ()
    assert imported.document.text == "See the lake from above here."


def test_a_chapter_that_is_a_drawing_gives_its_words() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>The <tspan>lake</tspan></text><script>alert(1)</script></svg>'
    manifest = '<item id="d" href="d.svg" media-type="image/svg+xml"/>'
    content = book({}, spine='<itemref idref="d"/>', manifest=manifest, more={"text/d.svg": svg})
    assert parse(content).document.text == "The lake"


def test_a_picture_of_a_chapters_first_letter_is_that_letter() -> None:
    imported = parse(
        book({"one.xhtml": chapter('<p><img src="t.png" alt="T"/>he lake rose.</p>')}, more={"text/t.png": png()})
    )
    assert imported.document.text == "The lake rose."


def test_what_claims_to_be_a_kept_picture_is_none() -> None:
    assert [b.kind for b in blocks(f'<p>Words</p><img src="figure:{"0" * 64}"/>')] == ["paragraph"]


# Pages


def test_blocks_know_the_printed_page_that_they_begin_on() -> None:
    body = (
        '<p>a</p><p><span epub:type="pagebreak" id="p2" title="2"/>b '
        '<span role="doc-pagebreak" aria-label="page 3"/>c</p>'
        '<p>d</p><div epub:type="pagebreak" id="p4">4</div><p>e</p>'
    )
    assert [(b.text, b.page) for b in blocks(body)] == [("a", ""), ("b c", "2"), ("d", "3"), ("e", "4")]


def test_page_numbers_printed_in_the_text_of_older_books_are_no_words() -> None:
    body = (
        '<p>The <span class="pagenum"><a id="Page_12">[Pg 12]</a></span>lake.</p><p class="pagenum" id="Page_xiv"></p>'
        '<p>It rose.<a class="x-ebookmaker-pageno" title="15"></a></p><p class="pagenumbers">Of the year 1987.</p>'
    )
    assert [(b.text, b.page) for b in blocks(body)] == [
        ("The lake.", ""),
        ("It rose.", "xiv"),
        ("Of the year 1987.", "15"),
    ]


def test_what_a_collection_says_of_its_files_is_folded() -> None:
    body = (
        '<section class="pg-boilerplate pgheader"><h2>The eBook</h2><p>You may copy it.</p></section>'
        '<p>The lake rose.</p><div class="pg-boilerplate">End</div>'
    )
    assert [(b.text, b.boilerplate) for b in blocks(body)] == [
        ("The eBook", "licence"),
        ("You may copy it.", "licence"),
        ("The lake rose.", ""),
        ("End", "licence"),
    ]


def test_the_list_of_pages_names_them() -> None:
    pages = {"one.xhtml": chapter('<p><a id="x"/>a</p>'), "two.xhtml": chapter("<p>b</p>")}
    nav = contents('<li><a href="one.xhtml">One</a></li>', '<li><a href="one.xhtml#x">xiv</a></li>')
    imported = parse(book(pages, nav=nav))
    assert [(b.text, b.page) for b in imported.document.blocks] == [("One", "xiv"), ("a", "xiv"), ("b", "xiv")]


# Bibliography


def test_the_bibliography_is_what_the_package_says() -> None:
    metadata = (
        '<dc:title id="s">A history</dc:title><dc:title id="t">The lake</dc:title>'
        '<meta refines="#t" property="title-type">main</meta><meta refines="#s" property="title-type">subtitle</meta>'
        '<dc:creator id="c2">John Roe</dc:creator><dc:creator id="c1">Jane van Doe</dc:creator>'
        '<meta refines="#c1" property="display-seq">1</meta><meta refines="#c2" property="display-seq">2</meta>'
        '<meta refines="#c1" property="file-as">van Doe, Jane</meta>'
        '<dc:creator id="i">Ivy Illustrator</dc:creator><meta refines="#i" property="role">ill</meta>'
        "<dc:publisher>Lake Press</dc:publisher><dc:date>1987-05</dc:date><dc:language>en-gb</dc:language>"
        "<dc:identifier>urn:isbn:978-0-306-40615-7</dc:identifier>"
    )
    imported = parse(book({"one.xhtml": chapter("<p>The lake rose.</p>")}, metadata=metadata))
    assert imported.title == "The lake: A history"
    assert imported.authors == (Name("van Doe", "Jane"), Name("Roe", "John"))
    assert (imported.publisher, imported.published, imported.language) == ("Lake Press", "1987-05", "en-GB")
    assert imported.type == "book"
    said = {row.field: (row.value, row.printed) for row in imported.evidence}
    assert said["isbn"] == ("9780306406157", "urn:isbn:978-0-306-40615-7")
    assert said["identifier"] == ("urn:isbn:978-0-306-40615-7", "urn:isbn:978-0-306-40615-7")
    assert said["published"] == ("1987-05", "1987-05")


def test_the_bibliography_of_an_older_book_is_in_attributes() -> None:
    metadata = (
        '<dc:title>The lake</dc:title><dc:creator opf:role="aut" opf:file-as="Doe, Jane">Jane Doe</dc:creator>'
        '<dc:creator opf:role="trl">Tom Translator</dc:creator>'
        '<dc:date opf:event="modification">2020-01-01</dc:date><dc:date opf:event="publication">1851</dc:date>'
        '<dc:identifier opf:scheme="ISBN">0-306-40615-2</dc:identifier>'
    )
    imported = parse(book({"one.xhtml": chapter("<p>The lake rose.</p>")}, metadata=metadata))
    assert imported.authors == (Name("Doe", "Jane"),)
    assert imported.published == "1851"
    assert {row.field: row.value for row in imported.evidence}["isbn"] == "0306406152"


@pytest.mark.parametrize(
    ("printed", "edtf"),
    [
        ("2008", "2008"),
        ("2008-05", "2008-05"),
        ("2008-05-20T00:00:00Z", "2008-05-20"),
        ("20 May 2008", "2008-05-20"),
        ("0101-01-01T00:00:00+00:00", ""),
        ("2008-13-40", "2008"),
        ("soon", ""),
    ],
)
def test_a_date_has_the_precision_that_is_printed(printed: str, edtf: str) -> None:
    metadata = f"<dc:title>The lake</dc:title><dc:date>{printed}</dc:date>"
    assert parse(book({"one.xhtml": chapter("<p>It rose.</p>")}, metadata=metadata)).published == edtf


def test_nothing_is_invented_for_a_book_that_says_nothing() -> None:
    imported = parse(book({"one.xhtml": chapter("<p>It rose in 1987.</p>")}, metadata=""))
    assert (imported.title, imported.authors, imported.published, imported.publisher) == ("lake", (), "", "")
    assert next(row for row in imported.evidence if row.field == "title").guess


# Books that are not as they should be


def test_a_book_without_its_media_type_is_a_book() -> None:
    whole = book({"one.xhtml": chapter("<p>The lake rose.</p>")})
    assert read(source(whole.replace(b"mimetype", b"nimetype"))).importer == "epub"


def test_a_book_without_its_container_is_read_by_its_package() -> None:
    content = book({"one.xhtml": chapter("<p>A</p>")}, more={"META-INF/container.xml": "<broken"})
    assert parse(content).document.text == "A"


def test_a_book_without_a_package_is_read_by_the_names_of_its_pages() -> None:
    pages = {"b.xhtml": chapter("<p>B</p>"), "a.xhtml": chapter("<p>A</p>")}
    assert parse(zipped({"META-INF/container.xml": "", **pages})).document.text == "A\nB"


def test_fonts_may_be_encrypted() -> None:
    encrypted = ENCRYPTED.format(algorithm="http://www.idpf.org/2008/embedding", uri="text/font.otf")
    content = book({"one.xhtml": chapter("<p>A</p>")}, more={"META-INF/encryption.xml": encrypted})
    assert parse(content).document.text == "A"


def test_a_locked_book_is_refused_in_a_sentence() -> None:
    encrypted = ENCRYPTED.format(algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc", uri="text/one.xhtml")
    content = book({"one.xhtml": "\0\1\2"}, more={"META-INF/encryption.xml": encrypted})
    with pytest.raises(Problem, match=r"“lake.epub” is locked to the shop .* \(DRM\)"):
        parse(content)


@pytest.mark.parametrize("members", [{}, {"a.txt": "x"}, {"META-INF/container.xml": "<container/>"}])
def test_an_archive_without_chapters_is_refused_in_a_sentence(members: dict[str, str]) -> None:
    with pytest.raises(Problem, match=r"“lake.epub” holds no chapters"):
        parse(zipped(members))


def test_a_book_whose_chapters_are_missing_is_refused_in_a_sentence() -> None:
    with pytest.raises(Problem, match=r"“lake.epub” lists chapters that are not in it"):
        parse(book({"one.xhtml": "", "two.xhtml": "\0\0\0"}))


def test_a_book_of_pictures_alone_is_refused_in_a_sentence() -> None:
    with pytest.raises(Problem, match=r"“lake.epub” holds no text"):
        parse(book({"one.xhtml": chapter('<img src="a.png"/>')}, more={"text/a.png": png()}))


def test_a_million_elements_within_each_other_are_refused() -> None:
    with pytest.raises(Problem, match="so deeply"):
        parse(book({"one.xhtml": chapter("<div>" * 1_000_000)}))


def test_a_million_elements_after_each_other_are_refused() -> None:
    with pytest.raises(Problem, match="more than 300,000 parts"):
        parse(book({"one.xhtml": chapter("<br/>" * 1_000_000)}))


def test_many_chapters_of_many_elements_are_refused() -> None:
    page = chapter("<br/>" * 100_000)
    with pytest.raises(Problem, match="more than 300,000 parts"):
        parse(book({f"{number}.xhtml": page for number in range(5)}))


def test_entities_that_stand_for_entities_do_not_grow() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
    page = chapter("<p>The lake &c; rose.</p>").replace("<!DOCTYPE html>", bomb)
    assert "lollol" not in parse(book({"one.xhtml": page})).document.text


@pytest.mark.parametrize("member", ["text/one.xhtml", "text/book.opf", "META-INF/container.xml"])
def test_an_entity_does_not_read_a_file(member: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    entity = f'<!DOCTYPE x [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    page = chapter("<p>The lake &x; rose.</p>").replace("<!DOCTYPE html>", entity)
    package = (
        f'{entity}<package><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>&x; Lake</dc:title>'
        "</metadata></package>"
    )
    more = {"text/one.xhtml": page, "text/book.opf": package, "META-INF/container.xml": f"{entity}<a>&x;</a>"}
    imported = parse(book({"one.xhtml": chapter("<p>The lake rose.</p>")}, more={member: more[member]}))
    assert "the secret" not in imported.document.text + imported.title


def test_a_reference_out_of_the_book_reads_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png())
    places = (f"{tmp_path}/a.png", f"../../../..{tmp_path}/a.png", (tmp_path / "a.png").as_uri())
    body = "<p>Words</p>" + "".join(f'<img src="{place}"/>' for place in places)
    assert parse(book({"one.xhtml": chapter(body)})).figures == ()


def test_contents_nested_without_end_do_no_harm() -> None:
    items = '<li><a href="one.xhtml">One</a><ol>' * 200 + "</ol></li>" * 200
    imported = parse(book({"one.xhtml": chapter("<p>The lake rose.</p>")}, nav=contents(items)))
    assert all(level <= 6 for level, _ in outline(imported))


def test_every_public_book_comes_in_or_is_refused_in_a_sentence(shared: Path) -> None:
    paths = sorted((shared / "data" / "epub").glob("*.epub"))
    if not paths:
        pytest.skip("the public books are not among the shared material")
    refused: list[str] = []
    for path in paths:
        try:
            imported = read(Source("file", path.read_bytes(), path.name, str(path)))
        except Problem as problem:
            refused.append(str(problem))
            continue
        assert imported.title
        assert imported.document.text.strip()
    assert refused == ["“s-svg-in-spine.epub” holds no text; there is nothing to read in it."]


def test_a_public_book_of_many_notes_keeps_them_all(shared: Path) -> None:
    path = shared / "data" / "epub" / "s-wasteland.epub"
    if not path.is_file():
        pytest.skip("this book is not among the shared material")
    found = read(Source("file", path.read_bytes(), path.name, str(path))).document.blocks
    assert len(notes(found)) == len([b for b in found if b.kind == "list_item" and b.marker == "*"]) > 40
