"""A Word file as a package of XML parts and the relations between them, opened within bounds.

Source: ECMA-376 Part 2, Open Packaging Conventions.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from postil.domain.problems import Problem
from postil.domain.sources import Source
from postil.importers.archives import Archive, damaged, open_archive, resolve
from postil.importers.encoding import naming
from postil.importers.lxml_parsing import MOST_MARKUP, parse_xml

_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = re.compile(
    r"""(["'])http://purl\.oclc\.org/ooxml/(wordprocessingml/main|officeDocument/[\w/]+|drawingml/\w+)\1"""
)
PREFIXES = {
    _TRANSITIONAL + "wordprocessingml/2006/main": "w",
    _TRANSITIONAL + "officeDocument/2006/relationships": "r",
    _TRANSITIONAL + "officeDocument/2006/math": "m",
    _TRANSITIONAL + "drawingml/2006/wordprocessingDrawing": "wp",
    _TRANSITIONAL + "drawingml/2006/main": "a",
    _TRANSITIONAL + "drawingml/2006/picture": "pic",
    _TRANSITIONAL + "drawingml/2006/diagram": "dgm",
    _TRANSITIONAL + "drawingml/2006/chart": "c",
    _TRANSITIONAL + "markup-compatibility/2006": "mc",
    _TRANSITIONAL + "package/2006/relationships": "rel",
    _TRANSITIONAL + "package/2006/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
}
_URIS = {prefix: uri for uri, prefix in PREFIXES.items()}


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: ``kind`` is the last word of its type, ``target`` a part's name or an address."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """An open Word file; ``main`` is the name of the part with its text."""

    source: Source
    archive: Archive
    main: str = ""
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict[str, dict[str, Relation]])

    def tree(self, part: str) -> Any:
        """Return the root of an XML ``part``, None where there is no such part.

        Raises Problem where it is damaged, nests too deeply, or has a document type: that is where entities come from.
        """
        if not part or not self.archive.find(part):
            return None
        markup = _decoded(self.archive.read(part))
        if re.search(r"<!DOCTYPE|<!ENTITY", markup, re.IGNORECASE):
            raise Problem(
                "{name} holds definitions that no Word file has; it was not opened. Save it again in the program it "
                "came from and import that.",
                name=naming(self.source),
            )
        if markup.count("<") + markup.count("=") > MOST_MARKUP:
            raise too_long(self.source)
        parsed = parse_xml(_STRICT.sub(_transitional, markup))
        if parsed is not None and parsed.too_deep:
            raise too_deep(self.source)
        if parsed is None or not parsed.well_formed:
            raise damaged(self.source)
        return parsed.root

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what ``part`` refers to, by the relations' ids."""
        if part not in self._relations:
            folder, _, name = part.rpartition("/")
            root = self.tree(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
            found: dict[str, Relation] = {}
            for element in () if root is None else root.iter(tag("rel:Relationship")):
                external = (element.get("TargetMode") or "").lower() == "external"
                target: str = element.get("Target") or ""
                kind = (element.get("Type") or "").rpartition("/")[2]
                found[element.get("Id") or ""] = Relation(
                    kind, target if external else resolve(part, target)[0], external
                )
            self._relations[part] = found
        return self._relations[part]

    def related(self, kind: str) -> str:
        """Return the name of the part that the main part has for ``kind`` ("styles", "footnotes"), "" for none."""
        return next((r.target for r in self.relations(self.main).values() if r.kind == kind and not r.external), "")


def open_package(source: Source) -> Package:
    """Open a Word file; raises Problem where it is damaged, too large, or another program's."""
    archive = open_archive(source)
    archive.check_sizes()
    package = Package(source, archive)
    for relation in package.relations("").values():
        if relation.kind == "officeDocument" and not relation.external:
            package.main = archive.find(relation.target)
    package.main = package.main or archive.find("word/document.xml")
    root = package.tree(package.main)
    if root is None or short(root.tag) != "w:document":
        raise Problem(
            "{name} is a package of files but no Word document. Save what you want to read as .docx, PDF or HTML.",
            name=naming(source),
        )
    return package


def too_long(source: Source) -> Problem:
    """Return the Problem of a file that holds more than a text does."""
    return Problem("{name} has more parts than Postil reads of one document. Import it in pieces.", name=naming(source))


def too_deep(source: Source) -> Problem:
    """Return the Problem of a file whose parts stand within each other without end."""
    return Problem(
        "{name} is built so deeply, element within element, that it cannot be read. Save it again in the program it "
        "came from and import that.",
        name=naming(source),
    )


@lru_cache(maxsize=1024)
def short(name: str) -> str:
    """Return a tag or attribute name as it is usually written, "w:p"; those of other namespaces have no prefix."""
    uri, closed, local = name[1:].partition("}")
    return f"{PREFIXES.get(uri, '')}:{local}" if closed else name


@lru_cache(maxsize=1024)
def tag(name: str) -> str:
    """Return lxml's name of "w:p"."""
    prefix, _, local = name.partition(":")
    return f"{{{_URIS[prefix]}}}{local}"


def child(element: Any, name: str) -> Any:
    """Return the first child of ``element`` called ``name`` ("w:pPr"), None where it or ``element`` is none."""
    return None if element is None else element.find(tag(name))


def inside(element: Any, name: str) -> Any:
    """Return what is to be walked in the first child called ``name``: that child, or () where there is none."""
    found = child(element, name)
    return () if found is None else found


def value(element: Any, name: str = "w:val") -> str:
    """Return an attribute of ``element``, "" where it or ``element`` is none."""
    return "" if element is None else element.get(tag(name)) or ""


def is_on(element: Any) -> bool:
    """Say whether a switch such as ``w:b`` is there and not switched off."""
    return element is not None and value(element).lower() not in {"0", "false", "off", "none"}


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    return content.decode("utf-8-sig", "replace")


def _transitional(match: "re.Match[str]") -> str:
    quote, name = match.groups()
    first, _, rest = name.partition("/")
    return f"{quote}{_TRANSITIONAL}{first}/2006/{rest}{quote}"
