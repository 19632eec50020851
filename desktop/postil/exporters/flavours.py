"""The flavours of Markdown, which differ by data: what a card is made of, how names are linked, what is guarded."""

from dataclasses import dataclass
from typing import Literal

from postil.exporters.escaping import EVERY_READER, PANDOC, Family

Piece = Literal["about", "quotation", "block_id", "citation", "masked", "related", "note"]
Properties = Literal["record", "obsidian", "pandoc"]


@dataclass(frozen=True, slots=True)
class Flavour:
    """A kind of Markdown.

    ``card`` has the pieces of a card in their order. ``callout``: the kind of callout that a quotation stands in, ""
    for a plain block quotation. ``properties`` says which fields the front matter has. ``linked``: entities, sources
    and citations are links to notes of the same folder, tags are marked as such. ``cites``: works are cited and listed
    by the program that reads it.
    """

    name: str
    label: str
    family: Family
    card: tuple[Piece, ...] = ("about", "quotation", "masked", "related", "note")
    callout: str = ""
    properties: Properties = "record"
    linked: bool = False
    cites: bool = False
    template: str = "markdown.md.jinja"


PLAIN = Flavour("markdown", "Markdown", EVERY_READER)
FOR_PANDOC = Flavour(
    "pandoc",
    "Markdown for Pandoc",
    PANDOC,
    card=("about", "quotation", "citation", "masked", "related", "note"),
    properties="pandoc",
    cites=True,
)
FOR_OBSIDIAN = Flavour(
    "obsidian",
    "Obsidian vault",
    EVERY_READER,
    card=("about", "quotation", "block_id", "masked", "related", "note"),
    callout="quote",
    properties="obsidian",
    linked=True,
)
