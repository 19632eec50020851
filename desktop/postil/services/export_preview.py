"""What an export of one article would look like, for the window that asks while a template is typed."""

from dataclasses import dataclass

from postil.domain.ids import now
from postil.domain.problems import Problem
from postil.exporters.options import ExportOptions
from postil.exporters.page import TEMPLATE, make_page
from postil.exporters.templating import TemplateFault, TemplateProblem, built_in
from postil.services.collecting import collect
from postil.services.export_citations import ExportCitations
from postil.services.exporting import exporter
from postil.services.printing import print_pdf
from postil.storage.library import Library


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """The ``text`` that would be written, "" where there are ``faults`` of the template or a ``problem``.

    ``is_page``: it is a page of HTML, to be shown as one; a Word file or PDF looks like that.
    """

    text: str
    faults: tuple[TemplateFault, ...] = ()
    problem: str = ""
    is_page: bool = False


def preview(library: Library, article_id: str, options: ExportOptions) -> ExportPreview:
    """Return a look at one article in a format, checked as an export is; reads the library, writes nothing."""
    chosen = exporter(options.format)
    is_page = chosen.template == TEMPLATE
    try:
        with ExportCitations() as citations:
            collected = citations.put_in(library, collect(library, [article_id], options.only), options)
        if is_page:
            text = make_page(collected, options, exported=now())
        else:
            text = chosen.make(collected, options, exported=now(), printer=print_pdf)[0].text
    except TemplateProblem as problem:
        return ExportPreview("", problem.faults, str(problem), is_page)
    except Problem as problem:
        return ExportPreview("", (), str(problem), is_page)
    return ExportPreview(text, is_page=is_page)


def template_of(format_name: str) -> str:
    """Return the template of a format, to be copied and changed; raises Problem for one that has none."""
    chosen = exporter(format_name)
    if not chosen.template:
        raise Problem("The format “{format}” has no template that could be changed.", format=chosen.name)
    return built_in(chosen.template)
