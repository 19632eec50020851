"""Reads an exported Markdown file back, with two parsers, and compares it with what was collected."""

import contextlib
import html
import re
from collections.abc import Callable, Collection
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from postil.domain.problems import Problem
from postil.domain.quiet import without_collecting
from postil.exporters.escaping import Family
from postil.exporters.front_matter import without_front_matter

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from xml.etree.ElementTree import Element

    from markdown_it.token import Token

_LISTED = re.compile(r"^<nested>.*?\[(“.*”)\]\((postil://article/[^)\s]+#highlight=[^)\s]+)\)")
_CARD = re.compile(r"\]\((postil://article/[^)\s]+#(?:highlight|at)=[^)\s]+)\)$")
# Without one of these a line means itself to both parsers, and need not be read.
_MARKED = re.compile(r"[\\`*_\[\]<&!\t]|  ")
_PARAGRAPH = re.compile(r"<p>([^<]*)</p>")
_AT_ONCE = 64
_EMPTY_LINE = "<br>"


class ExportMismatch(Problem):
    """An export would not have said what the library says. ``highlights`` are the ids of those altered, if known."""

    def __init__(self, sentence: str, /, highlights: Collection[str] = (), **places: object) -> None:
        super().__init__(sentence, **places)
        self.highlights = frozenset(highlights)


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What a parser sees: top-level headings as (level, text), and (link, quotation) of each card, in order.

    ``links`` are (link, quotation) of the passages that cards list, the quotation with its marks.
    """

    reader: str
    headings: tuple[tuple[int, str], ...]
    quotations: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...] = ()


Reading = Callable[[], ReadBack | None]
"""Waits for what a reading that was begun elsewhere found; None where nothing came of it."""

ReadElsewhere = Callable[[str, Family], Reading]
"""Begins to read a body with ``markdown`` in another process."""

_MANY = 20_000
"""Characters from which on it pays to send them elsewhere."""

_elsewhere: "ContextVar[ReadElsewhere | None]" = ContextVar("reading elsewhere", default=None)


@contextlib.contextmanager
def reading_elsewhere(begin: ReadElsewhere) -> "Generator[None]":
    """Have ``begin`` read with the second parser, while the first reads here, of what this thread reads back."""
    token = _elsewhere.set(begin)
    try:
        yield
    finally:
        _elsewhere.reset(token)


def read_back(text: str, family: Family) -> tuple[ReadBack, ReadBack]:
    """Return ``text`` as markdown-it-py reads it and as ``markdown`` does, its front matter left out."""
    body = without_front_matter(text)
    begin = _elsewhere.get() if len(body) > _MANY else None
    reading = begin(body, family) if begin else _not_begun
    # The collector would walk the parsers' many tokens again and again: a third of the time.
    with without_collecting():
        return _read_as_commonmark(body), reading() or read_with_markdown(body, family)


def _not_begun() -> None:
    return None


def _read_as_commonmark(body: str) -> ReadBack:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark")

    def read_lines(lines: list[str]) -> list[str]:
        return [_shown(parser.parseInline(line)[0].children or []) for line in lines]

    # A rule that nothing in the text can set off is not tried at each of its lines: a tenth of the time.
    blocks = MarkdownIt("commonmark").disable(["inline", *idle_rules(body)]).parse(body)
    return _gather("markdown-it-py", _commonmark_blocks(blocks), read_lines)


def idle_rules(body: str) -> list[str]:
    """Return the rules for blocks of markdown-it-py that find nothing in ``body``, for want of what they begin with."""
    return [rule for rule, signs in _SIGNS_OF.items() if not any(sign in body for sign in signs)]


_SIGNS_OF = {"fence": ("```", "~~~"), "html_block": ("<",), "reference": ("]:",)}


def _shown(children: "Sequence[Token]") -> str:
    return "".join(
        child.content if child.type in {"text", "text_special"} else f"<{child.type}>{child.content}"
        for child in children
    )


def _commonmark_blocks(tokens: "Sequence[Token]") -> "Iterator[tuple[str, list[str]]]":
    """Give the top-level blocks as (kind, lines): "quotation", "paragraph", "h1" to "h6", or "other"."""
    kind, lines = "", list[str]()
    for token in tokens:
        if token.level == 0 and token.nesting >= 0:
            kind, lines = _KINDS.get(token.type, "other"), []
            kind = token.tag if kind == "heading" else kind
        if token.type == "inline":
            lines.append(token.content if token.level <= 2 else f"<nested>{token.content}")
        elif token.type == "html_block" and token.level == 1 and kind == "quotation":
            lines.append(token.content.strip())
        elif token.type not in _SILENT and token.level > 0:
            lines.append(f"<{token.type}>{token.content}")
        if token.level == 0 and token.nesting <= 0:
            yield kind, lines


_KINDS = {"blockquote_open": "quotation", "paragraph_open": "paragraph", "heading_open": "heading"}
_SILENT = frozenset({"paragraph_open", "paragraph_close"})


def read_with_markdown(body: str, family: Family) -> ReadBack:
    """Return ``body``, Markdown without front matter, as Python's ``markdown`` reads it."""
    from xml.etree.ElementTree import Element

    import markdown

    blocks = markdown.Markdown(extensions=["fenced_code"])
    # The registry makes a new list of its processors for each block; they are only ever gone through in order.
    blocks.parser.blockprocessors = cast("Any", list(blocks.parser.blockprocessors))
    lines = body.split("\n")
    for preprocessor in blocks.preprocessors:
        lines = preprocessor.run(lines)
    # As BlockParser.parseDocument does it, but not with all blocks at once: it takes them one by one off the front of
    # a list, which for a file of many is most of the time.
    root = Element("div")
    pieces = "\n".join(lines).split("\n\n")
    for first in range(0, len(pieces), _AT_ONCE):
        blocks.parser.parseBlocks(root, pieces[first : first + _AT_ONCE])
    inline = markdown.Markdown()
    inline.ESCAPED_CHARS = sorted(family.backslashed)

    def read_lines(lines: list[str]) -> list[str]:
        shown = inline.reset().convert("\n\n".join(lines)).split("\n") if lines else []
        if len(shown) != len(lines):
            # One of them is no paragraph: each alone, to find which.
            shown = [inline.reset().convert(line) for line in lines]
        paragraphs = [_PARAGRAPH.fullmatch(one) for one in shown]
        return [html.unescape(p[1]) if p else one for p, one in zip(paragraphs, shown, strict=True)]

    return _gather("markdown", _markdown_blocks(root), read_lines)


def _markdown_blocks(root: "Element") -> "Iterator[tuple[str, list[str]]]":
    for element in root:
        if element.tag == "blockquote":
            yield "quotation", [_own_text(child) for child in element]
        elif element.tag == "ul":
            yield "ul", [f"<nested>{item.text or (item[0].text if len(item) else '')}" for item in element]
        else:
            yield {"p": "paragraph"}.get(element.tag, element.tag), [element.text or ""]


def _own_text(element: "Element") -> str:
    return (element.text or "") if element.tag == "p" and not len(element) else f"<{element.tag}>{element.text or ''}"


def _gather(
    reader: str, blocks: "Iterator[tuple[str, list[str]]]", read_lines: Callable[[list[str]], list[str]]
) -> ReadBack:
    headings: list[tuple[int, str]] = []
    quotations: list[tuple[str, list[str]]] = []
    links: list[tuple[str, str]] = []
    card = None
    for kind, lines in blocks:
        if kind in _HEADINGS:
            headings.append((_HEADINGS[kind], "".join(lines)))
        elif kind == "quotation" and card is not None:
            quotations.append((card[1], lines))
        elif kind in _LISTS:
            links += [(match[2], match[1]) for match in map(_LISTED.match, lines) if match]
        card = _CARD.search(lines[-1]) if kind == "paragraph" and lines else None
    found = [line for _, lines in quotations for line in lines] + [text for _, text in (*headings, *links)]
    marked = list(dict.fromkeys(line for line in found if _MARKED.search(line) and line != _EMPTY_LINE))
    read = {_EMPTY_LINE: "", **dict(zip(marked, read_lines(marked), strict=True))}
    return ReadBack(
        reader,
        tuple((level, read.get(text, text)) for level, text in headings),
        tuple((link, "\n".join(read.get(line, line) for line in lines)) for link, lines in quotations),
        tuple((link, read.get(text, text)) for link, text in links),
    )


_LISTS = frozenset({"other", "ul"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
