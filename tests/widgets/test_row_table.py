from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItemModel

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


def columns_of(table):
    return [table.columnWidth(column) for column in range(table.model().columnCount())]


@pytest.fixture
def table(qtbot):
    model = QStandardItemModel(2, 3)
    made = RowTable(model, "Rows")
    qtbot.addWidget(made)
    made.horizontalHeader().setStretchLastSection(False)
    made.set_widths({0: 60, 1: 30, 2: 10})
    made.resize(2000, 200)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_long_columns_share_the_room_where_there_is_too_little(table):
    usual = columns_of(table)
    unit = table.fontMetrics().averageCharWidth()
    assert usual == [60 * unit, 30 * unit, 10 * unit]
    table.resize(sum(usual) * 2 // 3, 200)
    narrow = columns_of(table)
    assert sum(narrow) <= table.viewport().width()
    assert narrow[0] == pytest.approx(2 * narrow[1], abs=2)
    assert narrow[2] == usual[2], "a word is not cut off"
    table.resize(2000, 200)
    assert columns_of(table) == usual


def test_columns_stay_as_the_reader_makes_them(table):
    table.horizontalHeader().resizeSection(1, 333)
    table.resize(300, 200)
    assert table.columnWidth(1) == 333
