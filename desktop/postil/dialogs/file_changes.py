"""Before an export writes over files that the reader wrote in: what will change, and what is to be done."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from postil.dialogs.frame import Dialog, fixed_font, plain_label
from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.exporters.merge_diff import summary
from postil.services.rewriting import Rewriting, wholly
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.widgets.diff_page import DiffPage, DiffShown, DiffStyle, shown

_NUMBER = Qt.ItemDataRole.UserRole


class FileChangesDialog(Dialog):
    """Shows what an export makes of files; ``decided`` carries the plans (Rewriting) that the reader wants."""

    decided = Signal(object)

    def __init__(self, desk: Desk, plans: Sequence[Rewriting], parent: QWidget | None = None) -> None:
        super().__init__(say("What the export changes"), parent)
        self._desk = desk
        self._plans = [*plans]
        self._merged = [plan.can_merge for plan in plans]
        self._job = 0
        self._make_fields()
        self.body.addWidget(self.told)
        self.body.addLayout(self._middle(), 1)
        self.body.addWidget(self.skip)
        self.write_button = self.add_default(say("Write"))
        self.write_button.clicked.connect(self._write)
        self.leave_button = self.add_escape(say("Leave as it is") if len(plans) == 1 else say("Leave them as they are"))
        self.files.currentRowChanged.connect(self._show_file)
        self.files.itemChanged.connect(self._judge)
        self._manner.buttonClicked.connect(self._choose_manner)
        desk.looks.changed.connect(self._restyle)
        self.files.setCurrentRow(0)
        self._judge()
        self.size_to(880 if len(plans) > 1 else 760, 640)

    def _make_fields(self) -> None:
        self.told = plain_label("", "muted")
        self.files = QListWidget()
        self.files.setAccessibleName(say("Files"))
        for number, plan in enumerate(self._plans):
            item = QListWidgetItem(plan.path.name)
            item.setToolTip(str(plan.path))
            item.setData(_NUMBER, number)
            item.setCheckState(Qt.CheckState.Checked if plan.can_merge else Qt.CheckState.Unchecked)
            self.files.addItem(item)
        self.files.setVisible(len(self._plans) > 1)
        self.merge = QRadioButton(say("&Keep what I wrote, and put in what is new"))
        self.whole = QRadioButton(say("Write the file &anew"))
        self._manner = QButtonGroup(self)
        self._manner.addButton(self.merge)
        self._manner.addButton(self.whole)
        self.page = DiffPage(_style(self._desk.looks.theme))
        self.page.lines.setFont(fixed_font(self))
        self.outcome = plain_label("", "muted")
        self.skip = QCheckBox(say("&Write without asking from now on, where all that I wrote is kept"))
        self.skip.setChecked(self._desk.settings.flag("export/skip_changes"))
        self.skip.setVisible(any(plan.can_merge for plan in self._plans))

    def _middle(self) -> QHBoxLayout:
        manner = QHBoxLayout()
        manner.setSpacing(16)
        manner.addWidget(self.merge)
        manner.addWidget(self.whole)
        manner.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(manner)
        column.addWidget(self.page, 1)
        column.addWidget(self.outcome)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.files, 1)
        row.addLayout(column, 3)
        return row

    def chosen(self) -> tuple[Rewriting, ...]:
        """Return the plans that are to be carried out."""
        ticked = (
            number
            for number in range(len(self._plans))
            if len(self._plans) == 1 or self.files.item(number).checkState() == Qt.CheckState.Checked
        )
        return tuple(self._plans[n] if self._merged[n] else wholly(self._plans[n]) for n in ticked)

    def _show_file(self, number: int) -> None:
        plan = self._plans[number]
        self.merge.setEnabled(plan.can_merge)
        (self.merge if self._merged[number] else self.whole).setChecked(True)
        self.told.setText(_what_it_is(plan))
        self._renew()

    def _choose_manner(self) -> None:
        self._merged[self.files.currentRow()] = self.merge.isChecked()
        self._renew()

    def _renew(self) -> None:
        number = self.files.currentRow()
        self._desk.jobs.forget(self._job)
        self.page.clear()
        self.outcome.clear()
        work = partial(_look_at, self._plans[number], merged=self._merged[number])
        self._job = self._desk.jobs.run(work, self._show_lines, self._show_trouble)

    def _show_lines(self, found: tuple[DiffShown, str] | None) -> None:
        if found is None:
            self.outcome.setText(say("This format is not text, so what changes cannot be shown."))
            return
        lines, told = found
        self.page.show_lines(lines)
        self.outcome.setText(told)

    def _show_trouble(self, problem: Problem) -> None:
        self.show_problem(problem)

    def _judge(self) -> None:
        number = len(self._plans)
        if number > 1:
            number = sum(self.files.item(row).checkState() == Qt.CheckState.Checked for row in range(number))
            self.write_button.setText(count("Write {number} file", "Write {number} files", number))
        self.write_button.setEnabled(number > 0)

    def _write(self) -> None:
        self._desk.settings.put("export/skip_changes", self.skip.isChecked())
        self.decided.emit(self.chosen())
        self.accept()

    def _restyle(self, theme: Theme) -> None:
        self.page.set_style(_style(theme))

    def done(self, result: int) -> None:
        """Close, and hear no more of what was asked for."""
        self._desk.jobs.forget(self._job)
        super().done(result)


def _look_at(plan: Rewriting, *, merged: bool) -> tuple[DiffShown, str] | None:
    looked = plan if merged else wholly(plan)
    if looked.merged is None:
        return None
    if not merged:
        return shown(looked.merged), say("What stands in the file goes; a copy of it is kept beside the library.")
    return shown(looked.merged), summary(looked.merged)


def _what_it_is(plan: Rewriting) -> str:
    if plan.state == "foreign":
        return say("“{file}” was not written by Postil, or is another export.", file=plan.path.name)
    if not plan.can_merge:
        return say("“{file}” was changed by hand; in this format, changes cannot be kept.", file=plan.path.name)
    if plan.merged is not None and not plan.merged.is_touched:
        return say("“{file}” is an export in another format. A copy of it as it is will be kept.", file=plan.path.name)
    return say("You wrote in “{file}”. A copy of it as it is will be kept.", file=plan.path.name)


def _style(theme: Theme) -> DiffStyle:
    return DiffStyle(
        theme.page["added"], theme.page["removed"], theme.tones["blue"], theme.page["text"], theme.page["muted"]
    )
