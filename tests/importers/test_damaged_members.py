"""Books and texts whose archives are sound and whose contents are not: read or refused, never a mistake of ours."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.domain.document import make_block
from postil.domain.problems import Problem
from postil.domain.sources import Source
from postil.importers import epub, odt
from postil.importers.format import Format
from samples import book, chapter, contents, open_document, png, zipped

BOOK = book(
    {
        "one.xhtml": chapter(
            '<section epub:type="chapter"><h1 id="a">One</h1><p><span epub:type="pagebreak" id="p1" title="1"/>The lake'
            '<a epub:type="noteref" href="#n1"><sup>1</sup></a> rose<a href="two.xhtml#n2" id="r2">[2]</a>.</p>'
            '<aside epub:type="footnote" id="n1"><p>1. Of it. <a href="#a" role="doc-backlink">↩</a></p></aside>'
            '<table><tr><th>A</th><th>B</th></tr><tr><td colspan="2">c</td></tr></table><figure><img src="a.png"'
            ' alt="x"/><figcaption>The lake</figcaption></figure></section>'
        ),
        "two.xhtml": chapter('<ol><li id="n2"><a href="one.xhtml#r2">2</a> Of them.</li></ol>'),
    },
    metadata='<dc:title id="t">The lake</dc:title><meta refines="#t" property="title-type">main</meta>'
    '<dc:creator id="c">Jane Doe</dc:creator><meta refines="#c" property="display-seq">1</meta>'
    "<dc:date>1987-05</dc:date><dc:identifier>urn:isbn:9780306406157</dc:identifier>",
    nav=contents('<li><a href="one.xhtml#a">One</a><ol><li><a href="two.xhtml">Two</a></li></ol></li>', "<li>1</li>"),
    ncx='<ncx><navMap><navPoint><navLabel><text>x</text></navLabel><content src="one.xhtml"/></navPoint></navMap>'
    "</ncx>",
    more={"text/a.png": png()},
)
TEXT = open_document(
    '<text:h text:outline-level="1">One</text:h><text:p text:style-name="P1">The <text:span text:style-name="T1">lake'
    '</text:span><text:s text:c="2"/>rose<text:note text:note-class="footnote"><text:note-citation>1'
    "</text:note-citation><text:note-body><text:p>Of it.</text:p></text:note-body></text:note>."
    "<text:soft-page-break/></text:p>"
    '<text:list text:style-name="L1"><text:list-item text:start-value="3"><text:p>a</text:p></text:list-item>'
    "</text:list>"
    '<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>c</text:p>'
    "</table:table-cell></table:table-row></table:table><text:p><draw:frame><draw:text-box><text:p>d</text:p>"
    "</draw:text-box></draw:frame></text:p>",
    automatic='<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations">'
    '<style:paragraph-properties fo:break-before="page" style:page-number="7"/></style:style><text:list-style '
    'style:name="L1"><text:list-level-style-number text:level="1" style:num-format="i" text:display-levels="2"/>'
    "</text:list-style>",
    more={"META-INF/manifest.xml": "<manifest/>"},
)
NOISE = st.one_of(
    st.binary(max_size=12),
    st.sampled_from(
        [b"<", b">", b'"', b"/", b"-1", b"99999999999999999999", b"#", b"..", b"\xff\xfe", b"&x;", b"<!DOCTYPE a [",
         b"]]>", b"&#1;", b"&#xD800;", b"&#12;",
         b"<svg>", b"</section>", "²".encode(), b"<ol>", b"</p>", b"<table>", b"\0", b"%", b"http://["]
    ),
)  # fmt: skip


@pytest.mark.parametrize(("importer", "whole"), [(epub.FORMAT, BOOK), (odt.FORMAT, TEXT)], ids=["epub", "odt"])
def test_damage_within_a_member_is_read_or_refused(importer: Format, whole: bytes) -> None:
    file = zipfile.ZipFile(io.BytesIO(whole))
    members = {name: file.read(name) for name in file.namelist()}
    names = [name for name in members if name != "mimetype"]

    @settings(max_examples=120, deadline=None)
    @given(
        st.sampled_from(names), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), NOISE), min_size=1, max_size=4)
    )
    def check(name: str, cuts: list[tuple[float, int, bytes]]) -> None:
        content = members[name]
        for place, length, noise in cuts:
            start = int(place * len(content))
            content = content[:start] + noise + content[start + length :]
        source = Source("file", zipped({**members, name: content}), f"a{importer.extensions[0]}")
        try:
            imported = importer.parse(source)
        except Problem as problem:
            refusal = str(problem)
        else:
            assert imported.title
            assert all(make_block(block) == block for block in imported.document.blocks)
            assert all(0 <= s.start < s.end <= len(b.text) for b in imported.document.blocks for s in b.spans)
            return
        assert refusal.endswith(".")

    check()
