"""The search through all articles in the status bar and in the menu."""

from PySide6.QtWidgets import QMainWindow

from desks import add_article, close_desk, make_desk
from postil.app.actions import MENUS
from postil.app.status import Status, Work
from postil.session.looking_through import LookingProgress


def test_the_status_bar_says_how_far_it_is_and_can_stop_it(tmp_path, qtbot, monkeypatch):
    desk = make_desk(tmp_path)
    add_article(desk.workspace.library)
    asked = []
    monkeypatch.setattr(desk.findings, "look_at", lambda *text: asked.append(text[0]))
    window = QMainWindow()
    qtbot.addWidget(window)
    Status(window, desk)
    window.show()
    desk.findings.through.start()
    qtbot.waitUntil(lambda: bool(asked))
    [work] = [each for each in window.findChildren(Work) if each.isVisible()]
    assert work.words == "Looking through 1 of 1…"
    desk.findings.looking.emit(LookingProgress(2, 1_000))
    assert work.words == "Looking through 2 of 1,000…"
    with qtbot.waitSignal(desk.findings.through.counted):
        work.stop.click()
    assert not work.isVisible()
    assert not desk.findings.is_looking
    close_desk(desk)


def test_the_library_menu_has_it():
    assert "look_through" in {entry.name for entry in MENUS["&Library"]}
