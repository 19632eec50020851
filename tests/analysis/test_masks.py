"""What stands for a name that was masked, and what only looks like it."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.analysis.masks import find_masks

MASKS = [
    ("Comrade ** kept silent.", ["**"]),
    ("Under pressure from *** and Stein, they criticised ***. But ** went on.", ["***", "***", "**"]),
    ("** He insisted on it.", ["**"]),
    ("He said “**” and (**) came.", ["**", "**"]),
    ("With ** 's letter and the ** equipment.", ["**", "**"]),
    ("Comrade * spoke.", ["*"]),
    ("Old friend ××× wrote.", ["×××"]),
    ("His name was ■■■ then.", ["■■■"]),
    ("It was □□ who came.", ["□□"]),
    ("Captain ＊＊ left.", ["＊＊"]),
    ("The agent [redacted] met [name withheld].", ["[redacted]", "[name withheld]"]),
    ("The [NAME] family moved to [city].", ["[NAME]", "[city]"]),
    ("Mr. X, it was said, knew.", ["X"]),
    ("Then 某 told the court.", ["某"]),
    ("I met Mr. —— in town, and Lady D—— too.", ["——", "——"]),
    ("Mr. ____ was there.", ["____"]),
    ("李某去了北京，张××也去了。", ["某", "××"]),
    ("某某同志说", ["某某"]),
    ("Lu** and Zhang*** were there.", ["**", "***"]),
]
NOT_MASKS = [
    "***",
    "before\n* * *\nafter",
    "before\n*****\nafter",
    "This is **bold** and ***both*** of it.",
    "A **whole phrase, in bold.** And more.",
    "**Note:** the rest follows.",
    "- one\n** two\n** three",
    "It cost 5** dollars, at 0.05**.",
    "A claim.** And more.\n\n** A note below.",
    "The price** of bread.\n\n** in pounds",
    "Rating: **** and 4/5",
    "*****/5 for this",
    "It has ***½ stars",
    "What the f**k and s***.",
    "x = 2**10 and y = 2 ** 3",
    "def f(*args, **kwargs): pass",
    "/** comment **/",
    "Call 138****1234, or **** **** 1234.",
    "3 × 4 × 5 and 10×10",
    "□ milk □ bread",
    "He came — and went — at once.",
    "He came -- and went -- at once.",
    "某些人和某种东西在某个地方",
    "■ First point\n■ Second point",
    "■■■■■■■■■■\n――――――",
    r"escaped \*\* stars",
]


@pytest.mark.parametrize(("text", "expected"), MASKS)
def test_a_run_that_stands_for_a_name_is_a_mask(text: str, expected: list[str]) -> None:
    masks = find_masks(text)
    assert [mask.text for mask in masks] == expected
    assert all(text[mask.start : mask.end] == mask.text for mask in masks)


@pytest.mark.parametrize("text", NOT_MASKS)
def test_stars_and_boxes_of_other_uses_are_no_masks(text: str) -> None:
    assert find_masks(text) == ()


def test_the_masks_of_the_masked_article_are_found_and_nothing_else(masked_article) -> None:
    text = masked_article.read_text("utf-8")
    gold = json.loads(masked_article.with_suffix(".entities.json").read_text("utf-8"))
    wanted = [(span["start"], span["end"]) for span in gold if span["type"] == "MASKED"]
    assert [(mask.start, mask.end) for mask in find_masks(text)] == wanted


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='*×■□某＊—_ \n.aA1("', max_size=40))
def test_masks_lie_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for mask in find_masks(text):
        assert end <= mask.start < mask.end <= len(text)
        end = mask.end


@pytest.mark.parametrize(
    ("text", "masks"),
    [
        ("The witness N. said so, and M. de N. agreed.", ["N.", "N."]),
        ("It was for Mr. K., who left.", ["K."]),
        ("Mr. A. told Mr. B. all of it.", ["A.", "B."]),
        ("She met XXX in May.", ["XXX"]),
        ("He was born at the town of ——, in the hills.", ["——"]),
        ("某甲与某乙去了。", ["某甲", "某乙"]),
    ],
)
def test_letters_and_dashes_that_stand_for_a_name_are_masks(text: str, masks: list[str]) -> None:
    assert [mask.text for mask in find_masks(text)] == masks


@pytest.mark.parametrize(
    "text",
    [
        "Chapter XXX begins on page XXX, where King Henry XXX meets the XXX Corps.",
        "Mr. J. Smith and Mr. J. B. Smith came; St. N. is a church.",
        "It was rated *** out of *****.",
        "He had 5 ×× of them.",
        "So he went. *** Then she came.",
        "He —— left, and went to —— of all places.",
    ],
)
def test_numbers_initials_ratings_and_pauses_are_no_masks(text: str) -> None:
    assert find_masks(text) == ()
