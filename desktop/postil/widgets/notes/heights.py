"""The heights of many cards under each other, most of them only guessed."""

import bisect
from itertools import accumulate


class Heights:
    """Heights in pixels, in order; ``top`` and ``at`` cost nothing until a height changes, then one pass over all."""

    def __init__(self, guess: int) -> None:
        self._guess = guess
        self._heights: list[int] = []
        self._tops: list[int] | None = None

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def total(self) -> int:
        """The height of all together."""
        return self._known()[-1]

    def reset(self, number: int) -> None:
        """Begin anew with ``number`` cards of a guessed height."""
        self._heights = [self._guess] * number
        self._tops = None

    def extend(self, number: int) -> None:
        """Make room for further cards of a guessed height at the end."""
        self._heights += [self._guess] * number
        self._tops = None

    def insert(self, position: int) -> None:
        """Make room for a card of a guessed height."""
        self._heights.insert(position, self._guess)
        self._tops = None

    def remove(self, position: int) -> None:
        """Close the room of a card."""
        del self._heights[position]
        self._tops = None

    def put(self, position: int, height: int) -> None:
        """Say how high a card really is."""
        if self._heights[position] != height:
            self._heights[position] = height
            self._tops = None

    def height(self, position: int) -> int:
        """Return the height of a card as far as it is known."""
        return self._heights[position]

    def top(self, position: int) -> int:
        """Return where a card begins."""
        return self._known()[position]

    def at(self, offset: int) -> int:
        """Return the position of the card at ``offset`` pixels; raises IndexError where there are none."""
        if not self._heights:
            raise IndexError("no cards")
        return min(max(0, bisect.bisect_right(self._known(), offset) - 1), len(self._heights) - 1)

    def _known(self) -> list[int]:
        if self._tops is None:
            self._tops = [0, *accumulate(self._heights)]
        return self._tops
