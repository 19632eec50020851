"""The sentences that highlights were marked in, read from the versions they were marked on."""

from collections.abc import Iterable

from postil.domain.locators import Locators
from postil.domain.records import Highlight, Revision
from postil.domain.sentences import sentence_of
from postil.storage.library import Library
from postil.storage.revisions import text_of


def altered_sentences(library: Library, revision: Revision, highlights: Iterable[Highlight]) -> frozenset[str]:
    """Return the ids of the highlights whose words stand in ``revision``, in a sentence that reads differently.

    It is compared with the sentence in the version that they were marked on; one whose version is gone is left out.
    """
    carried = [
        each
        for each in highlights
        if each.state in {"exact", "moved"} and each.revision_id == revision.id and each.quoted_id != revision.id
    ]
    before = sentences_marked(library, carried)
    text, found = revision.document.text, set[str]()
    for each in carried:
        start, end = sentence_of(text, each.selector.start, each.selector.end)
        if each.id in before and before[each.id].split() != text[start:end].split():
            found.add(each.id)
    return frozenset(found)


def places_marked(library: Library, revision: Revision, highlights: Iterable[Highlight]) -> dict[str, str]:
    """Return where each highlight stands in the version that it was marked on, by its id, as a citation says it.

    What another program printed of it comes first. A work without its text has no places but those.
    """
    found, known = dict[str, str](), dict[str, Locators | None]()
    for each in highlights:
        if each.locator:
            found[each.id] = each.locator
            continue
        if each.quoted_id not in known:
            read = revision if each.quoted_id == revision.id else library.revision(each.quoted_id)
            has_text = read is not None and read.importer != "quotations"
            known[each.quoted_id] = Locators(read.document, read.importer) if read and has_text else None
        locators, place = known[each.quoted_id], each.quoted
        if locators is not None and 0 <= place.start < place.end:
            found[each.id] = locators.of(place.start, place.end)
    return found


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
