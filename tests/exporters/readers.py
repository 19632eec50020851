"""Markdown readers, each as a function from a file's text to the quotations that it would show."""

import functools
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from markdown import Markdown
from markdown_it import MarkdownIt

Reader = Callable[[str], list[str]]


class _Quotations(HTMLParser):
    """Gathers block quotations: a line for each paragraph, an empty one for a ``<br>`` of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.quotations: list[list[str]] = []
        self.within, self.paragraph = False, False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "blockquote":
            self.quotations.append([])
            self.within = True
        elif self.within and tag == "p":
            self.quotations[-1].append("")
            self.paragraph = True
        elif self.within and tag == "br":
            if not self.paragraph:
                self.quotations[-1].append("")
        elif self.within and tag != "a":  # an address may become a link: its letters are the same
            self.quotations[-1].append(f"<{tag}>")

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote":
            self.within = False
        elif tag == "p":
            self.paragraph = False

    def handle_data(self, data: str) -> None:
        if self.within and (self.paragraph or data.strip()):
            self.quotations[-1][-1] += data


def quotations(shown: str) -> list[str]:
    """Return the text of each block quotation of the HTML ``shown``."""
    parser = _Quotations()
    parser.feed(shown)
    parser.close()
    return ["\n".join(lines) for lines in parser.quotations]


def python_markdown(text: str) -> list[str]:
    return quotations(Markdown().convert(text))


def python_markdown_extra(text: str) -> list[str]:
    return quotations(Markdown(extensions=["extra", "sane_lists"]).convert(text))


def commonmark(text: str) -> list[str]:
    return quotations(MarkdownIt("commonmark").render(text))


def markdown_it_with_tables_and_strikethrough(text: str) -> list[str]:
    return quotations(MarkdownIt("js-default", {"html": True}).render(text))


def pandoc(kind: str) -> Reader:
    """Return Pandoc's reader of ``kind``; skips where Pandoc is not installed."""
    program = shutil.which("pandoc")
    if program is None:
        pytest.skip("pandoc is not installed here")
    return functools.partial(_read_with_pandoc, program, kind)


def _read_with_pandoc(program: str, kind: str, text: str) -> list[str]:
    command = [program, "--from", kind, "--to", "html", "--wrap=preserve"]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True, timeout=120)
    return quotations(done.stdout)


def typographic(text: str) -> str:
    """Return ``text`` with the quotation marks that Pandoc's "smart" draws, and its no-break spaces, made plain."""
    return text.translate(str.maketrans("“”‘’\N{NO-BREAK SPACE}", "\"\"'' "))
