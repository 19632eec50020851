"""Take articles out: what, in which format, by which template, a look at the beginning, where to."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QWidget,
)

from postil.dialogs.export_choices import ExportChoices
from postil.dialogs.export_preview import ExportPreview
from postil.dialogs.frame import Dialog, HelperLabel, field_label
from postil.dialogs.style_choice import fill_styles
from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.exporters.options import ExportOptions, options_from
from postil.services import exporting
from postil.services.exporting import Exported
from postil.services.rewriting import file_id
from postil.services.styles import USUAL
from postil.session.citing import STYLE, citations_of
from postil.session.desk import Desk
from postil.session.exporting import ExportFlow, ExportProgress, Previewed
from postil.session.looks import Theme
from postil.session.templates import OwnTemplates
from postil.widgets.opening import open_outside

if TYPE_CHECKING:
    from postil.session.watching import Watching

_KEPT_UP = frozenset({"markdown", "obsidian", "pandoc"})
"""Formats that one writes in oneself: of these, a folder is kept up to date as a rule."""


class ExportingDialog(Dialog):
    """Exports the open article, the ``selected`` ones or all, and shows what the file will begin with.

    Where ``watching`` is given, a folder of all articles can be kept up to date, and ``for_folder`` proposes that.
    ``only`` are the ids of the highlights of the selected ones, and of these where their notes are meant; None for all.
    """

    def __init__(
        self,
        desk: Desk,
        selected: Sequence[str] = (),
        parent: QWidget | None = None,
        *,
        watching: "Watching | None" = None,
        only: frozenset[str] | None = None,
        for_folder: bool = False,
    ) -> None:
        super().__init__(say("Export"), parent)
        self._desk = desk
        self._watching = watching
        self._selected = tuple(selected)
        self._only = only
        self._all: tuple[str, ...] = ()
        self._written: Path | None = None
        self._to_watch: Path | None = None
        self._wants_watching = for_folder
        self._flow = ExportFlow(desk, self)
        self._make_fields()
        self.body.addWidget(self._middle(), 1)
        self.body.addLayout(self._destination())
        self.body.addWidget(self.watch)
        self.body.addWidget(self.progress)
        self.body.addLayout(self._outcome_row())
        self.export_button = self.add_default(say("Export"))
        self.close_button = self.add_escape(say("Close"))
        self._recall()
        if for_folder:
            self._propose_folder()
        self._connect()
        self._renew()
        self._flow.survey()
        self.size_to(980, 760)

    def _make_fields(self) -> None:
        opened = self._desk.workspace.open
        self.choices = ExportChoices(len(self._selected), has_open=opened is not None)
        if self._only is not None:
            chosen = count(
                "&Selected: {number} highlight or note", "&Selected: {number} highlights and notes", len(self._only)
            )
            self.choices.chosen.setText(chosen)
            self.choices.chosen.setChecked(True)
        fill_styles(self.choices.styles, citations_of(self._desk))
        self.page = ExportPreview(
            OwnTemplates(self._desk.settings.folder / "templates"), self._desk.looks.theme.page["removed"]
        )
        self.preview = self.page.text
        self.path = QLineEdit()
        self.watch = QCheckBox(say("&Keep this folder up to date as I read"))
        self.watch.hide()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(say("Exporting"))
        self.progress.hide()
        self.outcome = HelperLabel()
        self.folder_button = QPushButton(say("Open fol&der"))
        self.folder_button.setAutoDefault(False)
        self.folder_button.hide()

    def _middle(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.choices)
        splitter.addWidget(self.page)
        splitter.setStretchFactor(1, 1)
        return splitter

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

    def _recall(self) -> None:
        """Choose as the last export did."""
        self.choices.set_options(options_from(self._desk.settings.text("export/options")))
        self._offer_templates(self._desk.settings.text("export/template"))

    def _propose_folder(self) -> None:
        """Choose all articles, each in a file of its own; a vault where the last export was no Markdown."""
        self.choices.all.setChecked(True)
        self.choices.each_file.setChecked(True)
        if exporting.exporter(self.choices.format_name).name not in _KEPT_UP:
            self.choices.format.setCurrentIndex(max(0, self.choices.format.findData("obsidian")))
            self._offer_templates()

    def _offer_templates(self, wished: str = "") -> None:
        name = self.choices.format_name
        self.page.show_format(name, exporting.exporter(name).template, wished)

    def _connect(self) -> None:
        self._flow.surveyed.connect(self._know_all)
        self._flow.previewed.connect(self._show_preview)
        self._flow.progressed.connect(self._show_progress)
        self._flow.finished.connect(self._finish)
        self._flow.failed.connect(self._fail)
        self.choices.format_changed.connect(self._follow_format)
        self.choices.changed.connect(self._renew)
        self.choices.styles.currentIndexChanged.connect(self._restyle_citations)
        self.page.changed.connect(self._look)
        self.page.failed.connect(self.show_problem)
        self.path.textChanged.connect(self._judge)
        self.watch.clicked.connect(self._unwatch_if_off)
        self.browse_button.clicked.connect(self._browse)
        self.folder_button.clicked.connect(self._open_folder)
        self.export_button.clicked.connect(self._export)
        self._desk.looks.changed.connect(self._restyle)

    def article_ids(self) -> tuple[str, ...]:
        """Return the ids of the articles that are chosen."""
        opened = self._desk.workspace.open
        if self.choices.chosen.isChecked():
            return self._selected
        if self.choices.all.isChecked():
            return self._all
        return (opened.article.id,) if opened else ()

    def options(self) -> ExportOptions:
        """Return how the reader wants the export."""
        options = self.choices.options(self.page.template_text)
        return replace(options, only=self._only) if self.choices.chosen.isChecked() else options

    def _follow_format(self) -> None:
        self._offer_templates()

    def _restyle_citations(self) -> None:
        """The style that is chosen here is the reader's from now on."""
        self._desk.settings.put(STYLE, str(self.choices.styles.currentData() or USUAL))
        self._look()

    def _renew(self) -> None:
        """Follow the choices: what the file begins with, and where it goes."""
        ids = self.article_ids()
        self.choices.follow(len(ids), running=self._flow.running)
        in_folder = self._in_folder()
        self.path_label.setText(say("&Folder") if in_folder else say("&File"))
        self.path.setAccessibleName(say("Folder") if in_folder else say("File"))
        self.path.setText(str(self._proposed(ids)))
        self._look()
        self._judge()

    def _in_folder(self) -> bool:
        return self.choices.in_folder

    def _look(self) -> None:
        """Have the beginning rendered; the first articles stand for all of them."""
        ids = self.article_ids()
        self.show_problem("")
        if ids:
            self.preview.setPlaceholderText(say("Reading…"))
            alone = self._in_folder() and not self.choices.makes_folder
            self._flow.preview(ids, self.options(), first=1 if alone else 3)
        else:
            self.preview.clear()
            self.preview.setPlaceholderText(say("There is no article to export yet."))

    def _proposed(self, ids: tuple[str, ...]) -> Path:
        kept = self._desk.settings.text("export/folder")
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        # Some desktops name a folder for documents and never make it.
        folder = next((Path(each) for each in (kept, documents) if each and Path(each).is_dir()), Path.home())
        if self._in_folder():
            return folder
        extension = exporting.exporter(self.choices.format_name).extension
        return folder / exporting.suggested_name(self._desk.workspace.library, ids, extension)

    def _target(self) -> Path | None:
        typed = self.path.text().strip()
        return Path(typed).expanduser().absolute() if typed else None

    def _judge(self) -> None:
        path, in_folder = self._target(), self._in_folder()
        self.export_button.setEnabled(bool(self.article_ids()) and path is not None and not self._flow.running)
        self.folder_button.hide()
        there = path is not None and not in_folder and path.is_file()
        self.outcome.tell(
            say("There is a file of that name; what you wrote in it is kept, unless you decide otherwise.")
            if there
            else ""
        )
        self.watch.setVisible(self._watching is not None and in_folder and self.choices.all.isChecked())
        self.watch.setChecked(self._wants_watching or self._is_watched(path))

    def _is_watched(self, path: Path | None) -> bool:
        if self._watching is None or path is None or not self._in_folder():
            return False
        return any(folder.id == file_id(path) for folder in self._watching.folders)

    def _unwatch_if_off(self, on: bool) -> None:
        self._wants_watching = on
        path = self._target()
        if not on and self._watching is not None and path is not None and self._is_watched(path):
            self._watching.unwatch(path)
            self.outcome.tell(say("“{folder}” is no longer kept up to date.", folder=path.name))

    def _know_all(self, ids: tuple[str, ...]) -> None:
        self._all = ids
        self.choices.all.setText(count("&All of the library: {number} article", "&All {number} articles", len(ids)))
        self.choices.all.setEnabled(bool(ids))
        if self.choices.all.isChecked():
            self._renew()

    def _show_preview(self, beginning: Previewed | Problem) -> None:
        if isinstance(beginning, Problem):
            self.preview.clear()
            self.show_problem(beginning)
        else:
            self.page.show_text(beginning.text, beginning.faults)

    def _browse(self) -> None:
        chooser = QFileDialog(self, say("Export to"), self.path.text())
        if self._in_folder():
            chooser.setFileMode(QFileDialog.FileMode.Directory)
        else:
            chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            chooser.setOption(QFileDialog.Option.DontConfirmOverwrite)
            chooser.selectFile(self.path.text())
        chooser.fileSelected.connect(self.path.setText)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _export(self) -> None:
        self.show_problem("")
        self.outcome.tell("")
        self.folder_button.hide()
        self.page.flush()
        path, in_folder = self._target(), self._in_folder()
        if path is None:
            return
        if in_folder and not path.is_dir():
            self.show_problem(say("There is no folder {folder}; make it, or choose another one.", folder=path))
            return
        if not in_folder and path.is_dir():
            self.show_problem(say("{folder} is a folder; give the name of a file in it.", folder=path))
            return
        self._written = path
        self._remember()
        self._to_watch = path if not self.watch.isHidden() and self.watch.isChecked() else None
        self._flow.export(self.article_ids(), self.options(), path)
        self._show_running()

    def _remember(self) -> None:
        settings = self._desk.settings
        settings.put("export/options", replace(self.options(), template="").to_json())
        settings.put("export/template", self.page.template_name)

    def _show_running(self) -> None:
        running = self._flow.running
        self.progress.setRange(0, 0)
        self.progress.setVisible(running)
        self.choices.follow(len(self.article_ids()), running=running)
        for field in (self.page, self.path, self.browse_button, self.watch):
            field.setEnabled(not running)
        self.close_button.setText(say("Stop") if running else say("Close"))
        self._judge()

    def _show_progress(self, progress: ExportProgress) -> None:
        if progress.total > 1:
            self.progress.setRange(0, progress.total)
            self.progress.setValue(progress.done)

    def _finish(self, exported: Exported) -> None:
        if self._to_watch is not None and self._watching is not None:
            self._watching.watch(self._to_watch, self.options())
        self._to_watch = None
        self._show_running()
        if exported.failed is not None:
            self.show_problem(exported.failed)
        if exported.waiting:
            self._ask_about(exported)
        if not exported.paths:
            self.outcome.tell("" if exported.waiting else say("Stopped; nothing was written."))
            return
        first = exported.paths[0]
        folder = self._written if self._written is not None and self._written.is_dir() else first.parent
        self._desk.settings.put("export/folder", str(folder))
        if len(exported.paths) == 1:
            self.outcome.tell(say("Written: {file}", file=first))
        else:
            self.outcome.tell(
                count(
                    "Written: {number} file, into {folder}",
                    "Written: {number} files, into {folder}",
                    len(exported.paths),
                    folder=folder,
                )
            )
        self.folder_button.show()
        self._desk.workspace.told.emit(self.outcome.text())

    def _ask_about(self, exported: Exported) -> None:
        """Show what would change in the files that the reader wrote in."""
        from postil.dialogs.file_changes import FileChangesDialog

        dialog = FileChangesDialog(self._desk, exported.waiting, self)
        dialog.decided.connect(self._flow.carry_out)
        dialog.finished.connect(self._show_running)
        dialog.open()

    def _fail(self, problem: Problem) -> None:
        self._show_running()
        self.show_problem(problem)

    def _open_folder(self) -> None:
        if self._written is not None:
            folder = self._written if self._written.is_dir() else self._written.parent
            self.show_problem(open_outside(QUrl.fromLocalFile(str(folder))))

    def _restyle(self, theme: Theme) -> None:
        self.page.set_faulty(theme.page["removed"])

    def reject(self) -> None:
        """Stop what is being written and stay open; close where nothing is."""
        if self._flow.running:
            self._flow.cancel()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Close, and hear no more of what was asked for."""
        self.page.flush()
        self._flow.close()
        super().done(result)
