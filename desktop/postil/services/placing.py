"""Where a passage of another program stands in a text of the library, and whether that may be believed."""

import re
from dataclasses import dataclass

from postil.domain.anchoring import Selector, State, describe, locate, same_wording
from postil.domain.anchoring.sameness import stands
from postil.domain.foreign import ForeignMark
from postil.domain.text import canonical

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛‹›′`´", "'") | dict.fromkeys("‐‑‒–—―", "-"))
_LONG = 24
"""Code points from which on a passage that stands once needs no closer look."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text: ``made`` is the passage as it was marked, where the words at the place are not quite it."""

    state: State
    selector: Selector
    made: Selector | None = None


class PlacingText:
    """A text that many passages are looked for in."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded: str | None = None

    def place(self, mark: ForeignMark) -> Place:
        """Return where ``mark`` stands; "changed" or "lost", with the quotation kept, where that is not sure.

        Programs take white space and typography from a page in ways of their own: a passage that differs in no more
        than that, and stands just once, is "exact".
        """
        exact = canonical(mark.exact).strip()
        prefix, suffix = canonical(mark.prefix), canonical(mark.suffix)
        if not prefix and not suffix and len(exact) >= _LONG:
            # As ``locate`` finds it, in a tenth of the time: a book may have thousands.
            at = self.text.find(exact)
            if at >= 0 and self.text.find(exact, at + 1) < 0 and stands(self.text, at, exact, "", ""):
                return Place("exact", describe(self.text, at, at + len(exact)))
        start = mark.start if mark.start >= 0 else -1
        found = locate(self.text, Selector(start, start + len(exact) if start >= 0 else -1, exact, prefix, suffix))
        kept = Selector(found.start, found.start, exact, prefix, suffix)
        if found.state == "lost":
            return Place("lost", kept)
        selector = describe(self.text, found.start, found.end)
        if found.state != "changed":
            return Place(found.state, selector)
        if self._is_sure(found.start, selector, kept):
            return Place("exact", selector)
        return Place("changed", selector, kept)

    def _is_sure(self, start: int, selector: Selector, kept: Selector) -> bool:
        # The very letters, and yet not sure: they are too few, or stand elsewhere too.
        if selector.exact == kept.exact or not same_wording(selector.exact, kept.exact):
            return False
        if self._folded is None:
            self._folded = _fold(self.text)
        once = self._folded.count(_fold(kept.exact)) == 1
        return once and stands(self.text, start, selector.exact, kept.prefix, kept.suffix)


def _fold(text: str) -> str:
    return re.sub(r"\s+", " ", text).translate(_QUOTES)
