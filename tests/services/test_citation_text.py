from hypothesis import given, settings
from hypothesis import strategies as st

from postil.services.citation_text import as_form, listed

ENTRY = '<div class="csl-entry">Doe, J. (1999). <i>A &#38; B_c* [d]</i> <script>x</script>n<sup>o</sup> 3.</div>'


def test_an_entry_leaves_as_words_as_html_and_as_markdown() -> None:
    assert as_form(ENTRY, "text") == "Doe, J. (1999). A & B_c* [d] no 3."
    assert as_form(ENTRY, "html") == "Doe, J. (1999). <i>A &amp; B_c* [d]</i> n<sup>o</sup> 3."
    assert as_form(ENTRY, "markdown") == r"Doe, J. (1999). *A & B_c\* \[d\]* n<sup>o</sup> 3."


def test_a_bibliography_is_a_paragraph_for_each_entry() -> None:
    assert listed(["One.", "<i>Two</i>."], "text") == "One.\nTwo."
    assert listed(["One.", "<i>Two</i>."], "markdown") == "One.\n\n*Two*."
    assert listed(["One."], "html") == "<p>One.</p>"


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="<>/ia&;\"'= *_[]scriptonlod", max_size=60))
def test_nothing_hostile_in_a_title_survives(title: str) -> None:
    shown = as_form(title, "html")
    assert "<script" not in shown
    assert " on" not in shown.partition("<")[2].partition(">")[0]
