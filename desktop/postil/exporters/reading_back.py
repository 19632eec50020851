"""What readers of Markdown show of a text, wherever it stands: for what a template of the reader's own laid out."""

from collections.abc import Iterator
from html.parser import HTMLParser

from postil.exporters.checking import ExportMismatch
from postil.exporters.escaping import Family
from postil.exporters.front_matter import without_front_matter

_BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "pre", "blockquote", "div", "table", "tr", "td", "th"}
)


def shown_blocks(text: str, family: Family) -> tuple[list[str], list[str]]:
    """Return the texts of the innermost blocks as markdown-it-py shows them, and as ``markdown`` does."""
    first, second = (_read(shown) for shown in _as_html(text, family))
    return first.texts, second.texts


def check_shown(text: str, family: Family, quoted: list[str], inline: list[str]) -> None:
    """Read Markdown back; raises ExportMismatch where a quotation is altered.

    Those in ``quoted`` must be block quotations, letter by letter; those in ``inline`` stand in the text, on one line.
    """
    for reader, shown in zip(("markdown-it-py", "markdown"), _as_html(without_front_matter(text), family), strict=True):
        read = _read(shown)
        there = set(read.quotations)
        words = " ".join(" ".join(read.texts).split())
        altered = [one for one in quoted if one not in there]
        altered += [one for one in inline if " ".join(one.split()) not in words]
        if altered:
            raise ExportMismatch(
                "Nothing was written: {reader} would not read “{quotation}” as it is. Let the template write it with "
                "the filter “quotation”, in a paragraph of its own.",
                reader=reader,
                quotation=altered[0] if len(altered[0]) < 80 else f"{altered[0][:80]}…",
            )


def _as_html(text: str, family: Family) -> Iterator[str]:
    from markdown import Markdown
    from markdown_it import MarkdownIt

    yield MarkdownIt("commonmark").render(text)
    converter = Markdown(extensions=["fenced_code"])
    converter.ESCAPED_CHARS = sorted(family.backslashed)
    yield converter.convert(text)


def _read(shown: str) -> "_Shown":
    reader = _Shown()
    reader.feed(shown)
    reader.close()
    reader.end()
    return reader


class _Shown(HTMLParser):
    """Gathers the texts of innermost blocks, and the block quotations line by line; a callout's head is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.quotations: list[str] = []
        self._run: list[str] = []
        self._open: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag in _BLOCKS:
            self.end()
        if tag == "blockquote":
            self._open.append([])
        elif tag == "br":
            empty = self._open and not "".join(self._run).strip()
            if empty:
                self._open[-1].append("")
            else:
                self._run.append("\n")

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end()
        if tag == "blockquote" and self._open:
            lines = self._open.pop()
            self.quotations.append("\n".join(lines[1:] if lines and lines[0].startswith("[!") else lines))
            if lines and lines[0].startswith("[!"):
                self.quotations.append("\n".join(lines))

    def handle_data(self, data: str) -> None:
        self._run.append(data)

    def end(self) -> None:
        """A block ends or begins: what was gathered is a text of its own."""
        text = "".join(self._run).strip("\n")
        self._run = []
        if text:
            self.texts.append(text)
            if self._open:
                self._open[-1].append(text)
