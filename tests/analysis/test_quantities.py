"""Numbers with what they count, and numbers that count nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.analysis.dates import find_dates
from postil.analysis.quantities import find_quantities


def found(text: str) -> list[tuple[str, float, float, str, bool]]:
    return [
        (each.text, each.value, each.high, each.counted, each.approximate)
        for each in find_quantities(text, find_dates(text))
    ]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("They sent 5.5 million troops.", ("5.5 million troops", 5.5e6, 5.5e6, "troops", False)),
        ("He had 20 divisions.", ("20 divisions", 20, 20, "divisions", False)),
        ("He asked six times.", ("six times", 6, 6, "times", False)),
        ("They took about 3,000 prisoners.", ("about 3,000 prisoners", 3000, 3000, "prisoners", True)),
        ("More than 700,000 men came.", ("More than 700,000 men", 700000, 700000, "men", True)),
        ("No more than 60 men came.", ("No more than 60 men", 60, 60, "men", True)),
        ("One hundred and twenty men came.", ("One hundred and twenty men", 120, 120, "men", False)),
        ("between 200 and 300 guns", ("200 and 300 guns", 200, 300, "guns", False)),
        ("There were 10-15 wagons.", ("10-15 wagons", 10, 15, "wagons", False)),
        ("3 to 5 million rubles", ("3 to 5 million rubles", 3e6, 5e6, "rubles", False)),
        ("It took 14 European countries.", ("14 European countries", 14, 14, "European countries", False)),
        ("It lost 4 of the ships.", ("4 of the ships", 4, 4, "ships", False)),
        ("It fell 12 percent.", ("12 percent", 12, 12, "percent", False)),
        ("It cost $40 million then.", ("$40 million", 4e7, 4e7, "$", False)),
        ("In 1812 500 men died.", ("500 men", 500, 500, "men", False)),
    ],
)
def test_a_number_is_told_with_what_it_counts(text: str, quantity: tuple[str, float, float, str, bool]) -> None:
    assert found(text) == [quantity]


@pytest.mark.parametrize(
    "text",
    [
        "On 22 June 1941, in 1945, and for 21 days.",
        "The 3rd army and the 21st regiments.",
        "See page 12, chapter 4, vol. 3 and No. 3 guns.",
        "He was 27, and came at 7:19 a.m.",
        "In the 1940s, and in the summer of 1941.",
        "Version 3.11.2 and 555-1234.",
        "Six of them left, and one of us.",
    ],
)
def test_dates_ordinals_pages_and_bare_numbers_are_none(text: str) -> None:
    assert found(text) == []


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["3", "million", "to", "and", "men", "about", "$", "1,000", "two", "-", "of", "the", "%", "."]),
        max_size=10,
    )
)
def test_whatever_is_found_stands_in_its_place_and_order(bits: list[str]) -> None:
    text = " ".join(bits)
    end = 0
    for each in find_quantities(text, ()):
        assert end <= each.start < each.end
        assert text[each.start : each.end] == each.text
        assert each.value <= each.high
        end = each.end
