"""``postil provenance``: where an article comes from."""

from typing import Any

import click

from postil.cli.records import Calling, reading, say_json
from postil.domain.wording import say
from postil.services import telling
from postil.services.provenance import Provenance, Told, provenance
from postil.storage.shelf import find_article


@click.command("provenance", help="Say where an ARTICLE comes from, and what its text shows of that.")
@click.argument("article")
@click.option("--version", "version", metavar="ID", default="", help="Of that version (see: postil show --json).")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def show_provenance(calling: Calling, article: str, version: str, as_json: bool) -> None:
    """Print the provenance of one article."""
    with reading(calling) as library:
        known = provenance(library, find_article(library, article), version)
    if as_json:
        say_json(provenance_object(known))
    else:
        _print(known)


def provenance_object(known: Provenance) -> dict[str, Any]:
    """Return it as ``postil provenance --json`` has it; what is not known is null, offsets are code points."""
    return {
        "article": known.article_id,
        "title": known.title,
        "revision": known.revision_id,
        "captured": known.captured,
        "source": {
            "kind": known.source_kind,
            "location": known.location or None,
            "url": known.address or None,
            "importer": known.importer,
        },
        "sha256": {"bytes": known.source_hash, "text": known.text_hash},
        **{each.field: _told_object(each) for each in (*known.dates, known.authors)},
        "language": {"declared": _told_object(known.declared), "detected": known.detected or None},
        "machine_translation": {
            "verdict": known.translation.verdict,
            "signs": [
                {
                    "name": sign.name,
                    "reason": sign.reason,
                    "weight": sign.weight,
                    "count": len(sign.places) or None,
                    "places": [_place(known, *place) for place in sign.places],
                }
                for sign in known.translation.signs
            ],
        },
        "sources": [
            {"name": each.name, "how": each.how, "places": [_place(known, *place) for place in each.places]}
            for each in known.sources
        ],
        "revisions": [
            {"id": version.id, "captured": version.captured, "words": version.words} for version in known.versions
        ],
    }


def _told_object(told: Told) -> dict[str, Any]:
    row = told.evidence
    return {
        "value": told.value or None,
        "by": told.by,
        "printed": row.printed or None if row else None,
        "origin": row.origin if row else None,
        "guess": row.guess if row else False,
    }


def _place(known: Provenance, start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "text": known.text[start:end]}


def _print(known: Provenance) -> None:
    rows = [
        (say("Title"), known.title),
        (say("Captured"), f"{known.captured}, {telling.source_words(known)} ({telling.importer_words(known)})"),
        (say("Version"), say("{number} of {total}", number=known.number, total=len(known.versions))),
        (say("SHA-256 of the bytes"), known.source_hash),
        (say("SHA-256 of the text"), known.text_hash),
        *((label, f"{telling.value_words(told)}. {telling.told_sentence(told)}") for label, told in _fields(known)),
        (say("Language"), telling.language_words(known)),
        (say("Machine translation"), telling.translation_words(known)),
        (say("Sources"), telling.sources_words(known)),
    ]
    width = max(len(label) for label, _ in rows)
    for label, value in rows:
        click.echo(f"{label:<{width}}  {value}")
    for sign in known.translation.signs:
        click.echo(f"  {sign.name} ({len(sign.places) or 1}): {sign.reason}")
    for each in known.sources:
        click.echo(f"  {each.name} ({len(each.places)})")


def _fields(known: Provenance) -> tuple[tuple[str, Told], ...]:
    return (
        (say("Published"), known.published),
        (say("Updated"), known.updated),
        (say("Accessed"), known.accessed),
        (say("Author"), known.authors),
    )
