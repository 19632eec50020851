"""What the clipboard or a drop holds, as a Source."""

import re

from postil.domain.sources import Source


def pasted(text: str, html: str = "") -> Source:
    """Return the source of pasted ``text``, or of the ``html`` it came with where that holds words too."""
    if html.strip() and re.search(r"[^\W_]", re.sub(r"<!--.*?-->|<[^>]*>", "", html, flags=re.DOTALL)):
        return Source("html", _without_surrogates(html), media_type="text/html", charset="utf-8")
    return Source("text", _without_surrogates(text), media_type="text/plain", charset="utf-8")


def _without_surrogates(text: str) -> bytes:
    """Encode what Qt hands over, where half a surrogate pair may stand at a cut."""
    return text.encode("utf-8", "replace")
