"""Footnotes and endnotes of a Word file: numbered as they are referred to, in the document's own way of counting."""

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any

from postil.importers.docx_numbers import shown_number
from postil.importers.docx_package import Package, child, tag, value

KINDS = ("footnote", "endnote")
_SEPARATING = frozenset(["separator", "continuationSeparator", "continuationNotice"])
_USUAL = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(slots=True)
class Notes:
    """The notes of one document by kind and id; ``referred`` holds those with a reference, each with its number."""

    elements: dict[tuple[str, str], Any]
    forms: dict[str, str]
    referred: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    counts: dict[str, int] = field(default_factory=dict[str, int])

    def reference(self, kind: str, name: str) -> str:
        """Return the reference to a note as HTML, "" where there is no such note."""
        if (kind, name) not in self.elements:
            return ""
        if (kind, name) not in self.referred:
            self.counts[kind] = self.counts.get(kind, 0) + 1
            self.referred[kind, name] = shown_number(self.counts[kind], self.forms[kind])
        return f'<sup><a href="#{kind}-{escape(name)}">[{self.referred[kind, name]}]</a></sup>'


def read_notes(package: Package) -> Notes:
    """Return the notes of ``package``; the lines that part them from the text are none."""
    elements: dict[tuple[str, str], Any] = {}
    forms = dict(_USUAL)
    settings = package.tree(package.related("settings"))
    for kind in KINDS:
        root = package.tree(package.related(f"{kind}s"))
        for element in () if root is None else root.iterchildren(tag(f"w:{kind}")):
            name = value(element, "w:id")
            if value(element, "w:type") not in _SEPARATING and re.fullmatch(r"-?\d{1,9}", name):
                elements[kind, name] = element
        form = value(child(child(settings, f"w:{kind}Pr"), "w:numFmt"))
        forms[kind] = form or forms[kind]
    return Notes(elements, forms)
