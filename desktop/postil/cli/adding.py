"""``postil add``: files, addresses and standard input become articles."""

import sys

import click

from postil.cli.records import Calling, article_object, require, say_json, writing
from postil.domain.problems import Problem
from postil.domain.sources import Source
from postil.domain.wording import say
from postil.services.importing import receive
from postil.storage.library import Library


@click.command(help="Bring articles in: files, http(s) addresses, or - for text on standard input.")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--json", "as_json", is_flag=True, help="Print the articles as JSON.")
@click.pass_obj
def add(calling: Calling, sources: tuple[str, ...], as_json: bool) -> int:
    """Add every source that can be added; exit 1 where one could not."""
    added: list[dict[str, object]] = []
    failed = False
    with writing(calling) as library:
        for source in sources:
            try:
                article_id, was_known = _add(library, source)
            except Problem as problem:
                click.echo(str(problem), err=True)
                failed = True
                continue
            item, revision = require(library, article_id)
            added.append(article_object(item, revision))
            if not as_json:
                sentence = "{id}  {title} (was there already)" if was_known else "{id}  {title}"
                click.echo(say(sentence, id=article_id, title=item.title))
    if as_json:
        say_json(added)
    return 1 if failed else 0


def _add(library: Library, named: str) -> tuple[str, bool]:
    from postil import importers

    source = _load(named)
    imported = importers.read(source)
    # Another "postil add" may be bringing the same text in, or a text with the same citation key.
    with library.alone():
        arrival = receive(library, source, imported)
        library.apply(arrival.edit)
    return arrival.article_id, arrival.was_known


def _load(named: str) -> Source:
    if named == "-":
        return Source("text", _piped(), media_type="text/plain")
    if named.lower().startswith(("http://", "https://")):
        from postil.importers.fetching import fetch

        return fetch(named)
    from pathlib import Path

    from postil.importers.files import load

    return load(Path(named))


def _piped() -> bytes:
    from postil.importers.files import LIMIT

    content = sys.stdin.buffer.read(LIMIT + 1)
    if len(content) > LIMIT:
        raise Problem(
            "Standard input holds more than {limit} MB, more than Postil reads. Import a part of it.",
            limit=LIMIT // 2**20,
        )
    return content
