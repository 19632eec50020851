"""The purge says what goes and makes a copy; duplicates are merged from a list; tags of several articles at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desks import add_article, article_of, revision_of
from postil.dialogs.duplicates import DuplicatesDialog
from postil.dialogs.purge import PurgeDialog
from postil.dialogs.tags import TagsDialog
from postil.services import articles, highlighting, shelving
from postil.storage.library import Library

TEXT = "The siege\n" + "\n".join(f"Sentence number {n} speaks of matter {n * 7} at length." for n in range(30))


@pytest.fixture
def library(desk):
    return desk.workspace.library


def purged(desk, qtbot, ids):
    dialog = PurgeDialog(desk, ids)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_question_names_what_would_go_and_that_it_cannot_be_undone(desk, library, qtbot):
    ids = [add_article(library, TEXT, title=title) for title in ("Ants", "Bees")]
    library.apply(highlighting.add(revision_of(library, ids[0]), 0, 9, color="red", note="Really?")[0])
    dialog = purged(desk, qtbot, ids)
    assert dialog.question.text() == "Delete 2 articles, 1 highlight and 1 note for good?"
    assert "Ants" in dialog.titles.text()
    assert "cannot be undone" in dialog.warning.text()
    assert dialog.cancel_button.isDefault()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert len(library.items()) == 2


def test_what_is_deleted_for_good_is_gone_from_the_library_and_in_the_copy(desk, library, qtbot, tmp_path):
    ids = [add_article(library, f"Title {n}\nText {n}.") for n in range(11)]
    library.apply(shelving.put_away(library, ids[:10]))
    dialog = purged(desk, qtbot, ids[:10])
    with qtbot.waitSignal(desk.workspace.told) as told, qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
    assert [item.id for item in library.items()] == [ids[10]]
    assert "10 articles" in told.args[0]
    assert desk.workspace.undo_stack.count() == 0
    (copy,) = (tmp_path / "backups").glob("*-before-purge.postil")
    backup = Library.open(copy)
    assert len(backup.items()) == 11
    backup.close()


def test_what_another_program_brings_back_while_the_reader_is_asked_stays(desk, library, qtbot):
    ids = [add_article(library, f"Title {n}\nText {n}.") for n in range(6)]
    library.apply(shelving.put_away(library, ids))
    dialog = purged(desk, qtbot, ids)
    other = Library.open(library.path)
    other.apply(shelving.restore(other, ids[1:2]))
    other.apply(shelving.purge(other, ids[2:3]))
    other.close()
    with qtbot.waitSignal(desk.workspace.told) as told, qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
    assert [item.id for item in library.items()] == ids[1:2]
    assert "4 articles" in told.args[0]


def test_nothing_goes_where_the_copy_cannot_be_made(desk, library, qtbot, tmp_path):
    article_id = add_article(library, TEXT)
    (tmp_path / "backups").write_text("a file where the folder should be")
    dialog = purged(desk, qtbot, [article_id])
    with qtbot.waitSignal(dialog.purge.failed):
        qtbot.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
    assert dialog.problem_line.isVisible()
    assert library.article(article_id) is not None
    assert dialog.cancel_button.isEnabled()


def found(desk, qtbot):
    dialog = DuplicatesDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.progress.isVisible())
    return dialog


def test_duplicates_are_merged_into_the_one_that_is_chosen_and_undo_parts_them(desk, library, qtbot):
    first, second = add_article(library, TEXT, title="Ants"), add_article(library, TEXT, title="Ants & others")
    dialog = found(desk, qtbot)
    (card,) = dialog.cards
    card.choices[[twin.id for twin in card.group.twins].index(second)].setChecked(True)
    qtbot.mouseClick(card.merge_button, Qt.MouseButton.LeftButton)
    assert library.article(first) is None
    assert library.article(second) is not None
    assert dialog.empty.sentence == "No duplicates"
    desk.workspace.undo_stack.undo()
    assert library.article(first) is not None


def test_all_groups_are_merged_at_once(desk, library, qtbot):
    for title in ("ants", "bees"):
        for _ in range(2):
            add_article(library, TEXT.replace("matter", title))
    dialog = found(desk, qtbot)
    assert len(dialog.cards) == 2
    qtbot.mouseClick(dialog.merge_all_button, Qt.MouseButton.LeftButton)
    assert len(library.items()) == 2
    assert desk.workspace.undo_stack.count() == 2


def test_a_library_without_duplicates_is_said_to_have_none(desk, library, qtbot):
    add_article(library, TEXT)
    dialog = found(desk, qtbot)
    assert dialog.empty.sentence == "No duplicates"
    assert dialog.findChildren(QPushButton)


def test_tags_that_only_some_articles_have_stay_unless_they_are_ticked(desk, library, qtbot):
    ids = [add_article(library, f"Title {n}\nText {n}.") for n in range(3)]
    for article_id, tags in zip(ids, (["war", "a"], ["war", "b"], ["war", "c"]), strict=True):
        library.apply(articles.retag(article_of(library, article_id), tags))
    dialog = TagsDialog(desk, tuple(ids))
    qtbot.addWidget(dialog)
    assert dialog.line.tags() == ("war",)
    entries = {dialog.list.item(row).text(): dialog.list.item(row) for row in range(dialog.list.count())}
    assert entries["a"].checkState() == Qt.CheckState.PartiallyChecked
    entries["a"].setCheckState(Qt.CheckState.Checked)
    entries["b"].setCheckState(Qt.CheckState.Unchecked)
    dialog.save_button.click()
    assert [article_of(library, each).tags for each in ids] == [("war", "a"), ("war", "a"), ("war", "c", "a")]
    desk.workspace.undo_stack.undo()
    assert [article_of(library, each).tags for each in ids] == [("war", "a"), ("war", "b"), ("war", "c")]
