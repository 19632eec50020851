"""The tree of HTML elements that an OpenDocument text is written into."""

from typing import Any

from postil.importers.xml_members import plain_text


def inside(parent: Any, tag: str) -> Any:
    """Return a new element at the end of ``parent``."""
    element = parent.makeelement(tag)
    parent.append(element)
    return element


def add(into: Any, text: str | None) -> None:
    """Add ``text`` behind all that is in ``into``."""
    if not text:
        return
    # Not len(): lxml counts the children one by one.
    last = next(into.iterchildren(reversed=True), None)
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        into.text = (into.text or "") + text


def paragraph(role: str, into: Any) -> Any:
    """Return a new element for a paragraph of this ``role``; lines of code that follow each other share one."""
    if role.startswith("H"):
        return inside(into, f"h{role[1]}")
    if role == "Title":
        return inside(into, "h1")
    if role == "Quote":
        return inside(inside(into, "blockquote"), "p")
    if role == "Code":
        last = next(into.iterchildren(reversed=True), None)
        if last is not None and last.tag == "pre":
            add(last, "\n")
            return last
        return inside(into, "pre")
    return inside(into, "p")


def join_caption(written: Any) -> None:
    """Make a paragraph that describes the picture before it that picture's caption."""
    previous = written.getprevious()
    if previous is None or previous.tag not in {"p", "figure"} or plain_text(previous) or not plain_text(written):
        return
    if next(previous.iter("img"), None) is not None:
        previous.tag = "figure"
        written.tag = "figcaption"
        previous.append(written)
