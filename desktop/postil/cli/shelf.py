"""``postil list``, ``show`` and ``delete``: what is in the library."""

from dataclasses import replace
from typing import Literal, get_args

import click

from postil.cli.records import Calling, article_object, full_object, reading, require, say_json, writing
from postil.cli.revising import revision_objects
from postil.cli.shelving import purge, put_into_trash
from postil.domain.wording import count, say
from postil.services import collections
from postil.services.folding import as_folded
from postil.storage.listing import Listing, Place, PlaceKind, Sorting, SortKey, ids_listed, items_of, origins_of
from postil.storage.shelf import find_article, shelf

KEYS: tuple[str, ...] = get_args(SortKey)


@click.command("list", help="List the articles, newest first, without what is archived or in the trash.")
@click.option("--all", "places", flag_value="every", help="What is archived, too.")
@click.option("--unread", "places", flag_value="unread", help="Only what was never read.")
@click.option("--later", "places", flag_value="later", help="Only what is to be read later.")
@click.option("--favourites", "places", flag_value="favourite", help="Only favourites.")
@click.option("--archived", "places", flag_value="archived", help="Only what is archived.")
@click.option("--trash", "places", flag_value="trash", help="Only what is in the trash.")
@click.option("--collection", metavar="NAME", help="Only what stands in a collection.")
@click.option("--tag", default="", metavar="TAG", help="Only what has this tag.")
@click.option("--sort", "key", type=click.Choice(KEYS), default="added", help="By what to sort.")
@click.option("--json", "as_json", is_flag=True, help="Print the articles as JSON.")
@click.pass_obj
def list_articles(
    calling: Calling,
    *,
    places: PlaceKind | Literal["every"] | None,
    collection: str | None,
    tag: str,
    key: SortKey,
    as_json: bool,
) -> None:
    """Print the articles of one place."""
    if places and collection is not None:
        raise click.UsageError(say("Name a collection, or one of the other places."))
    with reading(calling) as library:
        kind: PlaceKind = "all" if places is None or places == "every" else places
        place = Place(kind) if collection is None else Place("collection", collections.find(library, collection).id)
        ids = list(ids_listed(library, Listing(place, (Sorting(key),), tag=tag)))
        if places == "every":
            ids += ids_listed(library, Listing(Place("archived"), (Sorting(key),), tag=tag))
        rows = {row.id: row for row in shelf(library, *ids)} if ids else {}
        listed = [rows[article_id] for article_id in ids]
        if as_json:
            items, origins = items_of(library), origins_of(library)
            say_json([article_object(items[row.id], origins[row.id]) for row in listed])
            return
    for row in listed:
        words = count("{number} word", "{number} words", row.words)
        click.echo("  ".join(part for part in (row.id, row.title, row.site, row.published, words) if part))
    if not listed and places is None and collection is None and not tag:
        click.echo(
            say("Nothing is listed in {file}; add an article with: postil add FILE", file=calling.library), err=True
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


@click.command(
    help="Put ARTICLEs into the trash; --for-good takes them out of the library with all that hangs on them."
)
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--for-good", is_flag=True, help="Not into the trash: for good, after a copy of the library was made.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.pass_obj
def delete(calling: Calling, articles: tuple[str, ...], *, for_good: bool, yes: bool) -> int:
    """Put articles into the trash, or purge them, after asking: that cannot be undone."""
    with writing(calling) as library:
        ids = [find_article(library, each) for each in articles]
        if for_good:
            return purge(library, ids, yes=yes)
        put_into_trash(library, ids)
    return 0
