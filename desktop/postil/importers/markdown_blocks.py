"""From Markdown to blocks and spans, by markdown-it-py (CommonMark and tables)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from postil.domain.document import Block, BlockKind, SpanKind, make_block
from postil.domain.problems import Problem
from postil.importers.html_blocks import blocks_of
from postil.importers.html_elements import KNOWN
from postil.importers.inline_text import InlineText
from postil.importers.limits import MOST_BLOCKS, too_many_blocks
from postil.importers.links import link_target, picture_address
from postil.importers.lxml_parsing import parse_html

_DEEPEST = 100
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)[\s/>]|<!--|<!\[CDATA|<[?!]")
_NOTE = re.compile(r"\[\^([^\]\s]{1,60})\]")


@dataclass(slots=True)
class _Builder:
    base: str
    blocks: list[Block] = field(default_factory=list[Block])
    text: InlineText = field(default_factory=InlineText)
    pictures: list[Block] = field(default_factory=list[Block])
    frames: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    heading: int = 0
    marker: str = ""
    cells: int = 0
    rows: int = 0

    def flush(self, kind: BlockKind | None = None, level: int = 0, marker: str = "") -> None:
        text, spans = self.text.take()
        if text.strip():
            if kind is None:
                kind, level, marker = self.place()
            self.blocks.append(make_block(Block(kind, text.rstrip(" \n"), spans, level, marker)))
            self.marker = ""
        self.blocks.extend(self.pictures)
        self.pictures = []

    def place(self) -> tuple[BlockKind, int, str]:
        if self.heading:
            return "heading", self.heading, ""
        if not self.frames:
            return "paragraph", 0, ""
        quoted = self.frames[-1][0] == "blockquote"
        level = sum(1 for name, _ in self.frames if (name == "blockquote") == quoted)
        return ("quotation", level, "") if quoted else ("list_item", level, self.marker)


def markdown_blocks(body: str, base: str = "") -> tuple[Block, ...]:
    """Return the blocks of a Markdown text; raw HTML gives its text alone, links and pictures only safe addresses."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    # Every address is looked at when its span is made; a link to nowhere keeps its text.
    parser.validateLink = _any_link  # pyright: ignore[reportAttributeAccessIssue]
    builder = _Builder(base)
    tokens = parser.parse(body)
    if len(tokens) > 5 * MOST_BLOCKS:
        raise too_many_blocks()
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        # The parser leaves out what is nested deeper.
        raise Problem(
            "This text has more than {number} quotations or lists within each other. Import it as plain text.",
            number=_DEEPEST // 2,
        )
    for token in tokens:
        handler = _BLOCKS.get(token.type)
        if handler:
            handler(builder, token)
    builder.flush()
    return tuple(builder.blocks)


def _any_link(_address: str) -> bool:
    return True


def _inline(builder: _Builder, token: Any) -> None:
    for child in token.children or ():
        kind: str = child.type
        if kind in _OPENING:
            builder.text.open(_OPENING[kind])
        elif kind == "link_open":
            builder.text.open("link", link_target(str(child.attrGet("href") or ""), builder.base))
        elif kind in _CLOSING:
            builder.text.close()
        elif kind == "text":
            _running(builder, child.content)
        elif kind == "code_inline":
            builder.text.open("code")
            builder.text.add_verbatim(child.content)
            builder.text.close()
        elif kind == "softbreak":
            builder.text.add(" ")
        elif kind == "hardbreak":
            builder.text.add_verbatim(" " if builder.heading or builder.cells else "\n")
        elif kind == "html_inline":
            _tag(builder, child.content)
        elif kind == "image":
            _picture(builder, child)


def _running(builder: _Builder, text: str) -> None:
    position = 0
    for note in _NOTE.finditer(text):
        builder.text.add(text[position : note.start()])
        builder.text.open("note", note.group(1))
        builder.text.add(note.group(1))
        builder.text.close()
        position = note.end()
    builder.text.add(text[position:])


def _tag(builder: _Builder, tag: str) -> None:
    match = _TAG.match(tag)
    if match is None or (match.group(1) and match.group(1).lower() not in KNOWN):
        builder.text.add(tag)
    elif (match.group(1) or "").lower() == "br":
        builder.text.add_verbatim(" " if builder.heading or builder.cells else "\n")


def _picture(builder: _Builder, token: Any) -> None:
    source = picture_address(str(token.attrGet("src") or ""), builder.base)
    if source:
        alternative = " ".join(str(token.content).split())
        builder.pictures.append(make_block(Block("figure", alternative, source=source)))
    else:
        builder.text.add(str(token.content))


def _open_frame(builder: _Builder, token: Any) -> None:
    builder.flush()
    builder.frames.append((token.type.removesuffix("_open"), int(token.attrGet("start") or 1)))


def _close_frame(builder: _Builder, _token: Any) -> None:
    builder.flush()
    builder.frames.pop()


def _open_item(builder: _Builder, token: Any) -> None:
    builder.flush()
    name, _ = builder.frames[-1]
    builder.marker = f"{token.info}." if name == "ordered_list" and token.info else "•"


def _close_item(builder: _Builder, _token: Any) -> None:
    builder.flush()
    builder.marker = ""


def _open_heading(builder: _Builder, token: Any) -> None:
    builder.flush()
    builder.heading = int(token.tag[1:])


def _close_heading(builder: _Builder, _token: Any) -> None:
    builder.flush()
    builder.heading = 0


def _paragraph(builder: _Builder, _token: Any) -> None:
    builder.flush()


def _code(builder: _Builder, token: Any) -> None:
    builder.flush()
    builder.text.add_verbatim(token.content.rstrip("\n"))
    language = (token.info or "").split()
    builder.flush("code", 0, language[0][:40] if language else "")


def _rule(builder: _Builder, _token: Any) -> None:
    builder.flush()
    if builder.blocks and builder.blocks[-1].kind != "rule":
        builder.blocks.append(Block("rule", ""))


def _open_table(builder: _Builder, _token: Any) -> None:
    builder.flush()
    builder.rows = 0


def _close_table(builder: _Builder, _token: Any) -> None:
    builder.flush("table", level=1)


def _open_row(builder: _Builder, _token: Any) -> None:
    if builder.rows:
        builder.text.add_verbatim("\n")
    builder.rows += 1
    builder.cells = 0


def _close_row(builder: _Builder, _token: Any) -> None:
    builder.cells = 0


def _open_cell(builder: _Builder, _token: Any) -> None:
    if builder.cells:
        builder.text.add_verbatim("\t")
    builder.cells += 1


def _html(builder: _Builder, token: Any) -> None:
    builder.flush()
    text: str = token.content
    match = _TAG.match(text.lstrip())
    if match is None or (match.group(1) and match.group(1).lower() not in KNOWN):
        builder.text.add(text)
        builder.flush()
        return
    parsed = parse_html(text)
    # Nothing is left of a comment or a closing tag alone.
    if parsed is not None:
        builder.blocks.extend(blocks_of(parsed.root, builder.base))


_OPENING: dict[str, SpanKind] = {"em_open": "emphasis", "strong_open": "strong"}
_CLOSING = frozenset(["em_close", "strong_close", "link_close"])
_BLOCKS: dict[str, Callable[[_Builder, Any], None]] = {
    "inline": _inline,
    "heading_open": _open_heading,
    "heading_close": _close_heading,
    "paragraph_open": _paragraph,
    "paragraph_close": _paragraph,
    "blockquote_open": _open_frame,
    "blockquote_close": _close_frame,
    "bullet_list_open": _open_frame,
    "bullet_list_close": _close_frame,
    "ordered_list_open": _open_frame,
    "ordered_list_close": _close_frame,
    "list_item_open": _open_item,
    "list_item_close": _close_item,
    "fence": _code,
    "code_block": _code,
    "hr": _rule,
    "table_open": _open_table,
    "table_close": _close_table,
    "tr_open": _open_row,
    "tr_close": _close_row,
    "th_open": _open_cell,
    "td_open": _open_cell,
    "html_block": _html,
}
