"""Lets the reader's own Markdown stand in a file without breaking what stands around it."""

import re
from collections.abc import Iterator

from postil.domain.text import canonical
from postil.exporters.escaping import EVERY_READER, Family, escape_line

# Where none of these occurs, a note holds nothing that reaches beyond itself.
_REACHING = re.compile(r"[<`~#]|%%|\$\$|^[^\w\n]*[-=][ \t]*$", re.MULTILINE)
_RULE = re.compile(r"(?:-[ \t]*){3,}$")
_HEADING = re.compile(r"#{1,6}(?=\s|$)")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:.*?[^`])??\1(?!`)", re.DOTALL)
_KEPT_TAGS = ("b", "i", "u", "s", "em", "strong", "sub", "sup", "mark", "kbd", "small", "del", "ins", "q")
_TAG = re.compile(
    rf"(?<!\]\()<(?=[A-Za-z/!?])(?!/?(?:{'|'.join(_KEPT_TAGS)}|br|wbr)[ ]?/?>|https?://|mailto:|postil://|[\w.+-]+@)"
)


def contain(body: str, deepest: int) -> str:
    """Return the note ``body`` so that it reads the same and ends where it ends.

    Its headings come to stand below level ``deepest``; a rule of dashes becomes one of stars (Pandoc reads dashes as
    the start of metadata); an unclosed fence is closed; HTML that could swallow what follows shows as text.
    """
    note = canonical(body).strip("\n")
    if not _REACHING.search(note):
        return note.rstrip()
    lines: list[str | None] = [*note.split("\n")]
    code: set[int] = set()
    closing = ""
    for kind, markup, level, first, end in _blocks(note):
        if kind in {"fence", "code_block"}:
            code.update(range(first, end))
            if kind == "fence" and not _closed(lines[first:end], markup):
                closing = markup if level == 0 else closing
        elif kind == "hr" and markup.startswith("-"):
            lines[first] = _RULE.sub("* * *", lines[first] or "")
        elif kind == "heading_open":
            _lower(lines, first, end, markup, deepest)
    for number, line in enumerate(lines):
        if line and number not in code and line.lstrip().startswith("#") and not _HEADING.match(line.lstrip()):
            lines[number] = line.replace("#", "\\#", 1)  # "#tag", a heading to some
    guarded = "\n".join(_outside_code(lines, code)).rstrip()
    return f"{guarded}\n{closing}" if closing else guarded


def as_text(body: str, family: Family = EVERY_READER) -> str:
    """Return the note ``body`` with every mark shown as it was typed: what is left when nothing else holds it."""
    lines = [line.strip() for line in canonical(body).split("\n")]
    return "\n\n".join(escape_line(line, family, strict=True) for line in lines if line)


def _blocks(note: str) -> Iterator[tuple[str, str, int, int, int]]:
    from markdown_it import MarkdownIt

    for token in MarkdownIt("commonmark").disable("inline").parse(note):
        if token.map:
            yield token.type, token.markup, token.level, token.map[0], token.map[1]


def _closed(lines: list[str | None], markup: str) -> bool:
    last = (lines[-1] or "").strip().lstrip("> ")
    return len(lines) > 1 and len(last) >= len(markup) and not last.strip(markup[0])


def _lower(lines: list[str | None], first: int, end: int, markup: str, deepest: int) -> None:
    if markup.startswith("#"):
        level = min(6, len(markup) + deepest)
        lines[first] = _HEADING.sub("#" * level, lines[first] or "", count=1)
        return
    level = min(6, deepest + (1 if markup == "=" else 2))
    title = " ".join((line or "").strip() for line in lines[first : end - 1])
    lines[first] = "#" * level + " " + re.sub(r"#$", r"\\#", title)
    lines[first + 1 : end] = [None] * (end - first - 1)


def _outside_code(lines: list[str | None], code: set[int]) -> Iterator[str]:
    """Give the lines with runaway HTML and unpaired comment and formula marks guarded, code left alone."""
    run: list[str] = []
    for number, line in enumerate(lines):
        if number not in code:
            run += [] if line is None else [line]
            continue
        if run:
            yield _guard_run("\n".join(run))
            run = []
        yield line or ""
    if run:
        yield _guard_run("\n".join(run))


def _guard_run(text: str) -> str:
    parts: list[str] = []
    position = 0
    for span in _CODE_SPAN.finditer(text):
        parts += [_guard_text(text[position : span.start()]), span[0]]
        position = span.end()
    return "".join([*parts, _guard_text(text[position:])])


def _guard_text(text: str) -> str:
    text = _TAG.sub("&lt;", text)
    for tag in _KEPT_TAGS:
        if text.count(f"<{tag}>") != text.count(f"</{tag}>"):
            text = text.replace(f"<{tag}>", f"&lt;{tag}>").replace(f"</{tag}>", f"&lt;/{tag}>")
    if text.count("%%") % 2:
        text = text.replace("%%", "%&#37;")
    return text.replace("$$", "$&#36;") if text.count("$$") % 2 else text
