"""Verbs of whole articles: many at once, each an edit that can be taken back."""

from pathlib import Path

import pytest

from desks import add_article, article_of, item_of, revision_of
from postil.domain.edits import Edit
from postil.domain.problems import Problem
from postil.domain.sources import Source
from postil.services import articles, collections, shelving
from postil.services.importing import receive
from postil.services.reading import ReadingProcess
from postil.storage.collections import memberships_of
from postil.storage.library import Library
from postil.storage.shelf import find_article, known_article, last_opened, recently_opened, shelf
from postil.storage.shelving import fill
from postil.storage.trash import holding_of, trashed_ids


@pytest.fixture
def ids(library: Library) -> list[str]:
    return [add_article(library, f"{title}\nOn {title}.", title=title) for title in ("Ants", "Bees", "Wasps")]


def shelf_table(library: Library) -> list[tuple[object, ...]]:
    return library.rows("SELECT * FROM shelf ORDER BY id")


def test_the_trash_and_back_leave_an_article_as_it_was(library: Library, ids: list[str]) -> None:
    before = article_of(library, ids[0])
    library.apply(shelving.put_away(library, ids[:2]))
    assert [row.id for row in shelf(library)] == [ids[2]]
    assert set(trashed_ids(library)) == set(ids[:2])
    library.apply(shelving.restore(library, ids))
    assert article_of(library, ids[0]) == before


def test_what_is_in_the_trash_already_keeps_its_time(library: Library, ids: list[str]) -> None:
    library.apply(shelving.put_away(library, ids[:1]))
    edit = shelving.put_away(library, ids[:2])
    assert [change.record.id for change in edit.changes] == [ids[1]]


def test_what_is_archived_is_no_longer_to_be_read_later(library: Library, ids: list[str]) -> None:
    library.apply(shelving.mark(library, ids, later=True))
    library.apply(shelving.mark(library, ids[:1], archived=True))
    assert [article_of(library, each).later for each in ids] == [False, True, True]


def test_a_mark_that_holds_already_is_no_step(library: Library, ids: list[str]) -> None:
    library.apply(shelving.mark(library, ids, favourite=True))
    assert shelving.mark(library, ids, favourite=True).changes == ()


def test_what_is_in_the_trash_is_out_of_what_was_opened(library: Library, ids: list[str]) -> None:
    for article_id in ids:
        library.apply(articles.remember_position(None, article_id, 1, 0.1))
    library.apply(shelving.put_away(library, [ids[2]]))
    assert last_opened(library) == ids[1]
    assert ids[2] not in {row[0] for row in recently_opened(library, 10)}


def test_a_title_means_the_article_that_is_not_in_the_trash(library: Library, ids: list[str]) -> None:
    again = add_article(library, "Ants\nOther ants.", title="Ants")
    library.apply(shelving.put_away(library, [ids[0]]))
    assert find_article(library, "Ants") == again
    library.apply(shelving.put_away(library, [again]))
    with pytest.raises(Problem, match="means 2 articles"):
        find_article(library, "Ants")


def test_a_source_in_the_trash_is_known_and_said_to_be_there(library: Library) -> None:
    source = Source("text", b"Cranes\n\nCranes fly over the marshes in October.\n", media_type="text/plain")
    with ReadingProcess() as reader:
        imported = reader.read(source)
    arrival = receive(library, source, imported)
    library.apply(arrival.edit)
    assert not receive(library, source, imported).in_trash
    library.apply(shelving.put_away(library, [arrival.article_id]))
    again = receive(library, source, imported)
    assert (again.how, again.article_id, again.in_trash) == ("known", arrival.article_id, True)


def test_of_two_with_one_text_the_one_outside_the_trash_is_known(library: Library) -> None:
    first, second = add_article(library, "Ants\nOn ants."), add_article(library, "Ants\nOn ants.")
    library.apply(shelving.put_away(library, [first]))
    text_hash = revision_of(library, second).text_hash
    assert known_article(library, source_hash="", text_hash=text_hash, location="") == second


def test_a_purge_takes_places_in_collections_along(library: Library, ids: list[str]) -> None:
    library.apply(collections.make(library, "Thesis", ids)[0])
    library.apply(articles.write_note(ids[0], None, "A note."))
    assert holding_of(library, ids).notes == 1
    library.apply(shelving.purge(library, ids[:2]))
    assert [each.article_id for each in memberships_of(library, *ids)] == [ids[2]]
    assert library.rows("PRAGMA foreign_key_check") == []


def test_names_of_copies_before_a_purge_never_meet(tmp_path: Path) -> None:
    library = tmp_path / "library.postil"
    first = shelving.backup_path(library)
    first.parent.mkdir()
    first.touch()
    assert shelving.backup_path(library) != first


def test_collections_are_made_filled_renamed_and_deleted_and_each_is_a_step(library: Library, ids: list[str]) -> None:
    edit, collection = collections.make(library, "  War   and memory ", ids[:1])
    assert collection.name == "War and memory"
    steps: list[Edit] = [edit]
    library.apply(edit)
    for verb in (
        lambda: collections.put(library, collection, ids),
        lambda: collections.take_out(library, collection, ids[1:2]),
        lambda: collections.delete(library, collection),
    ):
        steps.append(verb())
        library.apply(steps[-1])
    assert memberships_of(library, *ids) == ()
    library.apply(steps[3].inverse())
    assert {each.article_id for each in memberships_of(library, *ids)} == {ids[0], ids[2]}
    for step in reversed(steps[:3]):
        library.apply(step.inverse())
    assert library.rows("SELECT COUNT(*) FROM collections") == [(0,)]


@pytest.mark.parametrize("name", ["", "   ", "thesis"])
def test_a_collection_needs_a_name_of_its_own(library: Library, name: str) -> None:
    library.apply(collections.make(library, "Thesis")[0])
    with pytest.raises(Problem):
        collections.make(library, name)


def test_a_collection_may_change_the_capitals_of_its_name(library: Library) -> None:
    edit, collection = collections.make(library, "thesis")
    library.apply(edit)
    library.apply(collections.rename(library, collection, "Thesis"))
    assert collections.find(library, "THESIS").name == "Thesis"


def test_the_narrow_rows_of_the_list_agree_with_the_library_whatever_was_done(library: Library, ids: list[str]) -> None:
    library.apply(shelving.mark(library, ids, later=True))
    library.apply(shelving.tag(library, ids, add=["War", "Éire"]))
    library.apply(articles.remember_position(None, ids[0], 2, 0.5))
    library.apply(shelving.put_away(library, ids[1:2]))
    library.apply(shelving.purge(library, ids[2:]))
    add_article(library, "“Quoted” title\nText.", title="“Quoted” title")
    assert item_of(library, ids[0]).title == "Ants"
    kept = [row[1:] for row in shelf_table(library)]
    fill(library._connection)
    assert [row[1:] for row in shelf_table(library)] == kept
