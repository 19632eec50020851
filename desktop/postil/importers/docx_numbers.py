"""The numbers and bullets that Word shows before paragraphs, which stand nowhere in a file's text.

Source: ECMA-376 Part 1, 17.9 (Numbering).
"""

import re
from dataclasses import dataclass, field
from typing import Any

from postil.importers.docx_package import child, is_on, tag, value
from postil.importers.html_lists import item_marker

DEEPEST = 9
BULLET = "•"
_LETTERED = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int
    legal: bool


@dataclass(slots=True)
class Numbering:
    """Counts the numbered paragraphs of one document, in their order.

    ``abstract_of`` leads from a number's id to what defines its ``levels``; a number with levels of its own has them
    under its id. ``overrides`` are the starts that a number has of its own.
    """

    abstract_of: dict[str, str] = field(default_factory=dict[str, str])
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict[str, dict[int, _Level]])
    overrides: dict[str, dict[int, int]] = field(default_factory=dict[str, dict[int, int]])
    counts: dict[str, list[int | None]] = field(default_factory=dict[str, list[int | None]])
    begun: set[tuple[str, int]] = field(default_factory=set[tuple[str, int]])

    def next_marker(self, number_id: str, level: int) -> str:
        """Count a paragraph at ``level`` from 0; return what stands before it ("3.", "1.2", "•"), "" for nothing."""
        abstract = self.abstract_of.get(number_id)
        levels = self.levels.get(number_id) or self.levels.get(f"abstract {abstract}", {})
        if abstract is None or level not in levels:
            return BULLET if number_id in self.abstract_of else ""
        counts = self.counts.setdefault(abstract, [None] * DEEPEST)
        override = self.overrides.get(number_id, {}).get(level)
        if override is not None and (number_id, level) not in self.begun:
            counts[level] = override
        else:
            counts[level] = levels[level].start if counts[level] is None else (counts[level] or 0) + 1
        self.begun.add((number_id, level))
        counts[level + 1 :] = [None] * (DEEPEST - level - 1)
        return _marker(levels, counts, level)


def read_numbering(root: Any, linked: dict[str, str]) -> Numbering:
    """Return the numbering of a ``numbering.xml``; ``root`` may be None, ``linked`` gives a style's number id."""
    numbering = Numbering()
    if root is None:
        return numbering
    links: dict[str, str] = {}
    for element in root.iterchildren(tag("w:abstractNum")):
        name = value(element, "w:abstractNumId")
        numbering.levels[f"abstract {name}"] = _levels(element)
        links[name] = value(child(element, "w:numStyleLink"))
    for element in root.iterchildren(tag("w:num")):
        number_id = value(element, "w:numId")
        abstract = value(child(element, "w:abstractNumId"))
        numbering.abstract_of[number_id] = abstract
        overridden = dict(numbering.levels.get(f"abstract {abstract}", {}))
        for override in element.iterchildren(tag("w:lvlOverride")):
            level = _whole(value(override, "w:ilvl"), 0)
            start = value(child(override, "w:startOverride"))
            if start:
                numbering.overrides.setdefault(number_id, {})[level] = _whole(start, 1)
            inner = child(override, "w:lvl")
            if inner is not None:
                overridden[level] = _level(inner)
                numbering.levels[number_id] = overridden
    for number_id, abstract in list(numbering.abstract_of.items()):
        # A list may borrow its looks from another one through a style.
        other = linked.get(links.get(abstract, ""), "")
        if other in numbering.abstract_of and number_id not in numbering.levels:
            numbering.abstract_of[number_id] = numbering.abstract_of[other]
    return numbering


def _levels(element: Any) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for inner in element.iterchildren(tag("w:lvl")):
        level = _whole(value(inner, "w:ilvl"), 0)
        if 0 <= level < DEEPEST:
            levels.setdefault(level, _level(inner))
    return levels


def _level(element: Any) -> _Level:
    return _Level(
        form=value(child(element, "w:numFmt")) or "decimal",
        text=value(child(element, "w:lvlText")),
        start=_whole(value(child(element, "w:start")), 0),
        legal=is_on(child(element, "w:isLgl")),
    )


def _marker(levels: dict[int, _Level], counts: list[int | None], level: int) -> str:
    own = levels[level]
    if own.form == "bullet":
        return BULLET

    def shown(match: "re.Match[str]") -> str:
        index = int(match.group(1)) - 1
        at = levels.get(index)
        if at is None or index > level:
            return ""
        number = counts[index]
        return shown_number(at.start if number is None else number, "decimal" if own.legal else at.form)

    return re.sub(r"%([1-9])", shown, own.text).strip()


def shown_number(number: int, form: str) -> str:
    """Return ``number`` as a ``w:numFmt`` shows it ("3", "c", "iii", "03"); unknown forms count in digits."""
    if form in _LETTERED:
        return item_marker(number, _LETTERED[form]).removesuffix(".")
    if form == "decimalZero":
        return f"{number:02}"
    return "" if form in {"none", "bullet"} else str(number)


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise
