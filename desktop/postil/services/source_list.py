"""All sources with what a list of them tells: how often each is cited, which are likely one work, what is wrong."""

from dataclasses import dataclass
from pathlib import Path

from postil.services.same_sources import same_works
from postil.services.sources import SourceRow, check, sources
from postil.storage.library import Library


@dataclass(frozen=True, slots=True)
class ToldSource:
    """A source, the number of those that are likely one work with it (0 for none), and what is wrong with it."""

    row: SourceRow
    group: int
    wrong: tuple[str, ...]


def told_sources(path: Path) -> tuple[ToldSource, ...]:
    """Read the sources through a connection of its own, on a thread of the pool."""
    library = Library.open_for_reading(path)
    try:
        rows = sources(library)
    finally:
        library.close()
    groups = same_works(row.item for row in rows)
    numbers = {item.id: number for number, group in enumerate(groups, 1) for item in group}
    return tuple(ToldSource(row, numbers.get(row.item.id, 0), check(row.item)) for row in rows)
