"""The claims among the open article's highlights and their links, as cards show them and the reader changes them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import cast

from PySide6.QtCore import QObject

from postil.domain.claims import STATUSES, counted, linked, other_end, relation_words
from postil.domain.edits import Edit
from postil.domain.records import Claim, ClaimStatus, CslItem, Highlight, Link
from postil.domain.wording import say
from postil.exporters.collected import address
from postil.models.highlights import Highlights
from postil.services import claims
from postil.session.desk import Desk
from postil.session.relating import RelationWish, link_at
from postil.storage.claims import links_of
from postil.storage.passages import PassageRow, claims_in, links_in, passages
from postil.widgets.notes.card_list import CardList
from postil.widgets.notes.claim_menu import ClaimOffer, ClaimOffers
from postil.widgets.notes.values import ClaimShown, LinkShown

MOST_OFFERED = 12
"""Claims that the menu of a card lists; the others are found in a dialog."""
_SHOWN = 44


class Claiming(QObject):
    """Knows the claims and links of one article, and does what the reader wishes of them."""

    def __init__(self, desk: Desk, highlights: Highlights, cards: CardList) -> None:
        super().__init__(cards)
        self._desk = desk
        self._workspace = desk.workspace
        self._highlights = highlights
        self._cards = cards
        self._article_id = ""
        self._claims: dict[str, Claim] = {}
        self._links: dict[str, dict[str, Link]] = {}
        self._passages: dict[str, PassageRow] = {}
        highlights.kinds_of = self.kinds
        cards.claim_wished.connect(self.wish)

    def load(self, article_id: str) -> None:
        """Know the claims and links of another article; "" for none."""
        library = self._workspace.library
        self._article_id = article_id
        self._claims = {claim.id: claim for claim in claims_in(library, article_id)} if article_id else {}
        self._links, self._passages = {}, {}
        for link in links_in(library, article_id) if article_id else ():
            self._put(link)

    def hear(self, edit: Edit) -> None:
        """Follow an edit of the library: called before the highlights follow it."""
        stale: set[str] = set()
        if edit.touched(CslItem):
            self._passages.clear()
            stale.update(self._links)
        for change in edit.touched(Highlight):
            if self._passages.pop(change.record.id, None) is not None:
                stale.update(self._ends(change.record.id))
        for change in edit.touched(Claim):
            self._claims.pop(change.record.id, None)
            if isinstance(change.after, Claim):
                self._claims[change.after.id] = change.after
            stale.add(change.record.id)
        for change in edit.touched(Link):
            for link in (change.before, change.after):
                if isinstance(link, Link):
                    stale.update((link.source_id, link.target_id))
                    self._take(link) if link is change.before else self._put(link)
        for card_id in stale:
            self._cards.changed(card_id)

    def kinds(self, highlight_id: str) -> frozenset[str]:
        """Return by what a highlight is found: its claim's status and "claim", "linked"."""
        claim = self._claims.get(highlight_id)
        found = {"claim", claim.status} if claim is not None else set[str]()
        if self._links.get(highlight_id):
            found.add("linked")
        return frozenset(found)

    def counts(self) -> Counter[str]:
        """Return how many of the article's highlights there are of each kind, "claim" and "linked" among them."""
        here = (one for one in {*self._claims, *self._links} if self._highlights.get(one) is not None)
        return Counter(kind for one in here for kind in self.kinds(one))

    def claim_shown(self, highlight_id: str) -> ClaimShown | None:
        """Return what a card says of its claim."""
        claim = self._claims.get(highlight_id)
        if claim is None:
            return None
        number = counted(claim, self._links.get(highlight_id, {}).values())
        return ClaimShown(
            claim.status, say(STATUSES[claim.status]), _judged(claim), str(number) if number.is_told else ""
        )

    def links_shown(self, highlight_id: str) -> tuple[LinkShown, ...]:
        """Return a card's links: what was counted for it first, then the others, oldest first."""
        links = self._links.get(highlight_id)
        if not links:
            return ()
        known = self._known(other_end(link, highlight_id) for link in links.values())
        counted_first = sorted(links.values(), key=lambda link: (link.relation != "counts", link.id))
        return tuple(_link_shown(link, highlight_id, known, self._article_id) for link in counted_first)

    def offers(self, highlight_id: str) -> ClaimOffers:
        """Return what the menu of a card can say about claims."""
        claim = self._claims.get(highlight_id)
        return ClaimOffers(
            claim.status if claim else None,
            self._workspace.linking not in {"", highlight_id},
            tuple(self._countable(highlight_id)),
            self._desk.looks.theme.window["text"],
        )

    def wish(self, card_id: str, wish: str, subject: str = "") -> None:
        """Do what the reader wishes of a card; ``wish`` as CardMenu and CardList tell it."""
        name, _, value = wish.partition(":")
        match name:
            case "claim":
                self._workspace.claim_requested.emit(card_id)
            case "status":
                self._judge(card_id, value)
            case "unclaim":
                if card_id in self._claims:
                    self._workspace.do(claims.unjudge(self._workspace.library, self._claims[card_id]))
            case "counts":
                self._count(card_id, value)
            case "link":
                link_at(self._workspace, card_id)
            case "escape":
                self._workspace.begin_link("")
            case "go":
                self._go(subject)
            case "quote":
                self._workspace.quotation_requested.emit(card_id)
            case "unlink":
                self._unlink(card_id, subject)
            case _:
                raise ValueError(wish)

    def _judge(self, card_id: str, value: str) -> None:
        highlight = self._highlights.get(card_id)
        if highlight is not None:
            self._workspace.do(claims.restate(highlight, self._claims.get(card_id), cast("ClaimStatus", value)))

    def _count(self, card_id: str, claim_id: str) -> None:
        if not claim_id:
            self._workspace.relation_requested.emit(RelationWish(card_id, "", "counts"))
            return
        library = self._workspace.library
        known = linked(links_of(library, [card_id]), card_id, claim_id, "counts")
        self._workspace.do(claims.unlink(known) if known else claims.link(library, card_id, claim_id, "counts"))

    def _go(self, highlight_id: str) -> None:
        if self._highlights.get(highlight_id) is not None:
            self._workspace.highlight_requested.emit(highlight_id)
            self._workspace.card_requested.emit(highlight_id)
        elif (place := self._known([highlight_id]).get(highlight_id)) is not None:
            self._workspace.link_requested.emit(address(place.article_id, place.id))

    def _unlink(self, card_id: str, link_id: str) -> None:
        link = self._links.get(card_id, {}).get(link_id)
        if link is not None and self._workspace.do(claims.unlink(link)):
            self._workspace.told.emit(say("The link was taken away; undo brings it back."))

    def _countable(self, highlight_id: str) -> Iterator[ClaimOffer]:
        """Give the article's claims that state a number, and those that the passage counts for already."""
        links = self._links.get(highlight_id, {}).values()
        here = (claim for claim in self._claims.values() if claim.number and claim.id != highlight_id)
        for claim in [*here][:MOST_OFFERED]:
            highlight = self._highlights.get(claim.id)
            if highlight is not None:
                quotation = _shortened(highlight.quoted.exact)
                label = say("{number}: “{quotation}”", number=claim.number, quotation=quotation)
                yield ClaimOffer(claim.id, label, linked(links, highlight_id, claim.id, "counts") is not None)

    def _known(self, highlight_ids: Iterable[str]) -> dict[str, PassageRow]:
        missing = [one for one in highlight_ids if one not in self._passages]
        if missing:
            self._passages.update(passages(self._workspace.library, missing))
        return self._passages

    def _ends(self, highlight_id: str) -> set[str]:
        return {other_end(link, highlight_id) for link in self._links.get(highlight_id, {}).values()}

    def _put(self, link: Link) -> None:
        for end in (link.source_id, link.target_id):
            self._links.setdefault(end, {})[link.id] = link

    def _take(self, link: Link) -> None:
        for end in (link.source_id, link.target_id):
            self._links.get(end, {}).pop(link.id, None)


def _judged(claim: Claim) -> str:
    if claim.judge and claim.reason:
        return say("{judge}: {reason}", judge=claim.judge, reason=claim.reason)
    return claim.judge or claim.reason


def _link_shown(link: Link, highlight_id: str, known: dict[str, PassageRow], article_id: str) -> LinkShown:
    other = other_end(link, highlight_id)
    place = known.get(other)
    elsewhere = place is not None and place.article_id != article_id
    return LinkShown(
        link.id,
        link.relation,
        relation_words(link, highlight_id),
        other,
        place.quotation if place else "",
        (place.title or say("Untitled")) if place and elsewhere else "",
        link.reason,
        link.relation == "counts" and link.target_id == highlight_id,
    )


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"
