"""What a finder of articles leaves out of the midst of one comes back; what stands around it does not."""

from collections.abc import Callable

import pytest

from postil.domain.document import Block
from postil.importers.html_blocks import BlockBuilder
from postil.importers.html_gaps import fill_gaps
from postil.importers.lxml_parsing import parse_html

LONG = "The lake rose in the night, and nobody who lived on its shore had seen it so high before."


def filled(body: str, left_out: Callable[[Block], bool], cut: str = "") -> list[str]:
    """The texts of the article of a page whose finder leaves out blocks, and cuts letters from the others."""
    parsed = parse_html(f"<html><body>{body}</body></html>")
    assert parsed is not None
    builder = BlockBuilder()
    builder.walk(parsed.root)
    whole = builder.finish()
    found = [Block(b.kind, b.text.replace(cut, "") if cut else b.text, b.spans) for b in whole if not left_out(b)]
    return [block.text for block in fill_gaps(found, whole, builder.ends)]


def says(*texts: str) -> Callable[[Block], bool]:
    return lambda block: block.text in texts


@pytest.mark.parametrize(
    "between",
    [
        "<p>Yes.</p>",
        "<pre>a = 1</pre>",
        "<ul><li>ten metres</li></ul>",
        "<div><p>It fell.</p></div>",
        "<table><tr><th>Day<th>Metres</tr><tr><td>1<td>10</tr></table>",
    ],
)
def test_what_stands_between_two_paragraphs_comes_back(between: str) -> None:
    kept = ("before", "after")
    article = f"<article><p>before</p>{between}<p>after</p></article>"
    texts = filled(article, lambda block: block.text not in kept)
    assert texts == filled(article, says())
    assert len(texts) == 3


@pytest.mark.parametrize(
    "between",
    [
        "<aside><p>Yes.</p></aside>",
        "<div class='newsletter-box'><p>Yes.</p></div>",
        "<p id='ad-3'>Yes.</p>",
        "<p><a href='https://example.org/'>Yes, all of it</a></p>",
        "<p>Follow us on Facebook and subscribe to our channel!</p>",
        "<form><p>Yes.</p></form>",
    ],
)
def test_what_calls_itself_something_else_stays_away(between: str) -> None:
    kept = ("before", "after")
    assert filled(f"<p>before</p>{between}<p>after</p>", lambda block: block.text not in kept) == ["before", "after"]


def test_what_lies_between_parts_far_apart_stays_away() -> None:
    far = "<div><div><div><div><div><p>{}</p></div></div></div></div></div>"
    body = far.format("before") + "<p>Yes.</p>" + far.format("after")
    assert filled(body, says("Yes.")) == ["before", "after"]


def test_the_items_of_a_list_that_is_there_may_be_all_links() -> None:
    items = "".join(f"<li><a href='https://example.org/{n}'>Lake {n}</a></li>" for n in range(3))
    body = f"<p>before</p><ul><li>In progress:<ul>{items}</ul></li><li>Done.</li></ul>"
    assert "Lake 1" in filled(body, says("Lake 0", "Lake 1", "Lake 2"))


def test_a_line_that_occurs_twice_comes_back_as_often_as_it_is_on_the_page() -> None:
    lines = iter(range(10))
    texts = filled("<p>a</p><p>***</p><p>b</p><p>***</p><p>c</p>", lambda b: b.text == "***" and next(lines) == 0)
    assert texts.count("***") == 2


def test_a_paragraph_with_its_formula_cut_out_is_the_pages_again() -> None:
    body = "<p>before</p><p>When x = 2 there are two of them.</p><p>after</p>"
    assert filled(body, says(), " x = 2") == ["before", "When x = 2 there are two of them.", "after"]


def test_around_what_was_written_anew_nothing_is_filled_in() -> None:
    body = "<p>before</p><p>When it was two there were some.</p><p>Yes.</p><p>after</p>"
    texts = filled(body.replace("When", "whenever"), says("Yes."), "whenever it was two there were so")
    assert texts == ["before", "me.", "after"]


def test_the_first_part_of_a_story_in_two_parts_comes_back() -> None:
    part = "".join(f"<p class='story'>{LONG} {{0}}{n}</p>" for n in range(4))
    furniture = "<p>You may want to read what others have written about the lake and its shores.</p>"
    body = f"{furniture}<div>{part.format('a')}</div><div><p>between</p></div><div>{part.format('b')}</div>"
    texts = filled(body, lambda block: not block.text[-2:].startswith("b"))
    assert [text[-2:] for text in texts] == ["a0", "a1", "a2", "a3", "b0", "b1", "b2", "b3"]
