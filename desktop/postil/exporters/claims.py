"""A table of claims as Markdown and as CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from postil.domain.claims import STATUSES
from postil.domain.records import Claim
from postil.domain.wording import say
from postil.exporters.checking import ExportMismatch, read_back
from postil.exporters.collected import Related, address
from postil.exporters.escaping import EVERY_READER, block_quote, escape_inline
from postil.exporters.relating import link_label, link_told, related_parts

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula. Source: https://owasp.org/www-community/attacks/CSV_Injection"""


@dataclass(frozen=True, slots=True)
class ListedClaim:
    """A claim with the passage that it is about and its article; ``related`` has the claim again, with its links."""

    claim: Claim
    article_id: str
    title: str
    quotation: str
    related: Related

    @property
    def address(self) -> str:
        """The link that opens Postil at the passage."""
        return address(self.article_id, self.claim.id)


def claims_markdown(claims: Sequence[ListedClaim]) -> str:
    """Return claims as Markdown, under the titles of their articles, read back; raises ExportMismatch."""
    mismatch: ExportMismatch | None = None
    for strict in (False, True):
        rendered = "\n\n".join(_parts(claims, strict=strict)) + "\n"
        try:
            _check(rendered, claims)
        except ExportMismatch as problem:
            mismatch = problem
        else:
            return rendered
    raise mismatch or ValueError("nothing was tried")


def claims_csv(claims: Iterable[ListedClaim]) -> str:
    """Return claims as CSV (RFC 4180) with a line of names; a cell that a spreadsheet would run begins with ``'``."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(
        [
            say("Status"),
            say("Quotation"),
            say("Judged by"),
            say("Why"),
            say("Claimed"),
            say("Found"),
            say("Links"),
            say("Article"),
            say("Address"),
        ]
    )
    for each in claims:
        claim, found = each.claim, each.related.count.found
        cells = (
            say(STATUSES[claim.status]),
            each.quotation,
            claim.judge,
            claim.reason,
            claim.number,
            str(found) if claim.number or found else "",
            "\n".join(link_words(each)),
            each.title,
            each.address,
        )
        table.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return written.getvalue()


def link_words(listed: ListedClaim) -> Iterator[str]:
    """Give each link of a claim in words: "contradicts “He never asked.” in Title"; only another article's is told."""
    for link in listed.related.links:
        yield link_told(link, link_label(link), link.title)


def _parts(claims: Sequence[ListedClaim], *, strict: bool) -> Iterator[str]:
    yield f"# {say('Claims')}"
    for title, listed in _by_article(claims):
        yield f"## {escape_inline(title, strict=strict)}"
        for each in listed:
            yield f"[{say('Open in Postil')}]({each.address})"
            yield block_quote(each.quotation, EVERY_READER, strict=strict)
            yield from related_parts(each.related, strict=strict)


def _by_article(claims: Sequence[ListedClaim]) -> Iterator[tuple[str, list[ListedClaim]]]:
    for _, listed in groupby(claims, key=lambda each: each.article_id):
        found = [*listed]
        yield _title(found[0]), found


def _check(rendered: str, claims: Sequence[ListedClaim]) -> None:
    expected = tuple((each.address, each.quotation) for each in claims)
    links = {(link.address, link_label(link)) for each in claims for link in each.related.links}
    headings = ((1, say("Claims")), *((2, title) for title, _ in _by_article(claims)))
    for reading in read_back(rendered, EVERY_READER):
        told = (reading.headings, reading.quotations)
        if told != (headings, expected) or not links.issubset(reading.links):
            raise ExportMismatch(
                "Nothing was written: {reader} would not read the claims as they are. Please report it.",
                reader=reading.reader,
            )


def _title(listed: ListedClaim) -> str:
    return " ".join(listed.title.split()) or say("Untitled")
