"""Who cites what: the search index finds the notes that a citation key stands in, whatever stands around it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desks import add_article, revision_of
from postil.domain.citing import cited_keys
from postil.domain.edits import Change, Edit
from postil.domain.records import EntityNote, Highlight
from postil.services import articles, highlighting
from postil.services.citations import notes_citing, renaming
from postil.services.shelving import put_away
from postil.storage import citations
from postil.storage.citations import citing_notes


@pytest.fixture
def article(library):
    return add_article(library, "Bees\nThe garden was full of bees and of flowers.")


@pytest.fixture
def highlight(library, article):
    """Return the id of a highlight; ``note_down`` writes its note."""
    edit, made = highlighting.add(revision_of(library, article), 5, 15, color="red")
    library.apply(edit)
    return made.id


def note_down(library, highlight, body):
    library.apply(highlighting.annotate(library.get(Highlight, highlight), body))


def citing(library, key):
    return {(row.kind, row.id) for row in notes_citing(library, key)}


def test_notes_on_highlights_articles_and_entities_cite(library, article, highlight):
    note_down(library, highlight, "As in [@doe:1999a, p. 3].")
    library.apply(articles.write_note(article, None, "@doe:1999a says more."))
    entity = EntityNote("person:doe", "Wrote @doe:1999a.", created="2026-01-01T00:00:00Z", modified="")
    library.apply(Edit("Note", (Change(None, entity),)))
    assert citing(library, "doe:1999a") == {("highlight", highlight), ("article", article), ("entity", "person:doe")}
    assert citing(library, "doe:1999") == set()


def test_a_key_that_is_only_quoted_or_written_without_its_sign_is_not_cited(library, highlight):
    note_down(library, highlight, "doe1999 and `@doe1999`, but [@roe2001]")
    assert citing(library, "doe1999") == set()


def test_a_note_in_the_trash_follows_when_a_key_changes_for_it_may_come_back(library, article, highlight):
    note_down(library, highlight, "See @doe1999.")
    library.apply(put_away(library, [article]))
    (change,) = renaming(library, {"doe1999": "doe2000"})
    assert isinstance(change.after, Highlight)
    assert change.after.note == "See @doe2000."


def test_a_note_that_cites_two_works_of_one_merge_is_changed_once(library, highlight, article):
    note_down(library, highlight, "See [@doe1999; @roe2001; @other].")
    (change,) = renaming(library, {"doe1999": "kept", "roe2001": "kept"})
    assert isinstance(change.after, Highlight)
    assert change.after.note == "See [@kept; @kept; @other]."


def test_a_key_whose_words_stand_in_too_many_notes_is_found_all_the_same(library, highlight, monkeypatch):
    note_down(library, highlight, "See @doe1999.")
    monkeypatch.setattr(citations, "_MANY", 1)
    assert citing(library, "doe1999") == {("highlight", highlight)}


def test_many_works_merged_at_once_are_found_all_the_same(library, highlight):
    note_down(library, highlight, "See @doe1999.")
    keys = {f"other{number}": "kept" for number in range(80)}
    assert len(renaming(library, {**keys, "doe1999": "kept"})) == 1


PIECES = [
    "a",
    "A",
    "é",
    "\u0301",
    "ß",
    "1",
    "中",
    "文",
    "Ⓐ",
    "²",
    "_",
    ":",
    ".",
    "-",
    "@",
    " ",
    "[",
    "]",
    "{",
    "}",
    ";",
    "\\",
    "`",
    "x",
]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join))
def test_whatever_a_note_cites_is_found_as_by_reading_all_notes(library, highlight, body):
    note_down(library, highlight, f"{body} @sure")
    for key in cited_keys(body):
        found = {(row.kind, row.id) for row in citing_notes(library) if key in cited_keys(row.body)}
        assert citing(library, key) == found
