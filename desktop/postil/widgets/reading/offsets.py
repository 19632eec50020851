"""Code points to Qt's UTF-16 units and back: the only place where the two meet."""

import bisect
import re

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    """The two ways of counting in one text. Making it reads the text once; each question is a binary search.

    Positions outside the text count on as if the text went on with characters of one unit.
    """

    __slots__ = ("_points", "_units")

    def __init__(self, text: str) -> None:
        astral = [] if text.isascii() else [match.start() for match in _ASTRAL.finditer(text)]
        self._points = astral
        self._units = [position + index for index, position in enumerate(astral)]

    def to_units(self, position: int) -> int:
        """Return the UTF-16 offset of the code point at ``position``."""
        return position + bisect.bisect_left(self._points, position) if self._points else position

    def to_points(self, unit: int) -> int:
        """Return the position of the code point that holds the UTF-16 offset ``unit``.

        The second half of a surrogate pair belongs to the character it ends.
        """
        return unit - bisect.bisect_left(self._units, unit) if self._units else unit
