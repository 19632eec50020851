"""What other programs say of works as a whole, which comes into the reader's note on the article once.

The note is the reader's own from then on. That a remark came is kept by its name (RemovedMark), so that one which was
changed or deleted here does not come again. What is said otherwise there since is another remark.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from postil.domain.edits import Change
from postil.domain.foreign import ForeignWork
from postil.domain.records import ArticleNote
from postil.domain.removed_marks import RemovedMark
from postil.domain.wording import say
from postil.services.foreign_notes import to_markdown


def remarks_of(works: Iterable[ForeignWork]) -> dict[str, str]:
    """Return what is said of a work as a whole, in Markdown, by lasting names of what is said."""
    found: dict[str, str] = {}
    for work in works:
        if work.note and work.record is None:
            found[_name(work, "", work.note)] = to_markdown(work.note, work.note_format)
        for mark in work.marks:
            said = to_markdown(mark.note, mark.note_format) if not mark.exact.strip() else ""
            if said:
                place = to_markdown(say("At {place}:", place=mark.locator), "text") if mark.locator else ""
                found[_name(work, mark.key, mark.note)] = f"{place} {said}".strip()
    return {name: remark for name, remark in found.items() if remark.strip()}


def remarked(
    article_id: str, before: ArticleNote | None, remarks: Mapping[str, str], came: Mapping[str, RemovedMark], stamp: str
) -> tuple[Change, ...]:
    """Return the changes that add remarks to the note on an article, but what stands there, and keep that they came."""
    body = before.body if before else ""
    for remark in remarks.values():
        if remark not in body:
            body = f"{body}\n\n{remark}".strip("\n")
    changes = [Change(None, RemovedMark(name, stamp)) for name in remarks if name not in came]
    if body != (before.body if before else ""):
        changes.append(Change(before, ArticleNote(article_id, body, before.created if before else stamp, stamp)))
    return tuple(changes)


def _name(work: ForeignWork, key: str, note: str) -> str:
    """Return a name of what is said: it goes by the words, for programs change a remark under the same key."""
    said = "\n".join((note, "" if key else work.url or work.title))
    return f"{work.program}:{key}#{sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
