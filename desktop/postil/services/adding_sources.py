"""Bibliographic records read from files and from what is pasted, and placed in a library; for a thread of the pool."""

import re
from collections.abc import Iterable
from pathlib import Path

from postil.domain.foreign import ForeignRecord, ForeignWork
from postil.domain.problems import Problem, UnknownForm
from postil.domain.sources import Source
from postil.domain.wording import say
from postil.importers.marks.identifiers import find_doi, isbn13
from postil.services.adopting import Adoption
from postil.services.children import worker_command
from postil.services.looking_up import what_is
from postil.services.reading import ReadingProcess
from postil.services.sources import add_records
from postil.storage.library import Library

_OURS = "postil"
_LONGEST_NUMBER = 300
# A DOI or ISBN in form or nearly: one that looks like it and is none is told so.
_NUMBERS = re.compile(
    r"(?:doi:|https?://(?:dx\.)?doi\.org/)?\s*10\.\S{0,200}|(?:isbn(?:-1[03])?:?)?\s*[\d\s-]{8,20}[\dx]", re.IGNORECASE
)


def read_pasted(text: str) -> tuple[ForeignWork, ...]:
    """Return the records in pasted text; raises Problem where there are none that Postil reads."""
    try:
        with ReadingProcess(worker_command("marks")) as reader:
            works = reader.read_marks(Source("text", text.encode("utf-8", "replace"), charset="utf-8"))
    except UnknownForm as problem:
        if _NUMBERS.fullmatch(text.strip()):
            # Says what is wrong with it.
            what_is(text)
        raise Problem(
            "This is not a record that Postil reads: it knows BibTeX, RIS and CSL-JSON, a DOI and an ISBN."
        ) from problem
    return _records(works, say("What was pasted"))


def read_files(paths: Iterable[Path]) -> tuple[ForeignWork, ...]:
    """Return the records in files; of many, one that holds none is a work that says why it is refused.

    Raises Problem, naming the file, where there is no other.
    """
    paths = tuple(paths)
    works, unread = read_each(paths)
    if unread and len(paths) == 1:
        raise Problem("{sentence}", sentence=unread[0])
    refused = (ForeignWork(_OURS, "", record=ForeignRecord(refused=sentence)) for sentence in unread)
    return (*works, *refused)


def read_each(paths: Iterable[Path]) -> tuple[tuple[ForeignWork, ...], tuple[str, ...]]:
    """Return the records in files, and a sentence for each file that holds none or could not be read."""
    from postil.importers.files import pick_up

    works: list[ForeignWork] = []
    unread: list[str] = []
    with ReadingProcess(worker_command("marks")) as reader:
        for path in paths:
            try:
                works += _records(reader.read_marks(pick_up(path)), f"“{path.name}”")
            except UnknownForm:
                sentence = "“{name}” holds no record that Postil reads: it knows BibTeX, RIS and CSL-JSON."
                unread.append(say(sentence, name=path.name))
            except Problem as problem:
                unread.append(str(problem))
    return tuple(works), tuple(unread)


def place(library: Path, works: Iterable[ForeignWork]) -> Adoption:
    """Return what adding these records comes to, through a connection of its own."""
    other = Library.open_for_reading(library)
    try:
        return add_records(other, works)
    finally:
        other.close()


def seems_number(text: str) -> tuple[str, str]:
    """Return ("doi", …) or ("isbn", …) where the text is nothing but that, ("", "") else; nobody is asked."""
    typed = text.strip()
    if not typed or len(typed) > _LONGEST_NUMBER or len(typed.split()) > 8 or "{" in typed or "\n" in typed:
        return "", ""
    if find_doi(typed):
        return "doi", typed
    return ("isbn", typed) if isbn13(typed) else ("", "")


def _records(works: tuple[ForeignWork, ...], name: str) -> tuple[ForeignWork, ...]:
    found = tuple(work for work in works if work.record is not None)
    if not found:
        raise Problem("{name} holds highlights, but no bibliographic records. Import it as highlights.", name=name)
    return found
