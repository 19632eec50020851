"""One line on a terminal that says what is being done, and is gone when that is done."""

import shutil
import sys

from postil.cli.terminal import order
from postil.domain.wording import say


class ProgressLine:
    """Says on standard error which of ``total`` things is being worked at; silent for one, and where nobody looks."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._is_seen = total > 1 and sys.stderr.isatty()

    def show(self, number: int, name: str) -> None:
        """Say that thing ``number``, counted from 1, is at work."""
        if not self._is_seen:
            return
        # A file's name may hold what a terminal takes for an order.
        shown = "".join(c if c.isprintable() else "�" for c in name)
        room = max(10, shutil.get_terminal_size().columns - len(self._line(number, "")) - 1)
        # The end of a path says more than its beginning.
        self._write(self._line(number, shown if len(shown) <= room else f"…{shown[1 - room :]}"))

    def _line(self, number: int, name: str) -> str:
        return say("{number} of {total}: {name}", number=number, total=self._total, name=name)

    def clear(self) -> None:
        """Take the line away before something else is printed."""
        if self._is_seen:
            self._write("")

    def _write(self, line: str) -> None:
        # To the line's beginning, then all that stands on it away: ECMA-48, CR and EL.
        order(f"\r\x1b[K{line}")
