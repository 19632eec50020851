"""What holds for the looks of all windows, in every theme."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QProxyStyle,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionButton,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from postil.app.theme import palette, stylesheet
from postil.session.looks import Theme, load_theme

WINDOW_GROUNDS = ("background", "surface", "raised")
ENOUGH = 4.5
"""Contrast of text that WCAG 2.2 asks for (1.4.3, level AA); of signs and of the focus it asks for 3 (1.4.11)."""


@pytest.fixture(params=["light", "sepia", "dark"])
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(str(request.param))


def luminance(color: str) -> float:
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_words_of_the_window_stand_out_from_every_ground(theme: Theme) -> None:
    colours = theme.window
    pairs = [(ink, ground) for ink in ("text", "muted", "accent", "danger") for ground in WINDOW_GROUNDS]
    pairs += [(ink, ground) for ink in ("text", "muted") for ground in ("selection", "hover")]
    pairs += [("accent", "selection"), ("accent", "hover"), ("danger", "hover"), ("accent_text", "accent")]
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: value for pair, value in weak.items() if value < ENOUGH} == {}


def test_words_of_the_page_stand_out_from_every_ground(theme: Theme) -> None:
    grounds = {key: theme.page[key] for key in ("page", "code_background", "selection", "added", "removed")}
    grounds.update(theme.tones)
    weak = {ground: round(contrast(theme.page["text"], colour), 2) for ground, colour in grounds.items()}
    for ink in ("muted", "link"):
        weak[ink] = round(contrast(theme.page[ink], theme.page["page"]), 2)
    assert {place: value for place, value in weak.items() if value < ENOUGH} == {}


def test_signs_and_the_focus_can_be_told_from_their_ground(theme: Theme) -> None:
    pairs = [(theme.window["accent"], theme.window[ground]) for ground in WINDOW_GROUNDS]
    pairs += [(colour, theme.page["page"]) for colour in theme.entities.values()]
    pairs += [(colour, theme.window["surface"]) for colour in theme.entities.values()]
    assert [pair for pair in pairs if contrast(*pair) < 3] == []


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    theme = load_theme("light")
    font, colours, sheet = qapp.font(), qapp.palette(), qapp.styleSheet()
    qapp.setPalette(palette(theme))
    qapp.setStyleSheet(stylesheet(theme))
    yield qapp
    qapp.setStyleSheet(sheet)
    qapp.setPalette(colours)
    qapp.setFont(font)


def test_signs_grow_with_the_words_beside_them(dressed: QApplication, qtbot: QtBot) -> None:
    def sizes() -> tuple[int, int, int]:
        button, box = QToolButton(), QCheckBox()
        for widget in (button, box):
            qtbot.addWidget(widget)
            widget.ensurePolished()
        indicator = box.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, box)
        return button.fontMetrics().height(), button.iconSize().height(), indicator

    usual = sizes()
    font = dressed.font()
    font.setPointSizeF(2 * font.pointSizeF())
    dressed.setFont(font)
    dressed.setStyleSheet(dressed.styleSheet() + " ")
    larger = sizes()
    line = larger[0] / usual[0]
    assert larger[1] / usual[1] == pytest.approx(line, rel=0.1)
    assert larger[2] / usual[2] == pytest.approx(line, rel=0.1)


@pytest.mark.parametrize("points", [8, 9, 12, 16, 24, 36])
def test_a_radio_button_is_round_at_every_size_of_text(dressed: QApplication, qtbot: QtBot, points: int) -> None:
    font = dressed.font()
    font.setPointSize(points)
    dressed.setFont(font)
    dressed.setStyleSheet(dressed.styleSheet() + " ")
    button = QRadioButton("x")
    qtbot.addWidget(button)
    button.setChecked(True)
    button.ensurePolished()
    button.resize(button.sizeHint())
    shown, option = button.grab().toImage(), QStyleOptionButton()
    button.initStyleOption(option)
    sign = button.style().subElementRect(QStyle.SubElement.SE_RadioButtonIndicator, option, button)
    ground = shown.pixelColor(shown.width() - 1, 0)
    assert shown.pixelColor(sign.topLeft()) == ground, "its corner is outside of it"
    assert shown.pixelColor(sign.left() + sign.width() // 4, sign.center().y()) != ground


class _WithSigns(QProxyStyle):
    """The style of a desktop on which dialogs have signs on their buttons."""

    def styleHint(  # noqa: N802 - the name in Qt
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803 - the name in Qt
    ) -> int:
        if hint == QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons:
            return 1
        return super().styleHint(hint, option, widget, returnData)


def test_buttons_that_qt_makes_have_no_signs_as_ours_have_none(dressed: QApplication, qtbot: QtBot) -> None:
    style, box = _WithSigns(), QDialogButtonBox()
    qtbot.addWidget(box)
    style.setParent(box)
    box.setStyle(style)
    ok = box.addButton(QDialogButtonBox.StandardButton.Ok)
    assert ok.icon().isNull()


def _ticked() -> QCheckBox:
    box = QCheckBox("Ticked")
    box.setChecked(True)
    return box


def _tabs() -> QTabBar:
    bar = QTabBar()
    bar.addTab("One")
    bar.addTab("Two")
    return bar


def _link() -> QPushButton:
    link = QPushButton("Show all")
    link.setProperty("role", "link")
    return link


def _tool() -> QToolButton:
    button = QToolButton()
    button.setText("Filter")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _lines() -> QListWidget:
    lines = QListWidget()
    lines.addItems(["One", "Two"])
    lines.setCurrentRow(0)
    return lines


def _address() -> QLabel:
    label = QLabel('<a href="https://example.org">The letter</a>')
    label.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByKeyboard)
    return label


@pytest.mark.parametrize(
    "make", [_ticked, QRadioButton, _tabs, QPushButton, _link, _tool, _lines, _address, QLineEdit, QComboBox, QSpinBox]
)
def test_the_focus_is_seen_wherever_the_keyboard_brings_it(
    dressed: QApplication, qtbot: QtBot, make: Callable[[], QWidget]
) -> None:
    dialog, before, tried = QDialog(), QPlainTextEdit(), make()
    if isinstance(tried, QLineEdit):
        tried.setReadOnly(True)  # no caret: it is the frame that is looked at
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    column.addWidget(before)
    column.addWidget(tried)
    dialog.show()
    dialog.activateWindow()
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    at_rest = tried.grab().toImage()
    tried.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(tried.hasFocus)
    assert tried.grab().toImage() != at_rest


def test_what_stands_in_an_empty_field_can_be_read(dressed: QApplication, qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.ensurePolished()
    muted = load_theme("light").window["muted"]
    assert line.palette().placeholderText().color().name(QColor.NameFormat.HexArgb) == f"#ff{muted[1:]}"
    assert dressed.styleSheet()


def test_nothing_is_painted_where_two_scroll_bars_meet(dressed: QApplication, qtbot: QtBot) -> None:
    report = QPlainTextEdit(f"{'x' * 300}\n" + "y\n" * 80)
    report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    qtbot.addWidget(report)
    report.show()
    upright, flat = report.verticalScrollBar(), report.horizontalScrollBar()
    qtbot.waitUntil(lambda: upright.isVisible() and flat.isVisible())
    # Within the frame, whose corners are round.
    corner = QRect(upright.mapTo(report, QPoint(0, 0)).x(), flat.mapTo(report, QPoint(0, 0)).y(), 8, 8)
    seen = report.grab(corner).toImage()
    assert len({seen.pixelColor(x, y).name() for x in range(8) for y in range(8)}) == 1
