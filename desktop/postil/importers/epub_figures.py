"""The pictures of a book: its bitmaps become Figures; of one that is none, or not there, the description stays."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from postil.domain.records import Figure
from postil.importers.archives import Archive, resolve
from postil.importers.html_tree import picture_type
from postil.importers.lxml_parsing import take_out

LARGEST = 10 * 1024 * 1024
"""Bytes that a picture of a book may have to be kept."""

LARGEST_ALL = 96 * 1024 * 1024
"""Bytes that all its pictures may have; those after that are left out."""


@dataclass(slots=True)
class Pictures:
    """Gathers the pictures of one archive, each once. ``figures`` are those kept, by their ids."""

    archive: Archive
    figures: dict[str, Figure] = field(default_factory=dict[str, Figure])
    _names: dict[str, str] = field(default_factory=dict[str, str])
    _size: int = 0

    def sources(self) -> frozenset[str]:
        """Return the ``figure:SHA256`` of every picture kept so far."""
        return frozenset(f"figure:{name}" for name in self.figures)

    def keep(self, member: str) -> str:
        """Return the id of the picture in ``member``, "" where there is none that Postil keeps."""
        if member not in self._names:
            self._names[member] = self._load(member)
        return self._names[member]

    def keep_all(self, root: Any, base: str) -> None:
        """Give every ``img`` of the pruned chapter ``base`` its ``figure:SHA256``, or else its words in its place."""
        for image in list(root.iter("img")):
            src = image.get("src") or ""
            if src.startswith("figure:"):
                # One within the page, which stands for itself since the page was pruned.
                continue
            alternative = " ".join((image.get("alt") or "").split())
            member = self.archive.find(resolve(base, src)[0]) if src else ""
            name = self.keep(member) if member and not _is_initial(image, alternative) else ""
            if name:
                image.set("src", f"figure:{name}")
            elif alternative and image.getparent() is not None:
                image.attrib.clear()
                image.tag = "span"
                image.text = alternative
            else:
                take_out(image)

    def _load(self, member: str) -> str:
        size = self.archive.members[member].file_size
        if size > LARGEST or self._size + size > LARGEST_ALL:
            return ""
        content = self.archive.read(member)
        media_type = picture_type(content)
        if not media_type:
            return ""
        self._size += size
        name = hashlib.sha256(content).hexdigest()
        self.figures[name] = Figure(name, "", media_type, content)
        return name


def _is_initial(image: Any, alternative: str) -> bool:
    """Say whether a picture is the large letter that a chapter begins with, and so a part of its first word."""
    if len(alternative) != 1 or not alternative.isalpha():
        return False
    parent = image.getparent()
    following = image.tail or (parent.tail if parent is not None and parent.tag == "span" else "") or ""
    return following[:1].isalpha()
