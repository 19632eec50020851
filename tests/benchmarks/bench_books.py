"""How long books of 560,000 words take to become articles, and the public ones where they are there.

``python tests/benchmarks/bench_books.py`` prints the figures.
"""

import random
import resource
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent / "desktop")]

from figures import Figure, table  # noqa: E402
from prose import sentence  # noqa: E402

from postil.domain.problems import Problem  # noqa: E402 - the folders must be on the path first
from postil.domain.sources import Source  # noqa: E402
from postil.importers import epub, odt  # noqa: E402
from samples import book, chapter, contents, open_document  # noqa: E402

_WORDS, _CHAPTERS = 560_000, 100
_PUBLIC = HERE.parent.parent.parent / "shared" / "data" / "epub"


def measure() -> list[Figure]:
    """Return the seconds of a book with notes and emphasis as EPUB and as ODT, and of the slowest public EPUB."""
    paragraphs = _paragraphs()
    each = len(paragraphs) // _CHAPTERS
    chapters = [paragraphs[number * each : (number + 1) * each] for number in range(_CHAPTERS)]
    figures = [
        Figure("EPUB of 560,000 words", _seconds(epub.parse, _epub(chapters)), "s", 5.0),
        Figure("ODT of 560,000 words", _seconds(odt.parse, _odt(chapters)), "s", 5.0),
        Figure("  memory of both", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB", 500),
    ]
    public = [_seconds(epub.parse, path.read_bytes()) for path in sorted(_PUBLIC.glob("*.epub"))]
    if public:
        figures.append(Figure(f"slowest of {len(public)} public EPUBs", max(public), "s", 10.0))
    return figures


def _paragraphs() -> list[str]:
    chance = random.Random(7)
    paragraphs: list[str] = []
    words = 0
    while words < _WORDS:
        text = " ".join(sentence(chance) for _ in range(6))
        words += len(text.split())
        paragraphs.append(text.replace("&", "&amp;").replace("<", "&lt;"))
    return paragraphs


def _epub(chapters: list[list[str]]) -> bytes:
    pages = {f"{number}.xhtml": chapter(_page(number, texts)) for number, texts in enumerate(chapters)}
    notes = "".join(f'<p id="n{n}"><a href="{n}.xhtml#r{n}">{n}</a> A note.</p>' for n in range(len(chapters)))
    items = "".join(f'<li><a href="{name}">{name}</a></li>' for name in pages)
    return book({**pages, "notes.xhtml": chapter(notes)}, nav=contents(items))


def _page(number: int, texts: list[str]) -> str:
    reference = f'<a id="r{number}" href="notes.xhtml#n{number}"><sup>{number}</sup></a>'
    return f"<h2>{number}.xhtml</h2>" + "".join(f"<p><em>So</em> {text}{reference}</p>" for text in texts)


def _odt(chapters: list[list[str]]) -> bytes:
    return open_document(
        "".join(
            f'<text:h text:outline-level="1">{number}</text:h>'
            + "".join(f'<text:p><text:span text:style-name="T">So</text:span> {text}</text:p>' for text in texts)
            for number, texts in enumerate(chapters)
        )
    )


def _seconds(parse: object, content: bytes) -> float:
    assert callable(parse)
    began = time.perf_counter()
    try:
        parse(Source("file", content, "a"))
    except Problem:
        # Refused in a sentence, which takes its time too.
        return time.perf_counter() - began
    return time.perf_counter() - began


if __name__ == "__main__":
    print(table(measure()))  # noqa: T201
