"""Pages come in as articles with what they say of themselves, and where they said it."""

import base64
import hashlib
import json

import pytest

from postil.domain.problems import Problem
from postil.domain.records import Name
from postil.domain.sources import Imported, Source
from postil.importers import IMPORTERS, choose, pasted, read
from postil.importers.titles import without_site

PROSE = (
    "The river rose in the night, and by the morning it had taken the lower road with it, so that nobody in the "
    "village could reach the mill, which stood on the other bank, and whose owner called across in vain. "
)
BODY = "".join(f"<p>{number}. {PROSE}</p>" for number in ("One", "Two", "Three", "Four"))
LOCATION = "https://courier.example/2024/the-lake.html"


def page(head: str = "", body: str = BODY, charset: str = "", location: str = LOCATION) -> Imported:
    html = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return read(Source("url", html.encode(charset or "utf-8"), "the-lake.html", location, "text/html", charset))


def evidence(imported: Imported, field: str) -> tuple[str, str, bool]:
    row = next(e for e in imported.evidence if e.field == field)
    return row.printed, row.origin, row.guess


def test_the_article_is_found_among_the_furniture() -> None:
    furniture = "<div class='sidebar'><ul>" + "<li><a href='/x'>Another story to read</a></li>" * 10 + "</ul></div>"
    result = page(
        body=f"<div class='nav'><a href='/'>Home</a></div><article><h1>The lake</h1>{BODY}</article>{furniture}"
    )
    assert "Another story" not in result.document.text
    assert result.document.text.count("The river rose") == 4


def test_a_plain_document_comes_in_whole() -> None:
    result = page(body=f"<h1>The lake</h1><ul><li>mill</li><li>road</li></ul>{BODY}<p>End.</p>")
    assert [b.text for b in result.document.blocks if b.kind == "list_item"] == ["mill", "road"]
    assert result.document.blocks[-1].text == "End."


def test_meta_tags_say_title_authors_site_and_dates() -> None:
    result = page(
        '<title>The lake | Lake Courier</title><meta property="og:site_name" content="Lake Courier">'
        '<meta name="author" content="Jane Doe">'
        '<meta property="article:published_time" content="2024-03-05T23:30:00-05:00">'
        '<meta property="article:modified_time" content="2024-03-09T01:00:00Z">'
    )
    assert (result.title, result.site) == ("The lake", "Lake Courier")
    assert result.authors == (Name("Doe", "Jane"),)
    assert (result.published, result.updated) == ("2024-03-05", "2024-03-09")
    assert evidence(result, "title") == ("The lake | Lake Courier", "title", False)
    assert evidence(result, "published") == ("2024-03-05T23:30:00-05:00", "meta article:published_time", False)
    assert evidence(result, "authors") == ("Jane Doe", "meta author", False)


def test_json_ld_says_them_too() -> None:
    said = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "no"},
            {
                "@type": ["NewsArticle"],
                "headline": "The lake &amp; the mill",
                "author": [{"@type": "Person", "name": "Jane Doe"}, {"name": "John Roe"}],
                "datePublished": "2024-03-05",
                "dateModified": "2024-03-09",
                "publisher": {"name": "Lake Courier"},
            },
        ],
    }
    result = page(f'<script type="application/ld+json">//<![CDATA[\n{json.dumps(said)}\n//]]></script>')
    assert result.title == "The lake & the mill"
    assert [str(name) for name in result.authors] == ["Jane Doe", "John Roe"]
    assert (result.published, result.updated, result.site) == ("2024-03-05", "2024-03-09", "Lake Courier")
    assert result.type == "article-newspaper"
    assert evidence(result, "published") == ("2024-03-05", "JSON-LD datePublished", False)


@pytest.mark.parametrize("broken", ["{", "[" * 100_000, '{"@type": "Article",}', "null", "[[1, 2], 3]"])
def test_broken_json_ld_is_passed_over(broken: str) -> None:
    assert page(f'<title>The lake</title><script type="application/ld+json">{broken}</script>').title == "The lake"


def test_a_stray_comma_in_json_ld_does_not_hide_the_date() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-03-05",}</script>'
    assert page(head).published == "2024-03-05"


def test_a_date_that_only_stands_beside_the_text_is_a_guess_with_its_string() -> None:
    result = page(
        "<title>The lake</title>", f'<article><h1>The lake</h1><div class="date">March 5, 2024</div>{BODY}</article>'
    )
    assert result.published == "2024-03-05"
    assert evidence(result, "published")[0] == "March 5, 2024"
    assert evidence(result, "published")[2] is True


def test_a_date_of_the_prose_is_never_that_of_publication() -> None:
    result = page(
        "<title>The lake</title>",
        f"<p>On March 5, 2004 the river rose.</p>{BODY}<p>June 3, 2011</p><ul><li>May 4, 2009: the mill</li></ul>"
        "<table><tr><th>Founded</th><td>February 28, 1998</td></tr></table>",
        location="https://courier.example/lake",
    )
    assert (result.published, result.updated) == ("", "")


def test_nothing_is_invented() -> None:
    result = page(location="https://courier.example/lake")
    assert (result.authors, result.published, result.updated) == ((), "", "")
    assert all(e.guess for e in result.evidence if e.field in {"title", "container_title"})


def test_every_filled_field_has_its_evidence() -> None:
    result = page('<title>The lake</title><meta name="author" content="Jane Doe">')
    fields = {e.field for e in result.evidence}
    assert fields >= {"title", "authors", "url", "language"}
    assert evidence(result, "url") == (LOCATION, "address", False)


def test_the_headline_stands_in_the_text_once() -> None:
    for body in (BODY, f"<h1>The lake</h1>{BODY}", f"<h2>The  Lake</h2>{BODY}"):
        headings = [b for b in page("<title>The lake</title>", body).document.blocks if b.kind == "heading"]
        assert [b.level for b in headings] == [1]


@pytest.mark.parametrize(
    ("printed", "site", "headline", "title"),
    [
        ("The lake and the mill | Lake Courier", "", "", "The lake and the mill"),
        ("The lake and the mill - Lake Courier", "Lake Courier", "", "The lake and the mill"),
        ("Lake Courier: The lake", "Lake Courier", "", "The lake"),
        ("The lake - a history of it", "", "The lake - a history of it", "The lake - a history of it"),
        ("Mill | The lake and its mill | News", "", "The lake and its mill", "The lake and its mill"),
        ("Well-known lakes", "", "", "Well-known lakes"),
        ("The lake", "The lake", "", "The lake"),
    ],
)
def test_a_title_loses_the_name_of_its_site(printed: str, site: str, headline: str, title: str) -> None:
    assert without_site(printed, site, headline) == title


@pytest.mark.parametrize(
    ("head", "encoding", "charset"),
    [
        ('<meta charset="windows-1252">', "cp1252", ""),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252", ""),
        ('<meta charset="utf-16">', "utf-8", ""),
        ("", "utf-16", ""),
        ("", "cp1252", "windows-1252"),
        ('<meta charset="utf-8">', "utf-8-sig", ""),
        ("", "utf-8", ""),
    ],
)
def test_the_charset_comes_from_mark_header_meta_or_detection(head: str, encoding: str, charset: str) -> None:
    html = f"<html><head>{head}</head><body><p>Größe 5 € – “fine”</p>{BODY}</body></html>"
    source = Source("file", html.encode(encoding), "a.html", "/a.html", "", charset)
    assert "Größe 5 € – “fine”" in read(source).document.text


def test_an_xml_declaration_does_no_harm() -> None:
    html = f'<?xml version="1.0" encoding="ISO-8859-1"?><html><body><p>Größe</p>{BODY}</body></html>'
    assert "Größe" in read(Source("file", html.encode("latin-1"), "a.xhtml")).document.text


PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def test_a_picture_within_the_page_is_kept_by_its_hash() -> None:
    result = page(body=f'{BODY}<img alt="mill" src="data:image/png;base64,{base64.b64encode(PNG).decode()}">{BODY}')
    name = hashlib.sha256(PNG).hexdigest()
    assert [(b.text, b.source) for b in result.document.blocks if b.kind == "figure"] == [("mill", f"figure:{name}")]
    assert [(f.id, f.media_type, f.content) for f in result.figures] == [(name, "image/png", PNG)]


@pytest.mark.parametrize(
    "src",
    [
        "data:image/svg+xml,<svg onload=alert(1)>" + "x" * 100,
        "data:text/html;base64," + base64.b64encode(b"<b>" + bytes(100)).decode(),
        "data:image/png;base64," + base64.b64encode(b"no picture" + bytes(100)).decode(),
        "data:image/png;base64,%%%" + "A" * 100,
        "figure:" + "0" * 64,
        "javascript:alert(1)",
        "file:///etc/passwd",
    ],
)
def test_other_pictures_are_not(src: str) -> None:
    result = page(body=f"{BODY}<img alt='mill' src='{src}'>{BODY}")
    assert result.figures == ()
    assert all(b.kind != "figure" for b in result.document.blocks)


@pytest.mark.parametrize(
    "body", ["", "<script>alert(1)</script>", "<p> &nbsp; </p>", '<img src="https://example.org/a.png">']
)
def test_a_page_without_text_is_refused(body: str) -> None:
    with pytest.raises(Problem, match="holds no text"):
        page(body=body)


def test_the_language_is_the_declared_one_or_the_detected() -> None:
    html = f'<html lang="pt-br"><body>{BODY}</body></html>'
    assert read(Source("url", html.encode(), "", LOCATION, "text/html")).language == "pt-BR"
    assert page().language == "en"
    assert evidence(page(), "language")[1:] == ("detected", True)


def test_pasted_html_is_taken_whole() -> None:
    result = read(pasted("x", '<div class="sidebar"><p>One.</p></div><p class="comment">Two.</p>'))
    assert [b.text for b in result.document.blocks] == ["One.", "Two."]


def test_pasted_html_without_words_gives_way_to_the_text() -> None:
    assert pasted("words", "<img src=x><!-- a -->").kind == "text"
    assert pasted("words", "").kind == "text"
    assert pasted("words", "<p>words</p>").kind == "html"


def test_half_a_surrogate_pair_can_be_pasted() -> None:
    assert read(pasted("a \ud83d b")).document.text == "a ? b"


def names(source: Source) -> str:
    return choose(source).name


def test_an_importer_is_chosen_by_type_name_and_content() -> None:
    assert names(Source("url", b"<p>x", "x", media_type="text/html; charset=utf-8")) == "html"
    assert names(Source("url", b"# x", "x.md", media_type="text/plain")) == "markdown"
    assert names(Source("url", b"x", "x", media_type="text/csv")) == "text"
    assert names(Source("file", b"x", "X.HTM")) == "html"
    assert names(Source("file", b"<p>x</p>", "x.txt")) == "text"
    assert names(Source("file", b"<!-- c --><!DOCTYPE html><p>x", "x")) == "html"
    assert names(Source("file", b"---\ntitle: x\n---\n\ny", "README")) == "markdown"
    assert names(Source("file", b"x < y", "README")) == "text"
    assert names(Source("text", b"<p>x</p>", media_type="text/plain")) == "text"


def test_names_extensions_and_types_of_importers_are_their_own() -> None:
    for attribute in ("extensions", "media_types"):
        every = [value for importer in IMPORTERS for value in getattr(importer, attribute)]
        assert len(set(every)) == len(every)
    assert len({importer.name for importer in IMPORTERS}) == len(IMPORTERS)
