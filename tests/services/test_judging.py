"""Verbs of what the reader decides about entities, masks and dates."""

from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postil.domain.document import Block, Document
from postil.domain.edits import Edit
from postil.domain.entities import Analysis, DateMention, Entity, Mask, Mention, Suggestion
from postil.domain.ids import new_id, now
from postil.domain.judgements import apply
from postil.domain.problems import Problem
from postil.domain.records import Judgement, Revision
from postil.services import analysing, judging
from postil.storage.library import Library

TEXT = "Lee met ** on 4 May 1941."
LEE = Entity("person:lee", "Lee", "person", (Mention(0, 3, "Lee"),))


@pytest.fixture
def revision() -> Revision:
    return make_revision(TEXT)


def only(edit) -> Judgement:
    (change,) = edit.changes
    assert change.before is None
    assert edit.inverse().changes[0].after is None
    assert isinstance(change.after, Judgement)
    assert change.after.created
    return change.after


def test_what_holds_everywhere_has_no_place_and_keeps_its_reason() -> None:
    said = only(judging.distinct(LEE, "person:ann lee", " two sisters "))
    assert (said.verdict, said.subject, said.value, said.reason, said.text_hash) == (
        "distinct", "person:lee", "person:ann lee", "two sisters", ""
    )  # fmt: skip
    assert only(judging.rename(LEE, "Ann Lee", "so she signs")).reason == "so she signs"


def test_a_mask_is_identified_in_its_text_with_confidence(revision: Revision) -> None:
    mask = Mask(8, 10, "**")
    said = only(judging.identify(revision, mask, "person:ray", "possible", "the date fits"))
    assert (said.verdict, said.value, said.start, said.end, said.text_hash) == (
        "identify", "person:ray", 8, 10, revision.text_hash
    )  # fmt: skip
    assert (said.confidence, said.reason) == ("possible", "the date fits")
    other = only(judging.same_mask(revision, mask, Mask(20, 22, "**")))
    assert (other.verdict, other.start, other.value) == ("same_mask", 8, "20-22")


@pytest.mark.parametrize("value", ["1941", "1941-06", "1941-06-22", "194X", "1941~", "1941-06-01/1941-06-05", "P3D"])
def test_a_date_is_corrected_to_what_edtf_can_say(revision: Revision, value: str) -> None:
    said = only(judging.correct_date(revision, 14, 24, f" {value} ", "the diary"))
    assert (said.verdict, said.value, said.start, said.end, said.reason) == ("date", value, 14, 24, "the diary")


@pytest.mark.parametrize("value", ["", "May 1941", "1941-13", "1941-02-30", "1941-02-29", "soon"])
def test_what_is_no_edtf_is_refused_calmly(revision: Revision, value: str) -> None:
    with pytest.raises(Problem, match="EDTF"):
        judging.correct_date(revision, 14, 24, value)


def test_words_can_be_said_to_be_no_date(revision: Revision) -> None:
    said = only(judging.not_date(revision, DateMention(14, 24, "4 May 1941", "1941-05-04"), "a ship's name"))
    assert (said.verdict, said.start, said.end, said.reason) == ("not_date", 14, 24, "a ship's name")


def test_a_dismissed_suggestion_keeps_two_entities_apart_everywhere_but_a_phrase_only_here(revision: Revision) -> None:
    names = Suggestion(0, 3, "person:ann lee", "why", 0.5, "person:lee")
    assert only(judging.not_meant(revision, names)).text_hash == ""
    phrase = Suggestion(4, 7, "person:ann lee", "why", 0.5, "phrase:met")
    said = only(judging.not_meant(revision, phrase))
    assert (said.text_hash, said.start, said.end) == (revision.text_hash, 4, 7)


def make_revision(text: str) -> Revision:
    document = Document((Block("paragraph", text),))
    return Revision("r", "a", document, document.text_hash, "text", "", "", "text", "en", 5, (), now())


_VERBS = st.lists(st.sampled_from(["rename", "merge", "split", "distinct", "reject", "mask", "date"]), max_size=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(verbs=_VERBS)
def test_all_that_was_judged_can_be_undone_is_kept_and_holds_for_its_text_alone(tmp_path, verbs: list[str]) -> None:
    revision = make_revision(TEXT)
    found = Analysis(
        "1",
        "en",
        (LEE, Entity("person:ray", "Ray", "person", (Mention(4, 7, "met"),))),
        (DateMention(14, 24, "4 May 1941", "1941-05-04"),),
        (Mask(8, 10, "**"),),
    )
    with closing(Library.open(tmp_path / f"{new_id()}.postil")) as library:
        edits: list[Edit] = []
        for verb in verbs:
            edit = made(verb, revision)
            library.apply(edit)
            edits.append(edit)
        kept = analysing.judgements_on(library, revision)
        judged = analysing.judged(library, revision, found)
        # An analysis made anew of the same text is judged as the first one was.
        assert apply(replace(found, version="2"), kept, TEXT) == replace(judged, version="2")
        assert len(kept) == len(verbs)
        # On another text only what holds for names is left.
        elsewhere = analysing.judgements_on(library, make_revision(TEXT + " And so on."))
        assert {each.verdict for each in elsewhere} <= {"rename", "merge", "distinct", "reject"}
        for edit in reversed(edits):
            library.apply(edit.inverse())
        assert analysing.judged(library, revision, found) == found


def made(verb: str, revision: Revision) -> Edit:
    """Return the edit of a verb on the entities of the text."""
    ray = Entity("person:ray", "Ray", "person", (Mention(4, 7, "met"),))
    edits = {
        "rename": lambda: judging.rename(LEE, "Ann Lee"),
        "merge": lambda: judging.merge(LEE, ray),
        "split": lambda: judging.split(LEE, revision, 0, 3, "Sam"),
        "distinct": lambda: judging.distinct(LEE, "person:ray"),
        "reject": lambda: judging.reject(ray),
        "mask": lambda: judging.identify(revision, Mask(8, 10, "**"), "person:ray"),
        "date": lambda: judging.correct_date(revision, 14, 24, "1942"),
    }
    return edits[verb]()
