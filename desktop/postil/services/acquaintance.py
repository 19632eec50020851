"""Knowing a work again: by its address, its DOI or ISBN, or its title and who wrote it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from postil.domain.addresses import normal_url
from postil.domain.csl import more_of
from postil.domain.foreign import ForeignWork
from postil.domain.records import CslItem, Name
from postil.domain.text import plain_title
from postil.importers.marks.identifiers import find_doi, isbn13

_TELLING = 8
"""Characters of a title from which on it can name a work whose author is not known."""


@dataclass(frozen=True, slots=True)
class _Titled:
    """A known work of some title: its id, its authors' family names, whether it has an address, its year or ""."""

    id: str
    families: frozenset[str]
    is_placed: bool
    year: str


class Acquaintances:
    """Works that are known, each under an id; ``find`` gives that of the one that is the same."""

    def __init__(self) -> None:
        self._by_name: dict[str, str] = {}
        self._by_title: dict[str, list[_Titled]] = {}

    def add_item(self, item: CslItem, *addresses: str) -> None:
        """Know a bibliographic record under its id, at further ``addresses`` too."""
        more = more_of(item)
        printed = f"{item.url}\n{item.note}\nDOI: {more.get('DOI', '')}\nISBN: {more.get('ISBN', '')}"
        names = _names((item.url, *addresses), find_doi(printed), isbn13(_isbn(printed)))
        self._add(item.id, item.title, item.authors, names, _year(item.published))

    def add_work(self, work_id: str, work: ForeignWork) -> None:
        """Know a work of another program under ``work_id``."""
        self._add(work_id, work.title, work.authors, _names((work.url,), *_identifiers(work)), _year(work.published))

    def find(self, work: ForeignWork) -> str | None:
        """Return the id of the known work that ``work`` is, else None.

        An address, a DOI or an ISBN decides. A title does with an author in common; where one of the two names no
        author it does if the title is no mere word and the addresses do not speak against it. A record alone that names
        another year is of another edition; highlights are of the same work, whichever was read.
        """
        for name in _names((work.url,), *_identifiers(work)):
            if name in self._by_name:
                return self._by_name[name]
        families = _families(work.authors)
        year = _year(work.published) if work.record is not None and not work.marks else ""
        for title in _titles(work.title):
            for known in self._by_title.get(title, ()):
                if year and known.year and year != known.year:
                    continue
                unnamed = not families or not known.families
                tells = title == _folded(work.title) and len(title) >= _TELLING
                if families & known.families or (unnamed and tells and not (known.is_placed and work.url)):
                    return known.id
        return None

    def _add(self, work_id: str, title: str, authors: tuple[Name, ...], names: list[str], year: str) -> None:
        for name in names:
            self._by_name.setdefault(name, work_id)
        is_placed = any("://" in name for name in names)
        for each in _titles(title):
            self._by_title.setdefault(each, []).append(_Titled(work_id, _families(authors), is_placed, year))


def _names(addresses: Iterable[str], doi: str, isbn: str) -> list[str]:
    """Return all that is a work's own: addresses in their one form, identifiers with their kind."""
    return [
        *(normal_url(address) for address in addresses if address),
        *([f"doi:{doi}"] if doi else []),
        *([f"isbn:{isbn}"] if isbn else []),
    ]


def _identifiers(work: ForeignWork) -> tuple[str, str]:
    record = work.record
    return (record.doi if record else "") or find_doi(work.url), record.isbn if record else ""


def _year(published: str) -> str:
    """Return the year of an EDTF date, "" where it has none that is four digits."""
    return published[:4] if published[:4].isdigit() else ""


def _isbn(printed: str) -> str:
    return " ".join(re.findall(r"ISBN:?\s*([\dXx\s-]{10,20})", printed))


def _titles(title: str) -> list[str]:
    """Return a title and, where it has a subtitle or an edition in brackets, what stands before that."""
    whole = _folded(title)
    short = _folded(re.split(r"[:;—–(（]", title, maxsplit=1)[0])
    return list(dict.fromkeys(each for each in (whole, short) if each))


def _folded(title: str) -> str:
    plain = unicodedata.normalize("NFKD", plain_title(title).casefold())
    return " ".join(re.sub(r"[\W_]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).split())


def _families(authors: tuple[Name, ...]) -> frozenset[str]:
    return frozenset(folded for name in authors if (folded := _folded(name.family or name.literal).rpartition(" ")[2]))
