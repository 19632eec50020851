"""What a Word file's styles mean for reading: headings, quotations, code, emphasis. Nothing else of them is kept."""

import re
from dataclasses import dataclass
from typing import Any

from postil.importers.docx_package import child, is_on, tag, value

DEEPEST_HEADING = 6
_HEADING = re.compile(
    r"heading ([1-9])|überschrift ([1-9])|titre ([1-9])|título ([1-9])|titolo ([1-9])|заголовок ([1-9])"
)
_QUOTE = re.compile(
    r"quot(?:e|ation)|zitat|citat(?!ion)|^citation|^cita\b|citação|citazione|cytat|цитата|引用|block ?text|^extract$",
)
_CODE = re.compile(
    r"source code|preformatted|^code\b|code ?block|verbatim|program listing|^listing|quelltext|html code"
)
_EMPHASIS = {"strong": "w:b", "emphasis": "w:i", "intense emphasis": "w:i"}
_MOST_ANCESTORS = 20


@dataclass(frozen=True, slots=True)
class Style:
    """One style: ``role`` is "H1" to "H6", "Title", "Quote", "Code" or ""; ``numbering`` an id and a level."""

    role: str = ""
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    numbering: tuple[str, str] = ("", "")


def read_styles(root: Any) -> dict[str, Style]:
    """Return the styles of a ``styles.xml`` by their ids; ``root`` may be None."""
    elements: dict[str, Any] = {}
    for element in () if root is None else root.iter(tag("w:style")):
        # Of styles that share an id, the first counts (ECMA-376 Part 1, 17.7.4.17).
        elements.setdefault(value(element, "w:styleId"), element)
    return {name: _style(element, elements) for name, element in elements.items()}


def outline_role(properties: Any) -> str:
    """Return the heading that a paragraph's own properties make of it ("H2"), "" for body text."""
    level = value(child(properties, "w:outlineLvl"))
    return f"H{min(int(level) + 1, DEEPEST_HEADING)}" if level in {*"012345678"} else ""


def _style(element: Any, elements: dict[str, Any]) -> Style:
    role, numbering, level, marks = "", "", "", dict[str, bool]()
    ancestor = element
    for _ in range(_MOST_ANCESTORS):
        name = value(child(ancestor, "w:name")).strip().lower()
        paragraph, run = child(ancestor, "w:pPr"), child(ancestor, "w:rPr")
        # A subtitle's style is based on the title's, and is none.
        role = role or _role(name, paragraph, is_own=ancestor is element)
        number = child(paragraph, "w:numPr")
        numbering = numbering or value(child(number, "w:numId"))
        level = level or value(child(number, "w:ilvl"))
        for mark in ("w:b", "w:i", "w:vanish"):
            switch = child(run, mark)
            if switch is not None:
                marks.setdefault(mark, is_on(switch))
        if name in _EMPHASIS:
            marks.setdefault(_EMPHASIS[name], True)
        ancestor = elements.get(value(child(ancestor, "w:basedOn")))
        if ancestor is None:
            break
    return Style(
        role=role,
        bold=marks.get("w:b", False),
        italic=marks.get("w:i", False),
        hidden=marks.get("w:vanish", False),
        numbering=(numbering, level),
    )


def _role(name: str, paragraph: Any, *, is_own: bool) -> str:
    heading = _HEADING.fullmatch(name)
    if heading:
        return f"H{min(int(next(filter(None, heading.groups()))), DEEPEST_HEADING)}"
    if name in {"title", "titel"}:
        return "Title" if is_own else ""
    if _CODE.search(name):
        return "Code"
    if _QUOTE.search(name):
        return "Quote"
    return outline_role(paragraph)
