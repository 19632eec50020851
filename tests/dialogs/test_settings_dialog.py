import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from postil.dialogs.settings import SettingsDialog, shown_settings
from postil.session.desk import Desk
from postil.session.settings import SETTINGS


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot):
    made = SettingsDialog(desk)
    made.open()
    yield made
    if isValid(made):
        made.close()


def value(desk: Desk, key: str) -> object:
    default = SETTINGS[key].default
    if isinstance(default, bool):
        return desk.settings.flag(key)
    return desk.settings.text(key) if isinstance(default, str) else desk.settings.number(key)


def test_every_setting_with_a_label_has_its_field(dialog):
    assert list(dialog.fields) == [setting.key for setting in SETTINGS.values() if setting.label]


def test_a_choice_holds_at_once(dialog, desk):
    themes = []
    desk.looks.changed.connect(lambda theme: themes.append(theme.name))
    field = dialog.fields["reading/theme"]
    field.setCurrentIndex(field.findData("sepia"))
    assert desk.settings.text("reading/theme") == "sepia"
    assert themes == ["sepia"]


def test_a_number_stays_within_its_bounds(dialog, desk):
    dialog.fields["reading/size"].setValue(1000)
    assert desk.settings.number("reading/size") == 40
    dialog.fields["reading/line_height"].setValue(1.7)
    assert desk.settings.number("reading/line_height") == 1.7


def test_a_flag_holds_at_once(dialog, desk):
    dialog.fields["reading/boilerplate"].click()
    assert desk.settings.flag("reading/boilerplate")


def test_what_is_changed_elsewhere_is_shown(dialog, desk):
    desk.settings.put("reading/size", 22)
    assert dialog.fields["reading/size"].value() == 22


def test_the_defaults_come_back(dialog, desk):
    dialog.fields["reading/size"].setValue(30)
    dialog.fields["reading/boilerplate"].click()
    dialog.defaults_button.click()
    assert {setting.key: value(desk, setting.key) for setting in shown_settings()} == {
        setting.key: setting.default for setting in shown_settings()
    }
    assert dialog.fields["reading/size"].value() == 13


def test_a_colour_is_renamed_as_a_step_of_undo(dialog, desk):
    line = dialog.colors.lines["blue"]
    line.setText("  hear say ")
    dialog.close()
    names = {color.id: color.name for color in desk.workspace.library.colors()}
    assert names["blue"] == "hear say"
    desk.workspace.undo_stack.undo()
    assert {color.id: color.name for color in desk.workspace.library.colors()}["blue"] == "claim"


def test_a_colour_keeps_its_name_where_none_is_given(dialog, desk):
    dialog.colors.lines["blue"].setText("  ")
    dialog.colors.keep()
    assert dialog.colors.lines["blue"].text() == "claim"
    assert desk.workspace.undo_stack.count() == 0


def test_no_field_is_cut_off_in_a_narrow_window(dialog, qtbot: QtBot):
    dialog.resize(200, 400)
    area = dialog.findChild(QScrollArea)
    qtbot.waitUntil(lambda: dialog.width() > 200)
    for field in area.widget().findChildren(QWidget):
        right = field.mapTo(area.viewport(), QPoint(field.width(), 0)).x()
        if field.isVisible():
            assert right <= area.viewport().width(), field


def test_the_wheel_scrolls_past_a_field_and_leaves_its_value(dialog, desk):
    field = dialog.fields["reading/line_height"]
    before = value(desk, "reading/line_height")
    middle = QPointF(field.rect().center())
    turned = QWheelEvent(
        middle,
        field.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    bar = dialog.findChild(QScrollArea).verticalScrollBar()
    bar.setRange(0, 100)
    QApplication.sendEvent(field, turned)
    assert value(desk, "reading/line_height") == before
    assert not field.hasFocus()
    assert bar.value() > 0
