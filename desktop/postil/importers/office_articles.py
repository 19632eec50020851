"""What becomes of the blocks that were read in a file of an office program, whichever wrote it."""

from collections.abc import Iterable, Mapping, Sequence

from postil.domain.document import Block, Document
from postil.domain.records import Evidence, Figure
from postil.domain.sources import Imported, Source
from postil.importers.boilerplate import mark_boilerplate
from postil.importers.bylines import recognise_byline
from postil.importers.evidence import Findings
from postil.importers.languages import detect_language
from postil.importers.titles import title_without_headline

_ENOUGH = 60_000
"""Code points by which a language is known."""


def article_of(
    source: Source,
    importer: str,
    blocks: Sequence[Block],
    findings: Findings,
    *,
    remarks: Iterable[Evidence],
    figures: Mapping[str, Figure],
) -> Imported:
    """Return the article of ``blocks``, its byline recognised and its boilerplate marked.

    ``findings`` are what the file says of itself, ``remarks`` what is told of how it came in, ``figures`` the pictures
    read by their ids: those that no block shows are left out.
    """
    byline = recognise_byline(blocks)
    findings = findings.plus(byline.rows, byline.authors)
    findings = findings.plus([*remarks, title_without_headline(source, blocks)])
    marked = mark_boilerplate(byline.blocks)
    detected = detect_language(" ".join(block.text for block in marked)[:_ENOUGH])
    if detected:
        findings = findings.plus([Evidence("language", detected, "", "detected", guess=True)])
    used = {block.source for block in marked}
    return Imported(
        importer=importer,
        document=Document(marked),
        title=findings.value("title"),
        authors=findings.authors,
        site=findings.value("container_title"),
        published=findings.value("published"),
        updated=findings.value("updated"),
        language=findings.value("language"),
        type="document",
        evidence=findings.rows,
        figures=tuple(figure for figure in figures.values() if f"figure:{figure.id}" in used),
    )
