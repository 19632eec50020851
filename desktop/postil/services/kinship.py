"""Which article a source is a newer version of."""

import re
from dataclasses import dataclass
from typing import Literal

from postil.domain.addresses import normal_url
from postil.domain.likeness import contained, likeness
from postil.domain.sources import Imported, Source
from postil.storage.library import Library
from postil.storage.revisions import (
    addresses_with,
    articles_from_file,
    importer_of,
    newest_of,
    sketched_alike,
    text_of,
)
from postil.storage.trash import is_trashed

Why = Literal["address", "file", "text"]

QUOTATIONS = "quotations"
"""The importer of a version whose text is nothing but quotations that came without theirs: their order says nothing."""

_NEARLY = 0.5
"""Likeness from which on a text is nearly another one: every twelfth word of a long text may have changed."""
_MUCH = 0.2
_MOST = 8
"""Articles that are looked at for one reason."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """An article that a source is likely a newer version of, and ``why``.

    By the same ``address`` after normalisation, the same path of a ``file``, or nearly the same ``text``.
    ``likeness`` is the share of three-word runs that both texts have, from 0 to 1.
    """

    article_id: str
    why: Why
    likeness: float = 0.0

    @property
    def is_sure(self) -> bool:
        """Whether it came from the same place and reads much the same: who brings it in means the same article."""
        return self.why != "text" and self.likeness >= _MUCH


def kin(library: Library, source: Source, imported: Imported) -> Kinship | None:
    """Return the article that ``imported`` is a newer version of, or None; none that is in the trash.

    Of several the one from the same place that reads most alike, else the one with nearly the same text. In a library
    of 100,000 articles this takes about 0.1 s: addresses are looked through by an index, texts found by their sketches.
    """
    text = imported.document.text
    placed = [measured(library, article_id, "address", text) for article_id in _at_address(library, source, imported)]
    if source.kind == "file":
        placed += [
            measured(library, article_id, "file", text)
            for article_id in articles_from_file(library, source.location)[:_MOST]
            if not is_trashed(library, article_id)
        ]
    best = max(placed, key=lambda found: found.likeness, default=None)
    if best is not None and best.is_sure:
        return best
    return _by_text(library, imported) or best


def measured(library: Library, article_id: str, why: Why, text: str) -> Kinship:
    """Return the kinship of ``text`` to an article, whatever its likeness.

    Of an article that is nothing but quotations it counts how much of them stands in the text.
    """
    newest = newest_of(library, article_id)
    alike = contained if importer_of(library, newest) == QUOTATIONS else likeness
    return Kinship(article_id, why, round(alike(text_of(library, newest), text), 3))


def _at_address(library: Library, source: Source, imported: Imported) -> list[str]:
    """Return the articles that a page of the same address was brought in as."""
    wanted = {normal_url(source.location)} if source.kind == "url" else set[str]()
    if imported.url and _has_path(normal_url(imported.url)):
        # Some sites call their front page the true address of every page.
        wanted.add(normal_url(imported.url))
    found: dict[str, None] = {}
    for address in sorted(wanted):
        for article_id, there in addresses_with(library, _part(address)):
            if normal_url(there) == address and not is_trashed(library, article_id):
                found[article_id] = None
    return list(found)[:_MOST]


def _has_path(address: str) -> bool:
    return address.count("/") > 2 or "?" in address


def _part(address: str) -> str:
    """Return the longest part of a normal address that all forms of it hold, in small letters."""
    _, _, rest = address.partition("://")
    host, *segments = re.split(r"[/?&=#]", rest)
    plain = [piece for segment in segments if "%" not in segment for piece in re.findall(r"[\w-]+", segment.lower())]
    plain = [piece for piece in plain if piece.isascii()]
    longest = max(plain, key=len, default="")
    if len(longest) < 6 and not host.startswith("xn--") and ".xn--" not in host:
        return host
    return longest


def _by_text(library: Library, imported: Imported) -> Kinship | None:
    best: Kinship | None = None
    for article_id, revision_id in sketched_alike(library, imported.document.sketch, _MOST):
        if is_trashed(library, article_id):
            continue
        alike = round(likeness(text_of(library, revision_id), imported.document.text), 3)
        if alike >= _NEARLY and (best is None or alike > best.likeness):
            best = Kinship(article_id, "text", alike)
    return best
