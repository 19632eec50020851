"""What an EPUB is made of: its package document, the files that it lists, and their reading order.

Source: https://www.w3.org/TR/epub-33/#sec-package-doc and https://idpf.org/epub/20/spec/OPF_2.0.1_draft.htm
"""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from postil.domain.problems import Problem
from postil.importers.archives import MOST_MEMBERS, Archive, resolve
from postil.importers.encoding import naming
from postil.importers.lxml_parsing import local_name
from postil.importers.xml_members import member_tree

_CHAPTERS = frozenset(
    [
        "application/xhtml+xml",
        "text/html",
        "application/html+xml",
        "image/svg+xml",
        "application/x-dtbook+xml",
        "text/x-oeb1-document",
    ]
)
_CHAPTER_NAMES = (".xhtml", ".html", ".htm", ".xht", ".xml", ".svg")
_MOST_FALLBACKS = 10
# Fonts are often made unreadable for others; the text is as it was.
_FONTS_ONLY = frozenset(["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"])


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book: ``member`` is its name in the archive, ``fallback`` the id of what stands in for it."""

    member: str
    media_type: str
    properties: frozenset[str]
    fallback: str


@dataclass(frozen=True, slots=True)
class Package:
    """An open book.

    ``spine`` are the members of its chapters in reading order, ``asides`` those outside of that order, ``nav`` and
    ``ncx`` the members of its tables of contents, "" for none. ``root`` is the package document's tree or None.
    """

    root: Any
    spine: tuple[str, ...]
    asides: tuple[str, ...]
    nav: str
    ncx: str


def open_package(archive: Archive) -> Package:
    """Return the book in ``archive``; where its lists are missing, all its pages in the order of their names.

    Raises Problem where there are no pages, or where they are encrypted.
    """
    location = _location(archive)
    root = member_tree(archive, location)
    package = _read(archive, location, root) if root is not None else None
    if package is None or not package.spine:
        pages = tuple(sorted(name for name in archive.members if name.lower().endswith((".xhtml", ".html", ".htm"))))
        package = Package(root, pages, (), package.nav if package else "", package.ncx if package else "")
    if not package.spine:
        raise Problem(
            "{name} holds no chapters that can be read. Open it in another program and save it as EPUB again.",
            name=naming(archive.source),
        )
    _refuse_encrypted(archive, frozenset((*package.spine, *package.asides)))
    return package


def _location(archive: Archive) -> str:
    """Return the member that is the package document, by the container's list or else by its name."""
    container = member_tree(archive, "META-INF/container.xml")
    if container is not None:
        for element in _elements(container, "rootfile"):
            member = archive.find(resolve("", element.get("full-path") or "")[0])
            if member:
                return member
    return next((name for name in archive.members if name.lower().endswith(".opf")), "")


def _read(archive: Archive, location: str, root: Any) -> Package:
    items: dict[str, Item] = {}
    for element in itertools.islice(_elements(root, "item"), MOST_MEMBERS):
        member = archive.find(resolve(location, element.get("href") or "")[0])
        items[element.get("id") or ""] = Item(
            member,
            (element.get("media-type") or "").strip().lower(),
            frozenset((element.get("properties") or "").split()),
            element.get("fallback") or "",
        )
    linear: dict[str, None] = {}
    aside: dict[str, None] = {}
    for reference in itertools.islice(_elements(root, "itemref"), MOST_MEMBERS):
        member = _chapter(items, reference.get("idref") or "")
        if member:
            (aside if (reference.get("linear") or "").strip().lower() == "no" else linear)[member] = None
    nav = next((item.member for item in items.values() if "nav" in item.properties), "")
    spine = next(_elements(root, "spine"), None)
    said = items.get((spine.get("toc") or "") if spine is not None else "")
    ncx = said.member if said else ""
    if not ncx:
        ncx = next((item.member for item in items.values() if item.media_type == "application/x-dtbncx+xml"), "")
    # A book whose pages are all outside of the reading order has one all the same.
    if not linear:
        linear, aside = aside, {}
    return Package(root, tuple(linear), tuple(name for name in aside if name not in linear), nav, ncx)


def _chapter(items: Mapping[str, Item], name: str) -> str:
    """Return the member of the item called ``name``, or of the first that stands in for it and can be read."""
    for _ in range(_MOST_FALLBACKS):
        item = items.get(name)
        if item is None:
            break
        if item.member and (item.media_type in _CHAPTERS or item.member.lower().endswith(_CHAPTER_NAMES)):
            # What needs a program that runs in the page has another page for readers without.
            stand_in = items.get(item.fallback) if "scripted" in item.properties else None
            if stand_in and stand_in.member and stand_in.media_type in _CHAPTERS:
                return stand_in.member
            return item.member
        name = item.fallback
    return ""


def _refuse_encrypted(archive: Archive, chapters: frozenset[str]) -> None:
    encryption = member_tree(archive, "META-INF/encryption.xml")
    if encryption is None:
        return
    for entry in _elements(encryption, "encrypteddata"):
        method = next((e.get("Algorithm") or "" for e in _elements(entry, "encryptionmethod")), "")
        if method in _FONTS_ONLY:
            continue
        for reference in _elements(entry, "cipherreference"):
            if archive.find(resolve("", reference.get("URI") or "")[0]) in chapters:
                raise Problem(
                    "{name} is locked to the shop or library that it came from (DRM), and only their program opens "
                    "it. Ask them for a copy without that lock.",
                    name=naming(archive.source),
                )


def _elements(root: Any, name: str) -> Iterator[Any]:
    return (element for element in root.iter() if local_name(element) == name)
