"""CSV as programs export it: its rows by the names of their columns."""

import csv
import io
from collections.abc import Iterator, Mapping

from postil.importers.marks.format import MarkFile

Row = Mapping[str, str]

_MOST_FIELD = 1_000_000
_MOST_COLUMNS = 1000


def header(file: MarkFile) -> frozenset[str]:
    """Return the names of the columns in lower case, as the file's first line gives them; empty for no CSV."""
    line = file.text.lstrip("\n").partition("\n")[0]
    if "," not in line or len(line) > 20_000 or line.lstrip().startswith(("{", "[", "<")):
        return frozenset()
    try:
        names = next(csv.reader([line]))
    except (csv.Error, StopIteration):
        return frozenset()
    return frozenset(name.strip().lower() for name in names)


def rows(text: str) -> Iterator[Row]:
    """Give the rows of CSV ``text``, their columns' names in lower case; what cannot be read of it is left out."""
    csv.field_size_limit(_MOST_FIELD)
    reader = csv.reader(io.StringIO(text.lstrip("\n").replace("\0", "")))
    names: list[str] = []
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue
        if not names:
            names = [cell.strip().lower() for cell in cells[:_MOST_COLUMNS]]
        elif any(cell.strip() for cell in cells):
            yield dict(zip(names, (cell.strip() for cell in cells), strict=False))


def split_tags(printed: str, separators: str = ",") -> tuple[str, ...]:
    """Return the tags in ``printed``, between any of ``separators``; words that all begin with # are tags each."""
    words = printed.split()
    if words and all(word.startswith("#") for word in words):
        return tuple(word.lstrip("#") for word in words)
    for separator in separators:
        printed = printed.replace(separator, ",")
    return tuple(tag for part in printed.split(",") if (tag := part.strip()))
