import pytest

from desks import add_article, revision_of
from dossiers import FIRST, SECOND, SILENT, add_found, found_in
from postil.domain.entities import Entity
from postil.domain.judgements import apply
from postil.domain.problems import Problem
from postil.domain.records import EntityNote, Highlight
from postil.domain.unmasking import identified
from postil.services import highlighting, judging
from postil.services.analysing import judgements_on
from postil.services.dossier import dossier, find_entity, identify, write_note
from postil.storage.library import Library

BERG = "person:anna berg"


@pytest.fixture
def first(library):
    return add_found(library, FIRST)


@pytest.fixture
def second(library):
    return add_found(library, SECOND)


def entity(text: str, key: str) -> Entity:
    return next(each for each in found_in(text).entities if each.key == key)


def sentences(found, title: str) -> list[str]:
    return [each.sentence for article in found.articles if article.title == title for each in article.namings]


def test_every_mention_stands_in_its_sentence_by_article(library, first, second):
    found = dossier(library, BERG)
    assert found.name == "Anna Berg"
    assert sentences(found, "A walk") == [
        "Anna Berg met Ida Holm in Oslo.",
        "Berg left.",
        "She wrote to ** that Berg was ill.",
    ]
    assert sentences(found, "A letter") == ["Mrs. Berg wrote from Bergen.", "Ida Holm read it to Berg in Bergen."]


def test_a_mention_is_found_again_in_its_sentence(library, first, second):
    texts = {first[0]: first[1].document.text, second[0]: second[1].document.text}
    for article in dossier(library, BERG).articles:
        for each in article.namings:
            assert each.sentence[each.at :].startswith(each.words)
            assert texts[article.article_id][each.start : each.end] == each.words


def test_names_and_companions_are_counted(library, first, second):
    found = dossier(library, BERG)
    assert found.names == (("Berg", 4), ("Anna Berg", 1))
    assert [(each.name, each.sentences, each.articles) for each in found.companions] == [
        ("Ida Holm", 2, 2),
        ("Bergen", 2, 1),
        ("Oslo", 1, 1),
    ]


def test_articles_that_nobody_looked_through_are_counted(library, first):
    add_article(library, SILENT)
    assert dossier(library, BERG).unsearched == 1


def test_a_rename_leads_to_the_new_name_in_all_articles(library, first, second):
    library.apply(judging.rename(entity(FIRST, BERG), "Anna Kristine Berg"))
    found = dossier(library, "person:anna kristine berg")
    assert found.name == "Anna Kristine Berg"
    assert found.mentions == 5
    assert dossier(library, BERG).mentions == 0


def test_a_merge_gathers_both_and_taking_it_back_parts_them(library, first, second):
    library.apply(judging.merge(entity(FIRST, "person:ida holm"), entity(FIRST, BERG)))
    assert dossier(library, BERG).mentions == 7
    library.apply(judging.withdraw(library.judgements()[0]))
    assert dossier(library, BERG).mentions == 5


def test_words_added_by_hand_and_identified_masks_are_mentions(library, second):
    article_id, revision = add_found(library, SILENT + " Somebody came: **.")
    start = revision.document.text.index("Somebody")
    library.apply(judging.add(revision, start, start + 8, "person", "Anna Berg"))
    mask = found_in(revision.document.text).masks[0]
    library.apply(judging.identify(revision, mask, BERG, "likely", "She signs so."))
    found = next(each for each in dossier(library, BERG).articles if each.article_id == article_id)
    assert [(each.words, each.masked, each.confidence) for each in found.namings] == [
        ("Somebody", False, ""),
        ("**", True, "likely"),
    ]


def test_an_article_in_the_trash_is_left_out(library, first, second):
    from dataclasses import replace

    from postil.domain.edits import Change, Edit

    article = library.article(first[0])
    library.apply(Edit("Trash", (Change(article, replace(article, trashed="2026-01-01")),)))
    assert [each.title for each in dossier(library, BERG).articles] == ["A letter"]


def test_articles_go_by_date_and_undated_ones_last(library, first, second):
    from dataclasses import replace

    from postil.domain.edits import Change, Edit

    item = library.item(second[0])
    library.apply(Edit("Date", (Change(item, replace(item, published="1941-06-22")),)))
    assert [each.title for each in dossier(library, BERG).articles] == ["A letter", "A walk"]


def mark(library: Library, article_id: str, words: str, note: str = "") -> Highlight:
    revision = revision_of(library, article_id)
    start = revision.document.text.index(words)
    edit, made = highlighting.add(revision, start, start + len(words), color="yellow", note=note)
    library.apply(edit)
    return made


def test_highlights_on_it_and_notes_that_name_it_touch_it(library, first, second):
    over = mark(library, first[0], "Berg left")
    noted = mark(library, second[0], "from Bergen", "Where **Anna Berg** was born?")
    mark(library, first[0], "in Oslo", "A town.")
    mark(library, second[0], "read it", "Bergen is no Berg-like word: Bergenser")
    touching = dossier(library, BERG).touching
    assert {over.id, noted.id} <= {each.highlight_id for each in touching}
    assert len(touching) == 3  # "Berg-like" names Berg


def test_its_page_is_kept_and_follows_a_rename(library, first):
    library.apply(write_note(None, BERG, "Born 1900"))
    library.apply(judging.rename(entity(FIRST, BERG), "Anna K. Berg"))
    note = dossier(library, "person:anna k. berg").note
    assert note is not None
    assert note.body == "Born 1900"
    library.apply(write_note(note, "person:anna k. berg", "Born 1901"))
    assert library.select(EntityNote)[0].body == "Born 1901"


def test_an_emptied_page_is_gone_unless_it_has_identifiers(library):
    library.apply(write_note(None, BERG, "x"))
    note = library.get(EntityNote, BERG)
    library.apply(write_note(note, BERG, ""))
    assert library.get(EntityNote, BERG) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Q855", "Q855"),
        ("q855 ", "Q855"),
        ("https://www.wikidata.org/wiki/Q855", "Q855"),
        ("http://www.wikidata.org/entity/Q855", "Q855"),
        ("wikidata.org/wiki/Q855#sitelinks", "Q855"),
        ("", ""),
    ],
)
def test_a_wikidata_item_may_be_typed_or_pasted(library, typed, kept):
    library.apply(identify(None, BERG, typed, "101715089"))
    assert library.get(EntityNote, BERG).wikidata == kept


@pytest.mark.parametrize("typed", ["P31", "Q", "Q0", "Q85５", "https://example.org/Q855", "Q855 Q856"])
def test_what_is_no_wikidata_item_is_refused(typed):
    with pytest.raises(Problem, match="no Wikidata item"):
        identify(None, BERG, typed, "")


@pytest.mark.parametrize("typed", ["https://viaf.org/viaf/101715089/", "viaf.org/viaf/101715089", "VIAF: 101715089"])
def test_a_viaf_number_may_be_pasted(library, typed):
    library.apply(identify(None, BERG, "", typed))
    assert library.get(EntityNote, BERG).viaf == "101715089"


@pytest.mark.parametrize("typed", ["12a", "https://example.org/viaf/12", "0123"])
def test_what_is_no_viaf_number_is_refused(typed):
    with pytest.raises(Problem, match="no VIAF number"):
        identify(None, BERG, "", typed)


def test_an_entity_is_found_by_key_or_name(library, first):
    assert find_entity(library, "ANNA BERG") == BERG
    assert find_entity(library, "person:Anna Berg") == BERG
    assert find_entity(library, "holm") == "person:ida holm"
    with pytest.raises(Problem, match="names “Nobody”"):
        find_entity(library, "Nobody")


def test_others_with_the_same_words_in_their_names_are_asked_about_unless_parted(library, first):
    from dossiers import keep
    from postil.domain.entities import Analysis, Mention

    text = "Later\nBerg came back."
    revision = revision_of(library, add_article(library, text))
    berg = Entity("person:berg", "Berg", "person", (Mention(6, 10, "Berg"),))
    keep(library, revision, Analysis(found_in(text).version, "en", (berg,)))
    assert [each.key for each in dossier(library, BERG).alike] == ["person:berg"]
    library.apply(judging.distinct(berg, BERG))
    assert dossier(library, BERG).alike == ()


def test_a_phrase_that_is_joined_becomes_a_mention_of_an_entity_that_was_merged_from_afar(library, first):
    from postil.domain.entities import Suggestion

    _, revision = first
    library.apply(judging.merge(entity(FIRST, BERG), Entity("person:somebody else", "Somebody Else", "person", ())))
    judged = apply(found_in(FIRST), judgements_on(library, revision), revision.document.text)
    berg = next(each for each in judged.entities if each.key == "person:somebody else")
    start = FIRST.index("She")
    library.apply(judging.accept(revision, [Suggestion(start, start + 3, berg.key, "", 0.5, "phrase:she")], berg))
    judged = apply(found_in(FIRST), judgements_on(library, revision), revision.document.text)
    assert [each.key for each in judged.entities if any(m.text == "She" for m in each.mentions)] == [berg.key]


def test_a_mask_of_somebody_whom_the_text_does_not_name_is_called_as_the_reader_wrote(library):
    _, revision = add_found(library, "A\nHe met **.")
    found = found_in(revision.document.text)
    library.apply(judging.identify(revision, found.masks[0], "person:zoe", name="Zoë"))
    assert identified(found, library.judgements())[0].name == "Zoë"
