"""What can be seen of a Word file's text, as HTML of the few elements that html_blocks reads.

Text boxes, formulas, symbols, fields, content controls and list numbers are resolved here; deletions, hidden text and
all else of the file's looks are left out. What comes out is small, flat and well-formed whatever went in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from postil.importers.docx_drawings import Drawings, Picture, has_content
from postil.importers.docx_fields import Fields, link_of
from postil.importers.docx_math import formula
from postil.importers.docx_notes import Notes
from postil.importers.docx_numbers import BULLET, DEEPEST, Numbering
from postil.importers.docx_package import Package, Relation, child, inside, is_on, short, too_long, value
from postil.importers.docx_runs import PLAIN, Look, Paragraph
from postil.importers.docx_styles import Style, outline_role
from postil.importers.docx_symbols import code_point, shown_text, symbol

MOST_PIECES = 400_000
"""Runs, cells and paragraphs that a document may have; a book of a million words has about 60,000."""

_DEEPEST_TABLE = 8
_MOST_SPANNED = 100
_OPEN = frozenset(
    ["w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:sdt", "w:sdtContent", "w:fldSimple", "w:dir", "w:bdo"]
)
_RAISED = {"superscript": "sup", "subscript": "sub"}
_UNSTYLED = Style()
_PLAIN = {"w:tab": "\t", "w:ptab": "\t", "w:noBreakHyphen": "\u2011"}


@dataclass(slots=True)
class Reading:
    """What is the same for all parts of one document, and what is counted over all of them."""

    package: Package
    styles: dict[str, Style]
    numbering: Numbering
    notes: Notes
    drawings: Drawings
    pieces: int = 0
    insertions: int = 0
    deletions: int = 0
    comments: int = 0

    def count_piece(self) -> None:
        """Count a run or paragraph; raises Problem where there are more than a text has."""
        self.pieces += 1
        if self.pieces > MOST_PIECES:
            raise too_long(self.package.source)


@dataclass(frozen=True, slots=True)
class _Item:
    """What stands before a paragraph, and whether that makes it a list item at ``level`` from 0."""

    level: int
    marker: str
    is_item: bool


class BodyWriter:
    """Writes the blocks of one part (the text, the footnotes) as HTML; ``take`` gives what was written."""

    def __init__(self, reading: Reading, part: str) -> None:
        self._reading = reading
        self._part = part
        self._relations: dict[str, Relation] = reading.package.relations(part)
        self._out: list[str] = []
        self._unfinished: Paragraph | None = None
        self._tables = 0
        self._fields = Fields()

    def take(self) -> str:
        """Return what was written since the last time."""
        written, self._out = "".join(self._out), []
        return written

    def blocks(self, parent: Any) -> None:
        """Write the paragraphs and tables in ``parent``."""
        self._blocks(parent)
        self._finish()

    def _blocks(self, parent: Any) -> None:
        for element in parent:
            name = short(element.tag)
            if name == "w:p":
                self._paragraph(element)
            elif name == "w:tbl":
                self._table(element)
            elif name == "mc:AlternateContent":
                self._blocks(_chosen(element))
            elif name in {"m:oMathPara", "m:oMath"}:
                self._reading.count_piece()
                self._out.append(f"<p>{escape(formula(element), quote=False)}</p>")
            elif name in _OPEN:
                self._blocks(element)

    def _finish(self) -> None:
        """Write the text of a paragraph whose mark was deleted, and that has no next one to join."""
        if self._unfinished is not None:
            unfinished, self._unfinished = self._unfinished, None
            self._close(unfinished, "", None)

    def _paragraph(self, element: Any) -> None:
        if not len(element):
            return
        self._reading.count_piece()
        properties = child(element, "w:pPr")
        paragraph = self._unfinished or Paragraph()
        self._unfinished = None
        style = self._style(properties)
        role = outline_role(properties) or style.role
        item = self._item(properties, style, role)
        if item and not item.is_item:
            paragraph.add(f"{item.marker} ")
        self._inline(element, paragraph)
        if child(child(properties, "w:rPr"), "w:del") is not None:
            # A deleted mark joins the paragraph with the next one (ECMA-376 Part 1, 17.13.5.15).
            self._unfinished = paragraph
            return
        self._close(paragraph, role, item if item and item.is_item else None)

    def _close(self, paragraph: Paragraph, role: str, item: _Item | None) -> None:
        text = paragraph.take()
        if item is not None:
            lists = item.level + 1
            self._out.append(f'{"<ul>" * lists}<li data-marker="{escape(item.marker)}">{text}</li>{"</ul>" * lists}')
        elif role == "Code":
            if self._out and self._out[-1] == "</pre>":
                self._out[-1] = "\n"
            else:
                self._out.append("<pre>")
            self._out += [text, "</pre>"]
        elif role == "Quote":
            self._out.append(f"<blockquote><p>{text}</p></blockquote>")
        elif role == "Title":
            self._out.append(f'<h1 class="title">{text}</h1>')
        else:
            name = role.lower() or "p"
            self._out.append(f"<{name}>{text}</{name}>")
        self._out.extend(paragraph.later)

    def _style(self, properties: Any) -> Style:
        # Without a style of its own a paragraph has the default one, which means nothing here.
        return self._reading.styles.get(value(child(properties, "w:pStyle")), _UNSTYLED)

    def _item(self, properties: Any, style: Style, role: str) -> _Item | None:
        """Count a numbered paragraph; return what stands before it, None where nothing does."""
        number = child(properties, "w:numPr")
        number_id = value(child(number, "w:numId")) or style.numbering[0]
        printed_level = value(child(number, "w:ilvl")) or style.numbering[1] or "0"
        level = int(printed_level) if printed_level in {*"012345678"} else DEEPEST - 1
        if not number_id or number_id == "0":
            return None
        marker = self._reading.numbering.next_marker(number_id, level)
        heads = role == "Title" or role.startswith("H")
        # A heading's bullet is an ornament.
        if not marker or (heads and marker == BULLET):
            return None
        return _Item(level, marker, is_item=not self._tables and not heads)

    def _inline(self, parent: Any, paragraph: Paragraph) -> None:
        for element in parent:
            name = short(element.tag)
            if name == "w:r":
                self._run(element, paragraph)
            elif name == "w:fldSimple":
                self._within(link_of(value(element, "w:instr")), element, paragraph)
            elif name in _OPEN:
                self._reading.insertions += name in {"w:ins", "w:moveTo"}
                self._inline(element, paragraph)
            elif name == "w:hyperlink":
                self._within(self._target(element), element, paragraph)
            elif name in {"w:del", "w:moveFrom"}:
                self._reading.deletions += 1
            elif name in {"m:oMath", "m:oMathPara"}:
                self._reading.count_piece()
                paragraph.add(formula(element))
            elif name == "mc:AlternateContent":
                self._inline(_chosen(element), paragraph)
            elif name in {"w:drawing", "w:pict", "w:object"}:
                self.write_drawing(element, paragraph)

    def _within(self, link: str, element: Any, paragraph: Paragraph) -> None:
        before, paragraph.link = paragraph.link, paragraph.link or link
        self._inline(element, paragraph)
        paragraph.link = before

    def _target(self, element: Any) -> str:
        """Return where a ``w:hyperlink`` leads."""
        relation = self._relations.get(value(element, "r:id"))
        anchor = value(element, "w:anchor")
        address = relation.target if relation is not None and relation.external else ""
        return f"{address}#{anchor}" if anchor else address

    def _run(self, element: Any, paragraph: Paragraph) -> None:
        self._reading.count_piece()
        said = {short(inner.tag): inner for inner in inside(element, "w:rPr")}
        style = self._reading.styles.get(value(said.get("w:rStyle")), _UNSTYLED)
        if is_on(said["w:vanish"]) if "w:vanish" in said else style.hidden:
            return
        look = _look(said, style, paragraph.link or self._fields.link)
        for inner in element:
            name = short(inner.tag)
            if name == "w:t":
                paragraph.add(shown_text(inner.text or "", said.get("w:rFonts")), look)
            elif name in _PLAIN:
                paragraph.add(_PLAIN[name], look)
            elif name == "w:sym":
                paragraph.add(symbol(value(inner, "w:font") or "?", code_point(value(inner, "w:char"))), look)
            elif name == "w:fldChar":
                paragraph.add(self._fields.mark(inner), look)
                look = _look(said, style, paragraph.link or self._fields.link)
            elif name in _RUN:
                _RUN[name](self, inner, paragraph)

    def write_break(self, element: Any, paragraph: Paragraph) -> None:
        """Write a line break; page and column breaks are of the paper."""
        if value(element, "w:type") in {"", "textWrapping"}:
            paragraph.put("<br>")

    def write_instruction(self, element: Any, _paragraph: Paragraph) -> None:
        """Take up what a field does; it is never shown."""
        self._fields.instruct(element.text or "")

    def write_note(self, element: Any, paragraph: Paragraph) -> None:
        """Write the reference to a note that is there."""
        kind = short(element.tag).removeprefix("w:").removesuffix("Reference")
        paragraph.put_outside(self._reading.notes.reference(kind, value(element, "w:id")))

    def write_ruby(self, element: Any, paragraph: Paragraph) -> None:
        """Write what stands above a word behind it, in brackets."""
        self._inline(inside(element, "w:rubyBase"), paragraph)
        paragraph.add("（")
        self._inline(inside(element, "w:rt"), paragraph)
        paragraph.add("）")

    def write_comment(self, _element: Any, _paragraph: Paragraph) -> None:
        """Count a comment: it is no part of the text."""
        self._reading.comments += 1

    def write_choice(self, element: Any, paragraph: Paragraph) -> None:
        """Write what stands in several forms in one of them."""
        for inner in _chosen(element):
            if short(inner.tag) in _RUN:
                _RUN[short(inner.tag)](self, inner, paragraph)

    def write_drawing(self, element: Any, paragraph: Paragraph) -> None:
        """Write a drawing's pictures, and the text of its boxes behind the paragraph that it is tied to."""
        self._reading.count_piece()
        for found in self._reading.drawings.pieces(element, self._part):
            if isinstance(found, Picture):
                paragraph.put(f'<img src="{escape(found.source)}" alt="{escape(found.description)}">')
            elif isinstance(found, str):
                paragraph.later.append(f"<p>{escape(found, quote=False)}</p>")
            else:
                kept, self._out, waiting, self._unfinished = self._out, [], self._unfinished, None
                self.blocks(found)
                paragraph.later.append(self.take())
                self._out, self._unfinished = kept, waiting

    def _table(self, element: Any) -> None:
        self._finish()
        # Tables within tables without end become what is in them.
        framed = self._tables < _DEEPEST_TABLE
        self._tables += 1
        self._out.append("<table>" if framed else "")
        self._rows(element, framed=framed)
        self._out.append("</table>" if framed else "")
        self._tables -= 1

    def _rows(self, parent: Any, *, framed: bool) -> None:
        for row in parent:
            name = short(row.tag)
            if name in _OPEN:
                self._rows(row, framed=framed)
            if name != "w:tr":
                continue
            properties = child(row, "w:trPr")
            if child(properties, "w:del") is not None:
                self._reading.deletions += 1
                continue
            cell = "th" if is_on(child(properties, "w:tblHeader")) else "td"
            before = value(child(properties, "w:gridBefore"))
            empty = min(int(before), _MOST_SPANNED) if before.isascii() and before.isdigit() else 0
            self._out.append(f"<tr>{f'<{cell}></{cell}>' * empty}" if framed else "")
            self._cells(row, cell if framed else "")
            self._out.append("</tr>" if framed else "")

    def _cells(self, parent: Any, kind: str) -> None:
        """Write the cells of a row as elements called ``kind``, or only what is in them where that is ""."""
        for cell in parent:
            name = short(cell.tag)
            if name in _OPEN:
                self._cells(cell, kind)
            if name != "w:tc":
                continue
            self._reading.count_piece()
            properties = child(cell, "w:tcPr")
            if child(properties, "w:cellDel") is not None:
                self._reading.deletions += 1
                continue
            span, merged = value(child(properties, "w:gridSpan")), child(properties, "w:vMerge")
            wide = span.isascii() and span.isdigit() and 1 < int(span[:9]) <= _MOST_SPANNED
            self._out.append(f"<{kind}{f' colspan={int(span)}' if wide else ''}>" if kind else "")
            # What a cell holds that goes on from the one above it is not shown.
            if merged is None or value(merged) == "restart":
                self._blocks(cell)
                self._finish()
            self._out.append(f"</{kind}>" if kind else "")


_RUN: dict[str, Callable[[BodyWriter, Any, Paragraph], None]] = {
    "w:br": BodyWriter.write_break,
    "w:cr": BodyWriter.write_break,
    "w:instrText": BodyWriter.write_instruction,
    "w:footnoteReference": BodyWriter.write_note,
    "w:endnoteReference": BodyWriter.write_note,
    "w:commentReference": BodyWriter.write_comment,
    "w:ruby": BodyWriter.write_ruby,
    "mc:AlternateContent": BodyWriter.write_choice,
    "w:drawing": BodyWriter.write_drawing,
    "w:pict": BodyWriter.write_drawing,
    "w:object": BodyWriter.write_drawing,
}


def _chosen(element: Any) -> Any:
    """Return the form of an ``mc:AlternateContent`` that has something to show, the newest first."""
    forms = [form for form in element if short(form.tag) in {"mc:Choice", "mc:Fallback"}]
    return next((form for form in forms if has_content(form)), forms[0] if forms else ())


def _look(said: dict[str, Any], style: Style, link: str) -> Look:
    """Return the look of a run of ``style`` with the properties ``said``."""
    if not said and not link:
        return PLAIN
    return Look(
        link=link,
        code=style.role == "Code",
        bold=is_on(said["w:b"]) if "w:b" in said else style.bold,
        italic=is_on(said["w:i"]) if "w:i" in said else style.italic,
        raised=_RAISED.get(value(said.get("w:vertAlign")), ""),
    )
