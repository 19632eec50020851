"""Highlights as CSV (https://www.rfc-editor.org/rfc/rfc4180): a table for spreadsheets, and one for Readwise."""

import csv
import io
import re
from collections.abc import Container, Iterable, Iterator, Sequence

from postil.exporters.arranging import arranged
from postil.exporters.collected import Collected, CollectedArticle
from postil.exporters.options import ExportOptions
from postil.exporters.plain_files import FileExporter
from postil.exporters.rows import Row, rows
from postil.exporters.sections import place_of

COLUMNS = (
    "quotation", "note", "tags", "color", "state", "sentence", "locator", "claim", "article", "authors", "site",
    "published", "url", "citation_key", "created", "modified", "captured", "start", "end", "id", "address", "guarded",
)  # fmt: skip
"""``guarded`` names the columns of a row that have an apostrophe before what they say."""

READWISE_COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")
"""Source: https://docs.readwise.io/readwise/docs/importing-highlights/csv"""

# A spreadsheet takes a cell that begins so for a formula: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_PAGE = re.compile(r"pp?\.\s*(\d+)")


def _render_table(collected: Collected, options: ExportOptions) -> str:
    return _written(COLUMNS, (_guarded(_cells(row)) for row in rows(arranged(collected, options))))


def _cells(row: Row) -> list[str]:
    item, card, highlight = row.article.item, row.card, row.highlight
    place = highlight.quoted
    return [
        place.exact,
        highlight.note,
        "; ".join(highlight.tags),
        card.color,
        highlight.state,
        str(card.sentence),
        card.locator,
        row.related.claim.status if row.related.claim else "",
        item.title,
        "; ".join(map(str, item.authors)),
        item.container_title,
        item.published,
        item.url,
        item.key,
        highlight.created,
        highlight.modified,
        row.captured,
        str(place.start),
        str(place.end),
        highlight.id,
        card.address,
    ]


def _guarded(cells: list[str]) -> list[str]:
    """Put an apostrophe before what a spreadsheet would run, and say in the last column where.

    A quotation is never altered unsaid: what begins with an apostrophe of its own is not in that list.
    """
    guarded = [name for name, cell in zip(COLUMNS, cells, strict=False) if cell.lstrip(" ").startswith(_FORMULAS)]
    told = [f"'{cell}" if name in guarded else cell for name, cell in zip(COLUMNS, cells, strict=False)]
    return [*told, " ".join(guarded)]


def read_table(text: str) -> list[dict[str, str]]:
    """Return the rows of such a table by their columns, the apostrophes that guard taken away."""
    found: list[dict[str, str]] = []
    for row in csv.DictReader(io.StringIO(text, newline="")):
        guarded = row["guarded"].split()
        found.append({name: value[1:] if name in guarded else value for name, value in row.items()})
    return found


def _render_readwise(collected: Collected, options: ExportOptions) -> str:
    shown = arranged(collected, options)
    paged = {each.article.id for each in shown.articles if each.highlights and all(_pages(each))}
    return _written(READWISE_COLUMNS, (_for_readwise(row, paged) for row in rows(shown)))


def _pages(article: CollectedArticle) -> Iterator[str]:
    """Give the page that each highlight begins on, "" where it has none that is a number."""
    for highlight in article.highlights:
        found = _PAGE.match(place_of(article, highlight))
        yield found[1] if found else ""


def _for_readwise(row: Row, paged: Container[str]) -> list[str]:
    """Return a row for Readwise, which takes cells as they are, and tags from notes: ``.tag``.

    It orders the highlights of a work by one number: the page in works of ``paged``, else where it begins in the text.
    """
    item, highlight = row.article.item, row.highlight
    tags = " ".join(f".{'_'.join(tag.split())}" for tag in highlight.tags)
    note = "\n\n".join(part for part in (tags, highlight.note) if part)
    moment = highlight.created.replace("T", " ").removesuffix("Z")
    page = _PAGE.match(row.card.locator) if row.article.article.id in paged else None
    return [
        highlight.quoted.exact,
        item.title,
        ", ".join(map(str, item.authors)),
        item.url,
        note,
        page[1] if page else str(highlight.quoted.start),
        moment,
    ]


def _written(columns: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    written = io.StringIO()
    # Every cell in quotation marks: what begins or ends with spaces stays so in every reader.
    table = csv.writer(written, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    table.writerow(columns)
    table.writerows(lines)
    return written.getvalue()


def _table_quotations(text: str) -> list[str]:
    return [row["quotation"] for row in read_table(text)]


def _readwise_quotations(text: str) -> list[str]:
    return [row["Highlight"] for row in csv.DictReader(io.StringIO(text, newline=""))]


TABLE = FileExporter("csv", "Table (CSV)", "csv", _render_table, _table_quotations)
READWISE = FileExporter("readwise", "Readwise (CSV)", "csv", _render_readwise, _readwise_quotations)
