"""``postil entities``: who, where and when, as found and as the reader judged."""

from typing import Any

import click

from postil.cli.records import Calling, require, say_json, writing
from postil.domain.entities import Analysis
from postil.domain.unmasking import Identified, identified
from postil.domain.wording import say
from postil.services.analysing import judgements_on, known_analysis
from postil.storage.shelf import find_article, shelf


@click.command(help="List the people, places, organisations, events, dates and masked names of ARTICLEs.")
@click.argument("articles", nargs=-1, metavar="[ARTICLE...]")
@click.option("--all", "every", is_flag=True, help="Of all articles.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.pass_obj
def entities(calling: Calling, articles: tuple[str, ...], every: bool, as_json: bool) -> None:
    """Print what was found, analysing what was not analysed before."""
    if not articles and not every:
        raise click.UsageError(say("Name an ARTICLE, or give --all."))
    found: list[dict[str, Any]] = []
    with writing(calling) as library:
        wanted = [row.id for row in shelf(library)] if every else [find_article(library, each) for each in articles]
        for article_id in wanted:
            item, revision = require(library, article_id)
            analysis = known_analysis(library, revision, make=True)
            if analysis is None:
                continue
            if analysis.remark:
                click.echo(f"{item.title}: {analysis.remark}", err=True)
            masks = identified(analysis, judgements_on(library, revision))
            found.append(_object(article_id, analysis, masks))
    if as_json:
        say_json(found)
    else:
        for each in found:
            _print(each)


def _object(article_id: str, analysis: Analysis, masks: tuple[Identified, ...]) -> dict[str, Any]:
    return {
        "article": article_id,
        "entities": [
            {
                "id": entity.key,
                "name": entity.name,
                "kind": entity.kind,
                "mentions": [
                    {"start": each.start, "end": each.end, "text": each.text, "reason": each.reason or None}
                    for each in entity.mentions
                ],
            }
            for entity in analysis.entities
        ],
        "dates": [
            # EDTF has no durations: "21 days" is listed as printed, without a value.
            {
                "start": date.start,
                "end": date.end,
                "text": date.text,
                "edtf": date.edtf if date.is_date else None,
                "duration": date.edtf if date.edtf and not date.is_date else None,
                "reason": date.reason or None,
                "root": date.root if date.root >= 0 else None,
            }
            for date in analysis.dates
        ],
        "masks": [_mask(row) for row in masks],
        "suggestions": [
            {
                "start": each.start,
                "end": each.end,
                "subject": each.subject or None,
                "candidate": each.candidate,
                "reason": each.reason,
                "score": each.score,
            }
            for each in analysis.suggestions
        ],
        "quantities": [
            {
                "start": each.start,
                "end": each.end,
                "text": each.text,
                "value": each.value,
                "high": each.high,
                "counted": each.counted or None,
                "approximate": each.approximate,
            }
            for each in analysis.quantities
        ],
    }


def _mask(row: Identified) -> dict[str, Any]:
    return {
        "start": row.mask.start,
        "end": row.mask.end,
        "text": row.mask.text,
        "number": row.number,
        "same": row.group if row.group != row.number else None,
        "identified": row.key or None,
        "name": row.name or None,
        "confidence": row.confidence or None,
        "reason": row.reason or None,
    }


def _print(found: dict[str, Any]) -> None:
    click.echo(found["article"])
    for entity in sorted(found["entities"], key=lambda each: (each["kind"], -len(each["mentions"]))):
        click.echo(f"  {entity['kind']:<13}{len(entity['mentions']):>5}  {entity['name']}")
    for date in found["dates"]:
        click.echo(f"  {'date':<13}{date['edtf'] or '?':>12}  {date['text']}")
    click.echo(f"  {'masked names':<13}{len(found['masks']):>5}")
