from hypothesis import given
from hypothesis import strategies as st

from postil.domain.sentences import sentence_of, sentences

ANY = st.text(st.sampled_from("ab Mr.!?。”\n9éא中\U0001f600"), max_size=60)


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_a_sentence_ends_at_its_mark_or_with_its_line() -> None:
    assert parts("The title\nHe left! Did he?  “Yes.” So\nit was.") == [
        "The title",
        "He left!",
        "Did he?",
        "“Yes.”",
        "So",
        "it was.",
    ]


def test_an_abbreviation_an_initial_or_a_decimal_ends_no_sentence() -> None:
    assert parts("Mr. J. Smith of the U.S. Army paid 3.5 million, e.g. to Dr. No. He lived at No. 5.") == [
        "Mr. J. Smith of the U.S. Army paid 3.5 million, e.g. to Dr. No. He lived at No. 5."
    ]
    assert parts("He saw the plan. He left... and came back.") == ["He saw the plan.", "He left... and came back."]


def test_chinese_sentences_need_no_space_between_them() -> None:
    assert parts("他说“不。”她走了。雨！") == ["他说“不。”", "她走了。", "雨！"]


def test_the_sentence_of_a_place() -> None:
    text = "The title\nHe left early. She stayed for long."
    assert text[slice(*sentence_of(text, 13, 17))] == "He left early."
    assert text[slice(*sentence_of(text, 18, 30))] == "He left early. She stayed for long."
    assert text[slice(*sentence_of(text, 24, 24))] == "He left early."
    assert text[slice(*sentence_of(text, len(text), len(text)))] == "She stayed for long."
    assert text[slice(*sentence_of(text, 0, 3))] == "The title"
    assert sentence_of("", 0, 0) == (0, 0)


@given(ANY)
def test_sentences_follow_each_other_and_leave_white_space_alone(text: str) -> None:
    position = 0
    for start, end in sentences(text):
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        position = end
    assert not text[position:].strip()


@given(ANY, st.integers(0, 60), st.integers(0, 60))
def test_the_sentence_of_a_place_holds_what_is_marked_there(text: str, start: int, length: int) -> None:
    end = min(start + length, len(text))
    low, high = sentence_of(text, start, end)
    assert 0 <= low <= high <= len(text)
    for place in range(min(start, len(text)), end):
        assert text[place].isspace() or low <= place < high
