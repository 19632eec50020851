"""``postil --worker cite``: formats citations for the window and for commands, one line of JSON in, one out."""

import sys
from collections.abc import Callable

from postil.domain.problems import Problem
from postil.services.formatting import Asked, Formatted, formatted_line, read_asked
from postil.services.styles import engine_file

Format = Callable[[Asked], Formatted]


def main() -> int:
    """Answer until nobody asks any more."""
    answers = sys.stdout.buffer
    formatter = make_formatter()
    for line in sys.stdin.buffer:
        number, asked = read_asked(line)
        try:
            formatted = formatter(asked)
        except Problem as problem:
            formatted = Formatted(problem=str(problem))
        answers.write(formatted_line(formatted, number))
        answers.flush()
    return 0


def make_formatter() -> Format:
    """Return citeproc-js, or what stands in for it where it was not fetched or Qt cannot run it."""
    file = engine_file()
    if file is not None:
        try:
            from postil.session.citeproc import Citeproc
        except ImportError:
            file = None
        else:
            return Citeproc(file).format
    from postil.services.plain_citeproc import format_plainly

    return format_plainly
