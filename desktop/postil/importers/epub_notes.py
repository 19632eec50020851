"""Footnotes and endnotes of a book: which links refer to one, and where it stands.

A reference says that it is one (``epub:type="noteref"``, ``role="doc-noteref"``), or it looks like one: a number or a
sign, raised, in brackets, or leading to a place that leads back or begins with the same number.
"""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from postil.domain.document import Block
from postil.importers.archives import Archive, resolve
from postil.importers.epub_markup import semantics
from postil.importers.html_elements import BLOCKS, HEADINGS
from postil.importers.lxml_parsing import take_out

_LABEL = re.compile(r"[\s\[({]*(\d{1,4}[a-z]?|[*†‡§¶#]{1,4}|[a-zA-Z]|[ivxlc]{1,6})(?!\w)[\])}.:]*\s*")
_SIGN = re.compile(r"[\s\[({]*(?:[↩↑⤴←↵⏎^▲]\ufe0e?|back|return|zurück|retour)[\])}.\s]*", re.IGNORECASE)
_BODY_KINDS = frozenset(["footnote", "endnote", "rearnote", "note"])
_GROUP_KINDS = frozenset(["footnotes", "endnotes", "rearnotes", "notes"])
_LONGEST, _MOST_PARTS = 8000, 800
_FEW = 20
"""Links, children and pieces of text that are looked at: a note begins with what tells that it is one."""


@dataclass(slots=True)
class Chapter:
    """A chapter before it becomes blocks: its ``member``, its tree, and its elements by their ids."""

    member: str
    root: Any
    ids: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class _Link:
    element: Any
    chapter: Chapter
    target_chapter: Chapter
    target: Any


def mark_notes(archive: Archive, chapters: Sequence[Chapter], navs: frozenset[Any]) -> dict[Any, str]:
    """Make the references to notes such in place; return the labels of the notes by their elements.

    Links back from a note go, and so do the addresses of all other links within the book. A note that stands in the
    midst of the text goes to the end of its section. Links in ``navs`` are no references.
    """
    by_member = {chapter.member: chapter for chapter in chapters}
    links = [link for chapter in chapters for link in _links(archive, chapter, by_member, navs)]
    notes: dict[Any, str] = {}
    references: dict[Any, set[Any]] = {}
    back: list[_Link] = []
    too_long: dict[Any, bool] = {}
    for link in links:
        block = _block(link.element)
        inside = next((note for note in _upwards(link.element) if note in notes), None)
        if inside is not None and (_is_back(link, references[inside])):
            back.append(link)
            continue
        body = _body(link, too_long)
        label = _label(link, body) if body is not None else ""
        if body is None or not label or body is inside:
            link.element.attrib.pop("href", None)
            continue
        _make_reference(link.element, label)
        notes.setdefault(body, label)
        references.setdefault(body, set()).update(e for e in (link.element, block) if e is not None)
    for link in back:
        _drop_back(link.element)
    for body in notes:
        for element in list(body.iter("a")):
            # One that leads back to a place that is not there.
            if "href" not in element.attrib:
                _drop_back(element)
        _move_behind(body)
    return notes


def label_note(blocks: list[Block], index: int, label: str) -> None:
    """Make the block ``index`` an item with the note's ``label`` before it, which its text then does not repeat."""
    while index < len(blocks) and blocks[index].kind == "rule":
        index += 1
    if index >= len(blocks) or blocks[index].kind not in {"paragraph", "list_item", "quotation"}:
        return
    block = blocks[index]
    repeated = _LABEL.match(block.text)
    cut = repeated.end() if repeated and repeated.group(1) == label and repeated.end() < len(block.text) else 0
    spans = tuple(
        replace(span, start=max(0, span.start - cut), end=span.end - cut) for span in block.spans if span.end > cut
    )
    marker = f"{label}." if label.isalnum() else label
    blocks[index] = replace(
        block, kind="list_item", text=block.text[cut:], spans=spans, level=max(1, block.level), marker=marker
    )


def _links(archive: Archive, chapter: Chapter, chapters: Mapping[str, Chapter], navs: frozenset[Any]) -> list[_Link]:
    """Return the links of ``chapter`` to places in ``chapters``; of others within the book the address goes."""
    found: list[_Link] = []
    for element in chapter.root.iter("a"):
        href: str = element.get("href") or ""
        if not href:
            continue
        member, fragment = resolve(chapter.member, href)
        if not member:
            continue
        target_chapter = chapters.get(archive.find(member))
        target = target_chapter.ids.get(fragment) if target_chapter and fragment else None
        if target_chapter is None or target is None or any(parent in navs for parent in _upwards(element)):
            del element.attrib["href"]
            continue
        found.append(_Link(element, chapter, target_chapter, target))
    return found


def _label(link: _Link, body: Any) -> str:
    """Return the label of a reference to ``body``: "12", "*"; "" where the link is none."""
    kinds = semantics(link.element)
    text = " ".join("".join(link.element.itertext()).split())
    match = _LABEL.fullmatch(text)
    if "noteref" in kinds:
        return match.group(1) if match else text[:20]
    if match is None or "backlink" in kinds or _upwards_has(link.element, HEADINGS):
        return ""
    label = match.group(1)
    if semantics(body) & _BODY_KINDS or _is_raised(link.element):
        return label
    repeated = _LABEL.match(" ".join("".join(itertools.islice(body.itertext(), _FEW)).split())[:40])
    begins = repeated is not None and repeated.group(1) == label
    returns = any(_leads_to(other, link) for other in itertools.islice(body.iter("a"), _FEW))
    bracketed = text[:1] in "[({" or not label.isalnum()
    return label if (begins and (bracketed or returns)) or (returns and (bracketed or label.isdigit())) else ""


def _leads_to(other: Any, link: _Link) -> bool:
    """Say whether the link ``other`` of a note leads back to the place of ``link``."""
    fragment = (other.get("href") or "").rpartition("#")[2]
    target = link.chapter.ids.get(fragment) if fragment else None
    return target is not None and (target is link.element or _block(target) is _block(link.element) is not None)


def _is_back(link: _Link, references: set[Any]) -> bool:
    if "backlink" in semantics(link.element):
        return True
    return any(parent in references for parent in (link.target, *_upwards(link.target))) or any(
        child in references for child in itertools.islice(link.target, _FEW)
    )


def _body(link: _Link, too_long: dict[Any, bool]) -> Any:
    """Return the element that holds the note that ``link`` leads to; None where that place is none of a note.

    ``too_long`` remembers what was found out about such places.
    """
    target = link.target
    typed = next((e for e in (target, *_upwards(target)) if semantics(e) & _BODY_KINDS), None)
    if typed is not None:
        return typed
    body = target if target.tag in BLOCKS else _block(target)
    if body is not None and body.tag in {"body", "section", "html", "article"} and target is not body:
        # An anchor of its own before the note.
        body = target.getnext()
    if body is None or body.tag not in BLOCKS or body.tag in HEADINGS or body.tag in {"body", "html", "nav", "table"}:
        return None
    if body not in too_long:
        too_long[body] = _is_long(body)
    return None if body is _block(link.element) or too_long[body] else body


def _is_long(body: Any) -> bool:
    if sum(1 for _ in itertools.islice(body.iter(), _MOST_PARTS + 1)) > _MOST_PARTS:
        return True
    return sum(len(text) for text in body.itertext()) > _LONGEST


def _make_reference(element: Any, label: str) -> None:
    element.set("role", "doc-noteref")
    element.set("href", f"#{label}")
    for raised in list(element.iter("sup")):
        # The whole reference is shown raised, and its digits stay digits.
        raised.tag = "span"


def _drop_back(element: Any) -> None:
    """Take out a link back that is only a sign; the words of any other stay, and lead nowhere."""
    if _SIGN.fullmatch(" ".join("".join(element.itertext()).split())) or not "".join(element.itertext()).strip():
        take_out(element)
    else:
        element.attrib.pop("href", None)


def _move_behind(body: Any) -> None:
    """Put a footnote that stands in the midst of the text at the end of its section."""
    if body.tag != "aside" and "footnote" not in semantics(body):
        return
    if any(semantics(parent) & _GROUP_KINDS or parent.tag in {"ol", "ul", "dl"} for parent in _upwards(body)):
        return
    section = next((parent for parent in _upwards(body) if parent.tag in {"section", "body"}), None)
    if section is not None:
        take_out(body)
        section.append(body)


def _is_raised(element: Any) -> bool:
    parent = element.getparent()
    return (parent is not None and parent.tag == "sup") or any(child.tag == "sup" for child in element)


def _block(element: Any) -> Any:
    return next((e for e in (element, *_upwards(element)) if e.tag in BLOCKS), None)


def _upwards(element: Any) -> list[Any]:
    return list(element.iterancestors())


def _upwards_has(element: Any, tags: Mapping[str, object]) -> bool:
    return any(parent.tag in tags for parent in element.iterancestors())
