"""Wishes that need a dialog: each opens its dialog over the window."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from postil.app.asking import open_article_id
from postil.domain.wording import say
from postil.session.arrivals import ImportOutcome, PasswordWish
from postil.session.desk import Desk
from postil.session.importing import ImportFlow
from postil.session.workspace import EntityWish

if TYPE_CHECKING:
    from postil.app.backups import BackupWishes
    from postil.session.adopting import AdoptionFlow, AdoptionOutcome


class Wishes(QObject):
    """Opens dialogs for a window; each dialog's module is loaded when it is first wanted."""

    def __init__(self, window: QWidget, desk: Desk, imports: ImportFlow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._imports = imports
        workspace = desk.workspace
        workspace.import_requested.connect(self.bring_in)
        workspace.record_requested.connect(self.edit_record)
        workspace.tags_requested.connect(self.edit_tags)
        workspace.entity_requested.connect(self.judge_entity)
        workspace.colors_requested.connect(self.rename_colors)
        imports.finished.connect(self.report_import)
        imports.password_needed.connect(self.ask_password)

    @cached_property
    def adoptions(self) -> "AdoptionFlow":
        """What brings the highlights of other programs in."""
        from postil.session.adopting import AdoptionFlow

        flow = AdoptionFlow(self._desk, self)
        flow.finished.connect(self._report_adoption)
        return flow

    @cached_property
    def backups(self) -> "BackupWishes":
        """What makes backups and restores them."""
        from postil.app.backups import BackupWishes

        return BackupWishes(self._window, self._desk)

    def back_up(self) -> None:
        """Ask for a file and write a checked copy of the library there."""
        self.backups.back_up()

    def show_backups(self) -> None:
        """Show the backups of the library."""
        self.backups.show_backups()

    def bring_in(self, kind: str) -> None:
        """Ask for files ("file"), an address ("url") or pasted text ("paste")."""
        if kind == "file":
            self.import_files()
            return
        from postil.dialogs.importing import ImportingDialog

        dialog = ImportingDialog(self._desk, self._window, tab="url" if kind == "url" else "text")
        dialog.revision_offered.connect(self._imports.revision_offered)
        dialog.open()

    def ask_password(self, wish: PasswordWish) -> None:
        """Ask for the password of a locked file, for which the import waits."""
        from postil.dialogs.password import PasswordDialog

        PasswordDialog(self._imports, wish, self._window).open()

    def import_files(self) -> None:
        """Ask for files and bring them in."""
        from postil.importers import IMPORTERS

        known = " ".join(f"*{extension}" for each in IMPORTERS for extension in each.extensions)
        filters = f"{say('Articles')} ({known});;{say('All files')} (*)"
        # The thirty endings would not fit into the line of the filter: it shows its name alone.
        paths, _ = QFileDialog.getOpenFileNames(
            self._window, say("Import files"), "", filters, options=QFileDialog.Option.HideNameFilterDetails
        )
        if paths:
            self._imports.import_files(paths)

    def import_folder(self) -> None:
        """Ask for a folder and bring in what can be read in it."""
        path = QFileDialog.getExistingDirectory(self._window, say("Import folder"))
        if path:
            self._imports.import_files([path])

    def report_import(self, outcome: ImportOutcome) -> None:
        """Say what an import brought where a sentence in passing is too little; an older report goes."""
        if not outcome.wants_report:
            return
        from postil.dialogs.import_report import ImportReportDialog

        for older in self._window.findChildren(ImportReportDialog):
            older.close()
        ImportReportDialog(self._desk, outcome, self._window).show()

    def import_text(self) -> None:
        """Ask for pasted text."""
        self.bring_in("paste")

    def import_url(self) -> None:
        """Ask for an address."""
        self.bring_in("url")

    def import_highlights(self) -> None:
        """Ask for files that other programs exported, and bring the highlights in them in."""
        from postil.importers.marks import MARK_FORMATS

        known = " ".join(sorted({f"*{extension}" for each in MARK_FORMATS for extension in each.extensions}))
        each = (f"{say(known.label)} ({' '.join(f'*{end}' for end in known.extensions)})" for known in MARK_FORMATS)
        filters = ";;".join((f"{say('Highlights of other programs')} ({known})", *each, f"{say('All files')} (*)"))
        paths, _ = QFileDialog.getOpenFileNames(
            self._window, say("Import highlights"), "", filters, options=QFileDialog.Option.HideNameFilterDetails
        )
        if paths:
            self.adoptions.adopt_files(paths)

    def take_files(self, files: Sequence[Path]) -> None:
        """Bring in highlights of other programs as such, and all other files as articles."""
        self.adoptions.sort_out(files, self._take_sorted)

    def give_up(self) -> None:
        """Read no more highlights."""
        if "adoptions" in self.__dict__:
            self.adoptions.cancel()

    def _take_sorted(self, files: tuple[list[Path], list[Path]]) -> None:
        marks, others = files
        if others:
            self._imports.import_files(others)
        if marks:
            self.adoptions.adopt_files(marks)

    def _report_adoption(self, outcome: "AdoptionOutcome") -> None:
        if outcome.adoption is None:
            from postil.session.adopting import outcome_problem

            problem = outcome_problem(outcome)
            if problem is not None:
                self._desk.workspace.tell(problem)
            return
        from postil.dialogs.adoption_report import AdoptionReportDialog

        dialog = AdoptionReportDialog(self._desk, outcome.adoption, outcome.problems, self._window, paths=outcome.paths)
        dialog.deleted_wanted.connect(self.adoptions.adopt_deleted)
        dialog.show()

    def edit_record(self, article_id: str = "") -> None:
        """Show the bibliographic record of an article, or of the open one."""
        wanted = article_id or open_article_id(self._desk.workspace)
        if wanted:
            from postil.dialogs.record import RecordDialog

            RecordDialog(self._desk, wanted, self._window).open()

    def edit_tags(self, article_ids: str | tuple[str, ...] = "") -> None:
        """Ask for the tags of an article or several, or of the open one."""
        wanted = article_ids or open_article_id(self._desk.workspace)
        if wanted:
            from postil.dialogs.tags import TagsDialog

            TagsDialog(self._desk, wanted, self._window).open()

    def judge_entity(self, wish: EntityWish) -> None:
        """Ask about an entity, a mask or a date, or show what is known of it."""
        from postil.dialogs.naming import naming_dialog

        naming_dialog(self._desk, wish, self._window).show()

    def show_dossier(self) -> None:
        """Show what the library holds about the entity that is selected in the text, or ask about whom."""
        workspace, analysis = self._desk.workspace, self._desk.findings.analysis
        chosen, key = workspace.selection, ""
        if chosen is not None and analysis is not None:
            named = (
                entity.key
                for entity in analysis.entities
                if any(each.start < chosen.end and chosen.start < each.end for each in entity.mentions)
            )
            key = next(named, "")
        workspace.entity_requested.emit(EntityWish("dossier", key))

    def show_numbers(self) -> None:
        """Show the dates, durations and figures of the open article."""
        self._desk.workspace.entity_requested.emit(EntityWish("numbers"))

    def rename_colors(self) -> None:
        """Ask what the highlight colours are to be called."""
        from postil.dialogs.colors import ColorsDialog

        ColorsDialog(self._desk, self._window).open()

    def show_settings(self) -> None:
        """Show the settings."""
        from postil.dialogs.settings import SettingsDialog

        SettingsDialog(self._desk, self._window).open()

    def show_about(self) -> None:
        """Show what Postil is."""
        from postil.dialogs.about import AboutDialog

        AboutDialog(self._desk, self._window).open()
