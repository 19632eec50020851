"""Finds in a file, as the reader left it, the parts that Postil wrote: word for word, else by their ids."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from postil.exporters.parts import NEWS, WrittenPart, fingerprint

_HIGHLIGHT = re.compile(r"#highlight=([^)\s]+)\)|(?:^|\s)\^([\w-]+)\s*$")
_ARTICLE = re.compile(r"\]\(postil://article/([^)#\s]+)\)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"#{1,6}(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part stands, as line numbers; ``exact``: word for word as it was written."""

    start: int
    end: int
    exact: bool


def find_parts(lines: Sequence[str], written: Sequence[WrittenPart]) -> Mapping[str, Place]:
    """Return where the parts stand in a file of these bare lines, by their ids; what is not there is left out.

    No two overlap. A part that was changed reaches to the next one that is found. Of what stands there twice the first
    is the part, where the part before it does not say otherwise.
    """
    return _Search(lines, written).places()


def resting_place(lines: Sequence[str], start: int, stop: int, *, own: int = 0) -> int:
    """Return before which line between ``start`` and ``stop`` something can be put in.

    That is before a heading that the reader wrote there, never within a block of code, and after no blank line. The
    first ``own`` lines belong to what it is put after.
    """
    fence, place = "", stop
    for number in range(start, stop):
        mark = _FENCE.match(lines[number])
        if fence:
            closes = mark is not None and mark[1][0] == fence[0] and len(mark[1]) >= len(fence)
            if closes and not lines[number].strip().strip(fence[0]):
                fence = ""
        elif mark:
            fence = mark[1]
        elif number >= start + own and _HEADING.match(lines[number]):
            place = number
            break
    while place > start + own and not lines[place - 1].strip():
        place -= 1
    return place


class _Search:
    def __init__(self, lines: Sequence[str], written: Sequence[WrittenPart]) -> None:
        self._lines = lines
        self._written = written
        self._taken = [False] * len(lines)
        self._exact: dict[str, tuple[int, int]] = {}
        self._changed: dict[str, int] = {}
        self._starts: dict[str, list[int]] = {}
        for number, line in enumerate(lines):
            if line.strip():
                self._starts.setdefault(fingerprint([line]), []).append(number)

    def places(self) -> Mapping[str, Place]:
        # What Postil put beside a part holds the words of that part: it is found before the part is.
        for news in (True, False):
            some = [part for part in self._written if part.id.startswith(NEWS) == news]
            self._find_exact(some)
        self._find_changed([part for part in self._written if not part.id.startswith(NEWS)])
        found = {part_id: Place(start, end, exact=True) for part_id, (start, end) in self._exact.items()}
        borders = sorted([*(start for start, _ in self._exact.values()), *self._changed.values()])
        for part_id, start in self._changed.items():
            after = bisect_left(borders, start + 1)
            end = borders[after] if after < len(borders) else len(self._lines)
            found[part_id] = Place(start, resting_place(self._lines, start, end, own=1), exact=False)
        return found

    def _find_exact(self, parts: Sequence[WrittenPart]) -> None:
        """Find the parts that stand only once first; the others are told apart by what stands before them."""
        doubtful: list[tuple[int, WrittenPart]] = []
        alike: dict[str, int] = {}
        for part in parts:
            alike[part.all] = alike.get(part.all, 0) + 1
        for number, part in enumerate(parts):
            candidates = [*self._candidates(part)]
            if len(candidates) == 1 and alike[part.all] == 1:
                self._take(part, candidates[0])
            elif candidates:
                doubtful.append((number, part))
        for number, part in doubtful:
            before = next((self._exact[each.id] for each in reversed(parts[:number]) if each.id in self._exact), (0, 0))
            candidates = [start for start in self._candidates(part) if self._is_free(start, part.lines)]
            if candidates:
                self._take(part, next((start for start in candidates if start >= before[1]), candidates[0]))

    def _candidates(self, part: WrittenPart) -> Iterator[int]:
        for start in self._starts.get(part.first, ()):
            lines = self._lines[start : start + part.lines]
            if len(lines) == part.lines and (part.lines == 1 or fingerprint(lines) == part.all):
                yield start

    def _is_free(self, start: int, length: int) -> bool:
        return not any(self._taken[start : start + length])

    def _take(self, part: WrittenPart, start: int) -> None:
        if self._is_free(start, part.lines):
            self._taken[start : start + part.lines] = [True] * part.lines
            self._exact[part.id] = (start, start + part.lines)

    def _find_changed(self, parts: Sequence[WrittenPart]) -> None:
        if all(part.id in self._exact for part in parts):
            return
        named = dict(self._ids())
        before = 0
        for part in parts:
            if part.id not in self._exact:
                start = self._start_of_changed(part, named, before)
                if start is None:
                    continue
                self._taken[start] = True
                self._changed[part.id] = start
            before = self._exact[part.id][1] if part.id in self._exact else self._changed[part.id] + 1

    def _start_of_changed(self, part: WrittenPart, named: Mapping[tuple[str, str], int], before: int) -> int | None:
        """Return where a part begins that is not as it was: by its first line if that is like no other, by its id."""
        kind, _, name = part.id.partition(":")
        alike = self._starts.get(part.first, [])
        by_id = named.get((kind, name.partition("~")[0]))
        tried = [*alike[:1], by_id] if len(alike) == 1 else [by_id, *(start for start in alike if start >= before)]
        return next((start for start in tried if start is not None and not self._taken[start]), None)

    def _ids(self) -> Iterator[tuple[tuple[str, str], int]]:
        """Give where each id stands first, outside of lists and of what was found, at its paragraph's beginning."""
        seen: set[tuple[str, str]] = set()
        for number, line in enumerate(self._lines):
            if self._taken[number] or line.lstrip().startswith(("- ", "* ")):
                article = _ARTICLE.search(line) if not self._taken[number] else None
                found = ("article", article[1]) if article else None
            else:
                match, article = _HIGHLIGHT.search(line), _ARTICLE.search(line)
                found = ("highlight", match[1] or match[2]) if match else ("article", article[1]) if article else None
            if found is not None and found not in seen:
                seen.add(found)
                yield found, self._beginning(number)

    def _beginning(self, number: int) -> int:
        while number and self._lines[number - 1].strip() and not self._taken[number - 1]:
            number -= 1
        return number
