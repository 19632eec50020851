"""Highlights of other programs in the library: placed, kept, followed, and never twice."""

from dataclasses import replace

import pytest

from desks import add_article
from foreign_works import ANNA, TITLE, mark, take, work
from importers.marks.exports import EXPORTS
from postil.domain.document import Block, Document
from postil.domain.edits import Change, Edit
from postil.domain.foreign import ForeignRecord
from postil.domain.records import CslItem, Highlight, Name
from postil.domain.removed_marks import RemovedMark
from postil.domain.sources import Imported, Source
from postil.importers.marks import read
from postil.services import articles, highlighting
from postil.services.adopting import adopt
from postil.services.adoption_report import headline, report
from postil.services.carrying import QUOTATIONS
from postil.services.revising import revise
from postil.storage.library import Library
from postil.storage.shelf import shelf


def text_of(library: Library, article_id: str) -> str:
    article = library.article(article_id)
    revision = library.revision(article.revision_id) if article else None
    assert revision is not None
    return revision.document.text


def only(library: Library) -> Highlight:
    (row,) = shelf(library)
    (highlight,) = library.highlights(row.id)
    return highlight


def test_words_that_stand_once_are_placed_there(library: Library) -> None:
    article_id = add_article(library)
    adoption = take(
        library,
        work(
            mark(
                "Nobody answered, he said", "k1", note="why?", tags=("#doubt", "a, b"), color="#2ea8e5", locator="p. 3",
                created="2020-03-04T10:30:00Z", modified="2020-03-05T10:30:00Z",
            )
        ),
    )  # fmt: skip
    (found,) = library.highlights(article_id)
    assert adoption.counts["exact"] == 1
    assert found.selector.exact == text_of(library, article_id)[found.selector.start : found.selector.end]
    assert (found.state, found.foreign, found.locator) == ("exact", "kindle:k1", "p. 3")
    assert (found.note, found.tags, found.color) == ("why?", ("doubt", "a b"), "blue")
    assert (found.created, found.modified) == ("2020-03-04T10:30:00Z", "2020-03-05T10:30:00Z")


def test_white_space_and_typography_are_no_other_wording(library: Library) -> None:
    article_id = add_article(library, "T\nHe wrote: “Nobody answered”, he said.\nThen it rained – again.", title=TITLE)
    take(library, work(mark('"Nobody answered",  he said.\n\n  Then it rained - again')))
    (found,) = library.highlights(article_id)
    assert (found.state, found.made) == ("exact", None)
    assert found.selector.exact == "“Nobody answered”, he said.\nThen it rained – again"


def test_the_same_words_twice_wait_for_the_reader(library: Library) -> None:
    article_id = add_article(library, "T\nNobody answered him.\nAnd yet: Nobody answered him.", title=TITLE)
    adoption = take(library, work(mark("Nobody answered him.")))
    assert [found.state for found in library.highlights(article_id)] == ["changed"]
    assert adoption.counts["changed"] == 1


def test_context_tells_the_same_words_apart(library: Library) -> None:
    article_id = add_article(library, "T\nNobody answered him.\nAnd yet: Nobody answered him.", title=TITLE)
    take(library, work(mark("Nobody answered him.", prefix="And yet: ")))
    (found,) = library.highlights(article_id)
    assert (found.state, found.selector.start) == ("exact", 32)


def test_other_words_keep_their_quotation_and_wait(library: Library) -> None:
    article_id = add_article(library)
    take(library, work(mark("Nobody answered, he said, three times.")))
    (found,) = library.highlights(article_id)
    assert found.state == "changed"
    assert found.quoted.exact == "Nobody answered, he said, three times."
    assert found.selector.exact == "Nobody answered, he said, six times."


def test_words_that_are_not_there_are_lost_with_their_quotation(library: Library) -> None:
    article_id = add_article(library)
    adoption = take(library, work(mark("Everything was quite otherwise in May", note="hm")))
    (found,) = library.highlights(article_id)
    assert (found.state, found.selector.exact, found.note) == ("lost", "Everything was quite otherwise in May", "hm")
    assert adoption.counts["lost"] == 1


@pytest.mark.parametrize("name", EXPORTS)
def test_importing_twice_changes_nothing_and_undo_takes_all_of_it_back(library: Library, name: str) -> None:
    add_article(library)
    before = shelf(library), library.items()
    adoption = take(library, *read(EXPORTS[name].source))
    again = adopt(library, read(EXPORTS[name].source))
    assert again.edit.changes == ()
    assert not any(number for fate, number in again.counts.items() if fate != "known")
    library.apply(adoption.edit.inverse())
    assert (shelf(library), library.items()) == before


def test_a_note_that_was_changed_there_follows(library: Library) -> None:
    add_article(library)
    take(library, work(mark("Nobody answered, he said", note="why?")))
    adoption = take(library, work(mark("Nobody answered, he said", note="because", tags=("new",))))
    assert (only(library).note, only(library).tags) == ("because", ("new",))
    assert adoption.counts["updated"] == 1
    adoption = take(library, work(mark("Nobody answered, he said", note="and again")))
    assert (only(library).note, adoption.counts["updated"]) == ("and again", 1)


def test_a_note_that_the_reader_changed_here_stays(library: Library) -> None:
    add_article(library)
    take(library, work(mark("Nobody answered, he said", note="why?")))
    library.apply(highlighting.annotate(only(library), "my own"))
    adoption = take(library, work(mark("Nobody answered, he said", note="because")))
    assert (only(library).note, adoption.counts["kept"]) == ("my own", 1)


def test_dates_of_a_clock_that_runs_ahead_are_not_later_than_now(library: Library) -> None:
    add_article(library)
    take(library, work(mark("Nobody answered, he said", created="2999-01-01T00:00:00Z", note="a")))
    assert only(library).created < "2900"
    take(library, work(mark("Nobody answered, he said", modified="2999-01-01T00:00:00Z", note="b")))
    assert only(library).note == "b"


def test_without_its_text_a_work_is_its_quotations_in_order(library: Library) -> None:
    adoption = take(
        library,
        work(
            mark("Nobody answered, he said", locator="p. 3", note="why?"),
            mark("A second one\n\n of two lines", locator="p. 12"),
            kind="book",
            tags=("june",),
        ),
    )
    (row,) = shelf(library)
    article, item = library.article(row.id), library.item(row.id)
    assert article is not None
    assert item is not None
    revision = library.revision(article.revision_id)
    assert revision is not None
    assert revision.importer == QUOTATIONS
    assert revision.document.blocks == (
        Block("quotation", "Nobody answered, he said", level=1, page="3"),
        Block("quotation", "A second one", level=1, page="12"),
        Block("quotation", "of two lines", level=1, page="12"),
    )
    assert [found.selector.exact for found in library.highlights(row.id)] == [
        "Nobody answered, he said",
        "A second one\nof two lines",
    ]
    assert (item.title, item.authors, item.type, article.tags) == (TITLE, ANNA, "book", ("june",))
    assert (adoption.counts["quoted"], adoption.articles) == (2, (row.id,))


def test_later_quotations_come_where_the_program_has_them(library: Library) -> None:
    take(library, work(mark("The first of all of them"), mark("The last of all of them")))
    (row,) = shelf(library)
    before = library.highlights(row.id)
    middle = [mark("The very beginning of it"), mark("The first of all of them"), mark("One that is in between")]
    adoption = take(library, work(*middle, mark("The last of all of them")))
    assert text_of(library, row.id).split("\n") == [
        "The very beginning of it",
        "The first of all of them",
        "One that is in between",
        "The last of all of them",
    ]
    assert [found.selector.exact for found in library.highlights(row.id)] == text_of(library, row.id).split("\n")
    assert {found.id for found in before} <= {found.id for found in library.highlights(row.id)}
    assert (adoption.counts["quoted"], adoption.counts["known"]) == (2, 2)
    library.apply(adoption.edit.inverse())
    assert library.highlights(row.id) == before


def test_the_same_quotation_of_another_program_is_not_repeated(library: Library) -> None:
    take(library, work(mark("Nobody answered, he said")))
    take(library, work(mark("Nobody answered, he said"), mark("Another one of that program"), program="readwise"))
    (row,) = shelf(library)
    assert text_of(library, row.id) == "Nobody answered, he said\nAnother one of that program"
    assert [found.foreign.partition(":")[0] for found in library.highlights(row.id)] == [
        "kindle",
        "readwise",
        "readwise",
    ]


def test_quotations_go_over_to_the_text_when_it_comes(library: Library) -> None:
    take(library, work(mark("Nobody answered, he said", note="why?"), mark("It was not said in this article at all")))
    (row,) = shelf(library)
    document = Document(
        (Block("paragraph", "On June 30, Comrade ** wrote."), Block("paragraph", "Nobody answered, he said."))
    )
    library.apply(revise(library, row.id, Source("text", b"x"), Imported("text", document, TITLE)).edit)
    states = {found.quoted.exact: found.state for found in library.highlights(row.id)}
    assert states == {"Nobody answered, he said": "exact", "It was not said in this article at all": "lost"}


def test_two_exports_of_one_work_meet_in_one_article(library: Library) -> None:
    take(
        library,
        work(mark("Nobody answered, he said"), url="https://www.example.org/telegram/?utm_source=x", authors=()),
        work(
            mark("Another one of the other"), url="http://example.org/telegram", title="", authors=(), program="pocket"
        ),
    )
    assert len(shelf(library)) == 1


@pytest.mark.parametrize(
    ("title", "authors", "url", "meets"),
    [
        (TITLE, ANNA, "", True),
        ("THE THIRD TELEGRAM: a history (German edition)", ANNA, "", True),
        (TITLE, (Name(literal="A. Mondo"),), "", True),
        (TITLE, (Name("Roe", "Ben"),), "", False),
        (TITLE, (), "", True),
        ("Third", (), "", False),
        ("Anything", (), "https://example.org/telegram#part", True),
        (TITLE, (), "https://elsewhere.example/telegram", False),
    ],
)
def test_a_work_is_known_by_address_or_title_and_author(
    library: Library, title: str, authors: tuple[Name, ...], url: str, meets: bool
) -> None:
    article_id = add_article(library)
    item = library.item(article_id)
    assert item is not None
    placed = replace(item, authors=ANNA, url="https://example.org/telegram")
    library.apply(Edit("Source", (Change(item, placed),)))
    take(library, work(mark("Nobody answered, he said"), title=title, authors=authors, url=url))
    assert bool(library.highlights(article_id)) == meets


def test_a_work_stays_where_its_highlights_are_whatever_it_is_called_now(library: Library) -> None:
    article_id = add_article(library)
    take(library, work(mark("Nobody answered, he said")))
    item = library.item(article_id)
    assert item is not None
    library.apply(Edit("Source", (Change(item, replace(item, title="Quite another title")),)))
    take(library, work(mark("Nobody answered, he said"), mark("On June 30, 1941, Comrade **")))
    assert len(library.highlights(article_id)) == 2


def test_notes_on_the_whole_come_once_and_beside_the_readers_own(library: Library) -> None:
    article_id = add_article(library)
    library.apply(articles.write_note(article_id, None, "mine"))
    told = work(mark("", "n1", note="a *note*", locator="p. 3"), note="<p>on <b>all</b></p>", note_format="html")
    take(library, told)
    take(library, told)
    note = library.note(article_id)
    assert note is not None
    assert note.body == "mine\n\non **all**\n\nAt p. 3: a *note*"


def test_a_note_on_a_page_that_is_not_here_is_not_dropped(library: Library) -> None:
    take(library, work(mark("", "n1", note="a note", tags=("doubt",))))
    (row,) = shelf(library)
    note = library.note(row.id)
    assert note is not None
    assert (note.body, row.tags, text_of(library, row.id)) == ("a note", ("doubt",), TITLE)


def test_a_text_that_came_along_is_the_articles(library: Library) -> None:
    adoption = take(library, *read(EXPORTS["omnivore"].source))
    (row,) = shelf(library)
    assert (row.title, row.tags, adoption.saved) == (TITLE, ("June", "doubt"), 1)
    assert [(found.selector.exact, found.state) for found in library.highlights(row.id)] == [
        ("On June 30, 1941, Comrade ** wrote", "exact"),
        ("Nobody answered, he said", "exact"),
    ]


def test_a_text_that_comes_later_takes_the_place_of_the_quotations(library: Library) -> None:
    take(library, work(mark("On June 30, 1941, Comrade ** wrote", "k1", note="mine"), mark("in no text", "k2")))
    (before,) = shelf(library)
    omnivore = read(EXPORTS["omnivore"].source)
    take(library, *omnivore)
    (row,) = shelf(library)
    assert row.id == before.id
    assert "Nobody answered" in text_of(library, row.id)
    found = {each.quoted.exact: (each.state, each.note) for each in library.highlights(row.id) if "k" in each.foreign}
    assert found["On June 30, 1941, Comrade ** wrote"] == ("exact", "mine")
    assert found["in no text"][0] == "lost"
    assert take(library, *omnivore).edit.changes == ()


def test_a_text_that_comes_with_a_changed_note_brings_both_and_both_are_taken_back(library: Library) -> None:
    first = work(mark("Comrade ** wrote", "k1", note="mine"))
    take(library, first)
    (before,) = library.highlights(shelf(library)[0].id)
    text = Imported("html", Document((Block("paragraph", "On June 30, 1941, Comrade ** wrote to ***."),)), TITLE)
    adoption = take(library, work(mark("Comrade ** wrote", "k1", note="other"), imported=text))
    (after,) = library.highlights(before.article_id)
    assert (after.note, after.state, after.selector.start) == ("other", "exact", 18)
    library.apply(adoption.edit.inverse())
    assert library.highlights(before.article_id) == (before,)


def test_a_record_without_an_article_can_be_cited(library: Library) -> None:
    adoption = take(library, *read(EXPORTS["bibtex"].source))
    items = {item.key: item for item in library.items()}
    assert adoption.records == (2, 0, 0)
    assert shelf(library) == ()
    told = items["mondo1941"]
    assert (told.title, told.published, told.container_title) == (
        "The third telegram: Über alles",
        "1941-06-30",
        "Telegrams",
    )
    assert told.url == "https://doi.org/10.1000/xyz.12"
    assert told.note == "read twice"
    assert '"DOI": "10.1000/xyz.12"' in told.more
    assert "9780306406157" in items["roe2001"].more


def test_a_record_fills_what_is_empty_in_the_articles_and_no_more(library: Library) -> None:
    article_id = add_article(library, key="mine")
    adoption = take(library, *read(EXPORTS["csl-json"].source))
    item = library.item(article_id)
    assert item is not None
    assert (item.key, item.title, item.published, item.container_title) == ("mine", TITLE, "1941-06-30", "Telegrams")
    assert adoption.records == (0, 1, 0)
    assert adopt(library, read(EXPORTS["csl-json"].source)).records == (0, 0, 1)


def test_a_key_that_is_taken_or_cannot_be_cited_gives_way(library: Library) -> None:
    add_article(library, "Another\nNothing of it.", key="mondo1941")
    records = [
        work(program="zotero", record=ForeignRecord(key="mondo1941")),
        work(program="zotero", title="With a key of signs", record=ForeignRecord(key="a b{c}")),
    ]
    take(library, *records)
    assert {item.key for item in library.items()} == {"mondo1941", "mondoThirdTelegram", "mondoKeySigns"}


def test_an_article_takes_over_the_record_that_stood_by_itself(library: Library) -> None:
    take(library, work(program="zotero", record=ForeignRecord(key="mondo1941")))
    take(library, work(mark("Nobody answered, he said")))
    (row,) = shelf(library)
    assert row.key == "mondo1941"
    assert len(library.items()) == 1


def test_pages_that_were_only_saved_are_told_of_and_left_out(library: Library) -> None:
    adoption = take(library, *read(EXPORTS["pocket csv"].source))
    assert (adoption.saved, adoption.edit.changes, shelf(library)) == (1, (), ())
    assert headline(adoption) == "There was no highlight in it to bring in."


def test_the_report_has_a_line_for_each_fate(library: Library) -> None:
    add_article(library)
    adoption = take(library, work(mark("Nobody answered, he said"), mark("Everything was quite otherwise in May")))
    assert headline(adoption) == "2 highlights came in."
    assert [(line.about, line.number, line.is_open) for line in report(adoption)] == [
        ("exact", 1, False),
        ("lost", 1, True),
    ]


def test_a_source_by_itself_is_no_article(library: Library) -> None:
    stood = CslItem("0190-0000", "alone2001", title="Alone", url="https://example.org/alone")
    library.apply(Edit("Source", (Change(None, stood),)))
    from postil.services.kinship import kin

    document = Document((Block("paragraph", "Some words."),))
    source = Source("url", b"x", location="https://example.org/alone")
    assert kin(library, source, Imported("html", document, "Alone", url="https://example.org/alone")) is None


def test_a_highlight_that_was_deleted_here_stays_away_until_it_is_asked_for(library: Library) -> None:
    add_article(library)
    there = work(mark("Nobody answered, he said", "k1"), mark("six times", "k2"))
    take(library, there)
    (row,) = shelf(library)
    gone = next(found for found in library.highlights(row.id) if found.foreign == "kindle:k1")
    library.apply(highlighting.delete(library, gone))
    adoption = take(library, there)
    assert adoption.edit.changes == ()
    assert adoption.removed == ("kindle:k1",)
    assert "1 highlight was deleted here and stays away." in [line.sentence for line in report(adoption)]
    assert headline(adoption) == "Nothing new: all of it is in your library already."
    wanted = adopt(library, (there,), deleted_too=True)
    library.apply(wanted.edit)
    assert {found.foreign for found in library.highlights(row.id)} == {"kindle:k1", "kindle:k2"}
    assert library.select(RemovedMark) == ()
    library.apply(wanted.edit.inverse())
    assert take(library, there).removed == ("kindle:k1",)


def test_undoing_the_deletion_lets_the_highlight_follow_its_program_again(library: Library) -> None:
    article_id = add_article(library)
    take(library, work(mark("six times", "k1")))
    (found,) = library.highlights(article_id)
    deletion = highlighting.delete(library, found)
    library.apply(deletion)
    library.apply(deletion.inverse())
    adoption = take(library, work(mark("six times", "k1", note="why?")))
    assert (adoption.counts["updated"], adoption.removed) == (1, ())


def test_an_article_of_quotations_that_was_deleted_stays_away_with_them(library: Library) -> None:
    there = work(mark("Everything was quite otherwise", "k1"), note="A remark.", record=None)
    take(library, there)
    (row,) = shelf(library)
    library.apply(articles.delete(library, row.id))
    adoption = take(library, there)
    assert (adoption.removed, adoption.saved, shelf(library)) == (("kindle:k1",), 0, ())
    take(library, work(mark("Everything was quite otherwise", "k1"), mark("And a new one", "k2")))
    assert [found.foreign for found in library.highlights(shelf(library)[0].id)] == ["kindle:k2"]


def test_a_highlight_made_here_leaves_nothing_when_it_is_deleted(library: Library) -> None:
    article_id = add_article(library)
    article = library.article(article_id)
    revision = library.revision(article.revision_id) if article else None
    assert revision is not None
    made, highlight = highlighting.add(revision, 0, 5, color="yellow")
    library.apply(made)
    library.apply(highlighting.delete(library, highlight))
    assert library.select(RemovedMark) == ()
