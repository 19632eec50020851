"""What a list of sources tells beyond the records: how often each is cited, which are likely one work, what is wrong.

Each goes through all of a library in small pieces, for ``Seeker.run_in_pieces``, and says what share is done.
"""

from collections import Counter
from collections.abc import Generator, Iterator, Mapping
from itertools import chain

from postil.domain.citing import cited_keys
from postil.domain.csl_fields import TYPE_LABELS
from postil.domain.records import CslItem
from postil.domain.wording import say
from postil.services.same_sources import Grouping
from postil.services.sources import check
from postil.storage.citations import citing_notes
from postil.storage.library import Library
from postil.storage.sources import last_source, sources_after, types_in_use

_PIECE = 100
"""Records read and looked at before the window has its turn: some milliseconds."""


def counted_citations(library: Library) -> Generator[None, None, Mapping[str, int]]:
    """Return how many notes cite each key; a key that no note cites is left out."""
    counts: Counter[str] = Counter()
    for place, row in enumerate(citing_notes(library)):
        counts.update(cited_keys(row.body))
        if place % _PIECE == 0:
            yield
    return counts


def likely_one(library: Library) -> Generator[float, None, tuple[int, ...]]:
    """Return the numbers of sources that are likely one work with another, those of each work together."""
    grouping, keys = Grouping[int](), dict[int, str]()
    for share, piece in _pieces(library):
        for number, item in piece:
            grouping.add(number, item)
            keys[number] = item.key.casefold()
        yield share
    return tuple(chain.from_iterable(sorted(group, key=keys.__getitem__) for group in grouping.groups()))


def faulty(library: Library) -> Generator[float, None, tuple[int, ...]]:
    """Return the numbers of the sources with something wrong in their records."""
    found: list[int] = []
    for share, piece in _pieces(library):
        found += [number for number, item in piece if check(item)]
        yield share
    return tuple(found)


def type_labels(library: Library) -> dict[str, str]:
    """Return the names of the types of all sources, in the reader's language."""
    return {kind: say(TYPE_LABELS.get(kind, kind)) for kind in types_in_use(library)}


def _pieces(library: Library) -> Iterator[tuple[float, list[tuple[int, CslItem]]]]:
    last, end = 0, last_source(library)
    while piece := sources_after(library, last, _PIECE):
        last = piece[-1][0]
        yield last / max(end, last), piece
