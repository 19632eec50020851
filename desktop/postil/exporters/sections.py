"""What stands in an exported file, as plain values: the article's record, its cards, its names and dates."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from postil.domain.citing import cited_keys, format_reference
from postil.domain.csl import more_of
from postil.domain.entities import ENTITY_KINDS, Analysis, EntityKind
from postil.domain.records import CslItem, Highlight
from postil.domain.unmasking import Identified
from postil.domain.wording import count, say
from postil.exporters.arranging import arranged, group_of
from postil.exporters.cited import cited_note
from postil.exporters.collected import Collected, CollectedArticle, Related, address
from postil.exporters.options import ExportOptions, Order
from postil.exporters.whole import MarkedBlock, marked_blocks
from postil.exporters.writable import one_line

USUAL = ExportOptions()


@dataclass(frozen=True, slots=True)
class Card:
    """A highlight as it goes out; ``remark`` says where its passage went, or is "", ``related`` claim and links.

    ``masked`` says, a line each, whose names the quotation's masks hide by the reader's word. ``sentence`` is the one
    that a lost passage stood in. ``group`` is what the card stands under where cards are grouped (a colour, a tag),
    and ``begins`` whether it is the first of it. ``key`` is the citation key of its article, ``locator`` its place as
    printed or counted ("p. 3", "para. 7"), ``made`` when it was (UTC, ISO 8601). ``archive`` is the address of an
    archived copy, given where ``remark`` says that the text is another one now.
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
    sentence: str = ""
    group: str = ""
    begins: bool = False
    key: str = ""
    locator: str = ""
    made: str = ""
    archive: str = ""


class Quotation(str):
    """What an article says, to the letter: what a template prints of it is compared with what readers see."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class NamedThing:
    """An entity by its name, with the number of its mentions."""

    key: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Section:
    """An article as it goes out; names, masks and dates with the number of their places in the text.

    A mask stands as printed, with whose name it hides by the reader's word, or "". ``text`` is the whole text where
    that goes out.
    """

    title: str
    address: str
    url: str
    record: tuple[tuple[str, str], ...]
    note: str
    cards: tuple[Card, ...]
    entities: tuple[tuple[str, tuple[NamedThing, ...]], ...]
    masks: tuple[tuple[str, str, int], ...]
    dates: tuple[tuple[str, str, int], ...]
    text: tuple[MarkedBlock, ...] = ()
    id: str = ""
    key: str = ""
    archive: str = ""


def make_sections(collected: Collected, options: ExportOptions) -> tuple[Section, ...]:
    """Return the values of the articles, arranged as ``options`` say."""
    sections: list[Section] = []
    for article, shown in zip(collected.articles, arranged(collected, options).articles, strict=True):
        section = make_section(shown, options)
        sections.append(replace(section, text=marked_blocks(article)) if options.whole else section)
    return tuple(sections)


def make_section(collected: CollectedArticle, options: ExportOptions = USUAL) -> Section:
    """Return the values of one article, which is arranged already."""
    item, analysis = collected.item, collected.analysis
    with_record = "record" in options.parts
    return Section(
        id=collected.article.id,
        key=item.key,
        title=title_of(collected),
        address=address(collected.article.id),
        url=item.url if with_record else "",
        archive=archive_of(item) if with_record else "",
        record=tuple((name, value) for name, value in _record(collected) if value) if with_record else (),
        note=_note(collected, collected.article.id, collected.note.body if collected.note else ""),
        cards=tuple(_cards(collected, options.order)),
        entities=tuple(_entities(analysis)) if analysis else (),
        masks=_masks(collected),
        dates=_dates(analysis) if analysis else (),
    )


def _cards(collected: CollectedArticle, order: Order) -> Iterator[Card]:
    group = ""
    for number, highlight in enumerate(collected.highlights, 1):
        card = make_card(collected, highlight, number)
        if order in {"colour", "tag"}:
            named = group_of(collected, highlight, order) or say("Without tags")
            card = replace(card, group=named, begins=named != group)
            group = named
        yield card


def make_card(collected: CollectedArticle, highlight: Highlight, number: int = 0) -> Card:
    """Return the values of one highlight; ``number`` counts from 1 in the order asked for, 0 shows none."""
    color, remark = collected.colors.get(highlight.color), _remark(collected, highlight)
    return Card(
        id=highlight.id,
        number=number,
        quotation=Quotation(highlight.quoted.exact),
        address=address(collected.article.id, highlight.id),
        color=color.name if color else highlight.color,
        tags=highlight.tags,
        remark=remark,
        note=_note(collected, highlight.id, highlight.note),
        related=collected.related.get(highlight.id) or Related(None),
        masked=tuple(_masked(collected, highlight)),
        sentence=Quotation(collected.sentences.get(highlight.id, "")) if highlight.state == "lost" else "",
        key=collected.item.key,
        locator=place_of(collected, highlight),
        archive=archive_of(collected.item) if remark else "",
        made=highlight.created,
    )


def place_of(collected: CollectedArticle, highlight: Highlight) -> str:
    """Return where a highlight stands, as a citation says it ("p. 12"); what was printed there comes first."""
    return highlight.locator or collected.locators.get(highlight.id, "")


def stood_in(collected: CollectedArticle, highlight: Highlight) -> str:
    """Return what says in which sentence a lost highlight stood, on one line; "" where it is not lost or not known."""
    sentence = " ".join(collected.sentences.get(highlight.id, "").split()) if highlight.state == "lost" else ""
    return say("It stood in “{sentence}”", sentence=sentence) if sentence else ""


def archive_of(item: CslItem) -> str:
    """Return the address of an archived copy of a work, as its record has it; "" where there is none."""
    found = str(more_of(item).get("archive_location", "")).strip() if "archive_location" in item.more else ""
    return found if found.lower().startswith(("http://", "https://")) else ""


def _note(collected: CollectedArticle, note_id: str, body: str) -> str:
    return cited_note(body.strip(), collected.cited.get(note_id, ()))


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
    return one_line(collected.item.title) or say("Untitled")


def title_of_all(collected: Collected) -> str:
    """Return the title of a file: the article's where there is one, else how many there are."""
    if len(collected.articles) == 1:
        return title_of(collected.articles[0])
    return count("Notes on {number} article", "Notes on {number} articles", len(collected.articles))


def works_cited(collected: Collected) -> tuple[tuple[str, str], ...]:
    """Return (key, reference) for every known work that a note cites, by key."""
    return tuple((item.key, format_reference(item)) for item in cited_items(collected))


def cited_items(collected: Collected) -> tuple[CslItem, ...]:
    """Return the records of the known works that notes cite, by key."""
    return tuple(collected.works[key] for key in sorted(set(_known_keys(collected))))


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
    day, told = _captured(collected, highlight.quoted_id), _what_became(highlight)
    if highlight.id in collected.altered:
        told = " ".join(part for part in (told, say("Its sentence has been reworded since.")) if part)
    if day:
        number = [*collected.versions].index(highlight.quoted_id) + 1
        total = len(collected.versions)
        marked = say("Marked on version {number} of {total}, captured {day}.", number=number, total=total, day=day)
        return f"{marked} {told}".rstrip()
    return told


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


def _entities(analysis: Analysis) -> Iterator[tuple[str, tuple[NamedThing, ...]]]:
    for kind in ENTITY_KINDS:
        named = [NamedThing(each.key, each.name, len(each.mentions)) for each in analysis.entities if each.kind == kind]
        if named:
            yield kind_name(kind), tuple(sorted(named, key=lambda each: (-each.number, each.name.casefold())))


def kind_name(kind: EntityKind) -> str:
    """Return what entities of this kind are called, as a heading."""
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
