"""The sentence that a lost highlight was marked in is there for its card and for exports."""

from dataclasses import replace

from postil.services.collecting import collect
from postil.services.standing_in import sentences_marked
from postil.storage.library import Library
from services.revised import STORY, bring, change, mark, now_of


def test_a_lost_highlight_goes_out_with_the_sentence_it_was_marked_in(library: Library) -> None:
    article_id = bring(library)
    made = mark(library, article_id, "kept the keys")
    stays = mark(library, article_id, "six times")
    sentence = next(part for part in STORY.splitlines() if "kept the keys" in part)
    change(library, article_id, STORY.replace(sentence, "Quite another matter was on the agenda by then."))
    assert now_of(library, made).state == "lost"
    assert now_of(library, stays).state == "exact"
    (collected,) = collect(library, [article_id]).articles
    assert list(collected.sentences) == [made.id]
    assert "kept the keys" in collected.sentences[made.id]
    assert collected.sentences[made.id] in STORY
    assert collected.sentences[made.id].endswith(".")


def test_a_place_that_does_not_hold_the_quotation_gives_no_sentence(library: Library) -> None:
    article_id = bring(library)
    made = mark(library, article_id, "six times")
    elsewhere = replace(made, selector=replace(made.selector, exact="seven times"))
    assert sentences_marked(library, (elsewhere, replace(made, revision_id="gone"))) == {}
