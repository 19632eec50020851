"""Take articles out: what, in which format, a look at the beginning, where to."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from postil.dialogs.frame import Dialog, HelperLabel, field_label, fixed_font, plain_label, stacked
from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.services import exporting
from postil.services.exporting import Exported
from postil.session.desk import Desk
from postil.session.exporting import ExportFlow, ExportProgress


class ExportingDialog(Dialog):
    """Exports the open article, the ``selected`` ones or all, and shows what the file will begin with."""

    def __init__(self, desk: Desk, selected: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(say("Export"), parent)
        self._desk = desk
        self._selected = tuple(selected)
        self._all: tuple[str, ...] = ()
        self._written: Path | None = None
        self._flow = ExportFlow(desk, self)
        self._flow.surveyed.connect(self._know_all)
        self._flow.previewed.connect(self._show_preview)
        self._flow.progressed.connect(self._show_progress)
        self._flow.finished.connect(self._finish)
        self._flow.failed.connect(self._fail)
        self._make_fields()
        self.body.addLayout(self._choices())
        self.body.addLayout(stacked(plain_label(say("How it begins"), "section"), self.preview), 1)
        self.body.addLayout(self._destination())
        self.body.addWidget(self.progress)
        self.body.addLayout(self._outcome_row())
        self.export_button = self.add_default(say("Export"))
        self.export_button.clicked.connect(self._export)
        self.close_button = self.add_escape(say("Close"))
        self._connect()
        self._renew()
        self._flow.survey()
        self.size_to(720, 640)

    def _make_fields(self) -> None:
        opened = self._desk.workspace.open
        self.this = QRadioButton(say("&This article"))
        self.this.setEnabled(opened is not None)
        self.chosen = QRadioButton(
            count("The &selected article", "The {number} &selected articles", len(self._selected))
        )
        self.chosen.setVisible(bool(self._selected))
        self.all = QRadioButton(say("&All articles"))
        self.one_file = QRadioButton(say("In o&ne file"))
        self.one_file.setChecked(True)
        self.each_file = QRadioButton(say("A file for &each, in a folder"))
        self._what, self._how = QButtonGroup(self), QButtonGroup(self)
        for button in (self.this, self.chosen, self.all):
            self._what.addButton(button)
        for button in (self.one_file, self.each_file):
            self._how.addButton(button)
        several = len(self._selected) > 1 or opened is None
        first = self.chosen if self._selected and several else self.this
        (first if first.isEnabled() else self.all).setChecked(True)
        self.format = QComboBox()
        for exporter in exporting.exporters():
            self.format.addItem(exporter.label, exporter.name)
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setFont(fixed_font(self))
        self.preview.setAccessibleName(say("How the file begins"))
        self.path = QLineEdit()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(say("Exporting"))
        self.progress.hide()
        self.outcome = HelperLabel()
        self.folder_button = QPushButton(say("Open fol&der"))
        self.folder_button.setAutoDefault(False)
        self.folder_button.hide()

    def _choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(8)
        what = QVBoxLayout()
        what.setSpacing(4)
        what.addWidget(plain_label(say("What"), "section"))
        for button in (self.this, self.chosen, self.all):
            what.addWidget(button)
        what.addStretch(1)
        how = QVBoxLayout()
        how.setSpacing(4)
        how.addWidget(plain_label(say("Into"), "section"))
        how.addWidget(self.one_file)
        how.addWidget(self.each_file)
        how.addStretch(1)
        form = QVBoxLayout()
        form.setSpacing(4)
        label = field_label(say("For&mat"), self.format)
        label.setProperty("role", "section")
        form.addWidget(label)
        form.addWidget(self.format)
        form.addStretch(1)
        for column, layout in enumerate((what, how, form)):
            grid.addLayout(layout, 0, column)
            grid.setColumnStretch(column, 1)
        return grid

    def _destination(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.path_label = field_label(say("&File"), self.path)
        self.browse_button = QPushButton(say("&Choose…"))
        self.browse_button.setAutoDefault(False)
        row.addWidget(self.path_label)
        row.addWidget(self.path, 1)
        row.addWidget(self.browse_button)
        return row

    def _outcome_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.outcome, 1)
        row.addWidget(self.folder_button)
        return row

    def _connect(self) -> None:
        self._what.buttonToggled.connect(self._renew_if_checked)
        self._how.buttonToggled.connect(self._renew_if_checked)
        self.format.currentIndexChanged.connect(self._renew)
        self.path.textChanged.connect(self._judge)
        self.browse_button.clicked.connect(self._browse)
        self.folder_button.clicked.connect(self._open_folder)

    def article_ids(self) -> tuple[str, ...]:
        """Return the ids of the articles that are chosen."""
        opened = self._desk.workspace.open
        if self.chosen.isChecked():
            return self._selected
        if self.all.isChecked():
            return self._all
        return (opened.article.id,) if opened else ()

    def format_name(self) -> str:
        """Return the name of the format that is chosen."""
        return str(self.format.currentData())

    def _in_folder(self) -> bool:
        return self.each_file.isChecked() and self.each_file.isEnabled()

    def _renew_if_checked(self, button: object, checked: bool) -> None:
        del button
        if checked:
            self._renew()

    def _renew(self) -> None:
        """Follow the choices: what the file begins with, and where it goes."""
        ids = self.article_ids()
        several = len(ids) > 1
        for button in (self.one_file, self.each_file):
            button.setEnabled(several)
        self.path_label.setText(say("&Folder") if self._in_folder() else say("&File"))
        self.path.setAccessibleName(say("Folder") if self._in_folder() else say("File"))
        self.path.setText(str(self._proposed(ids)))
        self.show_problem("")
        if ids:
            # The first articles stand for all of them.
            self.preview.setPlaceholderText(say("Reading…"))
            self._flow.preview(ids[:1] if self._in_folder() else ids[:3], self.format_name())
        else:
            self.preview.clear()
            self.preview.setPlaceholderText(say("There is no article to export yet."))
        self._judge()

    def _proposed(self, ids: tuple[str, ...]) -> Path:
        kept = self._desk.settings.text("export/folder")
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        # Some desktops name a folder for documents and never make it.
        folder = next((Path(each) for each in (kept, documents) if each and Path(each).is_dir()), Path.home())
        if self._in_folder():
            return folder
        extension = exporting.exporter(self.format_name()).extension
        return folder / exporting.suggested_name(self._desk.workspace.library, ids, extension)

    def _judge(self) -> None:
        typed = self.path.text().strip()
        self.export_button.setEnabled(bool(self.article_ids()) and bool(typed) and not self._flow.running)
        self.folder_button.hide()
        there = bool(typed) and not self._in_folder() and Path(typed).expanduser().is_file()
        self.outcome.tell(say("There is a file of that name; it will be replaced.") if there else "")

    def _know_all(self, ids: tuple[str, ...]) -> None:
        self._all = ids
        self.all.setText(count("&All of the library: {number} article", "&All {number} articles", len(ids)))
        self.all.setEnabled(bool(ids))
        if self.all.isChecked():
            self._renew()

    def _show_preview(self, beginning: str | Problem) -> None:
        if isinstance(beginning, Problem):
            self.preview.clear()
            self.show_problem(beginning)
        else:
            self.preview.setPlainText(beginning)

    def _browse(self) -> None:
        chooser = QFileDialog(self, say("Export to"), self.path.text())
        if self._in_folder():
            chooser.setFileMode(QFileDialog.FileMode.Directory)
        else:
            chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            chooser.selectFile(self.path.text())
        chooser.fileSelected.connect(self.path.setText)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _export(self) -> None:
        self.show_problem("")
        self.outcome.tell("")
        self.folder_button.hide()
        path = Path(self.path.text().strip()).expanduser().absolute()
        if self._in_folder() and not path.is_dir():
            self.show_problem(say("There is no folder {folder}; make it, or choose another one.", folder=path))
            return
        if not self._in_folder() and path.is_dir():
            self.show_problem(say("{folder} is a folder; give the name of a file in it.", folder=path))
            return
        self._written = path
        self._flow.export(self.article_ids(), self.format_name(), path)
        self._show_running()

    def _show_running(self) -> None:
        running = self._flow.running
        self.progress.setRange(0, 0)
        self.progress.setVisible(running)
        for field in (self.this, self.chosen, self.all, self.format, self.path, self.browse_button):
            field.setEnabled(not running)
        several = len(self.article_ids()) > 1 and not running
        self.one_file.setEnabled(several)
        self.each_file.setEnabled(several)
        self.this.setEnabled(not running and self._desk.workspace.open is not None)
        self.close_button.setText(say("Stop") if running else say("Close"))
        self._judge()

    def _show_progress(self, progress: ExportProgress) -> None:
        if progress.total > 1:
            self.progress.setRange(0, progress.total)
            self.progress.setValue(progress.done)

    def _finish(self, exported: Exported) -> None:
        self._show_running()
        if not exported.paths:
            self.outcome.tell(say("Stopped; nothing was written."))
            return
        first = exported.paths[0]
        self._desk.settings.put("export/folder", str(first.parent))
        if len(exported.paths) == 1:
            self.outcome.tell(say("Written: {file}", file=first))
        else:
            self.outcome.tell(
                count(
                    "Written: {number} file, into {folder}",
                    "Written: {number} files, into {folder}",
                    len(exported.paths),
                    folder=first.parent,
                )
            )
        self.folder_button.show()
        self._desk.workspace.told.emit(self.outcome.text())

    def _fail(self, problem: Problem) -> None:
        self._show_running()
        self.show_problem(problem)

    def _open_folder(self) -> None:
        if self._written is not None:
            folder = self._written if self._written.is_dir() else self._written.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def reject(self) -> None:
        """Stop what is being written and stay open; close where nothing is."""
        if self._flow.running:
            self._flow.cancel()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Close, and hear no more of what was asked for."""
        self._flow.close()
        super().done(result)
