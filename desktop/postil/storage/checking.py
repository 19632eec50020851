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


# SQLite's substr counts code points from 1, as our positions do from 0. What came from another program and was lost
# from the first has a quotation and no place.
_MISPLACED = """
SELECT highlights.id FROM highlights JOIN revisions ON revisions.id = highlights.revision_id
WHERE NOT (highlights.state = 'lost' AND highlights."end" = highlights."start")
AND substr(revisions.text, highlights."start" + 1, highlights."end" - highlights."start") <> highlights.exact
ORDER BY highlights.id
"""


def _quotations(library: Library) -> Iterator[str]:
    for (highlight_id,) in library.rows(_MISPLACED):
        yield say("Highlight {highlight} does not quote what stands at its place.", highlight=highlight_id)
