"""What an importer gets and what it gives."""

from dataclasses import dataclass, field

from postil.domain.document import Document
from postil.domain.records import Evidence, Figure, Name, SourceKind


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes to import and where they came from.

    ``name`` is a file's name ("" for pasted text), ``location`` its absolute path or final URL, ``media_type`` and
    ``charset`` what the server or clipboard declared, else "". ``password`` opens an encrypted file, else "".
    ``beside`` are the files of a saved page's folder, each with its path relative to the page and its content.
    """

    kind: SourceKind
    content: bytes = field(repr=False)
    name: str = ""
    location: str = ""
    media_type: str = ""
    charset: str = ""
    password: str = field(default="", repr=False)
    beside: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Imported:
    """An article as an importer read it, with its bibliography as the source says it, "" where it says nothing.

    Dates are EDTF level 0 (``2024-02-25``); ``language`` is the declared BCP 47 tag or the detected one;
    ``evidence`` has a row for each field that is filled.
    """

    importer: str
    document: Document
    title: str
    authors: tuple[Name, ...] = ()
    site: str = ""
    publisher: str = ""
    published: str = ""
    updated: str = ""
    url: str = ""
    language: str = ""
    type: str = "webpage"
    evidence: tuple[Evidence, ...] = ()
    figures: tuple[Figure, ...] = ()
