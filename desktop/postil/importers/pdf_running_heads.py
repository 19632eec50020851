"""What stands on every page: running heads and feet, and page numbers, known by their repetition in one place."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from postil.importers.boilerplate import MARGIN, PAGE_NUMBER, RUNNING_FOOT, RUNNING_HEAD
from postil.importers.pdf_lines import Line
from postil.importers.pdf_pages import Page

_ZONE = 0.15
"""The part of a page's height, from above and from below, in which they stand."""
_OUTERMOST = 3
"""So many rows from the edge of the text are looked at."""
_NEAR = 2.5
"""Points by which their height may differ from page to page."""
_LONGEST = 200
_ROMAN = r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_NUMBER = rf"(?:[a-z]{{1,2}}[-.–]|[a-z])?\d{{1,5}}|{_ROMAN}"
_PAGE_NUMBER = re.compile(
    rf"\W*(?:(?:page|p|pp|seite|s|página|pág|pagina|strona|стр|sayfa|side|sida)\W*)?({_NUMBER})"
    rf"(?:\s*(?:/|of|von|de|sur|di|van|из)\s*\d{{1,5}})?\W*|第?\s*(\d{{1,5}})\s*[页頁ページ]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stripped:
    """A page without what repeats: ``head`` and ``foot`` have each such line with the rule that took it."""

    page: Page
    head: tuple[tuple[Line, str], ...]
    regions: tuple[tuple[Line, ...], ...]
    foot: tuple[tuple[Line, str], ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    page: int
    line: Line
    is_head: bool
    outermost: bool
    key: str


def strip_running_heads(pages: Sequence[Page], labels: Sequence[str], body_size: float) -> list[Stripped]:
    """Return ``pages`` with their running heads, feet and page numbers apart. ``labels`` are those of the file."""
    candidates = [candidate for page in pages for candidate in _candidates(page)]
    rules: dict[int, str] = {}
    places: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for group in _groups(candidates):
        if _repeats(group, len(pages), body_size):
            for candidate in group:
                rules[id(candidate.line)] = _rule(candidate)
                places[candidate.is_head].append((candidate.line.base, candidate.line.size))
    for candidate in candidates:
        if id(candidate.line) in rules:
            continue
        if _stands_where_others_do(candidate, places) or _is_own_number(candidate, labels):
            rules[id(candidate.line)] = _rule(candidate)
    return [_strip(page, rules) for page in pages]


def _candidates(page: Page) -> Iterable[_Candidate]:
    lines = sorted((line for region in page.regions for line in region), key=lambda line: line.base)
    for is_head in (True, False):
        rows: list[list[Line]] = []
        for line in lines if is_head else reversed(lines):
            if rows and abs(line.base - rows[-1][0].base) <= _NEAR:
                rows[-1].append(line)
            else:
                rows.append([line])
        inside = _rows_apart(rows)
        for place, row in enumerate(rows[:inside]):
            base = row[0].base
            if (base < _ZONE * page.height) if is_head else (base > (1 - _ZONE) * page.height):
                for line in row:
                    text = " ".join(line.text.split())
                    if len(text) <= _LONGEST:
                        yield _Candidate(page.index, line, is_head, place == 0, _key(text))


def _rows_apart(rows: Sequence[Sequence[Line]]) -> int:
    """Return how many of the outermost rows stand apart from the text by a gap, or by another size of letters."""
    for count in range(min(_OUTERMOST, len(rows) - 1), 0, -1):
        outer, inner = rows[count - 1][0], rows[count][0]
        if abs(inner.base - outer.base) > 1.5 * outer.size or abs(inner.size - outer.size) > 0.08 * outer.size:
            return count
    return len(rows) if len(rows) <= _OUTERMOST else 0


def _key(text: str) -> str:
    """Return what stays the same from page to page: ``text`` with its numbers put out."""
    plain = text.casefold()
    if _PAGE_NUMBER.fullmatch(plain):
        return "#"
    return re.sub(rf"^{_ROMAN}\s|\s{_ROMAN}$", " # ", re.sub(r"\d+", "#", plain)).strip()


def _groups(candidates: Iterable[_Candidate]) -> Iterable[list[_Candidate]]:
    """Group what has the same words at about the same height, one from each page."""
    by_key: dict[tuple[bool, str], list[_Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_key[candidate.is_head, candidate.key].append(candidate)
    for found in by_key.values():
        ordered = sorted(found, key=lambda candidate: candidate.line.base)
        group: list[_Candidate] = []
        for candidate in ordered:
            if group and candidate.line.base - group[-1].line.base > _NEAR:
                yield group
                group = []
            group.append(candidate)
        yield group


def _repeats(group: list[_Candidate], number: int, body_size: float) -> bool:
    pages = {candidate.page for candidate in group}
    if len(pages) < (2 if number <= 5 else 3):
        return False
    if group[0].key == "#":
        # A lone number on two pages may be of a table: page numbers go with the pages.
        steps = Counter(value - c.page for c in group if (value := number_of(c.line.text)) is not None)
        return bool(steps) and max(steps.values()) >= 2
    if not re.search(r"[^\W\d_]", group[0].key):
        return False
    is_large = group[0].line.size > 1.25 * body_size
    return len(pages) >= 0.5 * number if is_large else True


def _stands_where_others_do(candidate: _Candidate, places: dict[bool, list[tuple[float, float]]]) -> bool:
    """Say whether a line that itself is new stands apart from the text at the height and in the size of others."""
    if not candidate.outermost:
        return False
    base, size = candidate.line.base, candidate.line.size
    alike = sum(1 for b, s in places[candidate.is_head] if abs(b - base) <= 1.5 and abs(s - size) <= 0.3)
    return alike >= 3


def _is_own_number(candidate: _Candidate, labels: Sequence[str]) -> bool:
    """Say whether a lone number at the edge is the one of its page."""
    if candidate.key != "#" or not candidate.outermost:
        return False
    printed = re.sub(r"\W", "", normalize("NFKC", candidate.line.text)).casefold()
    label = labels[candidate.page] if candidate.page < len(labels) else ""
    return printed in {re.sub(r"\W", "", label).casefold(), str(candidate.page + 1)} - {""}


def _rule(candidate: _Candidate) -> str:
    if candidate.key == "#":
        return PAGE_NUMBER
    return RUNNING_HEAD if candidate.is_head else RUNNING_FOOT


def _strip(page: Page, rules: dict[int, str]) -> Stripped:
    heads: list[tuple[Line, str]] = []
    feet: list[tuple[Line, str]] = []
    for line in sorted((line for region in page.regions for line in region), key=lambda line: (line.base, line.left)):
        rule = rules.get(id(line))
        if rule:
            (heads if line.base < page.height / 2 else feet).append((line, rule))
    regions = (tuple(line for line in region if id(line) not in rules) for region in page.regions)
    # What little runs along the edge of the page, such as the stamp of an archive, is none of its text.
    few = sum(len(line.text) for line in page.aside) <= _LONGEST
    feet.extend((line, MARGIN if few else "") for line in page.aside)
    return Stripped(page, tuple(heads), tuple(region for region in regions if region), tuple(feet))


def number_of(text: str) -> int | None:
    """Return the page number that a line consists of, None where it is none in Arabic numerals."""
    match = _PAGE_NUMBER.fullmatch(" ".join(text.split()).casefold())
    digits = re.search(r"\d+", match.group(1) or match.group(2) or "") if match else None
    return int(digits.group()) if digits else None


def page_labels(stripped: Sequence[Stripped], labels: Sequence[str]) -> list[str]:
    """Return the label of each page: the file's, else the number printed on it, else its place counted from 1.

    Printed numbers count where a single difference to the place explains four in five of at least three.
    """
    steps: Counter[int] = Counter()
    for page in stripped:
        for step in {value - page.page.index for line, _ in (*page.head, *page.foot) for value in _numbers(line)}:
            steps[step] += 1
    numbered = sum(1 for page in stripped if any(_numbers(line) for line, _ in (*page.head, *page.foot)))
    step, seen = steps.most_common(1)[0] if steps else (1, 0)
    sound = seen >= 3 and seen >= 0.8 * numbered and seen >= 0.5 * len(stripped) and step > 0
    first = step if sound else 1
    given = [labels[page.page.index] if page.page.index < len(labels) else "" for page in stripped]
    return [label or str(page.page.index + first) for page, label in zip(stripped, given, strict=True)]


def _numbers(line: Line) -> set[int]:
    """Return the numbers at the two ends of a running head: one of them may be the page's."""
    whole = number_of(line.text)
    if whole is not None:
        return {whole}
    words = line.text.split()
    return {int(word) for word in (words[0], words[-1]) if word.isascii() and word.isdecimal() and len(word) <= 5}
