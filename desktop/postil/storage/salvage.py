"""What can be read of a damaged library, record by record; the file is never written to."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from postil.domain.document import Block, Document, hash_text
from postil.domain.problems import Problem
from postil.domain.records import Article, ArticleNote, Color, CslItem, Figure, Highlight, Record, Revision
from postil.domain.text import canonical
from postil.domain.wording import say
from postil.storage.digests import digest_of, selection
from postil.storage.opening import read_damaged
from postil.storage.remains import HEADER, MAGIC, PAGE, new_header, was_library
from postil.storage.tables import Table, table_of
from postil.storage.troubles import told_calmly
from postil.storage.walking import walk

_KEPT_DAMAGED = (Article, Revision, CslItem, Highlight, ArticleNote, Color)
"""Kinds of records that are better kept with wrong letters in them than lost."""

_LONGEST = 1000
"""How many times what is left of a library it may have been long."""


class Salvage:
    """Reads a damaged library; ``lost`` has a sentence for each record that could not be read as it was written."""

    def __init__(self, path: Path, scratch: Path) -> None:
        """Open the library at ``path``, or a mended copy of it at ``scratch``; raises Problem for no library at all."""
        self._path = path
        self._scratch = scratch
        try:
            self._connection = read_damaged(path)
        except Problem:
            try:
                if not _copy_mended(path, scratch):
                    raise
                self._connection = read_damaged(scratch)
            except Problem:
                self._clean_up()
                raise
        self._connection.text_factory = _text
        self._columns: dict[str, Mapping[str, str]] = {}
        self.lost: list[str] = []
        if not self._columns_of("articles"):
            self.close()
            raise Problem("The file {file} is not a Postil library; give the name of one that is damaged.", file=path)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
        self._clean_up()

    def _clean_up(self) -> None:
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                self._scratch.with_name(self._scratch.name + ending).unlink(missing_ok=True)

    def rows(self, statement: str, *values: object) -> list[Any]:
        """Return the rows of a SELECT; raises Problem where the file is damaged."""
        with told_calmly(self._path), closing(self._connection.execute(statement, values)) as found:
            return found.fetchall()

    def places(self, kind: type[Record], column: str) -> dict[str, list[int]]:
        """Return the row numbers of all records of ``kind`` by what stands in ``column``, in their order."""
        found: dict[str, list[int]] = {}
        table = table_of(kind).name
        for number, values in self._walk(table, f'"{column}"'):
            if values is None:
                self._lose(table, number)
            else:
                found.setdefault(str(values[0]), []).append(number)
        return found

    def all(self, kind: type[Record]) -> Iterator[Record]:
        """Yield the records of ``kind`` that can be read."""
        for numbers in self.places(kind, "id").values():
            for number in numbers:
                record = self.record(kind, number)
                if record is not None:
                    yield record

    def record(self, kind: type[Record], number: int) -> Record | None:
        """Return the record in that row, None where it is lost."""
        table = table_of(kind)
        row = self._row(table.name, number)
        if row is None:
            self._lose(table.name, number)
            return None
        columns = self._columns_of(table.name)
        tags = self._tags(table, str(row.get("id", "")))
        is_whole = row.get("digest") in {None, digest_of(table.name, row, list(row.values()), tags)}
        if not is_whole and not issubclass(kind, _KEPT_DAMAGED):
            self._lose(table.name, number)
            return None
        record = _decoded(table, [_of_type(row.get(name), columns.get(name, "")) for name in table.columns], tags)
        if record is None or not record.id or (isinstance(record, Figure) and not _is_itself(record)):
            self._lose(table.name, number)
            return None
        if not is_whole or (isinstance(record, Revision) and record.text_hash != row["text_hash"]):
            self.lost.append(
                say(
                    "{record} in {table} came back, but not all of it as it was written.",
                    record=record.id,
                    table=table.name,
                )
            )
        return record

    def analyses(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield what was found in texts (text hash, version, findings, time), where it is as it was written."""
        columns = list(self._columns_of("analyses"))
        for _number, values in self._walk("analyses", selection("analyses", columns), key="text_hash"):
            if values is None:
                continue  # it can be made anew
            row = dict(zip(columns, values, strict=True))
            if row.get("digest") == digest_of("analyses", columns, values):
                yield row["text_hash"], row["version"], row["findings"], row["created"]

    def _walk(self, table: str, selected: str, key: str = "id") -> Iterator[tuple[int, Any]]:
        try:
            if self._columns_of(table):
                for walked in walk(self.rows, table, selected, key=key):
                    yield walked.number, walked.values
        except Problem:
            self.lost.append(say("The rest of the table {table} cannot be read.", table=table))

    def _columns_of(self, table: str) -> Mapping[str, str]:
        """Return the columns that the file has, with their types; an older library has fewer."""
        if table not in self._columns:
            self._columns[table] = dict(self.rows("SELECT name, type FROM pragma_table_info(?)", table))
        return self._columns[table]

    def _row(self, table: str, number: int) -> dict[str, Any] | None:
        try:
            names = list(self._columns_of(table))
            listed = ", ".join(f'"{name}"' for name in names)
            found = self.rows(f"SELECT {listed} FROM {table} NOT INDEXED WHERE rowid = ?", number)
        except Problem:
            return None
        return dict(zip(names, found[0], strict=True)) if found else None

    def _tags(self, table: Table, record_id: str) -> tuple[str, ...]:
        if table.tags is None:
            return ()
        name, owner = table.tags
        try:
            found = self.rows(f"SELECT tag FROM {name} WHERE {owner} = ? ORDER BY position", record_id)
        except Problem:
            return ()
        return tuple(str(row[0]) for row in found)

    def _lose(self, table: str, number: int) -> None:
        self.lost.append(say("Row {row} of {table} could not be read.", row=number, table=table))


def _copy_mended(path: Path, scratch: Path) -> bool:
    """Copy a library that was cut off, as long as its first page says that it was, or one whose first bytes are gone,
    with new ones; return whether it was one of these.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(HEADER)
        if not header.startswith(MAGIC):
            return was_library(path) and _copy_with_header(path, scratch, size)
        page = int.from_bytes(header[16:18]) if len(header) == 100 else 0
        wanted = int.from_bytes(header[28:32]) * (65536 if page == 1 else page)
        if not size < wanted <= _LONGEST * size:
            return False
        shutil.copyfile(path, scratch)
        with scratch.open("rb+") as file:
            file.truncate(wanted)
    except OSError:
        return False
    return True


def _copy_with_header(path: Path, scratch: Path, size: int) -> bool:
    shutil.copyfile(path, scratch)
    log = path.with_name(path.name + "-wal")
    if log.exists():
        # The first page may stand in it as it was.
        shutil.copyfile(log, scratch.with_name(scratch.name + "-wal"))
    with scratch.open("rb+") as file:
        file.write(new_header(size // PAGE, has_log=log.exists()))
    return True


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _of_type(value: object, kind: str) -> object:
    """Return ``value``, or what is nearest to it in the type of its column."""
    if kind == "TEXT" and not isinstance(value, str):
        return None if value is None else ""
    if kind == "INTEGER" and not isinstance(value, int):
        return None if value is None else 0
    if kind == "BLOB" and not isinstance(value, bytes):
        return b""
    if kind == "REAL" and not isinstance(value, int | float):
        return 0.0
    return value


def _decoded(table: Table, values: list[Any], tags: tuple[str, ...]) -> Record | None:
    defaults = _DEFAULTS.get(table.name, {})
    values = [
        defaults.get(name, "") if value is None and name not in _MAY_BE_NULL else value
        for name, value in zip(table.columns, values, strict=True)
    ]
    try:
        record = table.decode(values, tags)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        if table.name != "revisions":
            return None
        record = _plain_revision(dict(zip(table.columns, values, strict=True)))
    if not isinstance(record, Revision):
        return record
    text = record.document.text
    return replace(record, text_hash=hash_text(text)) if hash_text(text) != record.text_hash else record


def _plain_revision(row: Mapping[str, Any]) -> Revision:
    """Return a version whose blocks cannot be read: every line of its text is a paragraph."""
    lines = canonical(row["text"]).split("\n")
    document = Document(tuple(Block("paragraph", line) for line in lines))
    facts = [row[name] for name in ("source_kind", "location", "source_hash", "importer", "language", "words")]
    return Revision(
        row["id"], row["article_id"], document, document.text_hash, *facts, evidence=(), captured=row["captured"]
    )


def _is_itself(figure: Figure) -> bool:
    import hashlib

    return hashlib.sha256(figure.content).hexdigest() == figure.id


_MAY_BE_NULL = frozenset({"made_id", "made_start", "made_end", "made_exact", "made_prefix", "made_suffix"})
_DEFAULTS: Mapping[str, Mapping[str, object]] = {
    "articles": {"later": 0, "archived": 0, "favourite": 0},
    "csl_items": {"authors": "[]"},
    "revisions": {"evidence": "[]", "words": 0},
    "highlights": {"start": 0, "end": 0},
}
"""What stands in a column that an older library does not have, or that is not to be read; "" in all others."""
