"""All programs whose highlights Postil reads: one line each, tried in this order."""

from postil.domain.foreign import ForeignWork
from postil.domain.problems import Problem, UnknownForm
from postil.domain.sources import Source
from postil.importers.archives import is_zip, open_archive
from postil.importers.marks import (
    bibtex,
    calibre,
    csl_json,
    hypothesis,
    instapaper,
    kindle,
    koreader,
    koreader_json,
    obsidian,
    omnivore,
    pocket,
    readwise,
    ris,
    web_annotation,
    zotero_notes,
)
from postil.importers.marks.format import MarkFile, MarkFormat

MARK_FORMATS: tuple[MarkFormat, ...] = (
    omnivore.FORMAT,
    pocket.FORMAT,
    kindle.FORMAT,
    readwise.FORMAT,
    instapaper.FORMAT,
    hypothesis.FORMAT,
    calibre.FORMAT,
    koreader.FORMAT,
    koreader_json.FORMAT,
    web_annotation.FORMAT,
    obsidian.FORMAT,
    csl_json.FORMAT,
    zotero_notes.FORMAT,
    bibtex.FORMAT,
    ris.FORMAT,
)

MOST_MARKS = 200_000
"""Files of more highlights are refused."""


def read(source: Source) -> tuple[ForeignWork, ...]:
    """Return the works that a file of another program holds; raises Problem where it is of none that Postil knows."""
    file = MarkFile(source)
    if not source.content.strip():
        raise Problem("{name} is empty; there is nothing in it to bring in.", name=file.named)
    found = choose(file)
    if found is None:
        if is_zip(source.content):
            # Says in its own words what is wrong with a damaged one.
            open_archive(source)
        _check_types(file)
        raise UnknownForm(
            "{name} holds no highlights or records in a form that Postil reads; it reads those of {programs}.",
            name=file.named,
            programs=", ".join(each.label for each in MARK_FORMATS),
        )
    works = found.works(file)
    if not works:
        raise Problem(
            "{name} was read as {format}, but there is nothing in it to bring in.", name=file.named, format=found.label
        )
    if sum(len(work.marks) for work in works) > MOST_MARKS:
        raise Problem(
            "{name} has more than {number} highlights. Bring them in by parts.",
            name=file.named,
            number=f"{MOST_MARKS:,}",
        )
    return works


def _check_types(file: MarkFile) -> None:
    """Raise Problem, naming it, where nothing keeps records of CSL-JSON from being read but a type that is none."""
    unknown = csl_json.unknown_type(file)
    if unknown:
        raise Problem(
            "{name} looks like CSL-JSON, but “{type}” is not a type that CSL knows. Give its records one that it "
            "knows, such as “article-journal”, “book” or “webpage”.",
            name=file.named,
            type=unknown[:80],
        )


def choose(file: MarkFile) -> MarkFormat | None:
    """Return the format of ``file``, None where it is of none of them."""
    return next((each for each in MARK_FORMATS if each.sniff(file)), None)


def recognises(source: Source) -> bool:
    """Say whether ``source`` is a file of highlights, rather than an article."""
    return choose(MarkFile(source)) is not None
