"""Claims and links read together with the passages at their other ends."""

from collections.abc import Iterable, Mapping

from postil.domain.claims import other_end, relation_words
from postil.domain.records import Claim, ClaimStatus, Link
from postil.domain.text import plain_title
from postil.domain.wording import say
from postil.exporters.claims import ListedClaim
from postil.exporters.collected import LinkedPassage, Related, address
from postil.storage.claims import links_of
from postil.storage.library import Library
from postil.storage.passages import PassageRow, claim_rows, claims_in, links_in, passages


def claim_table(library: Library, article_id: str = "", status: ClaimStatus | None = None) -> tuple[ListedClaim, ...]:
    """Return the claims of an article, or of the library, of one status or of all, in the order of the texts."""
    rows = claim_rows(library, article_id, status)
    known = _related(library, [row.claim for row in rows], links_of(library, [row.claim.id for row in rows]))
    return tuple(
        ListedClaim(row.claim, row.passage.article_id, row.passage.title, row.passage.quotation, known[row.claim.id])
        for row in rows
    )


def related_in(library: Library, article_id: str) -> dict[str, Related]:
    """Return the claims and links of an article's highlights by the highlights' ids."""
    return _related(library, claims_in(library, article_id), links_in(library, article_id))


def _related(library: Library, claims: Iterable[Claim], links: Iterable[Link]) -> dict[str, Related]:
    by_id = {claim.id: claim for claim in claims}
    ends: dict[str, list[Link]] = {claim_id: [] for claim_id in by_id}
    for link in links:
        for end in (link.source_id, link.target_id):
            ends.setdefault(end, []).append(link)
    known = passages(library, ends) if any(ends.values()) else {}
    return {
        end: Related(by_id.get(end), tuple(_linked(link, end, known) for link in sorted(here, key=_counts_first)))
        for end, here in ends.items()
    }


def _counts_first(link: Link) -> tuple[bool, str]:
    return link.relation != "counts", link.id


def _linked(link: Link, highlight_id: str, known: Mapping[str, PassageRow]) -> LinkedPassage:
    other = known[other_end(link, highlight_id)]
    title = plain_title(other.title) or say("Untitled")
    return LinkedPassage(
        link,
        relation_words(link, highlight_id),
        other.quotation,
        title,
        address(other.article_id, other.id),
        elsewhere=other.article_id != known[highlight_id].article_id,
    )
