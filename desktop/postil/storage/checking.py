"""Is the library sound? SQLite's own checks, then the promises Postil makes."""

from collections.abc import Iterator

from postil.domain.document import hash_text
from postil.domain.wording import say
from postil.storage.blocks import decode_blocks
from postil.storage.library import Library


def check(library: Library) -> tuple[str, ...]:
    """Return one sentence for each thing that is wrong; none means that the library is sound.

    Reads every text: seconds for a large library.
    """
    return (*_file(library), *_texts(library), *_quotations(library))


def _file(library: Library) -> Iterator[str]:
    for (finding,) in library.rows("PRAGMA integrity_check"):
        if finding != "ok":
            yield say("SQLite found damage: {finding}.", finding=finding)
    for table, row, target, _ in library.rows("PRAGMA foreign_key_check"):
        yield say(
            "Row {row} of {table} refers to a row of {target} that is not there.", row=row, table=table, target=target
        )
    orphans = "SELECT articles.id FROM articles LEFT JOIN csl_items USING (id) WHERE csl_items.id IS NULL"
    for (article_id,) in library.rows(orphans):
        yield say("Article {article} has no bibliographic record.", article=article_id)


def _texts(library: Library) -> Iterator[str]:
    for (revision_id,) in library.rows("SELECT id FROM revisions ORDER BY id"):
        for text, blocks, text_hash in library.rows(
            "SELECT text, blocks, text_hash FROM revisions WHERE id = ?", revision_id
        ):
            if hash_text(text) != text_hash:
                yield say("The text of version {version} is not the one that was stored.", version=revision_id)
            try:
                decode_blocks(text, blocks)
            except (ValueError, TypeError):
                yield say("The blocks of version {version} do not fit its text.", version=revision_id)


# SQLite's substr counts code points from 1, as our positions do from 0. What came from another program without a place
# in the text ends where it begins.
_MISPLACED = """
SELECT highlights.id FROM highlights JOIN revisions ON revisions.id = highlights.revision_id
WHERE (state <> 'lost' OR "end" > "start")
AND substr(revisions.text, highlights."start" + 1, highlights."end" - highlights."start") <> highlights.exact
ORDER BY highlights.id
"""
_MISQUOTED = """
SELECT highlights.id FROM highlights
JOIN revisions ON revisions.id = COALESCE(NULLIF(highlights.made_id, ''), highlights.revision_id)
WHERE made_end > made_start AND substr(revisions.text, made_start + 1, made_end - made_start) <> made_exact
ORDER BY highlights.id
"""
_OVERSTATED = """
SELECT id FROM highlights WHERE state IN ('exact', 'moved') AND made_exact IS NOT NULL AND made_exact <> exact
ORDER BY id
"""


def _quotations(library: Library) -> Iterator[str]:
    for (highlight_id,) in library.rows(_MISPLACED):
        yield say("Highlight {highlight} does not quote what stands at its place.", highlight=highlight_id)
    for (highlight_id,) in library.rows(_MISQUOTED):
        yield say("Highlight {highlight} does not quote the version that it was made on.", highlight=highlight_id)
    for (highlight_id,) in library.rows(_OVERSTATED):
        yield say("Highlight {highlight} passes other words for those that were marked.", highlight=highlight_id)
