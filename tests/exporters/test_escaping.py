from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters.hostile import own, published, quotation
from exporters.readers import (
    Reader,
    commonmark,
    markdown_it_with_tables_and_strikethrough,
    pandoc,
    python_markdown,
    python_markdown_extra,
    typographic,
)
from postil.exporters.escaping import EVERY_READER, PANDOC, Family, block_quote, escape_inline, escape_line

PYTHON_READERS = [
    commonmark,
    markdown_it_with_tables_and_strikethrough,
    python_markdown,
    python_markdown_extra,
]
PANDOC_READERS = ["markdown-smart", "gfm", "commonmark_x-smart"]


def in_one_file(texts: list[str], family: Family, *, strict: bool = False) -> str:
    return "\n\nend of quotation\n\n".join(block_quote(text, family, strict=strict) for text in texts) + "\n\nend\n"


def altered(texts: list[str], reader: Reader, family: Family, *, strict: bool = False) -> list[tuple[str, str]]:
    read = reader(in_one_file(texts, family, strict=strict))
    assert len(read) == len(texts)
    return [(text, shown) for text, shown in zip(texts, read, strict=True) if text != shown]


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("reader", PYTHON_READERS)
def test_our_hostile_strings_survive_in_python_readers(reader: Reader, strict: bool) -> None:
    assert altered(own(), reader, EVERY_READER, strict=strict) == []


@pytest.mark.parametrize("kind", PANDOC_READERS)
def test_our_hostile_strings_survive_in_pandoc(kind: str) -> None:
    assert altered(own(), pandoc(kind), EVERY_READER) == []


@pytest.mark.shared
@pytest.mark.parametrize("reader", PYTHON_READERS)
def test_published_hostile_strings_survive_in_python_readers(reader: Reader, shared: Path) -> None:
    assert altered(published(shared), reader, EVERY_READER) == []


@pytest.mark.shared
@pytest.mark.parametrize("kind", PANDOC_READERS)
def test_published_hostile_strings_survive_in_pandoc(kind: str, shared: Path) -> None:
    assert altered(published(shared), pandoc(kind), EVERY_READER) == []


@pytest.mark.shared
def test_pandoc_with_smart_typography_redraws_quotation_marks_and_nothing_else(shared: Path) -> None:
    reader = pandoc("markdown")
    texts = [*own(), *published(shared)]
    read = reader(in_one_file(texts, EVERY_READER))
    assert [typographic(shown) for shown in read] == [typographic(text) for text in texts]


@pytest.mark.shared
def test_the_flavour_for_pandoc_survives_smart_typography_to_the_letter(shared: Path) -> None:
    assert altered([*own(), *published(shared)], pandoc("markdown"), PANDOC) == []


@settings(deadline=None, max_examples=50)
@given(st.lists(quotation, min_size=1, max_size=12))
def test_any_text_survives_in_python_readers(texts: list[str]) -> None:
    for reader in PYTHON_READERS:
        assert altered(texts, reader, EVERY_READER) == []


@settings(deadline=None, max_examples=8)
@given(st.lists(quotation, min_size=40, max_size=80))
def test_any_text_survives_in_pandoc(texts: list[str]) -> None:
    assert altered(texts, pandoc("markdown-smart"), EVERY_READER) == []


@settings(deadline=None, max_examples=60)
@given(quotation)
def test_guarding_every_mark_survives_too(text: str) -> None:
    for reader in (commonmark, python_markdown):
        assert altered([text], reader, EVERY_READER, strict=True) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("It was said in June 1941; he didn't know.", "It was said in June 1941; he didn't know."),
        ("***", r"\*\*\*"),
        ("5*3*2", r"5\*3\*2"),
        ("snake_case", "snake_case"),
        ("a -- b - c", r"a \-- b - c"),
        ("$20 and $30", "$20 and $30"),
        ("It cost $x$", "It cost &#36;x&#36;"),
        ("$ '$", "&#36;&#32;'&#36;"),
        ("AT&T &amp;", "AT&T &amp;amp;"),
        ("C# at 12:30", "C# at 12:30"),
        ("3. No", r"3\. No"),
        ("я) так", r"я\) так"),
        ("ϴ.", r"ϴ\."),
        ("(é) so", r"(é\) so"),
        ("так) он", "так) он"),
        ("", ""),
    ],
)
def test_few_marks_are_added(line: str, expected: str) -> None:
    assert escape_line(line) == expected


def test_a_title_comes_out_on_one_line() -> None:
    assert escape_inline(" The\n*War*\t") == r"The \*War\*"


def test_an_empty_line_of_a_quotation_stays() -> None:
    assert block_quote("a\n\nb") == "> a\n>\n> <br>\n>\n> b"


@settings(deadline=None, max_examples=8)
@given(st.lists(quotation, min_size=40, max_size=80))
def test_any_text_survives_smart_typography_in_the_flavour_for_pandoc(texts: list[str]) -> None:
    assert altered(texts, pandoc("markdown"), PANDOC) == []
