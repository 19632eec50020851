"""An EPUB's table of contents and list of printed pages: EPUB 3's navigation document, EPUB 2's NCX.

Source: https://www.w3.org/TR/epub-33/#sec-nav and https://daisy.org/activities/standards/daisy/daisy-2/z39-86-2005/
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from postil.domain.problems import Problem
from postil.domain.text import canonical
from postil.importers.archives import Archive, resolve
from postil.importers.epub_markup import chapter_tree, semantics
from postil.importers.epub_package import Package
from postil.importers.lxml_parsing import local_name
from postil.importers.xml_members import member_tree, plain_text

_MOST = 20_000
_LONGEST = 300
_FAR = 100
"""How many lines without a place of their own may stand above the one whose place they get."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: its ``label``, its ``level`` from 1, and the place in a ``member`` that it leads to.

    ``fragment`` is "" for the member's beginning. ``certain`` is False for a line that leads nowhere itself: its place
    is that of the first line below it.
    """

    label: str
    level: int
    member: str
    fragment: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Navigation:
    """The lines of the table of ``contents`` in its order, and the printed ``pages`` with their labels."""

    contents: tuple[Entry, ...]
    pages: tuple[Entry, ...]


def read_navigation(archive: Archive, package: Package) -> Navigation:
    """Return what the navigation document says, and the NCX for what that is silent about."""
    contents: tuple[Entry, ...] = ()
    pages: tuple[Entry, ...] = ()
    try:
        root = chapter_tree(archive, package.nav) if package.nav else None
    except Problem:
        # The book can be read without its contents.
        root = None
    if root is not None:
        lists = {kind: nav for nav in reversed(list(root.iter("nav"))) for kind in semantics(nav)}
        contents = _placed(_list_lines(archive, package.nav, lists.get("toc")))
        pages = _placed(_list_lines(archive, package.nav, lists.get("page-list")))
    ncx = member_tree(archive, package.ncx) if package.ncx and not (contents and pages) else None
    if ncx is not None:
        contents = contents or _placed(_ncx_lines(archive, package.ncx, ncx, "navpoint"))
        pages = pages or _placed(_ncx_lines(archive, package.ncx, ncx, "pagetarget"))
    return Navigation(contents, pages)


def _list_lines(archive: Archive, base: str, nav: Any) -> Iterator[Entry]:
    """Give the items of the nested lists in a ``nav`` element."""
    if nav is None:
        return
    level = 0
    stack: list[tuple[Any, bool]] = [(nav, True)]
    while stack:
        element, entering = stack.pop()
        if element.tag == "ol":
            level += 1 if entering else -1
        if not entering:
            continue
        if element.tag in {"a", "span"} and level:
            yield _entry(archive, base, _label(element), level, element.get("href") or "")
            continue
        stack.append((element, False))
        stack.extend((child, True) for child in reversed(element))


def _label(element: Any) -> str:
    text = plain_text(element)
    pictures = [picture.get("alt") or "" for picture in element.iter("img")]
    return text or element.get("title") or " ".join(" ".join(pictures).split())


def _ncx_lines(archive: Archive, base: str, root: Any, wanted: str) -> Iterator[Entry]:
    """Give the ``navPoint`` or ``pageTarget`` elements of an NCX."""
    level = 0
    stack: list[tuple[Any, bool]] = [(root, True)]
    while stack:
        element, entering = stack.pop()
        if local_name(element) == wanted:
            level += 1 if entering else -1
            if entering:
                children = {local_name(child): child for child in reversed(element)}
                label = plain_text(children["navlabel"]) if "navlabel" in children else ""
                source = children["content"].get("src") if "content" in children else ""
                yield _entry(archive, base, label or element.get("value") or "", level, source or "")
        if entering:
            stack.append((element, False))
            stack.extend((child, True) for child in reversed(element))


def _entry(archive: Archive, base: str, label: str, level: int, reference: str) -> Entry:
    member, fragment = resolve(base, reference) if reference else ("", "")
    return Entry(canonical(label)[:_LONGEST].strip(), level, archive.find(member) if member else "", fragment)


def _placed(entries: Iterator[Entry]) -> tuple[Entry, ...]:
    """Return the lines that have a label and a place; one without a place gets that of the first line below it."""
    lines = [entry for entry, _ in zip(entries, range(_MOST), strict=False)]
    placed: list[Entry] = []
    for number, line in enumerate(lines):
        if not line.label:
            continue
        if line.member:
            placed.append(line)
            continue
        followers = itertools.islice(lines, number + 1, number + 1 + _FAR)
        below = next((other for other in followers if other.member or other.level <= line.level), None)
        if below is not None and below.level > line.level:
            placed.append(Entry(line.label, line.level, below.member, below.fragment, certain=False))
    return tuple(placed)
