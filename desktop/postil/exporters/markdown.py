"""Articles with their highlights, notes, names and dates as Markdown. A flavour is data."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from postil import __version__
from postil.domain.problems import Problem
from postil.domain.records import Highlight
from postil.domain.wording import count, say
from postil.exporters import notes
from postil.exporters.checking import ExportMismatch, read_back
from postil.exporters.collected import Collected, CollectedArticle, address
from postil.exporters.escaping import EVERY_READER, PANDOC, Family, block_quote, escape_inline
from postil.exporters.front_matter import Value, front_matter
from postil.exporters.options import ExportOptions, MadeFile
from postil.exporters.relating import listed_links, related_parts
from postil.exporters.sections import Card, cites_works, make_card, make_section, title_of, title_of_all, works_cited
from postil.resources import resource

_DEEPEST = 3
"""The deepest level of a heading that Postil writes; those of a note stand below it."""

_WORKS = "Works cited in the notes"
_LINKABLE = re.compile(r"(?:https?|mailto):[A-Za-z0-9._~:/?#@!&'+,;=%-]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Flavour:
    """A kind of Markdown: its template in ``resources/templates`` and the readers that its text is guarded for."""

    name: str
    label: str
    template: str
    family: Family


@dataclass(frozen=True, slots=True)
class _Care:
    """What to guard beyond what usually is enough: quotations by highlight id, and notes shown as plain text."""

    quotations: Collection[str] = ()
    notes: bool = False


@dataclass(frozen=True, slots=True)
class MarkdownExporter:
    """Writes one flavour of Markdown."""

    flavour: Flavour
    extension: str = field(default="md")
    is_text: bool = field(default=True)
    in_folder: bool = field(default=False)

    @property
    def name(self) -> str:
        """The name on the command line."""
        return self.flavour.name

    @property
    def label(self) -> str:
        """The name in the export window."""
        return say(self.flavour.label)

    @property
    def template(self) -> str:
        """The template in ``resources/templates``."""
        return self.flavour.template

    def make(
        self, collected: Collected, options: ExportOptions, *, exported: str, printer: object = None
    ) -> tuple[MadeFile, ...]:
        """Return the one file."""
        del printer, options
        key = collected.articles[0].article.id if len(collected.articles) == 1 else ""
        return (MadeFile("", self.export(collected, exported=exported).encode(), key),)

    def export(self, collected: Collected, *, exported: str) -> str:
        """Return ``collected`` as Markdown that has been read back and says what the library says.

        ``exported`` is the present time in UTC, ISO 8601. What a parser takes for something else the first time is
        guarded mark by mark; raises ExportMismatch where even that does not help.
        """
        rendered = self.render(collected, exported=exported)
        try:
            self.check(rendered, collected)
        except ExportMismatch as mismatch:
            rendered = self._render(collected, exported, _Care(mismatch.highlights, notes=not mismatch.highlights))
            self.check(rendered, collected)
        return rendered

    def render(self, collected: Collected, *, exported: str) -> str:
        """Return ``collected`` as Markdown, not yet checked; ``exported`` is the present time in UTC, ISO 8601."""
        return self._render(collected, exported, _Care())

    def check(self, rendered: str, collected: Collected) -> None:
        """Read ``rendered`` back with markdown-it-py and ``markdown``; raises ExportMismatch at any difference.

        Every quotation is compared letter by letter, that of a linked passage too, and the headings of the articles.
        """
        expected = [
            (highlight.id, address(article.article.id, highlight.id), highlight.quoted.exact)
            for article in collected.articles
            for highlight in article.highlights
        ]
        linked = listed_links(collected)
        outline = _outline(collected)
        for reading in read_back(rendered, self.flavour.family):
            seen = frozenset(reading.quotations)
            listed = frozenset(reading.links)
            altered = [one for one, link, exact in expected if (link, exact) not in seen]
            altered += [one for one, place in linked if place not in listed and one not in altered]
            if altered:
                raise _mismatch(altered, reading.reader)
            remaining = iter(reading.quotations)
            levels = {level for level, _ in outline}
            headings = [(level, text) for level, text in reading.headings if level in levels]
            if headings != outline or not all((link, exact) in remaining for _, link, exact in expected):
                raise ExportMismatch(
                    "Nothing was written: read back by {reader}, the export would not have the order of the library. "
                    "Export fewer articles at once to find the one that is in the way.",
                    reader=reading.reader,
                )

    def _render(self, collected: Collected, exported: str, care: _Care) -> str:
        from jinja2 import FileSystemLoader, StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        family = self.flavour.family
        # What comes out is Markdown: every string of an article passes a filter that guards it.
        environment = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(resource("templates")),
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        environment.filters.update(_filters(family, care))
        several = len(collected.articles) != 1
        rendered = environment.get_template(self.flavour.template).render(
            front_matter=front_matter(_fields(collected, exported)),
            title=title_of_all(collected),
            sections=[make_section(article) for article in collected.articles],
            several=several,
            heading="###" if several else "##",
            works=works_cited(collected),
            works_heading=say(_WORKS),
            say=say,
        )
        return rendered.rstrip("\n") + "\n"


PLAIN = MarkdownExporter(Flavour("markdown", "Markdown", "markdown.md.jinja", EVERY_READER))
FOR_PANDOC = MarkdownExporter(Flavour("pandoc", "Markdown for Pandoc", "markdown.md.jinja", PANDOC))


def render_card(collected: CollectedArticle, highlight: Highlight) -> str:
    """Return one highlight as Markdown for the clipboard, read back like a file; raises ExportMismatch."""
    one = Collected((_with_only(collected, highlight),), {})
    card = make_card(collected, highlight)
    mismatch: ExportMismatch | None = None
    for care in (_Care(), _Care({highlight.id}), _Care({highlight.id}, notes=True)):
        rendered = _card(card, EVERY_READER, care)
        try:
            PLAIN.check(f"# {escape_inline(title_of(collected))}\n\n{rendered}\n", one)
        except ExportMismatch as problem:
            mismatch = problem
        else:
            return rendered + "\n"
    raise mismatch or Problem("Nothing was copied: the highlight could not be written as Markdown.")


def render_card_plain(collected: CollectedArticle, highlight: Highlight) -> str:
    """Return one highlight as plain text for the clipboard: the quotation, where it is from, the note as typed."""
    card = make_card(collected, highlight)
    parts = [say("“{quotation}”", quotation=card.quotation), f"— {title_of(collected)}, {card.address}"]
    return "\n\n".join([*parts, card.note] if card.note else parts) + "\n"


def _with_only(collected: CollectedArticle, highlight: Highlight) -> CollectedArticle:
    related = {key: value for key, value in collected.related.items() if key == highlight.id}
    return replace(collected, note=None, highlights=(highlight,), analysis=None, related=related)


def _card(card: Card, family: Family, care: _Care) -> str:
    """Return a card: a line with number, colour, tags, state and the link back; the quotation; the note.

    The first line also keeps the quotation apart from a block quotation that ends the note before it, and "Note" from
    one that begins its own: Python's ``markdown`` would run them together.
    """
    about = [f"{card.number:,}"] if card.number else []
    about += [f"**{escape_inline(card.color, family)}**"] if card.color else []
    about += [say("Tags: {tags}", tags=escape_inline(", ".join(card.tags), family))] if card.tags else []
    about += [card.remark] if card.remark else []
    about.append(f"[{say('Open in Postil')}]({card.address})")
    parts = [" · ".join(about), block_quote(card.quotation, family, strict=card.id in care.quotations)]
    # Beside the quotation, never in it: the mask stands as printed.
    parts += [escape_inline(line, family, strict=card.id in care.quotations) for line in card.masked]
    parts += related_parts(card.related, family, strict=card.id in care.quotations)
    if card.note:
        # What begins as a quotation or a list would run together with what stands above.
        parts += [f"**{say('Note')}**"] if card.note.startswith(">") or card.related.links else []
        parts.append(_note(card.note, family, care))
    return "\n\n".join(parts)


def _link(url: str, family: Family) -> str:
    """Return a link that shows its address; one that is no plain web address is shown as text."""
    return f"<{url}>" if _LINKABLE.fullmatch(url) else escape_inline(url, family)


def _outline(collected: Collected) -> list[tuple[int, str]]:
    """Return the headings that the file must have: its title and, of several articles, what stands beside them."""
    if len(collected.articles) == 1:
        return [(1, title_of_all(collected))]
    sections = [(2, title_of(article)) for article in collected.articles]
    works = [(2, say(_WORKS))] if cites_works(collected) else []
    return [(1, title_of_all(collected)), *sections, *works]


def _filters(family: Family, care: _Care) -> Mapping[str, Callable[..., str]]:
    """Return what a template may apply: each takes a value of the collected records and gives Markdown."""

    def text(value: object) -> str:
        return escape_inline(str(value), family)

    def link(url: str) -> str:
        return _link(url, family)

    def note(body: str) -> str:
        return _note(body, family, care)

    def card(shown: Card) -> str:
        return _card(shown, family, care)

    return {"text": text, "link": link, "note": note, "card": card}


def _note(body: str, family: Family, care: _Care) -> str:
    return notes.as_text(body, family) if care.notes else notes.contain(body, _DEEPEST)


def _mismatch(altered: Collection[str], reader: str) -> ExportMismatch:
    sentence = count(
        "Nothing was written: {reader} would not read {number} quotation verbatim. "
        "Please report it with the article it is from.",
        "Nothing was written: {reader} would not read {number} quotations verbatim. "
        "Please report it with the articles they are from.",
        len(altered),
        reader=reader,
    )
    return ExportMismatch(sentence, altered)


def _fields(collected: Collected, exported: str) -> Mapping[str, Value]:
    if len(collected.articles) == 1:
        return {**_article_fields(collected.articles[0]), "exported": exported, "postil": __version__}
    return {
        "title": title_of_all(collected),
        "articles": [
            {
                "id": article.article.id,
                "title": title_of(article),
                "citation-key": article.item.key,
                "url": article.item.url,
            }
            for article in collected.articles
        ],
        "exported": exported,
        "postil": __version__,
    }


def _article_fields(collected: CollectedArticle) -> dict[str, Value]:
    item = collected.item
    return {
        "id": collected.article.id,
        "title": title_of(collected),
        "authors": [str(name) for name in item.authors],
        "site": item.container_title,
        "publisher": item.publisher,
        "type": item.type,
        "published": item.published,
        "updated": item.updated,
        "accessed": item.accessed,
        "url": item.url,
        "language": item.language or collected.revision.language,
        "citation-key": item.key,
        "tags": collected.article.tags,
        "captured": collected.revision.captured,
        "sha256": collected.revision.source_hash,
        "text-sha256": collected.revision.text_hash,
    }
