from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from postil.widgets.row_table import RowTable

ROWS = 5000


class Counted(QAbstractTableModel):
    """Tells how often it was asked how many rows it has: once for each index that Qt makes."""

    asked = 0

    def rowCount(self, parent: Any = None) -> int:
        self.asked += 1
        return ROWS

    def columnCount(self, parent: Any = None) -> int:
        return 3

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return str(index.row()) if role == Qt.ItemDataRole.DisplayRole else None


def test_that_all_rows_are_chosen_costs_no_look_at_each_of_them(qtbot):
    model = Counted()
    table = RowTable(model, "Rows", several=True)
    qtbot.addWidget(table)
    table.resize(300, 200)
    table.grab()
    model.asked = 0
    table.selectAll()
    table.grab()
    assert model.asked < ROWS
    assert len(table.selectionModel().selectedRows()) == ROWS
