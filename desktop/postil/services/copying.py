"""A highlight, a citation or a bibliography as a text for the clipboard or another program, in any format of text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from postil.domain.ids import now
from postil.domain.problems import Problem
from postil.domain.records import CslItem
from postil.domain.wording import say
from postil.exporters.collected import Collected
from postil.exporters.markdown import render_card, render_card_plain
from postil.exporters.options import ExportOptions, Part
from postil.exporters.parts import cut, uncounted
from postil.services.collecting import collect
from postil.services.export_citations import ExportCitations
from postil.services.exporting import exporter, exporters, print_pdf
from postil.storage.library import Library

_CARD_PARTS: frozenset[Part] = frozenset({"record", "highlights", "remarks", "claims"})
OF_WORKS = ("bibtex", "ris", "csl-json")
"""Forms of bibliographic records, which other programs read."""

_OF_VAULTS = ("obsidian",)
"""Forms of many files, of which a card is one part of one."""

_NO_CARDS = (*OF_WORKS, "tei")
"""Forms that say nothing of a highlight, or have the whole text about it."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form that something can be copied in."""

    name: str
    label: str


def card_forms() -> tuple[Form, ...]:
    """Return the forms of a highlight: plain text, every format that is one text, and cards of a vault."""
    formats = (
        Form(each.name, say("Markdown for Obsidian") if each.name in _OF_VAULTS else each.label)
        for each in exporters()
        if each.is_text and (not each.in_folder or each.name in _OF_VAULTS)
    )
    plain = Form("text", say("Plain text"))
    return (plain, *(form for form in formats if form.name not in _NO_CARDS))


def work_forms() -> tuple[Form, ...]:
    """Return the forms of citations: formatted in the reader's style, as Pandoc cites, and as records of works."""
    formats = {each.name: each.label for each in exporters()}
    own = (Form("formatted", say("Formatted")), Form("cite", say("Citation for notes and Pandoc")))
    return (*own, *(Form(name, formats[name]) for name in OF_WORKS if name in formats))


def card_options(form: str) -> ExportOptions:
    """Return how a highlight goes out in a form of ``card_forms``: the works that its note cites are not listed."""
    return ExportOptions(form, parts=_CARD_PARTS)


def card_in(
    library: Library, article_id: str, highlight_id: str, options: ExportOptions, citations: ExportCitations
) -> str:
    """Return one highlight of an article as ``card_options`` say, read back; raises Problem.

    ``citations`` formats those in its note, where the form has them formatted.
    """
    form = options.format
    collected = collect(library, [article_id])
    article = collected.articles[0]
    highlight = next((each for each in article.highlights if each.id == highlight_id), None)
    if highlight is None:
        raise Problem("That highlight is no longer in the library; nothing was copied.")
    if form == "text":
        return render_card_plain(article, highlight)
    if form == "markdown":
        return render_card(article, highlight)
    one = replace(article, highlights=(highlight,), note=None)
    cited = citations.put_in(library, Collected((one,), collected.works), options)
    made = exporter(form).make(cited, options, exported=now(), printer=print_pdf)
    if form in _OF_VAULTS:
        file = next(each for each in made if each.key == article_id)
        card = next(part.text for part in cut(file.marked).body if part.id == f"highlight:{highlight_id}")
        return f"{uncounted(card)}\n"
    return made[0].text


def records_in(items: Sequence[CslItem], form: str) -> str:
    """Return the records of any works, articles or not, in a form of ``OF_WORKS``; raises Problem."""
    only = Collected((), {}, chosen=tuple(items))
    return exporter(form).make(only, ExportOptions(form), exported=now(), printer=print_pdf)[0].text


def works_in(library: Library, article_ids: Sequence[str], form: str) -> str:
    """Return the works of these articles in a form of ``work_forms`` but "formatted"; raises Problem."""
    if form == "cite":
        keys = [item.key for item in map(library.item, article_ids) if item is not None]
        return f"[{'; '.join(f'@{key}' for key in keys)}]"
    return records_in([item for item in map(library.item, article_ids) if item is not None], form)
