"""What an OpenDocument text's styles mean for reading: headings, quotations, code, emphasis, lists, page breaks.

Source: https://docs.oasis-open.org/office/OpenDocument/v1.3/os/part3-schema/
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT = f"{{{_URN}text:1.0}}"
TABLE = f"{{{_URN}table:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"
_STYLE = f"{{{_URN}style:1.0}}"
_FO = f"{{{_URN}xsl-fo-compatible:1.0}}"
_MOST_ANCESTORS = 20
_HEADING = re.compile(r"heading (\d)")
# LibreOffice keeps its own English names of its styles in every language; other programs and people have theirs.
_ROLES: tuple[tuple[str, "re.Pattern[str]"], ...] = (
    ("Title", re.compile(r"title")),
    ("Quote", re.compile(r"quotations?|(?:intense )?quote|block ?quot(?:e|ation)|block text|zitat|citation|citazione")),
    ("Code", re.compile(r"preformatted text|source code|html preformatted|code(?: block)?|verbatim|listing")),
    ("Rule", re.compile(r"horizontal line")),
    ("Caption", re.compile(r"caption|illustration|figure|figurecaption|imagecaption|drawing")),
)  # fmt: skip
_CODE_RUN = re.compile(r"source text|teletype|user entry|verbatim char|code|example")


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """``role`` is "H1" to "H6", "Title", "Quote", "Code", "Rule", "Caption" or "".

    ``breaks`` and ``breaks_after`` say that a page begins before or after it, ``page`` is the number that it gets then,
    0 for the next one.
    """

    role: str = ""
    hidden: bool = False
    breaks: bool = False
    breaks_after: bool = False
    page: int = 0


@dataclass(frozen=True, slots=True)
class RunStyle:
    """The HTML elements that a run of letters stands in, the outermost first."""

    tags: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How a list's items are marked at one level: ``form`` is "1", "a", "A", "i", "I", "•" or "" for no mark."""

    form: str = "•"
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1


@dataclass(slots=True)
class Styles:
    """All styles of one document, by family and name."""

    _elements: dict[tuple[str, str], Any] = field(default_factory=dict[tuple[str, str], Any])
    _lists: dict[str, dict[int, ListLevel]] = field(default_factory=dict[str, dict[int, ListLevel]])
    _paragraphs: dict[str, ParagraphStyle] = field(default_factory=dict[str, ParagraphStyle])
    _runs: dict[str, RunStyle] = field(default_factory=dict[str, RunStyle])

    def paragraph(self, name: str) -> ParagraphStyle:
        """Return the paragraph style ``name``; an unknown one means nothing."""
        if name not in self._paragraphs:
            self._paragraphs[name] = self._paragraph(name)
        return self._paragraphs[name]

    def run(self, name: str) -> RunStyle:
        """Return the text style ``name``; an unknown one means nothing."""
        if name not in self._runs:
            self._runs[name] = self._run(name)
        return self._runs[name]

    def list_level(self, name: str, level: int) -> ListLevel:
        """Return how the list style ``name`` marks the items of ``level`` (from 1); bullets where nothing is said."""
        return self._lists.get(name, {}).get(level, ListLevel())

    def add(self, root: Any) -> None:
        """Add the styles under ``root``, None for none; those added first stay."""
        for element in () if root is None else root.iter(f"{_STYLE}style", f"{TEXT}list-style"):
            name = element.get(f"{_STYLE}name") or ""
            if element.tag == f"{TEXT}list-style":
                self._lists.setdefault(name, dict(_levels(element)))
            else:
                self._elements.setdefault((element.get(f"{_STYLE}family") or "", name), element)

    def _chain(self, family: str, name: str) -> tuple[list[Any], list[str]]:
        """Return the style ``name`` and those that it comes from, and their names; one not defined has its name."""
        chain: list[Any] = []
        names: list[str] = []
        for _ in range(_MOST_ANCESTORS):
            element = self._elements.get((family, name))
            if element is None:
                names.append(_plain(name))
                break
            chain.append(element)
            names.append(_plain(element.get(f"{_STYLE}display-name") or name))
            name = element.get(f"{_STYLE}parent-style-name") or ""
        return chain, names

    def _paragraph(self, name: str) -> ParagraphStyle:
        chain, names = self._chain("paragraph", name)
        outline = next((level for e in chain if (level := e.get(f"{_STYLE}default-outline-level")) is not None), "")
        number = _first(chain[:1], f"{_STYLE}page-number")
        master = chain[0].get(f"{_STYLE}master-page-name") if chain else ""
        return ParagraphStyle(
            role=f"H{min(6, int(outline))}" if outline.isdigit() and int(outline) else _role(names),
            hidden=_first(chain, f"{TEXT}display") == "none",
            breaks=bool(master) or _first(chain, f"{_FO}break-before") == "page",
            breaks_after=_first(chain, f"{_FO}break-after") == "page",
            page=int(number) if number.isdigit() and len(number) < 7 else 0,
        )

    def _run(self, name: str) -> RunStyle:
        chain, names = self._chain("text", name)
        weight, slope = _first(chain, f"{_FO}font-weight"), _first(chain, f"{_FO}font-style")
        place = _first(chain, f"{_STYLE}text-position").split(" ")[0]
        # The names count only where a document does not say what they look like.
        bold = weight == "bold" or (weight.isdigit() and int(weight) >= 600) or (not chain and "strong" in names[0])
        italic = slope in {"italic", "oblique"} or (not chain and names[0] == "emphasis")
        raised = "sup" if place == "super" or re.fullmatch(r"[1-9]\d*%", place) else ""
        lowered = "sub" if place == "sub" or place.startswith("-") else ""
        code = "code" if any(_CODE_RUN.fullmatch(one) for one in names) else ""
        tags = ("strong" if bold else "", "em" if italic else "", code, raised or lowered)
        return RunStyle(tuple(tag for tag in tags if tag), hidden=_first(chain, f"{TEXT}display") == "none")


def _role(names: list[str]) -> str:
    for name in names:
        heading = _HEADING.fullmatch(name)
        if heading:
            return f"H{min(6, max(1, int(heading[1])))}"
        for role, pattern in _ROLES:
            if pattern.fullmatch(name):
                return role
    return ""


def _levels(style: Any) -> Iterator[tuple[int, ListLevel]]:
    for element in style:
        level = _number(element.get(f"{TEXT}level"), 0)
        if element.tag == f"{TEXT}list-level-style-number":
            yield (
                level,
                ListLevel(
                    (element.get(f"{_STYLE}num-format") or "")[:1],
                    (element.get(f"{_STYLE}num-prefix") or "")[:4],
                    (element.get(f"{_STYLE}num-suffix") or "")[:4],
                    _number(element.get(f"{TEXT}start-value"), 1),
                    _number(element.get(f"{TEXT}display-levels"), 1),
                ),
            )
        elif element.tag in {f"{TEXT}list-level-style-bullet", f"{TEXT}list-level-style-image"}:
            yield level, ListLevel()


def _first(chain: list[Any], name: str) -> str:
    """Return the first value of a property along a chain of styles, "" where none has it."""
    return next((value for element in chain if (value := _property(element, name))), "")


def _property(style: Any, name: str) -> str:
    return next((value for element in style if (value := element.get(name))), "")


def _plain(name: str) -> str:
    """Return a style's name as people read it: "Heading_20_1" is "heading 1"."""
    spelled = re.sub(r"_([0-9a-f]{2})_", lambda match: chr(int(match.group(1), 16)), name)
    return " ".join(spelled.replace("_", " ").lower().split())


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise
