import pytest

from postil.domain.entities import Quantity
from postil.domain.figures_in_words import figure_in_words


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("more than 700,000 men", "more than 700,000"),
        ("More\nthan 700,000 men", "more than 700,000"),
        ("over 700,000 men", "over 700,000"),
        ("less than 700,000 men", "less than 700,000"),
        ("fewer than 700,000 men", "less than 700,000"),
        ("at least 700,000 men", "at least 700,000"),
        ("no fewer than 700,000 men", "at least 700,000"),
        ("no more than 700,000 men", "at most 700,000"),
        ("up to 700,000 men", "up to 700,000"),
        ("as many as 700,000 men", "as many as 700,000"),
        ("nearly 700,000 men", "nearly 700,000"),
        ("Almost seven hundred thousand men", "nearly 700,000"),
        ("under 700,000 men", "under 700,000"),
        ("close to 700,000 men", "close to 700,000"),
        ("some 700,000 men", "about 700,000"),
        ("an estimated 700,000 men", "about 700,000"),
    ],
)
def test_a_bound_is_told_as_a_bound_and_an_estimate_as_one(printed: str, told: str) -> None:
    assert figure_in_words(Quantity(0, len(printed), printed, 7e5, 7e5, "men", approximate=True)) == told


def test_a_plain_number_and_a_range_are_told_as_they_are() -> None:
    assert figure_in_words(Quantity(0, 7, "5.5 men", 5.5, 5.5, "men")) == "5.5"
    words = "about 200 to 300 men"
    assert figure_in_words(Quantity(0, len(words), words, 200, 300, "men", approximate=True)) == "about 200 to 300"
