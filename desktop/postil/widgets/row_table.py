"""A table of records: whole rows are chosen, nothing is edited in it, Tab leaves it."""

from itertools import chain, starmap

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from postil.widgets.choosing import chosen_ranges


class RowTable(QTableView):
    """Rows of one height, without a grid; ``several`` of them can be chosen."""

    def __init__(
        self, model: QAbstractItemModel, name: str, parent: QWidget | None = None, *, several: bool = False
    ) -> None:
        super().__init__(parent)
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
        """Make columns as wide as that many characters."""
        for column, number in characters.items():
            self.setColumnWidth(column, number * self.fontMetrics().averageCharWidth())
