"""Plain text comes in with its paragraphs, headline and byline, and to the letter."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.domain.problems import Problem
from postil.domain.sources import Imported
from postil.domain.text import canonical
from postil.importers import pasted, read


def imported(text: str) -> Imported:
    return read(pasted(text))


def texts(text: str) -> list[str]:
    return [block.text for block in imported(text).document.blocks]


def test_blank_lines_part_paragraphs() -> None:
    assert texts("One thing.\n\nAnother thing.\n\n\nA third.") == ["One thing.", "Another thing.", "A third."]


def test_lines_that_are_not_filled_stay_lines() -> None:
    poem = "Roses are red,\nviolets are blue,\nthis is a poem\nand it is through."
    assert texts(poem) == poem.split("\n")


def wrapped(text: str, width: int) -> str:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + 1 + len(word) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


SENTENCES = (
    "The river rose in the night and took the lower road with it, so that nobody in the village could "
    "reach the mill. In the morning the miller stood on the other bank and called across, but the water was too "
    "loud and his words were lost in it, as were the two sheep that he had tried to save from the meadow."
)


@pytest.mark.parametrize("width", [50, 65, 72, 80])
def test_a_hard_wrapped_paragraph_is_joined(width: int) -> None:
    source = "\n\n".join([wrapped(SENTENCES, width), wrapped(SENTENCES[::-1], width)])
    assert texts(source) == [SENTENCES, " ".join(SENTENCES[::-1].split())]


def test_a_hard_wrapped_list_keeps_its_items() -> None:
    source = f"{wrapped(SENTENCES, 60)}\n\n- one short item\n- another one\n- a third"
    assert texts(source) == [SENTENCES, "- one short item", "- another one", "- a third"]


def test_a_hyphen_at_the_end_of_a_filled_line_is_not_followed_by_a_space() -> None:
    filler = "x" * 50
    source = f"{filler} well-\nknown thing {'y' * 44}\n{'z' * 56} a\nlast line"
    assert texts(source) == [f"{filler} well-known thing {'y' * 44} {'z' * 56} a last line"]


@pytest.mark.parametrize(
    "literal", ["**", "***", "# no heading", "[[link]]", "<b>", "a < b > c", "5*3*2", "> quoted", "`x`"]
)
def test_marks_of_other_formats_stay_as_they_are(literal: str) -> None:
    assert texts(f"Before it.\n\n{literal}\n\nAfter {literal} it.") == ["Before it.", literal, f"After {literal} it."]


def test_a_no_break_space_and_an_ideographic_one_survive() -> None:
    assert texts("10\u00a0km.\n\n\u3000字文章。") == ["10\u00a0km.", "\u3000字文章。"]


def test_the_headline_is_the_first_heading_and_the_title() -> None:
    result = imported("A town beneath the lake\n\nIt was flooded long ago, and the steeple is still to be seen.\n")
    assert (result.document.blocks[0].kind, result.document.blocks[0].level) == ("heading", 1)
    assert result.title == "A town beneath the lake"
    assert [e.guess for e in result.evidence if e.field == "title"] == [False]


def test_a_headline_may_be_cut_off() -> None:
    result = imported("How a town was lost to the lake, and what did the\n\nIt was flooded long ago, in one night.\n")
    assert result.title == "How a town was lost to the lake, and what did the"


@pytest.mark.parametrize("first", ["It was flooded long ago.", "- an item", "https://example.org/", "Dear Anna,"])
def test_what_is_no_headline_is_not_made_one(first: str) -> None:
    result = imported(f"{first}\n\nThe steeple is still to be seen from the shore on a clear day.\n")
    assert result.document.blocks[0].kind == "paragraph"
    assert [e.guess for e in result.evidence if e.field == "title"] == [True]


def test_chapters_become_headings() -> None:
    result = imported("A tale of a lake\n\nChapter 1. The water\n\nIt rose.\n\nCHAPTER II\n\nIt rose again.")
    assert [b.level for b in result.document.blocks if b.kind == "heading"] == [1, 2, 2]


def test_the_byline_says_site_and_update_and_stays_in_the_text() -> None:
    result = imported("A town beneath the lake\n\nLake Courier Updated on 2024-03-09\n\nIn May 1941 it was flooded.\n")
    assert (result.site, result.updated, result.published) == ("Lake Courier", "2024-03-09", "")
    assert result.document.blocks[1].boilerplate == "byline"
    assert "Lake Courier Updated on 2024-03-09" in result.document.text
    assert {e.field: (e.printed, e.origin, e.guess) for e in result.evidence if e.origin == "byline"} == {
        "container_title": ("Lake Courier", "byline", True),
        "updated": ("Updated on 2024-03-09", "byline", False),
    }


@pytest.mark.parametrize(
    "prose",
    [
        "On 22 June 1941 the army crossed the river.",
        "June 22, 1941, was a Sunday.",
        "The bridge was updated on 2024-02-25 by the council, and it was later demolished.",
        "Published on 3 May 1999, the report says nothing of this.",
    ],
)
def test_a_date_of_the_prose_is_not_that_of_publication(prose: str) -> None:
    result = imported(f"A town beneath the lake\n\n{prose}\n\nNothing more is known.\n")
    assert (result.published, result.updated, result.authors, result.site) == ("", "", (), "")


def test_nothing_but_blanks_is_refused() -> None:
    with pytest.raises(Problem, match="empty"):
        imported(" \n\t\n")


def letters(text: str) -> str:
    return re.sub("[ \t\n]+", "", text)


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1))
def test_every_letter_of_a_text_survives(text: str) -> None:
    wanted = [line.rstrip(" \t") for line in canonical(text.encode("utf-8", "replace").decode()).split("\n")]
    wanted = [line for line in wanted if line.strip()]
    if not wanted:
        return
    try:
        found = imported(text).document
    except Problem:
        # Control characters make a binary file of it.
        assert re.search("[\x00-\x1f]", text)
        return
    assert letters(found.text) == letters("\n".join(wanted))
    # Short lines are never joined.
    if all(len(line) < 40 for line in wanted):
        assert [block.text for block in found.blocks] == wanted


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("ab *#<>[]-.\u00a0é漢", max_size=90), max_size=12).map("\n".join))
def test_every_letter_of_many_lines_survives(text: str) -> None:
    wanted = canonical(text)
    if wanted.strip():
        assert letters(imported(text).document.text) == letters("\n".join(x for x in wanted.split("\n") if x.strip()))
