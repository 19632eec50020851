"""Formatted citations as they leave: in plain words, as HTML, as Markdown."""

import html
import re
from collections.abc import Iterable
from typing import Literal

from postil.exporters.escaping import escape_line
from postil.services.rendering import clean_citation

Form = Literal["text", "html", "markdown"]
_TAG = re.compile(r"<(/?)(b|em|i|strong|sub|sup)>")
# Canonical text holds no noncharacters.
_PLACE = "\ufdd0"
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}


def as_form(formatted: str, form: Form) -> str:
    """Return a citation or entry, as the engine gives it in HTML, in one of the forms; nothing in it can do harm."""
    marked = clean_citation(formatted)
    if form == "html":
        return marked
    if form == "text":
        return html.unescape(_TAG.sub("", marked))
    return _markdown(marked)


def listed(entries: Iterable[str], form: Form) -> str:
    """Return the entries of a bibliography as one text: a paragraph each."""
    if form == "html":
        return "\n".join(f"<p>{as_form(entry, form)}</p>" for entry in entries)
    return ("\n" if form == "text" else "\n\n").join(as_form(entry, form) for entry in entries)


def _markdown(marked: str) -> str:
    """Return an entry in Markdown: escaped as one line, its marks put back."""
    tags = [match[0] for match in _TAG.finditer(marked)]
    line = html.unescape(_TAG.sub(_PLACE, marked.replace(_PLACE, "")))
    parts = escape_line(line).split(_PLACE)
    # Markdown has no sign for what is raised or lowered; HTML's own stays.
    signs = [*(_MARKS.get(tag.strip("</>"), tag) for tag in tags), ""]
    return "".join(part + sign for part, sign in zip(parts, signs, strict=True))
