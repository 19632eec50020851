"""What the reader decided about entities, over what an analysis found."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from postil.domain.edits import Change, Edit
from postil.domain.entities import ENTITY_KINDS, Analysis, Entity, EntityKind, Mention, Suggestion, entity_key
from postil.domain.judgements import apply, current_key
from postil.domain.records import Judgement, Verdict

TEXT = "Ann Lee met Lee. Then Ann went to Ames with Bob Ray, and Ray stayed in Ames."


def entity(kind: EntityKind, name: str, *places: tuple[int, int]) -> Entity:
    mentions = tuple(Mention(start, end, TEXT[start:end], "found") for start, end in places)
    return Entity(entity_key(kind, name), name, kind, mentions)


ANALYSIS = Analysis(
    version="1",
    language="en",
    entities=(
        entity("person", "Ann Lee", (0, 7), (22, 25)),
        entity("person", "Lee", (12, 15)),
        entity("place", "Ames", (34, 38), (71, 75)),
        entity("person", "Bob Ray", (44, 51), (57, 60)),
    ),
)


def judge(number: int, verdict: Verdict, subject: str, value: str = "", *span: int) -> Judgement:
    start, end = span or (0, 0)
    return Judgement(f"{number:04d}", verdict, subject, value, start=start, end=end)


def names(analysis: Analysis) -> list[tuple[str, str, int]]:
    return [(each.kind, each.name, len(each.mentions)) for each in analysis.entities]


def test_an_analysis_nobody_judged_stays_as_it_is() -> None:
    assert apply(ANALYSIS, (), TEXT) == ANALYSIS


def test_a_renamed_entity_has_its_new_name_and_key() -> None:
    judged = apply(ANALYSIS, [judge(1, "rename", "person:lee", "Sam Lee")], TEXT)
    assert ("person", "Sam Lee", 1) in names(judged)
    assert [each.key for each in judged.entities if each.name == "Sam Lee"] == ["person:sam lee"]


def test_an_entity_renamed_to_what_another_is_becomes_one_with_it() -> None:
    judged = apply(ANALYSIS, [judge(1, "rename", "person:lee", "Ann Lee")], TEXT)
    assert names(judged)[0] == ("person", "Ann Lee", 3)


def test_an_entity_of_another_kind_keeps_name_and_mentions() -> None:
    judged = apply(ANALYSIS, [judge(1, "kind", "place:ames", "person")], TEXT)
    assert ("person", "Ames", 2) in names(judged)
    assert not any(each.kind == "place" for each in judged.entities)


def test_merged_mentions_stand_in_the_order_of_the_text() -> None:
    judged = apply(ANALYSIS, [judge(1, "merge", "person:lee", "person:ann lee")], TEXT)
    assert [mention.start for mention in judged.entities[0].mentions] == [0, 12, 22]
    assert len(judged.entities) == 3


def test_a_merge_into_one_who_is_not_in_this_article_gives_its_key_and_keeps_the_name() -> None:
    judged = apply(ANALYSIS, [judge(1, "merge", "person:lee", "person:general lee")], TEXT)
    assert [(each.key, each.name) for each in judged.entities if each.name == "Lee"] == [("person:general lee", "Lee")]


def test_later_judgements_follow_an_entity_to_where_it_went() -> None:
    chain = [
        judge(1, "rename", "person:lee", "Sam Lee"),
        judge(2, "merge", "person:sam lee", "person:ann lee"),
        judge(3, "rename", "person:ann lee", "The Lees"),
        judge(4, "kind", "person:lee", "organisation"),
    ]
    assert names(apply(ANALYSIS, chain, TEXT))[0] == ("organisation", "The Lees", 3)
    assert apply(ANALYSIS, chain[::-1], TEXT) == apply(ANALYSIS, chain, TEXT)


def test_a_mention_split_off_is_another_entity() -> None:
    judged = apply(ANALYSIS, [judge(1, "split", "person:ann lee", "Ann Smith", 22, 25)], TEXT)
    assert ("person", "Ann Lee", 1) in names(judged)
    assert ("person", "Ann Smith", 1) in names(judged)


def test_an_entity_whose_only_mention_is_split_off_goes() -> None:
    judged = apply(ANALYSIS, [judge(1, "split", "person:lee", "Robert Lee", 12, 15)], TEXT)
    assert "person:lee" not in [each.key for each in judged.entities]


def test_a_passage_added_by_hand_is_a_mention_and_takes_the_place_of_others() -> None:
    judged = apply(ANALYSIS, [judge(1, "add", "person:bob ray", "Bob Ray", 52, 60)], TEXT)
    (bob,) = [each for each in judged.entities if each.name == "Bob Ray"]
    assert [(mention.start, mention.end) for mention in bob.mentions] == [(44, 51), (52, 60)]


def test_a_passage_can_be_added_to_an_entity_nobody_found() -> None:
    judged = apply(ANALYSIS, [judge(1, "add", "event:the meeting", "The Meeting", 8, 11)], TEXT)
    assert ("event", "The Meeting", 1) in names(judged)


def test_a_rejected_entity_is_gone_until_the_judgement_is_taken_back() -> None:
    rejected = judge(1, "reject", "place:ames")
    assert "Ames" not in [each.name for each in apply(ANALYSIS, [rejected], TEXT).entities]
    assert apply(ANALYSIS, [], TEXT) == ANALYSIS


def test_a_judgement_about_nobody_here_changes_nothing() -> None:
    strange = [
        judge(1, "rename", "person:nobody", "X"),
        judge(2, "merge", "person:lee", "nonsense"),
        judge(3, "kind", "person:lee", "animal"),
        judge(4, "split", "person:lee", "X", 0, 3),
        judge(5, "add", "animal:cat", "Cat", 0, 3),
        judge(6, "add", "person:x", "X", 70, 7000),
        judge(7, "rename", "person:lee", "   "),
    ]
    assert apply(ANALYSIS, strange, TEXT) == ANALYSIS


def test_names_kept_apart_part_what_an_analysis_joined() -> None:
    judged = apply(ANALYSIS, [judge(1, "distinct", "person:ann lee", "person:ann")], TEXT)
    assert ("person", "Ann Lee", 1) in names(judged)
    assert ("person", "Ann", 1) in names(judged)


def test_names_kept_apart_part_what_was_merged_before_and_a_later_merge_joins_them() -> None:
    merge = judge(1, "merge", "person:lee", "person:ann lee")
    apart = judge(2, "distinct", "person:ann lee", "person:lee")
    again = judge(3, "merge", "person:lee", "person:ann lee")
    assert ("person", "Lee", 1) in names(apply(ANALYSIS, [merge, apart], TEXT))
    assert names(apply(ANALYSIS, [merge, apart, again], TEXT)) == names(apply(ANALYSIS, [merge], TEXT))


def test_names_kept_apart_stay_so_in_an_analysis_that_joins_them_later() -> None:
    apart = [judge(1, "distinct", "person:lee", "person:ann lee")]
    joined = apply(ANALYSIS, [judge(1, "merge", "person:lee", "person:ann lee")], TEXT)
    assert names(apply(joined, apart, TEXT)) == names(apply(ANALYSIS, apart, TEXT)) == names(ANALYSIS)


def test_a_suggestion_is_open_until_the_reader_settles_it() -> None:
    guess = Suggestion(12, 15, "person:ann lee", "It has the name.", 0.5, "person:lee")
    phrase = Suggestion(16, 21, "person:bob ray", "It has the title.", 0.7, "phrase:then")
    analysis = replace(ANALYSIS, suggestions=(guess, phrase))

    def left(*judgements: Judgement) -> list[str]:
        return [each.subject for each in apply(analysis, judgements, TEXT).suggestions]

    assert left() == ["person:lee", "phrase:then"]
    assert left(judge(1, "distinct", "person:lee", "person:ann lee")) == ["phrase:then"]
    assert left(judge(1, "merge", "person:lee", "person:ann lee")) == ["phrase:then"]
    assert left(judge(1, "reject", "person:ann lee")) == ["phrase:then"]
    assert left(judge(1, "add", "person:bob ray", "Bob Ray", 16, 21)) == ["person:lee"]
    assert left(judge(1, "distinct", "phrase:then", "person:bob ray", 16, 21)) == ["person:lee"]


def test_a_suggestion_follows_its_candidate_under_a_new_name() -> None:
    guess = Suggestion(16, 21, "person:bob ray", "It has the title.", 0.7, "phrase:then")
    judged = apply(replace(ANALYSIS, suggestions=(guess,)), [judge(1, "rename", "person:bob ray", "Robert Ray")], TEXT)
    assert [each.candidate for each in judged.suggestions] == ["person:robert ray"]


def test_a_key_is_followed_through_renames_and_merges() -> None:
    said = [
        judge(1, "rename", "person:lee", "Sam Lee"),
        judge(2, "merge", "person:sam lee", "person:ann lee"),
        judge(3, "kind", "person:ann lee", "organisation"),
    ]
    assert current_key("person:lee", said) == "organisation:ann lee"
    assert current_key("person:bob ray", said) == "person:bob ray"


_KEYS = st.sampled_from(["person:ann lee", "person:lee", "place:ames", "person:bob ray", "person:x", "event:y", "?"])
_JUDGEMENTS = st.lists(
    st.builds(
        Judgement,
        id=st.uuids().map(str),
        verdict=st.sampled_from(
            ["rename", "kind", "merge", "split", "add", "reject", "distinct", "identify", "same_mask"]
        ),
        subject=_KEYS,
        value=st.one_of(_KEYS, st.sampled_from([*ENTITY_KINDS, "Lee", "X", "Ann Lee", ""])),
        start=st.integers(0, 20),
        end=st.integers(0, len(TEXT) + 5),
    ),
    max_size=8,
    unique_by=lambda each: each.id,
)


@settings(max_examples=200, deadline=None)
@given(_JUDGEMENTS, st.randoms(use_true_random=False))
def test_judgements_in_any_order_give_one_well_formed_result(judgements: list[Judgement], chance) -> None:
    judged = apply(ANALYSIS, judgements, TEXT)
    shuffled = list(judgements)
    chance.shuffle(shuffled)
    assert apply(ANALYSIS, shuffled, TEXT) == judged
    keys = [each.key for each in judged.entities]
    assert len(keys) == len(set(keys))
    places = [(mention.start, mention.end) for each in judged.entities for mention in each.mentions]
    assert all(a[1] <= b[0] for a, b in zip(sorted(places), sorted(places)[1:], strict=False))
    assert all(
        each.mentions and mention.text == TEXT[mention.start : mention.end]
        for each in judged.entities
        for mention in each.mentions
    )
    assert replace(judged, entities=ANALYSIS.entities) == ANALYSIS


@settings(max_examples=100, deadline=None)
@given(_JUDGEMENTS)
def test_without_add_and_reject_no_mention_is_gained_or_lost(judgements: list[Judgement]) -> None:
    kept = [each for each in judgements if each.verdict not in {"add", "reject"}]

    def places(analysis: Analysis) -> list[tuple[int, int]]:
        return sorted((mention.start, mention.end) for each in analysis.entities for mention in each.mentions)

    assert places(apply(ANALYSIS, kept, TEXT)) == places(ANALYSIS)


@settings(max_examples=100, deadline=None)
@given(_JUDGEMENTS)
def test_any_judgement_taken_back_leaves_what_the_others_say(judgements: list[Judgement]) -> None:
    for judgement in judgements:
        others = [each for each in judgements if each is not judgement]
        edit = Edit("judge", (Change(None, judgement),))
        kept = {each.id: each for each in others}
        for change in (*edit.changes, *edit.inverse().changes):
            if isinstance(change.after, Judgement):
                kept[change.after.id] = change.after
            elif isinstance(change.before, Judgement):
                del kept[change.before.id]
        assert apply(ANALYSIS, list(kept.values()), TEXT) == apply(ANALYSIS, others, TEXT)


@settings(max_examples=100, deadline=None)
@given(_JUDGEMENTS)
def test_names_kept_apart_last_are_apart_whatever_was_said_before(judgements: list[Judgement]) -> None:
    kept = [each for each in judgements if each.verdict in {"merge", "distinct"}]
    apart = Judgement("zzzz", "distinct", "person:lee", "person:ann lee")
    judged = apply(ANALYSIS, [*kept, apart], TEXT)
    owners = {mention.text: each.key for each in judged.entities for mention in each.mentions}
    assert owners["Lee"] != owners["Ann Lee"]
