"""The whole text of an article as Markdown, what is highlighted between ``==``; read back by two parsers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from postil.exporters.checking import ExportMismatch
from postil.exporters.escaping import Family, escape_line
from postil.exporters.reading_back import shown_blocks
from postil.exporters.whole import CLOSES, OPENS, MarkedBlock

_SIGN = "=="
_CELLS = " | "


def whole_markdown(blocks: Sequence[MarkedBlock], family: Family, deepest: int) -> str:
    """Return the text as Markdown, its headings below level ``deepest``; raises ExportMismatch.

    Tables become lines with ``|`` between the cells, code is not marked within. What a parser takes for something else
    the first time is guarded mark by mark, all blocks as paragraphs.
    """
    # Two of them beside a mark of ours would be read as another.
    guarding = replace(family, patterns=(*family.patterns, re.compile("=")))
    for strict in (False, True):
        written = "\n\n".join(_written(blocks, guarding, deepest, strict=strict))
        expected = [*_expected(blocks)]
        if all(_are_there(expected, shown) for shown in shown_blocks(written, family)):
            return written
    raise ExportMismatch(
        "Nothing was written: the text of an article would not read as it is. Export it without its whole text."
    )


def _are_there(expected: Sequence[str], shown: Sequence[str]) -> bool:
    """Return whether a reader shows just these lines; the strict way writes headings and items as lines too."""
    return [line for line in shown if line] == [line for line in expected if line]


def _written(blocks: Sequence[MarkedBlock], family: Family, deepest: int, *, strict: bool) -> Iterator[str]:
    level = 0
    for block in blocks:
        level = min(block.level, level + 1) if block.kind == "list_item" else 0
        lines = [_line(line, family, strict=strict) for line in _lines(block)]
        if strict:
            yield from filter(None, [" ".join(filter(None, lines))] if block.kind == "heading" else lines)
        elif block.kind in {"paragraph", "table", "figure", "rule"}:
            yield from filter(None, lines)
        elif block.kind == "heading":
            yield f"{'#' * min(6, deepest + max(1, block.level))} {' '.join(filter(None, lines))}"
        elif block.kind == "quotation":
            yield "\n>\n".join(f"> {line or '<br>'}" for line in lines)
        elif block.kind == "code":
            yield _fenced(block)
        else:
            yield _item(block, [line for line in lines if line], level, family)


def _expected(blocks: Sequence[MarkedBlock]) -> Iterator[str]:
    """Give what a reader should see of each block, marks as they are written."""
    for block in blocks:
        if block.kind == "code":
            yield block.plain.strip("\n")
            continue
        lines = [line.replace(OPENS, _SIGN).replace(CLOSES, _SIGN) for line in _lines(block) if line]
        yield from [" ".join(lines)] if block.kind == "heading" else lines


def _item(block: MarkedBlock, lines: list[str], level: int, family: Family) -> str:
    indent = " " * 4 * (level - 1)
    number = re.fullmatch(r"\d{1,9}\.", block.marker)
    sign = f"{block.marker} " if number else "- "
    own = "" if number or block.marker in {"•", ""} else f"{escape_line(block.marker, family)} "
    first, *rest = lines or [""]
    return "\n\n".join([f"{indent}{sign}{own}{first}", *(f"{indent}    {line}" for line in rest)])


def _fenced(block: MarkedBlock) -> str:
    runs = [len(run) for run in re.findall(r"`+", block.plain)]
    fence = "`" * max(3, max(runs, default=0) + 1)
    return f"{fence}\n{block.plain}\n{fence}"


def _lines(block: MarkedBlock) -> list[str]:
    lines = block.text.split("\n")
    return [_CELLS.join(line.split("\t")) for line in lines] if block.kind == "table" else lines


def _line(line: str, family: Family, *, strict: bool) -> str:
    return escape_line(line, family, strict=strict).replace(OPENS, _SIGN).replace(CLOSES, _SIGN)
