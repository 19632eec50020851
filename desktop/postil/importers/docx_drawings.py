"""Pictures, text boxes, diagrams and charts of a Word file: what can be kept of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from postil.domain.records import Figure
from postil.importers.docx_package import Package, Relation, short, tag, value
from postil.importers.links import picture_address
from postil.importers.pictures import LARGEST_PICTURE, make_figure

_SHOWN = frozenset(["w:t", "w:txbxContent", "a:blip", "v:imagedata", "dgm:relIds", "c:chart"])
_MOST_PIECES = 5_000
LARGEST_ALL = 96 * 1024 * 1024
"""Bytes that all pictures of a document may have; those after that are left out."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: ``source`` as a Block has it, and its alternative text."""

    source: str
    description: str


@dataclass(slots=True)
class Drawings:
    """The pictures of one document: ``figures`` by their ids.

    ``left_out`` counts those of kinds that are not kept (drawings in vectors, broken ones).
    """

    package: Package
    figures: dict[str, Figure] = field(default_factory=dict[str, Figure])
    left_out: int = 0
    _size: int = 0

    def pieces(self, element: Any, part: str) -> Iterator[Any]:
        """Give what a drawing shows: each a Picture, the element of a text box, or a line of a diagram's text."""
        relations = self.package.relations(part)
        waiting = [(element, "")]
        for _ in range(_MOST_PIECES):
            if not waiting:
                return
            inner, described = waiting.pop()
            name = short(inner.tag)
            if name == "w:txbxContent":
                yield inner
                continue
            if name in {"a:blip", "v:imagedata"}:
                yield from self._picture(inner, relations, described or inner.get(tag("o:title")) or "")
                continue
            if name == "dgm:relIds":
                yield from self._words(relations.get(value(inner, "r:dm")))
                continue
            if name == "c:chart":
                yield from self._words(relations.get(value(inner, "r:id")))
                continue
            if name in {"wp:inline", "wp:anchor"}:
                described = _description(inner)
            if name == "mc:AlternateContent":
                forms = [form for form in inner if short(form.tag) in {"mc:Choice", "mc:Fallback"}]
                inner = next((form for form in forms if has_content(form)), ())
            waiting.extend((below, described) for below in reversed(inner))

    def _picture(self, element: Any, relations: dict[str, Relation], described: str) -> Iterator[Picture]:
        embedded = relations.get(value(element, "r:embed")) or relations.get(value(element, "r:id"))
        relation = embedded or relations.get(value(element, "r:link"))
        source = "" if relation is None else self._source(relation)
        if not source:
            self.left_out += 1
            return
        yield Picture(source, described)

    def _source(self, relation: Relation) -> str:
        if relation.external:
            return picture_address(relation.target)
        if not self.package.archive.find(relation.target):
            return ""
        member = self.package.archive.find(relation.target)
        if self._size > LARGEST_ALL or self.package.archive.members[member].file_size > LARGEST_PICTURE:
            return ""
        figure = make_figure(self.package.archive.read(member))
        if figure is None:
            return ""
        self._size += len(figure.content)
        self.figures[figure.id] = figure
        return f"figure:{figure.id}"

    def _words(self, relation: Relation | None) -> Iterator[str]:
        """Give the texts of a diagram's boxes, or of a chart's titles, one each."""
        root = None if relation is None or relation.external else self.package.tree(relation.target)
        if root is None:
            self.left_out += 1
            return
        shapes = list(root.iter(tag("dgm:pt"))) or list(root.iter(tag("c:title")))
        for shape in shapes[:_MOST_PIECES]:
            text = " ".join("".join(t.text or "" for t in p.iter(tag("a:t"))) for p in shape.iter(tag("a:p"))).strip()
            if text:
                yield text


def has_content(element: Any) -> bool:
    """Say whether there is text, a picture or a diagram in ``element``."""
    return any(short(inner.tag) in _SHOWN for inner in element.iter())


def _description(element: Any) -> str:
    for inner in element.iter(tag("wp:docPr")):
        return " ".join((inner.get("descr") or inner.get("title") or "").split())
    return ""
