from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from desks import add_article, article_of, item_of, revision_of
from postil.domain.edits import Change, Edit
from postil.models.shelf import ARTICLES, ShelfModel
from postil.models.shelf_words import about_group, group_name
from postil.services import articles, collections, highlighting, shelving
from postil.storage.listing import Listing, Place, Sorting


@pytest.fixture
def library(desk):
    return desk.workspace.library


@pytest.fixture
def model(desk, library, qtmodeltester):
    for title in ("Bees", "Étude", "Ants"):
        add_article(library, f"{title}\nSome words on {title}.", title=title)
    made = ShelfModel(library)
    library.listen(made.hear)
    made.load()
    qtmodeltester.check(made, force_py=True)
    return made


def titles(model):
    return [model.index(row).data() for row in range(model.rowCount())]


def id_of(model, title):
    rows = [model.row(model.index(number)) for number in range(model.rowCount())]
    return next(row.id for row in rows if row is not None and row.title == title)


def change_item(library, article_id, **fields):
    item = item_of(library, article_id)
    library.apply(Edit("Edit", (Change(item, replace(item, **fields)),)))


def sort_by(model, *keys, turned=False):
    model.show(replace(model.listing, sortings=tuple(Sorting(key, turned) for key in keys)))


def group_by(model, grouping):
    model.show(replace(model.listing, grouping=grouping))


def test_the_newest_article_comes_first(model):
    assert titles(model) == ["Ants", "Étude", "Bees"]


def test_titles_sort_without_regard_to_accents(model):
    sort_by(model, "title")
    assert titles(model) == ["Ants", "Bees", "Étude"]
    sort_by(model, "title", turned=True)
    assert titles(model) == ["Étude", "Bees", "Ants"]


def test_progress_and_time_of_opening_sort_the_furthest_and_latest_first(model, library):
    bees, etude = id_of(model, "Bees"), id_of(model, "Étude")
    library.apply(articles.remember_position(None, bees, 3, 0.5))
    library.apply(articles.remember_position(None, etude, 3, 0.9))
    sort_by(model, "progress")
    assert titles(model) == ["Étude", "Bees", "Ants"]
    sort_by(model, "opened")
    assert titles(model)[-1] == "Ants"


def test_a_second_key_sorts_what_the_first_finds_equal(model, library):
    for title, site in (("Bees", "B"), ("Étude", "B"), ("Ants", "A")):
        change_item(library, id_of(model, title), container_title=site)
    sort_by(model, "site", "title")
    assert titles(model) == ["Ants", "Bees", "Étude"]
    model.show(replace(model.listing, sortings=(Sorting("site"), Sorting("title", turned=True))))
    assert titles(model) == ["Ants", "Étude", "Bees"]


def test_an_article_without_a_site_comes_last_whichever_way_sites_are_sorted(model, library):
    change_item(library, id_of(model, "Bees"), container_title="A")
    change_item(library, id_of(model, "Étude"), container_title="B")
    sort_by(model, "site")
    assert titles(model) == ["Bees", "Étude", "Ants"]
    sort_by(model, "site", turned=True)
    assert titles(model) == ["Étude", "Bees", "Ants"]


def test_an_article_that_comes_in_is_one_inserted_row(model, library, qtbot):
    with qtbot.waitSignal(model.rowsInserted), qtbot.assertNotEmitted(model.modelReset):
        add_article(library, "Wasps\nWords.", title="Wasps")
    assert titles(model) == ["Wasps", "Ants", "Étude", "Bees"]


def test_in_title_order_a_new_article_goes_where_it_belongs(model, library):
    sort_by(model, "title")
    add_article(library, "Beetles\nWords.", title="Beetles")
    assert titles(model) == ["Ants", "Bees", "Beetles", "Étude"]


def test_an_article_in_the_trash_goes_and_undo_brings_it_back_to_its_place(model, library):
    edit = shelving.put_away(library, [id_of(model, "Étude")])
    library.apply(edit)
    assert titles(model) == ["Ants", "Bees"]
    library.apply(edit.inverse())
    assert titles(model) == ["Ants", "Étude", "Bees"]


def test_a_purged_article_goes(model, library):
    library.apply(shelving.purge(library, [id_of(model, "Étude")]))
    assert titles(model) == ["Ants", "Bees"]


def test_another_title_moves_only_that_row(model, library, qtbot):
    sort_by(model, "title")
    with qtbot.waitSignal(model.rowsMoved), qtbot.assertNotEmitted(model.modelReset):
        change_item(library, id_of(model, "Ants"), title="Zebras")
    assert titles(model) == ["Bees", "Étude", "Zebras"]


def test_a_highlight_repaints_its_row_and_its_note_does_not(model, library, qtbot):
    article = article_of(library, id_of(model, "Bees"))
    edit, highlight = highlighting.add(revision_of(library, article.id), 0, 4, color="yellow")
    with qtbot.waitSignal(model.dataChanged):
        library.apply(edit)
    assert model.row(model.find(article.id)).highlights == 1
    with qtbot.assertNotEmitted(model.dataChanged):
        library.apply(highlighting.annotate(highlight, "Really?"))


def test_a_filter_reads_title_site_and_tags(model, library):
    bees, ants = id_of(model, "Bees"), id_of(model, "Ants")
    change_item(library, bees, container_title="The Garden Review")
    library.apply(articles.retag(article_of(library, ants), ["garden", "to check"]))
    model.filter_by("garden", "")
    assert titles(model) == ["Ants", "Bees"]
    model.filter_by("ETUDE", "")
    assert titles(model) == ["Étude"]
    model.filter_by("garden", "to check")
    assert titles(model) == ["Ants"]
    assert model.tallies.tags == (("garden", 1), ("to check", 1))


def test_an_article_that_the_filter_lets_through_no_longer_goes(model, library):
    model.filter_by("bees", "")
    change_item(library, id_of(model, "Bees"), title="Wasps")
    assert titles(model) == []
    model.filter_by("", "")
    assert titles(model) == ["Ants", "Étude", "Wasps"]


def test_each_tag_is_a_group_and_an_article_stands_in_each_of_its_groups(model, library):
    library.apply(articles.retag(article_of(library, id_of(model, "Bees")), ["garden", "Air"]))
    library.apply(articles.retag(article_of(library, id_of(model, "Ants")), ["garden"]))
    group_by(model, "tag")
    assert titles(model) == ["Air", "Bees", "garden", "Ants", "Bees", "No tag", "Étude"]
    assert model.articles == 3
    garden = model.group(model.index(2))
    assert (garden.size, garden.unread) == (2, 2)
    assert about_group(garden) == "2 articles"


def test_collections_sites_languages_and_what_is_unread_make_groups(model, library):
    bees, etude = id_of(model, "Bees"), id_of(model, "Étude")
    edit, _ = collections.make(library, "Thesis", [bees])
    library.apply(edit)
    library.apply(articles.remember_position(None, etude, 3, 0.5))
    change_item(library, bees, container_title="The Garden Review")
    group_by(model, "collection")
    assert titles(model) == ["Thesis", "Bees", "In no collection", "Ants", "Étude"]
    group_by(model, "site")
    assert titles(model) == ["The Garden Review", "Bees", "No site", "Ants", "Étude"]
    group_by(model, "unread")
    assert titles(model) == ["Unread", "Ants", "Bees", "Begun", "Étude"]
    group_by(model, "language")
    assert titles(model) == ["English", "Ants", "Étude", "Bees"]


def test_a_folded_group_shows_its_name_alone(model, library):
    bees = id_of(model, "Bees")
    change_item(library, bees, container_title="The Garden Review")
    group_by(model, "site")
    group = model.group(model.index(0))
    model.fold(group, folded=True)
    assert titles(model) == ["The Garden Review", "No site", "Ants", "Étude"]
    assert not model.find(bees).isValid()
    add_article(library, "Wasps\nWords.", title="Wasps")
    assert titles(model) == ["The Garden Review", "No site", "Wasps", "Ants", "Étude"]
    model.fold_all(folded=True)
    assert titles(model) == ["The Garden Review", "No site"]
    model.fold_all(folded=False)
    assert len(titles(model)) == 6


def test_a_group_that_is_renamed_keeps_being_folded_and_its_name_is_painted_anew(model, library, qtbot):
    edit, collection = collections.make(library, "Thesis", [id_of(model, "Bees")])
    library.apply(edit)
    group_by(model, "collection")
    model.fold(model.group(model.index(0)), folded=True)
    with qtbot.waitSignal(model.dataChanged):
        library.apply(collections.rename(library, collection, "Book"))
    assert titles(model)[0] == "Book"
    assert model.is_folded(model.group(model.index(0)))


def test_names_of_groups_cannot_be_chosen_nor_dragged(model):
    group_by(model, "site")
    assert model.flags(model.index(0)) == Qt.ItemFlag.ItemIsEnabled
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsDragEnabled


def test_places_hold_what_is_later_favourite_archived_and_in_the_trash(model, library):
    bees, etude, ants = (id_of(model, title) for title in ("Bees", "Étude", "Ants"))
    library.apply(shelving.mark(library, [bees], later=True, favourite=True))
    library.apply(shelving.mark(library, [etude], archived=True))
    library.apply(shelving.put_away(library, [ants]))
    listed = {}
    for kind in ("all", "unread", "later", "favourite", "archived", "trash"):
        model.show(Listing(Place(kind)))
        listed[kind] = titles(model)
    assert listed == {
        "all": ["Bees"],
        "unread": ["Bees"],
        "later": ["Bees"],
        "favourite": ["Bees"],
        "archived": ["Étude"],
        "trash": ["Ants"],
    }
    assert model.tallies.places == {"all": 1, "unread": 1, "later": 1, "favourite": 1, "archived": 1, "trash": 1}
    assert model.total == 2


def test_an_article_stands_in_several_collections(model, library):
    bees = id_of(model, "Bees")
    made = [collections.make(library, name, [bees]) for name in ("Thesis", "Garden")]
    for edit, _ in made:
        library.apply(edit)
    for _, collection in made:
        model.show(Listing(Place("collection", collection.id)))
        assert titles(model) == ["Bees"]
    assert set(model.tallies.collections.values()) == {1}


def test_dragged_articles_are_carried_by_their_ids(model):
    dragged = model.mimeData([model.index(2), model.index(0)])
    assert bytes(dragged.data(ARTICLES).data()).decode().split("\n") == [id_of(model, "Ants"), id_of(model, "Bees")]


def test_a_row_tells_what_is_known_of_its_article(model, library):
    bees = id_of(model, "Bees")
    change_item(library, bees, container_title="The Garden Review", published="1941-06")
    library.apply(articles.retag(article_of(library, bees), ["garden"]))
    tip = model.find(bees).data(Qt.ItemDataRole.ToolTipRole)
    assert "The Garden Review" in tip
    assert "Published 1941-06" in tip
    assert "Tags: garden" in tip
    assert "words" in model.find(bees).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_group_is_read_out_with_its_size_and_whether_it_is_folded(model):
    group_by(model, "site")
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "No site, 3 articles, unfolded"
    assert group_name(model.group(model.index(0)), model.listing) == "No site"


@pytest.fixture
def large(desk, library, qtbot):
    """Return a model that takes twelve articles for a large library, and their ids, oldest first."""
    ids = [add_article(library, f"Title {n:02}\nWords {n}.") for n in range(12)]
    made = ShelfModel(library)
    made.small, made.first = 5, 5
    library.listen(made.hear)
    with qtbot.waitSignal(made.loaded):
        made.load()
        assert made.is_loading
        assert made.rowCount() == 5
    yield made, ids
    made.deleteLater()


def listed(model):
    return model.ids_at(range(model.rowCount()))


def test_a_long_list_shows_its_first_rows_at_once_and_the_others_in_order(large):
    model, ids = large
    assert listed(model) == [*reversed(ids)]
    assert not model.is_loading


def test_what_happens_to_a_long_list_while_it_is_sorted_is_taken_in(large, library, qtbot):
    model, ids = large
    sort_by(model, "title")
    late = add_article(library, "Late\nWords.", title="Title 03 again")
    with qtbot.waitSignal(model.loaded):
        change_item(library, ids[0], title="Zebras")
    assert listed(model) == [*ids[1:4], late, *ids[4:], ids[0]]


def test_the_newest_wish_of_a_long_list_wins(large, qtbot):
    model, ids = large
    for words in ("title 1", "title 11", "title 0"):
        model.filter_by(words, "")
    with qtbot.waitSignal(model.loaded):
        model.filter_by("title 10", "")
    assert listed(model) == [ids[10]]


def test_rows_of_a_page_are_read_in_one_query(large, library, monkeypatch):
    model, _ = large
    asked = []
    rows = library.rows
    monkeypatch.setattr(library, "rows", lambda statement, *values: asked.append(statement) or rows(statement, *values))
    for number in range(model.rowCount()):
        assert model.row(model.index(number)) is not None
    assert len(asked) == 1
