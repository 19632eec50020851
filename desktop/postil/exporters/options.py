"""How an export is to be made, and the files it is made of. Values alone: kept with a file, shown in the window."""

import json
from dataclasses import dataclass, field, fields
from pathlib import PurePosixPath
from typing import Any, Literal, cast, get_args

Order = Literal["text", "time", "colour", "tag"]
ORDERS: tuple[Order, ...] = get_args(Order)

Part = Literal["record", "note", "highlights", "remarks", "claims", "names", "dates", "works"]
PARTS: tuple[Part, ...] = get_args(Part)

CitationForm = Literal["usual", "typed", "formatted"]
CITATION_FORMS: tuple[CitationForm, ...] = get_args(CitationForm)

PAGES = frozenset({"html", "docx", "pdf"})
"""Formats in which citations are usually formatted."""

FORMATTABLE = PAGES | {"markdown"}
"""Formats in which they can be: Pandoc formats them itself, a vault links them, data has notes as they were typed."""
"""The article's record; its note; highlights; the notes on those; claims and links; names and masks; dates; works."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What goes out and how.

    ``format`` is an exporter's name. ``template`` is the text of a template of the reader's own, "" for the format's.
    Highlights stand in ``order``: as in the text, by the time they were made, by colour or by (first) tag. ``parts``
    are those that go out. ``whole``: the text of the article too, its highlights marked in it. ``only`` are the ids of
    the highlights, and of the articles whose notes go out, None for all; that is not kept.
    ``citations`` in notes go out as is usual for the format, as they were typed, or formatted in a ``style`` of CSL
    and a ``language``, "" for the reader's.
    """

    format: str = "markdown"
    template: str = ""
    order: Order = "text"
    parts: frozenset[Part] = field(default=frozenset(PARTS))
    whole: bool = False
    only: frozenset[str] | None = None
    citations: CitationForm = "usual"
    style: str = ""
    language: str = ""

    @property
    def formats_citations(self) -> bool:
        """Whether citations in notes are formatted, and the works that they cite listed as a bibliography."""
        if self.format not in FORMATTABLE:
            return False
        return self.citations == "formatted" or (self.citations == "usual" and self.format in PAGES)

    def to_json(self) -> str:
        """Return the options as ``ExportedFile.options`` keeps them."""
        kept: dict[str, object] = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "only"}
        return json.dumps({**kept, "parts": [part for part in PARTS if part in self.parts]}, ensure_ascii=False)


def options_from(kept: str) -> ExportOptions:
    """Return the options in what ``to_json`` wrote; what is not understood is as usual."""
    try:
        found: Any = json.loads(kept)
    except ValueError:
        found = {}
    told = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    kept_parts = cast("list[object]", told.get("parts", PARTS))
    known: dict[object, Order] = {each: each for each in ORDERS}
    forms: dict[object, CitationForm] = {each: each for each in CITATION_FORMS}
    return ExportOptions(
        str(told.get("format") or "markdown"),
        str(told.get("template") or ""),
        known.get(told.get("order"), "text"),
        frozenset(part for part in PARTS if part in kept_parts),
        bool(told.get("whole")),
        citations=forms.get(told.get("citations"), "usual"),
        style=str(told.get("style") or ""),
        language=str(told.get("language") or ""),
    )


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One file of an export, read back and compared already.

    ``name`` is relative, with "/" between folders, and safe on every system; "" where the reader names the file.
    ``key`` says what it is of, so that a later export finds it again: an article's id, ``source:KEY``, an entity's key
    (``person:stalin``), "index", or "" for one of several articles. ``marked`` is the text of a Markdown
    file with the marks of its parts (``exporters.parts``).
    """

    name: str
    content: bytes
    key: str = ""
    marked: str = ""

    @property
    def text(self) -> str:
        """The content of a file of text."""
        return self.content.decode()

    @property
    def path(self) -> PurePosixPath:
        """The relative path."""
        return PurePosixPath(self.name)
