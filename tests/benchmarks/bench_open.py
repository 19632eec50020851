"""Opening a book of 560,000 words in the real window: from the wish to the painted page, and what holds the loop up."""

import gc
import json
import os
import random
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from figures import Figure

WORDS = 560_000
HIGHLIGHTS = 10_000
MENTIONS = 20_000
PLACES = (0.0, 0.5, 0.9)
_SETTLE = 4000
"""Milliseconds after the page in which panels, marks and findings follow."""


def measure() -> list[Figure]:
    """Return the times in milliseconds; the stall is the longest that the event loop was held up while it settled."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        path, article_id, length = _prepare(Path(folder))
        return _open(path, article_id, length)


def _prepare(folder: Path) -> tuple[Path, str, int]:
    """Make a library with one book, its highlights and kept findings; return it, the book's id and its length."""
    from postil import analysis
    from postil.analysis.messages import to_lines
    from postil.domain.anchoring import describe
    from postil.domain.document import Block, Document
    from postil.domain.edits import Change, Edit
    from postil.domain.entities import Analysis, Entity, Mention, entity_key
    from postil.domain.ids import new_id, now
    from postil.domain.records import Article, CslItem, Highlight, Revision
    from postil.storage.library import Library

    dice = random.Random(1941)
    lexicon = ["".join(dice.choices("etaoinshrdlu", k=dice.randint(2, 9))) for _ in range(4000)]
    blocks: list[Block] = []
    words = 0
    while words < WORDS:
        if len(blocks) % 60 == 0:
            blocks.append(Block("heading", f"Chapter {len(blocks) // 60 + 1}", level=2))
        number = dice.randint(20, 90)
        blocks.append(Block("paragraph", " ".join(dice.choices(lexicon, k=number)).capitalize() + "."))
        words += number
    document = Document(tuple(blocks))
    length = len(document.text)
    article_id, revision_id, made = new_id(), new_id(), now()
    revision = Revision(
        revision_id, article_id, document, document.text_hash, "text", "", "bench", "text", "en", words, (), made
    )
    library = Library.open(folder / "library.postil")
    records = (Article(article_id, revision_id, (), made, made), revision, CslItem(article_id, "book", title="A book"))
    library.apply(Edit("Import", tuple(Change(None, record) for record in records)))
    marks: list[Change] = []
    for _ in range(HIGHLIGHTS):
        start = dice.randrange(length - 200)
        selector = describe(document.text, start, start + dice.randint(20, 150))
        color = dice.choice(["yellow", "red", "green", "blue", "purple", "orange"])
        marks.append(
            Change(None, Highlight(new_id(), article_id, revision_id, selector, color, "", (), "exact", made, made))
        )
    library.apply(Edit("Highlight", tuple(marks)))
    names = [f"Name {number}" for number in range(1500)]
    mentions: dict[str, list[Mention]] = {name: [] for name in names}
    for place in range(MENTIONS):
        start = place * (length // MENTIONS)
        mentions[dice.choice(names)].append(Mention(start, start + 6, document.text[start : start + 6], "found"))
    entities = tuple(
        Entity(entity_key("person", name), name, "person", tuple(found)) for name, found in mentions.items() if found
    )
    findings = Analysis(analysis.VERSION, "en", entities)
    library.keep_analysis(document.text_hash, analysis.VERSION, to_lines(findings), made)
    library.close()
    return folder / "library.postil", article_id, length


def _open(path: Path, article_id: str, length: int) -> list[Figure]:
    from PySide6.QtCore import QEventLoop, QTimer

    from postil.app.garbage import Garbage
    from postil.app.main import make_application, make_desk
    from postil.app.window import Window
    from postil.services import highlighting
    from postil.session.settings import Settings
    from postil.storage.library import Library, load_writer

    load_writer()  # as a start does beside the first page
    sys.setswitchinterval(0.0005)  # as __main__ does
    make_application()
    library = Library.open(path)
    desk = make_desk(library, Settings(path.with_suffix(".ini")))
    window = Window(desk)
    window.resize(1280, 800)
    loop = QEventLoop()
    window.completed.connect(loop.quit)
    window.show()
    loop.exec()
    gc.collect()  # as a start does after its first page
    gc.freeze()
    garbage = Garbage(lambda: desk.jobs.busy)
    beats: list[float] = []
    heart = QTimer()
    heart.setInterval(0)
    heart.timeout.connect(lambda: beats.append(time.perf_counter()))

    def wait(milliseconds: int) -> None:
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def stall(begun: float) -> float:
        marks = [begun, *(beat for beat in beats if beat > begun)]
        return max((after - before) * 1000 for before, after in pairwise(marks))

    figures: list[Figure] = []
    window.article.page_shown.connect(loop.quit)
    heart.start()
    for share in PLACES:
        desk.workspace.close_article()
        wait(500)
        beats.clear()
        begun = time.perf_counter()
        desk.workspace.open_article(article_id, position=int(length * share))
        loop.exec()
        shown = (time.perf_counter() - begun) * 1000
        window.article.page_shown.disconnect(loop.quit)
        wait(_SETTLE)
        window.article.page_shown.connect(loop.quit)
        figures += [
            Figure(f"open a book in the window at {share:.0%}: page painted", shown, "ms", 150),
            Figure(f"open a book in the window at {share:.0%}: longest stall", stall(begun), "ms", 50),
        ]
    window.article.page_shown.disconnect(loop.quit)
    opened = desk.workspace.open
    assert opened is not None
    times: list[float] = []
    for number in range(20):
        start = int(length * 0.9) + number * 40
        begun = time.perf_counter()
        edit, _ = highlighting.add(opened.revision, start, start + 30, color="red")
        desk.workspace.do(edit)
        times.append((time.perf_counter() - begun) * 1000)
        wait(20)
    figures.append(Figure("add a highlight among 10,000: committed and in all views", sorted(times)[10], "ms", 16))
    garbage.end()
    window.close()
    desk.jobs.close()
    desk.workspace.close()
    library.close()
    return figures


if __name__ == "__main__":
    print(json.dumps([[each.name, round(each.value, 1), each.holds] for each in measure()], indent=1))  # noqa: T201
