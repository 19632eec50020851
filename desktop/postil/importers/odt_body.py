"""The text of an OpenDocument text as the few elements of HTML that the HTML importer walks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from postil.importers.archive_pictures import Pictures
from postil.importers.archives import resolve
from postil.importers.html_lists import item_marker
from postil.importers.links import picture_address
from postil.importers.lxml_parsing import local_name
from postil.importers.math_text import formula_text
from postil.importers.odt_styles import TABLE, TEXT, XLINK, Styles
from postil.importers.odt_tree import add, inside, join_caption, paragraph
from postil.importers.xml_members import member_tree, plain_text

# What is no part of the text: what was deleted, remarks of others, definitions, and the descriptions of pictures.
_SKIPPED = frozenset(
    [
        "tracked-changes", "annotation", "annotation-end", "sequence-decls", "variable-decls", "user-field-decls",
        "dde-connection-decls", "alphabetical-index-auto-mark-file", "forms", "scripts", "event-listeners", "title",
        "desc", "table-of-content-source", "illustration-index-source", "table-index-source", "object-index-source",
        "user-index-source", "alphabetical-index-source", "bibliography-source", "hidden-text", "hidden-paragraph",
        "script", "glue-point", "image-map", "contour-polygon", "contour-path", "shapes",
    ]
)  # fmt: skip
_SHAPES = frozenset(
    ["custom-shape", "rect", "g", "ellipse", "circle", "polygon", "path", "line", "polyline", "connector", "caption"]
)
_INDEXES = frozenset(["table-of-content", "illustration-index", "table-index", "object-index", "user-index"])
_WIDEST = 100


@dataclass(slots=True)
class Writer:
    """Writes into ``body``, an lxml element.

    ``pages`` are the elements that a page begins at with its number, ``indexes`` pairs of elements around a table of
    contents. ``soft`` says whether the document says where its pages end; ``comments`` counts those left out.
    """

    styles: Styles
    pictures: Pictures
    body: Any
    pages: dict[Any, str] = field(default_factory=dict[Any, str])
    indexes: list[tuple[Any, Any]] = field(default_factory=list[tuple[Any, Any]])
    soft: bool = False
    comments: int = 0
    titled: str = ""
    _page: int = 1
    _breaks: bool = False
    _begun: bool = False
    _notes: dict[str, Any] = field(default_factory=dict[str, Any])
    _counts: dict[tuple[str, int], int] = field(default_factory=dict[tuple[str, int], int])

    def write(self, text: Any) -> None:
        """Write ``text``, an ``office:text`` element, and behind it its footnotes and endnotes."""
        self.blocks(text, self.body)
        lists = [self._notes[kind] for kind in ("footnote", "endnote") if kind in self._notes]
        if lists:
            inside(self.body, "hr")
            self.body.extend(lists)

    def blocks(self, element: Any, into: Any) -> None:
        """Write what is in ``element``."""
        for child in element:
            name = local_name(child)
            if _is_skipped(child, name):
                self.comments += name == "annotation"
                continue
            handler = _BLOCKS.get(name)
            if handler:
                handler(self, child, into)
            elif name in _INDEXES:
                self._index(child, into)
            else:
                self.blocks(child, into)

    def write_paragraph(self, element: Any, into: Any) -> None:
        """Write a paragraph or heading as its style says, and behind it the text boxes that are anchored in it."""
        style = self.styles.paragraph(element.get(f"{TEXT}style-name") or "")
        if style.hidden or _is_hidden_by_field(element):
            return
        role = style.role
        if local_name(element) == "h":
            level = element.get(f"{TEXT}outline-level") or "1"
            role = f"H{min(6, max(1, int(level)))}" if level.isdigit() and len(level) < 4 else "H1"
        written = paragraph(role, into)
        self._turn_page(written, breaks=(style.breaks and self._begun) or self._breaks, number=style.page)
        self._begun, self._breaks = True, style.breaks_after
        boxes = self._inline(element, written)
        if role == "Title" and not self.titled:
            self.titled = plain_text(written)
        if role == "Rule" and not plain_text(written):
            inside(into, "hr")
        if role == "Caption":
            join_caption(written)
        for box in boxes:
            self.write_shape(box, into)

    def write_list(self, element: Any, into: Any, name: str = "", level: int = 1, above: tuple[str, ...] = ()) -> None:
        """Write a list; ``name`` is the style of the list around it, ``above`` are the marks of the items around it."""
        name = element.get(f"{TEXT}style-name") or name
        form = self.styles.list_level(name, level)
        number = form.start - 1
        if element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list"):
            number = self._counts.get((name, level), number)
        listing = inside(into, "ul" if form.form == "•" else "ol")
        for item in element:
            kind = local_name(item)
            if kind not in {"list-item", "list-header"}:
                continue
            start = item.get(f"{TEXT}start-value") or ""
            number = int(start) if start.isdigit() and len(start) < 7 else number + (kind == "list-item")
            core = item_marker(number, form.form).removesuffix(".") if form.form in {*"1aAiI"} else ""
            written = inside(listing, "li")
            marks = (*above, core)
            shown = ".".join(mark for mark in marks[-form.shown :] if mark)
            mark = f"{form.prefix}{shown}{form.suffix or ('' if form.prefix else '.')}" if core else ""
            written.set("data-marker", "" if kind == "list-header" else "•" if form.form == "•" else mark.strip())
            for child in item:
                if local_name(child) == "list":
                    self.write_list(child, written, name, level + 1, marks)
                else:
                    self.blocks([child], written)
        self._counts[name, level] = number

    def write_table(self, element: Any, into: Any) -> None:
        """Write a table; rows and cells that are said to be repeated are written once, and at most 100 in a row."""
        table = inside(into, "table")
        for row in element.iter(f"{TABLE}table-row"):
            if next(row.iterancestors(f"{TABLE}table")) is not element:
                continue
            head = local_name(row.getparent()) == "table-header-rows"
            written = inside(table, "tr")
            for cell in row.findall(f"{TABLE}table-cell")[:_WIDEST]:
                place = inside(written, "th" if head else "td")
                for span, name in (("colspan", "columns"), ("rowspan", "rows")):
                    place.set(span, cell.get(f"{TABLE}number-{name}-spanned") or "1")
                self.blocks(cell, place)

    def write_page_break(self, _element: Any, into: Any) -> None:
        """Note that a page begins here."""
        self.soft = True
        self._turn_page(into, breaks=True)

    def write_shape(self, element: Any, into: Any) -> None:
        """Write a frame, with a picture or a text box in it, or the words of a drawing."""
        if local_name(element) != "frame":
            self.blocks(element, into)
            return
        box = next((child for child in element if local_name(child) == "text-box"), None)
        if box is None:
            self._picture(element, inside(into, "p"))
            return
        place = inside(into, "figure")
        self.blocks(box, place)
        if next(place.iter("img"), None) is None:
            place.tag = "div"

    def _turn_page(self, into: Any, *, breaks: bool, number: int = 0) -> None:
        if breaks or number:
            self._page = number or self._page + 1
            self.pages[inside(into, "span")] = str(self._page)

    def _index(self, element: Any, into: Any) -> None:
        start = inside(into, "div")
        self.blocks(element, into)
        self.indexes.append((start, inside(into, "div")))

    def _inline(self, paragraph: Any, written: Any) -> list[Any]:
        """Write the running text of a paragraph; returns the boxes and drawings that stand beside it."""
        boxes: list[Any] = []
        stack: list[tuple[Any, Any, bool]] = [(paragraph, written, True)]
        while stack:
            element, into, entering = stack.pop()
            if not entering:
                add(into, element.tail)
                continue
            inner = into
            if element is not paragraph:
                stack.append((element, into, False))
                inner = self._run(element, into, boxes)
            if inner is not None:
                add(inner, element.text)
                stack.extend((child, inner, True) for child in reversed(element))
        return boxes

    def _run(self, element: Any, into: Any, boxes: list[Any]) -> Any:
        """Begin an element within running text; returns where what is in it goes, None where it is left out.

        Whatever it is, an element is written for it: text that is added to one place again and again would be copied
        each time.
        """
        name = local_name(element)
        place = inside(into, "span")
        if _is_skipped(element, name):
            self.comments += name == "annotation"
            return None
        handler = _RUNS.get(name)
        if handler:
            return handler(self, element, place)
        if name == "frame" and next((c for c in element if local_name(c) == "text-box"), None) is None:
            self._picture(element, place)
            return None
        if name == "frame" or name in _SHAPES:
            boxes.append(element)
            return None
        return place

    def begin_span(self, element: Any, into: Any) -> Any:
        """Begin a run with a style of its own."""
        style = self.styles.run(element.get(f"{TEXT}style-name") or "")
        if style.hidden:
            return None
        for tag in style.tags:
            into = inside(into, tag)
        return into

    def begin_link(self, element: Any, into: Any) -> Any:
        """Begin a link; one within the document leads nowhere."""
        link = inside(into, "a")
        href = element.get(f"{XLINK}href") or ""
        if not href.startswith("#"):
            link.set("href", href)
        return link

    def add_space(self, element: Any, into: Any) -> None:
        """Add the spaces, the tab or the line break that an empty element stands for."""
        name = local_name(element)
        if name == "line-break":
            inside(into, "br")
            return
        many = element.get(f"{TEXT}c") or "1"
        add(into, "\t" if name == "tab" else " " * min(1000, int(many) if many.isdigit() and len(many) < 5 else 1))

    def add_note(self, element: Any, into: Any) -> None:
        """Add the reference to a note, and its words to the list of its kind."""
        kind = element.get(f"{TEXT}note-class") or "footnote"
        parts = {local_name(child): child for child in element}
        citation = parts.get("note-citation")
        label = "" if citation is None else (citation.get(f"{TEXT}label") or plain_text(citation))[:20]
        if not label or "note-body" not in parts:
            return
        reference = inside(into, "a")
        reference.set("role", "doc-noteref")
        reference.set("href", f"#{label}")
        add(reference, label)
        listing = self._notes.setdefault("endnote" if kind == "endnote" else "footnote", self.body.makeelement("ol"))
        item = inside(listing, "li")
        item.set("data-marker", f"{label}." if label.isalnum() else label)
        self.pages[item] = str(self._page)
        page = self._page
        self.blocks(parts["note-body"], item)
        self._page = page

    def begin_ruby(self, element: Any, into: Any) -> Any:
        """Begin the reading of what stands before it."""
        add(into, " (")
        add(into, plain_text(element))
        add(into, ")")

    def _picture(self, frame: Any, into: Any) -> None:
        """Write the first picture of a frame that Postil keeps; of what is none, its formula or description."""
        described = next((plain_text(child) for child in frame if local_name(child) in {"title", "desc"}), "")
        archive = self.pictures.archive
        for child in frame:
            href = child.get(f"{XLINK}href") or ""
            if local_name(child) == "image" and href:
                member = archive.find(resolve("", href)[0])
                name = self.pictures.keep(member) if member else ""
                source = f"figure:{name}" if name else picture_address(href)
                if source:
                    picture = inside(into, "img")
                    picture.set("src", source)
                    picture.set("alt", described)
                    return
            if local_name(child) == "object" and href:
                root = member_tree(archive, f"{resolve('', href)[0]}/content.xml")
                if root is not None and local_name(root) == "math":
                    add(into, formula_text(root))
                    return
        add(into, described)


_BLOCKS: dict[str, Callable[[Writer, Any, Any], None]] = {
    "h": Writer.write_paragraph,
    "p": Writer.write_paragraph,
    "list": Writer.write_list,
    "table": Writer.write_table,
    "soft-page-break": Writer.write_page_break,
    "frame": Writer.write_shape,
}
_RUNS: dict[str, Callable[[Writer, Any, Any], Any]] = {
    "span": Writer.begin_span,
    "a": Writer.begin_link,
    "s": Writer.add_space,
    "tab": Writer.add_space,
    "line-break": Writer.add_space,
    "note": Writer.add_note,
    "soft-page-break": Writer.write_page_break,
    "ruby-text": Writer.begin_ruby,
}


def _is_skipped(element: Any, name: str) -> bool:
    if element.get(f"{TEXT}display") == "none" and name in {"section", "p", "h"}:
        return True
    # A field that gives the document's title is a part of the text, that of a picture is not.
    return name in _SKIPPED and element.tag != f"{TEXT}title"


def _is_hidden_by_field(paragraph: Any) -> bool:
    return any(field.get(f"{TEXT}is-hidden") == "true" for field in paragraph.iter(f"{TEXT}hidden-paragraph"))
