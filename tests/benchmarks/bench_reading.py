"""The reading surface with a book of 560,000 words, 10,000 highlights and 20,000 mentions.

First page: from ``show_document`` to the signal that the page was painted, with marks and mentions already handed over.
Stall: the longest time between two beats of a timer that should beat each millisecond, from before ``show_document`` to
long after the neighbours are prepared, through scrolling into the next section, a resize and a change of face.
Each is done five times over and the median told, since other programs take turns on the same processors; the processor
time of this thread alone is told too, and of that the worst.
Memory: private memory of the process (smaps_rollup, else peak resident size) when the page at 50 % and both neighbours
are there, less what it was with the same surface showing a short article of the same letters, so that Qt, its fonts and
glyphs, the Document, the marks and their indexes are not counted.
"""

import contextlib
import ctypes
import gc
import random
import statistics
import time
from dataclasses import dataclass, replace
from pathlib import Path

from figures import Figure
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from postil.domain.document import Block, Document, Span
from postil.widgets.reading import EntityMark, Mark, ReadingStyle, ReadingSurface

WORDS = 560_000
MARKS = 10_000
MENTIONS = 20_000
REPEATS = 5
TONES = {"yellow": "#f2c744", "green": "#7cc47f", "blue": "#6fa8dc", "rose": "#ef8fa8"}
KINDS = ("person", "place", "organisation", "event", "date", "mask")


def make_book(words: int, seed: int = 7) -> Document:
    """Return a book of made-up words: chapters, paragraphs, quotations and lists, with some inline spans."""
    chance = random.Random(seed)
    vocabulary = ["".join(chance.choices("etaoinshrdlucmfw", k=chance.randint(2, 9))) for _ in range(4000)]
    blocks: list[Block] = []
    count = 0
    while count < words:
        if len(blocks) % 60 == 0:
            blocks.append(Block("heading", " ".join(chance.choices(vocabulary, k=5)).capitalize(), level=2))
        length = chance.randint(30, 140)
        text = " ".join(chance.choices(vocabulary, k=length)).capitalize() + "."
        kind = chance.choices(("paragraph", "quotation", "list_item"), (12, 1, 1))[0]
        spans = (Span(3, 20, "emphasis"), Span(30, 50, "link", "https://example.org")) if chance.random() < 0.2 else ()
        level, marker = (0, "") if kind == "paragraph" else (1, "•" if kind == "list_item" else "")
        blocks.append(Block(kind, text, spans, level, marker))  # type: ignore[arg-type]
        count += length
    return Document(tuple(blocks))


def make_marks(document: Document) -> tuple[list[Mark], list[EntityMark]]:
    """Return highlights and mentions all over the book."""
    chance = random.Random(3)
    total = len(document.text)
    marks = []
    for number in range(MARKS):
        start = chance.randrange(total - 400)
        marks.append(Mark(f"m{number}", start, start + chance.randint(5, 300), chance.choice(list(TONES))))
    starts = sorted(chance.sample(range(total - 20), MENTIONS))
    return marks, [EntityMark(start, start + 12, chance.choice(KINDS)) for start in starts]


@dataclass(frozen=True, slots=True)
class Load:
    """A book and all that is marked in it."""

    book: Document
    marks: list[Mark]
    mentions: list[EntityMark]


class Heart:
    """Beats each millisecond and keeps the longest pause between two beats.

    ``worked`` is the most processor time that this thread took between two beats: the pause without other programs.
    """

    def __init__(self) -> None:
        self.longest = self.worked = 0.0
        self._last, self._last_work = time.perf_counter(), time.thread_time()
        self._timer = QTimer()
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now, work = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, now - self._last)
        self.worked = max(self.worked, work - self._last_work)
        self._last, self._last_work = now, work

    def rest(self) -> float:
        """Return the longest pause in milliseconds and begin anew."""
        longest, self.longest = self.longest, 0.0
        return longest * 1000

    def rest_worked(self) -> float:
        """Return the most processor time between two beats since it was last asked for, in milliseconds."""
        worked, self.worked = self.worked, 0.0
        return worked * 1000


def wait(milliseconds: int) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def private_memory() -> float:
    """Return the private memory of this process in megabytes."""
    gc.collect()
    with contextlib.suppress(OSError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    try:
        lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


class Reader:
    """A surface with the book, in the size of the article pane of a window of 1280×800."""

    def __init__(self) -> None:
        self.style = ReadingStyle(tones=TONES, entity_tones=dict.fromkeys(KINDS, "#1f6fb2"))
        self.surface = ReadingSurface(self.style)
        self.surface.resize(760, 720)
        self.surface.set_entity_kinds_shown(frozenset(KINDS))
        self.surface.show()
        self.surface.page_shown.connect(self._on_page)
        self._loop = QEventLoop()
        self._shown_at = 0.0
        self._limit = QTimer(singleShot=True)
        self._limit.timeout.connect(self._loop.quit)

    def _on_page(self) -> None:
        self._shown_at = time.perf_counter()
        self._loop.quit()

    def open(self, document: Document, position: int, marks: list[Mark], mentions: list[EntityMark]) -> float:
        """Return the milliseconds until the page is painted."""
        began = time.perf_counter()
        self.surface.show_document(document, position)
        self.surface.set_marks(marks)
        self.surface.set_entity_marks(mentions)
        self._limit.start(5000)
        self._loop.exec()
        assert self._limit.isActive(), "no page within five seconds"
        self._limit.stop()
        return (self._shown_at - began) * 1000


def measure() -> list[Figure]:
    """Measure everything that is promised of the reading surface."""
    application = QApplication.instance() or QApplication([])
    assert application is not None
    book = make_book(WORDS)
    load = Load(book, *make_marks(book))
    total = len(book.text)
    reader = Reader()
    figures: list[Figure] = []
    short = make_book(1500, seed=11)
    reader.open(short, 0, [], [])
    wait(300)

    memory = _memory(reader, load, short)
    heart = Heart()
    for name, share in (("the start", 0.0), ("50 %", 0.5), ("90 %", 0.9)):
        figures += _opening(reader, heart, load, name, int(total * share))
    figures += _moving(reader, heart)
    figures.append(memory)
    figures += _highlighting(reader, book, total)
    return figures


def _opening(reader: Reader, heart: Heart, load: Load, name: str, position: int) -> list[Figure]:
    pages: list[float] = []
    stalls: list[float] = []
    worked: list[float] = []
    for _ in range(REPEATS):
        reader.surface.clear()
        fresh = Document(load.book.blocks)  # its text and starts are not worked out yet
        wait(100)
        heart.rest()
        heart.rest_worked()
        pages.append(reader.open(fresh, position, load.marks, load.mentions))
        wait(500)
        stalls.append(heart.rest())
        worked.append(heart.rest_worked())
    return [
        Figure(f"first page at {name}", statistics.median(pages), "ms", 150),
        Figure(f"longest stall opening at {name}", statistics.median(stalls), "ms", 50),
        Figure(f"longest stall opening at {name}, processor time, worst", max(worked), "ms", 50),
    ]


def _memory(reader: Reader, load: Load, short: Document) -> Figure:
    # Everything once before, so that indexes, caches and glyphs are there in both measurements.
    reader.open(load.book, len(load.book.text) // 2, load.marks, load.mentions)
    wait(800)
    reader.open(short, 0, load.marks, load.mentions)
    wait(500)
    before = private_memory()
    reader.open(load.book, len(load.book.text) // 2, load.marks, load.mentions)
    wait(800)
    return Figure("memory of the text", private_memory() - before, "MB", 30)


def _moving(reader: Reader, heart: Heart) -> list[Figure]:
    surface = reader.surface
    bar = surface._page.verticalScrollBar()
    resizes: list[float] = []
    faces: list[float] = []
    for _ in range(REPEATS):
        heart.rest()
        for width in (1100, 500, 430, 900, 760):
            surface.resize(width, 720)
            wait(60)
        resizes.append(heart.rest())
        surface.set_style(replace(reader.style, size_points=15.0, family="DejaVu Serif"))
        wait(400)
        surface.set_style(reader.style)
        wait(400)
        faces.append(heart.rest())
    before = surface.reading_position().position
    for _ in range(150):
        bar.setValue(bar.value() + 400)
        wait(4)
    crossed = surface.reading_position().position - before
    assert crossed > 50_000, f"scrolled on by {crossed} characters only"
    scroll = heart.rest()
    for share in (0.1, 0.7, 0.3, 0.99, 0.0):
        surface.go_to(int(3_000_000 * share))
        wait(300)
    return [
        Figure("longest stall in resizing", statistics.median(resizes), "ms", 50),
        Figure("longest stall in a change of face and size", statistics.median(faces), "ms", 50),
        Figure("longest stall in scrolling on through sections", scroll, "ms", 50),
        Figure("longest stall in jumping about", heart.rest(), "ms", 50),
        Figure("longest stall in all of these, processor time, worst", heart.rest_worked(), "ms", 50),
    ]


def _highlighting(reader: Reader, book: Document, total: int) -> list[Figure]:
    surface = reader.surface
    surface.go_to(total // 2)
    wait(500)
    at = surface.reading_position().position
    taken: list[float] = []
    for number in range(40):
        mark = Mark(f"new{number}", at + number * 20, at + number * 20 + 60, "rose")
        began = time.perf_counter()
        surface.change_marks((), (mark,))
        surface._page.viewport().repaint()
        taken.append((time.perf_counter() - began) * 1000)
    began = time.perf_counter()
    matches = surface.find("the")
    found = (time.perf_counter() - began) * 1000
    assert matches
    return [
        Figure("adding a highlight among 10,000, painted: median", statistics.median(taken), "ms", 16),
        Figure("adding a highlight among 10,000, painted: slowest of 40", max(taken), "ms"),
        Figure(f"finding all {len(matches):,} of a word, first time", found, "ms"),
    ]
