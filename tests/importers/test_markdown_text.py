"""Markdown becomes blocks and spans; its front matter is read and never run."""

import pytest

from postil.domain.problems import Problem
from postil.domain.sources import Imported, Source
from postil.importers import read


def imported(text: str, name: str = "lake.md") -> Imported:
    return read(Source("file", text.encode(), name, f"/home/anna/{name}"))


def outline(text: str) -> list[tuple[str, int, str, str]]:
    return [(b.kind, b.level, b.marker, b.text) for b in imported(text).document.blocks]


def spans(text: str) -> list[tuple[str, str, str]]:
    return [(s.kind, b.text[s.start : s.end], s.target) for b in imported(text).document.blocks for s in b.spans]


def test_blocks_of_every_kind() -> None:
    text = (
        "# Lake\n\nOne\ntwo  \nthree\n\n> quoted\n>\n> > deeper\n\n- a\n  - b\n\n    more\n- c\n\n3. d\n4. e\n\n"
        "```python x\ndef a():\n    pass\n```\n\n---\n\n| k | v |\n|---|---|\n| 1 | *2* |\n| 3 | |\n"
    )
    assert outline(text) == [
        ("heading", 1, "", "Lake"),
        ("paragraph", 0, "", "One two\nthree"),
        ("quotation", 1, "", "quoted"),
        ("quotation", 2, "", "deeper"),
        ("list_item", 1, "•", "a"),
        ("list_item", 2, "•", "b"),
        ("list_item", 2, "", "more"),
        ("list_item", 1, "•", "c"),
        ("list_item", 1, "3.", "d"),
        ("list_item", 1, "4.", "e"),
        ("code", 0, "python", "def a():\n    pass"),
        ("rule", 0, "", ""),
        ("table", 1, "", "k\tv\n1\t2\n3\t"),
    ]


def test_spans_of_every_kind() -> None:
    assert spans("*a* **b _c_** `d e` [f](https://example.org) <https://example.org/g> h[^1]\n") == [
        ("emphasis", "a", ""),
        ("strong", "b c", ""),
        ("emphasis", "c", ""),
        ("code", "d e", ""),
        ("link", "f", "https://example.org"),
        ("link", "https://example.org/g", "https://example.org/g"),
        ("note", "1", "1"),
    ]


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "other.md", "java\tscript:x"]
)
def test_a_link_to_nowhere_safe_is_its_text(target: str) -> None:
    assert spans(f"[words](<{target}>)") == []
    assert imported(f"[words](<{target}>)").document.text == "words"


def test_raw_html_gives_its_text_alone() -> None:
    text = (
        "a <b>bold</b> <img src=x onerror=alert(1)>word<br>next List<String>\n\n"
        "<div onclick='x()'>in <i>a</i> div</div>\n"
    )
    assert [b.text for b in imported(text).document.blocks] == ["a bold word\nnext List<String>", "in a div"]


def test_a_script_in_markdown_is_dropped() -> None:
    assert imported("word\n\n<script>\nalert(1)\n</script>\n").document.text == "word"


def test_a_picture_follows_its_paragraph() -> None:
    result = imported("see ![a mill](https://example.org/m.png) here ![no](local.png)")
    assert [(b.kind, b.text, b.source) for b in result.document.blocks] == [
        ("paragraph", "see here no", ""),
        ("figure", "a mill", "https://example.org/m.png"),
    ]


def test_front_matter_says_the_bibliography() -> None:
    result = imported(
        '---\ntitle: "The lake: a \\"history\\""\nauthors:\n  - Jane Doe\n  - Roe, John\ndate: 2024-03-05 10:00\n'
        "updated: 9 March 2024\nsite: 'Lake''s Courier'\nurl: https://courier.example/lake # here\nlang: en-gb\n"
        "evil: !!python/object/apply:os.system [x]\n---\n\nText of it.\n"
    )
    assert result.title == 'The lake: a "history"'
    assert [str(name) for name in result.authors] == ["Jane Doe", "John Roe"]
    assert (result.published, result.updated) == ("2024-03-05", "2024-03-09")
    assert (result.site, result.url, result.language) == ("Lake's Courier", "https://courier.example/lake", "en-GB")
    assert "Text of it." in result.document.text
    assert "evil" not in result.document.text
    row = next(e for e in result.evidence if e.field == "published")
    assert (row.printed, row.origin, row.guess) == ("date: 2024-03-05 10:00", "front matter date", False)


def test_two_rules_with_prose_between_are_no_front_matter() -> None:
    assert "just prose here" in imported("---\njust prose here\n---\n\nmore").document.text


def test_the_first_heading_is_the_title_and_the_file_name_a_guess() -> None:
    assert imported("# The *lake*\n\ntext").title == "The lake"
    result = imported("text alone", "my_lake.md")
    assert result.title == "my lake"
    assert [e.guess for e in result.evidence if e.field == "title"] == [True]


def test_markdown_without_text_is_refused() -> None:
    with pytest.raises(Problem, match="holds no text"):
        imported("---\n\n<!-- nothing -->\n\n[a]: https://example.org\n")
