"""Word's fields as far as reading needs them: which of them are links, and boxes to tick.

Source: ECMA-376 Part 1, 17.16 (Fields and Hyperlinks).
"""

import re
from dataclasses import dataclass, field
from typing import Any

from postil.importers.docx_package import child, is_on, value

_LINK = re.compile(r"\s*HYPERLINK\b(?P<rest>.*)", re.DOTALL | re.IGNORECASE)
_WORD = re.compile(r'\\(?P<switch>[a-z])|"(?P<quoted>[^"]*)"|(?P<bare>[^\s"\\]\S*)', re.IGNORECASE)
_MOST = 200
_LONGEST = 8000


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    link: str | None = None


@dataclass(slots=True)
class Fields:
    """The fields that are open at one place; they may reach over several paragraphs."""

    _stack: list[_Field] = field(default_factory=list[_Field])

    @property
    def link(self) -> str:
        """Where the text at this place leads, "" for nowhere."""
        return next((f.link for f in reversed(self._stack) if f.link), "")

    def mark(self, element: Any) -> str:
        """Take up a ``w:fldChar``; return the character that it shows for a box to tick, else ""."""
        kind = value(element, "w:fldCharType")
        if kind == "begin" and len(self._stack) < _MOST:
            self._stack.append(_Field())
        elif kind == "separate" and self._stack:
            self._stack[-1].link = link_of(self._stack[-1].instruction)
        elif kind == "end" and self._stack:
            self._stack.pop()
        box = child(child(element, "w:ffData"), "w:checkBox")
        if box is None:
            return ""
        checked = child(box, "w:checked")
        return "☒" if is_on(child(box, "w:default") if checked is None else checked) else "☐"

    def instruct(self, text: str) -> None:
        """Take up a ``w:instrText``: what the innermost field does."""
        if self._stack and self._stack[-1].link is None and len(self._stack[-1].instruction) < _LONGEST:
            self._stack[-1].instruction += text


def link_of(instruction: str) -> str:
    """Return where a HYPERLINK instruction leads, an address or "#anchor"; "" for any other."""
    match = _LINK.match(instruction)
    if match is None:
        return ""
    address, anchor, switch = "", "", ""
    for word in _WORD.finditer(match["rest"]):
        if word["switch"]:
            switch = word["switch"].lower()
            continue
        said: str = word["quoted"] if word["quoted"] is not None else word["bare"]
        if switch == "l":
            anchor = said
        elif not switch and not address:
            address = said
        switch = ""
    return f"{address}#{anchor}" if anchor else address
