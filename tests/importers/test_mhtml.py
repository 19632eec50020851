"""Pages that a browser saved in one file: the page, its pictures, where it was and when."""

import base64
from pathlib import Path

import pytest

from postil.domain.problems import Problem
from postil.domain.sources import Imported, Source
from postil.importers import choose, read
from postil.importers.files import load
from samples import png, saved_page

TEXT = "<h1>The lake</h1><p>The lake rose in the night.</p>"
PAGE = f"<html><head><title>The lake</title></head><body>{TEXT}{{}}</body></html>"


def mail(content: bytes) -> Source:
    return Source("file", content, "lake.mhtml", "/home/anna/lake.mhtml")


def picture(headers: str, content: bytes) -> str:
    lines = [
        "--part", "Content-Type: image/png", "Content-Transfer-Encoding: base64", headers, "",
        base64.encodebytes(content).decode(),
    ]  # fmt: skip
    return "\r\n".join(lines) + "\r\n"


def said(imported: Imported, field: str) -> tuple[str, str, str]:
    row = next(row for row in imported.evidence if row.field == field)
    return row.value, row.printed, row.origin


def test_a_saved_page_knows_where_and_when_it_was_saved() -> None:
    imported = read(mail(saved_page(PAGE.format('<p><a href="../shore">The shore</a> was wet.</p>'))))
    assert (imported.importer, imported.title) == ("mhtml", "The lake")
    assert imported.url == "https://example.org/lake/"
    assert said(imported, "url") == ("https://example.org/lake/", "https://example.org/lake/", "MHTML location")
    assert said(imported, "accessed") == ("2024-02-25", "Sun, 25 Feb 2024 11:28:18 -0000", "MHTML Date")
    assert said(imported, "subject")[0] == "The lake – Evening Mail"
    assert imported.published == ""
    links = [span.target for block in imported.document.blocks for span in block.spans if span.kind == "link"]
    assert links == ["https://example.org/shore"]


@pytest.mark.parametrize(
    ("src", "headers"),
    [
        ("cid:one@mhtml", "Content-ID: <one@mhtml>"),
        ("https://example.org/lake/1.png", "Content-Location: https://example.org/lake/1.png"),
        ("1.png#big", "Content-Location: https://example.org/lake/1.png"),
        ("/a%20b.png", "Content-Location: https://example.org/a%20b.png"),
    ],
)
def test_pictures_are_found_by_all_their_names(src: str, headers: str) -> None:
    page = PAGE.format(f'<p>See:</p><img src="{src}" alt="Water">')
    imported = read(mail(saved_page(page, picture(headers, png()))))
    (figure,) = imported.figures
    assert figure.content == png()
    assert [b.text for b in imported.document.blocks if b.source == f"figure:{figure.id}"] == ["Water"]


def test_a_script_that_calls_itself_a_picture_is_not_kept() -> None:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>" * 2
    page = PAGE.format('<img src="cid:one"><script>alert(2)</script><a href="javascript:alert(3)">here</a>')
    imported = read(mail(saved_page(page, picture("Content-ID: <one>", svg))))
    assert not imported.figures
    assert "alert" not in imported.document.text
    assert not [span for block in imported.document.blocks for span in block.spans]


def test_an_address_that_could_run_is_no_place_the_page_was_at() -> None:
    page = "<html><body><p>It rose.</p><a href='x'>x</a></body></html>"
    content = saved_page(page, head="Snapshot-Content-Location: javascript:alert(1)").replace(
        b"Content-Location: https://example.org/lake/\r\n", b""
    )
    imported = read(mail(content))
    assert imported.url == ""
    assert not [span for block in imported.document.blocks for span in block.spans]


def test_the_page_is_the_part_that_was_saved_and_not_a_frame_in_it() -> None:
    frame = "--part\r\nContent-Type: text/html\r\nContent-Location: {}\r\n\r\n<html><body><p>{}</p></body></html>\r\n"
    content = saved_page("<p>An advertisement.</p>", frame.format("https://example.org/lake/", "It rose."))
    content = content.replace(
        b"Content-Location: https://example.org/lake/\r\n\r\n<p>", b"Content-Location: cid:ad\r\n\r\n<p>"
    )
    assert "It rose." in read(mail(content)).document.text


@pytest.mark.parametrize("name", ["lake.mht", "lake.html", "lake.txt", "lake"])
def test_a_saved_page_is_known_whatever_its_name(name: str) -> None:
    assert choose(Source("file", saved_page(PAGE), name)).name == "mhtml"


@pytest.mark.parametrize(
    "text",
    [b"From: anna\nTo: ben\n\nIt rose.", b"MIME-Version: 1.0\nContent-Type: text/plain\n\nIt rose.", b"Date: today"],
)
def test_a_mail_is_a_text_like_any_other(text: bytes) -> None:
    assert choose(Source("file", text, "lake.txt")).name != "mhtml"


def test_a_mail_without_a_page_is_refused() -> None:
    content = saved_page("x").replace(b"Content-Type: text/html; charset", b"Content-Type: text/css; charset")
    with pytest.raises(Problem, match="without a web page"):
        read(mail(content))


PART = "--part\r\nContent-Type: image/png\r\n\r\nx\r\n"


@pytest.mark.parametrize(
    "content",
    [
        "MIME-Version: 1.0\r\n"
        + "".join(f'Content-Type: multipart/related; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(5000)),
        saved_page("<p>It rose.</p>", PART * 100_000).decode(),
        saved_page("<p>It rose.</p>" + "\n" * 3_000_000).decode(),
        "MIME-Version: 1.0\r\nContent-Type: text/html\r\n" + "X-A: b\r\n" * 1_000_000 + "\r\n<p>It rose.</p>",
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n" + " a\r\n" * 1_000_000 + "\r\n--x\r\n",
        saved_page("<p>It rose.</p>", "--part\r\nContent-Type: image/png;\r\n" + " a\r\n" * 1_000_000).decode(),
    ],
    ids=["mails within mails", "parts", "lines", "headers", "a header", "a part's header"],
)
def test_a_million_of_anything_is_refused(content: str) -> None:
    with pytest.raises(Problem, match="than a saved page"):
        read(mail(content.encode()))


def test_a_file_that_was_cut_off_shows_what_is_left() -> None:
    content = saved_page(PAGE.format("<p>and fell.</p>"))
    assert "The lake rose" in read(mail(content[: content.index(b"and fell")])).document.text


def test_entities_and_depth_are_bounded_as_in_any_page() -> None:
    with pytest.raises(Problem, match=r"so deeply|more than"):
        read(mail(saved_page("<div>" * 1_000_000)))
    bomb = '<!DOCTYPE h [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><p>It rose &b;</p>'
    assert "lollol" not in read(mail(saved_page(bomb))).document.text


def test_headers_in_broken_encodings_do_no_harm() -> None:
    content = (
        saved_page(PAGE).replace(b"=?utf-8?Q?", b"=?no-such-charset?Q?").replace(b"charset=utf-8", b"charset=x-nothing")
    )
    assert "The lake rose" in read(mail(content)).document.text


def test_every_shared_saved_page_comes_in(shared: Path) -> None:
    files = sorted((shared / "data" / "mhtml").glob("*.mhtml"))
    if not files:
        pytest.skip("no saved pages are among the shared material")
    for path in files:
        imported = read(load(path))
        assert imported.url.startswith("http")
        assert any(row.field == "accessed" for row in imported.evidence)
