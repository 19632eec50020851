"""What stands in an exported file, as plain values: the article's record, its cards, its names and dates."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from postil.domain.citing import cited_keys, format_reference
from postil.domain.entities import ENTITY_KINDS, Analysis, EntityKind
from postil.domain.records import CslItem, Highlight
from postil.domain.unmasking import Identified
from postil.domain.wording import count, say
from postil.exporters.collected import Collected, CollectedArticle, Related, address


@dataclass(frozen=True, slots=True)
class Card:
    """A highlight as it goes out; ``remark`` says where its passage went, or is "", ``related`` claim and links.

    ``masked`` says, a line each, whose names the quotation's masks hide by the reader's word.
    """

    id: str
    number: int
    quotation: str
    address: str
    color: str
    tags: tuple[str, ...]
    remark: str
    note: str
    related: Related
    masked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """An article as it goes out; names, masks and dates with the number of their places in the text.

    A mask stands as printed, with whose name it hides by the reader's word, or "".
    """

    title: str
    address: str
    url: str
    record: tuple[tuple[str, str], ...]
    note: str
    cards: tuple[Card, ...]
    entities: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    masks: tuple[tuple[str, str, int], ...]
    dates: tuple[tuple[str, str, int], ...]


def make_section(collected: CollectedArticle) -> Section:
    """Return the values of one article."""
    item, analysis = collected.item, collected.analysis
    return Section(
        title=title_of(collected),
        address=address(collected.article.id),
        url=item.url,
        record=tuple((name, value) for name, value in _record(collected) if value),
        note=collected.note.body.strip() if collected.note else "",
        cards=tuple(make_card(collected, highlight, n) for n, highlight in enumerate(collected.highlights, 1)),
        entities=tuple(_entities(analysis)) if analysis else (),
        masks=_masks(collected),
        dates=_dates(analysis) if analysis else (),
    )


def make_card(collected: CollectedArticle, highlight: Highlight, number: int = 0) -> Card:
    """Return the values of one highlight; ``number`` counts from 1 in text order, 0 shows none."""
    color = collected.colors.get(highlight.color)
    return Card(
        id=highlight.id,
        number=number,
        quotation=highlight.quoted.exact,
        address=address(collected.article.id, highlight.id),
        color=color.name if color else highlight.color,
        tags=highlight.tags,
        remark=_remark(collected, highlight),
        note=highlight.note.strip(),
        related=collected.related.get(highlight.id) or Related(None),
        masked=tuple(_masked(collected, highlight)),
    )


def _masks(collected: CollectedArticle) -> tuple[tuple[str, str, int], ...]:
    if collected.masks:
        told = Counter((" ".join(each.mask.text.split()), _who(each)) for each in collected.masks)
    else:
        found = collected.analysis.masks if collected.analysis else ()
        told = Counter((" ".join(each.text.split()), "") for each in found)
    return tuple((mask, who, number) for (mask, who), number in told.items())


def _masked(collected: CollectedArticle, highlight: Highlight) -> Iterator[str]:
    """Give what the reader said of the masks in a highlight; one that stands elsewhere now has none to speak of."""
    if highlight.state == "lost" or highlight.revision_id != collected.revision.id:
        return
    for each in collected.masks:
        place = highlight.selector
        if each.key and place.start <= each.mask.start and each.mask.end <= place.end:
            reading = say(
                "Masked name {number}, {mask}: {name}", number=each.number, mask=each.mask.text, name=_who(each)
            )
            yield f"{reading}. {each.reason}" if each.reason else reading


def _who(mask: Identified) -> str:
    """Return whose name a mask hides, with how sure the reader is; "" where nothing was said."""
    if not mask.key:
        return say("the same as masked name {number}", number=mask.group) if mask.group != mask.number else ""
    return f"{mask.name} ({say(mask.confidence)})" if mask.confidence else mask.name


def title_of(collected: CollectedArticle) -> str:
    """Return the article's title on one line; "Untitled" where it has none."""
    return " ".join(collected.item.title.split()) or say("Untitled")


def title_of_all(collected: Collected) -> str:
    """Return the title of a file: the article's where there is one, else how many there are."""
    if len(collected.articles) == 1:
        return title_of(collected.articles[0])
    return count("Notes on {number} article", "Notes on {number} articles", len(collected.articles))


def works_cited(collected: Collected) -> tuple[tuple[str, str], ...]:
    """Return (key, reference) for every known work that a note cites, by key."""
    keys = set(_known_keys(collected))
    return tuple((key, format_reference(collected.works[key])) for key in sorted(keys))


def cites_works(collected: Collected) -> bool:
    """Return whether any note cites a known work."""
    return next(_known_keys(collected), None) is not None


def _known_keys(collected: Collected) -> Iterator[str]:
    for article in collected.articles:
        for note in (article.note.body if article.note else "", *(highlight.note for highlight in article.highlights)):
            if "@" in note:
                yield from (key for key in cited_keys(note) if key in collected.works)


def _record(collected: CollectedArticle) -> Iterator[tuple[str, str]]:
    item: CslItem = collected.item
    yield say("Authors"), ", ".join(map(str, item.authors))
    yield say("Site"), item.container_title
    yield say("Publisher"), item.publisher
    yield say("Published"), item.published
    yield say("Updated"), item.updated
    yield say("Accessed"), item.accessed
    yield say("Citation key"), item.key
    yield say("Tags"), ", ".join(collected.article.tags)
    yield say("Words"), f"{collected.revision.words:,}"
    yield say("Remark"), item.note


def _remark(collected: CollectedArticle, highlight: Highlight) -> str:
    """Return what became of the passage, and which version it was marked on where that is not the newest."""
    day = _captured(collected, highlight.quoted_id)
    marked = say("Marked on the version of {day}.", day=day) if day else ""
    return " ".join(sentence for sentence in (marked, _what_became(highlight)) if sentence)


def _captured(collected: CollectedArticle, revision_id: str) -> str:
    """Return the day of a version that is not the newest, with the time where that alone tells it from another."""
    captured = collected.versions.get(revision_id, "")
    if not captured or revision_id == collected.revision.id:
        return ""
    days = [other[:10] for other in collected.versions.values()]
    return captured[:10] if days.count(captured[:10]) == 1 else captured


def _what_became(highlight: Highlight) -> str:
    match highlight.state:
        case "moved":
            return say("The passage has moved since it was marked.")
        case "changed":
            return say("The passage has been reworded since it was marked; the quotation is the older wording.")
        case "lost":
            return say("The passage is no longer in the text.")
        case _:
            return ""


def _entities(analysis: Analysis) -> Iterator[tuple[str, tuple[tuple[str, int], ...]]]:
    for kind in ENTITY_KINDS:
        named = [(entity.name, len(entity.mentions)) for entity in analysis.entities if entity.kind == kind]
        if named:
            yield _kind_name(kind), tuple(sorted(named, key=lambda pair: (-pair[1], pair[0].casefold())))


def _kind_name(kind: EntityKind) -> str:
    match kind:
        case "person":
            return say("People")
        case "place":
            return say("Places")
        case "organisation":
            return say("Organisations")
        case "event":
            return say("Events")


def _dates(analysis: Analysis) -> tuple[tuple[str, str, int], ...]:
    printed: Iterable[tuple[str, str]] = ((date.text, date.edtf) for date in analysis.dates)
    return tuple((text, edtf, number) for (text, edtf), number in Counter(printed).items())
