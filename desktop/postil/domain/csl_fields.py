"""The words for CSL's types and fields, and which fields a work of each type is usually asked for.

Source: https://docs.citationstyles.org/en/stable/specification.html (appendices III and IV)
"""

from collections.abc import Mapping, Sequence

from postil.domain.csl import DATES, NAMES, NUMBERS, TEXTS

TYPE_LABELS: Mapping[str, str] = {
    "webpage": "Web page",
    "article-newspaper": "Newspaper article",
    "article-magazine": "Magazine article",
    "article-journal": "Journal article",
    "article": "Preprint or other article",
    "post-weblog": "Blog post",
    "post": "Post",
    "book": "Book",
    "chapter": "Chapter",
    "report": "Report",
    "thesis": "Thesis",
    "paper-conference": "Conference paper",
    "entry-encyclopedia": "Encyclopaedia entry",
    "entry-dictionary": "Dictionary entry",
    "entry": "Entry",
    "interview": "Interview",
    "speech": "Speech",
    "manuscript": "Manuscript",
    "personal_communication": "Letter",
    "broadcast": "Broadcast",
    "document": "Document",
    "collection": "Archive collection",
    "pamphlet": "Pamphlet",
    "review": "Review",
    "review-book": "Book review",
    "periodical": "Periodical",
    "classic": "Classic",
    "dataset": "Dataset",
    "software": "Software",
    "motion_picture": "Film",
    "song": "Recording",
    "musical_score": "Score",
    "performance": "Performance",
    "event": "Event",
    "graphic": "Picture",
    "figure": "Figure",
    "map": "Map",
    "legal_case": "Court case",
    "legislation": "Law",
    "bill": "Bill",
    "regulation": "Regulation",
    "hearing": "Hearing",
    "treaty": "Treaty",
    "patent": "Patent",
    "standard": "Standard",
}
"""CSL's types under the names that a reader knows, the usual ones first."""

FIELD_LABELS: Mapping[str, str] = {
    "abstract": "Abstract",
    "annote": "Annotation",
    "archive": "Archive",
    "archive_collection": "Collection in the archive",
    "archive_location": "Archive link or shelf mark",
    "archive-place": "Place of the archive",
    "authority": "Authority or court",
    "call-number": "Call number",
    "chapter-number": "Chapter number",
    "collection-number": "Number in the series",
    "collection-title": "Series",
    "container-title-short": "Short title of the journal",
    "DOI": "DOI",
    "edition": "Edition",
    "editor": "Editors",
    "event-date": "Date of the event",
    "event-place": "Place of the event",
    "event-title": "Event",
    "genre": "Kind",
    "interviewer": "Interviewers",
    "ISBN": "ISBN",
    "ISSN": "ISSN",
    "issue": "Issue",
    "jurisdiction": "Jurisdiction",
    "keyword": "Keywords",
    "medium": "Medium",
    "number": "Number",
    "number-of-pages": "Number of pages",
    "number-of-volumes": "Number of volumes",
    "original-author": "Original authors",
    "original-date": "Date of the original",
    "original-publisher": "Publisher of the original",
    "original-title": "Original title",
    "page": "Pages",
    "PMCID": "PMCID",
    "PMID": "PMID",
    "publisher-place": "Place of publication",
    "recipient": "Recipients",
    "references": "References",
    "reviewed-author": "Reviewed author",
    "reviewed-title": "Reviewed title",
    "scale": "Scale",
    "section": "Section",
    "source": "Found through",
    "status": "Status",
    "submitted": "Submitted",
    "title-short": "Short title",
    "translator": "Translators",
    "version": "Version",
    "volume": "Volume",
    "volume-title": "Title of the volume",
}
"""What a reader calls CSL's other fields; one that is not here goes by CSL's own name."""

_JOURNAL = ("volume", "issue", "page", "DOI", "ISSN")
_BOOK = ("editor", "translator", "edition", "volume", "publisher-place", "number-of-pages", "ISBN", "DOI")
_PART = ("editor", "translator", "page", "volume", "edition", "publisher-place", "ISBN", "DOI")
_KEPT = ("archive", "archive_collection", "archive_location", "archive-place")
_LAW = ("authority", "number", "section", "jurisdiction")
_WEB = ("archive_location",)
USUAL_FIELDS: Mapping[str, tuple[str, ...]] = {
    "webpage": _WEB,
    "post": ("genre", *_WEB),
    "post-weblog": _WEB,
    "article-newspaper": ("edition", "section", "page", *_WEB),
    "article-magazine": ("volume", "issue", "page", *_WEB),
    "article-journal": _JOURNAL,
    "article": ("number", "DOI", *_WEB),
    "book": _BOOK,
    "chapter": _PART,
    "report": ("genre", "number", "publisher-place", "page", "DOI"),
    "thesis": ("genre", "publisher-place", "number-of-pages", *_WEB),
    "paper-conference": ("event-title", "event-place", "editor", "page", "DOI", "ISBN"),
    "entry-encyclopedia": ("editor", "volume", "page", "edition", "publisher-place"),
    "entry-dictionary": ("editor", "volume", "page", "edition", "publisher-place"),
    "interview": ("interviewer", "medium", *_WEB),
    "speech": ("event-title", "event-place", "genre"),
    "manuscript": ("genre", *_KEPT),
    "personal_communication": ("recipient", "medium", *_KEPT),
    "broadcast": ("genre", "number", "medium"),
    "document": _KEPT,
    "collection": _KEPT,
    "pamphlet": ("publisher-place", *_KEPT),
    "review": ("reviewed-title", "reviewed-author", *_JOURNAL),
    "review-book": ("reviewed-title", "reviewed-author", *_JOURNAL),
    "dataset": ("version", "DOI"),
    "software": ("version", "DOI"),
    "map": ("scale", "edition", "publisher-place"),
    "legal_case": ("authority", "number", "volume", "page", "jurisdiction"),
    "legislation": _LAW,
    "bill": _LAW,
    "regulation": _LAW,
    "hearing": _LAW,
    "treaty": ("event-date", "event-place", "volume", "page"),
    "patent": ("authority", "number", "jurisdiction", "submitted"),
    "standard": ("number", "version", "publisher-place"),
}

_ELSEWHERE = frozenset({
    "title", "container-title", "publisher", "URL", "language", "note", "author", "issued", "accessed", "citation-key",
    "citation-label", "citation-number", "first-reference-note-number", "locator", "year-suffix", "event", "shortTitle",
    "journalAbbreviation",
})  # fmt: skip


def other_fields() -> tuple[str, ...]:
    """Return the fields of CSL that a record keeps beside its own, those with a label of ours first."""
    known = [name for name in FIELD_LABELS if name not in _ELSEWHERE]
    others = sorted((TEXTS | NUMBERS | NAMES | DATES) - _ELSEWHERE - set(known), key=str.casefold)
    return (*known, *others)


def fields_of(kind: str, filled: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the fields to ask for in a work of this type: the usual ones, then those that are filled already."""
    return tuple(dict.fromkeys((*USUAL_FIELDS.get(kind, _WEB), *filled)))


def field_label(name: str) -> str:
    """Return what a reader calls a field, in English."""
    return FIELD_LABELS.get(name) or name.replace("-", " ").replace("_", " ").capitalize()
