"""What is known of an article's source, in sentences for the reader."""

from postil.domain.records import Evidence
from postil.domain.wording import count, say
from postil.services.provenance import Provenance, Told

_LONGEST = 120
_LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "la": "Latin", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def evidence_sentence(row: Evidence) -> str:
    """Return where a field's value came from, as one sentence for the reader."""
    printed = row.printed if len(row.printed) <= _LONGEST else row.printed[: _LONGEST - 1].rstrip() + "…"
    if row.guess:
        if not printed or row.printed == row.value:
            return say("A guess ({origin}).", origin=row.origin)
        return say("A guess from “{printed}” ({origin}).", printed=printed, origin=row.origin)
    if not printed or row.printed == row.value:
        return say("As the source has it ({origin}).", origin=row.origin)
    return say("The source says “{printed}” ({origin}).", printed=printed, origin=row.origin)


def told_sentence(told: Told) -> str:
    """Return who says what is known of a field."""
    match told.by:
        case "fetching":
            return say("The day on which Postil fetched the page.")
        case "source" if told.evidence is not None:
            return evidence_sentence(told.evidence)
        case "reader" if told.evidence is not None:
            said = evidence_sentence(told.evidence)
            return say("Entered by you. {said}", said=said)
        case "reader":
            return say("Entered by you; the source says nothing.")
        case _:
            return say("The source says nothing.")


def value_words(told: Told) -> str:
    """Return the value of a field, or the words for none."""
    return told.value or say("none given")


def source_words(known: Provenance) -> str:
    """Return what an article was made from."""
    match known.source_kind:
        case "url":
            return say("fetched from {address}", address=known.location)
        case "file":
            return say("read from the file {path}", path=known.location)
        case "html":
            return say("pasted as a page")
        case "text":
            return say("pasted as text")


def importer_words(known: Provenance) -> str:
    """Return what read the source, as readers call the format."""
    from postil.importers import IMPORTERS

    return next((say(each.label) for each in IMPORTERS if each.name == known.importer), known.importer)


def language_name(tag: str) -> str:
    """Return what a BCP 47 tag means, with its region or script as it stands: "English", "Portuguese (BR)"."""
    language, _, rest = tag.partition("-")
    name = say(_LANGUAGES[language]) if language in _LANGUAGES else language
    return f"{name} ({rest})" if rest else name


def language_words(known: Provenance) -> str:
    """Return what is declared and what was found of the language, as one sentence."""
    declared, detected = language_name(known.declared.value), language_name(known.detected)
    if known.disagrees:
        return say("Declared {declared}, but its words read as {detected}.", declared=declared, detected=detected)
    if declared and detected:
        return say("Declared {declared}; its words read as {detected}.", declared=declared, detected=detected)
    if declared:
        return say("Declared {declared}; its words do not tell.", declared=declared)
    if detected:
        return say("None declared; its words read as {detected}.", detected=detected)
    return say("None declared, and its words do not tell.")


def translation_words(known: Provenance) -> str:
    """Return whether the text reads like a machine translation, as one sentence."""
    number = len(known.translation.signs)
    kinds = count("{number} kind of sign", "{number} kinds of signs", number)
    match known.translation.verdict:
        case "likely":
            return say("It reads like a machine translation: {kinds}.", kinds=kinds)
        case "possible":
            return say("It may be a machine translation: {kinds}, too few to say.", kinds=kinds)
        case "unlikely" if number:
            return say("It does not read like a machine translation; {kinds} is no proof.", kinds=kinds)
        case "unlikely":
            return say("It does not read like a machine translation.")
        case "unknown":
            return say("Machine translation: not judged, for the text is short or not in English.")


def sources_words(known: Provenance) -> str:
    """Return how many sources the article names."""
    number = len(known.sources)
    if not number:
        return say("It names no source.")
    return count("It names {number} source.", "It names {number} sources.", number)
