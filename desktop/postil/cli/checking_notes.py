"""``postil check-notes``: what in one's notes rests on nothing, is quoted twice, or cites what is not there."""

import click

from postil.cli.records import Calling, reading, say_json
from postil.domain.wording import say
from postil.services.note_checking import check_notes, trouble_words
from postil.storage.shelf import find_article


@click.command(
    "check-notes",
    help="Check the notes on an ARTICLE, or all: no support, quoted twice, citation keys that no work has.",
)
@click.argument("article", default="", metavar="[ARTICLE]")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@click.pass_obj
def check_all_notes(calling: Calling, article: str, *, as_json: bool) -> None:
    """Print a line for each finding."""
    with reading(calling, must_exist=True) as library:
        found = check_notes(library, find_article(library, article) if article else "")
    if as_json:
        say_json(
            [
                {
                    "trouble": each.trouble,
                    "note": each.note_id,
                    "article": each.article_id or None,
                    "title": each.title,
                    "words": each.words,
                    "start": each.start,
                    "others": list(each.others),
                }
                for each in found
            ]
        )
        return
    for each in found:
        click.echo(f"{each.title}: {each.words}\n    {trouble_words(each)}")
    if not found:
        click.echo(say("There is nothing to look at."))
