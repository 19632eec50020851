"""The folders that are kept up to date as the reader goes on: how each stands, and how to stop it."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QWidget

from postil.dialogs.frame import Dialog, HelperLabel, plain_label
from postil.domain.wording import count, say
from postil.exporters.options import options_from
from postil.services import exporting
from postil.session.desk import Desk
from postil.session.watching import Watching, paused_sentence
from postil.widgets.empty import EmptyState
from postil.widgets.opening import open_outside
from postil.widgets.two_lines import TwoLinesDelegate

_FOLDER = Qt.ItemDataRole.UserRole


class WatchedFoldersDialog(Dialog):
    """Lists the folders; ``waiting_requested`` asks to see the files that wait, ``export_requested`` to add one."""

    waiting_requested = Signal()
    export_requested = Signal()

    def __init__(self, desk: Desk, watching: Watching, parent: QWidget | None = None) -> None:
        super().__init__(say("Folders kept up to date"), parent)
        self._desk = desk
        self._watching = watching
        self.told = plain_label(
            say(
                "Postil writes the notes of all articles to these folders as you read. What you write in the files "
                "stays; files that you delete stay deleted."
            ),
            "muted",
        )
        self.folders = QListWidget()
        self.folders.setAccessibleName(say("Folders"))
        self.folders.setItemDelegate(TwoLinesDelegate(self.folders))
        self.folders.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.empty = EmptyState()
        self.empty.tell(
            say("No folder is kept up to date yet"), say("Add one, such as the vault of Obsidian that you write in.")
        )
        self.empty.set_icon("export", desk.looks.theme.window["muted"])
        self.paused = HelperLabel()
        self.stop_button = _button(say("&Stop keeping it up to date"))
        self.here_button = _button(say("&Keep it up to date from here"))
        self.open_button = _button(say("&Open folder"))
        self.waiting_button = _button("")
        self.body.addWidget(self.told)
        self.body.addWidget(self.folders, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.paused)
        self.body.addLayout(self._row())
        self.add_button = self.add_default(say("&Add a folder…"))
        self.add_escape(say("Close"))
        self.add_button.clicked.connect(self._add)
        self.stop_button.clicked.connect(self._stop)
        self.here_button.clicked.connect(self._allow)
        self.open_button.clicked.connect(self._open)
        self.waiting_button.clicked.connect(self._show_waiting)
        self.folders.currentRowChanged.connect(self._judge)
        watching.folders_changed.connect(self._fill)
        watching.waiting_changed.connect(self._fill)
        self._fill()
        self.size_to(560, 400)

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.here_button, self.stop_button, self.open_button, self.waiting_button):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _fill(self) -> None:
        chosen = self.folders.currentRow()
        self.folders.clear()
        for record in self._watching.folders:
            item = QListWidgetItem(f"{record.id}\n{self._standing(Path(record.id), record.options)}")
            item.setData(_FOLDER, record.id)
            self.folders.addItem(item)
        there = self.folders.count() > 0
        self.folders.setVisible(there)
        self.empty.setVisible(not there)
        self.stop_button.setVisible(there)
        self.open_button.setVisible(there)
        self.paused.tell("" if self._desk.settings.flag("export/watching") else paused_sentence())
        waiting = len(self._watching.waiting)
        self.waiting_button.setText(
            count("Look at {number} &waiting file…", "Look at {number} &waiting files…", waiting)
        )
        self.waiting_button.setVisible(waiting > 0)
        if there:
            self.folders.setCurrentRow(min(max(0, chosen), self.folders.count() - 1))
        self._judge()

    def _standing(self, folder: Path, options: str) -> str:
        label = exporting.exporter(options_from(options).format).label
        if not self._watching.is_allowed(str(folder)):
            return say("{format}: not kept up to date from this computer until you say so", format=label)
        if not folder.is_dir():
            return say("{format}: the folder is not there; it is kept up to date again when it is back.", format=label)
        waiting = sum(folder in plan.path.parents for plan in self._watching.waiting)
        if waiting:
            words = count("{number} file waits for you", "{number} files wait for you", waiting)
            return say("{format}: {waiting}", format=label, waiting=words)
        return say("{format}: up to date", format=label)

    def _judge(self) -> None:
        chosen = self.folders.currentRow() >= 0
        self.stop_button.setEnabled(chosen)
        self.open_button.setEnabled(chosen)
        folder = self._folder()
        self.here_button.setVisible(folder is not None and not self._watching.is_allowed(str(folder)))

    def _folder(self) -> Path | None:
        row = self.folders.currentRow()
        return Path(str(self.folders.item(row).data(_FOLDER))) if row >= 0 else None

    def _add(self) -> None:
        self.export_requested.emit()
        self.accept()

    def _stop(self) -> None:
        folder = self._folder()
        if folder is not None:
            self._watching.unwatch(folder)

    def _allow(self) -> None:
        folder = self._folder()
        if folder is not None:
            self._watching.allow(str(folder))

    def _open(self) -> None:
        folder = self._folder()
        if folder is not None:
            self.show_problem(open_outside(QUrl.fromLocalFile(str(folder))))

    def _show_waiting(self) -> None:
        self.waiting_requested.emit()
        self.accept()


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    return button
