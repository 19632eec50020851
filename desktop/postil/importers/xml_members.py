"""XML within an archive: decoded, parsed within bounds, with names as the importers compare them."""

from dataclasses import replace
from typing import Any

from postil.importers.archives import Archive, too_large
from postil.importers.encoding import is_text
from postil.importers.html_tree import markup_text
from postil.importers.lxml_parsing import parse_xml

LARGEST_TEXT = 32 * 1024 * 1024
"""Bytes that a member with text may have; a book of a million words in one file has about eight million."""


def member_text(archive: Archive, name: str) -> str:
    """Return the text of the member ``name``; "" where there is none, or where it holds no text.

    Raises Problem as ``Archive.read`` does.
    """
    found = archive.find(name)
    if not found:
        return ""
    if archive.members[found].file_size > LARGEST_TEXT:
        raise too_large(archive.source)
    content = archive.read(found)
    if not content.strip() or not is_text(content):
        return ""
    return markup_text(replace(archive.source, content=content, charset=""))


def member_tree(archive: Archive, name: str) -> Any:
    """Return the root of the XML member ``name``, as much as is well-formed; None where there is none."""
    markup = member_text(archive, name)
    parsed = parse_xml(markup) if markup else None
    return parsed.root if parsed else None


def plain_text(element: Any) -> str:
    """Return all text in ``element`` on one line."""
    return " ".join("".join(element.itertext()).split())
