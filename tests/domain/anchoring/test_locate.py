"""Where highlights belong after their text changed: cases made by hand."""

import pytest

from postil.domain.anchoring import Placement, Selector, describe, locate, locate_all, same_wording

STORY = (
    "The delegation came back from the mountains late in autumn.\n"
    "It had asked for grain six times, and *** refused every request with a smile. "
    "On June 30 the office of ** in the harbour closed for good; Anna Berg kept the keys. "
    "Nobody did agree to the terms that winter, and 12 ships stayed in the port.\n"
    "In spring the talks began again, in another town, and ** was not invited.\n"
)
WITH_AND_WITHOUT = pytest.mark.parametrize(
    "keeps_old", [True, False], ids=["with the old text", "by quote and context"]
)


def find(quote: str, new: str, *, keeps_old: bool, old: str = STORY, occurrence: int = 0) -> tuple[Placement, str]:
    start = -1
    for _ in range(occurrence + 1):
        start = old.index(quote, start + 1)
    placement = locate(new, describe(old, start, start + len(quote)), old_text=old if keeps_old else None)
    return placement, new[placement.start : placement.end]


@WITH_AND_WITHOUT
@pytest.mark.parametrize(
    ("quote", "before", "after", "now"),
    [
        ("six times", "six times", "three times", "three times"),
        ("six times", "six times", "sixteen times", "sixteen times"),
        ("*** refused every request", "refused every", "agreed to every", "*** agreed to every request"),
        ("On June 30", "June 30", "June 20", "On June 20"),
        ("Nobody did agree to the terms", "did agree", "did not agree", "Nobody did not agree to the terms"),
        ("Anna Berg kept the keys", "Anna Berg", "Hanna Berg", "Hanna Berg kept the keys"),
        ("12 ships stayed in the port", "12 ships", "112 ships", "112 ships stayed in the port"),
        ("closed for good", "closed for good", "did not close for good", None),
        ("refused every request", "refused every", "never refused every", None),
    ],
)
def test_a_changed_number_date_negation_or_name_is_never_accepted(
    quote: str, before: str, after: str, now: str | None, keeps_old: bool
) -> None:
    placement, words = find(quote, STORY.replace(before, after), keeps_old=keeps_old)
    assert placement.state in {"changed", "lost"}
    if now and placement.state == "changed":
        assert words == now


@WITH_AND_WITHOUT
def test_a_mask_is_not_taken_for_another_mask(keeps_old: bool) -> None:
    new = STORY.replace("the office of ** in the harbour", "the office of the mayor in the harbour")
    placement, words = find("**", new, keeps_old=keeps_old, occurrence=2)
    assert placement.state in {"changed", "lost"}
    assert words in {"the mayor", ""}


@WITH_AND_WITHOUT
def test_a_mask_is_not_taken_for_part_of_a_longer_mask(keeps_old: bool) -> None:
    placement, _ = find("**", STORY.replace("office of **", "office of ***"), keeps_old=keeps_old, occurrence=2)
    assert placement.state in {"changed", "lost"}


@WITH_AND_WITHOUT
def test_a_mask_is_found_by_its_context_when_the_text_before_it_grew(keeps_old: bool) -> None:
    new = "A new first paragraph, with ** and ** in it.\n" + STORY
    placement, _ = find("**", new, keeps_old=keeps_old, occurrence=2)
    assert placement.state == "exact"
    assert new[: placement.start].endswith("the office of ")


@WITH_AND_WITHOUT
def test_a_mask_in_a_sentence_that_is_gone_is_lost(keeps_old: bool) -> None:
    new = STORY.replace("On June 30 the office of ** in the harbour closed for good; Anna Berg kept the keys. ", "")
    placement, _ = find("**", new, keeps_old=keeps_old, occurrence=2)
    assert placement.state == "lost"


@WITH_AND_WITHOUT
def test_what_stands_before_only_shifts_a_highlight(keeps_old: bool) -> None:
    placement, words = find("Anna Berg kept the keys", "A note of the editor.\n" + STORY, keeps_old=keeps_old)
    assert placement == Placement("exact", STORY.index("Anna") + 22, STORY.index("Anna") + 45, 1.0)
    assert words == "Anna Berg kept the keys"


def test_a_paragraph_brought_elsewhere_is_moved() -> None:
    first, second, third, rest = STORY.split("\n", 3)
    placement, words = find("six times, and *** refused", "\n".join((third, rest, second, first)), keeps_old=True)
    assert placement.state in {"exact", "moved"}
    assert words == "six times, and *** refused"


@WITH_AND_WITHOUT
def test_a_copy_elsewhere_does_not_win_over_the_edited_true_place(keeps_old: bool) -> None:
    new = STORY.replace("Anna Berg kept the keys", "Anna Holm kept the keys")
    new += "As the paper wrote, Anna Berg kept the keys of another house.\n"
    placement, words = find("Anna Berg kept the keys", new, keeps_old=keeps_old)
    assert (placement.state, words) == ("changed", "Anna Holm kept the keys")


@WITH_AND_WITHOUT
def test_a_copy_elsewhere_is_not_accepted_when_the_true_place_is_gone(keeps_old: bool) -> None:
    new = STORY.replace("; Anna Berg kept the keys", "")
    new += "As the paper wrote, Anna Berg kept the keys of another house.\n"
    placement, _ = find("Anna Berg kept the keys", new, keeps_old=keeps_old)
    assert placement.state in {"changed", "lost"}


@WITH_AND_WITHOUT
def test_a_lookalike_does_not_stand_in_for_a_sentence_that_is_gone(keeps_old: bool) -> None:
    new = STORY.replace("Nobody did agree to the terms that winter, and 12 ships stayed in the port.", "It snowed.")
    new += "Years after, everybody did agree to the terms that summer, and 9 ships lay in the port of the south.\n"
    placement, _ = find("Nobody did agree to the terms that winter", new, keeps_old=keeps_old)
    assert placement.state == "lost"


def test_two_passages_that_read_alike_are_told_apart_by_the_old_text() -> None:
    verse = "And the river ran on, and the river ran on, past the mill and the town and the mill.\n"
    old = f"First verse.\n{verse * 3}Second verse.\n{verse * 3}Last words.\n"
    new = old.replace("Second verse.", "A verse that somebody put in.\n" * 4 + "Second verse.")
    for index in range(6):
        start = [place for place in range(len(old)) if old.startswith("past the mill and", place)][index]
        expected = [place for place in range(len(new)) if new.startswith("past the mill and", place)][index]
        placement = locate(new, describe(old, start, start + 17), old_text=old)
        assert (placement.state, placement.start, placement.end) == ("exact", expected, expected + 17)


def test_two_passages_that_read_alike_are_left_to_the_reader_without_the_old_text() -> None:
    line = "Retrieved from the archive on a Monday. "
    old = "\n".join([line * 9] * 2)
    start = old.index("the archive on", 200)
    placement = locate("A new beginning of it. " + old, describe(old, start, start + 14))
    assert placement.state in {"changed", "lost"}


@WITH_AND_WITHOUT
@pytest.mark.parametrize(
    ("quote", "before", "after"),
    [
        ("grain six times, and *** refused", "six times, and", "six\u00a0times,\n  and"),
        ("Anna Berg kept the keys", "kept the", "kept\tthe"),
        ("harbour closed for good", "harbour closed", "har-\nbour closed"),
        ("harbour closed for good", "harbour closed", "har\u00adbour closed"),
    ],
)
def test_typography_alone_is_found_and_said_to_be_changed(quote: str, before: str, after: str, keeps_old: bool) -> None:
    placement, words = find(quote, STORY.replace(before, after), keeps_old=keeps_old)
    assert placement.state == "changed"
    assert words == quote.replace(before, after)
    assert same_wording(words, quote)


@WITH_AND_WITHOUT
def test_a_running_head_within_the_quote_is_spanned(keeps_old: bool) -> None:
    new = STORY.replace("the office of ** in", "the office of **\n14 A HISTORY OF THE HARBOUR\nin")
    placement, words = find("On June 30 the office of ** in the harbour closed", new, keeps_old=keeps_old)
    assert placement.state == "changed"
    assert words.startswith("On June 30")
    assert words.endswith("harbour closed")


@pytest.mark.parametrize("other", ["it was 7 times", "It was six times", "it was sıx times", "it wasn't six times", ""])
def test_other_letters_are_not_the_same_wording(other: str) -> None:
    assert not same_wording("it was six times", other)


def test_quotation_marks_dashes_and_decomposed_letters_are_the_same_wording() -> None:
    assert same_wording("“Café” — it’s well-known", '"Cafe\u0301" – it\'s  well-\nknown')


def test_a_quote_without_context_is_found_where_it_stands_once() -> None:
    placement = locate(STORY, Selector(0, 0, "Anna Berg kept the keys"))
    assert (placement.state, STORY[placement.start : placement.end]) == ("exact", "Anna Berg kept the keys")


def test_a_short_quote_without_context_is_lost() -> None:
    assert locate(STORY, Selector(0, 0, "**")).state == "lost"
    assert locate(STORY, Selector(0, 0, "Anna Berg")).state == "lost"


def test_a_selector_that_does_not_fit_the_old_text_is_searched_for_by_its_quote() -> None:
    start = STORY.index("Anna Berg kept")
    right = describe(STORY, start, start + 14)
    wrong = Selector(3, 17, right.exact, right.prefix, right.suffix)
    placement = locate("Before. " + STORY, wrong, old_text=STORY)
    assert (placement.state, placement.start) == ("exact", start + 8)


def test_a_lost_highlight_says_where_it_stood() -> None:
    gone = "On June 30 the office of ** in the harbour closed for good; Anna Berg kept the keys. "
    placement, _ = find("the harbour closed for good", STORY.replace(gone, ""), keeps_old=True)
    assert placement == Placement("lost", STORY.index(gone), STORY.index(gone), 0.0)


def test_many_at_once_are_placed_as_one_by_one() -> None:
    new = STORY.replace("six", "three").replace("Anna", "Hanna") + STORY
    selectors = [describe(STORY, start, start + 25) for start in range(0, len(STORY) - 25, 20)]
    for old in (STORY, None):
        assert locate_all(new, selectors, old_text=old) == [locate(new, each, old_text=old) for each in selectors]


def test_describe_refuses_what_is_no_span() -> None:
    for start, end in ((3, 3), (-1, 4), (0, len(STORY) + 1), (5, 2)):
        with pytest.raises(ValueError, match="no span"):
            describe(STORY, start, end)
