"""What a PDF says of itself: its title, authors, dates and language, each with the string it came from.

Programs fill these fields with the names of templates and files, so a title or an author counts as certain only where
the first pages print it too. The day on which the file was made is kept as evidence and never taken for the day on
which the text was published: only a date of publication in its XMP is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from postil.domain.records import Evidence
from postil.domain.text import canonical
from postil.importers.evidence import Findings
from postil.importers.languages import language_tag
from postil.importers.names import read_names
from postil.importers.pdf_library import read_string

_LONGEST = 400
_PACKET = re.compile(rb"<x:xmpmeta\b.*?</x:xmpmeta>|<rdf:RDF\b.*?</rdf:RDF>", re.DOTALL)
_LARGEST_PACKET = 200_000
_FILE = r".*\.(?:docx?|tex|dvi|pdf|indd|qxd|pptx?|xlsx?|rtf|odt|p65|fm|ps|eps|md|html?|txt)"
_NO_TITLE = re.compile(
    rf"(?:{_FILE}|microsoft (?:word|powerpoint|excel)\b.*|powerpoint presentation|untitled.*|unbenannt.*|sans titre.*"
    r"|(?:no|document|slide|page|layout|folie|presentation|book)\s*\d*(?:\s*title)?|title|template.*|paper|main"
    r"|manuscript|\(?anonymous\)?|unknown|arxiv:.*|\S+ output|[\W\d_]*|\S*_\S*|[a-z]+\d+\S*)",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:user\b.*|admin\w*|owner|root|author|unknown|anonymous|microsoft.*|default|guest|test|\(?none\)?|pdf\w*"
    r"|adobe.*|[\W\d_]*|\S*@\S*)",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:D:)?\s*(\d{4})-?(\d{2})?-?(\d{2})?")
_PUBLISHED = ("publicationDate", "coverDate", "coverDisplayDate")


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """The strings of a PDF's Info dictionary and catalogue, "" where it has none."""

    title: str = ""
    author: str = ""
    created: str = ""
    language: str = ""


def read_info(pdfium: Any, document: Any) -> DocumentInfo:
    """Return what the open ``document`` says of itself."""

    def meta(key: bytes) -> str:
        def ask(buffer: Any, length: int) -> int:
            return int(pdfium.FPDF_GetMetaText(document, key, buffer, length))

        return " ".join(canonical(read_string(ask)).split())[:_LONGEST]

    return DocumentInfo(meta(b"Title"), meta(b"Author"), meta(b"CreationDate"), _language(pdfium, document))


def _language(pdfium: Any, document: Any) -> str:
    # The one function that wants its buffer as UTF-16 units; of its length it speaks in bytes.
    buffer = (pdfium.FPDF_WCHAR * 128)()
    pdfium.FPDFCatalog_GetLanguage(document, buffer, 128)
    return "".join(map(chr, buffer)).partition("\0")[0]


def find_metadata(info: DocumentInfo, content: bytes, printed: str) -> Findings:
    """Return what is known of the document; ``content`` is the whole file, ``printed`` the text of its first pages."""
    packets = _packets(content)
    plain = _letters(printed)
    rows: list[Evidence] = []
    for title, origin in ((info.title, "PDF title"), (_first(packets, "title"), "XMP title")):
        if is_title(title):
            rows.append(Evidence("title", title, title, origin, guess=_letters(title) not in plain))
    rows.sort(key=lambda row: row.guess)
    findings = Findings().plus(rows)
    creators = [name for packet in packets for name in packet.get("creator", ())]
    for printed_names, origin in (("; ".join(creators), "XMP creator"), (info.author, "PDF author")):
        names = tuple(name for name in read_names(printed_names) if is_author(str(name)))
        if names:
            guess = not all(_letters(name.family or str(name)) in plain for name in names)
            row = Evidence("authors", "; ".join(map(str, names)), printed_names, origin, guess=guess)
            findings = findings.plus([row], names)
    findings = findings.plus(_dates(info, packets))
    name = _first(packets, "publicationName")
    findings = findings.plus([Evidence("container_title", name, name, "XMP prism:publicationName")])
    language = language_tag(info.language)
    return findings.plus([Evidence("language", language, info.language, "PDF language")])


def is_title(printed: str) -> bool:
    """Say whether ``printed`` can be a title: not the name of a file, a program or a template."""
    return len(printed) >= 3 and not _NO_TITLE.fullmatch(printed) and any(c.isalpha() for c in printed)


def is_author(printed: str) -> bool:
    """Say whether ``printed`` can be an author: not the name of an account or a program."""
    return bool(" " in printed.strip() or not printed.isascii()) and not _NO_AUTHOR.fullmatch(printed)


def read_date(printed: str) -> str:
    """Return the EDTF date at the start of a PDF or XMP date such as ``D:20240225120000Z``, "" where it is none."""
    match = _DATE.match(printed)
    if match is None:
        return ""
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if not 1000 <= year <= 2999 or month > 12 or day > 31:
        return ""
    parts = [f"{year:04}"]
    for part in (month, day):
        if not part:
            break
        parts.append(f"{part:02}")
    return "-".join(parts)


def _dates(info: DocumentInfo, packets: Sequence[dict[str, tuple[str, ...]]]) -> list[Evidence]:
    rows: list[Evidence] = []
    for field in _PUBLISHED:
        printed = _first(packets, field)
        date = read_date(printed)
        if date:
            rows.append(Evidence("published", date, printed, f"XMP prism:{field}"))
            break
    created = read_date(info.created) or read_date(_first(packets, "CreateDate"))
    if created:
        printed = info.created or _first(packets, "CreateDate")
        rows.append(Evidence("created", created, printed, "PDF creation date", guess=True))
    return rows


def _packets(content: bytes) -> list[dict[str, tuple[str, ...]]]:
    """Return the XMP packets that speak of the document, the last written first; pictures have their own."""
    found: list[dict[str, tuple[str, ...]]] = []
    if b"<x:xmpmeta" not in content and b"<rdf:RDF" not in content:
        return found
    for match in _PACKET.finditer(content):
        if match.end() - match.start() > _LARGEST_PACKET or len(found) >= 20:
            continue
        fields = _fields(match.group().decode("utf-8", "replace"))
        if fields:
            found.append(fields)
    found.reverse()
    return [fields for fields in found if "Producer" in fields] or found[:1]


def _fields(packet: str) -> dict[str, tuple[str, ...]]:
    from postil.importers.lxml_parsing import parse_xml

    if not packet.startswith("<x:xmpmeta"):
        packet = f"<x>{packet}</x>"
    parsed = parse_xml(packet)
    if parsed is None:
        return {}
    fields: dict[str, tuple[str, ...]] = {}
    for element in parsed.root.iter():
        for name, value in element.attrib.items():
            _note(fields, str(name), [str(value)])
        values = [str(text) for text in element.itertext()]
        if isinstance(element.tag, str):
            _note(fields, element.tag, values)
    return fields


def _note(fields: dict[str, tuple[str, ...]], tag: str, values: Sequence[str]) -> None:
    name = tag.rpartition("}")[2]
    known = {"title", "creator", "publicationName", "Producer", "CreateDate", *_PUBLISHED}
    texts = tuple(text for value in values if (text := " ".join(canonical(value).split())[:_LONGEST]))
    if name in known and texts and name not in fields:
        fields[name] = texts


def _first(packets: Sequence[dict[str, tuple[str, ...]]], name: str) -> str:
    return next((packet[name][0] for packet in packets if packet.get(name)), "")


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", normalize("NFKC", text).casefold())
