"""How soon a citation that is typed stands formatted, in a library of 5,000 sources."""

import time
from dataclasses import replace

from figures import Figure

from postil.domain.citing import parse
from postil.domain.records import CslItem, Name
from postil.services.formatting import FormattingProcess, ask_for

SOURCES = 5_000
LETTERS = 20


def measure() -> list[Figure]:
    """Format a note with one citation again after each letter, warm, in APA and in Chicago's notes."""
    items = {f"key{number}": _work(number) for number in range(SOURCES)}
    figures: list[Figure] = []
    with FormattingProcess() as process:
        for style in ("apa", "chicago-notes-bibliography"):
            process.format(ask_for(items, parse("[@key0, p. 1]"), style))
            slowest = []
            for letter in range(LETTERS):
                started = time.perf_counter()
                asked = ask_for(items, parse(f"So it was [@key{7 * letter}, p. {letter}]."), style)
                process.format(replace(asked, bibliography=False))
                slowest.append(1000 * (time.perf_counter() - started))
            figures.append(Figure(f"a typed citation formatted, {style}", sorted(slowest)[LETTERS // 2], "ms", 50))
    return figures


def _work(number: int) -> CslItem:
    authors = (Name(f"Family{number % 700}", "Jane"), Name(literal=f"Club {number % 50}"))
    return CslItem(
        f"id{number}", f"key{number}", "book", f"The title {number}", authors, publisher="Press", published="1999-02"
    )
