"""Articles with one text become one article, with all that hangs on them."""

from dataclasses import replace
from pathlib import Path

import pytest

from desks import add_article, article_of, item_of, revision_of
from new_library import open_library
from postil.domain.edits import Change, Edit
from postil.domain.ids import new_id, now
from postil.domain.likeness import likeness
from postil.domain.problems import Problem
from postil.domain.records import Claim, Highlight, Judgement, Link, Record
from postil.services import articles, collections, highlighting, shelving
from postil.services.duplicates import NEARLY, find_duplicates, merge
from postil.storage.checking import check
from postil.storage.collections import memberships_of
from postil.storage.library import Library
from postil.storage.shelf import known_article, revisions_of, shelf

SENTENCES = [f"Sentence number {number} speaks of matter {number * 7} at some length." for number in range(40)]
TEXT = "The siege\n" + "\n".join(SENTENCES)
OTHER = "The siege\n" + "\n".join([*SENTENCES[:20], "A correction was put in here by the editors.", *SENTENCES[20:]])


@pytest.fixture
def library(tmp_path: Path):
    made = open_library(tmp_path / "library.postil")
    yield made
    made.close()


def marked(library: Library, article_id: str, words: str, *, note: str = "", color: str = "yellow") -> Highlight:
    revision = revision_of(library, article_id)
    start = revision.document.text.index(words)
    edit, highlight = highlighting.add(revision, start, start + len(words), color=color, note=note)
    library.apply(edit)
    return highlight


def everything(library: Library) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of the tables that records live in."""
    tables = (
        "articles", "article_tags", "revisions", "csl_items", "highlights", "highlight_tags", "article_notes",
        "readings", "judgements", "memberships", "claims", "links", "shelf",
    )  # fmt: skip
    left_out = {"number", "modified"}
    found: dict[str, list[tuple[object, ...]]] = {}
    for table in tables:
        names = [row[1] for row in library.rows(f"PRAGMA table_info({table})") if row[1] not in left_out]
        columns = ", ".join(f'"{name}"' for name in names)
        found[table] = sorted(library.rows(f"SELECT {columns} FROM {table}"), key=str)
    return found


def test_the_same_text_twice_is_found_and_another_text_is_not(library: Library) -> None:
    first, second = add_article(library, TEXT), add_article(library, TEXT)
    add_article(library, "Bees\nA text of its own, which nobody else has.")
    (found,) = find_duplicates(library)
    assert {twin.id for twin in found.twins} == {first, second}
    assert found.likeness == 1.0


def test_nearly_the_same_text_is_found_with_how_much_of_it_is_the_same(library: Library) -> None:
    add_article(library, TEXT)
    add_article(library, OTHER)
    (found,) = find_duplicates(library)
    assert 0.8 < found.likeness < 1.0


def test_texts_that_share_most_of_their_sentences_but_not_nearly_all_are_no_duplicates(library: Library) -> None:
    others = [f"Quite another thing is told on the {number}th day by others." for number in range(7)]
    texts = TEXT, "The siege\n" + "\n".join([*SENTENCES[:33], *others])
    assert 0.5 < likeness(*texts) < NEARLY
    for text in texts:
        add_article(library, text)
    assert find_duplicates(library) == ()


def test_texts_that_share_a_notice_alone_are_no_duplicates(library: Library) -> None:
    notice = "\nAll of this may be read by everybody. Nothing of it may be sold to anybody."
    for subject in ("ants", "bees", "wasps"):
        add_article(
            library, f"On {subject}\n" + " ".join(f"What {subject} do on day {n} is told." for n in range(30)) + notice
        )
    assert find_duplicates(library) == ()


def test_what_is_in_the_trash_is_no_duplicate(library: Library) -> None:
    first, _ = add_article(library, TEXT), add_article(library, TEXT)
    library.apply(shelving.put_away(library, [first]))
    assert find_duplicates(library) == ()


def test_the_one_with_most_work_in_it_is_proposed_to_be_kept(library: Library) -> None:
    add_article(library, TEXT)
    second = add_article(library, TEXT)
    marked(library, second, "Sentence number 3 speaks")
    (found,) = find_duplicates(library)
    assert found.twins[0].id == second


def test_highlights_come_to_their_words_in_the_kept_text(library: Library) -> None:
    kept, other = add_article(library, OTHER), add_article(library, TEXT)
    highlight = marked(library, other, "Sentence number 30 speaks of matter 210", note="Check this.")
    library.apply(merge(library, kept, [other]))
    (found,) = library.highlights(kept)
    text = revision_of(library, kept).document.text
    assert (found.id, found.note) == (highlight.id, "Check this.")
    assert text[found.selector.start : found.selector.end] == highlight.selector.exact
    assert found.revision_id == article_of(library, kept).revision_id
    assert library.article(other) is None
    assert check(library) == ()


def test_a_highlight_whose_words_the_kept_text_lacks_is_kept_as_lost_with_its_own_version(library: Library) -> None:
    kept, other = add_article(library, TEXT), add_article(library, OTHER)
    highlight = marked(library, other, "A correction was put in here by the editors.")
    library.apply(merge(library, kept, [other]))
    (found,) = library.highlights(kept)
    assert found.state in {"lost", "changed"}
    assert found.quoted == highlight.selector
    assert len(revisions_of(library, kept)) == 2
    assert check(library) == ()


def test_the_same_words_marked_in_both_are_one_highlight_with_both_notes(library: Library) -> None:
    kept, other = add_article(library, TEXT), add_article(library, TEXT)
    words = "Sentence number 5 speaks"
    mine = marked(library, kept, words, note="Mine.")
    marked(library, other, words, note="Theirs.")
    library.apply(merge(library, kept, [other]))
    (found,) = library.highlights(kept)
    assert (found.id, found.note) == (mine.id, "Mine.\n\nTheirs.")


def test_claims_and_links_stay_on_their_highlights(library: Library) -> None:
    kept, other = add_article(library, TEXT), add_article(library, TEXT)
    words = "Sentence number 5 speaks"
    mine, theirs = marked(library, kept, words), marked(library, other, words)
    claim = Claim(theirs.id, "disputed", created=now(), modified=now())
    link = Link(new_id(), "supports", mine.id, theirs.id, created=now())
    library.apply(Edit("", (Change(None, claim), Change(None, link))))
    library.apply(merge(library, kept, [other]))
    assert {each.id for each in library.highlights(kept)} == {mine.id, theirs.id}
    assert library.get(Claim, theirs.id) == claim
    assert library.get(Link, link.id) == link
    assert check(library) == ()


def test_notes_tags_collections_judgements_and_progress_come_along(library: Library) -> None:
    kept, other = add_article(library, TEXT), add_article(library, TEXT)
    library.apply(articles.retag(article_of(library, kept), ["war"]))
    library.apply(articles.retag(article_of(library, other), ["letters", "war"]))
    library.apply(articles.write_note(kept, None, "What I thought."))
    library.apply(articles.write_note(other, None, "What I thought later."))
    library.apply(articles.remember_position(None, other, 40, 0.5))
    thesis, both = collections.make(library, "Thesis", [other]), collections.make(library, "Both", [kept, other])
    library.apply(thesis[0])
    library.apply(both[0])
    judged = Judgement(new_id(), "add", "person:x", "X", other, revision_of(library, other).text_hash, 0, 3, now())
    library.apply(Edit("", (Change(None, judged),)))
    library.apply(shelving.mark(library, [other], favourite=True))
    library.apply(merge(library, kept, [other]))
    article, note, reading = article_of(library, kept), library.note(kept), library.reading(kept)
    assert article.tags == ("war", "letters")
    assert article.favourite
    assert note is not None
    assert note.body == "What I thought.\n\nWhat I thought later."
    assert reading is not None
    assert (reading.position, reading.progress) == (40, 0.5)
    assert {each.collection_id for each in memberships_of(library, kept)} == {thesis[1].id, both[1].id}
    assert {each.article_id for each in library.judgements()} == {kept}
    assert check(library) == ()


def test_notes_that_cite_the_other_cite_the_kept_one(library: Library) -> None:
    kept, other = add_article(library, TEXT, key="siege1941"), add_article(library, TEXT, key="mirror2014")
    third = add_article(library, "Bees\nA text of its own.")
    library.apply(articles.write_note(third, None, "See [@mirror2014, p. 3]."))
    own = marked(library, other, "Sentence number 5 speaks", note="As in [@mirror2014].")
    library.apply(merge(library, kept, [other]))
    note, highlight = library.note(third), library.get(Highlight, own.id)
    assert note is not None
    assert note.body == "See [@siege1941, p. 3]."
    assert highlight is not None
    assert highlight.note == "As in [@siege1941]."


def test_the_record_is_filled_with_what_only_the_other_says(library: Library) -> None:
    kept, other = add_article(library, TEXT), add_article(library, TEXT)
    item = item_of(library, other)
    told = replace(item, published="1999-01-02", title="Another title")
    library.apply(Edit("", (Change(item, told),)))
    library.apply(merge(library, kept, [other]))
    merged = item_of(library, kept)
    assert (merged.title, merged.published) == ("The siege", "1999-01-02")


def test_the_address_of_the_other_leads_to_the_kept_one_from_then_on(library: Library) -> None:
    kept, other = add_article(library, TEXT), add_article(library, OTHER)
    theirs = revision_of(library, other)
    library.apply(merge(library, kept, [other]))
    assert known_article(library, source_hash=theirs.source_hash, text_hash="", location="") == kept


def test_a_merge_is_one_step_that_can_be_taken_back_and_done_again(library: Library) -> None:
    kept, other, third = (add_article(library, text) for text in (TEXT, OTHER, TEXT))
    marked(library, other, "Sentence number 30 speaks", note="See [@none].")
    marked(library, third, "Sentence number 30 speaks", note="Theirs.")
    marked(library, kept, "Sentence number 30 speaks")
    library.apply(articles.write_note(other, None, "A note."))
    library.apply(articles.write_note(third, None, "Another."))
    library.apply(articles.remember_position(None, third, 3, 0.3))
    library.apply(collections.make(library, "Thesis", [other, third])[0])
    before = everything(library)
    edit = merge(library, kept, [other, third])
    library.apply(edit)
    merged = everything(library)
    assert [row.id for row in shelf(library)] == [kept]
    library.apply(edit.inverse())
    assert everything(library) == before
    library.apply(edit)
    assert everything(library) == merged
    assert check(library) == ()


def test_each_record_changes_once_in_a_merge(library: Library) -> None:
    kept, other, third = (add_article(library, TEXT) for _ in range(3))
    for article_id in (kept, other, third):
        marked(library, article_id, "Sentence number 30 speaks", note=f"Of {article_id}")
    changed: list[tuple[type[Record], str]] = [
        (type(change.record), change.record.id) for change in merge(library, kept, [other, third]).changes
    ]
    assert len(changed) == len(set(changed))


def test_an_article_that_is_gone_cannot_be_merged(library: Library) -> None:
    kept = add_article(library, TEXT)
    with pytest.raises(Problem, match="nothing was merged"):
        merge(library, kept, ["no-such-article"])


@pytest.mark.parametrize("mine", ["I do not know.", "Not that, no", "noise"])
def test_a_note_that_is_only_a_piece_of_the_other_is_not_lost(library: Library, mine: str) -> None:
    kept, other = add_article(library, TEXT), add_article(library, TEXT)
    library.apply(articles.write_note(kept, None, mine))
    library.apply(articles.write_note(other, None, "no"))
    library.apply(merge(library, kept, [other]))
    note = library.note(kept)
    assert note is not None
    assert note.body == f"{mine}\n\nno"


def test_two_quotations_that_came_to_stand_at_one_place_are_both_kept(library: Library) -> None:
    kept, other = add_article(library, TEXT), add_article(library, TEXT)
    words = "Sentence number 3 speaks"
    mine, theirs = marked(library, kept, words), marked(library, other, words)
    said = replace(mine.selector, exact="Sentence number 2 speaks")
    # What was marked in an older text that read otherwise, and was found here as changed.
    changed = replace(mine, state="changed", made_id=mine.revision_id, made=said)
    library.apply(Edit("Version", (Change(mine, changed),)))
    library.apply(merge(library, kept, [other]))
    quoted = {each.id: each.quoted.exact for each in library.highlights(kept)}
    assert quoted == {mine.id: "Sentence number 2 speaks", theirs.id: words}


def test_what_only_the_other_says_of_a_passage_or_in_its_record_is_kept(library: Library) -> None:
    kept, other = add_article(library, TEXT), add_article(library, TEXT)
    marked(library, kept, "Sentence number 3 speaks")
    theirs = marked(library, other, "Sentence number 3 speaks")
    library.apply(Edit("x", (Change(theirs, replace(theirs, locator="p. 7", foreign="readwise:1")),)))
    for article_id, note in ((kept, "mine"), (other, "theirs")):
        item = item_of(library, article_id)
        library.apply(Edit("x", (Change(item, replace(item, note=note)),)))
    library.apply(merge(library, kept, [other]))
    (one,) = library.highlights(kept)
    assert (one.locator, one.foreign) == ("p. 7", "readwise:1")
    assert item_of(library, kept).note == "mine\n\ntheirs"
