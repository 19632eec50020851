"""A newer version of an article: where its highlights end, and what stays as it was."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desks import document_of, revision_of
from postil.domain.anchoring import describe
from postil.domain.edits import Change, Edit
from postil.domain.ids import new_id
from postil.domain.problems import Problem
from postil.domain.records import Evidence, Highlight, Judgement, Reading, Revision, Verdict
from postil.services import articles, highlighting, judging
from postil.services.carrying import QUOTATIONS, carry_position
from postil.services.importing import receive
from postil.services.revising import confirm, reattach, refuse, revise, to_review
from postil.storage.checking import check
from postil.storage.library import Library
from postil.storage.revisions import revision_facts
from services.revised import STORY, URL, bring, change, mark, now_of, page


def words_of(library: Library, highlight: Highlight) -> str:
    """Return what stands at the highlight's place, in the version it stands in."""
    revision = library.revision(highlight.revision_id)
    assert revision is not None
    return revision.document.text[highlight.selector.start : highlight.selector.end]


def test_the_old_text_stays_and_the_new_one_is_the_articles(library: Library) -> None:
    article_id = bring(library)
    before = revision_of(library, article_id)
    revised = change(library, article_id, STORY + " It was red.")
    assert revision_of(library, article_id) == revised.revision
    assert library.revision(before.id) == before
    assert [facts.id for facts in revision_facts(library, article_id)] == [before.id, revised.revision.id]
    assert check(library) == ()


def test_a_highlight_whose_words_stand_is_exact_in_the_new_version(library: Library) -> None:
    article_id = bring(library)
    made = mark(library, article_id, "Anna Berg kept the keys")
    revised = change(library, article_id, STORY.replace("The delegation\n", "The delegation\nA note by the editor.\n"))
    found = now_of(library, made)
    assert (found.state, found.revision_id, words_of(library, found)) == (
        "exact",
        revised.revision.id,
        made.selector.exact,
    )
    assert (found.made_id, found.made, found.quoted) == (made.revision_id, made.selector, made.selector)
    assert (found.note, found.color, found.created) == (made.note, made.color, made.created)
    assert revised.counts == {"exact": 1, "moved": 0, "changed": 0, "lost": 0}


@pytest.mark.parametrize(
    ("quote", "before", "after"),
    [
        ("six times", "six times", "three times"),
        ("It had asked for grain six times", "six times", "three times"),
        ("six times", "six times", "sixteen times"),
        ("*** refused every request", "refused every", "agreed to every"),
        ("On June 30", "June 30", "June 20"),
        ("On June 30 the office of ** in the harbour closed for good", "June 30", "June 20"),
        ("Nobody did agree to the terms", "did agree", "did not agree"),
        ("Anna Berg kept the keys", "Anna Berg", "Hanna Berg"),
        ("Anna Berg kept the keys", "Anna Berg", "Anna Bergen"),
        ("12 ships stayed in the port", "12 ships", "112 ships"),
        ("12 ships", "12 ships", "12.5 ships"),
        ("refused every request", "refused every", "never refused every"),
        ("The mayor paid for the wine", "The mayor paid", "The mayor never paid"),
    ],
)
def test_a_changed_number_date_negation_or_name_is_never_accepted_without_the_reader(
    library: Library, quote: str, before: str, after: str
) -> None:
    article_id = bring(library)
    made = mark(library, article_id, quote)
    change(library, article_id, STORY.replace(before, after))
    found = now_of(library, made)
    assert found.state in {"changed", "lost"}
    assert found.reviewed == ""
    assert found.quoted == made.selector
    assert words_of(library, found) == found.selector.exact
    assert check(library) == ()


@pytest.mark.parametrize("nth", [1, 2])
def test_a_mask_is_never_taken_for_another_one(library: Library, nth: int) -> None:
    article_id = bring(library)
    made = mark(library, article_id, "**", nth=nth + 1)
    sentence = ("office of ** in", "and ** was")[nth - 1]
    assert STORY[made.selector.start - 4 : made.selector.end + 3] in f"{sentence}vited"
    change(library, article_id, STORY.replace(sentence, sentence.replace("**", "the consul")))
    found = now_of(library, made)
    assert found.state in {"changed", "lost"}
    assert words_of(library, found) in {"the consul", "**"}
    assert found.state == "lost" or words_of(library, found) == "the consul"


def test_short_words_are_found_through_their_context_only(library: Library) -> None:
    article_id = bring(library)
    kept, gone = mark(library, article_id, "**", nth=2), mark(library, article_id, "six times")
    text = STORY.replace(" It had asked for grain six times, and *** refused every request with a smile.", "")
    change(library, article_id, text + " Six times it rained, six times it snowed, and ** and ** were cold.")
    assert now_of(library, kept).state == "exact"
    assert words_of(library, now_of(library, kept)) == "**"
    assert now_of(library, gone).state == "lost"


def test_a_lost_highlight_stays_with_the_words_and_the_version_it_was_made_on(library: Library) -> None:
    article_id = bring(library)
    made = mark(library, article_id, "*** refused every request with a smile")
    change(library, article_id, STORY.replace(", and *** refused every request with a smile", ""))
    found = now_of(library, made)
    assert found == replace(made, state="lost")
    assert [highlight.id for highlight in library.highlights(article_id)] == [made.id]


def test_a_lost_highlight_is_found_again_when_its_words_come_back(library: Library) -> None:
    article_id = bring(library)
    made = mark(library, article_id, "Anna Berg kept the keys")
    change(library, article_id, STORY.replace("; Anna Berg kept the keys", ""))
    assert now_of(library, made).state == "lost"
    change(library, article_id, STORY + " It was red.")
    found = now_of(library, made)
    assert (found.state, words_of(library, found)) == ("exact", "Anna Berg kept the keys")


def test_what_was_made_is_kept_from_the_first_version_on(library: Library) -> None:
    article_id = bring(library)
    made = mark(library, article_id, "It had asked for grain six times")
    for number in ("five", "four", "three"):
        change(library, article_id, STORY.replace("six", number))
        found = now_of(library, made)
        assert (found.state, words_of(library, found)) == ("changed", f"It had asked for grain {number} times")
        assert (found.quoted_id, found.quoted) == (made.revision_id, made.selector)
    change(library, article_id, STORY + " It was red.")
    assert now_of(library, made).state == "exact"


def test_a_highlight_made_on_a_later_version_is_carried_from_there(library: Library) -> None:
    article_id = bring(library)
    second = change(library, article_id, STORY + " A sentence of the second version follows here.")
    made = mark(library, article_id, "A sentence of the second version")
    change(library, article_id, "A preface.\n" + STORY + " A sentence of the second version follows here.")
    found = now_of(library, made)
    assert (found.state, found.made_id) == ("exact", second.revision.id)


def test_a_confirmed_place_is_what_the_next_version_is_asked_for(library: Library) -> None:
    article_id = bring(library)
    made = mark(library, article_id, "*** refused every request")
    change(library, article_id, STORY.replace("refused every", "agreed to every"))
    assert to_review(library, article_id) == (now_of(library, made),)
    library.apply(confirm(now_of(library, made)))
    assert to_review(library, article_id) == ()
    confirmed = now_of(library, made)
    change(library, article_id, "A preface.\n" + STORY.replace("refused every", "agreed to every"))
    found = now_of(library, made)
    assert (found.state, found.reviewed, words_of(library, found)) == (
        "changed",
        confirmed.reviewed,
        "*** agreed to every request",
    )
    assert found.quoted.exact == "*** refused every request"
    change(library, article_id, STORY.replace("refused every", "agreed to nearly every"))
    found = now_of(library, made)
    assert (found.state, found.reviewed, words_of(library, found)) == (
        "changed",
        "",
        "*** agreed to nearly every request",
    )


def test_a_confirmed_place_is_exact_again_when_the_words_that_were_read_return(library: Library) -> None:
    article_id = bring(library)
    made = mark(library, article_id, "*** refused every request")
    change(library, article_id, STORY.replace("refused every", "agreed to every"))
    library.apply(confirm(now_of(library, made)))
    change(library, article_id, STORY + " It was red.")
    found = now_of(library, made)
    assert (found.state, found.reviewed, words_of(library, found)) == ("exact", "", "*** refused every request")


def test_a_refused_place_is_lost_and_back_where_it_was_made(library: Library) -> None:
    article_id = bring(library)
    made = mark(library, article_id, "six times")
    change(library, article_id, STORY.replace("six times", "three times"))
    changed = now_of(library, made)
    assert changed.state == "changed"
    edit = refuse(changed)
    library.apply(edit)
    found = now_of(library, made)
    assert (found.state, found.revision_id, found.selector) == ("lost", made.revision_id, made.selector)
    assert check(library) == ()
    library.apply(edit.inverse())
    assert now_of(library, made) == changed


def test_a_highlight_attached_by_hand_is_exact_on_its_own_words_and_confirmed_on_others(library: Library) -> None:
    article_id = bring(library)
    made = mark(library, article_id, "six times")
    other = mark(library, article_id, "12 ships")
    rain = "It rained three times, then six times, and no ship sailed. "
    revised = change(library, article_id, f"Quite another text\n{rain}{'It went on raining all day. ' * 6}")
    text = revised.revision.document.text
    assert {now_of(library, made).state, now_of(library, other).state} == {"lost"}
    library.apply(reattach(now_of(library, made), revised.revision, text.index("six times") - 1, text.index(", and")))
    library.apply(reattach(now_of(library, other), revised.revision, text.index("no ship"), text.index(" sailed")))
    first, second = now_of(library, made), now_of(library, other)
    assert (first.state, first.reviewed, words_of(library, first)) == ("exact", "", "six times")
    assert (second.state, second.reviewed != "", words_of(library, second)) == ("changed", True, "no ship")
    assert (second.quoted, second.quoted_id) == (other.selector, other.revision_id)
    assert to_review(library, article_id) == ()
    assert check(library) == ()


def test_only_what_is_changed_waits_to_be_confirmed(library: Library) -> None:
    article_id = bring(library)
    made = mark(library, article_id, "six times")
    assert confirm(made).changes == ()
    change(library, article_id, STORY.replace("six times", "three times"))
    confirmed = confirm(now_of(library, made)).changes[0].after
    assert isinstance(confirmed, Highlight)
    assert confirm(confirmed).changes == ()


def test_undo_takes_all_of_a_version_back_and_redo_brings_it_again(library: Library) -> None:
    article_id = bring(library)
    made = [mark(library, article_id, quote) for quote in ("six times", "Anna Berg kept the keys", "with a smile")]
    library.apply(articles.remember_position(None, article_id, 90, 0.3))
    before = everything(library)
    revised = change(library, article_id, STORY.replace("six times", "three times").replace(" with a smile", ""))
    after = everything(library)
    library.apply(revised.edit.inverse())
    assert everything(library) == before
    library.apply(revised.edit)
    assert everything(library) == after
    assert {now_of(library, each).state for each in made} == {"exact", "changed", "lost"}


def everything(library: Library) -> list[object]:
    """Return every row of the library but what follows from others."""
    names = ("articles", "csl_items", "highlight_tags", "readings", "judgements")
    sketches = "SELECT hash, revisions.id FROM sketches JOIN revisions USING (number) ORDER BY 1, 2"
    return [
        library.select(Revision),
        library.select(Highlight),
        library.rows(sketches),
        *(library.rows(f"SELECT * FROM {name} ORDER BY 1, 2") for name in names),
    ]


EDITED = st.lists(
    st.tuples(
        st.integers(0, len(STORY)),
        st.integers(0, 60),
        st.sampled_from(["", " not", " 30", "six", "**", "*", "\nA new line", " and so on", "\u0301", "\U0001f600"]),
    ),
    min_size=1,
    max_size=6,
)


@given(edits=EDITED, spans=st.lists(st.tuples(st.integers(0, len(STORY) - 1), st.integers(1, 70)), max_size=6))
@settings(max_examples=25)
def test_whatever_is_edited_no_highlight_lies_and_none_goes(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, int, str]], spans: list[tuple[int, int]]
) -> None:
    library = Library.open(tmp_path_factory.mktemp("any") / "library.postil")
    article_id = bring(library)
    revision = revision_of(library, article_id)
    text = revision.document.text
    for start, length in spans:
        if text[start : start + length].strip():
            library.apply(highlighting.add(revision, start, start + length, color="red")[0])
    marked = library.highlights(article_id)
    before = everything(library)
    for start, length, put in edits:
        text = text[:start] + put + text[start + length :]
    source, imported = page(document_of(text).text)
    revised = revise(library, article_id, source, imported, force=True) if text.strip() else None
    if revised is not None:
        library.apply(revised.edit)
        found = {highlight.id: highlight for highlight in library.highlights(article_id)}
        assert set(found) == {highlight.id for highlight in marked}
        for highlight in marked:
            now = found[highlight.id]
            assert (now.quoted, now.quoted_id) == (highlight.selector, highlight.revision_id)
            assert words_of(library, now) == now.selector.exact
            if now.state in {"exact", "moved"}:
                assert now.selector.exact == highlight.selector.exact
            if now.state != "lost":
                assert now.revision_id == revised.revision.id
        assert check(library) == ()
        library.apply(revised.edit.inverse())
    assert everything(library) == before
    library.close()


WALL = "Before you continue. We and our partners keep cookies on your device; accept all of them or read our policy."


def test_a_page_that_asks_for_something_else_never_replaces_an_article(library: Library) -> None:
    article_id = bring(library)
    old = revision_of(library, article_id)
    assert old.words > 2 * len(WALL.split()) > old.words // 10
    with pytest.raises(Problem, match="looks like an error page"):
        revise(library, article_id, *page(WALL))
    assert revise(library, article_id, *page(WALL), force=True).revision.document.text == WALL


def test_an_article_that_was_cut_to_its_beginning_is_a_newer_version(library: Library) -> None:
    article_id = bring(library)
    first = "\n".join(STORY.splitlines()[:2])
    assert revise(library, article_id, *page(first)).revision.words < revision_of(library, article_id).words // 2


def test_an_empty_text_or_an_error_page_never_replaces_anything(library: Library) -> None:
    article_id = bring(library)
    before = everything(library)
    with pytest.raises(Problem, match="holds no text"):
        revise(library, article_id, *page(" \n "))
    with pytest.raises(Problem, match="looks like an error page"):
        revise(library, article_id, *page("404\nNot found."))
    assert everything(library) == before
    assert revise(library, article_id, *page("404\nNot found."), force=True).edit.changes


def test_a_version_of_an_article_that_is_gone_is_refused(library: Library) -> None:
    with pytest.raises(Problem, match="no longer in the library"):
        revise(library, "nowhere", *page(STORY))


def test_a_text_that_the_article_had_before_changes_nothing(library: Library) -> None:
    article_id = bring(library)
    first = revision_of(library, article_id)
    change(library, article_id, STORY + " It was red.")
    again = revise(library, article_id, *page(STORY))
    assert (again.edit.changes, again.revision) == ((), first)


def test_quotations_from_elsewhere_are_found_when_their_text_comes(library: Library) -> None:
    quotes = "Highlights\nAnna Berg kept the keys\nsix times, and *** refused every request\nno such words at all"
    article_id = bring(library, quotes, importer=QUOTATIONS)
    made = [mark(library, article_id, line) for line in quotes.split("\n")[1:]]
    change(library, article_id, STORY)
    states = [now_of(library, each) for each in made]
    assert [(each.state, words_of(library, each)) for each in states[:2]] == [
        ("exact", "Anna Berg kept the keys"),
        ("exact", "six times, and *** refused every request"),
    ]
    assert states[2].state == "lost"
    assert all(now.quoted == each.selector for now, each in zip(states, made, strict=True))


PLACED: list[tuple[Verdict, str, str]] = [
    ("split", "Anna Berg", "Anna Berg"),
    ("add", "mayor", "The mayor"),
    ("identify", "**", "person:lin"),
    ("date", "June 30", "1941-06-30"),
    ("not_date", "spring", ""),
]


def test_what_was_judged_at_a_place_holds_at_the_same_words_of_the_new_text(library: Library) -> None:
    article_id = bring(library)
    old = revision_of(library, article_id)
    for verdict, words, value in PLACED:
        start = STORY.index(words)
        place = (start, start + len(words))
        judgement = Judgement(
            new_id(), verdict, "person:x", value, article_id, old.text_hash, *place, old.captured, "seen"
        )
        library.apply(Edit("Judge", (Change(None, judgement),)))
    masks = [STORY.index("office of **") + 10, STORY.index("and ** was") + 4]
    pair = Judgement(
        new_id(),
        "same_mask",
        "",
        f"{masks[1]}-{masks[1] + 2}",
        article_id,
        old.text_hash,
        masks[0],
        masks[0] + 2,
    )
    library.apply(Edit("Judge", (Change(None, pair),)))
    before = library.judgements()
    revised = change(library, article_id, STORY.replace("The delegation\n", "The delegation\nA preface.\n"))
    made = [each for each in library.judgements() if each.text_hash == revised.revision.text_hash]
    text = revised.revision.document.text
    assert [(each.verdict, text[each.start : each.end], each.value) for each in made[:-1]] == PLACED
    assert [each.reason for each in made[:-1]] == ["seen"] * len(PLACED)
    assert (made[-1].start, made[-1].value) == (masks[0] + 11, f"{masks[1] + 11}-{masks[1] + 13}")
    assert library.judgements()[: len(before)] == before


def test_what_was_judged_at_words_that_changed_is_not_carried_over(library: Library) -> None:
    article_id = bring(library)
    old = revision_of(library, article_id)
    start = STORY.index("June 30")
    library.apply(judging.add(old, start, start + 7, "event"))
    revised = change(library, article_id, STORY.replace("June 30", "June 20"))
    assert [each.text_hash for each in library.judgements()] == [old.text_hash]
    assert revised.edit.touched(Judgement) == ()


def test_judgements_that_hold_everywhere_are_not_doubled(library: Library) -> None:
    article_id = bring(library)
    everywhere = Judgement(new_id(), "rename", "person:anna berg", "Anna Holm")
    library.apply(Edit("Judge", (Change(None, everywhere),)))
    change(library, article_id, STORY + " It was red.")
    assert library.judgements() == (everywhere,)


def dated(text: str, **stated: str) -> tuple:
    source, imported = page(text)
    evidence = tuple(Evidence(field, value, value, "meta") for field, value in stated.items())
    named = {"site" if field == "container_title" else field: value for field, value in stated.items()}
    return source, replace(imported, evidence=evidence, **named)


def test_the_record_follows_the_updated_date_and_fills_what_was_empty(library: Library) -> None:
    arrival = receive(library, *dated(STORY, updated="2024-02-01"))
    library.apply(arrival.edit)
    article_id = arrival.article_id
    revised = revise(
        library,
        article_id,
        *dated(STORY + " It was red.", title="Another", updated="2024-03-05", container_title="The Harbour"),
    )
    library.apply(revised.edit)
    item = library.item(article_id)
    assert item is not None
    assert (item.updated, item.container_title, item.title) == ("2024-03-05", "The Harbour", "The delegation")


def test_what_the_reader_wrote_into_the_record_stays(library: Library) -> None:
    arrival = receive(library, *dated(STORY, updated="2024-02-01", container_title="The Harbour"))
    library.apply(arrival.edit)
    item = library.item(arrival.article_id)
    assert item is not None
    mine = replace(item, updated="2024-02", container_title="")
    library.apply(articles.edit_item(library, item, mine))
    revised = revise(
        library, arrival.article_id, *dated(STORY + " It was red.", updated="2024-03-05", container_title="Harbour")
    )
    library.apply(revised.edit)
    after = library.item(arrival.article_id)
    assert after is not None
    assert (after.updated, after.container_title) == ("2024-02", "")


def test_the_reader_goes_on_where_the_same_words_stand(library: Library) -> None:
    article_id = bring(library)
    place = STORY.index("On June 30")
    library.apply(Edit("Read", (Change(None, Reading(article_id, place, 0.5, "2024-02-01T00:00:00Z")),)))
    change(library, article_id, STORY.replace("The delegation\n", "The delegation\nA preface.\n"))
    reading = library.reading(article_id)
    assert reading is not None
    assert (reading.position, reading.progress) == (place + len("A preface.\n"), 0.5)


def test_a_reading_position_is_found_by_the_words_after_it_or_by_its_share() -> None:
    story = STORY + "\n" + "The last words."
    assert carry_position(story, "A preface.\n" + story, story.index("In spring")) == story.index("In spring") + 11
    changed = story.replace("In spring the talks began", "In summer the talks went on")
    assert carry_position(story, changed, story.index("In spring")) in {
        changed.index("In summer"),
        changed.index("The last words."),
    }
    assert carry_position(story, "x", 10) in {0, 1}
    assert carry_position(story, story, 0) == 0
    assert carry_position("", story, 0) == 0


def test_a_place_adjusted_in_a_newer_version_is_what_the_reader_marks_now(library: Library) -> None:
    article_id = bring(library)
    made = mark(library, article_id, "six times")
    revised = change(library, article_id, STORY.replace("six times", "three times"))
    start = revised.revision.document.text.index("three times")
    edit = highlighting.adjust(now_of(library, made), revised.revision, start, start + len("three times, and ***"))
    library.apply(edit)
    found = now_of(library, made)
    assert (found.state, found.quoted.exact, found.quoted_id) == ("exact", "three times, and ***", revised.revision.id)
    assert found.quoted == describe(revised.revision.document.text, found.selector.start, found.selector.end)


def test_versions_of_an_article_go_with_it_and_come_back(library: Library) -> None:
    article_id = bring(library)
    mark(library, article_id, "six times")
    change(library, article_id, STORY.replace("six times", "three times"))
    before = everything(library)
    deletion = articles.delete(library, article_id)
    library.apply(deletion)
    assert library.select(Revision) == ()
    assert library.rows("SELECT * FROM sketches") == []
    library.apply(deletion.inverse())
    assert everything(library) == before
    assert URL in {revision.location for revision in library.select(Revision)}
