"""Generated libraries for measurements: articles of a thousand words of an invented language, five highlights each.

They are built once and kept in ``$POSTIL_BENCH_LIBRARIES``, else in ``build/libraries``. Words follow Zipf's law, as
those of a language do; each is made of syllables, so that beginnings are shared as they are in one.
"""

import itertools
import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

from postil.domain.anchoring import describe
from postil.domain.document import Block, Document
from postil.domain.edits import Change, Edit
from postil.domain.ids import new_id
from postil.domain.records import Article, CslItem, Highlight, Record, Revision
from postil.storage.library import Library

WORDS = 1000
HIGHLIGHTS = 5
_BATCH = 250
_STAMP = "2026-01-01T00:00:00Z"
_ROOT = Path(__file__).resolve().parents[2]


def vocabulary() -> list[str]:
    """Return 60,000 invented words, the commonest and shortest first."""
    chance = random.Random(1941)
    onsets, vowels, codas = (*"bcdfghlmnprstvw", "tr", "st", "ch", "pr"), "aeiou", ("", "n", "r", "s", "t", "l")
    syllables = [onset + vowel + coda for onset in onsets for vowel in vowels for coda in codas]
    words: dict[str, None] = {}
    while len(words) < 60_000:
        words["".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 3, 3, 4))))] = None
    return sorted(words, key=lambda word: len(word) + chance.random() * 6)


def generated(articles: int) -> Path:
    """Return the path of a library with so many articles, built where it is not there yet."""
    folder = Path(os.environ.get("POSTIL_BENCH_LIBRARIES", str(_ROOT / "build" / "libraries")))
    path = folder / f"{articles}-v4.postil"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        _build(part, articles)
        part.rename(path)
    return path


def text_size(path: Path) -> int:
    """Return the bytes of all that a reader can read in a library: texts, titles, quotations and notes."""
    with closing(sqlite3.connect(path)) as connection:
        statements = (
            "SELECT sum(length(CAST(text AS BLOB))) FROM revisions",
            "SELECT sum(length(CAST(title AS BLOB))) FROM csl_items",
            "SELECT sum(length(CAST(exact || note AS BLOB))) FROM highlights",
        )
        return sum(int(connection.execute(statement).fetchone()[0] or 0) for statement in statements)


def _build(path: Path, articles: int) -> None:
    library = Library.open(path)
    chance = random.Random(articles)
    words = vocabulary()
    weights = list(itertools.accumulate(1 / (place + 2.7) ** 1.05 for place in range(len(words))))
    try:
        for start in range(0, articles, _BATCH):
            records: list[Record] = []
            for number in range(start, min(start + _BATCH, articles)):
                records += _article(number, chance.choices(words, cum_weights=weights, k=WORDS), chance)
            library.apply(Edit("Build", tuple(Change(None, record) for record in records)))
    finally:
        library.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _article(number: int, words: list[str], chance: random.Random) -> list[Record]:
    article_id, revision_id = new_id(), new_id()
    blocks = tuple(Block("paragraph", " ".join(words[at : at + 100])) for at in range(0, WORDS, 100))
    document = Document(blocks)
    text = document.text
    revision = Revision(
        revision_id, article_id, document, document.text_hash, "text", "", f"s{number}", "text", "", WORDS, (), _STAMP
    )
    title = " ".join(words[:6]).capitalize()
    item = CslItem(article_id, f"key{number}", title=title, container_title=words[7], published=f"19{number % 100:02}")
    tags = (f"tag{number % 40}",)
    records: list[Record] = [Article(article_id, revision_id, tags, _STAMP, _STAMP), revision, item]
    for _ in range(HIGHLIGHTS):
        start = text.index(" ", chance.randrange(len(text) - 200)) + 1
        selector = describe(text, start, text.index(" ", start + 80))
        note = " ".join(words[10:18]) if chance.random() < 0.3 else ""
        color = chance.choice(("yellow", "red", "green"))
        records.append(Highlight(new_id(), article_id, revision_id, selector, color, note, (), "exact", _STAMP, _STAMP))
    return records
