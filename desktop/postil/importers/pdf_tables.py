"""Tables of a PDF: lines one after the other with gaps as between cells, whose cells begin or end below each other."""

import re
from collections import Counter
from collections.abc import Sequence

from postil.importers.pdf_flow import Item
from postil.importers.pdf_lines import Line
from postil.importers.pdf_paragraphs import BULLET, LEADER, NUMBER, Paragraph

_FEWEST_ROWS = 3


def find_tables(items: Sequence[Item]) -> dict[int, int]:
    """Return where tables begin among ``items``, each with the place after its end."""
    tables: dict[int, int] = {}
    place = 0
    while place < len(items):
        end = place
        while end < len(items) and _is_row(items[end], items[place]):
            end += 1
        if _is_table([line for item in items[place:end] if isinstance(item, Paragraph) for line in item.lines]):
            tables[place] = end
        place = max(end, place + 1)
    return tables


def _is_table(rows: Sequence[Line]) -> bool:
    """Say whether most rows have the same number of cells, with words or numbers in them."""
    if len(rows) < _FEWEST_ROWS:
        return False
    numbers = Counter(row.text.strip().count("\t") for row in rows)
    cells = [cell for row in rows for cell in row.text.strip().split("\t")]
    filled = sum(1 for cell in cells if re.search(r"[^\W_]", cell))
    return numbers.most_common(1)[0][1] >= 0.6 * len(rows) and filled >= 0.8 * len(cells)


def _is_row(item: Item, first: Item) -> bool:
    if not isinstance(item, Paragraph) or item.rule or item.is_note or item.page != first.page:
        return False
    return all(_has_cells(line) for line in item.lines)


def _has_cells(line: Line) -> bool:
    text = line.text.strip()
    if "\t" not in text or LEADER.search(text):
        return False
    # A title and its page: a line of a table of contents.
    if text.count("\t") == 1 and re.search(r"[^\W\d_]{3}.*\t\s*\d+$", text):
        return False
    # A list's mark stands apart from its text as a cell does.
    marked = BULLET.match(text) or NUMBER.match(text)
    return not (marked and text.count("\t") == 1 and "\t" in text[: marked.end() + 1])


def table_text(lines: Sequence[Line]) -> str:
    """Return the rows of a table separated by newlines, their cells by tabs."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line.text.strip().split("\t")) for line in lines)
