"""What an import brought: what did not come in and why, what came in, and what was there already."""

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from postil.dialogs.frame import Dialog, HelperLabel, plain_label
from postil.domain.wording import count, say
from postil.models.import_report import Index, ReportModel, report_groups, report_text
from postil.session.arrivals import ImportOutcome
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.widgets.rows import Row, RowChosen, RowDelegate, RowTree, row_colours


class ImportReportDialog(Dialog):
    """Lists the sources of an import; it stands beside the window, where a click opens the article of a row."""

    def __init__(self, desk: Desk, outcome: ImportOutcome, parent: QWidget | None = None) -> None:
        super().__init__(say("What came in"), parent)
        self.setModal(False)
        self._workspace = desk.workspace
        self.model = ReportModel(report_groups(outcome), self)
        self.tree = RowTree()
        self._danger = desk.looks.theme.window["danger"]
        self.delegate = RowDelegate(self._row, row_colours(desk.looks.theme.window), self.tree)
        self.sentence = HelperLabel()
        self._build(outcome)
        self.tree.chosen.connect(self._choose)
        self.tree.selectionModel().currentChanged.connect(self._explain)
        desk.looks.changed.connect(self._dress)
        self._explain(self.tree.currentIndex())

    def open_current(self) -> None:
        """Open the article of the current row."""
        row = self.model.row_at(self.tree.currentIndex())
        if row is not None and row.article_id:
            self._workspace.open_article(row.article_id)

    def copy(self) -> None:
        """Put the whole report on the clipboard, as text."""
        QGuiApplication.clipboard().setText(report_text(self.model.groups))
        self.copied.tell(say("The report is on the clipboard."))

    def _build(self, outcome: ImportOutcome) -> None:
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(self.delegate)
        self.tree.setAccessibleName(say("Sources of the import"))
        self.tree.expandAll()
        self.sentence.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.copied = HelperLabel()
        self.body.addWidget(plain_label(summary(outcome), "title"))
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.copied)
        self.copy_button = self.add_further(say("&Copy report"))
        self.copy_button.clicked.connect(self.copy)
        self.open_button = None
        if outcome.arrived:
            self.open_button = self.add_default(say("&Open"))
            self.open_button.clicked.connect(self.open_current)
            self.close_button = self.add_escape(say("Close"))
        else:
            self.close_button = self.add_default(say("Close"))
            self.close_button.clicked.connect(self.reject)
        self.tree.setCurrentIndex(self.model.index(0, 0, self.model.index(0, 0)))
        self.tree.setFocus()
        rows = sum(len(group.rows) + 1 for group in self.model.groups)
        self.size_to(640, min(520, 216 + 32 * rows))

    def _row(self, place: Index) -> Row:
        group, row = self.model.group_at(place), self.model.row_at(place)
        if group is not None:
            return Row(group.title, badge=f"{len(group.rows):,}", title=True, folds=True)
        if row is None:
            return Row("")
        if self.model.has_failed(place):
            # The sentence stands in full below the list; here its subject need not be said twice.
            return Row(row.title, row.detail.removeprefix(f"“{row.title}” "), icon="warning", colour=self._danger)
        return Row(row.title, row.detail, icon="file")

    def _choose(self, chosen: RowChosen) -> None:
        self.tree.setCurrentIndex(chosen.index)
        self.open_current()

    def _explain(self, current: QModelIndex) -> None:
        """Say below the list, in full, what a row has room for only in part."""
        row = self.model.row_at(current)
        self.sentence.tell(row.detail if row is not None else "")
        self.sentence.show()
        self.copied.tell("")
        if self.open_button is not None:
            self.open_button.setEnabled(row is not None and bool(row.article_id))

    def _dress(self, theme: Theme) -> None:
        self._danger = theme.window["danger"]
        self.delegate.colours = row_colours(theme.window)
        self.tree.viewport().update()


def summary(outcome: ImportOutcome) -> str:
    """Return what became of the sources, in one sentence."""
    new = sum(not each.was_known for each in outcome.arrived)
    known = len(outcome.arrived) - new
    if outcome.cancelled and not new:
        return say("The import was stopped; no article had come in.")
    if outcome.cancelled:
        return count(
            "The import was stopped; {number} article had come in.",
            "The import was stopped; {number} articles had come in.",
            new,
        )
    if outcome.failures:
        total = len(outcome.arrived) + len(outcome.failures)
        if total == 1:
            return say("“{name}” did not come in.", name=outcome.failures[0].source)
        return count(
            "{number} of {total} sources did not come in.",
            "{number} of {total} sources did not come in.",
            len(outcome.failures),
            total=f"{total:,}",
        )
    if not new:
        return say("All of these articles were there already.")
    if not known:
        return count("{number} article came in.", "{number} articles came in.", new)
    there = count("{number} was there already", "{number} were there already", known)
    return count("{number} article came in; {there}.", "{number} articles came in; {there}.", new, there=there)
