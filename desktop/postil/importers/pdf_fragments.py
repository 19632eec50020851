"""From glyphs to fragments: unbroken runs of one line, with their spaces and with accents on their letters."""

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import bidirectional, normalize

from postil.importers.pdf_glyphs import SPACE, Glyph

WIDEST_SPACE = 0.8
"""A wider gap between two glyphs, in sizes of the larger, ends a fragment."""
_SPACE = 0.2
"""Two glyphs further apart than this, in sizes, with a break between them that is none, have a space there."""
_SAME_LINE = 0.55
_LETTERSPACED = 0.45
"""Spaces for each letter above which a fragment is letterspaced; a text of words of two letters has fewer."""
# TeX and others draw these over the letter that follows or goes before.
_ACCENTS = {
    "\u0060": "\u0300", "\u00b4": "\u0301", "\u02c6": "\u0302", "\u005e": "\u0302", "\u02dc": "\u0303",
    "\u00af": "\u0304", "\u02d8": "\u0306", "\u02d9": "\u0307", "\u00a8": "\u0308", "\u02da": "\u030a",
    "\u02dd": "\u030b", "\u02c7": "\u030c", "\u00b8": "\u0327", "\u02db": "\u0328",
}  # fmt: skip
# PDFium expands f-ligatures itself, but not where they stand in a text of another direction.
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ſt", "ﬆ": "st"}


@dataclass(frozen=True, slots=True)
class Fragment:
    """Glyphs that follow each other on a line, in logical order, spaces among them but none at the ends.

    ``left``, ``right`` and ``base`` are points, ``size`` that of most of its letters.
    """

    glyphs: tuple[Glyph, ...]
    left: float
    right: float
    base: float
    size: float
    letters: int
    rtl: bool

    @property
    def text(self) -> str:
        """Its letters."""
        return "".join(glyph.letter for glyph in self.glyphs)


def split_fragments(glyphs: Iterable[Glyph]) -> list[Fragment]:
    """Return the fragments of one page in PDFium's order; where lines end is told by places, not by that order."""
    fragments: list[Fragment] = []
    gathered = _Gathering()
    for glyph in glyphs:
        if glyph.letter in " \n":
            gathered.note_gap(is_space=glyph.letter == " ")
        elif not gathered.take(glyph):
            fragments.extend(gathered.finish())
            gathered.take(glyph)
    fragments.extend(gathered.finish())
    return fragments


class _Gathering:
    """One fragment while it grows."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._glyphs: list[Glyph] = []
        self._last: Glyph | None = None
        self._left = self._right = 0.0
        self._rtl = False
        self._space = self._broken = False

    def note_gap(self, *, is_space: bool) -> None:
        """Remember that PDFium has a space or a break here."""
        self._space = self._space or is_space
        self._broken = self._broken or not is_space

    def take(self, glyph: Glyph) -> bool:
        """Add ``glyph`` where it goes on with the fragment; False where it begins another."""
        rtl = is_rtl(glyph.letter)
        if self._last is None:
            self._left, self._right = glyph.left, glyph.right
        else:
            if not self._goes_on(self._last, glyph, rtl=rtl):
                return False
            if self._compose(self._last, glyph):
                return True
            if self._space or (self._broken and self._has_gap(self._last, glyph)):
                self._glyphs.append(SPACE)
        self._space = self._broken = False
        self._rtl = self._rtl or rtl
        self._left, self._right = min(self._left, glyph.left), max(self._right, glyph.right)
        self._add(glyph)
        return True

    def _add(self, glyph: Glyph) -> None:
        expanded = _LIGATURES.get(glyph.letter)
        if expanded:
            self._glyphs.extend(glyph._replace(letter=letter) for letter in expanded)
        else:
            self._glyphs.append(glyph)
        self._last = self._glyphs[-1]

    def _goes_on(self, last: Glyph, glyph: Glyph, *, rtl: bool) -> bool:
        if glyph.left == last.left and glyph.right == last.right and glyph.base == last.base:
            # The letters of a ligature have one place.
            return True
        size = max(last.face.size, glyph.face.size)
        if abs(glyph.base - last.base) > _SAME_LINE * size:
            return False
        if self._rtl or rtl:
            # Numbers and foreign words run against the line: what counts is how far away from all of it they are.
            return max(glyph.left - self._right, self._left - glyph.right) <= 3 * size
        return -size <= glyph.left - last.right <= WIDEST_SPACE * size

    def _has_gap(self, last: Glyph, glyph: Glyph) -> bool:
        if self._rtl or is_rtl(glyph.letter) or is_unspaced(last.letter) or is_unspaced(glyph.letter):
            return False
        return glyph.left - last.right > _SPACE * max(last.face.size, glyph.face.size)

    def _compose(self, last: Glyph, glyph: Glyph) -> bool:
        """Put an accent that is drawn over a letter on that letter; False where there is none."""
        if last.letter not in _ACCENTS and glyph.letter not in _ACCENTS:
            return False
        overlap = min(last.right, glyph.right) - max(last.left, glyph.left)
        narrower = min(last.right - last.left, glyph.right - glyph.left)
        if overlap < 0.6 * max(narrower, 0.01):
            return False
        for accent, letter in ((last, glyph), (glyph, last)):
            mark = _ACCENTS.get(accent.letter)
            if mark and letter.letter.isalpha():
                whole = normalize("NFC", {"ı": "i", "ȷ": "j"}.get(letter.letter, letter.letter) + mark)
                if len(whole) == 1:
                    self._glyphs[-1] = self._last = letter._replace(letter=whole)
                    self._space = False
                    return True
        return False

    def finish(self) -> list[Fragment]:
        """Return the fragment, if there is any, and begin anew."""
        visible = [glyph for glyph in self._glyphs if glyph.letter != " "]
        made: list[Fragment] = []
        if visible:
            size = _size_of(visible)
            if not self._rtl and _is_letterspaced(self._glyphs, visible):
                self._glyphs = _without_letterspacing(self._glyphs, size)
            base = next(glyph.base for glyph in visible if glyph.face.size == size)
            made = [Fragment(tuple(self._glyphs), self._left, self._right, base, size, len(visible), self._rtl)]
        self._begin()
        return made


def _is_letterspaced(glyphs: list[Glyph], visible: list[Glyph]) -> bool:
    """Say whether there are spaces between most letters; a few signs with spaces between them are a formula."""
    spaced = len(glyphs) - len(visible) > _LETTERSPACED * len(visible)
    return spaced and len(visible) >= 5 and (len(visible) >= 12 or all(g.letter.isalpha() for g in visible))


def _without_letterspacing(glyphs: list[Glyph], size: float) -> list[Glyph]:
    """Return the glyphs of letterspaced words without the spaces that only set them wide."""
    visible = [glyph for glyph in glyphs if glyph.letter != " "]
    gaps = sorted(after.left - before.right for before, after in itertools.pairwise(visible))
    usual = gaps[len(gaps) // 2]
    kept: list[Glyph] = []
    for before, glyph in itertools.pairwise([*glyphs, SPACE]):
        if before.letter != " ":
            kept.append(before)
        elif kept and glyph.letter != " " and glyph.left - kept[-1].right > usual + max(0.12 * size, 0.5 * usual):
            kept.append(SPACE)
    return kept


def _size_of(glyphs: list[Glyph]) -> float:
    sizes = Counter(glyph.face.size for glyph in glyphs)
    most = max(sizes.values())
    return max(size for size, number in sizes.items() if number == most)


def is_rtl(letter: str) -> bool:
    """Say whether ``letter`` is of a script that runs from right to left."""
    return letter >= "\u0590" and bidirectional(letter) in {"R", "AL", "AN"}


def is_unspaced(letter: str) -> bool:
    """Say whether ``letter`` is of a script that sets no spaces between words, or a mark of one."""
    return "\u2e80" <= letter <= "\ua4cf" or "\uf900" <= letter <= "\ufaff" or "\uff00" <= letter <= "\uff65" or (
        "\u0e00" <= letter <= "\u0eff" or "\u1000" <= letter <= "\u109f" or "\u1780" <= letter <= "\u17ff"
        or "\U00020000" <= letter <= "\U0003ffff"
    )  # fmt: skip
