"""A timeline as CSV, a row per event: https://www.rfc-editor.org/rfc/rfc4180, in UTF-8 with line feeds."""

import csv
import io

from postil.domain.extents import iso
from postil.domain.problems import Problem
from postil.domain.timeline import Event, Timeline

name = "csv"
label = "Table (CSV)"
extension = "csv"

COLUMNS: tuple[str, ...] = (
    "first", "last", "edtf", "printed", "sentence", "article", "article_id", "start", "end",
    "inferred", "uncertain", "approximate", "reason", "conflicts",
)  # fmt: skip
_TEXTS = frozenset({"printed", "sentence", "article", "reason", "conflicts"})
# A spreadsheet takes a cell that begins so for a formula: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def export(timeline: Timeline, events: tuple[Event, ...]) -> str:
    """Return the events as a table.

    ``first`` and ``last`` are ISO 8601, "" where that side is open. A text that a spreadsheet would take for a formula
    has an apostrophe before it. Raises Problem where what was written does not read as the same.
    """
    titles = {lane.article_id: lane.title for lane in timeline.lanes}
    rows = [_row(each, titles.get(each.article_id, "")) for each in events]
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: _guarded(column, value) for column, value in row.items()})
    text = written.getvalue()
    read = [
        {column: _bared(column, value) for column, value in row.items()}
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]
    if read != rows:
        raise Problem("The table does not read back as it was written; please tell the makers of Postil.")
    return text


def _row(event: Event, title: str) -> dict[str, str]:
    reach = event.extent
    return {
        "first": "" if reach.first is None else iso(reach.first),
        "last": "" if reach.last is None else iso(reach.last),
        "edtf": event.edtf,
        "printed": event.printed,
        "sentence": event.sentence,
        "article": title,
        "article_id": event.article_id,
        "start": str(event.start),
        "end": str(event.end),
        "inferred": _yes(event.inferred),
        "uncertain": _yes(reach.uncertain),
        "approximate": _yes(reach.approximate),
        "reason": event.reason,
        "conflicts": " ".join(event.conflicts),
    }


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _guarded(column: str, value: str) -> str:
    return f"'{value}" if column in _TEXTS and value.startswith((*_FORMULAS, "'")) else value


def _bared(column: str, value: str) -> str:
    return value[1:] if column in _TEXTS and value.startswith("'") else value
