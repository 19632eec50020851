"""How ``postil export`` is asked for a format, a template, an order and parts."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, cast

import click

from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.exporters.options import FORMATTABLE, ORDERS, PARTS, CitationForm, ExportOptions, Order
from postil.services import exporting
from postil.services.export_preview import template_of

Command = Callable[..., Any]
_LONGEST = 1_000_000
_ALSO_CALLED = {
    "plain": "markdown",
    "commonmark": "markdown",
    "md": "markdown",
    "web-annotation": "annotation",
    "json-ld": "annotation",
    "jsonld": "annotation",
    "json-lines": "jsonl",
    "bib": "bibtex",
}
"""What else people call a format."""


def list_formats(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    """Print the formats, a line each, and stop."""
    del parameter
    if not wanted:
        return
    for each in exporting.exporters():
        about = [say("a folder of files") if each.in_folder else f".{each.extension}"]
        about += [say("with a template")] if each.template else []
        click.echo(f"{each.name:<12}{each.label} ({', '.join(about)})")
    context.exit()


def print_template(context: click.Context, parameter: click.Parameter, wanted: str | None) -> None:
    """Print the template of a format, and stop."""
    del parameter
    if wanted is not None:
        click.echo(template_of(wanted), nl=False)
        context.exit()


def with_options(command: Command) -> Command:
    """Give a command the options that say how an export is made; it is called with ``options``, an ExportOptions."""

    @wraps(command)
    def called(*arguments: object, **named: Any) -> object:
        wanted: str = named.pop("wanted")
        options = read_options(
            _ALSO_CALLED.get(wanted, wanted),
            named.pop("template"),
            named.pop("order"),
            named.pop("without"),
            whole=named.pop("whole"),
        )
        options = with_citations(options, named.pop("citations"), named.pop("style"), named.pop("language"))
        return command(*arguments, options=options, **named)

    decorated: Command = called
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


def read_options(
    format_name: str, template: Path | None, order: str, without: tuple[str, ...], *, whole: bool
) -> ExportOptions:
    """Return the options of an export; raises Problem for a template that cannot be read, or is of no use."""
    chosen = exporting.exporter(format_name)
    if template is not None and not chosen.template:
        raise Problem("The format “{format}” has no template that could be changed.", format=format_name)
    return ExportOptions(
        format_name,
        _read(template) if template else "",
        cast("Order", order),
        frozenset(part for part in PARTS if part not in without),
        whole,
    )


def with_citations(options: ExportOptions, citations: str | None, style: str, language: str) -> ExportOptions:
    """Return options with the way in which citations go out; raises Problem for a style that there is no use for."""
    if (style or citations == "formatted") and options.format not in FORMATTABLE:
        raise Problem(
            "The format “{format}” keeps citations as they were typed; --style is for {formats}.",
            format=options.format,
            formats=", ".join(sorted(FORMATTABLE)),
        )
    usual = "formatted" if style else "usual"
    return replace(options, citations=cast("CitationForm", citations or usual), style=style, language=language)


def _read(template: Path) -> str:
    try:
        with template.open(encoding="utf-8") as file:
            return file.read(_LONGEST)
    except (OSError, UnicodeDecodeError) as error:
        raise Problem("The template {file} cannot be read; choose another one.", file=template) from error


_OPTIONS = (
    click.option("--to", "wanted", required=True, metavar="FORMAT", help="The format; --list-formats lists them."),
    click.option(
        "--template", type=click.Path(path_type=Path), metavar="FILE", help="A template of your own for the format."
    ),
    click.option("--order", type=click.Choice(ORDERS), default="text", show_default=True, help="Of the highlights."),
    click.option("--without", multiple=True, type=click.Choice(PARTS), help="Leave a part out; may be repeated."),
    click.option("--whole", is_flag=True, help="With the whole text of the article, highlights marked in it."),
    click.option(
        "--citations",
        type=click.Choice(["typed", "formatted"]),
        help="In notes; usually formatted in html, pdf and docx.",
    ),
    click.option("--style", default="", metavar="STYLE", help="A citation style's name or a .csl file; usually APA."),
    click.option("--language", default="", help="The language of words like “edited by” in citations."),
    click.option(
        "--list-formats",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=list_formats,
        help="List the formats.",
    ),
    click.option(
        "--print-template",
        metavar="FORMAT",
        is_eager=True,
        expose_value=False,
        callback=print_template,
        help="Print a format's template, to be changed.",
    ),
)
