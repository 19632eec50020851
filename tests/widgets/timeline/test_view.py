"""The timeline under the reader's hands."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from postil.domain.timeline import Event, Timeline
from postil.widgets.timeline.chart import TimelineChart
from postil.widgets.timeline.lanes import LaneStack
from postil.widgets.timeline.picture import as_image, as_svg, picture_stack
from postil.widgets.timeline.signs import TimelineColours
from postil.widgets.timeline.view import TimelineView
from timelines import crowded, timeline_of

COLOURS = TimelineColours("#fbfaf8", "#22242a", "#62656d", "#d9d6cf", "#2f5d8c", "#ffffff", "#6a5aa8", "#a8322a")
SPREAD = ("1939-09-01", "1940-05-10", "1941-06-22", "1941-12", "1943")


def shown(qtbot: QtBot, timeline: Timeline) -> TimelineChart:
    chart = TimelineChart(COLOURS)
    qtbot.addWidget(chart)
    chart.resize(1000, 260)
    chart.show()
    chart.show_stack(LaneStack(timeline))
    return chart


@pytest.fixture
def chart(qtbot: QtBot) -> TimelineChart:
    return shown(qtbot, timeline_of(*SPREAD, articles=2, conflicts=(2,)))


def at(view: TimelineView, number: int) -> QPoint:
    """Where an event's sign is in the viewport."""
    found = view.stack.holding(number, view.per_day)
    assert found is not None
    middle = min(max(found.glyph.middle, found.glyph.left + 5), found.glyph.right)
    return view.mapFromScene(QPointF(middle, view.stack.middle_of(found, view.per_day)))


def turn(
    view: TimelineView,
    x: int,
    steps: int,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    on: QWidget | None = None,
) -> None:
    point = QPointF(x, 10 if on is not None else 60)
    wheel = QWheelEvent(
        point,
        view.viewport().mapToGlobal(point),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(on or view.viewport(), wheel)


def test_all_events_are_in_view_at_first(chart: TimelineChart) -> None:
    view, window = chart.view, chart.view.window_shown()
    assert window.left < view.stack.first
    assert window.right > view.stack.after
    assert view.stack.beyond(window.left, window.right) == (0, 0)


def test_a_click_on_an_event_chooses_it(qtbot: QtBot, chart: TimelineChart) -> None:
    with qtbot.waitSignal(chart.view.chosen) as heard:
        QTest.mouseClick(chart.view.viewport(), Qt.MouseButton.LeftButton, pos=at(chart.view, 2))
    assert heard.args is not None
    assert heard.args[0].edtf == "1941-06-22"


def test_the_wheel_zooms_about_the_pointer(chart: TimelineChart) -> None:
    view = chart.view
    before, scale = view.window_shown(), view.per_day
    day = before.left + 300 / before.per_day
    turn(view, 300, 3)
    after = view.window_shown()
    assert view.per_day > scale * 1.9
    assert abs(after.x(day) - 300) < 2
    turn(view, 300, -3)
    assert view.per_day == pytest.approx(scale)


def test_the_wheel_zooms_on_the_axis_too(chart: TimelineChart) -> None:
    view = chart.view
    before, scale = view.window_shown(), view.per_day
    day = before.left + 300 / before.per_day
    turn(view, 300, 3, on=chart.axis)
    assert view.per_day > scale * 1.9
    assert abs(view.window_shown().x(day) - 300) < 2


def test_the_words_of_the_last_event_have_room(chart: TimelineChart) -> None:
    view = chart.view
    last = view.window_shown().x(view.stack.after)
    assert view.viewport().width() - last > 100


def test_with_shift_the_wheel_pans(chart: TimelineChart) -> None:
    view = chart.view
    view.zoom(4)
    before = view.window_shown()
    turn(view, 300, -2, Qt.KeyboardModifier.ShiftModifier)
    assert view.window_shown().left > before.left
    assert view.per_day == before.per_day


def test_dragging_pans_and_chooses_nothing(qtbot: QtBot, chart: TimelineChart) -> None:
    view = chart.view
    view.zoom(4)
    before = view.window_shown().left
    place = at(view, 2)
    with qtbot.assertNotEmitted(view.chosen):
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseMove(view.viewport(), place - QPoint(60, 0))
        QTest.mouseMove(view.viewport(), place - QPoint(120, 0))
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=place - QPoint(120, 0))
    assert view.window_shown().left == pytest.approx(before + 120 / view.per_day, abs=2 / view.per_day)


def test_keys_walk_through_the_events_and_across_the_lanes(qtbot: QtBot, chart: TimelineChart) -> None:
    view = chart.view
    said: list[str] = []
    view.current_changed.connect(lambda event: said.append(event.edtf if isinstance(event, Event) else ""))
    view.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Up):
        QTest.keyClick(view, key)
    assert said == ["1939-09-01", "1940-05-10", "1941-06-22", "1943", "1941-12", "1941-06-22"]
    with qtbot.waitSignal(view.chosen) as heard:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert heard.args is not None
    assert heard.args[0].edtf == "1941-06-22"
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.current == -1


def test_a_screen_reader_hears_the_event_its_sentence_and_its_conflict(chart: TimelineChart) -> None:
    chart.view.stand_at(2)
    told = chart.view.accessibleDescription()
    assert "22 June 1941" in told
    assert "Sentence 2" in told
    assert "Conflict: It is said otherwise." in told
    assert "Article 0" in told


def test_walking_brings_events_into_view(chart: TimelineChart) -> None:
    view = chart.view
    view.zoom(30)
    view.stand_at(0)
    assert view.window_shown().x(view.stack.first) > 0
    view.stand_at(4)
    begins = view.stack.events[4].extent.first
    assert begins is not None
    assert 0 < view.window_shown().x(begins) < view.viewport().width()


def test_keys_zoom_pan_and_show_all(chart: TimelineChart) -> None:
    view = chart.view
    scale = view.per_day
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.per_day > scale
    left = view.window_shown().left
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.window_shown().left > left
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.per_day == pytest.approx(scale)


def test_a_click_on_many_comes_nearer(qtbot: QtBot) -> None:
    view = (_chart := shown(qtbot, timeline_of(*(f"1941-06-{day:02d}" for day in range(1, 29)), "1900", "2000"))).view
    view.fit()
    scale = view.per_day
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 10))
    assert view.per_day > scale * 5


def test_clicks_walk_through_events_of_one_day(qtbot: QtBot) -> None:
    view = (_chart := shown(qtbot, timeline_of("1941-06-22", "1941-06-22", "1945-05-08"))).view
    chosen: list[Event] = []
    view.chosen.connect(chosen.append)
    for _ in range(3):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 0))
    assert [each.sentence for each in chosen] == [view.stack.events[place].sentence for place in (0, 1, 0)]


def test_there_are_items_for_what_is_in_view_only(qtbot: QtBot) -> None:
    view = (_chart := shown(qtbot, crowded(5000, 10))).view
    view.zoom(200)
    assert 0 < view._items.number < 500
    before = view._items.number
    view.pan(4000)
    assert 0 < view._items.number < before * 4


def test_far_away_events_are_left_out_at_first_and_counted(qtbot: QtBot) -> None:
    days = tuple(f"1941-06-{day:02d}" for day in range(1, 20))
    view = (_chart := shown(qtbot, timeline_of(*days, "2023-11-08"))).view
    window = view.window_shown()
    assert window.right < view.stack.after
    assert view.stack.beyond(window.left, window.right) == (0, 1)
    view.fit()
    window = view.window_shown()
    assert view.stack.beyond(window.left, window.right) == (0, 0)


def test_other_lanes_keep_the_part_of_time_in_view(chart: TimelineChart) -> None:
    view = chart.view
    view.zoom(5)
    view.stand_at(2)
    before = view.window_shown()
    chart.show_stack(LaneStack(timeline_of(*SPREAD, articles=2)), keep=True)
    assert view.window_shown().left == pytest.approx(before.left, abs=2 / before.per_day)
    assert view.current == 2


def test_an_empty_timeline_is_no_trouble(qtbot: QtBot) -> None:
    view = (_chart := shown(qtbot, Timeline())).view
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Plus, Qt.Key.Key_0, Qt.Key.Key_Return):
        QTest.keyClick(view, key)
    assert view.current == -1


def test_a_drawing_is_sound_xml_with_titles_and_sentences(qtbot: QtBot) -> None:
    from xml.etree import ElementTree

    made = timeline_of("1941-06-22", "1943")
    hostile = Timeline((type(made.lanes[0])("a0", 'Who & what <b>"x"</b> ]]>'),), made.events)
    view = (_chart := shown(qtbot, hostile)).view
    drawn = as_svg(picture_stack(view.stack, view.look), view.window_shown(), view.look)
    root = ElementTree.fromstring(drawn)
    words = "".join(root.itertext())
    assert "Who & what" in words
    assert "Sentence 0" in words


def test_a_picture_shows_every_lane_that_has_events(qtbot: QtBot, chart: TimelineChart) -> None:
    view = chart.view
    stack = picture_stack(view.stack, view.look)
    image = as_image(stack, view.window_shown(), view.look)
    assert image.height() > 2 * stack.total
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert {COLOURS.event, COLOURS.danger} <= colours


def test_two_fingers_pan_and_a_pinch_zooms(chart: TimelineChart) -> None:
    view = chart.view
    view.zoom(4)
    finger = QPointingDevice(
        "touchpad",
        1,
        QInputDevice.DeviceType.TouchPad,
        QPointingDevice.PointerType.Finger,
        QInputDevice.Capability.Position,
        2,
        0,
    )
    before, place = view.window_shown(), QPointF(300, 60)
    swipe = QWheelEvent(
        place,
        view.viewport().mapToGlobal(place),
        QPoint(-40, 0),
        QPoint(-80, 0),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.ScrollUpdate,
        False,
        Qt.MouseEventSource.MouseEventNotSynthesized,
        finger,
    )
    QApplication.sendEvent(view.viewport(), swipe)
    after = view.window_shown()
    assert after.left == pytest.approx(before.left + 40 / before.per_day, abs=1.5 / before.per_day)
    assert after.per_day == before.per_day
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, finger, 2, place, place, place, 0.5, QPointF(0, 0)
    )
    QApplication.sendEvent(view.viewport(), pinch)
    assert view.per_day == pytest.approx(before.per_day * 1.5)
