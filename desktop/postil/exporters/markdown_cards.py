"""A card in Markdown, piece by piece, and what else templates may apply: each turns a value into guarded Markdown."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from postil.domain.citing import cited_keys, format_authors, parse
from postil.domain.records import CslItem
from postil.domain.wording import say
from postil.exporters import notes
from postil.exporters.cited import CitedNote, with_cited
from postil.exporters.escaping import block_quote, escape_inline
from postil.exporters.flavours import Flavour, Piece
from postil.exporters.parts import enclosed, opaque
from postil.exporters.properties import obsidian_tags
from postil.exporters.relating import related_parts, sentence_part
from postil.exporters.sections import Card, NamedThing, Quotation
from postil.exporters.templating import Guarded
from postil.exporters.whole import MarkedBlock
from postil.exporters.whole_markdown import whole_markdown

DEEPEST = 3
"""The deepest level of a heading that Postil writes; those of a note stand below it."""

_LINKABLE = re.compile(r"(?:https?|mailto|postil):[A-Za-z0-9._~:/?#@!&'+,;=%-]+", re.IGNORECASE)
_PLAIN_LABEL = re.compile(r"[\w .,;:'’“”()&–/?!-]*")
_PLAIN_KEY = re.compile(r"\w+(?:[:.#$%&+?<>~/-]\w+)*")
_PLAIN_ID = re.compile(r"[A-Za-z0-9-]+")
# What Postil counts itself means itself to every reader.
_COUNTED = re.compile(r"[a-z]+\. [A-Za-z0-9]+(?:-[A-Za-z0-9]+)?")
_PLAIN_LOCATOR = re.compile(r"[\w .,:–-]*")


@dataclass(frozen=True, slots=True)
class Care:
    """What to guard beyond what usually is enough: quotations by highlight id, notes shown as plain text."""

    quotations: Collection[str] = ()
    notes: bool = False


@dataclass(slots=True)
class Shaper:
    """Writes the pieces of one export.

    ``links`` has the notes that names and sources are linked to, by an entity's key or ``source:KEY``. ``quoted`` and
    ``shown`` gather which quotations were written as block quotations, and which within other text.
    """

    flavour: Flavour
    care: Care = Care()
    links: Mapping[str, str] = field(default_factory=dict[str, str])
    works: Mapping[str, CslItem] = field(default_factory=dict[str, CslItem])
    deepest: int = DEEPEST
    quoted: list[str] = field(default_factory=list[str])
    shown: list[str] = field(default_factory=list[str])

    def filters(self) -> Mapping[str, Callable[..., str]]:
        """Return what a template may apply, by name."""
        return {
            "text": self.text,
            "link": self.link,
            "target": self.target,
            "note": self.note,
            "card": self.card,
            "about": self.about,
            "quotation": self.quotation,
            "related": self.related,
            "named": self.named,
            "source": self.source,
            "whole": self.whole,
        }

    def text(self, value: object) -> Guarded:
        """Return any text on one line; a quotation's lines become one."""
        if isinstance(value, Quotation):
            self.shown.append(" ".join(value.split()))
        return Guarded(escape_inline(str(value), self.flavour.family))

    def link(self, url: str) -> Guarded:
        """Return a link that shows its address; one that is no plain web address is shown as text."""
        return Guarded(f"<{url}>" if _LINKABLE.fullmatch(url) else escape_inline(url, self.flavour.family))

    def target(self, url: str) -> Guarded:
        """Return an address for the parentheses of a link; "" for one that is no plain address."""
        return Guarded(url if _LINKABLE.fullmatch(url) else "")

    def note(self, body: str) -> Guarded:
        """Return the reader's own Markdown so that it ends where it ends."""
        if self.flavour.linked and not self.care.notes:
            body = self._with_linked_citations(body)
        family = self.flavour.family
        if self.care.notes:
            return Guarded(opaque(notes.as_text(body, family)))
        below = ""
        if isinstance(body, CitedNote):
            cited = body.cited
            below = "".join(f"\n\n<sup>{each.number}</sup> {each.footnote}" for each in cited if each.number)
            body = with_cited(body, lambda number: cited[number].shown)
        return Guarded(opaque(notes.contain(body, self.deepest) + below))

    def card(self, card: Card) -> Guarded:
        """Return a whole card, its pieces in the order of the flavour."""
        pieces = [text for piece in self.flavour.card for text in self._piece(piece, card) if text]
        return Guarded(enclosed(f"highlight:{card.id}", "\n\n".join(pieces)))

    def about(self, card: Card) -> Guarded:
        """Return the line over a quotation: number, colour, tags, place, what became of the passage, the link back.

        It also keeps the quotation apart from a block quotation that ends the note before it: Python's ``markdown``
        would run them together.
        """
        family = self.flavour.family
        told = [f"{card.number:,}"] if card.number else []
        told += [f"**{escape_inline(card.color, family)}**"] if card.color else []
        told += self._tags(card)
        if not self.flavour.cites:
            plain = _COUNTED.fullmatch(card.locator)
            told += [card.locator if plain else escape_inline(card.locator, family)] if card.locator else []
            told += [escape_inline(card.remark, family)] if card.remark else []
            told += [f"[{say('Archived copy')}]({self.target(card.archive)})"] if self.target(card.archive) else []
        told.append(f"[{say('Open in Postil')}]({card.address})")
        return Guarded(" · ".join(told))

    def quotation(self, card: Card) -> Guarded:
        """Return the quotation of a card as a block quotation, or as a callout where the flavour has those."""
        self.quoted.append(card.quotation)
        quoted = block_quote(card.quotation, self.flavour.family, strict=self._strict(card))
        if not self.flavour.callout:
            return Guarded(quoted)
        title = escape_inline(card.color or say("Quotation"), self.flavour.family)
        return Guarded(f"> [!{self.flavour.callout}] {title}\n>\n{quoted}")

    def related(self, card: Card) -> Guarded:
        """Return claim and links of a card, and the sentence that a lost passage stood in."""
        return Guarded("\n\n".join(self._related(card)))

    def named(self, thing: NamedThing) -> Guarded:
        """Return an entity's name, as a link to its note where there is one."""
        return self._wiki(self.links.get(thing.key, ""), thing.name)

    def source(self, key: str) -> Guarded:
        """Return a citation key, as a link to the source's note where there is one."""
        return self._wiki(self.links.get(f"source:{key}", ""), key)

    def whole(self, blocks: tuple[MarkedBlock, ...]) -> Guarded:
        """Return the whole text of an article, what is highlighted between ``==``; raises ExportMismatch."""
        return Guarded(opaque(whole_markdown(blocks, self.flavour.family, self.deepest)))

    def _piece(self, piece: Piece, card: Card) -> list[str]:
        match piece:
            case "about":
                return [self.about(card)]
            case "quotation":
                return [self.quotation(card)]
            case "block_id":
                return [f"^{card.id}"] if _PLAIN_ID.fullmatch(card.id) else []
            case "citation":
                return self._citation(card)
            case "masked":
                # Beside the quotation, never in it: the mask stands as printed.
                return [escape_inline(line, self.flavour.family, strict=self._strict(card)) for line in card.masked]
            case "related":
                return self._related(card)
            case "note":
                return self._note(card)

    def _related(self, card: Card) -> list[str]:
        family, strict = self.flavour.family, self._strict(card)
        lost = [sentence_part(card.sentence, card.address, family, strict=strict)] if card.sentence else []
        return lost + related_parts(card.related, family, strict=strict)

    def _note(self, card: Card) -> list[str]:
        """What begins as a quotation or a list would run together with what stands above."""
        if not card.note:
            return []
        apart = card.note.startswith(">") or card.related.links or card.sentence
        return [*([f"**{say('Note')}**"] if apart else []), self.note(card.note)]

    def _citation(self, card: Card) -> list[str]:
        key = f"@{card.key}" if _PLAIN_KEY.fullmatch(card.key) else f"@{{{card.key}}}"
        locator = f", {card.locator}" if card.locator and _PLAIN_LOCATOR.fullmatch(card.locator) else ""
        if not card.remark:
            return [f"[{key}{locator}]"]
        label = f"^{card.id}" if _PLAIN_ID.fullmatch(card.id) else f"^h{card.number}"
        remark = escape_inline(card.remark, self.flavour.family)
        if card.archive:
            remark = f"{remark} {say('Archived copy: {link}', link=self.link(card.archive))}"
        return [f"[{key}{locator}][{label}]", f"[{label}]: {remark}"]

    def _tags(self, card: Card) -> list[str]:
        if not card.tags:
            return []
        family = self.flavour.family
        marked = [f"#{tag}" for tag in obsidian_tags(card.tags)] if self.flavour.linked else []
        told = " ".join(marked) if marked else escape_inline(", ".join(card.tags), family)
        return [say("Tags: {tags}", tags=told)]

    def _strict(self, card: Card) -> bool:
        return card.id in self.care.quotations

    def _wiki(self, note: str, shown: str) -> Guarded:
        if not note:
            return self.text(shown)
        if note.rpartition("/")[2] == shown:
            return Guarded(f"[[{note}|{shown}]]")
        if _PLAIN_LABEL.fullmatch(shown):
            return Guarded(f"[[{note}|{' '.join(shown.split())}]]")
        return Guarded(f"[[{note}]] ({self.text(shown)})")

    def _with_linked_citations(self, body: str) -> str:
        """Return a note with the citations of works that have notes of their own as links to those."""
        if not any(f"source:{key}" in self.links for key in cited_keys(body)):
            return body
        parts, position = list[str](), 0
        for cluster in parse(body):
            told = [self._cited(each.key, each.prefix, each.locator, each.suffix) for each in cluster.citations]
            if all(told):
                joined = "; ".join(told)
                parts += [body[position : cluster.start], joined if cluster.in_text else f"({joined})"]
                position = cluster.end
        return "".join([*parts, body[position:]])

    def _cited(self, key: str, prefix: str, locator: str, suffix: str) -> str:
        note, item = self.links.get(f"source:{key}", ""), self.works.get(key)
        if not note or item is None:
            return ""
        year = item.published[:4] if item.published[:4].isdigit() else ""
        told = " ".join(part for part in (format_authors(item.authors), year) if part) or key
        link = self._wiki(note, told if _PLAIN_LABEL.fullmatch(told) else key)
        # What the reader wrote around the key is Markdown of the reader's own.
        after = "".join(f", {part}" for part in (locator, suffix) if part)
        return f"{prefix} {link}{after}" if prefix else f"{link}{after}"
