"""What a card says to who does not see it."""

from postil.domain.wording import say
from postil.widgets.notes.values import CardContent, LinkShown


def spoken(content: CardContent) -> str:
    """Return a card in words: its colour, quotation, state, claim, links and note."""
    if content.kind == "article":
        return say("Note on the article: {note}", note=content.note or say("empty"))
    name = say("{color}: {quotation}", color=content.color_name, quotation=content.quotation[:400])
    if content.state != "exact":
        from postil.widgets.notes.standing import spoken_standing

        name = say("{card}. {state}", card=name, state=spoken_standing(content))
    if content.claim is not None:
        claim = ". ".join(part for part in (content.claim.label, content.claim.judged, content.claim.counted) if part)
        name = say("{card}. Claim: {claim}", card=name, claim=claim)
    for link in content.links:
        name = say("{card}. It {link}", card=name, link=spoken_link(link))
    return say("{card}. Note: {note}", card=name, note=content.note[:400]) if content.note else name


def spoken_link(link: LinkShown) -> str:
    """Return a relation in words: how, to what, and where that is."""
    if link.title:
        return say(
            "{relation} “{quotation}” in {title}", relation=link.words, quotation=link.quotation[:200], title=link.title
        )
    return say("{relation} “{quotation}”", relation=link.words, quotation=link.quotation[:200])
