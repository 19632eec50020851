"""``postil highlight`` and ``highlights``: marks by quotation, with notes and tags."""

import click

from postil.cli.records import Calling, highlight_object, reading, require, say_json, writing
from postil.domain.problems import Problem
from postil.domain.records import Color
from postil.services import highlighting
from postil.services.quoting import find_quote
from postil.storage.shelf import find_article


@click.command(help="Highlight the words of an ARTICLE that --quote gives to the letter.")
@click.argument("article")
@click.option("--quote", required=True, metavar="TEXT", help="The words to highlight.")
@click.option("--prefix", default="", metavar="TEXT", help="What stands just before them.")
@click.option("--suffix", default="", metavar="TEXT", help="What stands just after them.")
@click.option("--color", default="", metavar="NAME", help="A highlight colour by its name or tone.")
@click.option("--note", default="", metavar="MARKDOWN", help="A note on them.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag; may be given several times.")
@click.option("--json", "as_json", is_flag=True, help="Print the highlight as JSON.")
@click.pass_obj
def highlight(
    calling: Calling,
    article: str,
    *,
    quote: str,
    prefix: str,
    suffix: str,
    color: str,
    note: str,
    tags: tuple[str, ...],
    as_json: bool,
) -> None:
    """Mark one passage."""
    with writing(calling) as library:
        _, revision = require(library, find_article(library, article))
        colors = library.colors()
        chosen = _color(colors, color)
        start, end = find_quote(revision.document.text, quote, prefix=prefix, suffix=suffix)
        edit, made = highlighting.add(revision, start, end, color=chosen.id, note=note, tags=tags)
        library.apply(edit)
    if as_json:
        say_json(highlight_object(made, {each.id: each for each in colors}))
    else:
        click.echo(made.id)


@click.command(help="List the highlights of an ARTICLE in text order.")
@click.argument("article")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.pass_obj
def highlights(calling: Calling, article: str, as_json: bool) -> None:
    """Print every highlight of one article."""
    with reading(calling) as library:
        found = library.highlights(find_article(library, article))
        colors = {color.id: color for color in library.colors()}
    if as_json:
        say_json([highlight_object(each, colors) for each in found])
        return
    for each in found:
        shown = highlight_object(each, colors)
        tags = " ".join(f"#{tag}" for tag in each.tags)
        state = "" if each.state == "exact" else f"({each.state}) "
        click.echo(f"{each.id}  [{shown['color']}] {state}{each.quoted.exact}  {tags}".rstrip())
        for line in each.note.splitlines():
            click.echo(f"    {line}")


def _color(colors: tuple[Color, ...], wanted: str) -> Color:
    if not wanted:
        return colors[0]
    named = wanted.casefold()
    found = [color for color in colors if color.name.casefold() == named]
    found += [color for color in colors if color.id == named]
    if not found:
        names = ", ".join(color.name for color in colors)
        raise Problem("There is no colour {wanted}; the colours are {names}.", wanted=wanted, names=names)
    return found[0]
