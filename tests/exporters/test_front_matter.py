import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.exporters.front_matter import front_matter, without_front_matter, yaml_string

TRICKY = [
    "yes",
    "null",
    "1e3",
    "0o17",
    "2024-02-25",
    "a: b",
    "- a",
    "#",
    "'",
    '"',
    "\\",
    "a\nb",
    "\u2028",
    "\x85",
    "\x7f",
    "🦊",
    "",
]


@pytest.mark.parametrize("text", TRICKY)
def test_a_string_stays_that_string(text: str) -> None:
    assert yaml.safe_load(yaml_string(text)) == text


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_any_string_stays_that_string(text: str) -> None:
    assert yaml.safe_load(yaml_string(text)) == text


def test_lists_and_records_are_read_as_such() -> None:
    block = front_matter(
        {"title": "a: b", "tags": ["x", "#y"], "articles": [{"id": "1", "url": ""}], "none": "", "n": 3}
    )
    assert yaml.safe_load(block.strip().strip("-")) == {
        "title": "a: b",
        "tags": ["x", "#y"],
        "articles": [{"id": "1"}],
        "n": 3,
    }


def test_what_follows_the_front_matter_is_left() -> None:
    assert without_front_matter(front_matter({"a": "---\n---"}) + "\n# T\n") == "\n# T\n"
    assert without_front_matter("# T\n\n---\n") == "# T\n\n---\n"
