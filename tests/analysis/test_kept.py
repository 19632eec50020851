from hypothesis import given, settings
from hypothesis import strategies as st

from postil.analysis.kept import entity_heads, only_entities
from postil.analysis.messages import from_lines, to_lines
from postil.domain.entities import Analysis, DateMention, Entity, Mask, Mention, entity_key

_WORDS = st.text(min_size=1, max_size=12).filter(lambda text: max(text) < "\ud800" or max(text) > "\udfff")
_MENTIONS = st.lists(
    st.builds(lambda at, text, why: Mention(at, at + 1, text, why), st.integers(0, 10**6), _WORDS, _WORDS),
    min_size=1,
    max_size=4,
).map(tuple)
_ENTITIES = st.lists(
    st.builds(
        lambda name, mentions, others: Entity(entity_key("person", name), name, "person", mentions, others),
        _WORDS,
        _MENTIONS,
        st.one_of(st.just(()), _MENTIONS),
    ),
    max_size=4,
    unique_by=lambda entity: entity.key,
).map(tuple)


@given(_ENTITIES)
@settings(max_examples=80, deadline=None)
def test_heads_are_what_the_findings_hold_whatever_the_words(entities: tuple[Entity, ...]) -> None:
    findings = to_lines(Analysis("1", "en", entities, (DateMention(0, 4, "1941", "1941"),), (Mask(0, 2, '"start":7'),)))
    heads = [(each.key, each.name, each.kind, each.starts) for each in entity_heads(findings)]
    assert heads == [(e.key, e.name, e.kind, tuple(each.start for each in e.mentions)) for e in entities]


@given(_ENTITIES)
@settings(max_examples=40, deadline=None)
def test_findings_are_cut_down_to_wanted_entities_and_masks(entities: tuple[Entity, ...]) -> None:
    masks = (Mask(0, 2, "**"),)
    findings = to_lines(Analysis("1", "en", entities, (DateMention(0, 4, "1941", "1941"),), masks))
    assert from_lines(only_entities(findings)) == Analysis("1", "en", entities, (), masks)
    wanted = {each.key for each in entities[:1]}
    assert from_lines(only_entities(findings, wanted)).entities == entities[:1]
    assert [each.key for each in entity_heads(findings, wanted)] == [each.key for each in entities[1:]]
