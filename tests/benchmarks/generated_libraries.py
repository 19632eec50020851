"""Generated libraries for measurements: articles of a thousand words of an invented language, five highlights each.

They are built once and kept in ``$POSTIL_BENCH_LIBRARIES``, else in ``build/libraries``. An article has 600 to 1,400
words, which follow Zipf's law and come again in the article that they stand in, as those of a language do: 460
different ones in a thousand, 5.7 letters and signs to each (English encyclopaedias and reviews: 466 to 472, and 5.6 to
5.9). They are made of syllables, so that beginnings are shared. A library of 100,000 articles takes ten minutes and
1.2 GB.
"""

import itertools
import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

from postil.domain.anchoring import describe
from postil.domain.document import Block, Document
from postil.domain.ids import new_id
from postil.domain.records import Article, CslItem, Highlight, Name, Record, Revision
from postil.storage.digests import digest_of
from postil.storage.indexing import fill as fill_indexes
from postil.storage.library import Library
from postil.storage.shelving import fill as fill_shelf
from postil.storage.tables import table_of

WORDS = 1000
HIGHLIGHTS = 5
_BATCH = 250
_COMES_AGAIN = 0.3
"""How many of an article's words are ones that it has had."""
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
    return sorted(words, key=lambda word: len(word) + chance.random() * 10)


def generated(articles: int) -> Path:
    """Return the path of a library with so many articles, built where it is not there yet."""
    folder = Path(os.environ.get("POSTIL_BENCH_LIBRARIES", str(_ROOT / "build" / "libraries")))
    path = folder / f"{articles}-zipf.postil"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        _build(part, articles)
        part.rename(path)
    Library.open(path).close()  # a later shape is migrated to
    return path


def text_size(path: Path) -> int:
    """Return the bytes of all that a reader can read in a library: texts, titles, authors, quotations and notes."""
    with closing(sqlite3.connect(path)) as connection:
        statements = (
            "SELECT sum(length(CAST(text AS BLOB))) FROM revisions",
            "SELECT sum(length(CAST(title || authors || container_title AS BLOB))) FROM csl_items",
            "SELECT sum(length(CAST(exact || note AS BLOB))) FROM highlights",
        )
        return sum(int(connection.execute(statement).fetchone()[0] or 0) for statement in statements)


def _build(path: Path, articles: int) -> None:
    Library.open(path).close()
    chance = random.Random(articles)
    words = vocabulary()
    weights = list(itertools.accumulate(1 / (place + 2.7) ** 1.05 for place in range(len(words))))
    urn = chance.choices(words, cum_weights=weights, k=2_000_000)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for start in range(0, articles, _BATCH):
            records: list[Record] = []
            for number in range(start, min(start + _BATCH, articles)):
                length = chance.randrange(WORDS * 3 // 5, WORDS * 7 // 5)
                drawn = chance.choices(urn, k=length)
                records += _article(number, _spoken(drawn, chance), chance)
            _insert(connection, records)
        connection.execute("UPDATE highlights SET number = rowid")
        fill_shelf(connection)
        fill_indexes(connection)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")


def _insert(connection: sqlite3.Connection, records: list[Record]) -> None:
    """Write records as ``Library.apply`` does, many at a time."""
    for kind in dict.fromkeys(type(record) for record in records):
        table, of_kind = table_of(kind), [record for record in records if type(record) is kind]
        tags = [record.tags if isinstance(record, Article | Highlight) else () for record in of_kind]
        rows = [table.encode(record) for record in of_kind]
        digests = [digest_of(table.name, table.columns, row, given) for row, given in zip(rows, tags, strict=True)]
        values = [[*row, digest] for row, digest in zip(rows, digests, strict=True)]
        connection.executemany(table.insertion("digest"), values)
        if table.tags:
            name, owner = table.tags
            placed = [
                (record.id, tag, position)
                for record, given in zip(of_kind, tags, strict=True)
                for position, tag in enumerate(given)
            ]
            connection.executemany(f"INSERT INTO {name} ({owner}, tag, position) VALUES (?, ?, ?)", placed)
    sketches = [
        (value, record.id) for record in records if isinstance(record, Revision) for value in record.document.sketch
    ]
    connection.execute("UPDATE revisions SET number = rowid WHERE number IS NULL")
    connection.executemany("INSERT INTO sketches SELECT ?, number FROM revisions WHERE id = ?", sketches)


def _spoken(words: list[str], chance: random.Random) -> list[str]:
    """Return the words of an article, some of them again, with the capitals and stops of sentences."""
    said = list(words)
    for place in range(50, len(said)):
        if chance.random() < _COMES_AGAIN:
            said[place] = said[int(chance.random() * place)]
    start = 0
    while start < len(said):
        end = min(start + chance.randrange(8, 26), len(said))
        said[start] = said[start].capitalize()
        if end - start > 12:
            said[(start + end) // 2] += ","
        said[end - 1] += "."
        start = end
    return said


def _article(number: int, words: list[str], chance: random.Random) -> list[Record]:
    article_id, revision_id = new_id(), new_id()
    blocks = tuple(Block("paragraph", " ".join(words[at : at + 100])) for at in range(0, len(words), 100))
    document = Document(blocks)
    text = document.text
    address = f"https://site{number % 300}.example/article/{number}"
    revision = Revision(
        revision_id,
        article_id,
        document,
        document.text_hash,
        "url",
        address,
        f"{number:064x}",
        "html",
        "la",
        len(words),
        (),
        _STAMP,
    )
    title = " ".join(words[:6])
    item = CslItem(
        article_id,
        f"key{number}",
        title=title,
        authors=(Name(words[5].capitalize(), words[6].capitalize()),),
        container_title=f"Site {number % 300}",
        published=f"19{number % 100:02}",
        url=address,
        created=_STAMP,
        modified=_STAMP,
    )
    tags = (f"tag{number % 40}",)
    records: list[Record] = [Article(article_id, revision_id, tags, _STAMP, _STAMP), revision, item]
    for _ in range(HIGHLIGHTS):
        start = text.index(" ", chance.randrange(len(text) - 200)) + 1
        selector = describe(text, start, text.index(" ", start + 80))
        note = " ".join(words[10:18]) if chance.random() < 0.3 else ""
        color = chance.choice(("yellow", "red", "green"))
        marked = (f"mark{chance.randrange(60)}",) if chance.random() < 0.2 else ()
        records.append(
            Highlight(new_id(), article_id, revision_id, selector, color, note, marked, "exact", _STAMP, _STAMP)
        )
    return records
