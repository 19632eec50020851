"""Formatted citations as they leave: in plain words, as HTML, as Markdown."""

import html
import re
from collections.abc import Iterable
from typing import Literal

from postil.exporters.escaping import escape_line
from postil.services.rendering import clean_citation

Form = Literal["text", "html", "markdown"]
_TAG = re.compile(r"<(/?)(b|em|i|strong|sub|sup)>")
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
    parts: list[str] = []
    position = 0
    for match in _TAG.finditer(marked):
        parts.append(_escaped(marked[position : match.start()]))
        # Markdown has no sign for what is raised or lowered; HTML's own stays.
        parts.append(_MARKS.get(match[2], match[0]))
        position = match.end()
    return "".join([*parts, _escaped(marked[position:])])


def _escaped(marked: str) -> str:
    """Return a run of text escaped, with the white space at its ends as it is."""
    text = html.unescape(marked)
    bare = text.strip()
    if not bare:
        return text
    start = text.index(bare)
    return text[:start] + escape_line(bare) + text[start + len(bare) :]
