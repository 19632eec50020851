from hypothesis import given, settings
from hypothesis import strategies as st

from postil.widgets.notes.heights import Heights

ACTIONS = st.lists(
    st.tuples(st.sampled_from(["insert", "remove", "put"]), st.integers(0, 40), st.integers(1, 300)), max_size=60
)


@settings(deadline=None, max_examples=60)
@given(ACTIONS)
def test_tops_are_the_sums_of_the_heights_before(actions):
    heights, plain = Heights(10), []
    for action, place, height in actions:
        if action == "insert":
            position = place % (len(plain) + 1)
            heights.insert(position)
            plain.insert(position, 10)
        elif plain and action == "remove":
            heights.remove(place % len(plain))
            del plain[place % len(plain)]
        elif plain:
            heights.put(place % len(plain), height)
            plain[place % len(plain)] = height
    assert heights.total == sum(plain)
    assert [heights.top(n) for n in range(len(plain))] == [sum(plain[:n]) for n in range(len(plain))]
    for offset in (0, heights.total // 2, heights.total - 1):
        if plain:
            found = heights.at(offset)
            assert heights.top(found) <= offset < heights.top(found) + heights.height(found)


def test_an_offset_beyond_the_end_is_the_last_card():
    heights = Heights(10)
    heights.reset(3)
    assert heights.at(500) == 2
    assert heights.at(-5) == 0
