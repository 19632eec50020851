"""The dated passages of articles, with the reader's corrections, and those that cannot all be true."""

from desks import add_article, revision_of
from postil.domain.edits import Change, Edit
from postil.domain.ids import new_id
from postil.domain.records import Judgement, Link, Verdict
from postil.domain.timeline import Event
from postil.services import highlighting, judging
from postil.services.analysing import known_analysis
from postil.services.timeline import events, timeline
from postil.storage.library import Library

TEXT = (
    "The invasion\n"
    "On June 22, 1941, Germany attacked the Soviet Union. Three days later, Molotov spoke in Moscow.\n"
    "It lasted 21 days. About 1943 the tide had turned; in the 1930s nobody foresaw it."
)
OTHER = "Another account\nGermany attacked on June 21, 1941, at dawn. In May 1941 Molotov was in Moscow."


def searched(library: Library, text: str) -> str:
    """Add an article and look through it; return its id."""
    article_id = add_article(library, text)
    revision = revision_of(library, article_id)
    known_analysis(library, revision, make=True)
    return article_id


def judge(library: Library, article_id: str, words: str, verdict: Verdict, value: str = "") -> None:
    revision = revision_of(library, article_id)
    start = revision.document.text.index(words)
    made = Judgement(
        new_id(),
        verdict,
        "",
        value,
        "",
        revision.text_hash,
        start,
        start + len(words),
        "2026-01-01T00:00:00Z",
    )
    library.apply(Edit("Judge", (Change(None, made),)))


def mark(library: Library, article_id: str, words: str) -> str:
    """Highlight words and return the highlight's id."""
    revision = revision_of(library, article_id)
    start = revision.document.text.index(words)
    edit, made = highlighting.add(revision, start, start + len(words), color="yellow")
    library.apply(edit)
    return made.id


def pair(library: Library, one: str, other: str) -> None:
    library.apply(Edit("Link", (Change(None, Link(new_id(), "same_event", one, other)),)))


def told(found: tuple[Event, ...]) -> list[tuple[str, str]]:
    return [(each.edtf, each.printed) for each in found]


def test_dates_come_in_the_order_of_time_and_durations_are_none(library: Library) -> None:
    article = searched(library, TEXT)
    found = told(events(library, [article]))
    assert [value for value, _ in found] == ["193X", "1941-06-22", "1941-06-25", "1943~"]


def test_a_date_resolved_from_another_is_inferred_and_an_approximate_one_faded(library: Library) -> None:
    found = {each.edtf: each for each in events(library, [searched(library, TEXT)])}
    assert found["1941-06-25"].inferred
    assert not found["1941-06-22"].inferred
    assert found["1943~"].faded
    assert not found["193X"].faded


def test_an_event_has_its_sentence_and_who_is_in_it(library: Library) -> None:
    found = {each.edtf: each for each in events(library, [searched(library, TEXT)])}
    assert found["1941-06-25"].sentence == "Three days later, Molotov spoke in Moscow."
    assert any("moscow" in key for key in found["1941-06-25"].entities)
    assert not any("moscow" in key for key in found["1941-06-22"].entities)


def test_events_are_those_whose_sentence_mentions_an_entity(library: Library) -> None:
    article = searched(library, TEXT)
    keys = {key for each in events(library, [article]) for key in each.entities if "moscow" in key}
    assert len(keys) == 1
    assert [each.edtf for each in events(library, [article], keys.pop())] == ["1941-06-25"]
    assert events(library, [article], "person:nobody") == ()


def test_a_corrected_root_takes_its_dependants_along(library: Library) -> None:
    article = searched(library, TEXT)
    judge(library, article, "June 22, 1941", "date", "1941-06-20")
    assert [each.edtf for each in events(library, [article])] == ["193X", "1941-06-20", "1941-06-23", "1943~"]


def test_what_the_reader_says_is_no_date_is_gone(library: Library) -> None:
    article = searched(library, TEXT)
    judge(library, article, "the 1930s", "not_date")
    assert "193X" not in {each.edtf for each in events(library, [article])}


def test_a_renamed_entity_has_its_new_name_here(library: Library) -> None:
    article = searched(library, TEXT)
    named = next(each for each in timeline(library, [article]).entities if each.name == "Moscow")
    entity = next(each for each in _entities(library, article) if each.key == named.key)
    library.apply(judging.rename(entity, "Moskva"))
    assert "Moskva" in {each.name for each in timeline(library, [article]).entities}


def _entities(library: Library, article_id: str):
    revision = revision_of(library, article_id)
    known = known_analysis(library, revision)
    assert known is not None
    return known.entities


def test_dates_of_one_event_that_cannot_both_hold_are_in_conflict(library: Library) -> None:
    one, other = searched(library, TEXT), searched(library, OTHER)
    pair(library, mark(library, one, "On June 22, 1941, Germany attacked"), mark(library, other, "on June 21, 1941"))
    found = {each.edtf: each for each in events(library, [one, other])}
    assert found["1941-06-22"].conflicts == ("“Another account” has June 21, 1941 for it.",)
    assert found["1941-06-21"].conflicts == ("“The invasion” has June 22, 1941 for it.",)
    assert not found["1941-06-25"].conflicts
    assert not found["1941-05"].conflicts


def test_a_conflict_is_told_of_where_the_other_article_is_not_shown(library: Library) -> None:
    one, other = searched(library, TEXT), searched(library, OTHER)
    pair(library, mark(library, one, "On June 22, 1941"), mark(library, other, "on June 21, 1941"))
    assert {each.edtf for each in events(library, [one]) if each.conflicts} == {"1941-06-22"}


def test_the_date_of_a_passage_without_one_is_that_of_its_sentence(library: Library) -> None:
    one, other = searched(library, TEXT), searched(library, OTHER)
    pair(library, mark(library, one, "Germany attacked"), mark(library, other, "at dawn"))
    assert {each.edtf for each in events(library, [one, other]) if each.conflicts} == {"1941-06-22", "1941-06-21"}


def test_dates_that_can_both_hold_are_in_no_conflict(library: Library) -> None:
    one, other = searched(library, TEXT), searched(library, "Third\nIn June 1941 Germany attacked.")
    pair(library, mark(library, one, "On June 22, 1941"), mark(library, other, "In June 1941"))
    assert not any(each.conflicts for each in events(library, [one, other]))


def test_what_two_pairs_join_is_one_event(library: Library) -> None:
    one, other = searched(library, TEXT), searched(library, OTHER)
    silent = searched(library, "Silent\nIt began with an attack by Germany.")
    middle = mark(library, silent, "an attack by Germany")
    pair(library, mark(library, one, "On June 22, 1941"), middle)
    pair(library, middle, mark(library, other, "on June 21, 1941"))
    assert {each.edtf for each in events(library, [one, other]) if each.conflicts} == {"1941-06-22", "1941-06-21"}


def test_an_article_that_nobody_looked_through_has_a_lane_and_is_told_of(library: Library) -> None:
    article = add_article(library, TEXT)
    found = timeline(library, [article, "gone"])
    assert [lane.article_id for lane in found.lanes] == [article]
    assert found.unsearched == (article,)
    assert found.events == ()


def test_findings_that_are_not_kept_yet_can_be_given(library: Library) -> None:
    from postil import analysis

    article = add_article(library, TEXT)
    revision = revision_of(library, article)
    found = analysis.analyse(revision.document.text, "en")
    assert len(timeline(library, [article], {revision.text_hash: found}).events) == 4
