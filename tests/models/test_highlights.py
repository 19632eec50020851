import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.domain.anchoring import Selector
from postil.domain.edits import Change, Edit
from postil.domain.records import Highlight
from postil.models.highlights import MANY, HighlightFilter, Highlights


def highlight(number, start, end=None, *, article="a", color="yellow", note="", tags=(), exact="words"):
    selector = Selector(start, end or start + 5, exact)
    return Highlight(f"h{number:03}", article, "r", selector, color, note, tags, "exact", "", "")


def added(*highlights):
    return Edit("add", tuple(Change(None, one) for one in highlights))


@pytest.fixture
def shelf():
    model = Highlights()
    model.load("a", [highlight(1, 10, tags=("war",)), highlight(2, 20, color="red"), highlight(3, 30, note="Söurce?")])
    return model


def ids(model):
    return [one.id for one in model.shown]


def test_a_new_one_takes_its_place_in_the_text(shelf, qtbot):
    with qtbot.waitSignal(shelf.inserted) as heard:
        shelf.hear(added(highlight(4, 15)))
    assert heard.args == [1]
    assert ids(shelf) == ["h001", "h004", "h002", "h003"]
    assert shelf.position("h002") == 2


def test_one_of_another_article_is_not_heard_of(shelf):
    shelf.hear(added(highlight(4, 15, article="b")))
    assert shelf.total == 3


def test_a_removed_one_is_gone(shelf, qtbot):
    with qtbot.waitSignal(shelf.removed) as heard:
        shelf.hear(added(highlight(2, 20, color="red")).inverse())
    assert heard.args == [1, "h002"]
    assert ids(shelf) == ["h001", "h003"]
    assert shelf.position("h002") == -1


def test_a_changed_one_stays_at_its_place(shelf, qtbot):
    with qtbot.waitSignal(shelf.updated) as heard:
        shelf.hear(Edit("x", (Change(highlight(2, 20), highlight(2, 20, color="blue")),)))
    assert heard.args == [1]
    assert shelf.at(1).color == "blue"


def test_moved_ends_move_it(shelf):
    shelf.hear(Edit("x", (Change(highlight(1, 10), highlight(1, 25)),)))
    assert ids(shelf) == ["h002", "h001", "h003"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (HighlightFilter(colors=frozenset({"red"})), ["h002"]),
        (HighlightFilter(tags=frozenset({"war"})), ["h001"]),
        (HighlightFilter("söurce"), ["h003"]),
        (HighlightFilter("WORDS source"), []),
        (HighlightFilter("words SÖURCE"), ["h003"]),
        (HighlightFilter(), ["h001", "h002", "h003"]),
    ],
)
def test_a_filter_lets_through_what_passes_all_of_it(shelf, wanted, expected):
    shelf.set_filter(wanted)
    assert ids(shelf) == expected
    assert shelf.total == 3


def test_one_that_is_shown_stays_while_it_changes(shelf):
    shelf.set_filter(HighlightFilter(colors=frozenset({"red"})))
    shelf.hear(Edit("x", (Change(highlight(2, 20, color="red"), highlight(2, 20, color="blue")),)))
    assert ids(shelf) == ["h002"]
    shelf.set_filter(HighlightFilter(colors=frozenset({"blue"})))
    assert ids(shelf) == ["h002"]


def test_a_new_note_is_found_by_its_words(shelf):
    shelf.set_filter(HighlightFilter("harbour"))
    shelf.set_filter(HighlightFilter())
    shelf.hear(Edit("x", (Change(highlight(1, 10), highlight(1, 10, note="The harbour")),)))
    shelf.set_filter(HighlightFilter("harbour"))
    assert ids(shelf) == ["h001"]


def test_many_at_once_are_one_reset(shelf, qtbot):
    many = [highlight(100 + n, n * 3) for n in range(MANY + 5)]
    with qtbot.waitSignal(shelf.was_reset), qtbot.assertNotEmitted(shelf.inserted):
        shelf.hear(added(*many))
    assert shelf.total == MANY + 8
    assert [one.selector.start for one in shelf.shown] == sorted(one.selector.start for one in shelf.shown)


def test_further_ones_are_put_at_the_end_and_known_ones_left_alone(shelf, qtbot):
    with qtbot.waitSignal(shelf.appended) as heard:
        shelf.append([highlight(3, 30, note="old"), highlight(5, 50), highlight(6, 60)])
    assert heard.args == [2]
    assert ids(shelf) == ["h001", "h002", "h003", "h005", "h006"]
    assert shelf.get("h003").note == "Söurce?"


def test_one_made_beyond_those_loaded_so_far_keeps_its_place(shelf):
    shelf.hear(added(highlight(9, 90)))
    shelf.append([highlight(5, 50)])
    assert ids(shelf) == ["h001", "h002", "h003", "h005", "h009"]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 30), st.booleans()), max_size=40))
def test_the_signals_tell_the_whole_story(steps):
    model = Highlights()
    model.load("a", [])
    mirror = []
    model.inserted.connect(lambda position: mirror.insert(position, model.at(position).id))
    model.removed.connect(lambda position, _id: mirror.pop(position))
    known = {}
    for number, start, remove in steps:
        before = known.get(number)
        after = None if remove else highlight(number, start)
        if before is None and after is None:
            continue
        model.hear(Edit("x", (Change(before, after),)))
        known[number] = after
        assert mirror == ids(model)
        assert all(model.position(one) == place for place, one in enumerate(mirror))
