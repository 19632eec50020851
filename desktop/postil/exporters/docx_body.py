"""The paragraphs of a page of ours, as a Word file has them."""

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

_STYLES = {
    "h1": "Title", "h2": "Heading1", "h3": "Heading2", "h4": "Heading3", "h5": "Heading4", "h6": "Heading5",
    "pre": "Code", "li": "ListParagraph", "tr": "",
}  # fmt: skip
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "tr", "blockquote", "hr"})
_FORMATS = {
    "strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis", "code": "code", "mark": "mark", "a": "link",
    "sup": "raised", "sub": "lowered",
}  # fmt: skip
_CLASSES = {"about": "About", "citation-note": "FootnoteText"}
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


@dataclass(frozen=True, slots=True)
class Footnote:
    """The place of a footnote, with what it says."""

    number: int
    runs: tuple[Run, ...]


Piece = Run | Link | Footnote


@dataclass(slots=True)
class Paragraph:
    """A paragraph with the name of its style, "" for the usual one."""

    style: str = ""
    pieces: list[Piece] = field(default_factory=list[Piece])


def paragraphs_of(page: str) -> list[Paragraph]:
    """Return the paragraphs of a page; an empty line of a quotation is a paragraph too.

    What stands below a note as "1 Jane Doe, …" is a footnote where the raised number stands in it, else a paragraph.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.end()
    return _with_footnotes(reader.paragraphs)


def _with_footnotes(paragraphs: list[Paragraph]) -> list[Paragraph]:
    said = {number: (each, runs) for each in paragraphs for number, runs in [_said(each)] if number}
    placed: set[int] = set()
    for paragraph in paragraphs:
        if paragraph.style == "FootnoteText":
            continue
        for place, piece in enumerate(paragraph.pieces):
            number = int(piece.text) if isinstance(piece, Run) and _is_number(piece) else 0
            if number in said and number not in placed:
                paragraph.pieces[place] = Footnote(number, said[number][1])
                placed.add(number)
    gone = {id(said[number][0]) for number in placed}
    return [each for each in paragraphs if id(each) not in gone]


def _said(paragraph: Paragraph) -> tuple[int, tuple[Run, ...]]:
    """Return the number of a footnote and what it says after it; 0 for another paragraph."""
    runs = tuple(each for each in paragraph.pieces if isinstance(each, Run))
    if paragraph.style != "FootnoteText" or not runs or not _is_number(runs[0]):
        return 0, ()
    rest = [run for run in runs[1:] if run.text]
    if rest:
        rest[0] = replace(rest[0], text=rest[0].text.lstrip(" "))
    return int(runs[0].text), tuple(rest)


def _is_number(run: Run) -> bool:
    return "raised" in run.formats and run.text.isascii() and run.text.isdigit()


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
        self._open = Paragraph(_CLASSES.get(kind, style))
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
