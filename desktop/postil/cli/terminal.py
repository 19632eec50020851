"""What a terminal takes for an order is shown on it as a sign; where nobody looks, text stays to the letter."""

import re
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, TextIO, cast

# Controls but tab and line feed (C0, DEL, C1), and what turns the direction of all that follows (Unicode's UAX 9).
_ORDERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# Noncharacters: no text of the library has them.
_BOLD, _PLAIN = "\ufdd0", "\ufdd1"
_WEIGHTS = {_BOLD: "\x1b[1m", _PLAIN: "\x1b[22m"}


class Terminal:
    """A stream to a terminal that passes no orders on; ``stream`` is that which does."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write ``text`` with ``^[`` for an escape and so on; returns its length."""
        self.stream.write(re.sub(f"[{_BOLD}{_PLAIN}]", lambda match: _WEIGHTS[match[0]], _ORDERS.sub(_shown, text)))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        """Be the stream in all else."""
        return getattr(self.stream, name)


@contextmanager
def harmless_terminals() -> Generator[None]:
    """Have standard output and standard error pass no orders on where they are terminals."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (cast("TextIO", Terminal(each)) if _is_terminal(each) else each for each in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def bold(text: str) -> str:
    """Return what a terminal sets off and nothing else does."""
    return f"{_BOLD}{text}{_PLAIN}" if isinstance(sys.stdout, Terminal) else text


def order(text: str) -> None:
    """Write an order of our own to standard error."""
    stream: Any = sys.stderr
    (stream.stream if isinstance(stream, Terminal) else stream).write(text)
    stream.flush()


def escaped(text: str) -> str:
    """Return JSON in which what is an order to terminals is escaped: it means the same."""
    return _ORDERS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _shown(match: "re.Match[str]") -> str:
    sign = match[0]
    return f"^{chr(ord(sign) ^ 0x40)}" if ord(sign) < 0x80 else "\ufffd"


def _is_terminal(stream: TextIO | None) -> bool:
    # One that was closed by whoever called is none.
    return stream is not None and not stream.closed and stream.isatty()
