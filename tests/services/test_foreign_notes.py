"""Notes of other programs in Markdown: they read as they did there."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.domain.text import canonical
from postil.services.foreign_notes import to_markdown
from postil.services.rendering import render
from postil.services.tones import tone_of


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>one <b>two</b> <i>three</i></p><p>four</p>", "one **two** *three*\n\nfour"),
        ("“quoted” and 'so' on", "“quoted” and 'so' on"),
        ("5 * 3 * 2 and [x](y) &lt;b&gt;", "5 \\* 3 \\* 2 and \\[x\\](y) &lt;b>"),
        ('<a href="https://example.org/a b">there</a>', "[there](<https://example.org/a%20b>)"),
        ('<a href="javascript:alert(1)">there</a>', "there"),
        ("<ul><li>one</li><li>two</li></ul><p>end</p>", "- one\n- two\n\nend"),
        ("<ol><li>one</li><li>two</li></ol>", "1. one\n2. two"),
        ("<h2>Head</h2><blockquote><p>said</p></blockquote>", "## Head\n\n> said"),
        ("<p>a<br>b</p>", "a  \nb"),
        ("<pre>x = `1`</pre>", "```\nx = `1`\n```"),
        ("<p><code>a`b</code></p>", "``a`b``"),
        ("<script>alert(1)</script><p>left</p>", "left"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_html_becomes_markdown(markup: str, expected: str) -> None:
    assert to_markdown(markup, "html") == expected


def test_markdown_stays_as_it_is() -> None:
    assert to_markdown("  why **not** [@mondo1941]?\r\n\r\n- so ", "markdown") == "why **not** [@mondo1941]?\n\n- so"


@pytest.mark.parametrize(
    ("said", "expected"),
    [("# no heading", "\\# no heading"), ("one\ntwo\n\nthree", "one  \ntwo\n\nthree"), ("1. no list", "1\\. no list")],
)
def test_plain_words_mean_themselves(said: str, expected: str) -> None:
    assert to_markdown(said, "text") == expected


def shown(markdown: str) -> str:
    text = html.unescape(re.sub(r"<[^>]*>", " ", render(markdown, cite=lambda key: None)))
    return " ".join(text.split())


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab *_[]()<>#`~!&;:\"'“”\\-+.1|@\n"), max_size=40))
def test_any_plain_note_is_shown_as_it_was_written(said: str) -> None:
    assert shown(to_markdown(said, "text")) == " ".join(canonical(said).split())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_html_gives_a_note(markup: str) -> None:
    assert isinstance(to_markdown(markup, "html"), str)


@pytest.mark.parametrize(
    ("printed", "tone"),
    [
        ("", "yellow"), ("yellow", "yellow"), ("Pink", "red"), ("hltr-green", "green"), ("grey", "yellow"),
        ("#ffd400", "yellow"), ("#ff6666", "red"), ("#5fb236", "green"), ("#2ea8e5", "blue"), ("#a28ae5", "purple"),
        ("#e56eee", "purple"), ("#f19837", "orange"), ("#aaaaaa", "yellow"), ("#fff", "yellow"), ("#f00", "red"),
        ("rgba(255, 0, 0, 0.4)", "red"), ("rgb(0,128,0)", "green"), ("none", "yellow"), ("x" * 5000, "yellow"),
    ],
)  # fmt: skip
def test_colours_become_the_nearest_tone(printed: str, tone: str) -> None:
    assert tone_of(printed) == tone
