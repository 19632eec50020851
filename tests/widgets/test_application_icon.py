"""Postil's own icon."""

from PySide6.QtCore import QSize

from postil.widgets.icons import application_icon


def test_the_icon_is_a_page_with_one_highlighted_line(qapp):
    drawn = application_icon().pixmap(QSize(256, 256), 1.0).toImage()
    assert (drawn.width(), drawn.height()) == (256, 256)
    assert drawn.pixelColor(2, 2).alpha() == 0
    assert drawn.pixelColor(206, 40).hsvSaturation() < 20, "the paper"
    assert 40 <= drawn.pixelColor(206, 120).hsvHue() <= 55, "the highlight"
    assert 200 <= drawn.pixelColor(48, 200).hsvHue() <= 220, "the margin"


def test_the_icon_is_drawn_at_the_sizes_of_a_scaled_screen(qapp):
    drawn = application_icon().pixmap(QSize(56, 56), 2.0)
    assert drawn.size() == QSize(112, 112)
    assert drawn.devicePixelRatio() == 2.0
