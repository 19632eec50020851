"""Newer versions of articles: found among many, made of a long text with its highlights, laid against the old one."""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent / "desktop")]

from figures import Figure  # noqa: E402 - the folders must be on the path first
from mutations import choose_spans  # noqa: E402
from prose import long_text, sentence  # noqa: E402

from desks import document_of  # noqa: E402
from postil.domain.differences import sentence_pairs, word_diff  # noqa: E402
from postil.domain.edits import Change, Edit  # noqa: E402
from postil.domain.ids import new_id  # noqa: E402
from postil.domain.records import Article, CslItem, Revision  # noqa: E402
from postil.domain.sources import Imported, Source  # noqa: E402
from postil.services import highlighting  # noqa: E402
from postil.services.importing import make_revision  # noqa: E402
from postil.services.kinship import kin  # noqa: E402
from postil.services.revising import revise  # noqa: E402
from postil.storage.library import Library  # noqa: E402

_ARTICLES = 5_000
_SIZE, _HIGHLIGHTS = 300_000, 500


def measure() -> list[Figure]:
    """Return what it costs to look for the article of a newer version, to make it, and to show what differs."""
    rng = random.Random(11)
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder) / "library.postil")
        figures = [*_found(library, rng), *_made(library, rng)]
        library.close()
    return figures


def _found(library: Library, rng: random.Random) -> list[Figure]:
    changes: list[Change] = []
    text, number = "", 0
    for number in range(_ARTICLES):
        text = f"Report {number}\n" + " ".join(sentence(rng) for _ in range(20))
        changes += add(f"https://site{number % 40}.example.org/2024/report-{number}-of-the-day?utm_source=letter", text)
    library.apply(Edit("Fill", tuple(changes)))
    changed = text.replace("the", "that", 3)
    address = f"http://www.site{number % 40}.example.org/2024/report-{number}-of-the-day/"
    by_address, by_text = page(changed, address), page(changed, "")
    _ = by_address[1].document.sketch, by_text[1].document.sketch
    assert kin(library, *by_address) is not None
    assert kin(library, *by_text) is not None
    return [
        Figure(
            f"kin by address among {_ARTICLES:,} articles", milliseconds(lambda: kin(library, *by_address)), "ms", 50
        ),
        Figure(f"kin by text among {_ARTICLES:,} articles", milliseconds(lambda: kin(library, *by_text)), "ms", 10),
    ]


def _made(library: Library, rng: random.Random) -> list[Figure]:
    old = "Long\n" + long_text(rng, _SIZE)
    changes = add("https://example.org/long", old)
    library.apply(Edit("Import", tuple(changes)))
    revision = next(record for change in changes if isinstance(record := change.record, Revision))
    marks = [highlighting.add(revision, *span, color="red")[0] for span in choose_spans(rng, old, 3 * _HIGHLIGHTS)]
    library.apply(Edit("Mark", tuple(change for edit in marks[:_HIGHLIGHTS] for change in edit.changes)))
    new = "\n".join(edited(rng, line) for line in old.split("\n") if rng.random() > 0.02)
    source, imported = page(new, "https://example.org/long")
    _ = imported.document.words, imported.document.sketch
    made = revise(library, revision.article_id, source, imported)
    library.apply(made.edit)
    library.apply(made.edit.inverse())
    assert sum(made.counts.values()) == _HIGHLIGHTS

    def anew() -> None:
        # The last comparison is remembered: a little more text makes it another one.
        more = page(f"{new}\n{rng.random()}", "https://example.org/long")
        revise(library, revision.article_id, *more)

    long, other = old[:4000], edited(rng, old[:4000])
    return [
        Figure("new version of 300 kB with 500 highlights", milliseconds(anew, 3), "ms", 1500),
        Figure("sentences of 300 kB against each other", milliseconds(lambda: sentence_pairs(old, new), 3), "ms", 700),
        Figure("words of 4 kB against each other", milliseconds(lambda: word_diff(long, other)), "ms", 20),
    ]


def page(text: str, address: str) -> tuple[Source, Imported]:
    """Return a page at ``address`` as it is read; without an address a pasted text."""
    document = document_of(text)
    source = Source("url" if address else "text", f"{address} {text}".encode(), location=address)
    return source, Imported("html", document, document.blocks[0].text, language="en")


def add(address: str, text: str) -> list[Change]:
    """Return the changes that add a page, without a look for what it may be kin to."""
    article_id = new_id()
    revision = make_revision(article_id, *page(text, address))
    made = revision.captured
    item = CslItem(article_id, article_id, title=text.split("\n", 1)[0], url=address, created=made, modified=made)
    return [Change(None, record) for record in (Article(article_id, revision.id, (), made, made), item, revision)]


def edited(rng: random.Random, line: str) -> str:
    """Return a line in which every fiftieth word is another one."""
    return " ".join("another" if rng.random() < 0.02 else word for word in line.split(" "))


def milliseconds(work: Callable[[], object], times: int = 5) -> float:
    """Return the shortest time of some runs."""
    taken: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken) * 1000


if __name__ == "__main__":
    from figures import table

    print(table(measure()))  # noqa: T201
