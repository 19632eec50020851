"""Articles with their highlights, notes, names and dates as Markdown. A flavour is data (``flavours``)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from postil.domain.problems import Problem
from postil.domain.quiet import without_collecting
from postil.domain.records import Highlight
from postil.domain.wording import count, say
from postil.exporters import flavours
from postil.exporters.arranging import arranged
from postil.exporters.checking import ExportMismatch, ReadBack, read_back
from postil.exporters.collected import Collected, CollectedArticle, address
from postil.exporters.escaping import escape_inline
from postil.exporters.flavours import Flavour
from postil.exporters.front_matter import front_matter
from postil.exporters.markdown_cards import DEEPEST, Care, Shaper
from postil.exporters.options import ExportOptions, MadeFile
from postil.exporters.parts import unmarked
from postil.exporters.properties import properties_of
from postil.exporters.reading_back import check_shown
from postil.exporters.relating import listed_links
from postil.exporters.sections import (
    USUAL,
    cites_works,
    make_card,
    make_sections,
    title_of,
    title_of_all,
    works_cited,
)
from postil.exporters.templating import Guarded, TemplateFault, faults_of, fill

NO_LINKS: Mapping[str, str] = {}
_WORKS = "Works cited in the notes"
_VALUES = ("front_matter", "title", "sections", "several", "heading", "works", "works_heading", "styled", "refs", "say")


@dataclass(frozen=True, slots=True)
class MarkdownExporter:
    """Writes one flavour of Markdown, all articles into one file."""

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
        del printer
        key = collected.articles[0].article.id if len(collected.articles) == 1 else ""
        return (self.make_file(collected, options, exported=exported, key=key),)

    def make_file(
        self,
        collected: Collected,
        options: ExportOptions,
        *,
        exported: str,
        name: str = "",
        key: str = "",
        links: Mapping[str, str] = NO_LINKS,
    ) -> MadeFile:
        """Return a file that has been read back and says what the library says.

        ``links`` has the notes that names and sources are linked to. What a parser takes for something else the first
        time is guarded mark by mark, then the notes too, for one may swallow what follows it; raises ExportMismatch
        where even that does not help.
        """
        care = Care()
        for last in (False, True):
            marked = self._marked(collected, options, exported, care, links)
            try:
                self._check(marked, collected, options)
            except ExportMismatch as mismatch:
                care = Care({*care.quotations, *mismatch.highlights}, notes=last or not mismatch.highlights)
            else:
                return MadeFile(name, unmarked(marked.text).encode(), key, marked.text)
        marked = self._marked(collected, options, exported, care, links)
        self._check(marked, collected, options)
        return MadeFile(name, unmarked(marked.text).encode(), key, marked.text)

    def export(self, collected: Collected, options: ExportOptions = USUAL, *, exported: str) -> str:
        """Return ``collected`` as Markdown that has been read back; raises ExportMismatch."""
        return self.make_file(collected, options, exported=exported).text

    def render(self, collected: Collected, options: ExportOptions = USUAL, *, exported: str) -> str:
        """Return ``collected`` as Markdown, not yet checked; ``exported`` is the present time in UTC, ISO 8601."""
        return unmarked(self._marked(collected, options, exported, Care(), NO_LINKS).text)

    def check(self, rendered: str, collected: Collected, options: ExportOptions = USUAL) -> None:
        """Read ``rendered`` back with markdown-it-py and ``markdown``; raises ExportMismatch at any difference.

        Every quotation is compared letter by letter, that of a linked passage too, and the headings of the articles.
        """
        shown = arranged(collected, options)
        expected = [
            (highlight.id, address(article.article.id, highlight.id), highlight.quoted.exact)
            for article in shown.articles
            for highlight in article.highlights
        ]
        linked = listed_links(shown)
        outline = self._outline(shown)
        for reading in read_back(rendered, self.flavour.family):
            quotations = self._quotations(reading)
            seen = frozenset(quotations)
            listed = frozenset(reading.links)
            altered = [one for one, link, exact in expected if (link, exact) not in seen]
            altered += [one for one, place in linked if place not in listed and one not in altered]
            if altered:
                raise _mismatch(altered, reading.reader)
            remaining = iter(quotations)
            levels = {level for level, _ in outline}
            headings = [(level, text) for level, text in reading.headings if level in levels]
            if headings != outline or not all((link, exact) in remaining for _, link, exact in expected):
                raise ExportMismatch(
                    "Nothing was written: read back by {reader}, the export would not have the order of the library. "
                    "Export fewer articles at once to find the one that is in the way.",
                    reader=reading.reader,
                )

    def faults(self, template: str) -> tuple[TemplateFault, ...]:
        """Return what can be seen to be wrong with a template of the reader's own, by line, without filling it."""
        return faults_of(template, _VALUES, Shaper(self.flavour).filters())

    def _quotations(self, reading: ReadBack) -> tuple[tuple[str, str], ...]:
        """Return what was read without the head of each callout, which is its first line."""
        if not self.flavour.callout:
            return reading.quotations
        return tuple((link, text.partition("\n")[2]) for link, text in reading.quotations)

    def _check(self, marked: "_Marked", collected: Collected, options: ExportOptions) -> None:
        text = unmarked(marked.text)
        if options.template:
            # It may lay out what it likes as it likes: what it shows of an article is compared, wherever it stands.
            check_shown(text, self.flavour.family, marked.shaper.quoted, marked.shaper.shown)
        else:
            self.check(text, collected, options)

    @without_collecting()
    def _marked(
        self, collected: Collected, options: ExportOptions, exported: str, care: Care, links: Mapping[str, str]
    ) -> "_Marked":
        shown = arranged(collected, options)
        several = len(collected.articles) != 1
        heading = "###" if several else "##"
        deepest = len(heading) + 1 if options.order in {"colour", "tag"} else DEEPEST
        shaper = Shaper(self.flavour, care, links, shown.works, max(DEEPEST, deepest))
        family = self.flavour.family

        def guard(text: str) -> str:
            return escape_inline(text, family)

        values = {
            "front_matter": Guarded(front_matter(properties_of(shown, self.flavour.properties, exported))),
            "title": title_of_all(collected),
            "sections": make_sections(collected, options),
            "several": several,
            "heading": Guarded(heading),
            "works": () if self.flavour.cites else _works(shown),
            "styled": bool(shown.bibliography),
            "works_heading": self._works_heading(shown),
            "refs": Guarded("::: {#refs}\n:::" if self.flavour.cites else ""),
            "say": say,
        }
        rendered = fill(self.flavour.template, options.template, values, shaper.filters(), guard)
        return _Marked(rendered.rstrip("\n") + "\n", shaper)

    def _works_heading(self, shown: Collected) -> str:
        """Return the heading over the works, "" where none are listed."""
        if self.flavour.cites:
            return say("Works cited") if shown.works else ""
        return say(_WORKS) if cites_works(shown) else ""

    def _outline(self, shown: Collected) -> list[tuple[int, str]]:
        """Return the headings that the file must have: its title and, of several articles, what stands beside them."""
        if len(shown.articles) == 1:
            return [(1, title_of_all(shown))]
        sections = [(2, title_of(article)) for article in shown.articles]
        works = self._works_heading(shown)
        return [(1, title_of_all(shown)), *sections, *([(2, works)] if works else [])]


def _works(shown: Collected) -> Sequence[tuple[str, str]]:
    return [(key, Guarded(entry)) for key, entry in shown.bibliography] or works_cited(shown)


@dataclass(frozen=True, slots=True)
class _Marked:
    """A text with the marks of its parts, and who wrote its pieces."""

    text: str
    shaper: Shaper


PLAIN = MarkdownExporter(flavours.PLAIN)
FOR_PANDOC = MarkdownExporter(flavours.FOR_PANDOC)


def render_card(collected: CollectedArticle, highlight: Highlight) -> str:
    """Return one highlight as Markdown for the clipboard, read back like a file; raises ExportMismatch."""
    one = Collected((_with_only(collected, highlight),), {})
    card = make_card(collected, highlight)
    mismatch: ExportMismatch | None = None
    for care in (Care(), Care({highlight.id}), Care({highlight.id}, notes=True)):
        rendered = unmarked(Shaper(flavours.PLAIN, care).card(card))
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
