"""The library file: reads records, applies edits, tells its listeners."""

import sqlite3
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from postil.domain.edits import Change, Edit
from postil.domain.problems import Damaged, Problem
from postil.domain.records import (
    Article,
    Color,
    CslItem,
    Highlight,
    Reading,
    Record,
    Revision,
)
from postil.storage.backup import back_up
from postil.storage.lock import OpenMark, WriterLock, file_number, require_alone
from postil.storage.opening import connect, lock_trouble, read_as_it_is
from postil.storage.tables import Table, table_of
from postil.storage.troubles import damaged, is_broken_page, overtaken, told_calmly

if TYPE_CHECKING:
    from postil.domain.records import ArticleNote, Figure, Judgement
    from postil.storage.indexing import SearchIndex
    from postil.storage.presence import Presence

Listener = Callable[[Edit], None]
R = TypeVar("R", bound=Record)


class Library:
    """One open library. All that changes it is an Edit through ``apply``; it belongs to the thread that opened it.

    ``notice`` is what the reader should know of how it was opened, or "". One in which a page turned out to be damaged
    takes no more edits: it is read on, and what is whole of it can be recovered.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: WriterLock) -> None:
        self.path = path
        self._connection = connection
        self._index: SearchIndex | None = None
        self._lock = lock
        self._number = file_number(path)
        self._mark = OpenMark(path) if lock.held else None
        self._digested: frozenset[str] | None = None
        self._listeners: list[Listener] = []
        self._presence: Presence | None = None
        self._is_broken = False
        self.notice = ""

    @classmethod
    def open(cls, path: Path, *, for_window: bool = False) -> "Library":
        """Open the library at ``path`` for reading and writing, making or migrating it as needed.

        ``for_window``: take the writer's lock for as long as it is open. Raises Problem, with the file untouched.
        """
        notice = require_alone(path, may_wait=True)
        lock = WriterLock(path)
        if for_window and path.parent.is_dir():
            try:
                ours = lock.take()
            except OSError:
                ours = True  # the folder may only be read: ``connect`` says so
            if not ours:
                raise Problem("The library {file} is open in another window; use that window or close it.", file=path)
        try:
            connection = connect(path, lock, for_window=for_window)
            if for_window:
                _take(lock, path)
        except BaseException:
            lock.release()
            raise
        library = cls(path, connection, lock)
        library.notice = notice
        if not for_window or notice:
            library.be_seen()
        return library

    @classmethod
    def open_for_reading(cls, path: Path) -> "Library":
        """Open the library at ``path`` without any right to change it; raises Problem where that cannot be."""
        notice = require_alone(path, may_wait=False)
        connection, old = read_as_it_is(path)
        library = cls(path, connection, WriterLock(path))
        library.notice = old or notice
        return library

    def close(self) -> None:
        """Close the file and give the lock back."""
        self._connection.close()
        if self._mark is not None:
            self._mark.close()
        if self._presence is not None:
            self._presence.close()
        self._lock.release()

    def stay_open(self) -> None:
        """See to it that no other program takes this library for closed; a window does so every second."""
        if self._mark is not None:
            self._mark.renew()
            self.be_seen()

    def be_seen(self) -> None:
        """Let other machines know that the library is open here, for as long as it is."""
        if self._presence is None:
            # A window does so after its first page.
            from postil.storage.presence import Presence

            self._presence = Presence(self.path, takes_over=bool(self.notice))

    def listen(self, listener: Listener) -> None:
        """Call ``listener`` with every edit after it has been committed."""
        self._listeners.append(listener)

    def apply(self, edit: Edit) -> None:
        """Write all of ``edit`` in one transaction, committed to disk, then tell the listeners.

        Raises Problem where the disk or another program forbids it, or where the file was moved away; Overtaken where
        a record it changes is no longer there. Nothing of it is written then.
        """
        if not edit.changes:
            return
        if self._is_broken:
            raise damaged(self.path)  # what is written into a damaged file may land on what is still whole
        self._require_in_place()
        from postil.storage.shelving import follow

        with self._together():
            searched = self._indexed().leave(edit.changes)
            for change in edit.changes:
                self._write(change)
            follow(self._connection, edit.changes)
            self._indexed().enter(searched)
        for listener in self._listeners:
            listener(edit)

    @contextmanager
    def alone(self) -> Generator[None]:
        """Let no other program write meanwhile: what is read within still holds for the edit applied within.

        All of it is committed together at the end, so listeners hear of the edit before it is on disk.
        """
        with told_calmly(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _together(self) -> Generator[None]:
        """Write all of it or nothing; on its own it is a transaction that begins as a writer's.

        One that begins with reading would be refused at once where another program writes: SQLite waits for that one
        only before anything was read.
        """
        if not self._connection.in_transaction:
            with self.alone():
                yield
            return
        with told_calmly(self.path):
            self._connection.execute("SAVEPOINT edit")
            try:
                yield
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK TO edit")
                    self._connection.execute("RELEASE edit")
                raise
            self._connection.execute("RELEASE edit")

    def get(self, kind: type[R], record_id: str) -> R | None:
        """Return the record of ``kind`` with that id, or None."""
        found = self.select(kind, "id = ?", record_id)
        return found[0] if found else None

    def select(self, kind: type[R], where: str = "", *values: object, order: str = "id") -> tuple[R, ...]:
        """Return the records of ``kind`` for which the SQL condition ``where`` holds (for use within storage)."""
        table = table_of(kind)
        condition = f" WHERE {where}" if where else ""
        rows = self.rows(f"SELECT {table.selected} FROM {table.name}{condition} ORDER BY {order}", *values)
        tags = self._tags(table, condition, values) if table.tags and rows else {}
        try:
            return tuple(cast("R", table.decode(row, tags.get(row[0], ()))) for row in rows)
        except (ValueError, TypeError) as error:
            raise damaged(self.path) from error

    def rows(self, statement: str, *values: object) -> list[Any]:
        """Return the rows of a SELECT (for use within storage)."""
        try:
            with told_calmly(self.path):
                return self._connection.execute(statement, values).fetchall()
        except Damaged as problem:
            self._is_broken = self._is_broken or is_broken_page(problem)
            raise

    def writings(self) -> int:
        """Return a number that differs from the one before where another connection has written meanwhile; what was
        written through this one does not count. It costs some microseconds.
        """
        return int(self.rows("PRAGMA data_version")[0][0])

    def lend(self, name: str, function: Callable[..., Any]) -> None:
        """Let statements call ``function`` by ``name`` (for use within storage); it gives the same for the same."""
        self._connection.create_function(name, -1, function, deterministic=True)

    def article(self, article_id: str) -> Article | None:
        """Return an article by its id."""
        return self.get(Article, article_id)

    def item(self, article_id: str) -> CslItem | None:
        """Return the bibliographic record of an article."""
        return self.get(CslItem, article_id)

    def items(self) -> tuple[CslItem, ...]:
        """Return all bibliographic records by citation key."""
        return self.select(CslItem, order="key")

    def revision(self, revision_id: str) -> Revision | None:
        """Return one version of an article's text."""
        return self.get(Revision, revision_id)

    def words(self, revision_id: str) -> int | None:
        """Return the number of words of one version of an article's text, without reading it; None if not there."""
        found = self.rows("SELECT words FROM revisions WHERE id = ?", revision_id)
        return int(found[0][0]) if found else None

    def highlights(self, article_id: str) -> tuple[Highlight, ...]:
        """Return an article's highlights in text order."""
        return self.select(Highlight, "article_id = ?", article_id, order='"start", "end", id')

    def note(self, article_id: str) -> "ArticleNote | None":
        """Return the note on an article as a whole."""
        from postil.domain.records import ArticleNote

        return self.get(ArticleNote, article_id)

    def colors(self) -> tuple[Color, ...]:
        """Return the highlight colours in the reader's order."""
        return self.select(Color, order="position, id")

    def reading(self, article_id: str) -> Reading | None:
        """Return how far the reader is in an article."""
        return self.get(Reading, article_id)

    def figure(self, figure_id: str) -> "Figure | None":
        """Return a kept picture by the SHA-256 of its bytes."""
        from postil.domain.records import Figure

        return self.get(Figure, figure_id)

    def figure_from(self, url: str) -> "Figure | None":
        """Return the kept picture that came from an address."""
        from postil.domain.records import Figure

        found = self.select(Figure, "url = ?", url)
        return found[0] if found else None

    def judgements(self) -> "tuple[Judgement, ...]":
        """Return all judgements in the order in which they were made."""
        from postil.domain.records import Judgement

        return self.select(Judgement)

    def keep_analysis(self, text_hash: str, version: str, findings: str, created: str) -> None:
        """Keep derived findings (JSON) of a text; older versions of the analyser for the same text are dropped.

        No Edit: findings are derived data, keyed by the text's hash and the analyser's version, and can be made anew.
        """
        from postil.storage.digests import digest_of

        with self._together():
            self._connection.execute("DELETE FROM analyses WHERE text_hash = ?", [text_hash])
            row = (text_hash, version, findings, created)
            columns = ("text_hash", "version", "findings", "created")
            statement = f"INSERT INTO analyses ({', '.join(columns)}, digest) VALUES (?, ?, ?, ?, ?)"
            self._connection.execute(statement, [*row, digest_of("analyses", columns, row)])
            self._indexed().learn(text_hash, findings)

    def analysis(self, text_hash: str, version: str) -> str | None:
        """Return the kept findings (JSON) of a text by this version of the analyser, or None."""
        rows = self.rows("SELECT findings FROM analyses WHERE text_hash = ? AND version = ?", text_hash, version)
        return rows[0][0] if rows else None

    def back_up(self, target: Path) -> None:
        """Write a checked, compact copy of the library to ``target``; raises Problem, leaving nothing behind."""
        back_up(self._connection, self.path, target)

    def _require_in_place(self) -> None:
        """Raise Problem where the file is gone: SQLite would go on writing to what nobody finds again."""
        self.stay_open()
        if self._presence is not None:
            self._presence.require_alone()
        if file_number(self.path) != self._number:
            raise Problem(
                "The library {file} was moved or removed while it was open, so nothing was changed; put it back, or "
                "save what is in it with “Back up library”.",
                file=self.path,
            )

    def _indexed(self) -> "SearchIndex":
        if self._index is None:
            # Not before the first edit: a start has none before its first page.
            from postil.storage.indexing import SearchIndex

            self._index = SearchIndex(self._connection)
        return self._index

    def _tags(self, table: Table, condition: str, values: Iterable[object]) -> dict[str, tuple[str, ...]]:
        if table.tags is None:
            return {}
        name, owner = table.tags
        found: dict[str, tuple[str, ...]] = {}
        statement = (
            f"SELECT {owner}, tag FROM {name} WHERE {owner} IN (SELECT id FROM {table.name}{condition}) "
            f"ORDER BY {owner}, position"
        )
        for record_id, tag in self.rows(statement, *values):
            found[record_id] = (*found.get(record_id, ()), tag)
        return found

    def _write(self, change: Change) -> None:
        from postil.storage.sketches import drop_sketch, keep_sketch

        record = change.record
        table = table_of(type(record))
        execute = self._connection.execute
        if change.before is None:
            more, values = self._row(table, record)
            execute(table.insertion(*more), values)
        else:
            if change.after is None:
                if isinstance(record, Article):
                    # How far the reader is there is no step of undo: it goes with the article that is un-imported.
                    execute("DELETE FROM readings WHERE id = ?", [record.id])
                if isinstance(record, Revision):
                    drop_sketch(self._connection, record)
                written = execute(f"DELETE FROM {table.name} WHERE id = ?", [record.id])
            else:
                more, values = self._row(table, record)
                written = execute(table.update(*more), [*values, change.before.id])
            if written.rowcount != 1:
                raise overtaken()
        self._write_tags(table, change)
        if change.before is None and isinstance(record, Revision):
            keep_sketch(self._connection, record)
        if table.name == "judgements":
            # Not before the first judgement: a start has none.
            from postil.storage.judged import keep_key

            keep_key(self._connection, change)

    def _row(self, table: Table, record: Record) -> tuple[tuple[str, ...], Sequence[object]]:
        """Return a record's row with its digest, and which columns there are beyond the record's own."""
        from postil.storage.digests import digest_of, digested

        if self._digested is None:
            self._digested = digested(self._connection)
        row = table.encode(record)
        if table.name not in self._digested:
            return (), row
        return ("digest",), [*row, digest_of(table.name, table.columns, row, _tags_of(record))]

    def _write_tags(self, table: Table, change: Change) -> None:
        if table.tags is None or _tags_of(change.before) == _tags_of(change.after):
            return
        name, owner = table.tags
        record_id = change.record.id
        self._connection.execute(f"DELETE FROM {name} WHERE {owner} = ?", [record_id])
        rows = [(record_id, tag, position) for position, tag in enumerate(_tags_of(change.after))]
        self._connection.executemany(f"INSERT INTO {name} ({owner}, tag, position) VALUES (?, ?, ?)", rows)


def load_writer() -> None:
    """Import what ``Library.apply`` needs, on whatever thread, so that the first edit does not wait for it."""
    # The modules are used where they are imported again; here it is the loading alone that counts.
    import postil.storage.digests  # pyright: ignore[reportUnusedImport]
    import postil.storage.indexing  # pyright: ignore[reportUnusedImport]
    import postil.storage.shelving  # pyright: ignore[reportUnusedImport]
    import postil.storage.sketches  # noqa: F401  # pyright: ignore[reportUnusedImport]


def _take(lock: WriterLock, path: Path) -> None:
    try:
        ours = lock.take()
    except OSError as error:
        raise lock_trouble(path) from error
    if not ours:
        raise Problem("The library {file} is open in another window; use that window or close it.", file=path)


def _tags_of(record: Record | None) -> tuple[str, ...]:
    return record.tags if isinstance(record, Article | Highlight) else ()
