"""``postil claims``, ``claim`` and ``link``: what passages claim, and how they stand to each other."""

from typing import Any, cast

import click

from postil.cli.records import Calling, reading, say_json, writing
from postil.domain.claims import RELATIONS, STATUSES
from postil.domain.problems import Problem
from postil.domain.records import Claim, ClaimStatus, Highlight, Relation
from postil.domain.wording import say
from postil.exporters.claims import ListedClaim, claims_csv, claims_markdown, link_words
from postil.services import claims as verbs
from postil.services.claim_table import claim_table
from postil.storage.library import Library
from postil.storage.passages import find_highlight
from postil.storage.shelf import find_article

_STATUS = click.Choice([*STATUSES])
_RELATION = click.Choice([relation.replace("_", "-") for relation in RELATIONS])
_FORMAT = click.Choice(["markdown", "csv"])


@click.command(help="List the claims of an ARTICLE, or --all, with who judged them, what was counted and their links.")
@click.argument("article", default="", metavar="[ARTICLE]")
@click.option("--all", "every", is_flag=True, help="Of all articles.")
@click.option("--status", type=_STATUS, help="Only claims of this status.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.option("--to", "wanted", type=_FORMAT, help="Print them in this format.")
@click.pass_obj
def claims(
    calling: Calling, article: str, *, every: bool, status: str | None, as_json: bool, wanted: str | None
) -> None:
    """Print claims in the order of the texts."""
    if bool(article) == every:
        raise click.UsageError(say("Name an ARTICLE, or give --all."))
    with reading(calling) as library:
        article_id = find_article(library, article) if article else ""
        listed = claim_table(library, article_id, cast("ClaimStatus | None", status))
    if as_json:
        say_json([claim_object(each) for each in listed])
    elif wanted:
        click.echo(claims_csv(listed) if wanted == "csv" else claims_markdown(listed), nl=False)
    else:
        for each in listed:
            _print(each)


@click.command(help="Make a HIGHLIGHT a claim of a status, or judge it anew; it is named by its id or its beginning.")
@click.argument("highlight")
@click.option("--status", type=_STATUS, help="Whether the claim holds.")
@click.option("--by", "judge", metavar="NAME", help="Who judged it.")
@click.option("--reason", metavar="TEXT", help="Why.")
@click.option("--number", metavar="N", help="How many it claims of something; empty for no count.")
@click.option("--remove", is_flag=True, help="It is no claim any more.")
@click.pass_obj
def claim(
    calling: Calling,
    highlight: str,
    *,
    status: str | None,
    judge: str | None,
    reason: str | None,
    number: str | None,
    remove: bool,
) -> None:
    """Judge one claim; what is not given stays as it was."""
    if number and not number.isdecimal():
        raise click.UsageError(say("--number takes a whole number."))
    with writing(calling) as library:
        found = _highlight(library, highlight)
        before = library.get(Claim, found.id)
        if remove:
            if before is not None:
                library.apply(verbs.unjudge(library, before))
            return
        if before is None and status is None:
            raise click.UsageError(say("Give a --status: the highlight is no claim yet."))
        edit = verbs.judge(
            found,
            before,
            cast("ClaimStatus", status) if status else before.status if before else "unsourced",
            judge=judge if judge is not None else before.judge if before else "",
            reason=reason if reason is not None else before.reason if before else "",
            number=number,
        )
        library.apply(edit)


@click.command(help="Put two HIGHLIGHTs in a relation: the first one contradicts, supports, corrects … the second.")
@click.argument("highlight")
@click.argument("other", metavar="HIGHLIGHT")
@click.option("--as", "relation", type=_RELATION, required=True, help="How the first stands to the second.")
@click.option("--reason", default="", metavar="TEXT", help="Why.")
@click.pass_obj
def link(calling: Calling, highlight: str, other: str, *, relation: str, reason: str) -> None:
    """Link two passages; doing it twice changes nothing."""
    with writing(calling) as library:
        source, target = _highlight(library, highlight), _highlight(library, other)
        if source.id == target.id:
            raise Problem("A highlight cannot be linked with itself; name two.")
        wanted = cast("Relation", relation.replace("-", "_"))
        library.apply(verbs.link(library, source.id, target.id, wanted, reason))


def claim_object(listed: ListedClaim) -> dict[str, Any]:
    """Return a claim as ``postil claims --json`` has it; what nobody said is null."""
    claim, number = listed.claim, listed.related.count
    return {
        "highlight": claim.id,
        "article": listed.article_id,
        "title": listed.title,
        "quotation": listed.quotation,
        "status": claim.status,
        "by": claim.judge or None,
        "reason": claim.reason or None,
        "claimed": number.claimed,
        "found": number.found if number.claimed is not None or number.found else None,
        "links": [
            {
                "relation": each.link.relation,
                "from_here": each.link.source_id == claim.id,
                "highlight": each.link.target_id if each.link.source_id == claim.id else each.link.source_id,
                "quotation": each.quotation,
                "title": each.title,
                "reason": each.link.reason or None,
            }
            for each in listed.related.links
        ],
        "address": listed.address,
    }


def _highlight(library: Library, wanted: str) -> Highlight:
    found = library.get(Highlight, find_highlight(library, wanted))
    if found is None:
        raise Problem("There is no highlight {wanted} in the library; postil highlights lists them.", wanted=wanted)
    return found


def _print(listed: ListedClaim) -> None:
    claim, number = listed.claim, listed.related.count
    told = (say(STATUSES[claim.status]), claim.judge, str(number) if number.is_told else "")
    click.echo(f"{claim.id}  [{', '.join(part for part in told if part)}] {' '.join(listed.quotation.split())}")
    for line in (*claim.reason.splitlines(), *link_words(listed)):
        click.echo(f"    {line}")
