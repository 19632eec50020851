"""``postil timeline``: what articles say happened when."""

from pathlib import Path

import click

from postil.cli.records import Calling, require, writing
from postil.domain.event_words import extent_words
from postil.domain.problems import Problem
from postil.domain.timeline import Event, Timeline
from postil.domain.wording import say
from postil.services.analysing import known_analysis
from postil.services.timeline import timeline as timeline_of
from postil.services.timeline_export import render, write_events
from postil.storage.shelf import find_article
from postil.storage.timelines import dated_articles


@click.command(help="List what ARTICLEs, or --all, say happened when, in the order of time.")
@click.argument("articles", nargs=-1, metavar="[ARTICLE...]")
@click.option("--all", "every", is_flag=True, help="Of all articles.")
@click.option("--entity", metavar="NAME", help="Only what is said in sentences that mention NAME.")
@click.option("--to", "wanted", metavar="FORMAT", help="The format: csv or timelinejs; else lines to read.")
@click.option("--output", metavar="FILE", help="The file to write, else standard output.")
@click.pass_obj
def timeline(
    calling: Calling,
    articles: tuple[str, ...],
    *,
    every: bool,
    entity: str | None,
    wanted: str | None,
    output: str | None,
) -> None:
    """Print or write the events, looking for dates in what was not analysed before."""
    if not articles and not every:
        raise click.UsageError(say("Name an ARTICLE, or give --all."))
    if output is not None and wanted is None:
        raise click.UsageError(say("Give the format with --to to write a file."))
    with writing(calling) as library:
        ids = dated_articles(library) if every else tuple(find_article(library, each) for each in articles)
        for article_id in ids:
            known_analysis(library, require(library, article_id)[1], make=True)
        found = timeline_of(library, ids)
        events = found.events if entity is None else _mentioning(found, entity)
    if wanted is None:
        for event in events:
            click.echo(_line(event))
    elif output is None:
        click.echo(render(found, events, wanted), nl=False)
    else:
        write_events(found, events, wanted, Path(output))
        click.echo(say("Exported to {file}.", file=output))


def _mentioning(found: Timeline, entity: str) -> tuple[Event, ...]:
    wanted = entity.casefold()
    keys = {each.key for each in found.entities if wanted in {each.key.casefold(), each.name.casefold()}}
    if not keys:
        raise Problem("No date of these articles stands beside {name}; postil entities lists the names.", name=entity)
    return tuple(each for each in found.events if not keys.isdisjoint(each.entities))


def _line(event: Event) -> str:
    marks = "".join((" !" if event.conflicts else "", " ~" if event.faded else "", " <" if event.inferred else ""))
    return f"{event.edtf:<24}{extent_words(event)}{marks}\n    {event.sentence}"
