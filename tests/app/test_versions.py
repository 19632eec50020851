"""A newer version on the real window: offered, taken, reviewed, compared."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.windows import Opened
from finding import part_of, visible_part
from postil.app.versions import summary
from postil.dialogs.import_report import ImportReportDialog
from postil.dialogs.revision_offer import RevisionOfferDialog
from postil.dialogs.versions import VersionsDialog
from postil.domain.records import Highlight
from postil.panels.notes import NotesPanel
from postil.storage.shelf import shelf
from postil.storage.versions import versions_of
from revisions import MARKED, NEW, OLD, in_every_state, mark


def as_file(text: str) -> str:
    return text.replace("\n", "\n\n")


@pytest.fixture
def reading(opened: Opened, tmp_path: Path) -> Opened:
    """A window with the article of a file open, and a highlight of every fate."""
    path = tmp_path / "telegram.txt"
    path.write_text(as_file(OLD), "utf-8")
    opened.wait_for_page(lambda: opened.window.open_target(str(path)))
    for words in MARKED.values():
        mark(opened.desk.workspace, opened.article.article.id, words)
    return opened


def take_newer(opened: Opened, folder: Path, qtbot: QtBot) -> None:
    path = folder / "telegram.txt"
    path.write_text(as_file(NEW), "utf-8")
    opened.window.open_target(str(path))
    offer = visible_part(opened.window, RevisionOfferDialog, qtbot)
    assert "same file" in offer.reason.text()
    opened.wait_for_page(offer.add_button.click)


def states(opened: Opened) -> dict[str, str]:
    marked = opened.desk.workspace.library.highlights(opened.article.article.id)
    return {highlight.quoted.exact: highlight.state for highlight in marked}


def test_the_same_file_with_other_words_is_offered_and_taken(reading: Opened, tmp_path: Path, qtbot: QtBot) -> None:
    take_newer(reading, tmp_path, qtbot)
    assert len(shelf(reading.desk.workspace.library)) == 1
    assert states(reading) == {words: state for state, words in MARKED.items()}
    assert reading.text == NEW
    said = "The new version is in: 1 highlight as it was, 1 moved, 1 to review, 1 lost."
    qtbot.waitUntil(lambda: reading.window.status.sentence == said)


def test_the_status_bar_leads_to_what_is_to_be_reviewed(reading: Opened, tmp_path: Path, qtbot: QtBot) -> None:
    take_newer(reading, tmp_path, qtbot)
    qtbot.waitUntil(lambda: "to review" in reading.window.status.sentence)
    reading.window.status._button.click()  # pyright: ignore[reportOptionalMemberAccess]
    pane = part_of(reading.window, NotesPanel)
    qtbot.waitUntil(lambda: {one.state for one in pane.highlights.shown} == {"changed", "lost"})


def test_f4_goes_to_the_changed_one_and_keys_confirm_it(reading: Opened, tmp_path: Path, qtbot: QtBot) -> None:
    take_newer(reading, tmp_path, qtbot)
    pane = part_of(reading.window, NotesPanel)
    qtbot.waitUntil(lambda: pane.highlights.waiting == 1)
    reading.trigger("next_review")
    qtbot.waitUntil(lambda: pane.highlights.get(pane.list.current) is not None)
    changed = pane.highlights.get(pane.list.current)
    assert changed is not None
    assert changed.state == "changed"
    reading.trigger("confirm_place")
    stored = reading.desk.workspace.library.get(Highlight, changed.id)
    assert stored is not None
    assert stored.reviewed


def test_undo_brings_the_old_version_back(reading: Opened, tmp_path: Path, qtbot: QtBot) -> None:
    take_newer(reading, tmp_path, qtbot)
    reading.wait_for_page(lambda: reading.trigger("undo"))
    assert reading.text == OLD
    assert set(states(reading).values()) == {"exact"}


def test_the_versions_open_from_the_menu(reading: Opened, tmp_path: Path, qtbot: QtBot) -> None:
    take_newer(reading, tmp_path, qtbot)
    reading.trigger("versions")
    dialog = visible_part(reading.window, VersionsDialog, qtbot)
    qtbot.waitUntil(lambda: dialog.rows.rowCount() > 0)
    assert dialog.versions.count() == 2
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_version_is_added_from_another_file(
    reading: Opened, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "corrected.txt"
    path.write_text(as_file(NEW), "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(path), ""))
    reading.trigger("add_version")
    offer = visible_part(reading.window, RevisionOfferDialog, qtbot)
    reading.wait_for_page(offer.add_button.click)
    assert len(versions_of(reading.desk.workspace.library, reading.article.article.id)) == 2


def test_the_keyboard_reaches_the_report_that_stood_behind_the_offer(
    reading: Opened, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    activated: list[ImportReportDialog] = []

    def note(dialog: ImportReportDialog) -> None:
        activated.append(dialog)

    newer, empty = tmp_path / "telegram.txt", tmp_path / "empty.txt"
    newer.write_text(as_file(NEW), "utf-8")
    empty.touch()
    reading.window.imports.import_files([str(newer), str(empty)])
    offer = visible_part(reading.window, RevisionOfferDialog, qtbot)
    report = visible_part(reading.window, ImportReportDialog, qtbot)
    # Here the focus goes to it by itself; where a window manager gives it to the main window, it has to be asked for.
    monkeypatch.setattr(ImportReportDialog, "activateWindow", note)
    qtbot.keyClick(offer, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: activated == [report])
    qtbot.keyClick(report, Qt.Key.Key_Escape)


def test_the_source_is_looked_at_again_on_asking(reading: Opened, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reading.window.imports.finished, timeout=20_000):
        reading.trigger("check_version")
    assert not any(each.isVisible() for each in reading.window.findChildren(RevisionOfferDialog))
    (tmp_path / "telegram.txt").write_text(as_file(NEW), "utf-8")
    reading.trigger("check_version")
    visible_part(reading.window, RevisionOfferDialog, qtbot).reject()
    assert reading.text == OLD


def test_a_summary_counts_each_fate(opened: Opened) -> None:
    from desks import add_article

    article = add_article(opened.desk.workspace.library, OLD)
    marked = in_every_state(opened.desk.workspace, article)
    assert summary(marked.values()).endswith("1 highlight as it was, 1 moved, 1 to review, 1 lost.")
    assert summary(()) == "The new version is in."
