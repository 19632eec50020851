from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desks import add_article
from postil.domain.anchoring import describe
from postil.domain.document import Block, Document, Span
from postil.domain.edits import Change, Edit
from postil.domain.ids import new_id, now
from postil.domain.problems import Problem
from postil.domain.records import (
    Article,
    ArticleNote,
    Claim,
    Collection,
    Color,
    CslItem,
    EntityNote,
    Evidence,
    ExportedFile,
    Figure,
    Fold,
    Highlight,
    Judgement,
    Link,
    Membership,
    Name,
    Reading,
    Record,
    Revision,
    SavedSearch,
)
from postil.domain.removed_marks import RemovedMark
from postil.services import articles
from postil.storage.blocks import decode_blocks, encode_blocks
from postil.storage.checking import check
from postil.storage.further_tables import FURTHER_TABLES
from postil.storage.library import Library
from postil.storage.shelf import find_article, known_article, shelf, tags_in_use
from postil.storage.tables import FIRST_TABLES


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library.postil")
    yield opened
    opened.close()


def one_of_each(article_id: str, revision_id: str) -> list[Record]:
    """Return a record of every kind that hang together."""
    document = Document((Block("heading", "Title", level=1), Block("paragraph", "a ** b", (Span(2, 4, "strong"),))))
    stamp = now()
    marked = describe(document.text, 8, 10)
    first, second = new_id(), new_id()
    carried = Highlight(second, article_id, revision_id, marked, "red", "", (), "changed", stamp, stamp)
    return [
        Article(article_id, revision_id, ("war", "1941"), stamp, stamp, later=True, trashed=stamp),
        Revision(
            revision_id,
            article_id,
            document,
            document.text_hash,
            "file",
            "/a.txt",
            "ff",
            "text",
            "en",
            3,
            (Evidence("title", "Title", "Title", "first line", guess=True),),
            stamp,
        ),
        CslItem(
            article_id,
            "mao1941",
            authors=(Name("Mao", "Z."), Name(literal="Xinhua")),
            title="Title",
            more='{"volume":"3"}',
        ),
        Highlight(first, article_id, revision_id, marked, "yellow", "why?", ("mask",), "exact", stamp, stamp),
        replace(carried, made_id=revision_id, made=marked, reviewed=stamp, foreign="kindle:1", locator="p. 3"),
        Claim(first, "disputed", "Mao", "nobody saw it", "6", stamp, stamp),
        Link(new_id(), "counts", second, first, "one", stamp),
        Fold(new_id(), "example.org", "follow", "", True, stamp),
        Collection("shelf", "War", stamp),
        Membership(f"{article_id}:shelf", article_id, "shelf", stamp),
        SavedSearch(new_id(), "Masks", "kind:mask", stamp),
        ExportedFile("/notes/a.md", "markdown", "{}", '{"a":"ff"}', True, stamp),
        EntityNote("person:mao", "Born 1893.", "Q5816", "89013266", stamp, stamp),
        ArticleNote(article_id, "# A note", stamp, stamp),
        Reading(article_id, 8, 0.25, stamp),
        Figure("ab" * 32, "https://example.org/a.png", "image/png", b"\x89PNG\x00"),
        RemovedMark("kindle:k1", stamp),
        Judgement(new_id(), "rename", "person:mao", "Mao Zedong", created=stamp, reason="known", confidence="likely"),
    ]


def test_every_kind_of_record_comes_back_as_it_was(library: Library) -> None:
    records = one_of_each(new_id(), new_id())
    library.apply(Edit("Add", tuple(Change(None, record) for record in records)))
    assert {type(record) for record in records} | {Color} == {*FIRST_TABLES, *FURTHER_TABLES}
    for record in records:
        assert library.get(type(record), record.id) == record


def test_an_edit_and_its_inverse_leave_nothing_behind(library: Library) -> None:
    edit = Edit("Add", tuple(Change(None, record) for record in one_of_each(new_id(), new_id())))
    library.apply(edit)
    library.apply(edit.inverse())
    assert all(library.select(kind) == () for kind in (*FIRST_TABLES, *FURTHER_TABLES) if kind is not Color)
    assert library.rows("SELECT * FROM article_tags UNION ALL SELECT * FROM highlight_tags") == []
    assert check(library) == ()


def test_a_deleted_article_comes_back_with_all_that_hung_on_it(library: Library) -> None:
    article_id = new_id()
    records = one_of_each(article_id, new_id())
    library.apply(Edit("Add", tuple(Change(None, record) for record in records)))
    deletion = articles.delete(library, article_id)
    library.apply(deletion)
    assert shelf(library) == ()
    library.apply(deletion.inverse())
    assert all(library.get(type(record), record.id) == record for record in records)


def test_an_edit_that_fails_is_not_written_in_part(library: Library) -> None:
    article_id = add_article(library)
    item = library.item(article_id)
    assert item is not None
    missing = Highlight("no", article_id, "no", describe("x", 0, 1), "yellow", "", (), "exact", "", "")
    with pytest.raises(Problem, match="changed meanwhile"):
        library.apply(Edit("Both", (Change(item, replace(item, title="New")), Change(missing, None))))
    assert library.item(article_id) == item


def test_a_listener_hears_an_edit_after_it_is_on_disk(library: Library) -> None:
    heard: list[str] = []

    def listen(edit: Edit) -> None:
        other = Library.open_for_reading(library.path)
        heard.extend(color.name for color in other.colors() if color.id == "yellow")
        other.close()
        del edit

    library.listen(listen)
    yellow = library.colors()[0]
    library.apply(Edit("Rename", (Change(yellow, replace(yellow, name="proof")),)))
    assert heard == ["proof"]


def test_an_empty_edit_is_no_news(library: Library) -> None:
    heard: list[Edit] = []
    library.listen(heard.append)
    library.apply(Edit("Nothing", ()))
    assert heard == []


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
BLOCKS = st.builds(
    Block,
    st.sampled_from(["heading", "paragraph", "quotation", "list_item", "code", "table", "figure", "rule"]),
    TEXTS,
    st.lists(st.builds(Span, st.integers(0, 9), st.integers(0, 9), st.just("link"), TEXTS), max_size=2).map(tuple),
    st.integers(0, 6),
    TEXTS,
    TEXTS,
    TEXTS,
)


@given(st.lists(BLOCKS, max_size=8).map(tuple))
def test_blocks_come_back_from_their_json(blocks: tuple[Block, ...]) -> None:
    document = Document(blocks)
    assert decode_blocks(document.text, encode_blocks(document)) == document


def test_blocks_that_do_not_fit_their_text_are_refused() -> None:
    document = Document((Block("paragraph", "ab"), Block("paragraph", "cd")))
    with pytest.raises(ValueError, match="cover"):
        decode_blocks("ab\ncde", encode_blocks(document))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(note=TEXTS, tags=st.lists(TEXTS.filter(str.strip), max_size=3, unique=True).map(tuple))
def test_whatever_the_reader_writes_is_kept_to_the_letter(library: Library, note: str, tags: tuple[str, ...]) -> None:
    article_id = add_article(library)
    article = library.article(article_id)
    assert article is not None
    highlight = Highlight(
        new_id(), article_id, article.revision_id, describe("The third", 0, 3), "red", note, tags, "exact", "", ""
    )
    library.apply(Edit("Highlight", (Change(None, highlight),)))
    assert library.highlights(article_id) == (highlight,)


def test_an_article_is_found_by_id_beginning_and_title(library: Library) -> None:
    article_id = add_article(library, title="Barbarossa")
    assert find_article(library, article_id) == article_id
    assert find_article(library, article_id[:30]) == article_id
    assert find_article(library, "Barbarossa") == article_id


def test_a_wish_that_means_no_article_or_two_is_refused(library: Library) -> None:
    add_article(library, "One\ntext", title="Same")
    add_article(library, "Two\ntext", title="Same")
    with pytest.raises(Problem, match="2 articles"):
        find_article(library, "Same")
    with pytest.raises(Problem, match="no article"):
        find_article(library, "Other")


def test_the_same_text_or_bytes_are_known(library: Library) -> None:
    article_id = add_article(library, "One\ntext")
    revision = library.select(Revision)[0]
    known = known_article(library, source_hash="", text_hash=revision.text_hash, location="elsewhere")
    assert known == article_id
    assert known_article(library, source_hash=revision.source_hash, text_hash="", location="") == article_id
    assert known_article(library, source_hash="x", text_hash="y", location="") is None


def test_the_shelf_counts_highlights_and_names_tags(library: Library) -> None:
    article_id = new_id()
    library.apply(Edit("Add", tuple(Change(None, record) for record in one_of_each(article_id, new_id()))))
    assert shelf(library) == ()  # it is in the trash
    (row,) = shelf(library, article_id)
    assert (row.title, row.highlights, row.progress, row.tags, row.words) == ("Title", 2, 0.25, ("war", "1941"), 3)
    assert tags_in_use(library) == ("1941", "mask", "war")


def test_findings_of_an_older_analyser_are_replaced(library: Library) -> None:
    library.keep_analysis("hash", "1", "{}", now())
    library.keep_analysis("hash", "2", '{"a":1}', now())
    assert library.analysis("hash", "1") is None
    assert library.analysis("hash", "2") == '{"a":1}'
