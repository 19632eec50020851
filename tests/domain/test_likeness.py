import random

from hypothesis import given
from hypothesis import strategies as st

from postil.domain.document import Block, Document
from postil.domain.likeness import SKETCH, likeness, sketch

WORDS = [f"word{number}" for number in range(500)]


def prose(seed: int, sentences: int = 60) -> list[str]:
    rng = random.Random(seed)
    return [" ".join(rng.choices(WORDS, k=rng.randint(5, 20))).capitalize() + "." for _ in range(sentences)]


def document(sentences: list[str], *pleas: str) -> Document:
    blocks = [Block("paragraph", " ".join(sentences[start : start + 4])) for start in range(0, len(sentences), 4)]
    return Document((*blocks, *(Block("paragraph", plea, boilerplate="follow") for plea in pleas)))


def test_a_text_is_like_itself_and_unlike_another() -> None:
    one, other = " ".join(prose(1)), " ".join(prose(2))
    assert likeness(one, one.upper()) == 1.0
    assert likeness(one, other) < 0.05
    assert likeness("", "") == 0.0
    assert likeness("", one) == 0.0


def test_a_text_of_which_every_twentieth_word_changed_is_nearly_the_same() -> None:
    words = " ".join(prose(3)).split(" ")
    changed = [("other" if number % 20 == 0 else word) for number, word in enumerate(words)]
    assert 0.6 < likeness(" ".join(words), " ".join(changed)) < 0.95


def test_a_short_text_with_a_changed_number_is_nearly_the_same() -> None:
    one = "It had asked for grain six times, and *** refused every request with a smile."
    assert likeness(one, one.replace("six", "three")) > 0.5


def test_a_book_is_compared_by_its_sentences() -> None:
    book = prose(4, 9000) * 2
    assert likeness(" ".join(book), " ".join(book[:-100])) > 0.9
    assert likeness(" ".join(book), " ".join(prose(5, 9000) * 2)) < 0.05


@given(st.integers(0, 10_000), st.integers(0, 59))
def test_nearly_the_same_texts_share_most_of_their_sketches(seed: int, place: int) -> None:
    sentences = prose(seed)
    changed = [*sentences[:place], "Something else entirely was put here.", *sentences[place + 1 :]]
    shared = set(sketch(document(sentences))) & set(sketch(document(changed)))
    assert len(shared) >= SKETCH - 1


def test_other_texts_share_nothing_and_pleas_do_not_count() -> None:
    plea = "Please follow us on every network there is. Subscribe to our letter today, it is free."
    one, other = document(prose(6), plea), document(prose(7), plea)
    assert not set(sketch(one)) & set(sketch(other))
    assert sketch(one) == sketch(document(prose(6)))
    assert len(sketch(one)) == SKETCH == 6
    assert all(0 <= value < 2**63 for value in sketch(one))


def test_a_text_without_sentences_has_no_sketch() -> None:
    assert sketch(Document((Block("heading", "Too short"), Block("rule", "")))) == ()
