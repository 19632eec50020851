import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.domain.note_check import CheckedNote, quoted_twice, rests_on_something, states_something, unsupported


def words(body: str, quotation: str = "") -> list[str]:
    return [each.words for each in unsupported(CheckedNote("n", "a", "T", body, quotation))]


@pytest.mark.parametrize(
    "sentence",
    [
        "He wrote six telegrams in June.",
        "- The list has six names in it",
        "**Nobody** answered the sixth telegram!",
    ],
)
def test_a_sentence_that_states_something_is_found(sentence: str) -> None:
    assert states_something(sentence)
    assert len(words(sentence)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Did he really write all of them?",
        "Check the date of the third telegram.",
        "- [ ] ask about the sixth name again",
        "Very likely so.",
        "What the ledger says about it:",
        "# He wrote six telegrams in June",
        "```\nhe wrote six telegrams in June\n```",
    ],
)
def test_what_states_nothing_is_left_alone(sentence: str) -> None:
    assert words(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The lines were cut on the second day [@doe, p. 3].",
        "@doe says that the lines were cut.",
        "It says “nobody answered” in the ledger there.",
        "The lines were cut, as [it says](postil://article/a#highlight=h).",
        "As it stands there on the page:\n\n> Nobody answered.\n> [@doe]",
        "Nobody came to the harbour. The ledger shows it plainly [@doe].",
    ],
)
def test_what_rests_on_a_quotation_or_citation_is_left_alone(sentence: str) -> None:
    assert words(sentence) == []


def test_a_citation_in_the_middle_of_a_paragraph_stands_for_its_own_sentence_alone() -> None:
    assert words("It was so [@doe, p. 3]. Nobody came to the harbour then.") == ["Nobody came to the harbour then."]


def test_a_paragraph_rests_on_the_quotation_below_it_only_if_it_leads_there() -> None:
    quotation = "\n\n> Nobody answered for six days."
    assert words("Nobody came to the harbour then. The ledger says there:" + quotation) == []
    assert words("Nobody came to the harbour then." + quotation) == ["Nobody came to the harbour then."]


def test_a_note_on_marked_words_rests_on_them() -> None:
    assert words("He wrote six telegrams in June.", "six telegrams") == []


def test_the_place_of_a_sentence_in_its_note_is_told() -> None:
    body = "# One\n\nTwo [@doe].\n\nNobody came to the harbour."
    (found,) = unsupported(CheckedNote("n", "a", "T", body))
    assert body[found.start :] == "Nobody came to the harbour."


def test_a_quotation_in_two_notes_is_used_twice() -> None:
    first = CheckedNote("one", "a", "T", "> Nobody answered, he said,\n> six times.\n> [@doe]")
    second = CheckedNote("two", "b", "U", "It says “nobody answered he said six times”.")
    found = list(quoted_twice([first, second]))
    assert [(each.note_id, each.others) for each in found] == [("one", ("two",)), ("two", ("one",))]


def test_words_marked_once_and_quoted_once_are_used_once() -> None:
    mark = CheckedNote("h", "a", "T", "", "Nobody answered, he said, six times.")
    note = CheckedNote("a", "a", "T", "> Nobody answered, he said, six times.")
    assert list(quoted_twice([mark, note])) == []
    again = CheckedNote("h2", "a", "T", "", "Nobody answered, he said, six times")
    assert {each.note_id for each in quoted_twice([mark, note, again])} == {"h", "a", "h2"}


def test_three_words_are_no_quotation_to_be_told_from_another() -> None:
    notes = [CheckedNote(name, "a", "T", "> he said so") for name in "ab"]
    assert list(quoted_twice(notes)) == []


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="ab .?!>\n#-[]@`“”*_1:", max_size=120))
def test_any_note_can_be_checked_and_each_finding_stands_in_it(body: str) -> None:
    note = CheckedNote("n", "a", "T", body)
    for finding in unsupported(note):
        assert 0 <= finding.start < len(body)
        assert not rests_on_something(finding.words) or "@" in finding.words
    list(quoted_twice([note, note]))


@pytest.mark.parametrize(
    "sentence",
    [
        "I think the dam was a mistake from the start.",
        "In my view nobody knew of it before.",
        "Perhaps the mayor knew of it before.",
        "Ich glaube, der Damm war ein Fehler.",
        "Je pense que le barrage était une erreur.",
    ],
)
def test_what_says_that_it_is_an_opinion_states_nothing(sentence: str) -> None:
    assert not words(sentence)


@pytest.mark.parametrize(
    "body",
    ["The dam of the year\n===============", "    the_dam was built by code", "![The dam seen from above](dam.png)"],
)
def test_an_underlined_heading_indented_code_and_a_picture_state_nothing(body: str) -> None:
    assert not words(body)


def test_a_line_far_to_the_right_below_an_item_of_a_list_is_no_code() -> None:
    assert words("- one\n\n    The dam was built in spring.") == ["The dam was built in spring."]


def test_what_stands_in_code_is_no_quotation() -> None:
    quoted = '"the river rose by two metres"'
    notes = [CheckedNote(str(n), "a", "T", body) for n, body in enumerate((f"```\n{quoted}\n```", f"`{quoted}`"))]
    assert not list(quoted_twice(notes))
