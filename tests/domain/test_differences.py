from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from postil.domain.differences import Piece, SentencePair, sentence_pairs, word_diff
from postil.domain.sentences import sentences

OLD = "The telegram\nMr. Smith left early. He refused every request, six times. Nobody knows why.\nThe end."
NEW = "The telegram\nMr. Smith left early. It rained. He agreed to every request, three times.\nThe end. Really."

WORDS = st.lists(
    st.sampled_from(
        ["not", "six", "30", "June", "1941", "**", "a", "b", "Mr", "中", "can't", ", ", ". ", " ", "\n", "é"]
    ),
    max_size=25,
).map(" ".join)


def shown(old: str, new: str) -> list[tuple[str, str, str]]:
    return [
        (pair.kind, old[pair.old_start : pair.old_end], new[pair.new_start : pair.new_end])
        for pair in sentence_pairs(old, new)
    ]


def changes(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in word_diff(old, new) if piece.kind != "same"]


def test_sentences_are_laid_against_each_other() -> None:
    assert shown(OLD, NEW) == [
        ("equal", "The telegram", "The telegram"),
        ("equal", "Mr. Smith left early.", "Mr. Smith left early."),
        ("added", "", "It rained."),
        ("changed", "He refused every request, six times.", "He agreed to every request, three times."),
        ("removed", "Nobody knows why.", ""),
        ("equal", "The end.", "The end."),
        ("added", "", "Really."),
    ]


def test_what_stands_on_one_side_lies_between_its_neighbours_on_the_other() -> None:
    added = next(pair for pair in sentence_pairs(OLD, NEW) if pair.kind == "added")
    assert (added.old_start, added.old_end) == (OLD.index(" He"), OLD.index(" He"))


def test_a_sentence_alone_in_its_place_is_the_old_one_reworded() -> None:
    old, new = "Once. The ship sailed at dawn. Then.", "Once. At dawn a boat sailed off. Then."
    assert [kind for kind, _, _ in shown(old, new)] == ["equal", "changed", "equal"]


def test_unlike_sentences_are_not_laid_together() -> None:
    old, new = "It rained for days.", "Nobody could explain what happened to all their money."
    assert [kind for kind, _, _ in shown(old, new)] == ["removed", "added"]


def test_a_long_rewritten_stretch_is_laid_together_by_likeness() -> None:
    old = " ".join(f"The {number} ship of the fleet sailed in year {number}." for number in range(400))
    new = " ".join(f"The {number} ship of that fleet had sailed in year {number}." for number in range(400))
    pairs = shown(old, new)
    assert sum(kind == "changed" for kind, _, _ in pairs) > 380
    assert all(one.split()[1] == other.split()[1] for kind, one, other in pairs if kind == "changed")


def test_numbers_dates_and_negations_change_whole() -> None:
    assert changes("six times", "three times") == [("removed", "six"), ("added", "three")]
    assert changes("On June 30, 1941, he", "On June 20, 1941, he") == [
        ("removed", "June 30, 1941"),
        ("added", "June 20, 1941"),
    ]
    assert changes("on 1941-06-30.", "on 1941-06-20.") == [("removed", "1941-06-30"), ("added", "1941-06-20")]
    assert changes("12,500 men", "12,300 men") == [("removed", "12,500"), ("added", "12,300")]
    assert changes("it didn't rain", "it did rain") == [("removed", "didn't"), ("added", "did")]
    assert changes("a violent man", "a non-violent man") == [("removed", "violent"), ("added", "non-violent")]
    assert changes("wrote to ***.", "wrote to **.") == [("removed", "***"), ("added", "**")]


def test_changes_with_only_a_space_between_read_as_one() -> None:
    assert word_diff("he refused it", "he then agreed to it") == (
        Piece("same", "he "),
        Piece("removed", "refused"),
        Piece("added", "then agreed to"),
        Piece("same", " it"),
    )


def test_equal_words_differ_in_nothing() -> None:
    assert word_diff("the same", "the same") == (Piece("same", "the same"),)
    assert word_diff("", "") == ()


@given(WORDS, WORDS)
def test_the_pieces_are_both_wordings_to_the_letter(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
    assert all(piece.text for piece in pieces)
    assert all(one.kind != other.kind for one, other in pairwise(pieces))


@given(WORDS, WORDS)
def test_every_sentence_of_both_is_in_one_pair_in_order(old: str, new: str) -> None:
    pairs = sentence_pairs(old, new)
    assert [(each.old_start, each.old_end) for each in pairs if each.kind != "added"] == list(sentences(old))
    assert [(each.new_start, each.new_end) for each in pairs if each.kind != "removed"] == list(sentences(new))
    for pair in pairs:
        same = old[pair.old_start : pair.old_end] == new[pair.new_start : pair.new_end]
        assert same == (pair.kind == "equal")
        assert (pair.old_start == pair.old_end) == (pair.kind == "added")
        assert (pair.new_start == pair.new_end) == (pair.kind == "removed")
    places = [(pair.old_start, pair.new_start) for pair in pairs]
    assert places == sorted(places)


def test_nothing_stands_against_nothing() -> None:
    assert sentence_pairs("", "") == ()
    assert sentence_pairs("", "One.") == (SentencePair("added", 0, 0, 0, 4),)
