"""What 'make fuzz' found, each in as few bytes as it takes."""

import pytest

from postil.domain.sources import Source
from postil.importers import choose, read
from postil.importers.links import link_target
from samples import book, chapter, saved_page
from soundness import require_sound


def epub(body: str) -> Source:
    return Source("file", book({"one.xhtml": body}), "a.epub")


@pytest.mark.parametrize(
    "body",
    [
        "<p>The lake rose.<x:>It fell.</x:></p>",
        '<p>The lake rose.<xml:lang="en">It fell.',
        "<p>The lake rose.<b \x01=1 title='\x02'>It fell.</b></p>",
        chapter("<p>The lake rose.</p>").replace("<p>", "<p><a:>"),
    ],
)
def test_a_chapter_with_names_that_no_language_has_is_read(body: str) -> None:
    require_sound(read(epub(body)))


@pytest.mark.parametrize("name", ["\x01", "a\x02b", "\x7f", "\ufffe", "a:", ":a", "xml:", "{", "{x}y", "\xa0"])
def test_an_attribute_with_a_name_that_lxml_does_not_take_back_goes(name: str) -> None:
    page = f"<html><body><p>The lake rose.</p><p id='a&#1;b' {name}='1'>It fell in the night.</p></body></html>"
    source = Source("file", page.encode(), "a.html")
    assert choose(source).name == "html"
    imported = read(source)
    require_sound(imported)
    assert imported.document.text.endswith("It fell in the night.")


@pytest.mark.parametrize("charset", ["utf-\x1f8", "utf-\ufffd8", "\u00fctf-8", "no-such", ""])
def test_a_subject_in_an_encoding_that_cannot_be_is_read_as_it_stands(charset: str) -> None:
    page = saved_page("<html><body><p>The lake rose in the night.</p></body></html>")
    imported = read(Source("file", page.replace(b"=?utf-8?Q?", f"=?{charset}?Q?".encode()), "a.mhtml"))
    require_sound(imported)
    assert imported.document.text == "The lake rose in the night."


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("hTtps://example.org/Lake", "https://example.org/Lake"),
        ("MAILTO:Anna@example.org", "mailto:Anna@example.org"),
        ("HTTP://Example.org", "http://Example.org"),
        ("hTTp:", ""),
        ("mailto:anna", ""),
    ],
)
def test_the_scheme_of_an_address_is_written_small(href: str, target: str) -> None:
    assert link_target(href) == target
