"""From an HTML tree to blocks: headings, paragraphs, quotations, lists, tables, code, figures, with their spans."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from postil.domain.document import Block, BlockKind, Span, make_block
from postil.importers.html_elements import BLOCKS, DROPPED, FRAMES, HEADINGS, SPANS
from postil.importers.html_lists import item_marker
from postil.importers.html_tables import is_data_table, table_cells
from postil.importers.inline_text import InlineText
from postil.importers.limits import MOST_BLOCKS, too_many_blocks
from postil.importers.links import link_target, picture_address

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


@dataclass(slots=True)
class _Picture:
    source: str
    alternative: str


@dataclass(slots=True)
class _Frame:
    """A list or quotation around the present place; ``number`` counts the items of an ordered list."""

    tag: str
    number: int = 1
    element: Any = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element stands: in, or if ``begins`` before, the block of this ``index``."""

    index: int
    begins: bool


@dataclass(slots=True)
class BlockBuilder:
    """Walks a tree with a stack of its own, so that no nesting exhausts Python's.

    Of the elements ``asked`` for, ``places`` has those that were met. ``ends`` has for each block the element that it
    ended in or before.
    """

    base: str = ""
    kept: frozenset[str] = frozenset()
    asked: frozenset[Any] = frozenset()
    places: dict[Any, Place] = field(default_factory=dict[Any, Place])
    blocks: list[Block] = field(default_factory=list[Block])
    ends: list[Any] = field(default_factory=list[Any])
    _at: Any = None
    _text: InlineText = field(default_factory=InlineText)
    _frames: list[_Frame] = field(default_factory=list[_Frame])
    _heading: int = 0
    _code: int = 0
    _flat: int = 0
    _marker: str = ""
    _pictures: list[_Picture] = field(default_factory=list[_Picture])

    def walk(self, root: Any) -> None:
        """Add the blocks of ``root``, an lxml element."""
        stack: list[tuple[Any, bool]] = [(root, True)]
        while stack:
            element, entering = stack.pop()
            if entering:
                self._at = element
                if isinstance(element.tag, str) and self._enter(element):
                    self._characters(element.text)
                    stack.append((element, False))
                    stack.extend((child, True) for child in reversed(element))
                    continue
            else:
                self._at = element
                self._leave(element)
            if element is not root:
                self._characters(element.tail)

    def finish(self) -> tuple[Block, ...]:
        """Return all blocks."""
        self._flush()
        return tuple(self.blocks)

    def _enter(self, element: Any) -> bool:
        """Begin an element; say whether what is in it is to be walked too."""
        tag: str = element.tag
        if element in self.asked:
            self._note_place(element)
        if tag in DROPPED:
            return False
        special = _ENTERING.get(tag)
        if special is not None:
            return special(self, element)
        if tag in BLOCKS:
            self._boundary()
        self._open_block(element, tag)
        kind = SPANS.get(tag)
        if kind:
            self._text.open(kind)
        return True

    def _note_place(self, element: Any) -> None:
        if element.tag in BLOCKS and not self._flat:
            self._flush()
        self.places.setdefault(element, Place(len(self.blocks), self._text.is_empty))

    def _open_block(self, element: Any, tag: str) -> None:
        if self._flat:
            return
        if tag in FRAMES:
            self._frames.append(_Frame(tag, _whole_number(element.get("start"), 1), element))
        elif tag == "li":
            self._marker = self._next_marker(element)
        elif tag in HEADINGS:
            self._heading = HEADINGS[tag]

    def _leave(self, element: Any) -> None:
        tag: str = element.tag
        if tag in SPANS or tag == "a":
            self._text.close()
        if tag == "q":
            self._text.add("”")
        if tag not in BLOCKS:
            return
        self._boundary()
        if self._flat:
            return
        if tag in FRAMES:
            self._frames.pop()
        elif tag == "li":
            self._marker = ""
        elif tag in HEADINGS:
            self._heading = 0
        elif tag in {"pre", "listing", "xmp"}:
            self._code -= 1

    def _characters(self, text: str | None) -> None:
        if not text:
            return
        if self._code and not self._flat:
            self._text.add_verbatim(text)
        else:
            self._text.add(text)

    def _boundary(self) -> None:
        if self._flat:
            self._text.add(" ")
        else:
            self._flush()

    def _flush(self) -> None:
        """Turn what was gathered into a block of the kind that the place asks for."""
        text, spans = self._text.take()
        if text.strip():
            kind, level, marker = self._kind()
            if kind == "code":
                self._append(_code_block(text, spans, marker))
            else:
                self._append(Block(kind, text.rstrip(" \t\n\r\f"), spans, level, marker))
            self._marker = ""
        for picture in self._pictures:
            self._append(Block("figure", picture.alternative, source=picture.source))
        self._pictures = []

    def _append(self, block: Block) -> None:
        if len(self.blocks) >= MOST_BLOCKS:
            raise too_many_blocks()
        if block.kind == "figure" and self.blocks and self.blocks[-1].source == block.source:
            return
        self.blocks.append(make_block(block))
        self.ends.append(self._at)

    def _kind(self) -> tuple[BlockKind, int, str]:
        if self._code:
            return "code", 0, self._marker
        if self._heading:
            return "heading", self._heading, ""
        if not self._frames:
            # An item that stands in no list is one all the same.
            return ("list_item", 1, self._marker) if self._marker else ("paragraph", 0, "")
        quoted = self._frames[-1].tag == "blockquote"
        level = sum(1 for frame in self._frames if (frame.tag == "blockquote") == quoted)
        return ("quotation", level, "") if quoted else ("list_item", level, self._marker)

    def _next_marker(self, item: Any) -> str:
        said: str | None = item.get("data-marker")
        if said is not None:
            # Set by an importer that knows better; a page's own attribute of that name is pruned away.
            return said
        listing = next((frame for frame in reversed(self._frames) if frame.tag != "blockquote"), None)
        if listing is None or listing.tag != "ol":
            return "•"
        number = _whole_number(item.get("value"), listing.number)
        listing.number = number + 1
        return item_marker(number, listing.element.get("type") or "")

    def enter_code(self, element: Any) -> bool:
        """Begin preformatted text."""
        self._boundary()
        if not self._flat:
            self._code += 1
            self._marker = _code_language(element)
        return True

    def enter_table(self, element: Any) -> bool:
        """Begin a table: one of data becomes a block, one for layout is walked like any other element."""
        if self._flat or not is_data_table(element):
            self._boundary()
            return True
        self._flush()
        rows, head = table_cells(element)
        self._flat += 1
        for caption in element.iterchildren("caption"):
            self.walk_inside(caption)
            text, spans = self._text.take()
            if text:
                self._append(Block("paragraph", text, spans))
        for row_number, row in enumerate(rows):
            for cell_number, cell in enumerate(row):
                if row_number or cell_number:
                    self._text.add_verbatim("\t" if cell_number else "\n")
                if cell is not None:
                    self.walk_inside(cell)
        self._flat -= 1
        text, spans = self._text.take()
        if text.strip():
            self._append(Block("table", text, spans, level=1 if head else 0))
        self._flush()
        return False

    def walk_inside(self, element: Any) -> None:
        """Add what is in ``element`` as running text."""
        self._characters(element.text)
        for child in element:
            self.walk(child)
            self._characters(child.tail)

    def enter_figure(self, element: Any) -> bool:
        """Begin a figure: its pictures become blocks, the first with its caption."""
        self._boundary()
        if (
            self._flat
            or next(element.iter("img"), None) is None
            or next(element.iter("table", "pre"), None) is not None
        ):
            return True
        self._flat += 1
        self.walk_inside(element)
        self._flat -= 1
        caption, spans = self._text.take()
        pictures, self._pictures = self._pictures, []
        for number, picture in enumerate(pictures):
            if number == 0 and caption.strip():
                self._append(Block("figure", caption, spans, source=picture.source))
            else:
                self._append(Block("figure", picture.alternative, source=picture.source))
        if not pictures and caption.strip():
            self._append(Block("paragraph", caption, spans))
        return False

    def enter_picture(self, element: Any) -> bool:
        """Put a picture aside until the paragraph that it stands in is done."""
        if _whole_number(element.get("width"), 99) <= 2 or _whole_number(element.get("height"), 99) <= 2:
            return False
        for attribute in ("src", "data-src", "data-original", "data-lazy-src"):
            src = element.get(attribute) or ""
            source = src if src in self.kept else picture_address(src, self.base)
            if source:
                self._pictures.append(_Picture(source, " ".join((element.get("alt") or "").split())))
                break
        return False

    def enter_break(self, _element: Any) -> bool:
        """Begin a new line, or at the second break in a row a new paragraph."""
        if self._flat or self._heading:
            self._text.add(" ")
        elif self._code:
            self._text.add_verbatim("\n")
        elif self._text.ends_with_break:
            # Two in a row are how old pages part paragraphs.
            self._flush()
        elif not self._text.is_empty:
            self._text.add_verbatim("\n")
        return False

    def enter_rule(self, _element: Any) -> bool:
        """Add a rule between blocks."""
        if self._flat:
            self._text.add(" ")
            return False
        self._flush()
        if self.blocks and self.blocks[-1].kind != "rule":
            self._append(Block("rule", ""))
        return False

    def enter_link(self, element: Any) -> bool:
        """Begin a link or the reference to a note."""
        href: str = element.get("href") or ""
        target = link_target(href, self.base)
        if target.startswith("#") and _is_note_reference(element):
            self._text.open("note", target[1:])
        else:
            # A link that goes nowhere safe is opened all the same, to be closed in its turn, and dropped then.
            self._text.open("link", target)
        return True

    def enter_script(self, element: Any) -> bool:
        """Raise or lower the digits of a formula: "10" and "6" above it are not 106."""
        text: str = element.text or ""
        table = _RAISED if element.tag == "sup" else _LOWERED
        if len(element) == 0 and text and all(ord(c) in table for c in text) and any(c.isdigit() for c in text):
            self._text.add(text.translate(table))
            return False
        return True

    def enter_quote(self, _element: Any) -> bool:
        """Begin a short quotation within running text."""
        self._text.add("“")
        return True


_ENTERING: dict[str, Callable[[BlockBuilder, Any], bool]] = {
    "a": BlockBuilder.enter_link,
    "br": BlockBuilder.enter_break,
    "figure": BlockBuilder.enter_figure,
    "hr": BlockBuilder.enter_rule,
    "img": BlockBuilder.enter_picture,
    "listing": BlockBuilder.enter_code,
    "pre": BlockBuilder.enter_code,
    "q": BlockBuilder.enter_quote,
    "sub": BlockBuilder.enter_script,
    "sup": BlockBuilder.enter_script,
    "table": BlockBuilder.enter_table,
    "xmp": BlockBuilder.enter_code,
}


def blocks_of(root: Any, base: str = "", kept: frozenset[str] = frozenset()) -> tuple[Block, ...]:
    """Return the blocks of an lxml tree.

    ``base`` is the address that links are relative to; ``kept`` holds the ``figure:SHA256`` sources that stand for
    pictures of the page itself. Raises Problem where there are more than MOST_BLOCKS.
    """
    builder = BlockBuilder(base, kept)
    builder.walk(root)
    return builder.finish()


def _code_block(text: str, spans: tuple[Span, ...], language: str) -> Block:
    """Return a block of code without the line break after its tag, and without a span that says again it is code."""
    cut = 1 if text.startswith("\n") else 0
    links = (
        replace(s, start=max(0, s.start - cut), end=s.end - cut) for s in spans if s.kind != "code" and s.end > cut
    )
    return Block("code", text[cut:].rstrip(), tuple(links), marker=language)


def _is_note_reference(element: Any) -> bool:
    role = f"{element.get('role') or ''} {element.get('rel') or ''}"
    if "noteref" in role or "footnote" in role:
        return True
    parent = element.getparent()
    return any(e is not None and e.tag == "sup" for e in (parent, next(iter(element), None)))


def _code_language(element: Any) -> str:
    for candidate in (element, *element.iterchildren("code")):
        for name in (candidate.get("class") or "").split():
            for prefix in ("language-", "lang-", "highlight-"):
                if name.startswith(prefix):
                    return name.removeprefix(prefix)[:40]
    return ""


def _whole_number(text: str | None, otherwise: int) -> int:
    text = (text or "").strip().removesuffix("px")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise
