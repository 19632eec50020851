"""Which table and columns each record lives in; those that the first page does not need stand in ``further_tables``."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from postil.domain.anchoring import Selector
from postil.domain.records import (
    Article,
    Color,
    CslItem,
    Evidence,
    Highlight,
    Name,
    Reading,
    Record,
    Revision,
)
from postil.storage.blocks import decode_blocks, encode_blocks

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A record's table: ``encode`` gives a row in the order of ``columns``, ``decode`` takes one with the tags.

    ``tags`` names the table that holds the record's tags and its column for the record's id, if it has any.
    """

    name: str
    columns: tuple[str, ...]
    encode: Callable[[Any], Row]
    decode: Callable[[Row, tuple[str, ...]], Record]
    tags: tuple[str, str] | None = None

    @property
    def selected(self) -> str:
        """The columns as SQL, quoted."""
        return ", ".join(f'{self.name}."{column}"' for column in self.columns)

    def insertion(self, *more: str) -> str:
        """Return the statement that adds a row, with ``more`` columns after those of the record."""
        columns = (*self.columns, *more)
        names = ", ".join(f'"{column}"' for column in columns)
        return f"INSERT INTO {self.name} ({names}) VALUES ({', '.join('?' * len(columns))})"

    def update(self, *more: str) -> str:
        """Return the statement that replaces a row; it takes all columns, then ``more`` columns and then the id."""
        values = ", ".join(f'"{column}" = ?' for column in (*self.columns, *more))
        return f"UPDATE {self.name} SET {values} WHERE id = ?"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def plain(kind: type[Any], name: str, *columns: str) -> Table:
    """Return the table of a record whose fields are its columns."""

    def encode(record: object) -> Row:
        return [getattr(record, column) for column in columns]

    def decode(row: Row, _tags: tuple[str, ...]) -> Record:
        return kind(*row)

    return Table(name, columns, encode, decode)


def _encode_article(article: Article) -> Row:
    flags = (int(article.later), int(article.archived), int(article.favourite))
    return [article.id, article.revision_id, article.created, article.modified, *flags, article.trashed]


def _decode_article(row: Row, tags: tuple[str, ...]) -> Article:
    return Article(row[0], row[1], tags, row[2], row[3], bool(row[4]), bool(row[5]), bool(row[6]), row[7])


def _encode_revision(revision: Revision) -> Row:
    return [
        revision.id,
        revision.article_id,
        revision.document.text,
        encode_blocks(revision.document),
        revision.text_hash,
        revision.source_kind,
        revision.location,
        revision.source_hash,
        revision.importer,
        revision.language,
        revision.words,
        _json([asdict(evidence) for evidence in revision.evidence]),
        revision.captured,
    ]


def _decode_revision(row: Row, _tags: tuple[str, ...]) -> Revision:
    document = decode_blocks(row[2], row[3])
    evidence = tuple(Evidence(**found) for found in json.loads(row[11]))
    return Revision(row[0], row[1], document, *row[4:11], evidence=evidence, captured=row[12])


def _encode_item(item: CslItem) -> Row:
    values = [getattr(item, column) for column in _ITEM]
    values[_AUTHORS] = _json([{key: part for key, part in asdict(name).items() if part} for name in item.authors])
    return values


def _decode_item(row: Row, _tags: tuple[str, ...]) -> CslItem:
    values = list(row)
    values[_AUTHORS] = tuple(Name(**name) for name in json.loads(row[_AUTHORS]))
    return CslItem(*values)


def _encode_highlight(highlight: Highlight) -> Row:
    selector = highlight.selector
    return [
        highlight.id,
        highlight.article_id,
        highlight.revision_id,
        selector.start,
        selector.end,
        selector.exact,
        selector.prefix,
        selector.suffix,
        highlight.color,
        highlight.note,
        highlight.state,
        highlight.created,
        highlight.modified,
        highlight.made_id or None,
        *_encode_made(highlight.made),
        highlight.reviewed,
        highlight.foreign,
        highlight.locator,
    ]


def _encode_made(made: Selector | None) -> Row:
    return [None] * 5 if made is None else [made.start, made.end, made.exact, made.prefix, made.suffix]


def _decode_highlight(row: Row, tags: tuple[str, ...]) -> Highlight:
    color, note, state, created, modified, made_id = row[8:14]
    made = None if row[14] is None else Selector(*row[14:19])
    return Highlight(
        row[0],
        row[1],
        row[2],
        Selector(*row[3:8]),
        color,
        note,
        tags,
        state,
        created,
        modified,
        made_id or "",
        made,
        *row[19:22],
    )


_ITEM = (
    "id",
    "key",
    "type",
    "title",
    "authors",
    "container_title",
    "publisher",
    "published",
    "updated",
    "accessed",
    "url",
    "language",
    "note",
    "created",
    "modified",
    "more",
)
_AUTHORS = _ITEM.index("authors")

FIRST_TABLES: Mapping[type, Table] = {
    Article: Table(
        "articles",
        ("id", "revision_id", "created", "modified", "later", "archived", "favourite", "trashed"),
        _encode_article,
        _decode_article,
        ("article_tags", "article_id"),
    ),
    Revision: Table(
        "revisions",
        (
            "id",
            "article_id",
            "text",
            "blocks",
            "text_hash",
            "source_kind",
            "location",
            "source_hash",
            "importer",
            "language",
            "words",
            "evidence",
            "captured",
        ),
        _encode_revision,
        _decode_revision,
    ),
    CslItem: Table("csl_items", _ITEM, _encode_item, _decode_item),
    Highlight: Table(
        "highlights",
        (
            "id",
            "article_id",
            "revision_id",
            "start",
            "end",
            "exact",
            "prefix",
            "suffix",
            "color",
            "note",
            "state",
            "created",
            "modified",
            "made_id",
            "made_start",
            "made_end",
            "made_exact",
            "made_prefix",
            "made_suffix",
            "reviewed",
            "foreign",
            "locator",
        ),
        _encode_highlight,
        _decode_highlight,
        ("highlight_tags", "highlight_id"),
    ),
    Color: plain(Color, "colors", "id", "name", "position"),
    Reading: plain(Reading, "readings", "id", "position", "progress", "opened"),
}


def table_of(kind: type) -> Table:
    """Return the table of a kind of record."""
    table = FIRST_TABLES.get(kind)
    if table is None:
        from postil.storage.further_tables import FURTHER_TABLES

        table = FURTHER_TABLES[kind]
    return table
