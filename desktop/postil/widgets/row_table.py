"""A table of records: whole rows are chosen, nothing is edited in it, Tab leaves it."""

from itertools import chain, starmap

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from postil.widgets.choosing import chosen_ranges

SHORT = 20
"""Characters of a column that gives nothing away where there is too little room: it holds a word or a number."""

_LEAST = 0.4


class RowTable(QTableView):
    """Rows of one height, without a grid; ``several`` of them can be chosen."""

    def __init__(
        self, model: QAbstractItemModel, name: str, parent: QWidget | None = None, *, several: bool = False
    ) -> None:
        super().__init__(parent)
        self._characters: dict[int, int] = {}
        self._fits = False
        self.setModel(model)
        self.setAccessibleName(name)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        side = self.fontMetrics().height()
        self.setIconSize(QSize(side, side))
        heads = self.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        heads.setHighlightSections(False)
        heads.sectionResized.connect(self._hear_width)
        # It asks whether all rows of a column are chosen: seconds for 100,000 of them, and nothing is shown of it.
        heads.setSelectionModel(QItemSelectionModel(model, heads))
        self.verticalHeader().hide()
        self.set_row_height(self.fontMetrics().lineSpacing() + 12)

    def chosen_rows(self) -> list[int]:
        """Return the numbers of the chosen rows, ascending."""
        return list(chain.from_iterable(starmap(range, chosen_ranges(self.selectionModel().selection()))))

    def set_row_height(self, height: int) -> None:
        """Make every row ``height`` pixels high: thousands of them are laid out without being looked at."""
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(height)

    def set_widths(self, characters: dict[int, int]) -> None:
        """Make columns as wide as that many characters; the long ones share what room there is where it is too little.

        A column that the reader makes wider or narrower stays so, and with it the others.
        """
        self._characters = dict(characters)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share what room there is."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        unit = self.fontMetrics().averageCharWidth()
        shown = {column: number for column, number in self._characters.items() if not self.isColumnHidden(column)}
        long = sum(number for number in shown.values() if number > SHORT)
        room = self.viewport().width() / unit - (sum(shown.values()) - long)
        share = min(1.0, max(_LEAST, room / long)) if long else 1.0
        self._fits = True
        for column, number in self._characters.items():
            self.setColumnWidth(column, int(number * unit * (share if number > SHORT else 1)))
        self._fits = False

    def _hear_width(self, column: int) -> None:
        # One that stretches follows the others.
        is_dragged = self.horizontalHeader().sectionResizeMode(column) == QHeaderView.ResizeMode.Interactive
        if is_dragged and not self._fits:
            self._characters = {}
