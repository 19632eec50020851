"""``postil trash``, ``mark``, ``collections``, ``duplicates`` and ``merge``: where articles stand."""

from collections.abc import Sequence
from contextlib import suppress

import click

from postil.cli.records import Calling, reading, require, say_json, writing
from postil.domain.edits import Edit
from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.services import collections as verbs
from postil.services import shelving
from postil.storage.collections import collections as all_collections
from postil.storage.library import Library
from postil.storage.listing import tally
from postil.storage.room import give_back
from postil.storage.shelf import find_article, shelf
from postil.storage.trash import Holding, holding_of, trashed_ids


@click.command(help="Put ARTICLEs into the trash, bring them back with --restore; without any, list what is in it.")
@click.argument("articles", nargs=-1, metavar="[ARTICLE...]")
@click.option("--restore", is_flag=True, help="Take the ARTICLEs out of the trash.")
@click.option("--empty", is_flag=True, help="Delete all that is in the trash for good, after a copy was made.")
@click.option("--yes", is_flag=True, help="With --empty: do it without asking.")
@click.pass_obj
def trash(calling: Calling, articles: tuple[str, ...], *, restore: bool, empty: bool, yes: bool) -> int:
    """Fill, search and empty the trash."""
    if (restore and empty) or (empty and articles) or (restore and not articles):
        raise click.UsageError(say("Give ARTICLEs, with --restore or without it, or --empty alone."))
    if not articles and not empty:
        with reading(calling) as library:
            ids = trashed_ids(library)
            rows = {row.id: row for row in shelf(library, *ids)} if ids else {}
        for article_id in ids:
            click.echo(f"{article_id}  {rows[article_id].title}  {rows[article_id].trashed[:10]}")
        return 0
    with writing(calling) as library:
        if empty:
            ids = trashed_ids(library)
            if not ids:
                click.echo(say("The trash is empty."))
                return 0
            return purge(library, ids, yes=yes, trashed=True)
        found = [find_article(library, each) for each in articles]
        if restore:
            library.apply(_some(shelving.restore(library, found), say("None of them is in the trash.")))
            for row in shelf(library, *found):
                click.echo(say("Back from the trash: {id}  {title}", id=row.id, title=row.title))
        else:
            put_into_trash(library, found)
    return 0


def put_into_trash(library: Library, article_ids: Sequence[str]) -> None:
    """Put articles into the trash, and say how they come back."""
    library.apply(shelving.put_away(library, article_ids))
    for row in shelf(library, *article_ids):
        sentence = say(
            "“{title}” is in the trash; bring it back with: postil trash --restore {id}", title=row.title, id=row.id
        )
        click.echo(sentence)


def purge(library: Library, article_ids: Sequence[str], *, yes: bool, trashed: bool = False) -> int:
    """Take articles out of the library for good: asked about, and with a copy of all of it made before.

    ``trashed``: only those that are still in the trash then.
    """
    told = shelving.told(holding_of(library, article_ids))
    if not yes and not click.confirm(say("Delete {holding} for good? This cannot be undone.", holding=told)):
        return 1
    target = shelving.backup_path(library.path)
    library.back_up(target)
    gone = Holding(0, 0, 0)
    for start in range(0, len(article_ids), shelving.AT_ONCE):
        some = article_ids[start : start + shelving.AT_ONCE]
        with library.alone():
            if trashed:
                some = shelving.still_in_trash(library, some)
            gone = gone.with_more(holding_of(library, some))
            library.apply(shelving.purge(library, some))
    told = shelving.told(gone)
    click.echo(say("Deleted for good: {holding}. A copy from before is {file}.", holding=told, file=target))
    with suppress(Problem):  # the room is used by what comes next
        give_back(library.path)
    return 0


@click.command(help="Say of ARTICLEs that they are to be read later, archived, favourites; give and take tags.")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--later/--not-later", default=None, help="To be read later.")
@click.option("--archived/--not-archived", default=None, help="Done with, out of the usual list.")
@click.option("--favourite/--not-favourite", default=None, help="A favourite.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Add a tag.")
@click.option("--untag", "gone", multiple=True, metavar="TAG", help="Take a tag away.")
@click.pass_obj
def mark(
    calling: Calling,
    articles: tuple[str, ...],
    *,
    later: bool | None,
    archived: bool | None,
    favourite: bool | None,
    tags: tuple[str, ...],
    gone: tuple[str, ...],
) -> None:
    """Change what is said of articles, all of them at once."""
    if later is None and archived is None and favourite is None and not tags and not gone:
        raise click.UsageError(say("Say what to mark them as: --later, --archived, --favourite or --tag TAG."))
    with writing(calling) as library:
        ids = [find_article(library, each) for each in articles]
        library.apply(shelving.mark(library, ids, later=later, archived=archived, favourite=favourite))
        library.apply(shelving.tag(library, ids, add=tags, remove=gone))


@click.group(help="List the collections; make, rename, delete, fill them.", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.pass_context
def collections(context: click.Context, as_json: bool) -> None:
    """Print every collection with the number of its articles."""
    if context.invoked_subcommand is not None:
        return
    with reading(context.obj) as library:
        sizes = tally(library).collections
        found = [
            {"id": each.id, "name": each.name, "articles": sizes.get(each.id, 0)} for each in all_collections(library)
        ]
    if as_json:
        say_json(found)
        return
    for each in found:
        click.echo(
            f"{each['id']}  {each['name']}  {count('{number} article', '{number} articles', int(each['articles']))}"
        )


@collections.command("make", help="Make a collection called NAME, with ARTICLEs in it.")
@click.argument("name")
@click.argument("articles", nargs=-1, metavar="[ARTICLE...]")
@click.pass_obj
def make_collection(calling: Calling, name: str, articles: tuple[str, ...]) -> None:
    """Make a collection."""
    with writing(calling) as library:
        edit, collection = verbs.make(library, name, [find_article(library, each) for each in articles])
        library.apply(edit)
    click.echo(f"{collection.id}  {collection.name}")


@collections.command("rename", help="Call the collection NAME otherwise.")
@click.argument("name")
@click.argument("new_name")
@click.pass_obj
def rename_collection(calling: Calling, name: str, new_name: str) -> None:
    """Rename a collection."""
    with writing(calling) as library:
        library.apply(verbs.rename(library, verbs.find(library, name), new_name))


@collections.command("delete", help="Delete the collection NAME; its articles stay.")
@click.argument("name")
@click.pass_obj
def delete_collection(calling: Calling, name: str) -> None:
    """Delete a collection."""
    with writing(calling) as library:
        library.apply(verbs.delete(library, verbs.find(library, name)))


@collections.command("add", help="Put ARTICLEs into the collection NAME.")
@click.argument("name")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.pass_obj
def add_to_collection(calling: Calling, name: str, articles: tuple[str, ...]) -> None:
    """Fill a collection."""
    with writing(calling) as library:
        found = [find_article(library, each) for each in articles]
        library.apply(verbs.put(library, verbs.find(library, name), found))


@collections.command("remove", help="Take ARTICLEs out of the collection NAME.")
@click.argument("name")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.pass_obj
def remove_from_collection(calling: Calling, name: str, articles: tuple[str, ...]) -> None:
    """Take articles out of a collection."""
    with writing(calling) as library:
        found = [find_article(library, each) for each in articles]
        library.apply(verbs.take_out(library, verbs.find(library, name), found))


@click.command(help="List articles that have the same, or nearly the same, text.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.pass_obj
def duplicates(calling: Calling, as_json: bool) -> None:
    """Print each group, the article that is best kept first."""
    from postil.services.duplicates import find_duplicates

    with reading(calling) as library:
        found = find_duplicates(library)
    if as_json:
        say_json(
            [
                {
                    "likeness": group.likeness,
                    "articles": [
                        {
                            "id": twin.id,
                            "title": twin.title,
                            "site": twin.site or None,
                            "source": twin.location or None,
                            "highlights": twin.highlights,
                            "notes": twin.notes,
                        }
                        for twin in group.twins
                    ],
                }
                for group in found
            ]
        )
        return
    for number, group in enumerate(found):
        if number:
            click.echo()
        for twin in group.twins:
            click.echo("  ".join(part for part in (twin.id, twin.title, twin.location) if part))


@click.command(help="Make ARTICLE and the OTHERs one: highlights, notes, tags and collections come to ARTICLE.")
@click.argument("article")
@click.argument("others", nargs=-1, required=True, metavar="OTHER...")
@click.pass_obj
def merge(calling: Calling, article: str, others: tuple[str, ...]) -> None:
    """Merge articles into one; their texts become versions of it."""
    from postil.services.duplicates import merge as merged

    with writing(calling) as library:
        kept = find_article(library, article)
        found = [find_article(library, each) for each in others]
        library.apply(_some(merged(library, kept, found), say("They are one article already.")))
        item, _ = require(library, kept)
    click.echo(say("Merged into {id}  {title}", id=item.id, title=item.title))


def _some(edit: Edit, sentence: str) -> Edit:
    if not edit.changes:
        raise Problem("{sentence}", sentence=sentence)
    return edit


COMMANDS = (trash, mark, collections, duplicates, merge)
