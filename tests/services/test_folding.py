from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desks import add_article, item_of, revision_of
from new_library import open_library
from postil.domain.boilerplate import BY_HAND, fold_words, folded_sentence
from postil.domain.document import Block, Document
from postil.domain.edits import Edit
from postil.domain.records import Fold
from postil.importers.boilerplate import REASONS
from postil.services.folding import (
    as_folded,
    decide,
    fold_again,
    folded_document,
    never_fold,
    site_of,
)
from postil.storage.folds import folds_of

SITE = "news.example"
DOCUMENT = Document(
    (
        Block("paragraph", "The mill stood empty."),
        Block("paragraph", "Please follow us on X", boilerplate="plea"),
        Block("paragraph", "Related", boilerplate="related"),
        Block("paragraph", "The mill and its owner", boilerplate="related"),
        Block("paragraph", "Good to the last drop."),
    )
)


def after(folds: tuple[Fold, ...], edit: Edit) -> tuple[Fold, ...]:
    gone = {change.before.id for change in edit.changes if isinstance(change.before, Fold)}
    made = (change.after for change in edit.changes if isinstance(change.after, Fold))
    return (*(fold for fold in folds if fold.id not in gone), *made)


def folded_blocks(document: Document, folds: Iterable[Fold], site: str) -> set[int]:
    marked = folded_document(document, folds, site).blocks
    return {index for index, block in enumerate(marked) if block.boilerplate}


def test_without_decisions_the_rules_of_the_import_hold():
    assert folded_blocks(DOCUMENT, (), SITE) == {1, 2, 3}
    assert folded_document(DOCUMENT, (), SITE) is DOCUMENT


def test_a_rule_that_is_never_to_fold_lets_go_of_all_that_it_took_on_that_site_alone():
    folds = after((), never_fold((), SITE, "related"))
    assert folded_blocks(DOCUMENT, folds, SITE) == {1}
    assert folded_blocks(DOCUMENT, folds, "other.example") == {1, 2, 3}


def test_fold_again_takes_the_decision_away():
    folds = after((), never_fold((), SITE, "related"))
    assert never_fold(folds, SITE, "related").changes == ()
    assert after(folds, fold_again(folds, SITE, "related")) == ()


def test_a_paragraph_marked_by_hand_is_folded_wherever_its_words_come_again():
    folds = after((), decide(DOCUMENT, (), SITE, [4], folded=True))
    later = Document((Block("heading", "Another day"), Block("paragraph", "Good to  the last drop.")))
    marked = folded_document(later, folds, SITE)
    assert [block.boilerplate for block in marked.blocks] == ["", BY_HAND]
    assert folded_blocks(later, folds, "") == set()


def test_what_was_said_of_the_very_words_goes_before_the_rule():
    folds = after((), decide(DOCUMENT, (), SITE, [1], folded=False))
    assert folded_blocks(DOCUMENT, folds, SITE) == {2, 3}
    other = Document((Block("paragraph", "Please follow me on X", boilerplate="plea"),))
    assert folded_blocks(other, folds, SITE) == {0}


def test_a_decision_that_says_what_holds_anyway_is_taken_away():
    folds = after((), decide(DOCUMENT, (), SITE, [1, 4], folded=False))
    assert [fold.words for fold in folds] == ["Please follow us on X"]
    assert after(folds, decide(DOCUMENT, folds, SITE, [1], folded=True)) == ()


def test_the_same_words_twice_are_one_decision_and_an_empty_block_is_none():
    twice = Document((*DOCUMENT.blocks, DOCUMENT.blocks[4], Block("rule", "")))
    assert len(decide(twice, (), SITE, range(4, 7), folded=True).changes) == 1


def test_a_fold_is_kept_and_undone(tmp_path: Path):
    library = open_library(tmp_path / "library.postil")
    article_id = add_article(library, DOCUMENT)
    item = item_of(library, article_id)
    revision = revision_of(library, article_id)
    assert as_folded(library, revision, item) is revision.document
    edit = decide(revision.document, (), site_of(revision, item), [0], folded=True)
    library.apply(edit)
    assert [fold.words for fold in folds_of(library, "")] == ["The mill stood empty."]
    assert as_folded(library, revision, item).blocks[0].boilerplate == BY_HAND
    library.apply(edit.inverse())
    assert folds_of(library, "") == ()
    assert as_folded(library, revision, item) is revision.document
    library.close()


@pytest.mark.parametrize(
    ("kind", "location", "url", "site"),
    [
        ("url", "https://www.news.example/a?utm_source=x", "", "news.example"),
        ("url", "http://m.news.example:8080/a", "https://canonical.example/a", "news.example"),
        ("file", "/home/reader/a.html", "https://News.example/a", "news.example"),
        ("file", "/home/reader/a.txt", "", ""),
        ("text", "", "http://[", ""),
    ],
)
def test_the_site_is_the_host_that_a_page_came_from(tmp_path: Path, kind: str, location: str, url: str, site: str):
    library = open_library(tmp_path / "library.postil")
    article_id = add_article(library)
    item = item_of(library, article_id)
    revision = revision_of(library, article_id)
    library.close()
    assert site_of(replace(revision, source_kind=kind, location=location), replace(item, url=url)) == site


TEXTS = st.sampled_from(["", "Follow us", "The mill", "a  b", "🙂", "Share"])
BLOCKS = st.builds(Block, st.just("paragraph"), TEXTS, boilerplate=st.sampled_from(["", "plea", "related"]))
FOLDS = st.builds(
    Fold,
    st.uuids().map(str),
    st.sampled_from([SITE, ""]),
    st.sampled_from(["", "plea", "related"]),
    TEXTS,
    st.booleans(),
    st.just("2026-01-01T00:00:00Z"),
)


@settings(max_examples=100)
@given(st.lists(BLOCKS, max_size=8).map(tuple), st.lists(FOLDS, max_size=6))
def test_marking_moves_no_position(blocks: tuple[Block, ...], folds: list[Fold]):
    document = Document(blocks)
    marked = folded_document(document, folds, SITE)
    assert (marked.text, marked.starts, marked.text_hash) == (document.text, document.starts, document.text_hash)
    assert [replace(block, boilerplate="") for block in marked.blocks] == [
        replace(block, boilerplate="") for block in blocks
    ]


@settings(max_examples=100)
@given(st.lists(BLOCKS, min_size=1, max_size=8).map(tuple), st.booleans(), st.data())
def test_after_a_decision_it_holds(blocks: tuple[Block, ...], folded: bool, data: st.DataObject):
    document = Document(blocks)
    index = data.draw(st.integers(0, len(blocks) - 1))
    folds = after((), never_fold((), SITE, data.draw(st.sampled_from(["plea", "related"]))))
    folds = after(folds, decide(document, folds, SITE, [index], folded=folded))
    if blocks[index].text.strip():
        assert (index in folded_blocks(document, folds, SITE)) == folded


def test_the_folded_line_says_in_words_what_is_folded():
    assert folded_sentence(["plea", "related", "related"]) == (
        "3 passages folded: a plea to follow, a list of related pages"
    )
    assert folded_sentence(["plea"]) == "1 passage folded: a plea to follow"
    assert fold_words(["page_number", "page_number"]) == "2 page numbers"


def test_every_rule_has_words_of_its_own():
    words = [fold_words([rule]) for rule in REASONS]
    assert len(set(words)) == len(REASONS)
    assert fold_words(["unheard of"]) not in words
