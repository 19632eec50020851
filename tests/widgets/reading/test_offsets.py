from hypothesis import given
from hypothesis import strategies as st

from postil.widgets.reading.offsets import Offsets

MIXED = st.text(alphabet=st.sampled_from("ab🙂𝔸e\u0301שלום漢\u200f\n"), max_size=60)


@given(MIXED)
def test_units_are_those_that_utf_16_counts(text: str) -> None:
    offsets = Offsets(text)
    for position in range(len(text) + 1):
        assert offsets.to_units(position) == len(text[:position].encode("utf-16-le")) // 2


@given(MIXED)
def test_every_position_comes_back_from_its_unit(text: str) -> None:
    offsets = Offsets(text)
    assert [offsets.to_points(offsets.to_units(position)) for position in range(len(text) + 1)] == list(
        range(len(text) + 1)
    )


def test_the_second_half_of_a_pair_belongs_to_its_character() -> None:
    assert Offsets("a🙂b").to_points(2) == 1
