"""Several sources and folders from the window: progress with a way to stop it, and a report of what became of them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.windows import Opened
from postil.dialogs.import_report import ImportReportDialog
from postil.domain.sources import Source
from postil.storage.shelf import shelf


def put(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        words = f"The headline of {name}\n\nThe ship of {name} lay in the bay until the summer came.\n"
        (folder / name).write_text(words, "utf-8")
    return folder


def reports(opened: Opened) -> list[ImportReportDialog]:
    return opened.window.findChildren(ImportReportDialog)


def drop(opened: Opened, urls: list[QUrl]) -> None:
    data = QMimeData()
    data.setUrls(urls)
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    opened.window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, plain))


def test_a_dropped_folder_comes_in_with_a_report(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    folder = put(tmp_path / "clippings", "ship.txt", "hut.txt")
    (folder / "empty.txt").touch()
    with qtbot.waitSignal(opened.window.imports.finished, timeout=20_000):
        drop(opened, [QUrl.fromLocalFile(str(folder))])
    (report,) = reports(opened)
    assert [(group.title, len(group.rows)) for group in report.model.groups] == [
        ("Did not come in", 1),
        ("Came in", 2),
    ]
    assert len(shelf(opened.desk.workspace.library)) == 2


def test_a_chosen_folder_comes_in(
    opened: Opened, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put(tmp_path / "clippings", "ship.txt", "hut.txt")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    with qtbot.waitSignal(opened.window.imports.finished, timeout=20_000):
        opened.trigger("import_folder")
    assert len(shelf(opened.desk.workspace.library)) == 2


def test_several_dropped_addresses_come_in(opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(url: str) -> Source:
        words = {"a": "It lay in the bay for long.", "b": "Nobody has counted the sheep since the snow came."}[url[-1]]
        page = f"<html><body><article><h1>Page of {url[-1]}</h1><p>{words}</p></article></body>"
        return Source("url", page.encode(), "", url, "text/html", "utf-8")

    monkeypatch.setattr("postil.importers.fetching.fetch", fetch)
    with qtbot.waitSignal(opened.window.imports.finished, timeout=20_000):
        drop(opened, [QUrl("https://example.org/a"), QUrl("https://example.org/b")])
    assert {row.title for row in shelf(opened.desk.workspace.library)} == {"Page of a", "Page of b"}


def test_one_file_that_comes_in_is_told_in_passing(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    folder = put(tmp_path / "clippings", "ship.txt")
    with qtbot.waitSignal(opened.window.imports.finished, timeout=20_000):
        opened.window.imports.import_files([folder / "ship.txt"])
    assert reports(opened) == []
    assert opened.window.status.sentence == "Came in: “The headline of ship.txt”"


def test_a_new_report_takes_the_place_of_the_last(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("gone.txt", "gone too.txt"):
        with qtbot.waitSignal(opened.window.imports.finished, timeout=20_000):
            opened.window.imports.import_files([tmp_path / name])
    qtbot.waitUntil(lambda: len(reports(opened)) == 1)
    assert reports(opened)[0].model.groups[0].rows[0].title == "gone too.txt"


def test_the_status_bar_says_what_is_being_read_and_its_button_stops_it(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = put(tmp_path / "clippings", "ship.txt", "hut.txt", "a name that is far too long for the status bar.txt")
    imports = opened.window.imports
    imports.import_files(sorted(folder.iterdir()))
    bar = opened.window.status.import_work
    assert bar is not None
    assert bar.isVisible()
    assert bar.words == "Reading 1 of 3: a name that is far too long for the…"
    with qtbot.waitSignal(imports.finished, timeout=20_000):
        bar.stop.click()
    assert not bar.isVisible()
    assert not imports.running
    assert shelf(opened.desk.workspace.library) == ()


def test_closing_the_window_ends_what_is_being_read(opened: Opened, tmp_path: Path) -> None:
    folder = put(tmp_path / "clippings", "ship.txt", "hut.txt")
    opened.window.imports.import_files([folder])
    opened.window.close()
    assert not opened.window.imports.running


def test_the_filter_of_files_is_shown_by_its_name_alone(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def ask(*args: object, options: object = None) -> tuple[list[str], str]:
        asked.append(options)
        return [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", ask)
    opened.window.actions_by_name["import_files"].trigger()
    opened.window.actions_by_name["import_highlights"].trigger()
    assert asked == [QFileDialog.Option.HideNameFilterDetails] * 2
