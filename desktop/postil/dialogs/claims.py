"""The claims of an article, or of the library, as a table."""

from collections.abc import Generator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from postil.dialogs.listing import ArticleListingDialog, filter_line
from postil.domain.claims import OPEN, STATUSES
from postil.domain.edits import Edit
from postil.domain.problems import Problem
from postil.domain.records import Claim, CslItem, Highlight, Link
from postil.domain.wording import count, say
from postil.exporters.claims import ListedClaim, claims_csv, claims_markdown
from postil.exporters.writing import file_name, write
from postil.models.claims import (
    ARTICLE,
    COUNTED,
    JUDGE,
    LINKS,
    QUOTATION,
    REASON,
    STATUS,
    ClaimModel,
    ClaimSieve,
    words_to_find,
)
from postil.services.claim_table import claim_table
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.storage.library import Library
from postil.storage.seeking import Seeker
from postil.widgets.icons import icon
from postil.widgets.row_table import RowTable

SOON = 150
"""Milliseconds after an edit, or a letter, until the table follows."""
_PIECE = 200
"""Claims whose words are made before the window has its turn: a millisecond or two."""
LINES = 3
"""Lines of text that a row has room for."""
_WIDTHS = {STATUS: 19, QUOTATION: 44, COUNTED: 12, JUDGE: 13, REASON: 26, LINKS: 30, ARTICLE: 22}
"""Characters of a column where there is room."""


class ClaimsDialog(ArticleListingDialog):
    """Lists, sorts, sifts and exports claims; it stands beside the window, where a click shows the passage."""

    def __init__(self, desk: Desk, article_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, say("Claims"), article_id, parent)
        self._soon = self.timer(self._renew, SOON)
        self._typed = self.timer(self._sift, SOON)
        self._seeker = Seeker(self._workspace.library.path)
        self.model = ClaimModel(self)
        self.sieve = ClaimSieve(self.model, self)
        self._build()
        self._connect()
        self._dress(desk.looks.theme)
        self.size_to(1080, 620)
        self._renew()

    def _build(self) -> None:
        self.status = QComboBox()
        self.status.setAccessibleName(say("Status"))
        self.status.addItem(say("All claims"), "")
        for status, label in STATUSES.items():
            self.status.addItem(say(label), status)
        self.line = filter_line(say("Filter…"), say("Words in claims, reasons and links"))
        self.add_filters(self.status, self.line, self.everywhere, wide=self.line)
        self.table = RowTable(self.sieve, say("Claims"))
        self._build_table()
        self.add_list(self.table)
        self.export_button = self.add_further(say("&Export…"))
        self.judge_button = self.add_further(say("&Judge…"))
        self.show_button = self.add_further(say("&Show in text"))
        self.add_close()

    def _build_table(self) -> None:
        table = self.table
        table.setItemDelegate(_FromTheTop(table))
        table.setWordWrap(True)
        table.set_row_height(LINES * self.fontMetrics().lineSpacing() + 16)
        table.horizontalHeader().setStretchLastSection(True)
        table.set_widths(_WIDTHS)
        table.setSortingEnabled(True)
        table.sortByColumn(QUOTATION, Qt.SortOrder.AscendingOrder)

    def _connect(self) -> None:
        self.status.currentIndexChanged.connect(self._sift)
        self.line.textChanged.connect(self._typed.start)
        self.everywhere.toggled.connect(self._renew)
        self.table.clicked.connect(self._show)
        self.on_enter(self.table, self._show)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._enable)
        self.empty.pressed.connect(self._press)
        self.show_button.clicked.connect(self._show_chosen)
        self.judge_button.clicked.connect(self._judge)
        self.export_button.clicked.connect(self._export)
        self._workspace.changed.connect(self._hear)
        self._workspace.closing.connect(self._seeker.close)
        self._desk.looks.changed.connect(self._dress)

    @property
    def chosen(self) -> ListedClaim | None:
        """The claim that is chosen in the table."""
        rows = self.table.selectionModel().selectedRows()
        return self.sieve.at(rows[0]) if rows else None

    # What is shown

    def _hear(self, edit: Edit) -> None:
        if any(edit.touched(kind) for kind in (Claim, Link, Highlight, CslItem)):
            self._soon.start()

    def _renew(self) -> None:
        self._soon.stop()
        work = partial(self._seeker.run_in_pieces, self._seeker.begin(), partial(_read, article_id=self.wanted))
        self.read(work, self._take)

    def _take(self, read: tuple[tuple[ListedClaim, ...], list[str]] | None) -> None:
        if read is None:
            return
        chosen = self.chosen
        self.model.show_claims(*read)
        everywhere = self.everywhere.isChecked()
        self.table.setColumnHidden(ARTICLE, not everywhere)
        self.heading.setText(say("Claims in the whole library") if everywhere else self._title)
        self._choose(chosen)
        self._tell()

    def _choose(self, chosen: ListedClaim | None) -> None:
        """Choose a claim again, where it is shown."""
        row = self.sieve.row_of(chosen.claim.id) if chosen is not None else -1
        if row >= 0:
            self.table.selectRow(row)

    def _sift(self) -> None:
        self._typed.stop()
        chosen = self.chosen
        self.sieve.sift(str(self.status.currentData()), self.line.text())
        self._choose(chosen)
        self._tell()

    def _tell(self) -> None:
        shown, total = self.sieve.rowCount(), len(self.model.claims)
        self.tell_count(shown, total, count("{number} claim", "{number} claims", total))
        if not total:
            hint = say("Choose a highlight’s card and press C to say what it claims and whether that holds.")
            self.empty.tell(say("No claims yet"), hint)
        elif not shown:
            self.empty.tell(say("No claim matches the filter."), "", (("clear", say("Clear the filter")),))
        self.pages.setCurrentWidget(self.table if shown else self.empty)
        self._enable()

    def _enable(self) -> None:
        chosen = self.chosen is not None
        self.show_button.setEnabled(chosen)
        self.judge_button.setEnabled(chosen)
        self.export_button.setEnabled(self.sieve.rowCount() > 0)

    # What the reader does

    def _show(self, index: QModelIndex) -> None:
        self._workspace.link_requested.emit(self.sieve.at(index).address)

    def _show_chosen(self) -> None:
        if self.chosen is not None:
            self._workspace.link_requested.emit(self.chosen.address)

    def _judge(self) -> None:
        if self.chosen is not None:
            self._workspace.claim_requested.emit(self.chosen.claim.id)

    def _press(self, name: str) -> None:
        if name == "clear":
            self.line.clear()
            self.status.setCurrentIndex(0)
            self._sift()

    def _export(self) -> None:
        markdown, table = say("Markdown (*.md)"), say("CSV table (*.csv)")
        proposed = file_name(say("Claims — {title}", title=self._title) if self._title else say("Claims"), "md")
        name, chosen = QFileDialog.getSaveFileName(self, say("Export claims"), proposed, f"{markdown};;{table}")
        if name:
            as_table = name.endswith(".csv") or (chosen == table and not name.endswith(".md"))
            self.export_to(Path(name if "." in Path(name).name else f"{name}.{'csv' if as_table else 'md'}"))

    def export_to(self, path: Path) -> None:
        """Write the claims that are shown, in their order: CSV where the name ends so, else Markdown."""
        shown = self.sieve.shown()
        try:
            write(path, claims_csv(shown) if path.suffix.casefold() == ".csv" else claims_markdown(shown))
        except Problem as problem:
            self.show_problem(problem)
            return
        self.show_problem("")
        told = count(
            "{number} claim was written to {file}.", "{number} claims were written to {file}.", len(shown), file=path
        )
        self._workspace.told.emit(told)

    def _dress(self, theme: Theme) -> None:
        calm, urgent = theme.window["accent"], theme.window["danger"]
        self.model.set_icons({status: icon(status, urgent if status in OPEN else calm) for status in STATUSES})
        self.empty.set_icon("claim", theme.window["muted"])

    def done(self, result: int) -> None:
        """Close, and stop reading."""
        super().done(result)
        self._seeker.close(wait=False)


class _FromTheTop(QStyledItemDelegate):
    """Begins words and signs at the top of a row, so that a row reads as one line after the other."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """See Qt."""
        super().initStyleOption(option, index)
        option.displayAlignment = option.decorationAlignment = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading


def _read(library: Library, article_id: str) -> Generator[None, None, tuple[tuple[ListedClaim, ...], list[str]]]:
    """Read the claims, and make the words of each in which the filter looks."""
    claims, told = claim_table(library, article_id), list[str]()
    for start in range(0, len(claims), _PIECE):
        yield
        told += words_to_find(claims[start : start + _PIECE])
    return claims, told
