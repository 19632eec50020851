"""Claims and linked passages in Markdown."""

from collections.abc import Iterator

from postil.domain.claims import STATUSES
from postil.domain.records import Claim
from postil.domain.wording import say
from postil.exporters.collected import Collected, LinkedPassage, Related, address
from postil.exporters.escaping import EVERY_READER, Family, escape_inline

LONGEST = 300
"""Code points of a linked passage's quotation; the whole of it stands in its own article."""


def related_parts(related: Related, family: Family = EVERY_READER, *, strict: bool = False) -> list[str]:
    """Return the paragraphs that say what is claimed, by whom and why, what was counted, and a list of the links."""
    parts: list[str] = []
    if related.claim is not None:
        parts.append(_claim_line(related, related.claim, family))
        if related.claim.reason:
            parts.append(say("Why: {reason}", reason=escape_inline(related.claim.reason, family)))
    if related.links:
        parts.append("\n".join(_item(link, family, strict=strict) for link in related.links))
    return parts


def sentence_part(sentence: str, to: str, family: Family = EVERY_READER, *, strict: bool = False) -> str:
    """Return the sentence that a lost passage stood in as an item of a list, a link to its card."""
    label = escape_inline(_in_marks(sentence), family, strict=strict)
    return "- " + say("It stood in {sentence}", sentence=f"[{label}]({to})")


def listed_links(collected: Collected) -> tuple[tuple[str, tuple[str, str]], ...]:
    """Return what the lists must hold: a highlight's id with an address and words in quotation marks.

    They are the quotations of linked passages, and the sentences that lost ones stood in.
    """
    return tuple(_listed(collected))


def _listed(collected: Collected) -> Iterator[tuple[str, tuple[str, str]]]:
    for article in collected.articles:
        for highlight in article.highlights:
            sentence = article.sentences.get(highlight.id, "")
            if sentence and highlight.state == "lost":
                yield highlight.id, (address(article.article.id, highlight.id), _in_marks(sentence))
            if highlight.id in article.related:
                for link in article.related[highlight.id].links:
                    yield highlight.id, (link.address, link_label(link))


def _in_marks(sentence: str) -> str:
    return say("“{quotation}”", quotation=" ".join(sentence.split()))


def link_label(link: LinkedPassage) -> str:
    """Return a linked passage's quotation on one line, in quotation marks; a long one is cut."""
    words = " ".join(link.quotation.split())
    return say("“{quotation}”", quotation=words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…")


def link_told(link: LinkedPassage, passage: str, title: str) -> str:
    """Return a link in words, with ``passage`` for its other end; the title is told of another article only."""
    if link.elsewhere:
        return say("{relation} {passage} in {title}", relation=link.words, passage=passage, title=title)
    return say("{relation} {passage}", relation=link.words, passage=passage)


def _claim_line(related: Related, claim: Claim, family: Family) -> str:
    def pieces() -> Iterator[str]:
        yield f"**{say('Claim: {status}', status=say(STATUSES[claim.status]))}**"
        if claim.judge:
            yield say("judged by {judge}", judge=escape_inline(claim.judge, family))
        if related.count.is_told:
            yield str(related.count)

    return " · ".join(pieces())


def _item(link: LinkedPassage, family: Family, *, strict: bool) -> str:
    label, title = escape_inline(link_label(link), family, strict=strict), escape_inline(link.title, family)
    item = link_told(link, f"[{label}]({link.address})", title)
    if link.link.reason:
        item = say("{link} ({reason})", link=item, reason=escape_inline(link.link.reason, family))
    return f"- {item}"
