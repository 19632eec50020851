import pytest
from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from postil.resources import resource
from postil.widgets.icons import icon
from postil.widgets.swatches import ColorChoice, swatch


def test_an_icon_of_no_size_is_an_empty_picture_without_a_warning(qtbot: QtBot) -> None:
    del qtbot
    for made in (icon("close", "#102030"), swatch(ColorChoice("yellow", "important", "#f0e0a0", "#806000"))):
        assert made.pixmap(QSize(-1, 20)).isNull()
        assert not made.pixmap(QSize(16, 16)).isNull()


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_icon_is_as_sharp_when_it_is_painted_again_as_its_outline(qtbot: QtBot, ratio: float) -> None:
    del qtbot
    outline = resource("icons", "text.svg").read_text("utf-8").replace("currentColor", "#102030")
    place, made = QRect(QPoint(5, 3), QSize(16, 16)), icon("text", "#102030")

    def outlined(painter: QPainter) -> None:
        QSvgRenderer(QByteArray(outline.encode())).render(painter, QRectF(place))

    pictures = [painted(ratio, paint) for paint in (outlined, *[lambda painter: made.paint(painter, place)] * 2)]
    assert pictures[0] == pictures[1] == pictures[2]
    assert pictures[0] != painted(ratio, lambda painter: None)


def painted(ratio, paint):
    image = QImage(QSize(40, 40) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image
