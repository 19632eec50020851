"""Puts a new export into a file that the reader may have written in: what the reader wrote is never lost.

The file is taken apart into segments. Those that Postil wrote and nobody touched are renewed, or taken out where they
are no longer in the library; all others stay as they are, letter by letter. What is new comes in at its place, and
beside a part that was changed in the file stands what is new of it in the library, as a quotation.
"""

import re
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from postil.domain.wording import say
from postil.exporters.finding_parts import Place, find_parts, resting_place
from postil.exporters.parts import (
    NEWS,
    Cut,
    Part,
    Written,
    WrittenPart,
    bare,
    describe,
    entries,
    fingerprint,
    front_end,
    lines_of,
)

Kind = Literal["same", "kept", "changed", "renewed", "new", "news", "removed"]
"""Of a segment: as it was written; the reader's own; a part that the reader changed; renewed; come in; put beside a
changed part; taken out."""

RESTLESS = frozenset({"property:exported", "property:postil"})
"""What differs in every export: alone it is no reason to write a file again."""

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the file: as it was and as it will be. Only "renewed" and "removed" take anything away."""

    kind: Kind
    id: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A file as it will be.

    ``parts`` is what to remember of it. ``dropped`` are the ids of parts that the reader deleted, and which stay out;
    ``stale`` of those that the reader changed and that are no longer in the library, and which stay in.
    """

    segments: tuple[Segment, ...]
    parts: tuple[WrittenPart, ...]
    dropped: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "".join(each.after for each in self.segments))

    def number(self, *kinds: Kind) -> int:
        """Return how many segments there are of these kinds; what is restless counts only beside others."""
        return sum(each.kind in kinds and each.id not in RESTLESS for each in self.segments)

    @property
    def is_news(self) -> bool:
        """Whether the file will say anything that it does not say now."""
        return self.number("renewed", "new", "news", "removed") > 0

    @property
    def is_touched(self) -> bool:
        """Whether the reader wrote in the file, or took something out of it."""
        return bool(self.dropped) or any(
            each.kind == "changed" or (each.kind == "kept" and each.before.strip()) for each in self.segments
        )


def merge(present: str, fresh: Cut, written: Written | None) -> Merged:
    """Return the file ``present`` with the new export in it.

    ``written`` is what is known of the file as it was written; where that is None, every part that is not as it is now
    counts as changed by the reader.
    """
    mark, body = (_BOM, present[1:]) if present.startswith(_BOM) else ("", present)
    known = written.parts if written else described(fresh)
    lines = lines_of(body)
    end = front_end([bare(line) for line in lines])
    merging = _Merging(known, end_of_line(body), knows=written is not None)
    head = merging.properties(lines[:end], fresh.properties)
    rest = merging.body(lines[end:], fresh.body)
    first = [Segment("kept", "", mark, mark)] if mark else []
    return Merged((*first, *head, *rest), tuple(merging.remembered), tuple(merging.dropped), tuple(merging.stale))


def described(fresh: Cut) -> tuple[WrittenPart, ...]:
    """Return what to remember of a file that is written as it was made."""
    return tuple(map(describe, (*fresh.properties, *fresh.body)))


def end_of_line(text: str) -> str:
    """Return the line end that most lines of ``text`` have."""
    windows = text.count("\r\n")
    return "\r\n" if windows * 2 > text.count("\n") else "\n"


@dataclass(slots=True)
class _Merging:
    """Merges one file; gathers on its way what is to be remembered and told."""

    known: tuple[WrittenPart, ...]
    eol: str
    knows: bool
    remembered: list[WrittenPart] = field(default_factory=list[WrittenPart])
    dropped: list[str] = field(default_factory=list[str])
    stale: list[str] = field(default_factory=list[str])

    def properties(self, lines: Sequence[str], fresh: Sequence[Part]) -> list[Segment]:
        """Merge front matter, entry by entry; one that the reader took out whole stays out."""
        known = {part.id: part for part in self.known if part.id.startswith("property:")}
        self.remembered += map(describe, fresh)
        if not lines:
            if known and self.knows:
                self.dropped.append("properties")
                return []
            text = self._text(("---", *(line for part in fresh for line in part.text.split("\n")), "---"))
            return [Segment("new", "properties", "", text)] if fresh else []
        news = {part.id: part for part in fresh}
        inner, at = list[Segment](), 1
        for key, entry in entries(map(bare, lines[1:-1])):
            before = "".join(lines[at : at + len(entry)])
            inner.append(self._property(f"property:{key}", before, entry, known, news))
            at += len(entry)
        there = {each.id for each in inner}
        for part in fresh:
            if part.id not in there and part.id in known and self.knows:
                self.dropped.append(part.id)
            elif part.id not in there:
                inner.append(Segment("new", part.id, "", self._text(part.text.split("\n"))))
        rules = (Segment("same", "", rule, rule) for rule in (lines[0], lines[-1]))
        first, last = rules
        return [first, *inner, last]

    def _property(
        self,
        property_id: str,
        before: str,
        entry: Sequence[str],
        known: Mapping[str, WrittenPart],
        news: Mapping[str, Part],
    ) -> Segment:
        then, now = known.get(property_id), news.get(property_id)
        untouched = then is not None and then.all == fingerprint(entry)
        if now is not None and now.text == "\n".join(entry):
            return Segment("same", property_id, before, before)
        if untouched and now is not None:
            return Segment("renewed", property_id, before, self._text(now.text.split("\n")))
        if untouched:
            return Segment("removed", property_id, before, "")
        return Segment("changed" if now is not None or then is not None else "kept", property_id, before, before)

    def body(self, lines: Sequence[str], fresh: Sequence[Part]) -> list[Segment]:
        """Merge what follows the front matter."""
        plain = [bare(line) for line in lines]
        known = [part for part in self.known if not part.id.startswith("property:")]
        news = {part.id: part for part in fresh}
        places = {
            part_id: _up_to_date(place, plain, news.get(part_id)) for part_id, place in find_parts(plain, known).items()
        }
        then = {part.id: part for part in known}
        come = self._what_comes(plain, fresh, places, then)
        segments: list[Segment] = []
        position = 0
        waiting = deque(sorted(come.items()))
        for part_id, place in sorted(places.items(), key=lambda found: found[1].start):
            segments += self._own(lines, position, place.start, waiting)
            segments.append(self._part(part_id, lines, place, news, places))
            position = place.end
            if segments[-1].kind == "removed":
                end = _with_blank_lines(plain, place)
                blank = "".join(lines[position:end])
                segments[-1] = replace(segments[-1], before=segments[-1].before + blank)
                position = end
        return [*segments, *self._own(lines, position, len(lines), waiting)]

    def _what_comes(
        self,
        plain: Sequence[str],
        fresh: Sequence[Part],
        places: Mapping[str, Place],
        then: Mapping[str, WrittenPart],
    ) -> dict[int, list[tuple[Kind, Part]]]:
        """Return what to put in before which line, and remember all parts."""
        come: dict[int, list[tuple[Kind, Part]]] = {}
        beside = _after(places, plain)
        following = next((places[part.id].start for part in fresh if part.id in places), len(plain))
        position = following if places else _resting_end(plain)
        for part in fresh:
            place, before = places.get(part.id), then.get(part.id)
            self.remembered.append(describe(part))
            if place is None and before is not None and self.knows:
                self.dropped.append(part.id)
                continue
            if place is None:
                come.setdefault(position, []).append(("new", part))
                continue
            position = beside(place)
            if place.exact:
                continue
            self._put_beside(part, before, places, come, place)
        return come

    def _put_beside(
        self,
        part: Part,
        before: WrittenPart | None,
        places: Mapping[str, Place],
        come: dict[int, list[tuple[Kind, Part]]],
        place: Place,
    ) -> None:
        """Have what is new of a changed part told beside it; what was told and still holds is remembered."""
        told = Part(f"{NEWS}{part.id}", _news(part))
        now = describe(part)
        is_new = not self.knows or before is None or (before.said or before.all) != (now.said or now.all)
        if is_new and told.id not in places:
            come.setdefault(place.end, []).append(("news", told))
        if is_new:
            self.remembered.append(describe(told))
        elif told.id in places:
            self.remembered += [each for each in self.known if each.id == told.id]

    def _own(
        self, lines: Sequence[str], start: int, end: int, waiting: "deque[tuple[int, list[tuple[Kind, Part]]]]"
    ) -> list[Segment]:
        """Give the reader's own lines between two parts, and what comes in among them."""
        segments: list[Segment] = []
        position = start
        while waiting and waiting[0][0] <= end:
            place, coming = waiting.popleft()
            segments += _kept(lines[position:place])
            last = len(coming) - 1
            for number, (kind, part) in enumerate(coming):
                before = self._missing_end(lines, place) if not number else ""
                before += self.eol if number or (place and lines[place - 1].strip()) else ""
                after = self.eol if number == last and place < len(lines) and lines[place].strip() else ""
                segments.append(Segment(kind, part.id, "", before + self._text(part.text.split("\n")) + after))
            position = max(position, place)
        return [*segments, *_kept(lines[position:end])]

    def _missing_end(self, lines: Sequence[str], place: int) -> str:
        return self.eol if place and not lines[place - 1].endswith("\n") else ""

    def _part(
        self,
        part_id: str,
        lines: Sequence[str],
        place: Place,
        news: Mapping[str, Part],
        places: Mapping[str, Place],
    ) -> Segment:
        before = "".join(lines[place.start : place.end])
        if part_id.startswith(NEWS):
            return self._told(part_id, before, news, places)
        part = news.get(part_id)
        if not place.exact:
            if part is None:
                self.stale.append(part_id)
            return Segment("changed", part_id, before, before)
        if part is None:
            return Segment("removed", part_id, before, "")
        if [bare(line) for line in lines[place.start : place.end]] == part.text.split("\n"):
            return Segment("same", part_id, before, before)
        return Segment("renewed", part_id, before, self._like(before, part.text))

    def _told(self, news_id: str, before: str, news: Mapping[str, Part], places: Mapping[str, Place]) -> Segment:
        """Renew what stands beside a changed part; where that is as Postil wrote it again, it goes."""
        part_id = news_id.removeprefix(NEWS)
        part, place = news.get(part_id), places.get(part_id)
        if part is None or place is None or place.exact:
            return Segment("removed", news_id, before, "")
        text = self._like(before, _news(part))
        return Segment("same" if text == before else "renewed", news_id, before, text)

    def _like(self, before: str, text: str) -> str:
        """Return ``text`` with the line ends of the file, its last as in ``before``."""
        return self._text(text.split("\n")).removesuffix(self.eol) + before[len(before.rstrip("\r\n")) :]

    def _text(self, lines: Sequence[str]) -> str:
        return "".join(line + self.eol for line in lines)


def _up_to_date(place: Place, plain: Sequence[str], part: Part | None) -> Place:
    """Return where a part stands; one that says already what is new is as Postil would write it.

    So it is after an export that was stopped before it was remembered, or where the reader had the same thought.
    """
    lines = part.text.split("\n") if part else []
    end = place.start + len(lines)
    if place.exact or not lines or end > place.end or list(plain[place.start : end]) != lines:
        return place
    return Place(place.start, end, exact=True)


def _after(places: Mapping[str, Place], plain: Sequence[str]) -> Callable[[Place], int]:
    """Return what gives the line after a part where the next new one can come in: below what is written under it."""
    borders = sorted(place.start for place in places.values())
    following = dict(zip(borders, [*borders[1:], len(plain)], strict=False))

    def beside(place: Place) -> int:
        return resting_place(plain, place.end, following[place.start])

    return beside


def _with_blank_lines(plain: Sequence[str], place: Place) -> int:
    """Return where what goes with a part that is taken out ends: the blank lines after it, if there are some before."""
    end = place.end
    while (not place.start or not plain[place.start - 1].strip()) and end < len(plain) and not plain[end].strip():
        end += 1
    return end


def _resting_end(plain: Sequence[str]) -> int:
    """Return the line after the last that is not blank."""
    return next((number + 1 for number in range(len(plain) - 1, -1, -1) if plain[number].strip()), 0)


def _kept(lines: Sequence[str]) -> list[Segment]:
    text = "".join(lines)
    return [Segment("kept", "", text, text)] if text else []


_BLANK = re.compile(r"\s*$")


def _news(part: Part) -> str:
    """Return what is put beside a part that the reader changed: the part as it is now, quoted."""
    intro = say("New in Postil; what you wrote above was kept:")
    quoted = (f"> {line}" if not _BLANK.match(line) else ">" for line in part.text.split("\n"))
    return "\n".join((f"> **{intro}**", ">", *quoted))
