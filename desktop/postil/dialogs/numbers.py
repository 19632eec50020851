"""All dates, durations and figures of the open article: as printed, as understood, and why."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QFrame, QHeaderView, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from postil.dialogs.frame import Dialog, HelperLabel
from postil.domain.claims import other_end
from postil.domain.edits import Edit
from postil.domain.entities import Analysis, DateMention, Quantity
from postil.domain.problems import Problem
from postil.domain.records import Highlight, Link
from postil.domain.wording import say
from postil.models.numbers import NumberKind, NumberRow, NumbersModel
from postil.services import figures, judging
from postil.session.desk import Desk
from postil.session.workspace import EntityWish, Passage
from postil.widgets.fields import make_clearable
from postil.widgets.row_table import RowTable

KINDS: tuple[NumberKind, ...] = ("date", "duration", "quantity")
_WIDTHS: dict[NumberKind, tuple[int, ...]] = {"date": (22, 16, 20, 40), "duration": (26, 20), "quantity": (28, 30, 30)}
"""Characters of a column where there is room; the last takes the rest."""


class NumbersDialog(Dialog):
    """Three tables beside the window; a click goes to the passage.

    ``start`` (code points) is what to choose at first, 0 for nothing.
    """

    def __init__(self, desk: Desk, start: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(say("Dates and figures"), parent)
        self._desk = desk
        self._workspace = desk.workspace
        self.models = {kind: NumbersModel(kind, self) for kind in KINDS}
        self.tables = {kind: self._table(kind) for kind in KINDS}
        self.tabs = QTabWidget()
        self.line = QLineEdit()
        self.helper = HelperLabel()
        self._build()
        self.correct_button = self.add_further(say("Correct…"))
        self.deny_button = self.add_further(say("This is no date"))
        self.root_button = self.add_further(say("Go to what it follows from"))
        self.pair_button = self.add_further(say("Pair: different figures for one thing"))
        self.unpair_button = self.add_further(say("Unpair"))
        self.close_button = self.add_default(say("Close"))
        self._connect()
        self.size_to(980, 560)
        self._refresh(desk.findings.analysis)
        self._choose(start)
        self._judge()

    @property
    def kind(self) -> NumberKind:
        """The kind in view."""
        return KINDS[self.tabs.currentIndex()]

    @property
    def chosen(self) -> list[NumberRow]:
        """The rows that are selected in the table in view."""
        model = self.models[self.kind]
        return [model.rows[each.row()] for each in self.tables[self.kind].selectionModel().selectedRows()]

    def _table(self, kind: NumberKind) -> RowTable:
        table = RowTable(self.models[kind], _titles()[kind], several=True)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.set_widths(dict(enumerate(_WIDTHS[kind])))
        table.horizontalHeader().setSectionResizeMode(len(_WIDTHS[kind]), QHeaderView.ResizeMode.Stretch)
        return table

    def _build(self) -> None:
        self.line.setPlaceholderText(say("Filter…"))
        self.line.setAccessibleName(say("Words in dates and figures"))
        make_clearable(self.line)
        self.body.addWidget(self.line)
        titles = _titles()
        for kind in KINDS:
            page = QWidget()
            inside = QVBoxLayout(page)
            inside.setContentsMargins(0, 4, 0, 0)
            inside.addWidget(self.tables[kind])
            self.tabs.addTab(page, titles[kind])
        self.body.addWidget(self.tabs, 1)
        self.body.addWidget(self.helper)

    def _connect(self) -> None:
        for kind in KINDS:
            self.tables[kind].clicked.connect(self._go)
            self.on_enter(self.tables[kind], self._go)
            self.tables[kind].selectionModel().selectionChanged.connect(self._judge)
        self.tabs.currentChanged.connect(self._judge)
        self.line.textChanged.connect(self._sift)
        self.correct_button.clicked.connect(self._correct)
        self.deny_button.clicked.connect(self._deny)
        self.root_button.clicked.connect(self._go_to_root)
        self.pair_button.clicked.connect(self._pair)
        self.unpair_button.clicked.connect(self._unpair)
        self.close_button.clicked.connect(self.accept)
        self._desk.findings.changed.connect(self._refresh)
        self._workspace.changed.connect(self._hear)
        self._workspace.linking_changed.connect(self._judge)

    def _hear(self, edit: Edit) -> None:
        if edit.touched(Link) or edit.touched(Highlight):
            self._refresh(self._desk.findings.analysis)

    def _refresh(self, analysis: Analysis | None) -> None:
        """List an analysis anew, the choice staying where it was."""
        opened = self._workspace.open
        text = opened.revision.document.text if opened is not None else ""
        at = [row.place.start for row in self.chosen]
        for kind in KINDS:
            self.models[kind].show(analysis, text, list(self._paired()) if kind == "quantity" else ())
        for number, kind in enumerate(KINDS):
            self.tabs.setTabText(number, f"{_titles()[kind]} ({self.models[kind].rowCount():,})")
        if at:
            self._choose(at[0])
        self._judge()

    def _paired(self) -> Iterator[tuple[int, str]]:
        """Give (start, what it is paired with) of the figures of the open article."""
        opened, analysis = self._workspace.open, self._desk.findings.analysis
        if opened is None or analysis is None or not analysis.quantities:
            return
        library = self._workspace.library
        highlights = library.highlights(opened.article.id)
        links = figures.pairs(library, [each.id for each in highlights])
        if not links:
            return
        for quantity in analysis.quantities:
            held = figures.marked(quantity, highlights, opened.revision)
            for link in links:
                if held is not None and held.id in {link.source_id, link.target_id}:
                    other = library.get(Highlight, other_end(link, held.id))
                    if other is not None:
                        yield quantity.start, self._named(other)

    def _named(self, other: Highlight) -> str:
        words = " ".join(other.quoted.exact.split())
        opened = self._workspace.open
        if opened is not None and other.article_id == opened.article.id:
            return f"“{words}”"
        item = self._workspace.library.item(other.article_id)
        return say("“{words}” in “{title}”", words=words, title=item.title if item else "")

    def _choose(self, start: int) -> None:
        if not start:
            return
        for number, kind in enumerate(KINDS):
            row = self.models[kind].row_at(start)
            if row >= 0:
                self.tabs.setCurrentIndex(number)
                self.tables[kind].selectRow(row)
                self.tables[kind].scrollTo(self.models[kind].index(row, 0))
                return

    def _sift(self, wanted: str) -> None:
        for kind in KINDS:
            self.models[kind].filter_by(wanted)
        self._judge()

    def _judge(self) -> None:
        """Offer what can be done with what is chosen."""
        kind, chosen = self.kind, self.chosen
        one = chosen[0] if len(chosen) == 1 else None
        is_date = kind != "quantity"
        for button in (self.correct_button, self.deny_button):
            button.setVisible(is_date)
            button.setEnabled(one is not None)
        self.root_button.setVisible(kind == "date")
        self.root_button.setEnabled(one is not None and one.root is not None)
        for button in (self.pair_button, self.unpair_button):
            button.setVisible(not is_date)
        self.pair_button.setEnabled(len(chosen) == 2 or (one is not None and bool(self._workspace.linking)))
        self.unpair_button.setEnabled(one is not None and not is_date and bool(one.cells[2]))
        self.helper.tell(self._hint())

    def _hint(self) -> str:
        model = self.models[self.kind]
        if not model.rowCount():
            typed = self.line.text().strip()
            return say("Nothing here has these words.") if typed else say("None of these in the article.")
        if self.kind != "quantity":
            return ""
        if self._workspace.linking:
            return say("Choose the figure to pair with the passage from which you began a link.")
        return say("Choose two figures (Ctrl+click) that the text gives for the same thing, to pair them.")

    def _go(self, index: QModelIndex) -> None:
        place = self.models[self.kind].rows[index.row()].place
        self._workspace.passage_requested.emit(Passage(place.start, place.end))

    def _go_to_root(self) -> None:
        for row in self.chosen[:1]:
            if row.root is not None:
                self._choose(row.root.start)
                self._workspace.passage_requested.emit(Passage(row.root.start, row.root.end))

    def _correct(self) -> None:
        for row in self.chosen[:1]:
            self._workspace.entity_requested.emit(EntityWish("date", "", row.place.start, row.place.end, "date"))

    def _deny(self) -> None:
        opened = self._workspace.open
        for row in self.chosen[:1]:
            if opened is not None and isinstance(row.place, DateMention):
                self._workspace.do(judging.not_date(opened.revision, row.place))

    def _pair(self) -> None:
        opened = self._workspace.open
        places = [row.place for row in self.chosen if isinstance(row.place, Quantity)]
        if opened is None or not places:
            return
        library = self._workspace.library
        color = self._color()
        try:
            if len(places) == 2:
                edit = figures.pair(library, opened.revision, places[0], places[1], color)
            else:
                edit = figures.pair_with(library, opened.revision, places[0], self._workspace.linking, color)
        except Problem as problem:
            self.show_problem(problem)
            return
        self.show_problem("")
        if self._workspace.do(edit):
            self._workspace.begin_link("")
            self._workspace.told.emit(say("Paired · Ctrl+Z takes it back"))

    def _unpair(self) -> None:
        opened = self._workspace.open
        for row in self.chosen[:1]:
            if opened is None or not isinstance(row.place, Quantity):
                return
            library = self._workspace.library
            held = figures.marked(row.place, library.highlights(opened.article.id), opened.revision)
            if held is not None:
                self._workspace.do(figures.unpair(figures.pairs(library, [held.id])))

    def _color(self) -> str:
        colors = self._workspace.library.colors()
        return next((each.id for each in colors if each.id == "red"), colors[0].id)


def _titles() -> dict[NumberKind, str]:
    return {"date": say("Dates"), "duration": say("Durations"), "quantity": say("Figures")}
