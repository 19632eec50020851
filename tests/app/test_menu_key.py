"""The keyboard asks for the menu at the caret."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.windows import Opened
from finding import part_of
from postil.panels.article.menu import ArticleMenu
from postil.widgets.reading.events import MenuWish


def test_shift_f10_asks_for_the_menu_at_the_caret(opened: Opened, qtbot: QtBot) -> None:
    opened.wait_for_page(opened.window.open_sample)
    surface = opened.window.article.surface
    # The platform of the tests grabs no keyboard for a menu that opens.
    surface.menu_requested.disconnect(part_of(opened.window, ArticleMenu).open)
    wishes: list[MenuWish] = []
    surface.menu_requested.connect(wishes.append)
    surface.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is surface.focusProxy())
    place = opened.text.index("South Pole")
    surface.select(place, place)
    qtbot.keyClick(opened.window, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert [wish.position for wish in wishes] == [place]
