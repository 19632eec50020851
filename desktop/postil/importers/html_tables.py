"""Tables of a page: which hold data, and their cells as rows and columns."""

from typing import Any

_WIDEST = 1000
_WIDEST_SPAN = 100
# Cells that only claim to be wide or high fill no more places than this.
_MOST_FILLED = 200_000
_PROSE = 500


def is_data_table(table: Any) -> bool:
    """Say whether an HTML table holds data: at least two rows and columns of short cells, no table in it.

    One of more than a thousand columns is none: nobody reads it as a table, and cutting it would lose its words.
    """
    if table.get("role") in {"presentation", "none"}:
        return False
    if any(inner is not table for inner in table.iter("table")):
        return False
    rows = _rows(table)
    if len(rows) < 2 or not 2 <= max(len(_cells(row)) for row in rows) <= _WIDEST:
        return False
    if next(table.iter("h1", "h2", "h3", "pre", "blockquote"), None) is not None:
        return False
    if next(table.iter("th", "thead", "caption"), None) is not None:
        return True
    return all(sum(len(t) for t in cell.itertext()) < _PROSE for row in rows for cell in _cells(row))


def table_cells(table: Any) -> tuple[list[list[Any]], bool]:
    """Return the rows of cells of a data table, and whether the first row is its head.

    A cell that spans columns or rows is followed by None for each place more that it fills.
    """
    rows: list[list[Any]] = []
    hanging: dict[int, int] = {}
    filled = 0
    for row in _rows(table):
        cells: list[Any] = []
        inner = _cells(row)
        for cell in inner:
            _fill(cells, hanging)
            rowspan, colspan = _span(cell, "rowspan"), _span(cell, "colspan")
            for offset in range(colspan if filled < _MOST_FILLED else 1):
                if rowspan > 1 and filled < _MOST_FILLED:
                    hanging[len(cells)] = rowspan - 1
                cells.append(None if offset else cell)
        _fill(cells, hanging)
        filled += len(cells) - len(inner)
        if cells:
            rows.append(cells)
    first = [cell for cell in rows[0] if cell is not None] if rows else []
    head = bool(first) and all(cell.tag == "th" or _in_head(cell) for cell in first)
    return rows, head


def _fill(cells: list[Any], hanging: dict[int, int]) -> None:
    while hanging.get(len(cells), 0) > 0 and len(cells) < _WIDEST:
        hanging[len(cells)] -= 1
        cells.append(None)


def _rows(table: Any) -> list[Any]:
    return [row for row in table.iter("tr") if next(row.iterchildren("td", "th"), None) is not None]


def _cells(row: Any) -> list[Any]:
    return list(row.iterchildren("td", "th"))


def _span(cell: Any, name: str) -> int:
    text = (cell.get(name) or "").strip()
    return max(1, min(int(text), _WIDEST_SPAN)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _in_head(cell: Any) -> bool:
    parent = cell.getparent()
    above = parent.getparent() if parent is not None else None
    return above is not None and above.tag == "thead"
