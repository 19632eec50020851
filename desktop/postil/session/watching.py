"""Folders kept up to date while the reader goes on: a moment after each change, beside the window."""

import json
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from postil.domain.edits import Edit
from postil.domain.problems import Problem
from postil.domain.records import ExportedFile
from postil.domain.wording import count, say
from postil.exporters.options import ExportOptions, options_from
from postil.services.exporting import Exported
from postil.services.rewriting import Rewriting, carry_out, file_id, remember
from postil.services.watched import Touched, renew, touched_by, unwatch, watch, watched_folders
from postil.session.desk import Desk
from postil.session.exporting import in_style_of
from postil.session.settings import SettingChanged
from postil.storage.library import Library

WAITED = 3_000
"""Milliseconds without a change after which folders are brought up to date."""

HERE = "export/watched_here"
"""The setting that has the folders the reader has asked for on this computer: JSON, pairs of a library and a folder."""

LONGEST = 30_000
"""Milliseconds after which they are, although changes go on coming."""

_BREATH = 0.002
"""Seconds between two articles in which the window comes to its turn."""


class Watching(QObject):
    """Keeps the watched folders of a library up to date, where the reader's settings say so.

    A library can come from somebody else, and the folders that it names with it. So those alone are written to that the
    reader of this computer has asked for in this library.

    ``renewed`` carries the Exported of a folder; ``waiting_changed`` the plans (Rewriting) of the files that wait for
    the reader, for they were changed both by hand and in the library; ``folders_changed`` tells that a folder is
    watched from now on, or no more.
    """

    renewed = Signal(object)
    waiting_changed = Signal(object)
    folders_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None, *, waited: int = WAITED) -> None:
        super().__init__(parent)
        self._desk = desk
        self._touched = Touched()
        self._running: list[ExportedFile] = []
        self._renewing = Touched()
        self._job = 0
        self._told: dict[str, str] = {}
        self._is_said = False
        self._is_closed = False
        self._waiting: dict[str, tuple[Rewriting, ...]] = {}
        self._soon = _timer(self, waited, self._begin)
        self._at_last = _timer(self, LONGEST, self._begin)
        desk.workspace.changed.connect(self._hear)
        desk.workspace.altered.connect(self.renew_all)
        desk.settings.changed.connect(self._hear_setting)
        desk.findings.changed.connect(self._hear_findings)
        self.renew_all()

    @property
    def folders(self) -> tuple[ExportedFile, ...]:
        """The records of the folders that are kept up to date."""
        return watched_folders(self._desk.workspace.library)

    @property
    def waiting(self) -> tuple[Rewriting, ...]:
        """The plans of all files that wait for the reader."""
        return tuple(plan for plans in self._waiting.values() for plan in plans)

    @property
    def busy(self) -> bool:
        """Whether a folder is being brought up to date, or will be in a moment."""
        return bool(self._job) or self._soon.isActive()

    def watch(self, folder: Path, options: ExportOptions) -> None:
        """Keep a folder up to date from now on."""
        if self._desk.workspace.record(watch(self._desk.workspace.library, folder, options)):
            self.allow(file_id(folder))

    def allow(self, folder_id: str) -> None:
        """Keep a folder that the library names up to date from this computer too."""
        self._put_allowed({*self._allowed(), (self._library, folder_id)})
        self.folders_changed.emit()
        self.renew_all()

    def is_allowed(self, folder_id: str) -> bool:
        """Return whether the reader has asked for a folder on this computer."""
        return (self._library, folder_id) in self._allowed()

    def unwatch(self, folder: Path) -> None:
        """Leave a folder as it is from now on."""
        library = self._desk.workspace.library
        if self._desk.workspace.record(unwatch(library, folder)):
            self._waiting.pop(str(folder), None)
            self._told.pop(str(folder), None)
            self._put_allowed(self._allowed() - {(self._library, file_id(folder))})
            self.folders_changed.emit()
            self.waiting_changed.emit(self.waiting)

    def renew_all(self) -> None:
        """Bring all watched folders up to date, in a moment."""
        self._note(Touched(all=True))

    def carry_out(self, plans: Sequence[Rewriting]) -> None:
        """Write the files that the reader has decided about; those that were not among them wait on."""
        work = partial(_carry_out, self._desk.workspace.library.path, tuple(plans))
        self._desk.jobs.run(work, self._follow_decision, self._desk.workspace.tell)

    def _follow_decision(self, records: tuple[ExportedFile, ...]) -> None:
        self._desk.workspace.record(remember(self._desk.workspace.library, records))
        decided = {record.id for record in records}
        for folder, plans in self._waiting.items():
            self._waiting[folder] = tuple(plan for plan in plans if file_id(plan.path) not in decided)
        self.waiting_changed.emit(self.waiting)

    def close(self) -> None:
        """Stop for good; what was not brought up to date is at the next start."""
        self._is_closed = True
        self._soon.stop()
        self._at_last.stop()
        self._desk.jobs.forget(self._job)
        self._job = 0

    def _hear(self, edit: Edit) -> None:
        self._note(touched_by(edit))

    def _hear_findings(self) -> None:
        opened = self._desk.workspace.open
        if opened is not None:
            self._note(Touched(frozenset({opened.article.id})))

    def _hear_setting(self, changed: SettingChanged) -> None:
        if changed.key in {"export/watching", "citing/style", "citing/language"}:
            self.renew_all()

    def _note(self, touched: Touched) -> None:
        if self._is_closed or not touched or not self._desk.settings.flag("export/watching"):
            return
        self._touched |= touched
        self._soon.start()
        if not self._at_last.isActive():
            self._at_last.start()

    def _begin(self) -> None:
        if self._job:
            self._soon.start()
            return
        self._soon.stop()
        self._at_last.stop()
        try:
            self._running = [folder for folder in self.folders if self.is_allowed(folder.id)]
            self._say_what_is_left_alone(len(self.folders) - len(self._running))
        except Problem as problem:
            self._desk.workspace.tell(problem)
            return
        self._renewing, self._touched = self._touched, Touched()
        self._go_on()

    def _go_on(self) -> None:
        if not self._running or not self._desk.settings.flag("export/watching"):
            self._job = 0
            return
        folder = self._running.pop(0)
        options = in_style_of(self._desk, options_from(folder.options))
        styled = replace(folder, options=options.to_json())
        work = partial(_renew, self._desk.workspace.library.path, styled, self._renewing)
        self._job = self._desk.jobs.run(work, partial(self._end, folder), partial(self._fail, folder))

    def _end(self, folder: ExportedFile, exported: Exported) -> None:
        if exported.failed is None:
            self._told.pop(folder.id, None)
        if exported.records:
            self._desk.workspace.record(remember(self._desk.workspace.library, exported.records))
        written = sum(plan.state != "same" for plan in exported.carried)
        name = Path(folder.id).name
        if written:
            self._desk.workspace.told.emit(
                count(
                    "“{folder}” is up to date: {number} file was written.",
                    "“{folder}” is up to date: {number} files were written.",
                    written,
                    folder=name,
                )
            )
        self._keep_waiting(folder, exported)
        self.renewed.emit(exported)
        if exported.failed is not None:
            self._fail(folder, exported.failed)
            return
        self._go_on()

    @property
    def _library(self) -> str:
        return str(self._desk.workspace.library.path.absolute())

    def _allowed(self) -> set[tuple[str, str]]:
        """Return the libraries and folders that the reader has asked for on this computer."""
        try:
            kept = json.loads(self._desk.settings.text(HERE) or "[]")
            return {(str(library), str(folder)) for library, folder in kept}
        except (ValueError, TypeError):
            return set()

    def _put_allowed(self, allowed: set[tuple[str, str]]) -> None:
        self._desk.settings.put(HERE, json.dumps(sorted(allowed)))

    def _say_what_is_left_alone(self, number: int) -> None:
        """Say once that the library names folders which nobody has asked for here."""
        if number and not self._is_said:
            self._desk.workspace.told.emit(
                count(
                    "{number} folder of this library is not kept up to date from here; see “Folders kept up to date”.",
                    "{number} folders of this library are not kept up to date from here; "
                    "see “Folders kept up to date”.",
                    number,
                )
            )
        self._is_said = True

    def _keep_waiting(self, folder: ExportedFile, exported: Exported) -> None:
        """Follow which files wait: those that were looked at anew, and of the others what was known."""
        looked_at = {plan.path for plan in (*exported.carried, *exported.waiting)}
        before = self._waiting.get(folder.id, ())
        still = tuple(plan for plan in before if plan.path not in looked_at)
        now = (*still, *exported.waiting)
        if {plan.path for plan in now} != {plan.path for plan in before}:
            self._waiting[folder.id] = now
            self.waiting_changed.emit(self.waiting)
        elif now:
            self._waiting[folder.id] = now

    def _fail(self, folder: ExportedFile, problem: Problem) -> None:
        """Say once what stands in the way of a folder; what was to be written to it is tried with the next change."""
        if self._told.get(folder.id) != str(problem):
            self._told[folder.id] = str(problem)
            self._desk.workspace.told.emit(str(problem))
        self._touched |= self._renewing
        self._go_on()


def _renew(library: Path, folder: ExportedFile, touched: Touched) -> Exported:
    other = Library.open_for_reading(library)
    try:
        return renew(other, folder, touched, _breathe)
    finally:
        other.close()


def _carry_out(library: Path, plans: tuple[Rewriting, ...]) -> tuple[ExportedFile, ...]:
    other = Library.open_for_reading(library)
    try:
        return tuple(carry_out(other, plan) for plan in plans)
    finally:
        other.close()


def _breathe(done: int, total: int) -> bool:
    del done, total
    time.sleep(_BREATH)
    return True


def _timer(owner: QObject, milliseconds: int, do: object) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(do)
    return timer


def waiting_sentence(number: int) -> str:
    """Return the sentence about files that wait for the reader."""
    return count(
        "{number} exported file was changed by you and in the library: it waits for you.",
        "{number} exported files were changed by you and in the library: they wait for you.",
        number,
    )


def paused_sentence() -> str:
    """Return the sentence about the switch in the settings."""
    return say("Keeping folders up to date is switched off in the settings.")
