"""Which paragraphs of a PDF are headings, and of what level: by outline, size, weight and number."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from postil.importers.pdf_measures import Measures
from postil.importers.pdf_outline import Entry, same_title
from postil.importers.pdf_paragraphs import BULLET, CAPTION, LEADER, Paragraph

_LARGER = 1.12
"""Times the size of the body that a heading's size is, where it is not told by its weight."""
_LONGEST = 300
_NUMBERED = re.compile(
    r"\s*(?:(?:chapter|section|part|appendix|kapitel|teil|abschnitt|chapitre|capítulo|capitolo)\s+)?"
    r"((?:\d{1,2}|[A-Z])(?:\.\d{1,2})+|\d{1,2}|[IVX]{1,5}(?=[.:])|[A-Z](?=\.))\.?[\s:]\s*\S",
    re.IGNORECASE,
)

Style = tuple[float, bool, bool, int]


def find_headings(paragraphs: Sequence[Paragraph], measures: Measures, outline: Sequence[Entry]) -> dict[int, int]:
    """Return the level, 1 to 6, of each heading by its place in ``paragraphs``."""
    listed = _match_outline(paragraphs, outline)
    candidates = [
        index
        for index, paragraph in enumerate(paragraphs)
        if not paragraph.rule and not paragraph.is_note and (index in listed or looks_like_heading(paragraph, measures))
    ]
    title = _find_title(paragraphs, candidates, measures, listed)
    by_style: dict[Style, list[int]] = defaultdict(list)
    around = _around_title(paragraphs, candidates, title, listed)
    for index in candidates:
        if index != title and index not in around:
            by_style[_style(paragraphs[index])].append(index)
    offset = 1 if title is not None else 0
    levels = _levels_of_styles(by_style, listed, offset, 0.95 * measures.body)
    found = {index: levels[style] for style, indices in by_style.items() for index in indices}
    found.update({index: min(6, depth + offset) for index, depth in listed.items() if index in found})
    if title is not None:
        found[title] = 1
    return found


def looks_like_heading(paragraph: Paragraph, measures: Measures) -> bool:
    """Say whether a paragraph is set as a heading is: short, and larger or bolder than the body, or in capitals."""
    text = paragraph.text.strip()
    letters = sum(1 for c in text if c.isalpha())
    if letters < 2 or len(text) > _LONGEST or len(paragraph.lines) > 6 or (paragraph.fixed and not measures.fixed):
        return False
    if BULLET.match(text) or CAPTION.match(text) or _has_cells(text) or letters * 3 < len(text.replace(" ", "")):
        return False
    # Whatever its looks, a leader leads from a table of contents.
    if LEADER.search(text):
        return False
    if paragraph.size >= _LARGER * measures.body:
        return not (re.search(r"[.,;]$", text) and len(text) > 120)
    ends_open = bool(re.search(r"[.,;:。，；：]$", text))
    if paragraph.size < 0.95 * measures.body:
        # An abstract is set smaller than the body, and its heading with it.
        alone = len(paragraph.lines) == 1 and len(text) <= 60 and paragraph.size >= 0.85 * measures.body
        return alone and paragraph.bold and not ends_open and _is_centred(paragraph)
    if len(paragraph.lines) > 3 or len(text) > 160:
        return False
    numbered = bool(_NUMBERED.match(text))
    if paragraph.bold and not measures.bold:
        return not ends_open or (numbered and text.endswith("."))
    return _is_capitals(text) and not ends_open and len(paragraph.lines) == 1 and (numbered or _is_centred(paragraph))


def _has_cells(text: str) -> bool:
    """Say whether ``text`` is a row of a table or of contents, and not a number with a heading after a gap."""
    first, tab, rest = text.partition("\t")
    return bool(tab) and ("\t" in rest or not _NUMBERED.match(f"{first} x") or len(first) > 8)


def _is_capitals(text: str) -> bool:
    cased = [c for c in text if c.isupper() or c.islower()]
    return len(cased) >= 4 and sum(1 for c in cased if c.isupper()) >= 0.9 * len(cased) and len(text) <= 80


def _is_centred(paragraph: Paragraph) -> bool:
    line = paragraph.lines[0]
    inset, outset = line.left - paragraph.left, paragraph.right - line.right
    return inset > 2 * line.size and abs(inset - outset) < line.size


def _style(paragraph: Paragraph) -> Style:
    """Return the look that headings of one level share; the depth of their numbers is part of it."""
    number = _NUMBERED.match(paragraph.text)
    depth = number.group(1).count(".") + 1 if number else 1
    return (round(paragraph.size * 2) / 2, paragraph.bold, _is_capitals(paragraph.text), depth)


def _find_title(
    paragraphs: Sequence[Paragraph], candidates: Iterable[int], measures: Measures, listed: dict[int, int]
) -> int | None:
    """Return the document's title: the largest on its first page with text, larger than all headings but a few."""
    first = min((p.page for p in paragraphs if not p.rule), default=0)
    ordered = list(candidates)
    on_first = [i for i in ordered if paragraphs[i].page == first]
    if not on_first:
        return None
    best = max(on_first, key=lambda i: (paragraphs[i].size, -i))
    size = paragraphs[best].size
    rivals = sum(1 for i in ordered if paragraphs[i].size >= size)
    if size < _LARGER * measures.body:
        # With nothing but weight to go by, the first thing of all is the title.
        texts = [i for i, p in enumerate(paragraphs) if not p.rule]
        return texts[0] if texts and texts[0] in on_first and rivals <= 1 and texts[0] not in listed else None
    alone = best not in listed or (rivals == 1 and listed[best] == 1)
    return best if rivals <= 2 and alone else None


def _around_title(
    paragraphs: Sequence[Paragraph], candidates: Sequence[int], title: int | None, listed: dict[int, int]
) -> set[int]:
    """Return what only looks like headings since it stands right below the title: authors, their house, a date."""
    around: set[int] = set()
    if title is None:
        return around
    page = [i for i, p in enumerate(paragraphs) if p.page == paragraphs[title].page and not p.rule]
    if all(len(paragraphs[i].text) <= _LONGEST for i in page) and page[-1] + 1 < len(paragraphs):
        # A title page.
        return {i for i in page if i != title and i not in listed and not _NUMBERED.match(paragraphs[i].text)}
    place = title + 1
    while place in candidates and place not in listed and paragraphs[place].page == paragraphs[title].page:
        paragraph = paragraphs[place]
        if (paragraph.bold and not paragraphs[title].bold) or _NUMBERED.match(paragraph.text):
            break
        around.add(place)
        place += 1
    # A heading that the text follows is one, however near to the title: only what is followed by more is none.
    if len(around) == 1 and place < len(paragraphs) and paragraphs[title].size < 1.2 * paragraphs[place - 1].size:
        around.clear()
    return around


def _levels_of_styles(
    by_style: dict[Style, list[int]], listed: dict[int, int], offset: int, smallest: float
) -> dict[Style, int]:
    """Return a level for each style: that of its entries in the outline, else by size, weight and number."""
    levels: dict[Style, int] = {}
    for style, indices in by_style.items():
        depths = Counter(listed[index] for index in indices if index in listed)
        if depths:
            levels[style] = min(6, depths.most_common(1)[0][0] + offset)
    known = dict(levels)
    looks = sorted({style[:2] for style in by_style}, key=lambda look: (-look[0], not look[1]))
    for style in by_style:
        if style in levels:
            continue
        if style[0] < smallest:
            # That of an abstract, or of what is set small as a whole.
            levels[style] = 1 + offset
            continue
        kin = [(other, level) for other, level in known.items() if other[:2] == style[:2]]
        if kin:
            near, level = min(kin, key=lambda pair: abs(pair[0][3] - style[3]))
            level += style[3] - near[3]
        else:
            shallowest = min(other[3] for other in by_style if other[:2] == style[:2])
            level = looks.index(style[:2]) + 1 + offset + style[3] - shallowest
        levels[style] = max(1, min(6, level))
    return levels


def _match_outline(paragraphs: Sequence[Paragraph], outline: Sequence[Entry]) -> dict[int, int]:
    """Return the outline's depth for each paragraph that an entry names on the page it leads to, or beside it."""
    wanted: dict[str, list[Entry]] = defaultdict(list)
    for entry in outline:
        wanted[same_title(entry.title)].append(entry)
    wanted.pop("", None)
    found: dict[int, int] = {}
    if not wanted:
        return found
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if paragraph.rule or len(text) > _LONGEST or LEADER.search(text) or re.search(r"\t\s*\d+\s*$", text):
            continue
        entries = wanted.get(same_title(text), ())
        near = [e for e in entries if e.page < 0 or abs(e.page - paragraph.page) <= (0 if len(entries) > 1 else 1)]
        if near:
            found[index] = near[0].depth
    return found
