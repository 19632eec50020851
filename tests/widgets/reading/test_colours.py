import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.widgets.reading.colours import CONTRAST, as_hex, contrast, readable_fill

COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(as_hex)


@pytest.mark.parametrize(("page", "text"), [("#fdfcf9", "#22201c"), ("#f5ecd9", "#3a2f20"), ("#1d1e20", "#dcd8cf")])
@given(tones=st.lists(COLOURS, min_size=1, max_size=6), weight=st.floats(0.1, 1.0))
def test_text_stays_readable_under_any_stack_of_highlights(
    page: str, text: str, tones: list[str], weight: float
) -> None:
    assert contrast(text, readable_fill(page, tones, [text], weight)) >= CONTRAST


def test_black_on_white_has_the_highest_contrast() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21.0


def test_what_is_no_colour_is_refused() -> None:
    with pytest.raises(ValueError, match="no colour"):
        readable_fill("white", ["#ff0000"], ["#000000"], 0.5)
