"""What other programs keep of a reader's work: their articles and books with highlights, notes, tags and dates."""

from dataclasses import dataclass, field
from typing import Literal

from postil.domain.records import Name
from postil.domain.sources import Imported

NoteFormat = Literal["markdown", "html", "text"]


@dataclass(frozen=True, slots=True)
class ForeignMark:
    """A highlight of another program; one with an empty ``exact`` is a note on the work as a whole.

    ``key`` names it within its program, the same each time that program is asked. ``exact``, ``prefix`` and ``suffix``
    are the passage and what stands around it, as W3C selectors have them; ``start`` is where that program counts it
    from, a hint and no more, -1 where it says nothing. ``color`` is as printed: a name or ``#ffd400``. ``created`` and
    ``modified`` are UTC, ISO 8601, to the second, "" where they are not known. ``locator`` is the place as it is
    printed: "p. 12", "loc. 345-350".
    """

    key: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    note: str = ""
    note_format: NoteFormat = "markdown"
    tags: tuple[str, ...] = ()
    color: str = ""
    created: str = ""
    modified: str = ""
    locator: str = ""
    start: int = -1


@dataclass(frozen=True, slots=True)
class ForeignRecord:
    """The bibliographic fields of a work beyond its title, authors, address and date, "" where nothing is said.

    ``key`` is its citation key there, ``type`` CSL's name of its kind, ``doi`` without a resolver, ``isbn`` of digits;
    ``more`` holds CSL's other variables, as that of a CslItem. ``remarks`` say what of it could not be kept and why;
    ``refused`` why the whole of it cannot come in: such a work says no more than that.
    """

    key: str = ""
    type: str = ""
    container_title: str = ""
    publisher: str = ""
    doi: str = ""
    isbn: str = ""
    language: str = ""
    accessed: str = ""
    more: str = ""
    remarks: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class ForeignWork:
    """A work that another program holds: with what was marked in it, its text or its record, or saved and no more.

    ``program`` is its short name ("readwise"), lasting, for it is kept with each highlight. ``published`` is EDTF level
    0. ``marks`` stand in the order of the text as far as that is known. ``imported`` is its text where the program
    gave that too; ``record`` its bibliographic record where it is kept for its own sake.
    """

    program: str
    title: str
    authors: tuple[Name, ...] = ()
    url: str = ""
    published: str = ""
    kind: str = "webpage"
    tags: tuple[str, ...] = ()
    note: str = ""
    note_format: NoteFormat = "markdown"
    marks: tuple[ForeignMark, ...] = ()
    imported: Imported | None = field(default=None, repr=False)
    record: ForeignRecord | None = None
