"""The pictures in a chapter of a book: bitmaps are kept; of one that is none, or not there, the description stays."""

from typing import Any

from postil.importers.archive_pictures import Pictures
from postil.importers.archives import resolve
from postil.importers.lxml_parsing import take_out


def keep_pictures(pictures: Pictures, root: Any, base: str) -> None:
    """Give every ``img`` of the pruned chapter ``base`` its ``figure:SHA256``, or else its words in its place."""
    for image in list(root.iter("img")):
        src = image.get("src") or ""
        if src.startswith("figure:"):
            # One within the page, which stands for itself since the page was pruned.
            continue
        alternative = " ".join((image.get("alt") or "").split())
        member = pictures.archive.find(resolve(base, src)[0]) if src else ""
        name = pictures.keep(member) if member and not _is_initial(image, alternative) else ""
        if name:
            image.set("src", f"figure:{name}")
        elif alternative and image.getparent() is not None:
            image.attrib.clear()
            image.tag = "span"
            image.text = alternative
        else:
            take_out(image)


def _is_initial(image: Any, alternative: str) -> bool:
    """Say whether a picture is the large letter that a chapter begins with, and so a part of its first word."""
    if len(alternative) != 1 or not alternative.isalpha():
        return False
    parent = image.getparent()
    following = image.tail or (parent.tail if parent is not None and parent.tag == "span" else "") or ""
    return following[:1].isalpha()
