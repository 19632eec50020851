"""``postil search``: the whole library."""

from typing import Any

import click

from postil.cli.records import Calling, reading, say_json
from postil.cli.terminal import bold
from postil.domain.matching import Snippet
from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.services.searching import Found, Hit, search

_HELP = """Search articles, highlights, notes, tags, names and works.

QUERY is words, "phrases" and begin* with AND, OR, NOT or - and parentheses,
and filters: tag: color: kind: author: site: date:1941..1942 has:note
state:lost claim:unsourced entity:"Zhukov" in:COLLECTION is:unread.
A QUERY that begins with - comes after --.
"""


@click.command("search", help=_HELP)
@click.argument("query", nargs=-1, required=True, metavar="QUERY")
@click.option("--json", "as_json", is_flag=True, help="Print the hits as JSON.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Hits of each kind at most.")
@click.pass_obj
def search_library(calling: Calling, query: tuple[str, ...], as_json: bool, limit: int) -> None:
    """Print what is found, the best first."""
    with reading(calling) as library:
        found = search(library, " ".join(query), limit)
        colors = {color.id: color.name for color in library.colors()}
    if found.misreading is not None:
        raise Problem("{explanation}", explanation=found.misreading.sentence)
    if as_json:
        say_json([_object(hit, colors) for hit in found.hits])
        return
    _print(found)


def _print(found: Found) -> None:
    for hit in found.hits:
        place = f":{hit.start}" if hit.start >= 0 else ""
        head = (hit.kind, f"{hit.article_id}{place}", hit.title.text, hit.site, hit.published)
        click.echo("  ".join(part for part in head if part))
        for shown in (hit.snippet, hit.note):
            if shown.text:
                click.echo(f"    {_emphasised(shown)}")
    if not found.hits:
        click.echo(say("Nothing in the library fits “{query}”.", query=found.query), err=True)


def _emphasised(shown: Snippet) -> str:
    """Return a snippet with what was found set off, where it goes to a terminal."""
    text, at = "", 0
    for start, end in shown.marks:
        text += shown.text[at:start] + bold(shown.text[start:end])
        at = end
    return text + shown.text[at:]


def _object(hit: Hit, colors: dict[str, str]) -> dict[str, Any]:
    """Return a hit as ``postil search --json`` has it; what there is not is null."""
    return {
        "kind": hit.kind,
        "id": hit.id,
        "article": hit.article_id or None,
        "title": hit.title.text,
        "site": hit.site or None,
        "published": hit.published or None,
        "snippet": hit.snippet.text,
        "marks": [{"start": start, "end": end} for start, end in hit.snippet.marks],
        "note": hit.note.text or None,
        "color": colors.get(hit.color, hit.color) or None,
        "tags": list(hit.tags),
        "start": hit.start if hit.start >= 0 else None,
        "end": hit.end if hit.start >= 0 else None,
    }
