"""The words of HTML, a paragraph to a line."""

from postil.importers.html_blocks import blocks_of
from postil.importers.lxml_parsing import parse_html


def plain_text(markup: str) -> str:
    """Return the text that ``markup`` shows, without anything that runs or hides."""
    parsed = parse_html(markup)
    if parsed is None:
        return ""
    return "\n".join(block.text for block in blocks_of(parsed.root) if block.text.strip())
