"""Whose names masks hide, as the reader says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from postil.domain.entities import Analysis, Entity, Mask, Mention
from postil.domain.records import Judgement
from postil.domain.unmasking import identified, place_of

MASKS = tuple(Mask(10 * number, 10 * number + 2, "**") for number in range(1, 5))
MAO = Entity("person:mao", "Mao", "person", (Mention(0, 3, "Mao"),))
ANALYSIS = Analysis("1", "en", (MAO,), masks=MASKS)


def says(number: int, mask: Mask, key: str, **more) -> Judgement:
    return Judgement(f"{number:04d}", "identify", "", key, start=mask.start, end=mask.end, **more)


def same(number: int, mask: Mask, other: Mask) -> Judgement:
    return Judgement(f"{number:04d}", "same_mask", "", place_of(other), start=mask.start, end=mask.end)


def keys(*judgements: Judgement) -> list[str]:
    return [each.key for each in identified(ANALYSIS, judgements)]


def test_masks_are_numbered_and_nobody_until_the_reader_says_so() -> None:
    assert [(each.number, each.group, each.key) for each in identified(ANALYSIS, ())] == [
        (1, 1, ""), (2, 2, ""), (3, 3, ""), (4, 4, "")
    ]  # fmt: skip


def test_a_mask_that_was_identified_has_name_confidence_and_reason() -> None:
    said = says(1, MASKS[1], "person:mao", confidence="likely", reason="the letter names him")
    (_, found, _, _) = identified(ANALYSIS, [said])
    assert (found.key, found.name, found.confidence, found.reason, found.judgement) == (
        "person:mao", "Mao", "likely", "the letter names him", said
    )  # fmt: skip


def test_masks_that_are_the_same_share_what_was_said_of_one() -> None:
    said = (same(1, MASKS[0], MASKS[2]), same(2, MASKS[3], MASKS[2]), says(3, MASKS[3], "person:mao"))
    assert keys(*said) == ["person:mao", "", "person:mao", "person:mao"]
    assert [each.group for each in identified(ANALYSIS, said)] == [1, 2, 1, 1]


def test_what_was_said_of_a_mask_itself_counts_before_its_group() -> None:
    said = (same(1, MASKS[0], MASKS[1]), says(2, MASKS[0], "person:mao"), says(3, MASKS[1], "person:zhu de"))
    assert keys(*said)[:2] == ["person:mao", "person:zhu de"]


def test_an_identification_follows_its_entity_under_a_new_name() -> None:
    renamed = Judgement("0002", "rename", "person:mao", "Mao Zedong")
    assert keys(says(1, MASKS[0], "person:mao"), renamed)[0] == "person:mao zedong"


def test_a_judgement_on_another_place_says_nothing_of_a_mask() -> None:
    stray = Judgement("0001", "identify", "", "person:mao", start=11, end=13)
    assert keys(stray, same(2, MASKS[0], Mask(500, 502, "**"))) == ["", "", "", ""]


_SAID = st.lists(
    st.one_of(
        st.builds(says, st.integers(0, 9999), st.sampled_from(MASKS), st.sampled_from(["person:mao", "person:x"])),
        st.builds(same, st.integers(0, 9999), st.sampled_from(MASKS), st.sampled_from(MASKS)),
    ),
    max_size=7,
    unique_by=lambda each: each.id,
)


@settings(max_examples=150, deadline=None)
@given(_SAID)
def test_all_masks_stay_in_order_whatever_was_said_and_groups_agree(said: list[Judgement]) -> None:
    found = identified(ANALYSIS, said)
    assert [each.mask for each in found] == list(MASKS)
    assert found == identified(ANALYSIS, said[::-1])
    for each in found:
        assert found[each.group - 1].group == each.group <= each.number
        others = {other.key for other in found if other.group == each.group}
        assert "" not in others or len(others) == 1
