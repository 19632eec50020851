"""What strangers put into a page neither runs, nor loads, nor stops Postil."""

import json
import re
from pathlib import Path

import pytest

from postil.domain.problems import Problem
from postil.domain.sources import Imported, Source
from postil.importers import read
from postil.importers.links import link_target, picture_address

PROSE = b"<p>Hello to all who read this.</p>"


def page(content: bytes, kind: str = "file") -> Source:
    location = "https://example.org/x.html" if kind == "url" else "/home/anna/x.html"
    return Source("url" if kind == "url" else "file", content, "x.html", location, "text/html")


def assert_harmless(imported: Imported) -> None:
    for block in imported.document.blocks:
        assert re.fullmatch(r"|https?://[^\s\x00-\x1f]+|figure:[0-9a-f]{64}", block.source)
        for span in block.spans:
            assert 0 <= span.start < span.end <= len(block.text)
            if span.kind == "link":
                assert re.match(r"https?://|mailto:|#.", span.target)
                assert not re.search(r"[\s\x00-\x1f\x7f]", span.target)
            elif span.kind != "note":
                assert span.target == ""


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " \x01javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\u00a0script:alert(1)",
        "java\u200bscript:x",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "blob:https://example.org/1",
        "//",
        "http://",
        "http://[",
        "mailto:",
        "#",
        "",
        "ftp://example.org/",
        "postil://article/1",
        "http:" + "x" * 5000,
    ],
)
def test_an_address_that_could_run_or_reach_in_is_none(href: str) -> None:
    assert link_target(href) == ""
    assert picture_address(href) == ""


@pytest.mark.parametrize(
    ("href", "base", "target"),
    [
        ("https://example.org/a b", "", "https://example.org/a%20b"),
        ("/c", "https://example.org/a/b", "https://example.org/c"),
        ("//other.example/c", "https://example.org/", "https://other.example/c"),
        ("#part", "https://example.org/", "#part"),
        ("mailto:anna@example.org", "", "mailto:anna@example.org"),
        ("c.html", "", ""),
        ("https:javascript:x", "https://example.org/", "https://example.org/javascript:x"),
    ],
)
def test_an_address_is_made_absolute(href: str, base: str, target: str) -> None:
    assert link_target(href, base) == target


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table><tr><td"])
def test_a_million_elements_within_each_other_are_refused(tag: str) -> None:
    with pytest.raises(Problem, match="so deeply"):
        read(page(PROSE + f"<{tag}>".encode() * (1_000_000 // (1 + tag.count("<")))))


def test_a_million_elements_after_each_other_are_refused() -> None:
    with pytest.raises(Problem, match="parts"):
        read(page(PROSE + b"<br>" * 1_000_000))


def test_millions_of_lines_are_refused() -> None:
    with pytest.raises(Problem, match="more than 200,000 paragraphs"):
        read(Source("file", b"a\n" * 200_001, "a.txt"))


@pytest.mark.parametrize("mark", ["> ", "- ", ">"])
def test_markdown_that_nests_too_deeply_is_refused_rather_than_cut(mark: str) -> None:
    with pytest.raises(Problem, match="within each other"):
        read(Source("file", (mark * 5000 + "words\n").encode(), "a.md"))


def test_entities_that_stand_for_entities_do_not_grow() -> None:
    bomb = b'<!DOCTYPE h [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>' + PROSE + b"<p>&c;</p>"
    assert "lollol" not in read(page(bomb)).document.text


def test_an_entity_does_not_read_a_file() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE h [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>' + PROSE + b"&x;"
    assert "root:" not in read(page(bomb)).document.text


def test_a_tag_of_a_hundred_thousand_attributes_does_no_harm() -> None:
    tag = b"<p " + b" ".join(b'a%d="1>"' % number for number in range(100_000)) + b">words</p>"
    assert "words" in read(page(PROSE + tag)).document.text


def test_a_huge_attribute_does_no_harm() -> None:
    assert "words" in read(page(PROSE + b'<p title="' + b"x" * 5_000_000 + b'">words</p>')).document.text


def test_the_payloads_of_a_sanitiser_leave_no_way_to_run(shared: Path) -> None:
    path = shared / "data" / "hostile-html" / "dompurify.json"
    if not path.is_file():
        pytest.skip("the hostile pages are not among the shared material")
    payloads = json.loads(path.read_text("utf-8"))
    assert payloads
    for payload in payloads:
        assert_harmless(read(page(PROSE + payload["payload"].encode("utf-8", "replace"), "url")))


@pytest.mark.parametrize(
    "void", ["<embed src=x>", "<source src='x'>", "<TRACK>", "<wbr>", "<bgsound src=x>", "<embed />"]
)
def test_what_follows_an_element_without_content_is_not_taken_for_its_content(void: str) -> None:
    markup = f"<html><body><article>{PROSE.decode()}{void}<p>This follows.</p></article></body></html>"
    assert read(page(markup.encode())).document.text.endswith("This follows.")


def test_a_paragraph_of_a_thousand_places_to_break_a_word_is_not_too_deep() -> None:
    markup = f"<html><body><p>{'word<wbr>' * 1000}</p></body></html>"
    assert read(page(markup.encode())).document.text.count("word") == 1000
