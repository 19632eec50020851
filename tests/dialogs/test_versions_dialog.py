import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desks import add_article
from postil.dialogs.versions import VersionsDialog, source_words
from postil.domain.records import Highlight
from postil.services import revising
from postil.storage.versions import VersionRow, versions_of
from postil.widgets.difference_list import ROW
from postil.widgets.reading import ReadingStyle
from revisions import NEW, OLD, in_every_state, mark, revise

REWORDED = OLD.replace("six times", "three times")


@pytest.fixture
def article(desk):
    made = add_article(desk.workspace.library, OLD)
    desk.workspace.open_article(made)
    return made


@pytest.fixture
def shown(desk, article, qtbot: QtBot):
    """Return a maker of the dialog, shown and with its comparison done."""
    made = []

    def show():
        dialog = VersionsDialog(desk, article, ReadingStyle())
        qtbot.addWidget(dialog)
        dialog.resize(1100, 700)
        dialog.show()
        made.append(dialog)
        qtbot.waitUntil(lambda: not dialog.progress.isVisible())
        return dialog

    return show


def row_of(dialog, kind):
    rows = dialog.rows
    return next(at for at in range(rows.rowCount()) if getattr(rows.row_at(at), "kind", "fold") == kind)


def test_one_version_says_so_and_offers_to_add_another(desk, shown, article, qtbot):
    dialog = shown()
    assert dialog.empty.sentence == "Only one version so far"
    with qtbot.waitSignal(dialog.file_requested) as asked:
        dialog.empty.pressed.emit("file")
    assert asked.args == [article]
    assert dialog.check_button.isHidden()


def test_the_versions_are_listed_newest_first_with_source_length_and_highlights(desk, shown, article):
    mark(desk.workspace, article, "six times in a single week")
    revise(desk.workspace, article, location="https://example.org/telegram")
    dialog = shown()
    texts = [dialog.versions.item(row).text() for row in range(dialog.versions.count())]
    assert "newest" in texts[0].split("\n")[0]
    assert texts[0].split("\n")[1] == "example.org"
    assert texts[1].split("\n")[1] == "pasted text"
    assert texts[1].split("\n")[3] == "1 highlight"


def test_a_version_that_came_from_somewhere_can_be_looked_for_anew(desk, shown, article, qtbot):
    revise(desk.workspace, article, location="https://example.org/telegram")
    dialog = shown()
    with qtbot.waitSignal(dialog.check_requested) as asked:
        dialog.check_button.click()
    assert asked.args == [article]


def test_the_newest_two_are_compared_at_once(desk, shown, article):
    revise(desk.workspace, article, REWORDED)
    dialog = shown()
    assert dialog.comparing.summary == "1 sentence changed"
    difference = dialog.rows.row_at(row_of(dialog, "changed"))
    assert [(piece.kind, piece.text) for piece in difference.pieces if piece.kind != "same"] == [
        ("removed", "six"),
        ("added", "three"),
    ]


def test_highlights_in_what_differs_are_listed_with_their_state(desk, shown, article):
    in_every_state(desk.workspace, article)
    dialog = shown()
    told = {dialog.marks.item(row).text() for row in range(dialog.marks.count())}
    assert "six times in a single week\nchanged, to review" in told
    assert "what is left of it lies in two boxes\nlost" in told
    assert not any("gave up after a month" in text for text in told)


def test_a_row_says_on_which_version_its_highlight_was_marked(desk, shown, article):
    in_every_state(desk.workspace, article)
    dialog = shown()
    first = versions_of(desk.workspace.library, article)[-1]
    marks = [m for at in range(dialog.rows.rowCount()) for m in getattr(dialog.rows.row_at(at), "marks", ())]
    assert marks
    assert {m.made_id for m in marks} == {first.id}
    assert dialog._difference_style().days[first.id].startswith(first.captured[:10])


def test_a_highlight_in_the_list_leads_to_its_sentence(desk, shown, article):
    in_every_state(desk.workspace, article)
    dialog = shown()
    at = next(row for row in range(dialog.marks.count()) if "what is left" in dialog.marks.item(row).text())
    dialog.marks.setCurrentRow(at)
    assert "The archive burned" in dialog.list.currentIndex().data(ROW).old


def test_enter_on_a_sentence_shows_the_card_of_its_highlight(desk, shown, article, qtbot):
    made = mark(desk.workspace, article, "six times in a single week")
    revise(desk.workspace, article, REWORDED)
    dialog = shown()
    dialog.step(1)
    with qtbot.waitSignal(desk.workspace.card_requested) as asked:
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert asked.args == [made.id]


def test_a_click_on_the_line_of_a_highlight_shows_its_card(desk, shown, article, qtbot):
    made = mark(desk.workspace, article, "six times in a single week")
    revise(desk.workspace, article, REWORDED)
    dialog = shown()
    place = dialog.list.visualRect(dialog.rows.index(row_of(dialog, "changed"), 0))
    with qtbot.waitSignal(desk.workspace.card_requested) as asked:
        point = place.bottomLeft()
        point.setX(place.left() + 60)
        point.setY(place.bottom() - 14)
        qtbot.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert asked.args == [made.id]


def test_enter_on_a_fold_opens_it(desk, shown, article, qtbot):
    revise(desk.workspace, article, REWORDED)
    dialog = shown()
    before = dialog.rows.rowCount()
    dialog.list.setCurrentIndex(dialog.rows.index(0, 0))
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.rows.rowCount() > before


def test_only_what_has_highlights_is_shown_on_asking(desk, shown, article):
    mark(desk.workspace, article, "six times in a single week")
    revise(desk.workspace, article, REWORDED.replace("June 30", "June 20"))
    dialog = shown()
    dialog.comparing.marked_only.setChecked(True)
    assert dialog.rows.rowCount() == 1
    assert "six times" in dialog.rows.row_at(0).old
    dialog.comparing.marked_only.setChecked(False)
    assert dialog.rows.rowCount() > 1


def test_any_two_of_three_versions_can_be_compared(desk, shown, article, qtbot):
    revise(desk.workspace, article, REWORDED)
    revise(desk.workspace, article, REWORDED.replace("June 30", "June 20"))
    dialog = shown()
    newest, _, oldest = (row.id for row in versions_of(desk.workspace.library, article))
    dialog.versions.item(2).setCheckState(Qt.CheckState.Checked)
    assert dialog.versions.chosen() == (oldest, versions_of(desk.workspace.library, article)[1].id)
    dialog.versions.tick(newest, oldest)
    qtbot.waitUntil(lambda: dialog._shown == (oldest, newest))
    assert dialog.comparing.summary == "2 sentences changed"


def test_one_version_alone_is_read_with_what_was_marked_on_it(desk, shown, article, qtbot):
    in_every_state(desk.workspace, article)
    dialog = shown()
    oldest = versions_of(desk.workspace.library, article)[-1].id
    dialog.versions.tick(oldest)
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.surface)
    assert dialog.surface._document.text == OLD
    assert len(dialog.surface._overlays.marks) == 4


def test_a_confirmed_highlight_is_so_at_once(desk, shown, article, qtbot):
    marked = in_every_state(desk.workspace, article)
    dialog = shown()
    desk.workspace.do(revising.confirm(marked["changed"]))
    qtbot.waitUntil(
        lambda: "changed, confirmed" in " ".join(dialog.marks.item(n).text() for n in range(dialog.marks.count()))
    )
    assert desk.workspace.library.get(Highlight, marked["changed"].id).reviewed


def test_a_newer_version_that_comes_in_is_shown(desk, shown, article, qtbot):
    dialog = shown()
    revise(desk.workspace, article, NEW)
    qtbot.waitUntil(lambda: dialog.versions.count() == 2 and dialog.pages.currentWidget() is dialog.comparing)


@pytest.mark.parametrize(
    ("kind", "location", "words"),
    [("url", "https://example.org/a", "example.org"), ("file", "/home/me/a.txt", "a.txt"), ("text", "", "pasted text")],
)
def test_a_source_is_named_in_a_word(kind, location, words):
    assert source_words(VersionRow("r", "", kind, location, 1, 0)) == words
