"""The paragraphs of a page of ours, as a Word file has them."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_STYLES = {
    "h1": "Title", "h2": "Heading1", "h3": "Heading2", "h4": "Heading3", "h5": "Heading4", "h6": "Heading5",
    "pre": "Code", "li": "ListParagraph", "tr": "",
}  # fmt: skip
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "tr", "blockquote", "hr"})
_FORMATS = {
    "strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis", "code": "code", "mark": "mark", "a": "link",
}  # fmt: skip
_HIDDEN = frozenset({"head", "style", "script", "title"})


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one format; a line feed is a new line within the paragraph."""

    text: str
    formats: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Link:
    """Runs that lead to an address."""

    target: str
    runs: tuple[Run, ...]


@dataclass(slots=True)
class Paragraph:
    """A paragraph with the name of its style, "" for the usual one."""

    style: str = ""
    pieces: list[Run | Link] = field(default_factory=list[Run | Link])


def paragraphs_of(page: str) -> list[Paragraph]:
    """Return the paragraphs of a page; an empty line of a quotation is a paragraph too."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.end()
    return reader.paragraphs


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[Paragraph] = []
        self._open: Paragraph | None = None
        self._keeps = False
        self._formats: list[str] = []
        self._quoting: list[str] = []
        self._link = ""
        self._lists: list[int] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self._hidden += tag in _HIDDEN
        if tag == "blockquote":
            self.end()
            self._quoting.append("Quote" if told.get("class") == "quotation" else "IntenseQuote")
        elif tag in {"ul", "ol"}:
            self.end()
            self._lists.append(int(told.get("start") or 1) if tag == "ol" else 0)
        elif tag == "br":
            self._add("\n")
        elif tag in {"td", "th"}:
            if self._open is not None and self._open.pieces:
                self._add("\t")
        elif tag in _BLOCKS:
            self._begin(tag, told.get("class") or "")
        elif tag in _FORMATS:
            self._formats.append(_FORMATS[tag])
            self._link = told.get("href") or "" if tag == "a" else self._link

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _HIDDEN:
            self._hidden -= 1

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN
        if tag == "blockquote":
            self.end()
            self._quoting.pop()
        elif tag in {"ul", "ol"}:
            self.end()
            self._lists.pop()
        elif tag in _BLOCKS:
            self.end()
        elif tag in _FORMATS:
            if _FORMATS[tag] in self._formats:
                self._formats.remove(_FORMATS[tag])
            self._link = "" if tag == "a" else self._link

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if self._open is None:
            if data.strip():
                self._begin("p", "")
            else:
                return
        self._add(data if self._keeps else re.sub(r"[ \t\n]+", " ", data))

    def end(self) -> None:
        """A paragraph is over; one without text stays only where it is a line of a quotation."""
        if self._open is not None and (self._open.pieces or self._open.style == "Quote"):
            self.paragraphs.append(self._open)
        self._open = None

    def _begin(self, tag: str, kind: str) -> None:
        if tag == "p" and self._open is not None and not self._open.pieces:
            return
        self.end()
        style = self._quoting[-1] if self._quoting and tag == "p" else _STYLES.get(tag, "")
        self._open = Paragraph("About" if kind == "about" else style)
        # What an article says keeps its spaces; the rest of the page is laid out for reading it.
        self._keeps = bool(self._quoting) or tag == "pre"
        if tag == "li" and self._lists:
            self._add(f"{self._lists[-1]}. " if self._lists[-1] else "• ")
            self._lists[-1] += bool(self._lists[-1])

    def _add(self, text: str) -> None:
        if self._open is None or not text:
            return
        run = Run(text, frozenset(self._formats))
        if self._link:
            self._open.pieces.append(Link(self._link, (run,)))
        else:
            self._open.pieces.append(run)
