"""Titles in lists: without the mark-up that CSL allows in a record."""

import pytest

from postil.domain.citing import format_reference
from postil.domain.records import CslItem
from postil.domain.text import plain_title


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("On <i>Homo <b>sapiens</b></i>  and\nothers", "On Homo sapiens and others"),
        ("H<sub>2</sub>O, 10<sup>-6</sup> and x<sup>ab</sup>", "H₂O, 10⁻⁶ and xab"),
        ('<span style="font-variant:small-caps;">Nato</span> and <span class="nocase">eBay</span>', "Nato and eBay"),
        ("a < b > c, <T> and the <i> element", "a < b > c, <T> and the <i> element"),
        ("<script>x</script> <em>y</em>", "<script>x</script> <em>y</em>"),
        ("<i>a < b</i>", "a < b"),
        ("", ""),
    ],
)
def test_a_title_in_a_list_has_no_mark_up(title: str, shown: str) -> None:
    assert plain_title(title) == shown


def test_a_plain_reference_has_no_mark_up() -> None:
    item = CslItem("w", "k", "book", "The <i>Titanic</i>", published="1912")
    assert format_reference(item) == "“The Titanic”, 1912"
