"""The timeline in the window: made when it is wanted, kept as it was left, and hand in hand with the text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget
from pytestqt.qtbot import QtBot

from app.windows import Opened
from desks import add_article
from postil.app.window import Window
from postil.panels.timeline import TimelinePanel
from postil.services.analysing import known_analysis
from postil.session.workspace import Passage


def test_the_timeline_is_not_made_before_somebody_wants_to_see_it(opened: Opened) -> None:
    assert opened.window.findChild(QWidget, "timeline") is None
    toggle = next(action for action in opened.window.actions() if action.property("panel") == "timeline")
    toggle.trigger()
    timeline = opened.window.findChild(QWidget, "timeline")
    assert timeline is not None
    assert timeline.isVisible()
    toggle.trigger()
    assert not timeline.isVisible()


def test_a_timeline_that_was_shown_is_shown_again(qtbot: QtBot, opened: Opened) -> None:
    toggle = next(action for action in opened.window.actions() if action.property("panel") == "timeline")
    toggle.trigger()
    rows = opened.window.centralWidget()
    assert isinstance(rows, QSplitter)
    rows.setSizes([400, 300])
    high = rows.sizes()[1]
    opened.window.close()
    window = Window(opened.desk)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.completed, timeout=20_000):
        window.show()
    timeline = window.findChild(QWidget, "timeline")
    assert timeline is not None
    assert timeline.isVisible()
    rows = window.centralWidget()
    assert isinstance(rows, QSplitter)
    assert rows.sizes()[1] == high
    window.close()


def test_a_date_in_the_text_and_its_event_find_each_other(qtbot: QtBot, opened: Opened) -> None:
    window, workspace = opened.window, opened.desk.workspace
    article_id = add_article(
        workspace.library, "The pole\n" + "Snow fell. " * 3000 + "On 14 December 1911 they were there."
    )
    article = workspace.library.article(article_id)
    assert article is not None
    revision = workspace.library.revision(article.revision_id)
    assert revision is not None
    known_analysis(workspace.library, revision, make=True)
    opened.wait_for_page(lambda: workspace.open_article(article_id))
    next(action for action in window.actions() if action.property("panel") == "timeline").trigger()
    panel = window.findChild(TimelinePanel)
    assert panel is not None
    with qtbot.waitSignal(panel.gathering.gathered):
        pass
    view = panel.chart.view
    start = revision.document.text.index("14 December 1911")
    workspace.mention_requested.emit(Passage(start, start + 16))
    assert view.stack.events[view.current].edtf == "1911-12-14"
    with qtbot.waitSignal(workspace.position_changed):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert "14 December 1911" in revision.document.text[window.article.surface.reading_position().position :]
    assert window.article.surface.reading_position().position > 20_000


def test_the_timeline_is_exported_from_the_menu(qtbot: QtBot, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(TimelinePanel, "ask_export", lambda _: asked.append(True))
    opened.trigger("export_timeline")
    assert asked == [True]
    panel = opened.window.findChild(TimelinePanel)
    assert panel is not None
    assert panel.isVisible()
