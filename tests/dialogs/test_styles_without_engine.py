"""Where styles are chosen, when citeproc-js was not fetched: what cannot be had is grey and says why."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from desks import add_article, close_desk, make_desk
from postil.dialogs.exporting import ExportingDialog
from postil.dialogs.source_preview import SourcePreview
from postil.dialogs.style_choice import StyleChoice
from postil.services import plain_citeproc
from postil.services.styles import OFFERED
from postil.session import citing
from postil.session.citing import citations_of
from postil.session.desk import Desk

OWN = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>My style</title></info>
  <citation><layout><text variable="title"/></layout></citation>
</style>"""


def missing() -> None:
    return None


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    del qtbot
    monkeypatch.setattr(plain_citeproc, "engine_file", missing)
    monkeypatch.setattr(citing, "engine_file", missing)
    made = make_desk(tmp_path)
    add_article(made.workspace.library, "Rivers rise.", title="Rivers")
    yield made
    close_desk(made)


@contextmanager
def boxes(desk: Desk, qtbot: QtBot) -> Generator[list[QComboBox]]:
    """Give the boxes of all places where a style is chosen, and close those when they are at rest."""
    preview, choice, exporting = SourcePreview(desk), StyleChoice(desk), ExportingDialog(desk)
    for each in (preview, choice):
        qtbot.addWidget(each)
    exporting.open()
    qtbot.waitUntil(lambda: "ll " in exporting.choices.all.text() and not desk.jobs.busy)
    yield [preview.style_choice, choice.styles, exporting.choices.styles]
    exporting.close()


def test_every_list_of_styles_greys_what_cannot_be_had_and_says_why(desk: Desk, qtbot: QtBot) -> None:
    with boxes(desk, qtbot) as shown:
        for combo in shown:
            model = combo.model()
            assert isinstance(model, QStandardItemModel)
            for row, style in enumerate(OFFERED):
                had = style.name in plain_citeproc.RENDERED
                assert model.item(row).isEnabled() is had
                for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
                    assert bool(combo.itemData(row, role)) is not had
            assert "citeproc-js" in combo.toolTip()
            assert "citeproc-js" in combo.accessibleDescription()


def test_a_saved_style_that_cannot_be_had_gives_way_in_one_sentence(desk: Desk, qtbot: QtBot) -> None:
    desk.settings.put("citing/style", "modern-language-association")
    with qtbot.waitSignal(desk.workspace.told) as told:
        citations = citations_of(desk)
    sentence = "“MLA” needs citeproc-js, which was not fetched when Postil was installed: APA stands in for it."
    assert told.args == [sentence]
    assert citations.style == "apa"
    assert desk.settings.text("citing/style") == "modern-language-association"
    choice = StyleChoice(desk)
    qtbot.addWidget(choice)
    assert choice.styles.currentData() == "apa"
    assert choice.hint.text() == sentence


def test_a_style_of_the_reader_s_is_kept_and_said_to_need_more(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "mine.csl"
    file.write_text(OWN, "utf-8")
    choice = StyleChoice(desk)
    qtbot.addWidget(choice)
    choice.take(file)
    assert "“My style” is kept. Needs citeproc-js" in choice.problem.text()
    assert choice.styles.currentData() == "apa"
    assert choice.styles.findData("mine") >= 0


def test_with_citeproc_js_no_style_is_grey(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (plain_citeproc, citing):
        monkeypatch.setattr(module, "engine_file", lambda: tmp_path / "citeproc.js")
    desk = make_desk(tmp_path)
    add_article(desk.workspace.library, "Rivers rise.", title="Rivers")
    with boxes(desk, qtbot) as shown:
        for combo in shown:
            assert all(combo.itemData(row, Qt.ItemDataRole.ToolTipRole) is None for row in range(combo.count()))
            assert combo.toolTip() == ""
    close_desk(desk)
