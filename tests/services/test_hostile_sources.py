"""Whatever strangers put into a file, each importer gives a sound article or a sentence, in a process with bounds."""

import functools
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postil.domain.problems import Problem
from postil.domain.sources import Imported, Source
from postil.importers import IMPORTERS
from postil.services.reading import ReadingBrokeOff, ReadingProcess
from samples import SAMPLES, book, chapter, open_document, png, portable_document, saved_page, word_document, zipped
from soundness import require_sound

NAMES = [importer.name for importer in IMPORTERS]
EXTENSIONS = {importer.name: importer.extensions[0] for importer in IMPORTERS}
TYPES = {importer.name: importer.media_types[0] for importer in IMPORTERS}
ZIPS = [name for name in NAMES if SAMPLES[name]().startswith(b"PK")]

# What is put into the body of each format that has one.
BODIES: dict[str, Callable[[str], bytes]] = {
    "html": lambda body: f"<html><body><p>The lake rose.</p>{body}</body></html>".encode(),
    "mhtml": lambda body: saved_page(f"<html><body><p>The lake rose.</p>{body}</body></html>"),
    "epub": lambda body: book({"one.xhtml": chapter(f"<p>The lake rose.</p>{body}")}),
    "markdown": lambda body: f"# The lake\n\nIt rose.\n\n{body}\n".encode(),
    "text": lambda body: f"The lake\n\nIt rose.\n\n{body}\n".encode(),
    "odt": lambda body: open_document(f"<text:p>The lake rose.</text:p>{body}"),
    "docx": lambda body: word_document(f"<w:p><w:r><w:t>The lake rose.</w:t></w:r></w:p>{body}"),
    "pdf": lambda body: portable_document(f"BT /F1 24 Tf 72 700 Td (The lake rose.) Tj ET {body}"),
}
HTML_LIKE = ["html", "mhtml", "epub", "markdown", "text"]
OFFICE = {
    "odt": {
        "depth": "<text:section>" * 300_000 + "a" + "</text:section>" * 300_000,
        "list depth": "<text:list><text:list-item>" * 50_000 + "a" + "</text:list-item></text:list>" * 50_000,
        "columns": '<table:table><table:table-row><table:table-cell table:number-columns-repeated="1000000">'
        "<text:p>a</text:p></table:table-cell></table:table-row></table:table>",
        "rows": '<table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell><text:p>a'
        "</text:p></table:table-cell></table:table-row></table:table>",
        "spaces": '<text:p>a<text:s text:c="1000000000"/>b</text:p>',
        "links": '<text:p><text:a xlink:href="javascript:alert(1)">a</text:a><text:a xlink:href="data:text/html,x">b'
        '</text:a><text:a xlink:href="file:///etc/passwd">c</text:a><text:a xlink:href=" java&#10;script:x">d</text:a>'
        "</text:p>",
        "numbers": '<text:h text:outline-level="99999999999">a</text:h><text:h text:outline-level="x">b</text:h>'
        '<text:p><text:s text:c="-5"/><text:s text:c="x"/>c</text:p>',
        "pictures": '<text:p><draw:frame><draw:image xlink:href="../../../etc/passwd"/></draw:frame><draw:frame>'
        '<draw:image xlink:href="file:///etc/passwd"/></draw:frame></text:p>',
    },
    "docx": {
        "depth": "<w:sdt><w:sdtContent>" * 150_000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 150_000,
        "table depth": "<w:tbl><w:tr><w:tc>" * 50_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 50_000,
        "columns": "<w:tbl><w:tr>" + "<w:tc><w:p/></w:tc>" * 100_000 + "</w:tr></w:tbl>",
        "span": '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p>'
        "</w:tc></w:tr></w:tbl>",
        "links": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "javascript:alert(1)"'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>a</w:t></w:r><w:r><w:fldChar '
        'w:fldCharType="end"/></w:r></w:p>',
        "numbers": '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999"/><w:numId w:val="x"/></w:numPr><w:outlineLvl '
        'w:val="-7"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>',
    },
    "pdf": {
        "depth": "q " * 1_000_000,
        "operators": "BT /F1 1 Tf (a) Tj ET " * 100_000,
        "numbers": "BT /F1 1e38 Tf 99999999999999999999 -1e38 Td (a) Tj ET",
        "arrays": "[" * 200_000,
    },
}
MARKUP = {
    "depth": "<div>" * 1_000_000,
    "inline depth": "<b>" * 1_000_000 + "a",
    "list depth": "<ul><li>" * 300_000 + "a",
    "columns": "<table><tr>" + "<td>a</td>" * 1_000_000 + "</tr></table>",
    "span": '<table><tr><td colspan="1000000000" rowspan="1000000000">a</td></tr></table>',
    "links": "<p><a href='javascript:alert(1)'>a</a><a href='data:text/html,x'>b</a><a href='&#1;java&#10;script:x'>c"
    "</a><a href='file:///etc/passwd'>d</a><img src='javascript:x'/><img src='data:text/html,x'/></p>",
    "drawing": "<svg onload='alert(1)'><script>alert(1)</script><a href='javascript:x'><text>a</text></a>"
    "<foreignObject><iframe src='javascript:x'/></foreignObject></svg><p onclick='x'>b</p>",
    "stars": "*" * 500_000 + "a" + "_" * 500_000,
    "brackets": "[" * 500_000 + "](" * 1000,
    "quotations": "> " * 100_000 + "a",
}


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    with ReadingProcess() as made:
        yield made


def outcome(process: ReadingProcess, content: bytes, name: str, media_type: str = "") -> Imported | str:
    """Return the article, which is sound, or the sentence; fail where reading broke off, which is our mistake."""
    try:
        imported = process.read(Source("file", content, name, f"/home/anna/{name}", media_type))
    except ReadingBrokeOff as problem:
        raise AssertionError(problem.report or "the process crashed") from problem
    except Problem as problem:
        sentence = str(problem)
    else:
        require_sound(imported)
        return imported
    assert sentence.endswith((".", "…", "?"))
    return sentence


def named(importer: str) -> str:
    return f"a{EXTENSIONS[importer]}"


def harmless(found: Imported | str) -> None:
    """Require that nothing of the reader's disk, and nothing that runs, is in what was found."""
    if isinstance(found, Imported):
        assert "root:" not in found.document.text
        assert len(found.document.text) < 30_000_000
        assert not any(b"root:" in figure.content for figure in found.figures)


# Markdown has no end tags to count: what takes its parser ten seconds is left to the clock.
SMALLER = {
    "depth": "<div>" * 20_000,
    "inline depth": "<b>" * 20_000 + "a",
    "columns": "|" + "a|" * 20_000 + "\n|" + "-|" * 20_000,
    "stars": "*" * 20_000 + "a" + "_" * 20_000,
    "brackets": "[" * 20_000 + "](" * 1000,
}
CASES = [
    *(
        (name, what, SMALLER.get(what, body) if name == "markdown" else body)
        for name in HTML_LIKE
        for what, body in MARKUP.items()
        if name in NAMES
    ),
    *((name, what, body) for name, bodies in OFFICE.items() for what, body in bodies.items() if name in NAMES),
]


@pytest.mark.parametrize(("name", "what", "body"), CASES, ids=[f"{name}-{what}" for name, what, _ in CASES])
def test_a_hostile_body_is_refused_or_does_no_harm(process: ReadingProcess, name: str, what: str, body: str) -> None:
    del what
    harmless(outcome(process, BODIES[name](body), named(name)))


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_cut_off_anywhere_is_read_or_refused(process: ReadingProcess, name: str) -> None:
    content = SAMPLES[name]()
    for place in {*range(1, min(40, len(content))), *range(40, len(content), max(1, len(content) // 40))}:
        outcome(process, content[:place], named(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_file_with_its_end_missing_or_doubled_is_read_or_refused(process: ReadingProcess, name: str) -> None:
    content = SAMPLES[name]()
    for changed in (content[-200:], content[1:], content * 2, content + b"\0" * 5000, content[:-1], b"\n" + content):
        outcome(process, changed, named(name))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_with_some_bytes_changed_is_read_or_refused(
    process: ReadingProcess, name: str, data: st.DataObject
) -> None:
    content = bytearray(SAMPLES[name]())
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=12)):
        content[place] = data.draw(st.integers(0, 255))
    outcome(process, bytes(content), named(name))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(min_size=1, max_size=2000))
def test_noise_behind_the_right_beginning_is_read_or_refused(process: ReadingProcess, name: str, noise: bytes) -> None:
    beginning = SAMPLES[name]()[:60]
    outcome(process, beginning + noise, named(name))
    outcome(process, beginning[:8] + noise, named(name), TYPES[name])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("other", NAMES)
def test_a_file_that_is_called_something_else_is_read_as_what_it_is_or_refused(
    process: ReadingProcess, name: str, other: str
) -> None:
    found = outcome(process, SAMPLES[name](), named(other), TYPES[other])
    if name in ZIPS and not isinstance(found, str):
        assert found.importer == name


PICTURES = [png(), b"GIF89a" + bytes(100), b"\xff\xd8\xff\xe0" + bytes(100), b"RIFF\0\0\0\0WEBP" + bytes(100)]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_something_else_altogether_is_refused(process: ReadingProcess, name: str) -> None:
    programs = [b"\x7fELF\2\1\1" + bytes(200), b"MZ\x90\0" + bytes(200), b"SQLite format 3\0" + bytes(200)]
    for content in (*PICTURES, *programs, b"\x1f\x8b\x08" + bytes(50), zipped({"a.txt": b"words"})):
        assert isinstance(outcome(process, content, named(name), TYPES[name]), str)


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def texts(content: bytes) -> list[str]:
    """Return the members of an archive that are XML."""
    return [name for name, text in members(content).items() if text.lstrip().startswith(b"<")]


ENTITIES = {
    "laughs": '<!ENTITY a "lol">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    ),
    "quadratic": f'<!ENTITY j "{"lol" * 30_000}">',
    "external": '<!ENTITY j SYSTEM "file:///etc/passwd">',
    "parameter": '<!ENTITY % p SYSTEM "file:///etc/passwd"> %p; <!ENTITY j "x">',
    "network": '<!ENTITY j SYSTEM "http://127.0.0.1:9/x">',
    "circle": '<!ENTITY i "&j;"><!ENTITY j "&i;">',
}


def with_entities(text: bytes, declared: str) -> bytes:
    """Declare entities in an XML text and use one of them a thousand times."""
    plain = re.sub(rb"<\?xml[^>]*>|<!DOCTYPE[^>]*>", b"", text).lstrip()
    found = re.match(rb"<([^\s>/]+)", plain)
    root = found.group(1) if found else b"a"
    doctype = b'<?xml version="1.0"?><!DOCTYPE ' + root + b" [" + declared.encode() + b"]>"
    return doctype + plain.replace(b"lake", b"lake " + b"&j;" * 1000)


@pytest.mark.parametrize("kind", ENTITIES)
@pytest.mark.parametrize("name", ZIPS)
def test_entities_in_an_archive_neither_grow_nor_read_files(process: ReadingProcess, name: str, kind: str) -> None:
    content = SAMPLES[name]()
    for member in texts(content):
        changed = members(content)
        changed[member] = with_entities(changed[member], ENTITIES[kind])
        found = outcome(process, zipped(changed), named(name))
        harmless(found)
        if isinstance(found, Imported):
            assert found.document.text.count("lol") <= 30_000


@pytest.mark.parametrize("kind", ENTITIES)
@pytest.mark.parametrize("name", ["html", "mhtml"])
def test_entities_in_a_page_neither_grow_nor_read_files(process: ReadingProcess, name: str, kind: str) -> None:
    page = with_entities(b"<html><body><p>The lake rose.</p></body></html>", ENTITIES[kind])
    found = outcome(process, page if name == "html" else saved_page(page.decode()), named(name))
    harmless(found)
    if isinstance(found, Imported):
        assert found.document.text.count("lol") <= 30_000


@functools.cache
def deflated(size: int) -> tuple[bytes, int]:
    """Return so many blanks, packed, and their checksum."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed, checksum, block = b"", 0, b" " * 2**20
    for _ in range(size // len(block)):
        packed += packer.compress(block)
        checksum = zlib.crc32(block, checksum)
    return packed + packer.flush(), checksum


def with_bomb(content: bytes, name: str, size: int, declared: int) -> bytes:
    """Return an archive in which the member ``name`` unpacks to ``size`` bytes and says it has ``declared``."""
    packed, checksum = deflated(size)
    stored = members(content)
    stored[name] = b""
    stream = io.BytesIO()
    places: dict[str, int] = {}
    for each, text in stored.items():
        places[each] = stream.tell()
        body, method, check, length = (
            (packed, 8, checksum, declared) if each == name else (text, 0, zlib.crc32(text), len(text))
        )
        stream.write(struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, method, 0, 33, check, len(body), length, len(each), 0))
        stream.write(each.encode() + body)
    begins = stream.tell()
    for each, text in stored.items():
        body, method, check, length = (
            (packed, 8, checksum, declared) if each == name else (text, 0, zlib.crc32(text), len(text))
        )
        stream.write(
            struct.pack(
                "<4s6H3I5H2I",
                b"PK\1\2",
                20,
                20,
                0,
                method,
                0,
                33,
                check,
                len(body),
                length,
                len(each),
                0,
                0,
                0,
                0,
                0,
                places[each],
            )
            + each.encode()
        )
    ends = stream.tell()
    stream.write(struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, len(stored), len(stored), ends - begins, begins, 0))
    return stream.getvalue()


@pytest.mark.parametrize("declared", [66 * 2**20, 100], ids=["told", "hidden"])
@pytest.mark.parametrize("name", ZIPS)
def test_an_archive_that_unpacks_to_far_more_is_refused(process: ReadingProcess, name: str, declared: int) -> None:
    content = SAMPLES[name]()
    refused = [
        isinstance(outcome(process, with_bomb(content, member, 66 * 2**20, declared), named(name)), str)
        for member in texts(content)
    ]
    # Styles and metadata may be left aside; the text itself may not.
    assert any(refused)


@pytest.mark.parametrize("name", ZIPS)
def test_an_archive_of_very_many_members_is_refused(process: ReadingProcess, name: str) -> None:
    content = zipped(members(SAMPLES[name]()) | {f"m/{number}": b"" for number in range(20_001)})
    assert isinstance(outcome(process, content, named(name)), str)


@pytest.mark.parametrize("name", ZIPS)
def test_names_that_lead_out_of_an_archive_lead_nowhere(process: ReadingProcess, name: str, tmp_path: Path) -> None:
    outside = {
        "../../evil.xhtml": b"<p>evil</p>",
        "/etc/evil": b"evil",
        "C:\\evil.txt": b"evil",
        f"{tmp_path}/evil.txt": b"evil",
        "a\0b": b"evil",
        "": b"evil",
        "x" * 60_000: b"evil",
    }
    harmless(outcome(process, zipped(members(SAMPLES[name]()) | outside), named(name)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif("epub" not in NAMES, reason="books are read by no importer")
def test_a_book_reads_nothing_from_outside_itself(process: ReadingProcess) -> None:
    body = '<p>The lake rose.</p><img src="../../../../etc/passwd"/><img src="file:///etc/passwd"/><a href="file:///x">x</a>'
    manifest = '<item id="out" href="../../../../../etc/passwd" media-type="application/xhtml+xml"/>'
    content = book(
        {"one.xhtml": chapter(body)}, manifest=manifest, spine='<itemref idref="one.xhtml"/><itemref idref="out"/>'
    )
    harmless(outcome(process, content, "a.epub"))


@pytest.mark.skipif("mhtml" not in NAMES, reason="saved pages are read by no importer")
@pytest.mark.parametrize(
    "content",
    [
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n" + b"--a\r\n\r\n" * 300_000,
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (number, number)
            for number in range(20_000)
        ),
        b"Subject: " + b"=?utf-8?Q?a?= " * 200_000 + b"\r\nContent-Type: text/html\r\n\r\n<p>The lake rose.</p>",
        b"A: b\r\n" * 200_000 + b"\r\n<p>a</p>",
    ],
    ids=["parts", "depth", "subject", "headers"],
)
def test_a_hostile_saved_page_is_refused_or_does_no_harm(process: ReadingProcess, content: bytes) -> None:
    harmless(outcome(process, b"MIME-Version: 1.0\r\n" + content, "a.mhtml"))
