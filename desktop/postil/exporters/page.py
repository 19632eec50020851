"""Articles as one page of HTML: what the exports as HTML, Word file and PDF are made of."""

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from postil.domain.citing import Cluster, format_citation, parse
from postil.domain.claims import STATUSES
from postil.domain.records import CslItem
from postil.domain.wording import say
from postil.exporters.arranging import arranged
from postil.exporters.checking import ExportMismatch
from postil.exporters.cited import CLOSES, OPENS, CitedNote, with_cited
from postil.exporters.collected import Collected
from postil.exporters.escaping import escape_line
from postil.exporters.options import ExportOptions
from postil.exporters.page_reading import read_page
from postil.exporters.page_text import whole_html
from postil.exporters.plain_files import compare
from postil.exporters.relating import link_label, link_told
from postil.exporters.sections import Card, Quotation, make_sections, title_of_all, works_cited
from postil.exporters.templating import Guarded, TemplateFault, faults_of, fill
from postil.exporters.whole import MarkedBlock

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

TEMPLATE = "page.html.jinja"
_LOWERED = {"h1": "h4", "h2": "h5", "h3": "h6", "h4": "h6", "h5": "h6", "h6": "h6"}
_LINKABLE = re.compile(r"(?:https?|mailto|postil):\S+", re.IGNORECASE)
_VALUES = ("title", "language", "sections", "several", "heading", "works", "works_heading", "styled", "exported", "say")
_PLACE = re.compile(f"{OPENS}([0-9]+){CLOSES}")


@dataclass(slots=True)
class _Shaper:
    """Writes pieces of HTML; gathers which quotations were written as such, and which within other text."""

    works: Mapping[str, CslItem] = field(default_factory=dict[str, CslItem])
    quoted: list[str] = field(default_factory=list[str])
    shown: list[str] = field(default_factory=list[str])
    parser: "MarkdownIt | None" = None

    def filters(self) -> Mapping[str, Callable[..., str]]:
        """Return what a template may apply, by name."""
        return {
            "text": self.text,
            "link": self.link,
            "note": self.note,
            "quotation": self.quotation,
            "related": self.related,
            "whole": self.whole,
        }

    def text(self, value: object) -> Guarded:
        """Return any text."""
        if isinstance(value, Quotation):
            self.shown.append(value)
        return Guarded(html.escape(str(value)))

    def link(self, url: str) -> Guarded:
        """Return a link that shows its address; one that is no web address is shown as text."""
        shown = html.escape(url)
        return Guarded(f'<a href="{shown}">{shown}</a>' if _LINKABLE.fullmatch(url) else shown)

    def note(self, body: str) -> Guarded:
        """Return the reader's Markdown as HTML; tags of HTML in it show as text, nothing is loaded."""
        if not body.strip():
            return Guarded("")
        if self.parser is None:
            from markdown_it import MarkdownIt

            self.parser = MarkdownIt("js-default", {"html": False, "linkify": False}).disable("image")
        if not isinstance(body, CitedNote):
            return Guarded(_as_html(self.parser, _with_citations(body, self.works)))
        placed = with_cited(body, lambda number: f"{OPENS}{number}{CLOSES}")
        below = "".join(
            f'\n<p class="citation-note"><sup>{each.number}</sup> {each.footnote}</p>'
            for each in body.cited
            if each.number
        )
        shown = _as_html(self.parser, placed, [each.shown for each in body.cited])
        # In an address, or in what only Markdown takes for code, a citation is what was typed.
        typed = [html.escape(body[each.start : each.end]) for each in parse(body)]
        return Guarded(_PLACE.sub(lambda match: typed[int(match[1])], shown) + below)

    def quotation(self, card: Card) -> Guarded:
        """Return the quotation of a card, a paragraph for each of its lines."""
        self.quoted.append(card.quotation)
        lines = "".join(f'<p dir="auto">{html.escape(line, quote=False)}</p>' for line in card.quotation.split("\n"))
        return Guarded(f'<blockquote class="quotation" id="highlight-{html.escape(card.id)}">{lines}</blockquote>')

    def related(self, card: Card) -> Guarded:
        """Return what hangs on a card: who is masked, the sentence of a lost passage, its claim and its links."""
        told = list(card.masked)
        told += [say("It stood in “{sentence}”", sentence=card.sentence)] if card.sentence else []
        claim = card.related.claim
        if claim is not None:
            status = say("Claim: {status}", status=say(STATUSES[claim.status]))
            told.append(" · ".join(part for part in (status, claim.judge, claim.reason) if part))
        parts = [f"<p>{html.escape(line)}</p>" for line in told]
        for link in card.related.links:
            shown = f'<a href="{html.escape(link.address)}">{html.escape(link_label(link))}</a>'
            words = link_told(link, "\0", link.title)
            parts.append(f"<p>{html.escape(words).replace(chr(0), shown)}</p>")
        return Guarded("\n".join(parts))

    def whole(self, blocks: tuple[MarkedBlock, ...]) -> Guarded:
        """Return the whole text of an article, its highlights marked."""
        return Guarded(whole_html(blocks))


def make_page(collected: Collected, options: ExportOptions, *, exported: str) -> str:
    """Return a page that has been read back; raises ExportMismatch, TemplateProblem."""
    shown, shaper = arranged(collected, options), _Shaper()
    shaper.works = collected.works if options.formats_citations else {}
    several = len(shown.articles) != 1
    languages = {article.item.language or article.revision.language for article in shown.articles}
    styled = bool(shown.bibliography)
    works = [(key, Guarded(entry)) for key, entry in shown.bibliography] or works_cited(shown)
    values = {
        "title": title_of_all(shown),
        "language": languages.pop() if len(languages) == 1 else "",
        "sections": make_sections(collected, options),
        "several": several,
        "heading": Guarded("h3" if several else "h2"),
        "works": works,
        "works_heading": say("Works cited in the notes"),
        "styled": styled,
        "exported": exported,
        "say": say,
    }
    page = fill(TEMPLATE, options.template, values, shaper.filters(), html.escape)
    read = read_page(page)
    if not options.template:
        wanted = [highlight.quoted.exact for article in shown.articles for highlight in article.highlights]
        compare(wanted, read.quotations, say("Web page (HTML)"))
    check_own(read.quotations, read.text, shaper.quoted, shaper.shown)
    return page


def page_faults(template: str) -> tuple[TemplateFault, ...]:
    """Return what can be seen to be wrong with a template of the reader's own, by line, without filling it."""
    return faults_of(template, _VALUES, _Shaper().filters())


def check_own(quotations: list[str], text: str, quoted: list[str], shown: list[str]) -> None:
    """Raise ExportMismatch where a quotation that a template printed is not what a reader sees."""
    there, words = set(quotations), " ".join(text.split())
    altered = [one for one in quoted if one not in there]
    altered += [one for one in shown if " ".join(one.split()) not in words]
    if altered:
        raise ExportMismatch(
            "Nothing was written: a reader of HTML would not read “{quotation}” as it is. Let the template write it "
            "with the filter “quotation”.",
            quotation=altered[0] if len(altered[0]) < 80 else f"{altered[0][:80]}…",
        )


def _as_html(parser: "MarkdownIt", body: str, cited: Sequence[str] = ()) -> str:
    tokens = parser.parse(body)
    for token in tokens:
        token.tag = _LOWERED.get(token.tag, token.tag)
        if cited and token.children:
            token.children = [piece for child in token.children for piece in _pieces(child, cited)]
    # A quotation of the reader's own is none of an article's.
    return str(parser.renderer.render(tokens, parser.options, {})).replace("<blockquote>", '<blockquote class="own">')


def _pieces(token: "Token", cited: Sequence[str]) -> "Iterator[Token]":
    """Give a piece of a line with what stands for the citations in it; what is no text, as an address, has none."""
    if token.type != "text":
        yield token
        return
    for place, piece in enumerate(_PLACE.split(token.content)):
        if place % 2:
            yield replace(token, type="html_inline", content=cited[int(piece)])
        elif piece:
            yield replace(token, content=piece)


def _with_citations(body: str, works: Mapping[str, CslItem]) -> str:
    """Return a note with the citations of known works in words."""
    parts, position = list[str](), 0
    for cluster in parse(body):
        if all(each.key in works for each in cluster.citations):
            parts += [body[position : cluster.start], _cited(cluster, works)]
            position = cluster.end
    return "".join([*parts, body[position:]])


def _cited(cluster: Cluster, works: Mapping[str, CslItem]) -> str:
    told: list[str] = []
    for each in cluster.citations:
        words = format_citation(works[each.key], each.locator, suppressed=each.suppressed)
        prefixed = f"{each.prefix} {words}" if each.prefix else words
        told.append(f"{prefixed}, {each.suffix}" if each.suffix else prefixed)
    joined = escape_line(" ".join("; ".join(told).split()))
    return joined if cluster.in_text else f"({joined})"
