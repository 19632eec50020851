from dataclasses import replace

from postil.domain.anchoring import describe
from postil.domain.comparison import compare_versions
from postil.domain.records import Highlight
from revisions import NEW, OLD

REWORDED = OLD.replace("June 30", "June 20").replace("six times", "three times")


def marked(text: str, words: str, **more: object) -> Highlight:
    start = text.index(words)
    place = describe(text, start, start + len(words))
    return Highlight("h", "a", "old", place, "yellow", "", (), "exact", "", "", **more)  # pyright: ignore[reportArgumentType]


def test_a_changed_sentence_stands_beside_what_it_has_become() -> None:
    comparison = compare_versions("old", OLD, "new", REWORDED, ())
    changed = [each for each in comparison.differences if each.kind == "changed"]
    assert [piece.text for piece in changed[0].pieces if piece.kind != "same"] == ["June 30, 1941", "June 20, 1941"]


def test_nothing_of_either_text_is_left_out() -> None:
    comparison = compare_versions("old", OLD, "new", NEW, ())
    old = "".join(each.old for each in comparison.differences)
    new = "".join(each.new for each in comparison.differences)
    assert "".join(old.split()) == "".join(OLD.split())
    assert "".join(new.split()) == "".join(NEW.split())


def test_a_sentence_at_another_place_is_moved_on_both_sides_and_counted_once() -> None:
    comparison = compare_versions("old", OLD, "new", NEW, ())
    moved = [each for each in comparison.differences if each.moved]
    assert {each.kind for each in moved} == {"added", "removed"}
    counts = comparison.counts()
    assert counts["moved"] * 2 == len(moved)
    assert (
        counts["removed"] == len([each for each in comparison.differences if each.kind == "removed"]) - counts["moved"]
    )


def test_a_highlight_stands_with_the_sentence_it_was_marked_in_and_the_one_it_stands_in_now() -> None:
    marked_there = marked(OLD, "six times in a single week").selector
    highlight = marked(REWORDED, "three times in a single week", made_id="old", made=marked_there)
    rows = [each for each in compare_versions("old", OLD, "new", REWORDED, (highlight,)).differences if each.marks]
    assert [(each.kind, "six times" in each.old, "three times" in each.new) for each in rows] == [
        ("changed", True, True)
    ]
    assert rows[0].marks[0].words == "six times in a single week"
    assert rows[0].marks[0].made_id == "old"


def test_a_lost_highlight_stands_with_the_sentence_that_is_gone() -> None:
    lost = replace(marked(OLD, "what is left of it lies in two boxes"), state="lost")
    rows = [each for each in compare_versions("old", OLD, "new", NEW, (lost,)).differences if each.marks]
    assert [(each.kind, each.old.split()[:2]) for each in rows] == [("removed", ["The", "archive"])]


def test_a_highlight_over_two_sentences_stands_with_both() -> None:
    highlight = marked(OLD, "kept a book of his own. In it every ship")
    comparison = compare_versions("old", OLD, "new", OLD, (highlight,))
    assert [each.new.split()[0] for each in comparison.differences if each.marks] == ["The", "In"]
    assert comparison.counts()["equal"] == len(comparison.differences)
