import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.services.formatting import Formatted
from postil.services.rendering import render

SAFE_ADDRESS = re.compile(r"(?:https?|mailto|postil):|#", re.IGNORECASE)
DANGEROUS = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "img",
    "form",
    "input",
    "link",
    "meta",
    "base",
}


def cite(key: str) -> str | None:
    return {"mondo2024asked": "Ada Mondo, “In <1941>”, The Site, 2024"}.get(key)


def show(note: str) -> str:
    return render(note, cite=cite)


class _Dangers(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in DANGEROUS:
            self.found.append(tag)
        for name, value in attrs:
            address = re.sub(r"[\x00-\x20\x7f-\xa0]", "", value or "")
            if name.startswith("on") or name in {"style", "src", "srcset", "action", "formaction", "background"}:
                self.found.append(name)
            elif name == "href" and not SAFE_ADDRESS.match(address):
                self.found.append(address)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)


def dangers(shown: str) -> list[str]:
    parser = _Dangers()
    parser.feed(shown)
    parser.close()
    return parser.found


def test_a_note_shows_its_markdown() -> None:
    assert show("# T\n\n*so* and `x<y`") == "<h1>T</h1>\n<p><em>so</em> and <code>x&lt;y</code></p>"
    assert "<td>1</td>" in show("| a |\n|---|\n| 1 |")
    assert show("```py\n<b>\n```") == "<pre><code>&lt;b&gt;\n</code></pre>"


@pytest.mark.parametrize("mark", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
def test_a_backslash_guards_every_mark(mark: str) -> None:
    parser = HTMLParser()
    seen: list[str] = []
    parser.handle_data = seen.append  # pyright: ignore[reportAttributeAccessIssue]
    parser.feed(show(f"x\\{mark}amp;y"))
    parser.close()
    assert "".join(seen) == f"x{mark}amp;y"


def test_a_citation_is_shown_formatted_with_its_locator() -> None:
    known = '<span class="citation">Ada Mondo, “In &lt;1941&gt;”, The Site, 2024</span>'
    assert show("So [see @mondo2024asked, p. 3].") == f"<p>So (see {known}, p. 3).</p>"
    assert show("As @mondo2024asked says") == f"<p>As {known} says</p>"


def test_an_unknown_key_is_marked() -> None:
    shown = show("So [@nobody; @mondo2024asked].")
    assert 'class="citation-unknown"' in shown
    assert "<u>@nobody?</u>" in shown
    assert 'class="citation">Ada Mondo' in shown


def test_what_looks_like_a_citation_in_code_or_an_address_is_none() -> None:
    assert show("`@mondo2024asked` [x](https://m.example/@mondo2024asked) a@b.example") == (
        '<p><code>@mondo2024asked</code> <a href="https://m.example/@mondo2024asked">x</a> a@b.example</p>'
    )


def test_a_picture_becomes_a_link_under_its_alternative_text() -> None:
    assert show("![a *map*](http://x.example/a.png)") == '<p><a href="http://x.example/a.png">a *map*</a></p>'
    assert show('<img src="http://x.example/a.png">') == '<p><a href="http://x.example/a.png">picture</a></p>'
    assert show("![map](file:///etc/passwd)") == "<p>map</p>"
    assert show("[![map](http://x.example/a.png)](http://y.example)") == '<p><a href="http://y.example">map</a></p>'


@pytest.mark.parametrize(
    "address", ["http://x.example/", "https://x.example/", "mailto:a@b.example", "postil://article/1#highlight=2"]
)
def test_links_to_the_web_to_mail_and_into_postil_stay(address: str) -> None:
    assert f'href="{address}"' in show(f"[x]({address})")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVa&#x09;script:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "/relative",
        "//x.example",
        "vbscript:x",
    ],
)
def test_links_elsewhere_lead_nowhere(address: str) -> None:
    shown = show(f'[x]({address}) <a href="{address}">y</a>')
    assert "href" not in shown


@pytest.mark.shared
def test_published_payloads_leave_nothing_that_runs_or_loads(shared: Path) -> None:
    payloads = json.loads((shared / "data" / "hostile-html" / "dompurify.json").read_text(encoding="utf-8"))
    assert len(payloads) > 100
    left = {payload["payload"]: found for payload in payloads if (found := dangers(show(payload["payload"])))}
    assert left == {}


# fmt: off
PIECES = [
    '<', '>', 'script', '<img src=', ' onerror=alert(1)', 'javascript:', '"', "'", '&#106;',
    '\n', '](', '[x', ')', '![', '<svg>', '<a href=', '`', '<style>',
    '<!--', '-->', '<![CDATA[', '@k', '[@', ']', '\x00', '\xa0', '<math>',
    '</', 'x', '    ', '\ufdd00\ufdd1',
]
# fmt: on


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.text(max_size=80)))
def test_no_note_runs_or_loads_anything(note: str) -> None:
    assert dangers(render(note, cite=lambda key: f"<script>{key}</script>")) == []


def test_a_backslash_before_a_guarded_sign_is_a_backslash() -> None:
    assert show("a \\\\&lt;b") == "<p>a \\&lt;b</p>"
    assert show("a \\\\\\&lt;b") == "<p>a \\&amp;lt;b</p>"


def test_formatted_citations_stand_in_their_places_without_what_could_harm() -> None:
    note = "So [@mondo2024asked, p. 3] and [@nobody] `[@mondo2024asked]`."
    formatted = Formatted(("(<i>Mondo</i>, <script>x</script>2024)", ""))
    shown = render(note, cite=cite, formatted=formatted)
    assert shown.startswith(
        '<p>So <span class="citation">(<i>Mondo</i>, 2024)</span> and <span class="citation-unknown"'
    )
    assert shown.endswith("<code>[@mondo2024asked]</code>.</p>")


def test_citations_of_a_style_with_notes_are_numbered_at_the_word_before_and_stand_below() -> None:
    formatted = Formatted(("Ada Mondo, 3.", "Mondo, 4."), notes=True)
    shown = render("So [@mondo2024asked]. As @mondo2024asked says.", cite=cite, formatted=formatted)
    assert shown == (
        '<p>So<span class="citation"><sup>1</sup></span>. '
        'As <span class="citation">Ada Mondo<sup>2</sup></span> says.</p>'
        '<p class="citation-note"><sup>1</sup> Ada Mondo, 3.</p><p class="citation-note"><sup>2</sup> Mondo, 4.</p>'
    )


def test_a_citation_that_is_not_formatted_yet_stands_as_it_is_typed() -> None:
    shown = render("So [see @mondo2024asked, p. <3>] and [@nobody].", cite=cite, pending=True)
    assert '<span class="citation">[see @mondo2024asked, p. &lt;3&gt;]</span>' in shown
    assert "<u>@nobody?</u>" in shown
