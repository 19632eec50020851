"""``postil cite``: works of the library as citations and entries of a bibliography, in any style of CSL."""

import re
from html import unescape

import click

from postil.cli.records import Calling, reading, say_json
from postil.domain.csl import Json, cited_csl, to_csl
from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.services.formatting import Asked, Formatted, FormattingProcess, locate
from postil.services.styles import USUAL, styles_folder


@click.command(help="Cite the works with these KEYs together, and list them as a bibliography does.")
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@click.option("--style", default=USUAL, show_default=True, metavar="STYLE", help="A style's name or a .csl file.")
@click.option("--language", default="en-US", show_default=True, help="The language of words like “edited by”.")
@click.option("--locator", default="", metavar="PLACE", help="The place cited in the last work: “p. 3”, “ch. 2”.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, with each work's record.")
@click.pass_obj
def cite(calling: Calling, keys: tuple[str, ...], *, style: str, language: str, locator: str, as_json: bool) -> None:
    """Print the citation, then the entries."""
    wanted = tuple(dict.fromkeys(key.removeprefix("@") for key in keys))
    with reading(calling) as library:
        items = {item.key: item for item in library.items() if item.key in wanted}
    missing = [key for key in wanted if key not in items]
    if missing:
        raise Problem("No work in the library has the key “{key}”; see postil sources list.", key=missing[0])
    cited = [{"id": key} for key in wanted]
    if locator:
        cited[-1]["label"], cited[-1]["locator"] = locate(locator)
    asked = Asked(
        style,
        tuple(cited_csl(items[key]) for key in wanted),
        ({"items": cited, "in_text": False},),
        bibliography=True,
        language=language,
        styles=str(styles_folder(calling.library)),
    )
    with FormattingProcess() as process:
        formatted = process.format(asked)
    _print(formatted, asked.style, [to_csl(items[key]) for key in wanted], as_json=as_json)


def _print(formatted: Formatted, style: str, records: list[Json], *, as_json: bool) -> None:
    citation = _text(formatted.clusters[0])
    entries = [_text(entry) for entry in formatted.bibliography]
    if as_json:
        say_json(
            {
                "style": style,
                "engine": formatted.engine,
                "citation": citation,
                "note": formatted.notes,
                "bibliography": [
                    {"key": key, "entry": entry} for key, entry in zip(formatted.keys, entries, strict=False)
                ],
                "items": records,
            }
        )
        return
    click.echo(citation)
    for entry in entries:
        click.echo(entry)
    if formatted.engine != "citeproc-js":
        click.echo(say("Formatted by citeproc-py: citeproc-js was not fetched when Postil was installed."), err=True)


def _one_line(marked: str) -> str:
    """Return HTML on one line, without the frame around an entry."""
    bare = re.sub(r"</div>\s*<div[^>]*>", " ", marked)
    return " ".join(re.sub(r"</?div[^>]*>", "", bare).split())


def _text(marked: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", _one_line(marked)))
