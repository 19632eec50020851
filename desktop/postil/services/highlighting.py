"""Verbs of highlights: mark a passage, change it, take it away."""

from collections.abc import Iterable
from dataclasses import replace

from postil.domain.anchoring import describe
from postil.domain.edits import Change, Edit
from postil.domain.ids import new_id, now
from postil.domain.records import Color, Highlight, Revision
from postil.domain.wording import say
from postil.storage.claims import claims_of, links_of
from postil.storage.library import Library


def add(
    revision: Revision, start: int, end: int, *, color: str, note: str = "", tags: Iterable[str] = ()
) -> tuple[Edit, Highlight]:
    """Return the edit that marks ``start``..``end`` (code points) of ``revision``, and the highlight it makes.

    White space at either end is left out. Raises ValueError where nothing is left.
    """
    start, end = trimmed(revision.document.text, start, end)
    made = now()
    highlight = Highlight(
        id=new_id(),
        article_id=revision.article_id,
        revision_id=revision.id,
        selector=describe(revision.document.text, start, end),
        color=color,
        note=note,
        tags=clean_tags(tags),
        state="exact",
        created=made,
        modified=made,
    )
    return Edit(say("Highlight"), (Change(None, highlight),)), highlight


def recolor(highlight: Highlight, color: str) -> Edit:
    """Return the edit that gives the highlight another colour, by the colour's id."""
    return _change(say("Change colour"), highlight, replace(highlight, color=color))


def annotate(highlight: Highlight, note: str, *, burst: str = "") -> Edit:
    """Return the edit that makes ``note`` (Markdown) the highlight's note; edits of one ``burst`` merge in undo."""
    return _change(say("Write note"), highlight, replace(highlight, note=note), burst)


def retag(highlight: Highlight, tags: Iterable[str]) -> Edit:
    """Return the edit that gives the highlight exactly these tags."""
    return _change(say("Change tags"), highlight, replace(highlight, tags=clean_tags(tags)))


def adjust(highlight: Highlight, revision: Revision, start: int, end: int) -> Edit:
    """Return the edit that moves the highlight's ends to ``start``..``end`` of ``revision``.

    What stands there is what the reader marks from then on, whatever version it was made on before.
    """
    start, end = trimmed(revision.document.text, start, end)
    selector = describe(revision.document.text, start, end)
    if (selector, revision.id) == (highlight.selector, highlight.revision_id):
        return _change(say("Adjust highlight"), highlight, highlight)
    moved = replace(
        highlight, revision_id=revision.id, selector=selector, state="exact", made_id="", made=None, reviewed=""
    )
    return _change(say("Adjust highlight"), highlight, moved)


def delete(library: Library, *highlights: Highlight) -> Edit:
    """Return the edit that takes highlights away, with their notes and tags, and what is claimed of them."""
    return Edit(say("Delete highlight"), removal(library, highlights))


def removal(library: Library, highlights: Iterable[Highlight]) -> tuple[Change, ...]:
    """Return the changes that take highlights away with their claims and the links from and to them.

    Of those that came from another program it is kept that they were deleted, so that they do not come again.
    """
    gone = tuple(highlights)
    ids = [highlight.id for highlight in gone]
    hanging = (*links_of(library, ids), *claims_of(library, ids))
    return (*(Change(record, None) for record in (*hanging, *gone)), *_burials(library, gone))


def _burials(library: Library, gone: Iterable[Highlight]) -> tuple[Change, ...]:
    names = dict.fromkeys(highlight.foreign for highlight in gone if highlight.foreign)
    if not names:
        return ()
    from postil.domain.removed_marks import RemovedMark
    from postil.storage.foreign import removed_marks

    there = removed_marks(library)
    return tuple(Change(None, RemovedMark(name, now())) for name in names if name not in there)


def rename_color(color: Color, name: str) -> Edit:
    """Return the edit that gives a colour the reader's own name."""
    return Edit(say("Rename colour"), (Change(color, replace(color, name=" ".join(name.split()))),))


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags without ``#``, doubled spaces, commas or repetitions, in their order."""
    cleaned = (" ".join(tag.replace(",", " ").split()).lstrip("#").strip() for tag in tags)
    return tuple(dict.fromkeys(tag for tag in cleaned if tag))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without white space at its ends, within the text; raises ValueError where nothing is left."""
    start = max(0, start)
    end = max(start, min(end, len(text)))
    passage = text[start:end]
    if not passage.strip():
        raise ValueError("no words are selected")
    return start + len(passage) - len(passage.lstrip()), end - len(passage) + len(passage.rstrip())


def _change(label: str, before: Highlight, after: Highlight, burst: str = "") -> Edit:
    if after == before:
        return Edit(label, ())
    key = f"{burst}:{before.id}" if burst else ""
    return Edit(label, (Change(before, replace(after, modified=now())),), key)
