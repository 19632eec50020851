from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.windows import Opened
from desks import add_article, close_desk, make_desk
from postil.app.actions import MENUS, SEPARATOR
from postil.app.main import Start
from postil.app.targets import parse_link
from postil.app.window import Window
from postil.domain.problems import Problem
from postil.domain.records import Article
from postil.panels.registry import PANELS
from postil.widgets.notes.card import NoteCard


def test_the_first_start_greets_with_the_sample_article(qtbot: QtBot, tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    window = Window(desk)
    qtbot.addWidget(window)
    start = Start(desk, window, "")
    with qtbot.waitSignal(desk.workspace.article_opened, timeout=20_000):
        start.begin()
    assert desk.workspace.open is not None
    assert desk.workspace.open.item.container_title
    start.end()
    window.close()
    close_desk(desk)


def test_a_first_window_over_a_library_that_holds_articles_adds_none(qtbot: QtBot, tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    add_article(desk.workspace.library, title="Brought by the command line")
    window = Window(desk)
    qtbot.addWidget(window)
    start = Start(desk, window, "")
    start.begin()
    qtbot.waitUntil(lambda: desk.settings.flag("first_run/greeted"))
    assert not window.imports.running
    assert len(desk.workspace.library.select(Article)) == 1
    start.end()
    window.close()
    close_desk(desk)


def test_a_later_start_opens_the_article_that_was_open(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    opened.wait_for_page(opened.window.open_sample)
    article_id = opened.article.article.id
    opened.window.close()
    window = Window(opened.desk)
    qtbot.addWidget(window)
    opened.desk.workspace.close_article()
    start = Start(opened.desk, window, "")
    start.begin()
    assert opened.article.article.id == article_id
    start.end()
    window.close()
    del tmp_path


def test_all_panels_stand_in_the_window_and_can_be_put_away(opened: Opened) -> None:
    for entry in PANELS:
        toggle = next(action for action in opened.window.actions() if action.property("panel") == entry.name)
        toggle.setChecked(True)
        panel = opened.window.findChild(QWidget, entry.name)
        assert panel is not None, entry.name
        assert panel.isVisible(), entry.name
    library = opened.window.findChild(QWidget, "library")
    assert library is not None
    assert library.isVisible()
    toggle = next(action for action in opened.window.actions() if action.property("panel") == "library")
    toggle.trigger()
    assert not library.isVisible()
    toggle.trigger()
    assert library.isVisible()


def test_the_arrangement_is_kept(qtbot: QtBot, opened: Opened) -> None:
    toggle = next(action for action in opened.window.actions() if action.property("panel") == "notes")
    toggle.trigger()
    opened.window.close()
    window = Window(opened.desk)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.completed, timeout=20_000):
        window.show()
    notes = window.findChild(QWidget, "notes")
    assert notes is not None
    assert not notes.isVisible()
    window.close()


def test_every_action_does_something_and_no_shortcut_is_given_twice(opened: Opened) -> None:
    declared = [action for actions in MENUS.values() for action in actions if action is not SEPARATOR]
    special = {"recent", "panels", "themes"}
    assert {action.name for action in declared} - special == opened.window.commands.names
    keys = [key for action in declared for key in action.shortcut.split(", ") if key]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    "name",
    ["settings", "shortcuts", "about", "import_text", "import_url", "export", "record", "provenance", "tags", "claims"],
)
def test_every_dialog_opens_from_its_menu_entry(opened: Opened, qtbot: QtBot, name: str) -> None:
    from PySide6.QtWidgets import QApplication, QDialog

    opened.wait_for_page(opened.window.open_sample)
    opened.trigger(name)
    dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
    assert len(dialogs) == 1
    with qtbot.waitSignal(dialogs[0].destroyed):
        dialogs[0].close()


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_every_theme_dresses_the_window(opened: Opened, theme: str) -> None:
    opened.desk.settings.put("reading/theme", theme)
    background = opened.window.palette().window().color().name()
    assert background == opened.desk.looks.theme.window["background"]


def test_text_grows_and_shrinks_and_comes_back(opened: Opened) -> None:
    before = opened.desk.settings.number("reading/size")
    opened.trigger("larger")
    assert opened.desk.settings.number("reading/size") == before + 1
    opened.trigger("smaller")
    opened.trigger("smaller")
    assert opened.desk.settings.number("reading/size") == before - 1
    opened.trigger("usual_size")
    assert opened.desk.settings.number("reading/size") == before


@pytest.mark.parametrize("link", ["postil://", "postil://article/", "postil://note/x", "https://article/x"])
def test_a_link_that_leads_nowhere_is_a_sentence(link: str) -> None:
    with pytest.raises(Problem, match="does not lead"):
        parse_link(link)


def test_a_second_start_hands_its_wish_to_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    import subprocess
    import sys

    from postil.app.instance import FrontDoor

    library = tmp_path / "library.postil"
    door = FrontDoor(library)
    script = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from postil.app.instance import hand_over; application = QCoreApplication([]);"
        "sys.exit(0 if hand_over(Path(sys.argv[1]), 'postil://article/x') else 1)"
    )
    with qtbot.waitSignal(door.target_requested, timeout=20_000) as heard:
        second = subprocess.Popen([sys.executable, "-c", script, str(library)])
    assert heard.args == ["postil://article/x"]
    assert second.wait(20) == 0
    door.close()


def test_the_selection_is_painted_below_the_text_whatever_the_stylesheet_says(opened: Opened) -> None:
    opened.wait_for_page(opened.window.open_sample)
    page = opened.window.article.surface.focusProxy()
    assert isinstance(page, QWidget)
    opened.desk.settings.put("reading/theme", "dark")
    assert page.palette().highlight().color().alpha() == 0


def test_the_first_window_leaves_room_for_its_frame(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "another")
    window = Window(desk)
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    assert window.width() < room.width()
    assert window.height() < room.height()
    window.close()
    close_desk(desk)
    del opened


def test_tab_comes_through_every_panel_and_back_to_the_text(opened: Opened, qtbot: QtBot) -> None:
    opened.wait_for_page(opened.window.open_sample)
    opened.select("South Pole")
    opened.trigger("highlight")
    qtbot.waitUntil(lambda: any(card.isVisible() for card in opened.window.findChildren(NoteCard)))
    opened.window.activateWindow()
    page = opened.window.article.surface.focusProxy()
    assert page is not None
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        page.setFocus()
        passed: list[QWidget] = []
        while len(passed) < 60:
            qtbot.keyClick(QApplication.focusWidget(), key)
            focused = QApplication.focusWidget()
            assert focused is not None
            if focused is page:
                break
            passed.append(focused)
        assert len(passed) == len(set(passed)) < 60
        for name in ("library", "notes", "entities"):
            panel = opened.window.findChild(QWidget, name)
            assert panel is not None
            assert any(panel.isAncestorOf(each) for each in passed), name
        names = [each.accessibleName() for each in passed]
        assert "Add a tag" in names


@pytest.mark.parametrize("kind", ["file", "words"])
def test_what_is_dropped_on_the_window_comes_in(opened: Opened, tmp_path: Path, kind: str) -> None:
    from PySide6.QtCore import QPointF, QUrl
    from PySide6.QtGui import QDropEvent

    words = "A dropped headline\n\nComrade ** was not asked, on June 30 or later."
    data = QMimeData()
    if kind == "file":
        path = tmp_path / "dropped.txt"
        path.write_text(words, "utf-8")
        data.setUrls([QUrl.fromLocalFile(str(path))])
    else:
        data.setText(words)
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    offered = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    event = QDropEvent(QPointF(5, 5), offered, data, left, plain)
    event.setDropAction(Qt.DropAction.MoveAction)
    opened.wait_for_page(lambda: opened.window.dropEvent(event))
    assert event.dropAction() == Qt.DropAction.CopyAction, "the other program would delete what it gave"
    assert opened.article.item.title == "A dropped headline"
    assert "Comrade ** was not asked" in opened.text


def test_words_dragged_within_the_window_become_no_article(opened: Opened) -> None:
    class OwnDrag(QDragEnterEvent):
        def source(self) -> QWidget:
            return opened.window.article

    opened.wait_for_page(opened.window.open_sample)
    data = QMimeData()
    data.setText("Words that stand in this article already.")
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    own = OwnDrag(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, plain)
    foreign = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, plain)
    for event in (own, foreign):
        event.ignore()
        opened.window.dragEnterEvent(event)
    assert (own.isAccepted(), foreign.isAccepted()) == (False, True)


def test_the_wish_for_a_selection_is_not_said_any_longer_than_it_holds(opened: Opened) -> None:
    opened.wait_for_page(opened.window.open_sample)
    opened.window.article.marking.highlight()
    assert opened.window.status.sentence.startswith("Select words first")
    opened.window.article.surface.select(0, 12)
    assert opened.window.status.sentence == ""


def test_what_was_said_after_that_wish_stays(opened: Opened) -> None:
    opened.wait_for_page(opened.window.open_sample)
    opened.window.article.marking.highlight()
    opened.desk.workspace.told.emit("The notes were exported.")
    opened.window.article.surface.select(0, 12)
    assert opened.window.status.sentence == "The notes were exported."
