"""Titles: the one a page prints without its site's name, and the one an article gets that has none."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from postil.domain.document import Block
from postil.domain.records import Evidence
from postil.domain.sources import Source
from postil.domain.text import canonical

_LONGEST = 90
_SEPARATORS = re.compile(r"\s+[|–—·•»:\\-]+\s+|\s*[|»·]\s*|\s+_|\s*::\s*|:\s+")


# What a firm or an address ends in, and its site's name in a title does not.
_ENDING = re.compile(r" (?:com|org|net|inc|ltd)$")


def title_without_headline(source: Source, blocks: Sequence[Block]) -> Evidence:
    """Return a title for a text that has no headline: its file's name, else its first words. Both are guesses."""
    stem = canonical(" ".join(PurePath(source.name).stem.replace("_", " ").split()))
    if stem and source.kind == "file":
        return Evidence("title", stem, source.name, "file name", guess=True)
    first = next((block.text for block in blocks if block.text.strip()), "")
    words = " ".join(first.split())
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0] + "…"
    return Evidence("title", words, first[: 2 * _LONGEST], "first words", guess=True)


def without_site(printed: str, site: str = "", headline: str = "", *, boldly: bool = True) -> str:
    """Return a ``<title>`` without the site's name around it.

    ``site`` is the site's name where it is known, ``headline`` the page's first heading. Where neither tells, and
    ``boldly``, a last part of at most three words goes if at least four words, and twice as many, stay.
    """
    printed = " ".join(printed.split())
    heading = " ".join(headline.split())
    cuts = list(_SEPARATORS.finditer(printed))
    if heading and _plain(heading) != _plain(printed):
        for cut in cuts:
            parts = (printed[: cut.start()], printed[cut.end() :])
            for part, other in (parts, parts[::-1]):
                # The first heading of many pages is the site's name.
                if _plain(part) == _plain(heading) and len(part.split()) >= len(other.split()):
                    return part.strip()
        if len(heading.split()) > 3 and any(_plain(part) == _plain(heading) for part in _SEPARATORS.split(printed)):
            return heading
    for cut in reversed(cuts):
        before, after = printed[: cut.start()].strip(), printed[cut.end() :].strip()
        if site and _same_site(after, site) and before:
            return without_site(before, site, headline, boldly=boldly)
        if site and _same_site(before, site) and after:
            return after
    strong = [cut for cut in cuts if cut.group().strip() not in {":", "·", "•"}]
    if strong and boldly and not site:
        before, after = printed[: strong[-1].start()].strip(), printed[strong[-1].end() :].strip()
        if len(after.split()) <= 3 and len(before.split()) >= max(4, 2 * len(after.split())):
            return before
    return printed


def _same_site(part: str, site: str) -> bool:
    plain, name = _ENDING.sub("", _plain(part)), _ENDING.sub("", _plain(site))
    return bool(plain) and plain.replace(" ", "") == name.replace(" ", "")


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
