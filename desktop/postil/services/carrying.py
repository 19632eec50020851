"""Highlights, judgements and the reading position carried over from one version of a text to the next. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from postil.domain.anchoring import Placement, Selector, describe, locate, locate_all
from postil.domain.ids import new_id, now
from postil.domain.records import Highlight, Judgement, Revision, Verdict
from postil.services.kinship import QUOTATIONS

__all__ = ["QUOTATIONS", "carry", "carry_judgements", "carry_position"]

_PLACED: frozenset[Verdict] = frozenset({"split", "add", "distinct", "identify", "same_mask", "date", "not_date"})
_STANDS = frozenset({"exact", "moved"})
_LINE = 120
_QUICK = 400_000
"""Code points up to which a reading position is looked for by a comparison of the texts."""

Texts = Callable[[str], Revision | None]
"""Gives a version by its id, None where it is gone."""


@dataclass(frozen=True, slots=True)
class _Stand:
    """A place that a highlight is carried over from."""

    highlight: Highlight
    revision_id: str
    selector: Selector


def carry(highlights: Iterable[Highlight], revision: Revision, texts: Texts) -> list[Highlight]:
    """Return the highlights as they stand in ``revision``, in their order.

    Each is found by what the reader marked, in the text it was marked in; one whose "changed" place the reader
    confirmed by the words there. Where that does not show the very words, the last place where they stood may (or,
    for a confirmed one, what was marked). One that is not found is "lost" and stays where it was.
    """
    given = list(highlights)
    first = _located([_first_stand(highlight) for highlight in given], revision, texts)
    again = [
        stand
        for highlight, placement in zip(given, first, strict=True)
        if placement.state not in _STANDS and (stand := _second_stand(highlight))
    ]
    second = dict(zip([stand.highlight.id for stand in again], _located(again, revision, texts), strict=True))
    text = revision.document.text
    carried: list[Highlight] = []
    for highlight, placement in zip(given, first, strict=True):
        other = second.get(highlight.id)
        if other is not None and (other.state in _STANDS or placement.state == "lost"):
            if other.state == "exact" and highlight.state == "moved":
                # From the last place it is; from the first it has moved.
                other = replace(other, state="moved")
            carried.append(_settled(highlight, revision.id, text, other))
        else:
            carried.append(_settled(highlight, revision.id, text, placement))
    return carried


def _first_stand(highlight: Highlight) -> _Stand:
    if highlight.reviewed:
        return _Stand(highlight, highlight.revision_id, highlight.selector)
    return _Stand(highlight, highlight.quoted_id, highlight.quoted)


def _second_stand(highlight: Highlight) -> _Stand | None:
    if highlight.reviewed:
        return _Stand(highlight, highlight.quoted_id, highlight.quoted)
    if highlight.state in _STANDS and highlight.revision_id != highlight.quoted_id:
        return _Stand(highlight, highlight.revision_id, highlight.selector)
    return None


def _located(stands: Sequence[_Stand], revision: Revision, texts: Texts) -> list[Placement]:
    """Return where each of them comes to lie, those from one version together: the texts are compared once then."""
    found: dict[int, Placement] = {}
    for revision_id in dict.fromkeys(stand.revision_id for stand in stands):
        numbers = [number for number, stand in enumerate(stands) if stand.revision_id == revision_id]
        old = texts(revision_id)
        selectors = [stands[number].selector for number in numbers]
        if old is None or old.importer == QUOTATIONS:
            selectors = [_by_its_words(selector, old) for selector in selectors]
            placements = locate_all(revision.document.text, selectors)
        else:
            placements = locate_all(revision.document.text, selectors, old_text=old.document.text)
        found.update(zip(numbers, placements, strict=True))
    return [found[number] for number in range(len(stands))]


def _by_its_words(selector: Selector, old: Revision | None) -> Selector:
    """Return the selector without what its place among other quotations says: their neighbours are not its own."""
    if old is not None and old.document.text[selector.start : selector.end] == selector.exact:
        there = describe(old.document.text, selector.start, selector.end) if selector.exact else selector
        if (there.prefix, there.suffix) == (selector.prefix, selector.suffix):
            return Selector(-1, -1, selector.exact)
    return Selector(-1, -1, selector.exact, selector.prefix, selector.suffix)


def _settled(highlight: Highlight, revision_id: str, text: str, placement: Placement) -> Highlight:
    """Return the highlight at its new place; the words that the reader marked never change."""
    if placement.state == "lost":
        return replace(highlight, state="lost")
    words = text[placement.start : placement.end]
    state, reviewed = placement.state, ""
    if words != highlight.quoted.exact:
        # The very words that the reader confirmed need no second look.
        confirmed = placement.state in _STANDS and words == highlight.selector.exact
        state, reviewed = "changed", highlight.reviewed if confirmed else ""
    return replace(
        highlight,
        revision_id=revision_id,
        selector=describe(text, placement.start, placement.end),
        state=state,
        made_id=highlight.quoted_id,
        made=highlight.quoted,
        reviewed=reviewed,
    )


def carry_judgements(judgements: Iterable[Judgement], old: Revision, new: Revision) -> list[Judgement]:
    """Return what the reader judged at places of the old text, at the same words of the new one.

    Only where the very words stand there; the judgements on the old text stay for that. Those that are there already
    are left out. In the order of the ids, as they are applied.
    """
    ordered = sorted(judgements, key=lambda judgement: judgement.id)
    known = {_place_of(judgement) for judgement in ordered if judgement.text_hash == new.text_hash}
    placed = [
        judgement for judgement in ordered if judgement.text_hash == old.text_hash and judgement.verdict in _PLACED
    ]
    where = _Places(old.document.text, new.document.text)
    made: list[Judgement] = []
    for judgement in placed:
        span = where.find(judgement.start, judgement.end)
        value = where.find_written(judgement.value) if judgement.verdict == "same_mask" else judgement.value
        if span is None or value is None:
            continue
        carried = replace(
            judgement,
            id=new_id(),
            value=value,
            article_id=new.article_id,
            text_hash=new.text_hash,
            start=span[0],
            end=span[1],
            created=now(),
        )
        if _place_of(carried) not in known:
            made.append(carried)
    return made


def _place_of(judgement: Judgement) -> tuple[str, str, str, int, int]:
    return judgement.verdict, judgement.subject, judgement.text_hash, judgement.start, judgement.end


class _Places:
    """Finds spans of the old text whose very words stand in the new one."""

    def __init__(self, old: str, new: str) -> None:
        self._old = old
        self._new = new

    def find(self, start: int, end: int) -> tuple[int, int] | None:
        if not 0 <= start < end <= len(self._old):
            return None
        placement = locate(self._new, describe(self._old, start, end), old_text=self._old)
        return (placement.start, placement.end) if placement.state in _STANDS else None

    def find_written(self, place: str) -> str | None:
        """Return a place as it is written in a judgement ("120-122") in the new text."""
        first, _, last = place.partition("-")
        if not (first.isdecimal() and last.isdecimal()):
            return None
        span = self.find(int(first), int(last))
        return f"{span[0]}-{span[1]}" if span else None


def carry_position(old: str, new: str, position: int) -> int:
    """Return where what stands at ``position`` of the old text stands in the new one, as nearly as can be told soon.

    By the words of its line, or, in texts that are not too long, by comparing them; else by its share of the text.
    """
    if position <= 0 or not old or not new:
        return 0
    if old == new:
        return min(position, len(new))
    for start, end in _lines_from(old, position):
        line = old[start:end]
        found = new.find(line)
        if found >= 0 and new.find(line, found + 1) < 0:
            return found
    if max(len(old), len(new)) <= _QUICK:
        start, end = next(_lines_from(old, position), (0, 0))
        if start < end:
            return locate(new, describe(old, start, end), old_text=old).start
    return min(position * len(new) // len(old), len(new))


def _lines_from(text: str, position: int) -> Iterator[tuple[int, int]]:
    """Give the beginning of the text at ``position`` and of the next two paragraphs, 120 code points each."""
    start = min(position, len(text))
    for _ in range(3):
        end = min(start + _LINE, len(text))
        if text[start:end].strip():
            yield start, end
        following = text.find("\n", start)
        if following < 0:
            return
        start = following + 1
