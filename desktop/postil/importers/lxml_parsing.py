"""The one place that speaks to lxml's parser, which has no types."""

# pyright: reportMissingTypeStubs=false, reportAttributeAccessIssue=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Parsed:
    """An lxml tree; ``too_deep`` says that the parser gave up at elements nested more than 255 deep."""

    root: Any
    too_deep: bool


def parse_html(markup: str) -> Parsed | None:
    """Return the tree of ``markup``, without comments and processing instructions; None where it holds no element.

    Entities are not expanded into more, nothing is loaded, and lxml's own bounds on depth and size hold.
    """
    from lxml import etree, html

    parser: Any = html.HTMLParser(
        encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root: Any = html.document_fromstring(markup.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return Parsed(root, any("depth" in entry.message.lower() for entry in parser.error_log))


def to_html(element: Any) -> str:
    """Return ``element`` as HTML."""
    from lxml import etree

    text: str = etree.tostring(element, method="html", encoding="unicode")
    return text
