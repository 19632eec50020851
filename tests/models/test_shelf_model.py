from dataclasses import replace

import pytest

from desks import add_article, close_desk, make_desk
from postil.domain.edits import Change, Edit
from postil.models.shelf import ShelfModel
from postil.services import articles, highlighting


@pytest.fixture
def desk(qapp, tmp_path):
    made = make_desk(tmp_path)
    yield made
    close_desk(made)


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
    return next(model.row(model.index(row)).id for row in range(model.rowCount()) if model.index(row).data() == title)


def change_item(library, article_id, **fields):
    item = library.item(article_id)
    library.apply(Edit("Edit", (Change(item, replace(item, **fields)),)))


def test_the_newest_article_comes_first(model):
    assert titles(model) == ["Ants", "Étude", "Bees"]


def test_titles_sort_without_regard_to_accents(model):
    model.sort_by("title")
    assert titles(model) == ["Ants", "Bees", "Étude"]


def test_progress_and_time_of_opening_sort_the_furthest_and_latest_first(model, library):
    bees, etude = id_of(model, "Bees"), id_of(model, "Étude")
    library.apply(articles.remember_position(None, bees, 3, 0.5))
    library.apply(articles.remember_position(None, etude, 3, 0.9))
    model.sort_by("progress")
    assert titles(model) == ["Étude", "Bees", "Ants"]
    model.sort_by("opened")
    assert titles(model)[-1] == "Ants"


def test_an_article_that_comes_in_is_one_inserted_row(model, library, qtbot):
    with qtbot.waitSignal(model.rowsInserted), qtbot.assertNotEmitted(model.modelReset):
        add_article(library, "Wasps\nWords.", title="Wasps")
    assert titles(model) == ["Wasps", "Ants", "Étude", "Bees"]


def test_in_title_order_a_new_article_goes_where_it_belongs(model, library):
    model.sort_by("title")
    add_article(library, "Beetles\nWords.", title="Beetles")
    assert titles(model) == ["Ants", "Bees", "Beetles", "Étude"]


def test_a_deleted_article_goes_and_undo_brings_it_back_to_its_place(model, library):
    edit = articles.delete(library, id_of(model, "Étude"))
    library.apply(edit)
    assert titles(model) == ["Ants", "Bees"]
    library.apply(edit.inverse())
    assert titles(model) == ["Ants", "Étude", "Bees"]


def test_another_title_moves_only_that_row(model, library, qtbot):
    model.sort_by("title")
    with qtbot.assertNotEmitted(model.modelReset):
        change_item(library, id_of(model, "Ants"), title="Zebras")
    assert titles(model) == ["Bees", "Étude", "Zebras"]


def test_a_highlight_repaints_its_row_and_its_note_does_not(model, library, qtbot):
    article = library.article(id_of(model, "Bees"))
    edit, highlight = highlighting.add(library.revision(article.revision_id), 0, 4, color="yellow")
    with qtbot.waitSignal(model.dataChanged):
        library.apply(edit)
    assert model.row(model.find(article.id)).highlights == 1
    with qtbot.assertNotEmitted(model.dataChanged):
        library.apply(highlighting.annotate(highlight, "Really?"))


def test_a_filter_reads_title_site_and_tags(model, library):
    bees, ants = id_of(model, "Bees"), id_of(model, "Ants")
    change_item(library, bees, container_title="The Garden Review")
    library.apply(articles.retag(library.article(ants), ["garden", "to check"]))
    model.filter_by("garden", "")
    assert titles(model) == ["Ants", "Bees"]
    model.filter_by("ETUDE", "")
    assert titles(model) == ["Étude"]
    model.filter_by("garden", "to check")
    assert titles(model) == ["Ants"]
    assert model.tags() == [("garden", 1), ("to check", 1)]


def test_an_article_that_the_filter_lets_through_no_longer_goes(model, library):
    model.filter_by("bees", "")
    change_item(library, id_of(model, "Bees"), title="Wasps")
    assert titles(model) == []
    model.filter_by("", "")
    assert titles(model) == ["Ants", "Étude", "Wasps"]


def test_a_long_list_arrives_in_slices_and_in_order(desk, library, qtbot):
    ids = [add_article(library, f"Title {n}\nWords {n}.") for n in range(12)]
    model = ShelfModel(library)
    model.slice = 5
    library.listen(model.hear)
    with qtbot.waitSignal(model.loaded):
        model.load()
        assert model.is_loading
        assert model.rowCount() == 5
        late = add_article(library, "Late\nWords.")
        change_item(library, ids[0], title="First of all")
    rows = [row for row in (model.row(model.index(number)) for number in range(model.rowCount())) if row]
    assert [row.id for row in rows] == [late, *reversed(ids)]
    assert rows[-1].title == "First of all"
    assert all(model.find(each).isValid() for each in ids)
