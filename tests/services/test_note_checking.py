from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from desks import add_article, article_of, revision_of
from postil.domain.edits import Change, Edit
from postil.domain.note_check import CheckedNote, Repeats, quoted_twice
from postil.domain.records import Claim, CslItem, Highlight, Link
from postil.services import highlighting
from postil.services.articles import write_note
from postil.services.note_checking import check_notes, checking_notes, trouble_words
from postil.storage.library import Library

TEXT = "The island\nNobody answered, he said, six times.\nNobody answered he said six times!"


def mark(library: Library, article_id: str, line: int, note: str = "") -> Highlight:
    revision = revision_of(library, article_id)
    text = revision.document.text
    start = text.index(text.split("\n")[line])
    edit, made = highlighting.add(revision, start, start + len(text.split("\n")[line]), color="yellow", note=note)
    library.apply(edit)
    return made


def troubles(library: Library, article_id: str = "") -> list[tuple[str, str]]:
    return [(each.trouble, each.note_id) for each in check_notes(library, article_id)]


def test_words_marked_in_two_articles_are_told_in_each(library):
    first, second = add_article(library, TEXT), add_article(library, TEXT)
    one, other = mark(library, first, 1), mark(library, second, 2, "See there.")
    assert troubles(library) == [("twice", one.id), ("twice", other.id)]
    assert troubles(library, second) == [("twice", other.id)]


def test_a_note_that_quotes_what_another_one_quotes_is_found(library):
    first, second = add_article(library, TEXT), add_article(library, TEXT)
    library.apply(write_note(first, None, "> Nobody answered he said"))
    noted = mark(library, second, 1, "It says “nobody answered he said” there.")
    assert sorted(troubles(library)) == sorted([("twice", first), ("twice", noted.id)])


def test_what_is_in_the_trash_repeats_nothing(library):
    first, second = add_article(library, TEXT), add_article(library, TEXT)
    mark(library, first, 1)
    mark(library, second, 1)
    article = article_of(library, second)
    library.apply(Edit("Delete", (Change(article, replace(article, trashed="2026-01-01T00:00:00Z")),)))
    assert troubles(library) == []


def test_a_note_on_lost_words_has_to_rest_on_something_else(library):
    article_id = add_article(library, TEXT)
    made = mark(library, article_id, 1, "Nobody came to the harbour.")
    assert troubles(library) == []
    library.apply(Edit("Lose", (Change(made, replace(made, state="lost")),)))
    assert troubles(library) == [("unsupported", made.id)]


def test_an_unsourced_claim_is_told_until_another_article_supports_it(library):
    first, second = add_article(library, TEXT), add_article(library, TEXT)
    claimed, near, far = mark(library, first, 0), mark(library, first, 1), mark(library, second, 2)
    stamp = "2026-01-01T00:00:00Z"
    library.apply(Edit("Judge", (Change(None, Claim(claimed.id, "unsourced", "", "", "", stamp, stamp)),)))
    link = Link("l1", "supports", near.id, claimed.id, "", stamp)
    library.apply(Edit("Link", (Change(None, link),)))
    assert ("alone", claimed.id) in troubles(library)
    library.apply(Edit("Link", (Change(None, replace(link, id="l2", source_id=far.id)),)))
    assert ("alone", claimed.id) not in troubles(library)


def test_a_key_that_no_work_has_is_told_where_it_stands_until_there_is_such_a_work(library):
    first, second = add_article(library, TEXT), add_article(library, TEXT)
    body = "It is so. Nobody came [@none1999, p. 3; see @none1999]."
    library.apply(write_note(first, None, body))
    noted = mark(library, second, 0, "As @none1999 says, and a mail to me@example.org.")
    unknown = [each for each in check_notes(library) if each.trouble == "unknown"]
    assert {each.note_id for each in unknown} == {first, noted.id}
    (told,) = (each for each in unknown if each.note_id == first)
    assert (told.article_id, body[told.start :][:9]) == (first, "@none1999")
    assert told.words == "Nobody came [@none1999, p. 3; see @none1999]."
    assert trouble_words(told) == "No work in the library has the key “none1999”"
    assert [each.note_id for each in check_notes(library, second)] == [noted.id]
    library.apply(Edit("Add", (Change(None, CslItem("w", "none1999", "book", "A book", ())),)))
    assert "unknown" not in {each.trouble for each in check_notes(library)}


def test_the_check_gives_way_again_and_again(library):
    article_id = add_article(library, TEXT)
    for _ in range(3):
        mark(library, article_id, 1)
    assert len(list(checking_notes(library))) > 2


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(["", "a b c d", "A b, c d e"]), st.text("ab “”>\n", max_size=24)), max_size=6)
)
def test_no_repeated_quotation_is_passed_over(parts):
    notes = [CheckedNote(str(place), "a", "T", body, quotation) for place, (quotation, body) in enumerate(parts)]
    repeats = Repeats()
    for place, note in enumerate(notes):
        repeats.add(place, note.quotation, note.body)
    owners = set(repeats.owners())
    assert {each.note_id for each in quoted_twice(notes)} <= {str(owner) for owner in owners}
    looked_at = [note for place, note in enumerate(notes) if place in owners]
    assert list(quoted_twice(looked_at)) == list(quoted_twice(notes))
