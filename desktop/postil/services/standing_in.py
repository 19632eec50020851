"""The sentences that highlights were marked in, read from the versions they were marked on."""

from collections.abc import Iterable

from postil.domain.records import Highlight
from postil.domain.sentences import sentence_of
from postil.storage.library import Library
from postil.storage.revisions import text_of


def sentences_marked(library: Library, highlights: Iterable[Highlight]) -> dict[str, str]:
    """Return the sentence, or sentences, that each highlight was marked in, by its id.

    One whose version is gone, or whose place is not in it, is left out.
    """
    wanted: dict[str, list[Highlight]] = {}
    for highlight in highlights:
        wanted.setdefault(highlight.quoted_id, []).append(highlight)
    found: dict[str, str] = {}
    for revision_id, marked in wanted.items():
        text = text_of(library, revision_id)
        for highlight in marked:
            place = highlight.quoted
            if 0 <= place.start < place.end <= len(text) and text[place.start : place.end] == place.exact:
                start, end = sentence_of(text, place.start, place.end)
                found[highlight.id] = text[start:end]
    return found
