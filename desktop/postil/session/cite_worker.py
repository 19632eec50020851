"""``postil --worker cite``: formats citations for the window and for commands, one line of JSON in, one out."""

import sys
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from threading import Thread

from postil.domain.problems import Problem
from postil.services.formatting import Asked, Formatted, formatted_line, read_asked
from postil.services.styles import engine_file

Format = Callable[[Asked], Formatted]
Tidy = Callable[[], None]
REST = 0.03
"""Seconds without a request until what the last ones left behind is cleared away."""


def main() -> int:
    """Answer until nobody asks any more."""
    answers = sys.stdout.buffer
    formatter, tidy = make_formatter()
    for line in _asked(tidy):
        number, asked = read_asked(line)
        try:
            formatted = formatter(asked)
        except Problem as problem:
            formatted = Formatted(problem=str(problem))
        answers.write(formatted_line(formatted, number))
        answers.flush()
    return 0


def make_formatter() -> tuple[Format, Tidy]:
    """Return citeproc-js, or what stands in for it where it was not fetched or Qt cannot run it; and what tidies up."""
    file = engine_file()
    if file is not None:
        try:
            from postil.session.citeproc import Citeproc
        except ImportError:
            file = None
        else:
            engine = Citeproc(file)
            return engine.format, engine.tidy
    from postil.services.plain_citeproc import format_plainly

    return format_plainly, _leave


def _asked(tidy: Tidy) -> Iterator[bytes]:
    """Give the requests. Between two, rather than in one, the engine collects its garbage: 50 ms for Chicago."""
    lines: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_read, args=(lines,), daemon=True).start()
    line = lines.get()
    while line:
        yield line
        try:
            line = lines.get(timeout=REST)
        except Empty:
            tidy()
            line = lines.get()


def _read(lines: "SimpleQueue[bytes]") -> None:
    for line in sys.stdin.buffer:
        lines.put(line)
    lines.put(b"")


def _leave() -> None:
    pass
