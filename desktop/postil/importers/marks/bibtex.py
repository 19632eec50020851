"""BibTeX and BibLaTeX: bibliographic records as Zotero and others export them.

Source: http://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf and .../macros/latex/contrib/biblatex/doc/biblatex.pdf
"""

import itertools
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from postil.domain.foreign import ForeignRecord, ForeignWork
from postil.domain.problems import Problem
from postil.domain.records import Name
from postil.domain.wording import say
from postil.importers.marks.csl_json import NAME
from postil.importers.marks.format import MarkFile, MarkFormat
from postil.importers.marks.identifiers import find_doi, isbn13, left_out
from postil.importers.marks.tables import split_tags

# The key of an entry is left out by some.
_ENTRY = re.compile(r"^[ \t]*@[A-Za-z]+\s*[{(]\s*(?:[^\s,{}]*\s*,|[A-Za-z_-]+\s*=)", re.MULTILINE)
_KEYLESS = re.compile(
    r"^([ \t]*@(?!string|comment|preamble)[A-Za-z]+\s*[{(])\s*,?(?=\s*[A-Za-z_-]+\s*=)", re.MULTILINE | re.IGNORECASE
)
_DOUBLE_COMMA = re.compile(r"(?<=[}\"\w]),(?:\s*,)+(?=\s*[A-Za-z_-]+\s*=)")
_TYPES = {
    "article": "article-journal", "book": "book", "mvbook": "book", "booklet": "pamphlet", "collection": "book",
    "inbook": "chapter", "incollection": "chapter", "bookinbook": "chapter", "inproceedings": "paper-conference",
    "conference": "paper-conference", "proceedings": "book", "manual": "report", "mastersthesis": "thesis",
    "phdthesis": "thesis", "thesis": "thesis", "techreport": "report", "report": "report", "unpublished": "manuscript",
    "online": "webpage", "electronic": "webpage", "www": "webpage", "patent": "patent", "software": "software",
    "dataset": "dataset", "letter": "personal_communication", "inreference": "entry-encyclopedia",
    "video": "motion_picture",
}  # fmt: skip
_MORE = {
    "volume": ("volume",), "issue": ("number", "issue"), "page": ("pages",), "edition": ("edition",),
    "collection-title": ("series",), "publisher-place": ("location", "address"), "ISSN": ("issn",),
    "abstract": ("abstract",), "number-of-volumes": ("volumes",), "chapter-number": ("chapter",),
    "number-of-pages": ("pagetotal",),
    "title-short": ("shorttitle",), "version": ("version",), "genre": ("type",), "event-title": ("eventtitle",),
}  # fmt: skip
_CONTAINERS = ("journaltitle", "journal", "booktitle", "eventtitle", "maintitle")
_ONLINE = frozenset({"online", "electronic", "www"})
_NO_KEY = "postil-no-key-"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MOST = 100_000


def sniff(file: MarkFile) -> bool:
    """Say whether the text has entries of BibTeX."""
    return (
        file.value is None and not file.text.lstrip().startswith("<") and _ENTRY.search(file.text[:200_000]) is not None
    )


def parse(file: MarkFile) -> tuple[ForeignWork, ...]:
    """Return the records in their order; one that is damaged says so."""
    if file.text.count("@") > _MOST or file.text.count("{") > 20 * _MOST:
        raise Problem("{name} has more entries than Postil reads. Bring them in by parts.", name=file.named)
    numbers = itertools.count(1)
    mended = _KEYLESS.sub(lambda match: f"{match[1]}{_NO_KEY}{next(numbers)},", _DOUBLE_COMMA.sub(",", file.text))
    parsed = _parsed(mended)
    works = [_work(*_fields(entry)) for entry in cast("list[Any]", parsed.entries)]
    return (*works, *(_damaged(block) for block in cast("list[Any]", parsed.failed_blocks)))


def _parsed(text: str) -> Any:
    """Return what bibtexparser, which has no types, makes of the text."""
    import logging

    from bibtexparser import middlewares
    from bibtexparser.entrypoint import parse_string

    # It warns of each damaged entry, and leaves it out.
    logging.getLogger("bibtexparser").setLevel(logging.ERROR)
    stack: list[Any] = [
        middlewares.NormalizeFieldKeys(),
        middlewares.ResolveStringReferencesMiddleware(),
        middlewares.RemoveEnclosingMiddleware(),
    ]
    return parse_string(text, parse_stack=stack)


def _fields(entry: Any) -> tuple[str, str, Mapping[str, str]]:
    """Return the kind, key and fields of an entry, as they are written."""
    values = {str(each.key): str(each.value) for each in entry.fields}
    return str(entry.entry_type).lower(), str(entry.key), values


def _damaged(block: Any) -> ForeignWork:
    """Return the entry of a damaged block as far as it can be read, else one that says why it is refused.

    bibtexparser keeps what is only written twice: an entry with another's key, a field that its entry has already.
    """
    line = int(block.start_line or 0) + 1
    entry: Any = getattr(block, "ignore_error_block", None)
    if hasattr(entry, "fields") and hasattr(entry, "entry_type"):
        work = _work(*_fields(entry))
        remark = say("Line {line}: its key, or one of its fields, stands there twice.", line=line)
        return replace(
            work,
            record=replace(
                work.record or ForeignRecord(), remarks=(remark, *(work.record.remarks if work.record else ()))
            ),
        )
    beginning = " ".join(str(block.raw or "").split())[:60]
    refused = say("Line {line}: the entry that begins “{beginning}” is damaged.", line=line, beginning=beginning)
    return ForeignWork(NAME, beginning, record=ForeignRecord(refused=refused))


def _work(kind: str, key: str, found: Mapping[str, str]) -> ForeignWork:
    title = _plain(found.get("title", ""))
    subtitle = _plain(found.get("subtitle", ""))
    csl = _TYPES.get(kind, "document")
    if kind in {"misc", "unpublished"} and found.get("url"):
        csl = "webpage"
    return ForeignWork(
        program=NAME,
        title=f"{title}: {subtitle}" if title and subtitle else title,
        authors=_names(found.get("author", "")) or _names(found.get("editor", "")),
        url=_address(found.get("url", "")),
        published=_date(found),
        kind=csl,
        tags=split_tags(_plain(found.get("keywords", "")), ";"),
        note="\n".join(
            note
            for note in (_plain(found.get("annote", "") or found.get("annotation", "")), _plain(found.get("note", "")))
            if note
        ),
        note_format="text",
        record=ForeignRecord(
            key="" if key.startswith(_NO_KEY) else key,
            type=csl,
            container_title=_plain(_first(found, *_CONTAINERS)) or _site(kind, found),
            publisher=_plain(_first(found, "publisher", "institution", "school")) or _behind(kind, found),
            doi=find_doi(_address(found.get("doi", ""))),
            isbn=isbn13(found.get("isbn", "")),
            language=_plain(_first(found, "langid", "language")) if len(found.get("langid", "")) in {2, 5} else "",
            accessed=_edtf(_first(found, "urldate", "lastchecked")),
            more=_more(found),
            remarks=left_out(
                _address(found.get("doi", "")), found.get("isbn", ""), _first(found, "date", "year"), _date(found)
            ),
        ),
    )


def _site(kind: str, found: Mapping[str, str]) -> str:
    """Return the site or whole that a work is in, which has no other field: ``organization`` beside a publisher.

    Of what is online it is the site in any case, of a manual and of proceedings who stands behind them.
    """
    if kind in {"manual", "proceedings"}:
        return ""
    is_beside = kind in _ONLINE or _first(found, "publisher", "institution", "school")
    return _plain(found.get("organization", "")) if is_beside else ""


def _behind(kind: str, found: Mapping[str, str]) -> str:
    return "" if kind in _ONLINE else _plain(found.get("organization", ""))


def _more(found: Mapping[str, str]) -> str:
    """Return CSL's other variables of an entry, as JSON."""
    more: dict[str, object] = {}
    for csl, names in _MORE.items():
        value = _plain(_first(found, *names))
        if value:
            more[csl] = value.replace("--", "–") if csl == "page" else value
    for field, csl in (("editor", "editor"), ("translator", "translator")):
        names = _names(found.get(field, "")) if field != "editor" or found.get("author") else ()
        if names:
            more[csl] = [
                {"literal": name.literal} if name.literal else {"family": name.family, "given": name.given}
                for name in names
            ]
    doi, isbn = find_doi(_address(found.get("doi", ""))), isbn13(found.get("isbn", ""))
    more.update({csl: value for csl, value in (("DOI", doi), ("ISBN", isbn)) if value})
    return json.dumps(more, ensure_ascii=False, sort_keys=True) if more else ""


def _first(found: Mapping[str, str], *names: str) -> str:
    return next((found[name] for name in names if found.get(name)), "")


def _plain(value: str) -> str:
    """Return a field's LaTeX as text: accents as letters, braces away."""
    value = _held(value)
    value = _decoded(value) if "\\" in value or "$" in value else _joined(value)
    plain = " ".join(re.sub(r"(?<!\\)[{}]", "", value).replace("~", " ").split())
    return plain.translate(_SIGNS)


def _joined(value: str) -> str:
    """Put the sign for two or three that TeX prints as one, as the reader of LaTeX does; addresses stay."""
    return _LIGATURE.sub(lambda match: _LIGATURES.get(match[0], match[0]), value)


_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "!`": "¡", "?`": "¿"}
_LIGATURE = re.compile(rf"https?://[^\s{{}}]+|{'|'.join(map(re.escape, _LIGATURES))}")


def _held(value: str) -> str:
    """Put a noncharacter for each sign that has a command for a name, which the reader of LaTeX does not know."""
    return _NAMED_SIGN.sub(lambda match: chr(_FIRST + list(_NAMED_SIGNS).index(match[1] or match[2])), value)


_NAMED_SIGNS = {
    "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^", "textasciigrave": "`",
    "textquotesingle": "'", "textquotedbl": '"', "textless": "<", "textgreater": ">", "textbar": "|", "symbol{64}": "@",
}  # fmt: skip
_FIRST = 0xFDD0
_SIGNS = {_FIRST + place: sign for place, sign in enumerate(_NAMED_SIGNS.values())}
_NAMED_SIGN = re.compile(
    rf"\\(?:({'|'.join(name for name in _NAMED_SIGNS if name.isalpha())})(?:\{{\}}|(?![A-Za-z])\s*)|(symbol\{{64\}}))"
)


def _decoded(value: str) -> str:
    from importlib import import_module

    # It has no types, and meets LaTeX that nobody thought of in many ways: the field then stays as it is written.
    reader: Any = import_module("pylatexenc.latex2text").LatexNodes2Text(math_mode="verbatim", keep_braced_groups=False)
    try:
        return str(reader.latex_to_text(value))
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return value


def _address(value: str) -> str:
    match = re.search(r"\\(?:url|href)\{([^{}]*)\}", value)
    return re.sub(r"\\([#$%&_{}~])", r"\1", match[1] if match else value).strip(" {}<>")


def _date(found: Mapping[str, str]) -> str:
    printed = re.sub(r"[{}]", "", _joined(_first(found, "date", "year"))).strip()
    years = _years(printed)
    if years:
        return years
    if found.get("date"):
        ends = [_edtf(end) for end in printed.split("/")[:2]]
        return "/".join(ends) if all(ends) and ends == sorted(set(ends)) else ends[0]
    year = re.search(r"(?<!\d)\d{4}(?!\d)", found.get("year", ""))
    if not year:
        return ""
    month = _plain(found.get("month", "")).lower()
    number = next((place for place, name in enumerate(_MONTHS, 1) if month.startswith(name)), 0)
    number = number or (int(month) if month.isascii() and month.isdigit() and len(month) < 3 else 0)
    day = found.get("day", "").strip()
    return _edtf(
        "-".join([year[0], *([f"{number:02}"] if number else []), *([day.zfill(2)] if day and number else [])])
    )


def _years(printed: str) -> str:
    """Return "1932–33", "1998–2002" or "1932/33", as a field of BibTeX has it, as an interval; "" for anything else."""
    match = re.fullmatch(r"(\d{4})(?:\s*[–—/]\s*|-)(\d{4}|\d{2})", printed, re.ASCII)
    if match is None or match[1] == "0000" or (printed[4] == "-" and 0 < int(match[2]) < 13):
        return ""
    first, last = int(match[1]), int(match[2])
    if last < 100:
        # As in "1998–02".
        last += first - first % 100 + (100 if last <= first % 100 else 0)
    return f"{first:04}/{last:04}" if last > first else ""


def _edtf(printed: str) -> str:
    match = re.match(r"\s*(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\d~?])", printed, re.ASCII)
    if match is None or match[1] == "0000":
        return ""
    from datetime import date

    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return match[1]
    return "-".join(part for part in match.groups() if part)


def _names(value: str) -> tuple[Name, ...]:
    """Return the names between the ``and`` of a field; one in braces is nobody's first and last."""
    names: list[Name] = []
    for part in _split_names(value):
        name = _name(part)
        if str(name) and name != Name(literal="others"):
            names.append(name)
    return tuple(names)


def _split_names(value: str) -> list[str]:
    parts, depth, start = [], 0, 0
    found: list[str] = parts
    for match in re.finditer(r"[{}]|\s+and\s+", value):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
        elif depth <= 0:
            found.append(value[start : match.start()])
            start = match.end()
    return [*found, value[start:]]


def _name(part: str) -> Name:
    part = _held(part.strip())
    if part.startswith("{") and part.endswith("}") and part.replace("{}", "").count("{") == 1:
        return Name(literal=_plain(part))
    pieces = [_plain(piece) for piece in part.split(",")]
    if len(pieces) > 1:
        given = pieces[-1]
        family = f"{pieces[0]}, {pieces[1]}" if len(pieces) > 2 and pieces[1] else pieces[0]
        return Name(family=family, given=given) if given else Name(literal=family)
    words = pieces[0].split()
    if len(words) < 2:
        return Name(literal=pieces[0])
    # What is small before the last word belongs to the family: "Ludwig van Beethoven".
    cut = next((place for place, word in enumerate(words[1:-1], 1) if word[0].islower()), len(words) - 1)
    return Name(family=" ".join(words[cut:]), given=" ".join(words[:cut]))


FORMAT = MarkFormat("bibtex", "BibTeX", (".bib", ".bibtex", ".biblatex"), sniff, parse)
