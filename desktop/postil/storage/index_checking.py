"""Do the indexes for searching hold together? SQLite's ``integrity_check`` takes their pages for mere bytes.

Each index is read from end to end through fts5vocab (https://www.sqlite.org/fts5.html, "The fts5vocab Virtual Table"),
which needs no right to write, and the words in it are counted against the sum that FTS5 itself keeps.
"""

from collections.abc import Iterator
from contextlib import suppress

from postil.domain.problems import Problem
from postil.storage.library import Library
from postil.storage.search_tables import INDEXES

WITHOUT_PLACES = frozenset({"word_index", "chief_index", "head_index", "mark_index"})
"""Which words are in a row is kept there, not how often: two that are folded into one count once."""
_FOLDED = 50
"""At most one word in so many is."""
_SUMS = 1
"""The row of an index's data that holds how many rows and how many words of each column there are."""


def broken_indexes(library: Library) -> Iterator[str]:
    """Yield the names of the indexes that cannot be read to their end, or in which words are missing or too many."""
    for index in INDEXES:
        try:
            found, kept = _words_in(library, index), _words_kept(library, index)
            whole = found == kept or (index in WITHOUT_PLACES and 0 <= kept - found <= kept // _FOLDED)
        except Problem:
            whole = False
        if not whole:
            yield index


def _words_in(library: Library, index: str) -> int:
    library.rows(f"CREATE VIRTUAL TABLE temp.words_of_{index} USING fts5vocab(main, {index}, row)")
    try:
        return int(library.rows(f"SELECT COALESCE(sum(COALESCE(cnt, doc)), 0) FROM temp.words_of_{index}")[0][0])
    finally:
        with suppress(Problem):
            library.rows(f"DROP TABLE temp.words_of_{index}")


def _words_kept(library: Library, index: str) -> int:
    found = library.rows(f"SELECT block FROM {index}_data WHERE id = ?", _SUMS)
    _rows, *columns = _numbers(found[0][0]) if found else [0]
    return sum(columns)


def _numbers(block: bytes) -> list[int]:
    """Return SQLite's varints (https://www.sqlite.org/fileformat2.html#varint) in ``block``, none of nine bytes."""
    numbers = [0]
    for byte in block:
        numbers[-1] = numbers[-1] << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(0)
    return numbers[:-1] or [0]
