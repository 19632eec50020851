"""``postil dossier``: one entity, over the whole library."""

from typing import Any

import click

from postil.cli.records import Calling, reading, say_json
from postil.domain.dossier import Dossier, Naming, viaf_address, wikidata_address
from postil.domain.ids import now
from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.services.dossier import dossier as make_dossier
from postil.services.dossier import find_entity


@click.command(help="Show what the library holds about the entity called NAME (or KEY, such as person:stalin).")
@click.argument("name", metavar="NAME|KEY")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Print it as Markdown, checked.")
@click.pass_obj
def dossier(calling: Calling, name: str, *, as_json: bool, as_markdown: bool) -> None:
    """Print the dossier of an entity from the articles that were analysed."""
    if as_json and as_markdown:
        raise click.UsageError(say("Choose one of --json and --markdown."))
    with reading(calling) as library:
        found = make_dossier(library, find_entity(library, name))
    if not found.articles and found.note is None:
        raise Problem("No article that was looked through names {key}; postil entities lists who is.", key=found.key)
    if as_json:
        say_json(_object(found))
    elif as_markdown:
        from postil.exporters.dossier import export_dossier

        click.echo(export_dossier(found, exported=now()), nl=False)
    else:
        _print(found)


def _object(found: Dossier) -> dict[str, Any]:
    note = found.note
    return {
        "id": found.key,
        "name": found.name,
        "kind": found.kind,
        "note": (note.body if note else "") or None,
        "wikidata": wikidata_address(note.wikidata) if note and note.wikidata else None,
        "viaf": viaf_address(note.viaf) if note and note.viaf else None,
        "names": [{"name": name, "mentions": number} for name, number in found.names],
        "articles": [
            {
                "article": article.article_id,
                "revision": article.revision_id,
                "title": article.title,
                "published": article.published or None,
                "mentions": [_naming(each) for each in article.namings],
            }
            for article in found.articles
        ],
        "with": [
            {
                "id": each.key,
                "name": each.name,
                "kind": each.kind,
                "sentences": each.sentences,
                "articles": each.articles,
            }
            for each in found.companions
        ],
        "highlights": [
            {"id": each.highlight_id, "article": each.article_id, "exact": each.quotation, "note": each.note}
            for each in found.touching
        ],
        "alike": [{"id": each.key, "name": each.name, "mentions": each.mentions} for each in found.alike],
        "unsearched": found.unsearched,
    }


def _naming(naming: Naming) -> dict[str, Any]:
    return {
        "start": naming.start,
        "end": naming.end,
        "text": naming.words,
        "sentence": naming.sentence,
        "reason": naming.reason or None,
        "masked": naming.masked,
        "confidence": naming.confidence or None,
    }


def _print(found: Dossier) -> None:
    click.echo(f"{found.name}  ({found.key})")
    for name, number in found.names:
        click.echo(f"  {number:>5}  {name}")
    for article in found.articles:
        click.echo()
        click.echo(" · ".join(part for part in (article.title, article.site, article.published) if part))
        for each in article.namings:
            click.echo(f"  {' '.join(each.sentence.split())}")
    if found.companions:
        click.echo()
        click.echo(say("Appears with"))
        for each in found.companions:
            click.echo(f"  {each.sentences:>5}  {each.name}")
    if found.unsearched:
        click.echo()
        sentence = count(
            "{number} article was not looked through yet; postil entities --all does that.",
            "{number} articles were not looked through yet; postil entities --all does that.",
            found.unsearched,
        )
        click.echo(sentence, err=True)
