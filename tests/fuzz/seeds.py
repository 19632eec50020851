"""Files that have something of everything in them: a mutation can only go wrong in what is there."""

from samples import book, chapter, contents, open_document, png, word_document

_LIST_STYLE = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" '
    'text:display-levels="2"/><text:list-level-style-bullet text:level="3" text:bullet-char="*"/>'
    "</text:list-style>"
)
_STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold" '
    'fo:font-style="italic" text:display="none"/></style:style><style:style style:name="P1" '
    'style:family="paragraph" style:parent-style-name="Heading_20_2" style:default-outline-level="2" '
    'style:list-style-name="L1"><style:paragraph-properties fo:break-before="page" fo:margin-left="1cm"/>'
    "</style:style>"
)
_ODT = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>Gone.</text:p>'
    '</text:deletion></text:changed-region></text:tracked-changes><text:h text:style-name="P1" '
    'text:outline-level="1">One<text:bookmark-start text:name="b"/></text:h><text:p text:style-name="P1">The '
    'lake <text:span text:style-name="T1">rose</text:span><text:s text:c="3"/>'
    '<text:tab/>in<text:line-break/>the <text:a xlink:href="https://example.org/lake">night</text:a><text:a '
    'xlink:href="#b">.</text:a><text:note text:id="n1" text:note-class="footnote">'
    "<text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body>"
    "</text:note><office:annotation><dc:creator>A</dc:creator><text:p>Hm.</text:p></office:annotation>"
    '<text:change text:change-id="c1"/><text:soft-page-break/><text:page-number>3</text:page-number></text:p>'
    '<text:list text:style-name="L1"><text:list-header><text:p>Head</text:p></text:list-header>'
    '<text:list-item text:start-value="4"><text:p>First</text:p><text:list><text:list-item>'
    "<text:p>Second</text:p></text:list-item></text:list></text:list-item></text:list><table:table "
    'table:name="t"><table:table-column table:number-columns-repeated="3"/><table:table-header-rows>'
    '<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Head</text:p>'
    "</table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>"
    '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-rows-spanned="2">'
    '<text:p>a</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"/>'
    '</table:table-row></table:table><text:p><draw:frame svg:width="2cm"><draw:image '
    'xlink:href="Pictures/lake.png"/><svg:title>The lake</svg:title></draw:frame><draw:frame><draw:text-box>'
    "<text:p>Figure 1: the lake</text:p></draw:text-box></draw:frame><draw:frame><draw:object "
    'xlink:href="Object 1"/></draw:frame><text:ruby><text:ruby-base>a</text:ruby-base>'
    '<text:ruby-text>b</text:ruby-text></text:ruby></text:p><text:section text:name="s">'
    "<text:p>Within.</text:p></text:section><text:table-of-content><text:index-body><text:p>One 3</text:p>"
    "</text:index-body></text:table-of-content>"
)
_META = (
    "<dc:title>The lake</dc:title><dc:creator>Jane Doe</dc:creator><dc:language>en-GB</dc:language>"
    "<meta:initial-creator>J. Doe</meta:initial-creator>"
    "<meta:creation-date>2024-02-25T11:28:18</meta:creation-date><dc:date>2024-02-26</dc:date>"
    "<dc:subject>Lakes</dc:subject>"
)
_FORMULA = (
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mi>a</mi><msup><mn>2</mn><mi>b</mi></msup></mfrac></math>'
)
_DOCX = (
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>One</w:t></w:r></w:p>'
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:ins w:id="1"><w:r>'
    '<w:rPr><w:b/><w:i/><w:vanish/></w:rPr><w:t xml:space="preserve">The lake rose </w:t><w:tab/><w:br '
    'w:type="page"/><w:noBreakHyphen/></w:r></w:ins><w:del w:id="2"><w:r><w:delText>fell</w:delText></w:r>'
    '</w:del><w:hyperlink w:anchor="b"><w:r><w:t>here</w:t></w:r></w:hyperlink><w:r><w:fldChar '
    'w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://example.org"</w:instrText></w:r><w:r>'
    '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>there</w:t></w:r><w:r><w:fldChar '
    'w:fldCharType="end"/></w:r><w:bookmarkStart w:id="0" w:name="b"/><w:sym w:font="Symbol" w:char="F061"/>'
    '</w:p><w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p>'
    '<w:r><w:t>Head</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
    "<w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:sdt><w:sdtContent><w:p>"
    "<w:r><w:t>Within.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)
_CHAPTER = (
    '<section epub:type="chapter" id="c"><h1>One</h1><p>The <b>lake</b> <i>rose</i> in the <a '
    'href="two.xhtml#n1" epub:type="noteref">1</a> night.<span epub:type="pagebreak" id="p3" title="3"/></p>'
    "<table><thead><tr><th colspan=\"2\">Head</th></tr></thead><tr><td rowspan='2'>a</td><td>b</td></tr>"
    "</table><ol start='3'><li value='5'>five<ul><li>in it</li></ul></li></ol><figure><img src=\"lake.png\" "
    'alt="The lake"/><figcaption>The lake</figcaption></figure><pre><code>x = 1\n</code></pre><blockquote>'
    '<p>Said.</p></blockquote><dl><dt>a</dt><dd>b</dd></dl><svg viewBox="0 0 1 1"><image '
    'xlink:href="lake.png"/></svg><math><mi>a</mi></math></section>'
)


def rich_seeds() -> dict[str, bytes]:
    """Return one such file for each format that is an archive, by the importer's name."""
    return {
        "odt": open_document(
            _ODT,
            styles=_STYLES,
            automatic=_LIST_STYLE + _STYLES,
            meta=_META,
            more={"Pictures/lake.png": png(), "Object 1/content.xml": _FORMULA},
        ),
        "docx": word_document(_DOCX),
        "epub": book(
            {
                "one.xhtml": chapter(_CHAPTER),
                "two.xhtml": chapter('<aside epub:type="footnote" id="n1"><p>A note.</p></aside>'),
            },
            nav=contents('<li><a href="one.xhtml#c">One</a><ol><li><a href="two.xhtml">Notes</a></li></ol></li>'),
            metadata='<dc:title>The lake</dc:title><dc:creator opf:role="aut">Jane Doe</dc:creator>'
            "<dc:date>2024-02-25</dc:date><dc:language>en</dc:language><dc:publisher>Evening</dc:publisher>"
            "<dc:identifier>urn:isbn:9780306406157</dc:identifier>",
            manifest='<item id="i" href="lake.png" media-type="image/png"/>',
            more={"text/lake.png": png()},
        ),
    }
