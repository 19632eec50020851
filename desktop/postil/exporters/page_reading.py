"""What a reader of HTML sees of a page of ours."""

from dataclasses import dataclass
from html.parser import HTMLParser

_HIDDEN = frozenset({"style", "script", "title"})


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The quotations in their order, line by line, and all text."""

    quotations: list[str]
    text: str


def read_page(page: str) -> ReadPage:
    """Read a page back."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return ReadPage(["\n".join(lines) for lines in reader.quotations], "".join(reader.text))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.quotations: list[list[str]] = []
        self.text: list[str] = []
        self._within = False
        self._line = False
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "blockquote" and ("class", "quotation") in attrs:
            self.quotations.append([])
            self._within = True
        elif tag == "p" and self._within:
            self.quotations[-1].append("")
            self._line = True
        elif self._within:
            # Nothing else belongs into a quotation.
            self.quotations[-1].append(f"<{tag}>")
        self._hidden += tag in _HIDDEN
        self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote":
            self._within = False
        elif tag == "p":
            self._line = False
        self._hidden -= tag in _HIDDEN

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text.append(data)
        if self._within and self._line:
            self.quotations[-1][-1] += data
        elif self._within and data.strip():
            self.quotations[-1].append(data)
