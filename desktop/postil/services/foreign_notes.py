"""Notes of other programs as the reader's own Markdown: what was a mark there is one here, and no other."""

import re
from collections.abc import Iterator, Sequence

from postil.domain.document import Block, Span
from postil.domain.foreign import NoteFormat
from postil.domain.text import canonical
from postil.exporters.escaping import escape_line
from postil.importers.html_blocks import blocks_of
from postil.importers.lxml_parsing import parse_html

_BREAK = "  \n"
"""The end of a line that every reader of Markdown takes for one."""


def to_markdown(note: str, note_format: NoteFormat) -> str:
    """Return a note as Markdown: as it is, where it is that; else so that it reads as it did there."""
    if note_format == "html":
        return _from_html(note)
    note = canonical(note).strip()
    return note if note_format == "markdown" else _from_text(note)


def _from_text(note: str) -> str:
    paragraphs = re.split(r"\n[^\S\n]*\n\s*", note)
    return "\n\n".join(_BREAK.join(_plain(line.strip()) for line in each.split("\n")) for each in paragraphs)


def _from_html(markup: str) -> str:
    parsed = parse_html(markup) if markup.strip() else None
    if parsed is None:
        return ""
    parts: list[str] = []
    was_item = False
    for block in blocks_of(parsed.root):
        said = _block(block)
        if said:
            is_item = block.kind == "list_item"
            parts.append(("\n" if was_item and is_item else "\n\n") + said)
            was_item = is_item
    return "".join(parts).strip()


def _block(block: Block) -> str:
    match block.kind:
        case "heading":
            return f"{'#' * max(1, min(block.level, 6))} {_inline(block).replace(_BREAK, ' ')}"
        case "quotation":
            return "\n".join(f"> {line}" for line in _inline(block).split("\n"))
        case "list_item":
            indent = "    " * max(0, block.level - 1)
            marker = block.marker if re.fullmatch(r"\d{1,9}\.", block.marker) else "-"
            return f"{indent}{marker} " + _inline(block).replace("\n", f"\n{indent}  ")
        case "code":
            fence = "`" * max(3, 1 + _longest_run(block.text))
            return f"{fence}\n{block.text}\n{fence}"
        case "table":
            rows = block.text.split("\n")
            return _BREAK.join(" | ".join(_plain(cell) for cell in row.split("\t")) for row in rows)
        case "rule":
            return "* * *"
        case _:
            return _inline(block)


def _inline(block: Block) -> str:
    spans = [span for span in block.spans if span.kind != "note"]
    return "".join(_run(block.text, 0, len(block.text), sorted(spans, key=lambda each: (each.start, -each.end))))


def _run(text: str, start: int, end: int, spans: Sequence[Span]) -> Iterator[str]:
    """Give the Markdown of ``text[start:end]`` with the spans in it; one that reaches over another's end is cut."""
    place = start
    for number, span in enumerate(spans):
        first, last = max(span.start, place), min(span.end, end)
        if first >= last:
            continue
        yield _escaped(text[place:first])
        within = [each for each in spans[number + 1 :] if each.start < last and each.end <= last]
        yield _marked(text, first, last, span, within)
        place = last
    yield _escaped(text[place:end])


def _marked(text: str, start: int, end: int, span: Span, within: Sequence[Span]) -> str:
    said = text[start:end]
    bare = said.strip()
    if not bare:
        return _escaped(said)
    lead, trail = said[: len(said) - len(said.lstrip())], said[len(said.rstrip()) :]
    if span.kind == "code":
        ticks = "`" * (1 + _longest_run(bare)) if "`" in bare else "`"
        pad = " " if bare.startswith("`") or bare.endswith("`") else ""
        return f"{lead}{ticks}{pad}{bare}{pad}{ticks}{trail}"
    inner = "".join(_run(text, start + len(lead), end - len(trail), within))
    if span.kind == "link":
        target = re.sub(r"[\s<>]", "", span.target)
        return f"{lead}[{inner}](<{target}>){trail}" if target else f"{lead}{inner}{trail}"
    mark = "**" if span.kind == "strong" else "*"
    return f"{lead}{mark}{inner}{mark}{trail}"


def _escaped(text: str) -> str:
    return _BREAK.join(_plain(line) for line in text.split("\n"))


def _plain(line: str) -> str:
    """Return a line, or a part of one, so that it means itself; white space at its ends stays plain."""
    bare = line.strip()
    lead, trail = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
    return f"{lead and ' '}{escape_line(bare)}{trail and ' '}" if bare else line and " "


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
