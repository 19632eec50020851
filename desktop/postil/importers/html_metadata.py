"""What a page says of itself: JSON-LD, meta tags, headings, and where they are silent, what libraries can guess."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from postil.domain.records import Evidence, Name
from postil.domain.text import canonical
from postil.importers.evidence import Findings
from postil.importers.json_ld import json_ld_rows
from postil.importers.languages import language_tag
from postil.importers.links import picture_address
from postil.importers.names import read_names
from postil.importers.page_guesses import guessed_date, guessed_metadata
from postil.importers.printed_dates import read_date
from postil.importers.titles import without_site

# Which meta tags say what, the most trustworthy first.
# fmt: off
_META: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("container_title", ("og:site_name", "citation_journal_title", "application-name", "dc.publisher", "publisher")),
    ("title", (
        "citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title", "parsely-title",
        "weibo:article:title", "title", "headline",
    )),
    ("authors", (
        "citation_author", "author", "article:author", "parsely-author", "dc.creator", "dcterms.creator", "byl",
        "sailthru.author", "article:author_name",
    )),
    ("published", (
        "article:published_time", "citation_publication_date", "datepublished", "parsely-pub-date", "pubdate",
        "og:published_time", "dc.date.issued", "dcterms.created", "dc.date", "date", "sailthru.date", "publish_date",
        "publish-date", "article.published", "displaydate", "citation_date",
    )),
    ("updated", (
        "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified",
        "last-modified", "lastmod", "article.updated",
    )),
    ("language", ("content-language", "og:locale", "dc.language", "language")),
    ("url", ("og:url",)),
)
# fmt: on


def page_findings(root: Any, base: str, headings: tuple[str, ...]) -> Findings:
    """Return what the page under ``root`` says; ``headings`` are its printed top headings, for the title.

    Nothing in running text is read: a date in the prose is never that of publication.
    """
    findings = Findings()
    for rows, authors in _statements(root, base):
        findings = findings.plus(rows, authors)
    title = _title(root, findings, headings)
    if title:
        findings = findings.with_row(title)
    if any(not findings.value(field) for field in ("authors", "container_title")):
        for rows, authors in guessed_metadata(root, base):
            findings = findings.plus(rows, authors)
    if not findings.value("published"):
        findings = findings.plus(guessed_date(root, base))
    return findings


def _statements(root: Any, base: str) -> Iterator[tuple[list[Evidence], tuple[Name, ...]]]:
    yield from json_ld_rows(root)
    meta = _meta(root)
    for field, names in _META:
        for name in names:
            for printed in meta.get(name, ()):
                yield _row(field, printed, f"meta {name}", base)
    yield from _microdata(root)
    for element in root.iter("html", "body"):
        for attribute in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang"):
            printed = element.get(attribute)
            if printed:
                yield _row("language", printed, f"{element.tag} lang", base)
    for element in root.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            yield _row("url", element.get("href") or "", "link canonical", base)


def _meta(root: Any) -> dict[str, list[str]]:
    meta: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = canonical(element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            # Some pages name two properties in one attribute.
            for name in (
                (element.get(attribute) or "").lower().replace("dcterm:", "dcterms.").replace("dc:", "dc.").split()
            ):
                if content and len(content) < 2000:
                    meta.setdefault(name, []).append(content)
    if len(meta.get("citation_author", [])) > 1:
        meta["citation_author"] = ["; ".join(meta["citation_author"][:50])]
    return meta


def _microdata(root: Any) -> Iterator[tuple[list[Evidence], tuple[Name, ...]]]:
    """Read ``<time itemprop=datePublished datetime=…>``, ``<time pubdate>`` and ``rel=author``."""
    for element in root.iter("time"):
        purpose = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        printed = (element.get("datetime") or "".join(element.itertext())).strip()
        if "datepublished" in purpose or "pubdate" in element.attrib or "published" in purpose.split():
            yield _row("published", printed, "time datePublished")
        elif "datemodified" in purpose or "updated" in purpose.split():
            yield _row("updated", printed, "time dateModified")
    for element in root.iter("a", "span", "p", "div"):
        marks = f"{element.get('rel') or ''} {element.get('itemprop') or ''}".lower().split()
        if "author" in marks:
            inner = next((e for e in element.iter() if (e.get("itemprop") or "") == "name"), element)
            printed = " ".join("".join(inner.itertext()).split())
            if 3 < len(printed) < 80:
                yield _row("authors", printed, "rel author" if element.get("rel") else "itemprop author")


def _row(field: str, printed: str, origin: str, base: str = "") -> tuple[list[Evidence], tuple[Name, ...]]:
    printed = " ".join(canonical(printed).split())
    if field == "authors":
        return author_rows(printed, origin)
    if field in {"published", "updated"}:
        value = read_date(printed)
    elif field == "language":
        value = language_tag(printed)
    elif field == "url":
        value = picture_address(printed, base)
    else:
        value = printed
    return ([Evidence(field, value, printed, origin)] if value else []), ()


def author_rows(printed: str, origin: str, *, guess: bool = False) -> tuple[list[Evidence], tuple[Name, ...]]:
    """Return the evidence of authors named in ``printed``; an address or a handle is no name."""
    if not printed or "://" in printed or printed.startswith(("@", "/", "www.")) or len(printed) > 400:
        return [], ()
    names = read_names(printed)
    return ([Evidence("authors", "; ".join(map(str, names)), printed, origin, guess)] if names else []), names


def _title(root: Any, findings: Findings, headings: tuple[str, ...]) -> Evidence | None:
    """Return the title that JSON-LD or a meta tag says, else ``<title>``, without the site's name; else a heading."""
    site = findings.value("container_title")
    said = findings.row("title")
    if said is not None:
        return replace(said, value=_shortened(said.printed, site, headings, boldly=False))
    for element in root.iter("title"):
        printed = " ".join(canonical("".join(element.itertext())).split())
        if printed:
            return Evidence("title", _shortened(printed, site, headings, boldly=True), printed, "title")
        break
    return Evidence("title", headings[0], headings[0], "first heading") if headings else None


def _shortened(printed: str, site: str, headings: tuple[str, ...], *, boldly: bool) -> str:
    for heading in headings:
        value = without_site(printed, site, heading, boldly=False)
        if value != printed:
            return value
    return without_site(printed, site, boldly=boldly)
