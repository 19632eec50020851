"""What the finders of articles leave out of the midst of one: lists of links, formulas, short lines of dialogue.

They judge every element by itself. Here its neighbours speak for it: what stands between two blocks of the article, in
the same element as both, belongs to the article, unless it calls itself something else or is nearly all links.
"""

import bisect
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from postil.domain.document import Block
from postil.importers.boilerplate import rule_of

_FURNITURE = re.compile(
    r"nav|menu|sidebar|foot(?!n)|comment|share|sharing|social|related|widget|banner|promo|advert|\bad[s-]?\b|breadcrumb|login"
    r"|search|subscri|newsletter|masthead|meta|tags?\b|byline|author|caption|credit|hidden|\btoc\b|recommend|outbrain|taboola"
    r"|popular|sign-?up|toolbar|sponsor|teaser|edit|player|video|embed|rich-link|pull-?quote|aside|button|more|shop|buy",
    re.IGNORECASE,
)
_FURNITURE_TAGS = frozenset(["aside", "nav", "footer", "form", "header", "figure", "button", "details"])
_KINDS = frozenset(["paragraph", "list_item", "table", "quotation", "code"])
_DEEPEST = 3
_LINKED = 0.6
_CUT = 0.1
_MANY = 4
_PROSE = 60
_MOST_BLOCKS = 20_000


def fill_gaps(found: Sequence[Block], whole: Sequence[Block], ends: Sequence[Any]) -> tuple[Block, ...]:
    """Return ``found`` with the blocks that are missing between its own; ``whole`` are all of the page's in order.

    ``ends`` are the elements that each block of ``whole`` ended in. Where ``found`` has blocks that are the page's with
    something cut out of them, the page's are taken; where it has others, nothing is filled in around them.
    """
    if len(whole) > _MOST_BLOCKS:
        return tuple(found)
    spare = Counter(block.text for block in whole)
    spare.subtract(block.text for block in found)
    positions = list(_positions(found, whole))
    known = [position for position in positions if position is not None]
    before, after = _kindred(whole, ends, known, spare)
    filled: list[Block] = []
    altered: list[Block] = []
    last = -1
    for block, position in zip(found, positions, strict=True):
        if position is None:
            altered.append(block)
            continue
        missing: list[Block] = []
        for index in _missing(whole, ends, last, position) if last >= 0 else ():
            if spare[whole[index].text] > 0:
                spare[whole[index].text] -= 1
                missing.append(whole[index])
        filled.extend(missing if missing and _are_within(altered, missing) else altered)
        filled.append(block)
        altered, last = [], position
    return (*before, *filled, *altered, *after)


def _kindred(
    whole: Sequence[Block], ends: Sequence[Any], known: list[int], spare: Counter[str]
) -> tuple[list[Block], list[Block]]:
    """Return the prose before and after the article that its page marks as it marks the article's own paragraphs."""
    marks = Counter(_mark(ends[index]) for index in known)
    kin = {mark for mark, number in marks.items() if mark[1] and number >= _MANY}
    before: list[Block] = []
    after: list[Block] = []
    for index, block in enumerate(whole):
        if not known or not kin or known[0] <= index <= known[-1] or _mark(ends[index]) not in kin:
            continue
        if block.kind != "paragraph" or len(block.text) < _PROSE or _linked(block) >= _LINKED or rule_of(block):
            continue
        if spare[block.text] > 0 and not any(_is_furniture(element) for element in _ancestors(ends[index])[1:4]):
            (before if index < known[0] else after).append(block)
    return before, after


def _mark(element: Any) -> tuple[str, str]:
    return element.tag, " ".join((element.get("class") or "").split())


def _are_within(altered: Sequence[Block], missing: Sequence[Block]) -> bool:
    """Say whether the words of the ``altered`` blocks are among the ``missing`` ones."""
    if any(block.source for block in altered):
        return False
    words = Counter(word for block in altered for word in block.text.split())
    return (words - Counter(word for block in missing for word in block.text.split())).total() <= _CUT * words.total()


def _positions(found: Sequence[Block], whole: Sequence[Block]) -> Iterator[int | None]:
    """Give for each block of ``found`` which one of the page's it is: the next of that text, None for none."""
    places: dict[str, list[int]] = {}
    for index, block in enumerate(whole):
        places.setdefault(block.text, []).append(index)
    next_one = 0
    for block in found:
        candidates = places.get(block.text, []) if block.text.strip() else []
        at = bisect.bisect_left(candidates, next_one)
        if at == len(candidates):
            yield None
        else:
            next_one = candidates[at] + 1
            yield candidates[at]


def _missing(whole: Sequence[Block], ends: Sequence[Any], before: int, after: int) -> Iterator[int]:
    """Give the blocks between two of the article's that belong to it."""
    above, below = _ancestors(ends[before]), _ancestors(ends[after])
    around = set(below)
    common = next((element for element in above if element in around), None)
    if common is None or max(above.index(common), below.index(common)) > _DEEPEST:
        return
    for index in range(before + 1, after):
        block, path = whole[index], _ancestors(ends[index])
        if block.kind not in _KINDS or rule_of(block) or common not in path:
            continue
        # The items of a list that is the article's may be nothing but links.
        if _linked(block) >= _LINKED and not _list_around(path) & (_list_around(above) | _list_around(below)):
            continue
        if not any(_is_furniture(element) for element in path[: path.index(common)]):
            yield index


def _ancestors(element: Any) -> list[Any]:
    found: list[Any] = []
    while element is not None:
        found.append(element)
        element = element.getparent()
    return found


def _list_around(path: list[Any]) -> set[Any]:
    """Return the outermost list on the way from an element to the root, if there is one."""
    lists = [element for element in path if element.tag in {"ul", "ol", "dl"}]
    return set(lists[-1:])


def _is_furniture(element: Any) -> bool:
    if element.tag in _FURNITURE_TAGS:
        return True
    return _FURNITURE.search(f"{element.get('class') or ''} {element.get('id') or ''}") is not None


def _linked(block: Block) -> float:
    """Return how much of a block's text leads elsewhere, from 0 to 1."""
    linked = sum(span.end - span.start for span in block.spans if span.kind == "link")
    return linked / max(1, len(block.text.strip()))
