"""Word files: what a reader sees of them, and what strangers may have put into them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from postil.domain.document import Block
from postil.domain.problems import Problem
from postil.domain.sources import Imported, Source
from postil.importers import read
from postil.importers.files import load
from samples import png, word_document, zipped

_SCHEMAS = "http://schemas.openxmlformats.org"
_OFFICE = f"{_SCHEMAS}/officeDocument/2006/relationships"
_DECLARED = (
    f'xmlns:w="{_SCHEMAS}/wordprocessingml/2006/main" xmlns:r="{_OFFICE}" '
    f'xmlns:m="{_SCHEMAS}/officeDocument/2006/math" xmlns:a="{_SCHEMAS}/drawingml/2006/main" '
    f'xmlns:wp="{_SCHEMAS}/drawingml/2006/wordprocessingDrawing" xmlns:pic="{_SCHEMAS}/drawingml/2006/picture" '
    f'xmlns:mc="{_SCHEMAS}/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    f'xmlns:dgm="{_SCHEMAS}/drawingml/2006/diagram" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def word(
    body: str,
    parts: Mapping[str, str] | None = None,
    *,
    relations: str = "",
    core: str = "",
    more: Mapping[str, bytes | str] | None = None,
) -> Source:
    """A Word file of this body; ``parts`` are XML parts beside it by the kind of their relation ("styles")."""
    parts = parts or {}
    own = "".join(f'<Relationship Id="{k}" Type="{_OFFICE}/{k}" Target="{k}.xml"/>' for k in parts)
    linked = f'<Relationships xmlns="{_SCHEMAS}/package/2006/relationships">{own}{relations}</Relationships>'
    roots = {"numbering": "numbering", "styles": "styles", "settings": "settings"}
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{_SCHEMAS}/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_SCHEMAS}/package/2006/relationships"><Relationship Id="d" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="c" '
        f'Type="{_SCHEMAS}/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>",
        "word/document.xml": f"<w:document {_DECLARED}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": linked,
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_SCHEMAS}/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"{core}</cp:coreProperties>",
    }
    for kind, inside in parts.items():
        root = roots.get(kind, kind)
        members[f"word/{kind}.xml"] = f"<w:{root} {_DECLARED}>{inside}</w:{root}>"
    return Source("file", zipped(members | dict(more or {}), stored=()), "lake.docx", "/home/anna/lake.docx")


def p(text: str = "", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text) if text else ''}</w:p>"


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def blocks(source: Source) -> list[Block]:
    return list(read(source).document.blocks)


def texts(source: Source) -> list[str]:
    return [block.text for block in blocks(source)]


def origin(imported: Imported, field: str) -> tuple[str, str, bool]:
    row = next(row for row in imported.evidence if row.field == field)
    return row.value, row.origin, row.guess


STYLES = (
    '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="berschrift2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Outlined"><w:name w:val="Part"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Subtitle"/><w:basedOn w:val="Titel"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Intense Quote"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Code"><w:name w:val="HTML Preformatted"/></w:style>'
    '<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/></w:style>'
    '<w:style w:type="character" w:styleId="Verbatim"><w:name w:val="Verbatim Char"/></w:style>'
)


def styled(style: str, text: str) -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>')


def test_styles_say_what_a_paragraph_is() -> None:
    body = (
        styled("Titel", "The lake") + styled("Sub", "A report") + styled("berschrift2", "Night") + styled("Mine", "Day")
        + styled("Outlined", "Part one") + p("By hand", '<w:outlineLvl w:val="3"/>') + styled("Zitat", "It rose.")
        + styled("Code", "a = 1") + styled("Code", "b = 2") + p("It fell.")
    )  # fmt: skip
    found = [(b.kind, b.level, b.text) for b in blocks(word(body, {"styles": STYLES}))]
    assert found == [
        ("heading", 1, "The lake"),
        ("paragraph", 0, "A report"),
        ("heading", 2, "Night"),
        ("heading", 2, "Day"),
        ("heading", 1, "Part one"),
        ("heading", 4, "By hand"),
        ("quotation", 1, "It rose."),
        ("code", 0, "a = 1\nb = 2"),
        ("paragraph", 0, "It fell."),
    ]


def test_emphasis_links_and_code_become_spans() -> None:
    runs = [
        run("It "), run("rose", "<w:b/>"), run(" by "), run("ten", "<w:b w:val='0'/><w:i/>"), run(" m"),
        run("2", "<w:vertAlign w:val='superscript'/>"), run(" in "), "<w:hyperlink r:id='h'>", run("the "),
        run("night", "<w:i/>"), "</w:hyperlink>", run(" and "), run("x", "<w:rStyle w:val='Verbatim'/>"), run(" or "),
        run("y", "<w:rStyle w:val='Fett'/>"), "<w:hyperlink w:anchor='end'>", run(" end"), "</w:hyperlink>",
    ]  # fmt: skip
    body = f"<w:p>{''.join(runs)}</w:p>"
    link = f'<Relationship Id="h" Type="{_OFFICE}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
    (block,) = blocks(word(body, {"styles": STYLES}, relations=link))
    assert block.text == "It rose by ten m² in the night and x or y end"
    assert [(s.kind, block.text[s.start : s.end], s.target) for s in block.spans] == [
        ("strong", "rose", ""),
        ("emphasis", "ten", ""),
        ("link", "the night", "https://example.org/"),
        ("emphasis", "night", ""),
        ("code", "x", ""),
        ("strong", "y", ""),
        ("link", "end", "#end"),
    ]


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "vbscript:x"])
def test_a_link_that_could_run_or_reach_in_is_dropped(target: str) -> None:
    link = f'<Relationship Id="h" Type="{_OFFICE}/hyperlink" Target="{target}" TargetMode="External"/>'
    field = (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK \"" + target + '"</w:instrText></w:r>'
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r>"
        + run("there")
        + "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )
    (block,) = blocks(word(f"<w:p><w:hyperlink r:id='h'>{run('here ')}</w:hyperlink>{field}</w:p>", relations=link))
    assert (block.text, block.spans) == ("here there", ())


def test_fields_show_their_results_and_lead_where_they_lead() -> None:
    body = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPER</w:instrText></w:r>"
        '<w:r><w:instrText>LINK "https://example.org/a" \\l "b" </w:instrText></w:r>'
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('a link')}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
        f"{run(' on page ')}<w:fldSimple w:instr='PAGE'>{run('7')}</w:fldSimple>"
        "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>"
        "</w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    )
    (block,) = blocks(word(body))
    assert block.text == "a link on page 7☒"
    assert [(s.kind, s.target) for s in block.spans] == [("link", "https://example.org/a#b")]


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
    "</w:lvlOverride></w:num>"
)


def item(number: int, level: int, text: str) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_list_items_carry_the_numbers_that_word_shows() -> None:
    body = (
        item(1, 0, "one") + item(1, 1, "one a") + item(1, 1, "one b") + p("between") + item(1, 0, "two")
        + item(1, 1, "two a") + item(2, 0, "point") + item(3, 0, "seven") + item(3, 0, "eight")
    )  # fmt: skip
    found = [(b.kind, b.level, b.marker, b.text) for b in blocks(word(body, {"numbering": NUMBERING}))]
    assert found == [
        ("list_item", 1, "1.", "one"),
        ("list_item", 2, "1.a)", "one a"),
        ("list_item", 2, "1.b)", "one b"),
        ("paragraph", 0, "", "between"),
        ("list_item", 1, "2.", "two"),
        ("list_item", 2, "2.a)", "two a"),
        ("list_item", 1, "•", "point"),
        ("list_item", 1, "7.", "seven"),
        ("list_item", 1, "8.", "eight"),
    ]


def test_a_numbered_heading_shows_its_number() -> None:
    body = p("Night", '<w:outlineLvl w:val="0"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    assert texts(word(body, {"numbering": NUMBERING})) == ["1. Night"]


def test_notes_are_referred_to_and_stand_at_the_end() -> None:
    def reference(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    body = (
        f"<w:p>{run('It rose.')}{reference('footnote', 5)}{run(' It fell.')}{reference('endnote', 2)}"
        f"{reference('footnote', 4)}{reference('footnote', 99)}</w:p>"
    )
    footnotes = (
        f'<w:footnote w:type="separator" w:id="-1">{p("---")}</w:footnote>'
        f'<w:footnote w:id="4">{p("Second.")}</w:footnote><w:footnote w:id="5">{p("First.")}{p("More.")}</w:footnote>'
        f'<w:footnote w:id="6">{p("Never referred to.")}</w:footnote>'
    )
    endnotes = f'<w:endnote w:id="2">{p("At the end.")}</w:endnote>'
    found = blocks(word(body, {"footnotes": footnotes, "endnotes": endnotes}))
    assert found[0].text == "It rose.[1] It fell.[i][2]"
    assert [(s.kind, s.target) for s in found[0].spans] == [
        ("note", "footnote-5"),
        ("note", "endnote-2"),
        ("note", "footnote-4"),
    ]
    assert [(b.kind, b.marker, b.text) for b in found[1:]] == [
        ("rule", "", ""),
        ("list_item", "1.", "First."),
        ("list_item", "", "More."),
        ("list_item", "2.", "Second."),
        ("list_item", "i.", "At the end."),
    ]


def cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def test_a_table_keeps_its_cells_in_their_places() -> None:
    rows = (
        "<w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell(p("Day")) + cell(p("Metres")) + cell(p("Rain")) + "</w:tr>"
        "<w:tr>"
        + cell(p("Monday"), "<w:vMerge w:val='restart'/>")
        + cell(p("10"), "<w:gridSpan w:val='2'/>")
        + "</w:tr>"
        "<w:tr>" + cell(p(), "<w:vMerge/>") + cell(p("11")) + cell(item(1, 0, "much") + item(1, 0, "wet")) + "</w:tr>"
        "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cell(p("12")) + cell(p("none")) + "</w:tr>"
    )
    (block,) = blocks(word(f"<w:tbl>{rows}</w:tbl>", {"numbering": NUMBERING}))
    assert (block.kind, block.level) == ("table", 1)
    assert block.text == "Day\tMetres\tRain\nMonday\t10\t\n\t11\t1. much 2. wet\n\t12\tnone"


def test_a_table_within_a_table_is_there() -> None:
    inner = f"<w:tbl><w:tr>{cell(p('a'))}{cell(p('b'))}</w:tr><w:tr>{cell(p('c'))}{cell(p('d'))}</w:tr></w:tbl>"
    found = texts(word(f"<w:tbl><w:tr>{cell(p('around') + inner + p('it'))}</w:tr></w:tbl>"))
    assert found == ["around", "a\tb\nc\td", "it"]


def picture(relation: str, description: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{description}"/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def image(relation: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="{relation}" Type="{_OFFICE}/image" Target="{target}" {mode}/>'


def test_pictures_are_kept_with_their_descriptions() -> None:
    source = word(
        f"<w:p>{run('See:')}{picture('i', 'The lake')}</w:p>",
        relations=image("i", "media/1.png"),
        more={"word/media/1.png": png()},
    )
    imported = read(source)
    (figure,) = imported.figures
    assert (figure.media_type, figure.content) == ("image/png", png())
    assert [(b.kind, b.text, b.source) for b in imported.document.blocks] == [
        ("paragraph", "See:", ""),
        ("figure", "The lake", f"figure:{figure.id}"),
    ]


@pytest.mark.parametrize(
    ("target", "content"),
    [
        ("media/1.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>" * 3),
        ("media/1.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>" * 3),
        ("media/1.emf", b"\x01\x00\x00\x00" * 50),
        ("../../../../etc/passwd", b""),
        ("media/missing.png", b""),
    ],
)
def test_what_is_no_picture_of_the_file_is_left_out_and_said(target: str, content: bytes) -> None:
    more = {f"word/{target}": content} if content else {}
    imported = read(word(f"<w:p>{run('See:')}{picture('i')}</w:p>", relations=image("i", target), more=more))
    assert [block.text for block in imported.document.blocks] == ["See:"]
    assert not imported.figures
    assert origin(imported, "drawings") == ("1 drawing could not be kept", "drawings", False)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "javascript:x", "\\\\host\\share\\x.png"])
def test_a_picture_elsewhere_is_not_looked_at_on_this_machine(target: str) -> None:
    linked = picture("i").replace("r:embed", "r:link")
    body = f"<w:p>{run('See:')}{linked}</w:p>"
    assert texts(word(body, relations=image("i", target, 'TargetMode="External"'))) == ["See:"]


def box(text: str) -> str:
    return f"<w:txbxContent>{p(text)}</w:txbxContent>"


def test_a_text_box_stands_behind_its_paragraph_once() -> None:
    body = (
        f"<w:p>{run('Beside.')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic>"
        f"<a:graphicData><wps:wsp><wps:txbx>{box('In the box.')}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        f"</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box('In the box.')}</v:textbox>"
        f"</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>{p('After.')}"
    )
    assert texts(word(body)) == ["Beside.", "In the box.", "After."]


def test_the_words_of_a_diagram_are_there() -> None:
    shape = "<a:graphic><a:graphicData><dgm:relIds r:dm='g'/></a:graphicData></a:graphic>"
    body = f"<w:p><w:r><w:drawing><wp:inline>{shape}</wp:inline></w:drawing></w:r></w:p>"
    points = "".join(
        f"<dgm:pt><dgm:t><a:p><a:r><a:t>{word}</a:t></a:r></a:p></dgm:t></dgm:pt>" for word in ("up", "down")
    )
    source = word(
        p("Below:") + body,
        relations=f'<Relationship Id="g" Type="{_OFFICE}/diagramData" Target="diagrams/data1.xml"/>',
        more={"word/diagrams/data1.xml": f"<dgm:dataModel {_DECLARED}>{points}</dgm:dataModel>"},
    )
    assert texts(source) == ["Below:", "up", "down"]


def test_insertions_are_kept_and_deletions_dropped() -> None:
    body = (
        f"<w:p>{run('It ')}<w:ins>{run('rose')}</w:ins><w:del><w:r><w:delText>fell</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run(' gone')}</w:moveFrom></w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Two ')}</w:p>{p('in one.')}"
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell(p('deleted row'))}</w:tr><w:tr>{cell(p('row'))}</w:tr></w:tbl>"
    )
    imported = read(word(body))
    assert [b.text for b in imported.document.blocks] == ["It rose", "Two in one.", "row"]
    assert origin(imported, "changes") == ("4 tracked changes taken as accepted", "tracked changes", False)


def test_comments_are_left_out_and_counted() -> None:
    body = f"<w:p>{run('It rose.')}<w:r><w:commentReference w:id='0'/></w:r></w:p>"
    imported = read(word(body, {"comments": f"<w:comment w:id='0'>{p('Really?')}</w:comment>"}))
    assert imported.document.text == "It rose."
    assert origin(imported, "comments") == ("1 comment left out", "comments", False)


def test_hidden_text_is_not_shown() -> None:
    assert texts(word(f"<w:p>{run('seen')}{run(' unseen', '<w:vanish/>')}</w:p>")) == ["seen"]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>", "a‑bc"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t><w:br w:type='page'/></w:r>", "a\nb\nc"),
        ("<w:r><w:sym w:font='Symbol' w:char='F061'/><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>", "α✓"),
        ("<w:r><w:sym w:font='Arial' w:char='00E9'/><w:sym w:font='Nobody Dings' w:char='F0E9'/></w:r>", "é�"),
        (run("\uf061", "<w:rFonts w:ascii='Symbol'/>"), "α"),
        (
            f"<w:r><w:ruby><w:rt>{run('みずうみ')}</w:rt><w:rubyBase>{run('湖')}</w:rubyBase></w:ruby></w:r>",
            "湖（みずうみ）",
        ),
        (f"<w:sdt><w:sdtContent>{run('chosen')}</w:sdtContent></w:sdt>", "chosen"),
        (f"<w:smartTag>{run('tagged')}</w:smartTag><w:bdo w:val='rtl'>{run(' turned')}</w:bdo>", "tagged turned"),
        ("<w:r><w:t>** and _stars_ &amp; &lt;b&gt;</w:t></w:r>", "** and _stars_ & <b>"),
    ],
)  # fmt: skip
def test_all_that_is_seen_of_a_line_is_there(inside: str, text: str) -> None:
    assert texts(word(f"<w:p>{inside}</w:p>")) == [text]


def math(inside: str) -> str:
    return f"<w:p><m:oMath>{inside}</m:oMath></w:p>"


def between(lower: str, upper: str) -> str:
    return f"<m:sub>{sign(lower)}</m:sub><m:sup>{sign(upper)}</m:sup>"


def sign(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f"<m:f><m:num>{sign('a+b')}</m:num><m:den>{sign('2')}</m:den></m:f>", "(a+b)/2"),
        (f"<m:sSup><m:e>{sign('x')}</m:e><m:sup>{sign('2')}</m:sup></m:sSup>", "x²"),
        (f"<m:sSub><m:e>{sign('x')}</m:e><m:sub>{sign('q, r')}</m:sub></m:sSub>", "x_(q, r)"),
        (f"<m:rad><m:deg/><m:e>{sign('y')}</m:e></m:rad>", "√(y)"),
        (
            f"<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr>{between('i=1', 'n')}<m:e>{sign('i')}</m:e></m:nary>",
            "∑_(i=1)^n i",
        ),
        (
            f"<m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=']'/></m:dPr><m:e>{sign('a')}</m:e></m:d>",
            "[a]",
        ),
        (
            f"<m:m><m:mr><m:e>{sign('1')}</m:e><m:e>{sign('0')}</m:e></m:mr><m:mr><m:e>{sign('0')}</m:e></m:mr></m:m>",
            "1, 0; 0",
        ),
    ],
)  # fmt: skip
def test_a_formula_is_a_line_of_text(inside: str, text: str) -> None:
    assert texts(word(math(inside))) == [text]


CORE = (
    "<dc:title>Of lakes</dc:title><dc:creator>Jane Doe; Jón Jónsson</dc:creator><dc:language>en-GB</dc:language>"
    "<dcterms:created>2020-02-01T10:00:00Z</dcterms:created><dcterms:modified>2021-03-04T10:00:00Z</dcterms:modified>"
)


def test_properties_are_taken_for_what_they_are() -> None:
    imported = read(word(p("It rose."), core=CORE))
    assert (imported.title, imported.language, imported.type) == ("Of lakes", "en-GB", "document")
    assert [str(name) for name in imported.authors] == ["Jane Doe", "Jón Jónsson"]
    assert origin(imported, "authors") == ("Jane Doe; Jón Jónsson", "document properties", True)
    assert origin(imported, "created")[0] == "2020-02-01"
    assert origin(imported, "modified")[0] == "2021-03-04"
    assert (imported.published, imported.updated) == ("", "")


def test_a_title_in_the_text_goes_before_the_properties() -> None:
    imported = read(word(styled("Titel", "The lake") + p("It rose."), {"styles": STYLES}, core=CORE))
    assert origin(imported, "title") == ("The lake", "title paragraph", False)


@pytest.mark.parametrize("creator", ["python-docx", "Microsoft Office User", "admin"])
def test_a_program_is_no_author(creator: str) -> None:
    assert read(word(p("It rose."), core=f"<dc:creator>{creator}</dc:creator>")).authors == ()


def test_without_any_title_the_files_name_is_a_guess() -> None:
    imported = read(word(p("It rose."), core="<dc:title>Word Document</dc:title>"))
    assert origin(imported, "title") == ("lake", "file name", True)


def test_files_of_the_strict_kind_are_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f"<w:document xmlns:w='{strict}'><w:body>{p('It rose.')}</w:body></w:document>"
    assert texts(word("", more={"word/document.xml": body})) == ["It rose."]


# What strangers may have put into a file.

ENTITIES = '<!DOCTYPE w:document [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "part", ["word/document.xml", "docProps/core.xml", "_rels/.rels", "word/_rels/document.xml.rels"]
)
def test_a_part_that_defines_entities_is_refused(part: str) -> None:
    whole = f"{ENTITIES}<w:document {_DECLARED}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    with pytest.raises(Problem, match="definitions that no Word file has"):
        read(word(p("It rose."), more={part: whole}))


def test_a_part_in_utf_16_cannot_hide_them() -> None:
    whole = f"{ENTITIES}<w:document {_DECLARED}><w:body/></w:document>"
    with pytest.raises(Problem, match="definitions that no Word file has"):
        read(word("", more={"word/document.xml": whole.encode("utf-16")}))


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(Problem, match="unpacks to far more"):
        read(word(p("It rose."), more={"word/media/bomb.bin": b"\0" * 70_000_000}))


@pytest.mark.parametrize("tag", ["w:ins", "w:tbl><w:tr><w:tc", "w:sdt><w:sdtContent", "m:e"])
def test_a_million_elements_within_each_other_are_refused_or_too_large(tag: str) -> None:
    # Varied, so that it is its depth that is looked at and not how well it packs.
    body = "".join(f'<{tag} w:x="{number * 7919 % 99991}">' for number in range(1_000_000 // (1 + tag.count("<"))))
    with pytest.raises(Problem, match=r"so deeply|more parts than"):
        read(word(body))


def test_a_thousand_elements_within_each_other_are_refused() -> None:
    with pytest.raises(Problem, match="so deeply"):
        read(word("<w:ins>" * 1000 + p("deep") + "</w:ins>" * 1000))


def test_sixty_tables_within_each_other_lose_no_word() -> None:
    depth = 60
    body = "<w:tbl><w:tr><w:tc>" * depth + p("deep") + "</w:tc></w:tr></w:tbl>" * depth
    assert texts(word(body)) == ["deep"]


def test_a_table_of_a_million_columns_is_refused() -> None:
    row = "".join(f"<w:tc><w:p><w:r><w:t>{number}</w:t></w:r></w:p></w:tc>" for number in range(200_000))
    with pytest.raises(Problem, match="more parts than"):
        read(word(f"<w:tbl><w:tr>{row}</w:tr><w:tr>{row}</w:tr></w:tbl>"))


def test_cells_that_claim_a_million_columns_do_no_harm() -> None:
    wide = cell(p("wide"), "<w:gridSpan w:val='1000000'/>")
    before = "<w:trPr><w:gridBefore w:val='1000000'/></w:trPr>"
    table = f"<w:tbl><w:tr>{before}{wide}{cell(p('b'))}</w:tr><w:tr>{cell(p('c'))}{cell(p('d'))}</w:tr></w:tbl>"
    assert "wide" in read(word(table)).document.text


def test_fields_without_end_do_no_harm() -> None:
    body = "<w:p>" + "<w:r><w:fldChar w:fldCharType='begin'/></w:r>" * 20_000 + run("rose") + "</w:p>"
    assert texts(word(body)) == ["rose"]


def test_a_file_that_was_cut_off_is_refused() -> None:
    content = word(p("It rose.")).content
    with pytest.raises(Problem, match="cut off"):
        read(Source("file", content[: len(content) // 2], "lake.docx"))


def test_a_part_that_was_cut_off_is_refused() -> None:
    with pytest.raises(Problem, match="damaged"):
        read(word("", more={"word/document.xml": f"<w:document {_DECLARED}><w:body><w:p><w:r><w:t>It ro"}))


@pytest.mark.parametrize("name", ["xl/workbook.xml", "ppt/presentation.xml"])
def test_another_programs_package_is_named_as_such(name: str) -> None:
    members = {"[Content_Types].xml": "<Types/>", name: "<x/>"}
    with pytest.raises(Problem, match="no Word document"):
        read(Source("file", zipped(members), "lake.xlsx"))


@pytest.mark.parametrize("name", ["lake.doc", "lake.docx"])
def test_an_old_or_locked_file_says_what_to_do(name: str) -> None:
    with pytest.raises(Problem, match="save it as"):
        read(Source("file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, name))


def test_a_page_that_calls_itself_a_word_file_is_read_as_a_page() -> None:
    imported = read(Source("file", b"<html><body><h1>The lake</h1><p>It rose.</p></body></html>", "lake.docx"))
    assert (imported.importer, imported.title) == ("html", "The lake")


def test_a_file_without_words_says_so() -> None:
    with pytest.raises(Problem, match="holds no text"):
        read(Source("file", word_document("<w:p/>"), "lake.docx"))


# What others wrote.


def test_every_shared_word_file_comes_in_or_is_refused_in_a_sentence(shared: Path) -> None:
    files = sorted((shared / "data" / "docx").glob("*.docx"))
    if not files:
        pytest.skip("no Word files are among the shared material")
    refused: dict[str, str] = {}
    for path in files:
        try:
            assert read(load(path)).document.text.strip()
        except Problem as problem:
            refused[path.name] = str(problem)
    # Those that are refused hold nothing but pictures and empty paragraphs.
    assert all("holds no text" in sentence for sentence in refused.values())
    assert len(refused) <= len(files) / 5
