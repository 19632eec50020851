"""``postil list``, ``show`` and ``delete``: what is in the library."""

from dataclasses import replace

import click

from postil.cli.records import Calling, article_object, full_object, reading, require, say_json, writing
from postil.cli.revising import revision_objects
from postil.domain.wording import count, say
from postil.services import articles
from postil.services.folding import as_folded
from postil.storage.shelf import find_article, shelf


@click.command("list", help="List the articles, newest first.")
@click.option("--json", "as_json", is_flag=True, help="Print the articles as JSON.")
@click.pass_obj
def list_articles(calling: Calling, as_json: bool) -> None:
    """Print every article."""
    with reading(calling) as library:
        rows = shelf(library)
        if as_json:
            say_json([article_object(*require(library, row.id)) for row in rows])
            return
    for row in rows:
        words = count("{number} word", "{number} words", row.words)
        click.echo("  ".join(part for part in (row.id, row.title, row.site, row.published, words) if part))
    if not rows:
        click.echo(
            say("The library {file} is empty; add an article with: postil add FILE", file=calling.library), err=True
        )


@click.command(help="Show an ARTICLE: its record and its text.")
@click.argument("article")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, with text and blocks.")
@click.pass_obj
def show(calling: Calling, article: str, as_json: bool) -> None:
    """Print one article."""
    with reading(calling) as library:
        item, revision = require(library, find_article(library, article))
        revision = replace(revision, document=as_folded(library, revision, item))
        revisions = revision_objects(library, item.id)
    if as_json:
        say_json({**full_object(item, revision), "revisions": revisions})
        return
    for field, value in {**article_object(item, revision), "authors": "; ".join(map(str, item.authors))}.items():
        if value not in {None, ""}:
            click.echo(f"{field}: {value}")
    click.echo()
    click.echo(revision.document.text)


@click.command(help="Delete an ARTICLE with its highlights and notes.")
@click.argument("article")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.pass_obj
def delete(calling: Calling, article: str, yes: bool) -> int:
    """Take one article away, after asking: the command line has no undo."""
    with writing(calling) as library:
        article_id = find_article(library, article)
        item, _ = require(library, article_id)
        if not yes and not click.confirm(say("Delete “{title}” with all its highlights and notes?", title=item.title)):
            return 1
        library.apply(articles.delete(library, article_id))
    return 0
