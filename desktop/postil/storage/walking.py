"""Every row of a table that can be read, also where pages of it cannot."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from postil.domain.problems import Problem

Rows = Callable[..., list[Any]]
"""``rows(statement, *values)`` gives the rows of a SELECT and raises Problem where the file is damaged."""

_BATCH = 100
_GUESSED_AT_MOST = 20_000
"""Row numbers that are tried one by one between the last row before the damage and the first one after it."""


@dataclass(frozen=True, slots=True)
class Walked:
    """A row by its number; ``values`` is None for one that is known to have been there and cannot be read."""

    number: int
    values: Sequence[Any] | None


def walk(rows: Rows, table: str, selected: str, *, key: str = "id") -> Iterator[Walked]:
    """Yield each row of ``table`` with the columns ``selected`` (SQL), in the order of its number.

    Where a page cannot be read, the rows of the others are found from the table's end, from the index of its ``key``
    and by trying the numbers between. Raises Problem where nothing at all can be read of the table.
    """
    statement = f"SELECT rowid, {selected} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT {_BATCH}"
    last = -1
    while True:
        try:
            batch = rows(statement, last)
        except Problem:
            break
        if not batch:
            return
        if batch[-1][0] <= last or batch[0][0] <= last:
            break  # a damaged page may say anything, also what was said before
        yield from (Walked(row[0], row[1:]) for row in batch)
        last = batch[-1][0]
    yield from _beyond(rows, table, selected, key, last)


def _beyond(rows: Rows, table: str, selected: str, key: str, last: int) -> Iterator[Walked]:
    known: set[int] = set()
    for way, order, start in ((">", "", ""), ("<", " DESC", "\U0010ffff")):
        statement = f"SELECT {key}, rowid FROM {table} WHERE {key} {way} ? ORDER BY {key}{order} LIMIT ?"
        known |= {row[1] for row in _stepped(rows, statement, start) if row[1] > last}
    statement = f"SELECT rowid FROM {table} NOT INDEXED WHERE rowid {{}} LIMIT ?"
    forth = {row[0] for row in _stepped(rows, statement.format("> ? ORDER BY rowid"), last)}
    back = {row[0] for row in _stepped(rows, statement.format("< ? ORDER BY rowid DESC"), 1 << 62)}
    known |= forth | {number for number in back if number > last}
    between = range(max((last, *forth)) + 1, min(back, default=last + 1))
    tried = sorted(known | set(between)) if len(between) <= _GUESSED_AT_MOST else sorted(known)
    for number in tried:
        try:
            found = rows(f"SELECT {selected} FROM {table} NOT INDEXED WHERE rowid = ?", number)
        except Problem:
            if number in known:
                yield Walked(number, None)
            continue
        if found:
            yield Walked(number, found[0])
        elif number in known:
            yield Walked(number, None)


def _stepped(rows: Rows, statement: str, start: object) -> Iterator[Sequence[Any]]:
    """Yield what ``statement`` gives from ``start`` on, in ever shorter steps until a page cannot be read."""
    step = _BATCH
    met: set[object] = set()
    while step:
        try:
            batch = rows(statement, start, step)
        except Problem:
            step //= 4
            continue
        start = batch[-1][0] if batch else None
        if start is None or start in met:
            return
        met.add(start)
        yield from batch
