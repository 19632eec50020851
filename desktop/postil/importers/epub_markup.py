"""A chapter of an EPUB as a tree that the HTML importer can walk: plain names, pictures kept, nothing for players."""

import re
from dataclasses import replace
from html.entities import html5
from typing import Any

from postil.importers.archives import Archive
from postil.importers.html_tree import MOST_ELEMENTS, parse_page, too_many_elements
from postil.importers.lxml_parsing import local_name, parse_xml, take_out
from postil.importers.xml_members import member_text

_TYPE = "{http://www.idpf.org/2007/ops}type"
_LINK = "{http://www.w3.org/1999/xlink}href"
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_NAME = re.compile(r"[a-z][a-z0-9\-]*")
# These five are XML's own.
_KEPT_ENTITIES = frozenset(["amp;", "lt;", "gt;", "quot;", "apos;"])


def chapter_tree(archive: Archive, member: str) -> Any:
    """Return the tree of a chapter, its elements by HTML's names; None where there is no text in it.

    XHTML is read as XML where it is well-formed, else as browsers read HTML. Raises Problem where it is too large or
    nests too deeply, or where the archive cannot be read.
    """
    markup = member_text(archive, member)
    if "<" not in markup:
        return None
    parsed = parse_xml(_ENTITY.sub(_spelled, markup))
    if parsed is None or not parsed.well_formed:
        content = replace(archive.source, content=markup.encode("utf-8", "replace"), charset="utf-8", kind="file")
        root = parse_page(content).root
    else:
        root = parsed.root
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise too_many_elements(archive.source)
    return _with_plain_names(root)


def semantics(element: Any) -> frozenset[str]:
    """Return what an element is by its ``epub:type`` and ``role``: {"noteref"}, {"pagebreak"}; no "doc-" before it."""
    attributes = element.attrib
    said = f"{attributes.get(_TYPE, '')} {attributes.get('epub:type', '')} {attributes.get('role', '')}"
    return frozenset(word.removeprefix("doc-") for word in said.lower().split()) if len(said) > 2 else frozenset()


def prepare(root: Any) -> None:
    """Make in place what only players of EPUB understand into what any page has.

    Of alternatives for such players the one for all others stays, of an embedded object what stands in for it, of a
    drawing (SVG) its bitmaps, and its words where it is the whole chapter.
    """
    drawn = root.tag == "svg"
    for element in list(root.iter("switch", "object", "svg", "picture")):
        if element.tag == "switch":
            for case in list(element.iterchildren("case")):
                take_out(case)
        elif element.tag == "svg":
            _open_drawing(element, whole=drawn)
        elif element.tag == "object":
            element.tag = "div" if len(element) else "span"
    for anchor in root.iter("a"):
        if anchor.get("name") and not anchor.get("id"):
            anchor.set("id", anchor.get("name"))


def _spelled(match: "re.Match[str]") -> str:
    name = match.group(1)
    return match.group() if name in _KEPT_ENTITIES else html5.get(name, match.group())


def _with_plain_names(root: Any) -> Any:
    for element in root.iter():
        name: str = element.tag
        if not _NAME.fullmatch(name):
            plain = local_name(element).rpartition(":")[2]
            # HTML's parser takes "<a:>" and much else for a name.
            element.tag = plain if _NAME.fullmatch(plain) else "span"
    return root


def _open_drawing(drawing: Any, *, whole: bool) -> None:
    """Make the bitmaps of a drawing pictures of the page; all else in it goes, but for its words if ``whole``."""
    kept: list[Any] = []
    for element in drawing.iter("image", "text", "title", "desc"):
        if element.tag == "image":
            picture = drawing.makeelement("img")
            picture.set("src", element.get(_LINK) or element.get("href") or element.get("xlink:href") or "")
            kept.append(picture)
        elif whole:
            line = drawing.makeelement("p")
            line.text = " ".join(" ".join(element.itertext()).split())
            kept.append(line)
    tail = drawing.tail
    if kept:
        name = drawing.get("id")
        drawing.clear()
        drawing.tag = "div" if whole or drawing.getparent() is None else "span"
        if name:
            drawing.set("id", name)
        drawing.extend(kept)
    drawing.tail = tail
