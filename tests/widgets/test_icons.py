from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from postil.widgets.icons import icon
from postil.widgets.swatches import ColorChoice, swatch


def test_an_icon_of_no_size_is_an_empty_picture_without_a_warning(qtbot: QtBot) -> None:
    del qtbot
    for made in (icon("close", "#102030"), swatch(ColorChoice("yellow", "important", "#f0e0a0", "#806000"))):
        assert made.pixmap(QSize(-1, 20)).isNull()
        assert not made.pixmap(QSize(16, 16)).isNull()
