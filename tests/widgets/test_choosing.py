from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QStringListModel

from postil.widgets.choosing import chosen_ranges

ROWS = 12
_SPAN = st.tuples(st.integers(0, ROWS - 1), st.integers(0, ROWS - 1))


@given(st.lists(st.tuples(_SPAN, st.booleans()), max_size=6))
def test_ranges_hold_each_chosen_row_once_in_ascending_order(qapp, steps):
    del qapp
    model = QStringListModel([str(row) for row in range(ROWS)])
    chosen, flags = QItemSelectionModel(model), QItemSelectionModel.SelectionFlag
    for (one, other), kept in steps:
        span = QItemSelection(model.index(min(one, other)), model.index(max(one, other)))
        chosen.select(span, flags.Select if kept else flags.Deselect)
    rows = [row for first, end in chosen_ranges(chosen.selection()) for row in range(first, end)]
    assert rows == [row for row in range(ROWS) if chosen.isSelected(model.index(row))]
