"""Records as BibTeX with BibLaTeX's fields; quotations and notes go into ``annotation``.

Sources: http://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf,
http://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf
"""

import re
from collections.abc import Iterator
from typing import Any, cast

from postil.domain.csl import more_of, names_of, told_note
from postil.domain.records import CslItem, Name
from postil.exporters.arranging import arranged
from postil.exporters.collected import Collected, CollectedArticle
from postil.exporters.csl_json import by_key
from postil.exporters.options import ExportOptions
from postil.exporters.plain_files import FileExporter
from postil.exporters.properties import references
from postil.exporters.sections import place_of, stood_in

_TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "book": "book",
    "chapter": "incollection", "paper-conference": "inproceedings", "report": "report", "thesis": "thesis",
    "manuscript": "unpublished", "webpage": "online", "post": "online", "post-weblog": "online", "patent": "patent",
    "software": "software", "dataset": "dataset", "entry-encyclopedia": "inreference", "pamphlet": "booklet",
    "personal_communication": "letter", "motion_picture": "video",
}  # fmt: skip
_CONTAINERS = {"incollection": "booktitle", "inproceedings": "booktitle", "inreference": "booktitle"}
_MORE = (
    ("doi", "DOI"), ("isbn", "ISBN"), ("issn", "ISSN"), ("volume", "volume"), ("number", "issue"), ("pages", "page"),
    ("edition", "edition"), ("location", "publisher-place"), ("series", "collection-title"), ("type", "genre"),
    ("volumes", "number-of-volumes"), ("pagetotal", "number-of-pages"), ("chapter", "chapter-number"),
    ("shorttitle", "title-short"), ("version", "version"), ("eventtitle", "event-title"), ("abstract", "abstract"),
)  # fmt: skip
# BibTeX counts braces even behind a backslash; dashes and quotation marks join in LaTeX; a space at an end is lost.
_GUARDED = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "`": r"\textasciigrave{}", "'": r"\textquotesingle{}", '"': r"\textquotedbl{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&",
    "_": r"\_", "\n": r"\newline{}", "\t": r"\symbol{9}", "@": r"\symbol{64}", "\N{NO-BREAK SPACE}": r"\nobreakspace{}",
}  # fmt: skip
_UNGUARDED = {written: sign for sign, written in _GUARDED.items()} | {r"\space{}": " ", "-{}": "-"}
_WRITTEN = re.compile("|".join(re.escape(each) for each in sorted(_UNGUARDED, key=len, reverse=True)))
_SPACES = re.compile(r"^ +| +$|(?<= ) +|(?<=\n) +| +(?=\n)")
_QUOTED = re.compile(r"\\enquote\{(.*)\}", re.DOTALL)
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}(/\d{4}(-\d{2}){0,2})?")
_RANGES = frozenset({"volume", "number", "pages"})
_KEY = re.compile(r"[^\s{}(),=#%~\\\"'@]+")


def latex(text: str) -> str:
    """Return LaTeX that reads as ``text``, on one line."""
    spaced = _SPACES.sub(lambda match: "\0" * len(match[0]), text)
    signs = "".join(_GUARDED.get(sign, sign) for sign in spaced)
    return re.sub(r"-(?=-)|(?<=-)-", "-{}", signs).replace("\0", r"\space{}")


def plain(written: str) -> str:
    """Return the text that ``latex`` wrote."""
    return _WRITTEN.sub(lambda match: _UNGUARDED[match[0]], written)


def _render(collected: Collected, options: ExportOptions) -> str:
    shown = arranged(collected, options)
    marked = {article.item.key: article for article in shown.articles}
    return "\n".join(_entry(item, marked.get(item.key)) for item in references(shown))


def _entry(item: CslItem, article: CollectedArticle | None) -> str:
    kind = _TYPES.get(item.type, "misc")
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(kind, item, article) if value)
    key = item.key if _KEY.fullmatch(item.key) else "".join(_KEY.findall(item.key)) or "work"
    return f"@{kind}{{{key},\n{fields}}}\n"


def _fields(kind: str, item: CslItem, article: CollectedArticle | None) -> Iterator[tuple[str, str]]:
    more = more_of(item)
    yield "title", f"{{{latex(' '.join(item.title.split()))}}}" if item.title else ""
    yield "author", " and ".join(_name(name) for name in item.authors)
    for role in ("editor", "translator"):
        yield role, " and ".join(_name(name) for name in names_of(more.get(role)))
    container = "journaltitle" if kind == "article" else _CONTAINERS.get(kind, "organization")
    yield container, latex(item.container_title)
    yield "publisher", latex(item.publisher)
    yield "date", item.published if _DATE.fullmatch(item.published) else ""
    # Pandoc and BibLaTeX take addresses as they are.
    yield "url", re.sub(r"[\s{}\\]", lambda match: f"%{ord(match[0]):02X}", item.url)
    yield "urldate", item.accessed if re.fullmatch(r"\d{4}(-\d{2}){0,2}", item.accessed) else ""
    yield "langid", item.language if re.fullmatch(r"[A-Za-z-]+", item.language) else ""
    for name, variable in _MORE:
        value = latex(str(more.get(variable, "")))
        # As TeX has it; whoever reads a range by a rule looks for this.
        yield name, value.replace("–", "--") if name in _RANGES else value
    yield "note", latex(" ".join(told_note(item, "; ").split()))
    if article is not None:
        yield "keywords", latex(", ".join(" ".join(tag.split()) for tag in article.article.tags))
        yield "annotation", "\n\n".join(_annotations(article))


def _annotations(article: CollectedArticle) -> Iterator[str]:
    if article.note and article.note.body.strip():
        yield latex(article.note.body.strip())
    for highlight in article.highlights:
        yield rf"\enquote{{{latex(highlight.quoted.exact)}}}"
        for told in (place_of(article, highlight), stood_in(article, highlight)):
            if told.strip():
                yield latex(" ".join(told.split()))
        if highlight.note.strip():
            yield latex(highlight.note.strip())


def _name(name: Name) -> str:
    if name.literal or not name.given:
        return f"{{{latex(name.literal or name.family)}}}"
    return f"{_part(name.family)}, {_part(name.given)}" if name.family else f"{{{latex(name.given)}}}"


def _part(text: str) -> str:
    """What holds a comma or an "and" would be taken apart."""
    return f"{{{latex(text)}}}" if re.search(r",|\band\b", text) else latex(text)


def _quotations(text: str) -> list[str]:
    """Read the file with bibtexparser, which has no types."""
    from bibtexparser import middlewares
    from bibtexparser.entrypoint import parse_string

    stack: list[Any] = [middlewares.RemoveEnclosingMiddleware()]
    parsed: Any = parse_string(text, parse_stack=stack)
    found: list[str] = []
    for entry in cast("list[Any]", parsed.entries):
        for each in entry.fields:
            if each.key == "annotation":
                blocks = str(each.value).split("\n\n")
                found += [plain(match[1]) for block in blocks if (match := _QUOTED.fullmatch(block))]
    return found


BIBTEX = FileExporter("bibtex", "References (BibTeX)", "bib", _render, _quotations, by_key)
