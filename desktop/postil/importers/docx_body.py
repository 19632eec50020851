"""What can be seen of a Word file's text, written again in the few elements that the conversion to HTML understands.

Text boxes, formulas, symbols, fields, content controls and list numbers are resolved here; deletions, hidden text and
all else of the file's looks are left out. What comes out is small, flat and well-formed whatever went in.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from postil.domain.problems import Problem
from postil.importers.docx_drawings import Drawings, has_content
from postil.importers.docx_math import formula
from postil.importers.docx_numbers import BULLET, DEEPEST, Numbering
from postil.importers.docx_package import Package, Relation, child, is_on, short, tag, value
from postil.importers.docx_styles import Style, outline_role
from postil.importers.encoding import naming

ITEM = "item:"
"""How the bookmark at the head of a list item begins; the rest of its name is what stands before the item."""

MOST_PIECES = 400_000
"""Runs and paragraphs that a document may have; a book of a million words has about 60,000."""

_DEEPEST_TABLE = 8
_MOST_SPANNED = 100
_OPEN = frozenset(
    ["w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:sdt", "w:sdtContent", "w:fldSimple", "w:dir", "w:bdo", "w:rubyBase"]
)
_PLAIN = {"w:tab": "\t", "w:ptab": "\t", "w:noBreakHyphen": "\u2011"}


@dataclass(slots=True)
class Reading:
    """What is the same for all parts of one document, and what is counted over all of them."""

    package: Package
    styles: dict[str, Style]
    numbering: Numbering
    drawings: Drawings
    notes: frozenset[tuple[str, str]]
    addresses: list[str] = field(default_factory=list[str])
    pieces: int = 0
    insertions: int = 0
    deletions: int = 0
    comments: int = 0
    markers: dict[str, str] = field(default_factory=dict[str, str])

    def count_piece(self) -> None:
        """Count a run or paragraph; raises Problem where there are more than a text has."""
        self.pieces += 1
        if self.pieces > MOST_PIECES:
            raise Problem(
                "{name} has more than {number} parts. Import it in pieces.",
                name=naming(self.package.source),
                number=f"{MOST_PIECES:,}",
            )


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is gathered; runs of one look become one."""

    parts: list[str] = field(default_factory=list[str])
    later: list[str] = field(default_factory=list[str])
    look: str = ""
    text: list[str] = field(default_factory=list[str])
    linked: bool = False

    def add(self, text: str, look: str = "") -> None:
        """Add running text; ``look`` is the inside of a ``w:rPr``."""
        if look != self.look:
            self.settle()
            self.look = look
        self.text.append(text)

    def put(self, inside: str) -> None:
        """Add a run that holds ``inside``, which is XML."""
        self.settle()
        self.parts.append(f"<w:r>{inside}</w:r>")

    def settle(self) -> None:
        """End the run that is gathered."""
        text = "".join(self.text)
        self.text = []
        if text:
            look = f"<w:rPr>{self.look}</w:rPr>" if self.look else ""
            self.parts.append(f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>')


class BodyWriter:
    """Writes the blocks of one part (the text, the footnotes) as XML; ``take`` gives what was written."""

    def __init__(self, reading: Reading, part: str) -> None:
        self._reading = reading
        self._part = part
        self._relations: dict[str, Relation] = reading.package.relations(part)
        self._out: list[str] = []
        self._open: _Paragraph | None = None
        self._tables = 0

    def take(self) -> str:
        """Return what was written since the last time."""
        written, self._out = "".join(self._out), []
        return written

    def blocks(self, parent: Any) -> None:
        """Write the paragraphs and tables in ``parent``."""
        self._blocks(parent)
        if self._open is not None:
            # The mark of the last paragraph was deleted: there is no next one to take up its text.
            self._close(self._open, None)
            self._open = None

    def _blocks(self, parent: Any) -> None:
        for element in parent:
            name = short(element.tag)
            if name == "w:p":
                self._paragraph(element)
            elif name == "w:tbl":
                self._table(element)
            elif name == "mc:AlternateContent":
                chosen = _chosen(element)
                if chosen is not None:
                    self._blocks(chosen)
            elif name in {"m:oMathPara", "m:oMath"}:
                paragraph = _Paragraph()
                paragraph.add(formula(element))
                self._close(paragraph, None)
            elif name in _OPEN:
                self._blocks(element)

    def _paragraph(self, element: Any) -> None:
        self._reading.count_piece()
        properties = child(element, "w:pPr")
        paragraph = self._open or _Paragraph()
        self._open = None
        marker = self._marker(properties)
        if marker and not marker[2]:
            paragraph.add(f"{marker[1]} ")
        self._inline(element, paragraph)
        if child(child(properties, "w:rPr"), "w:del") is not None and not self._tables:
            # A deleted mark joins the paragraph with the next one (ECMA-376 Part 1, 17.13.5.15).
            self._open = paragraph
            return
        self._close(paragraph, properties, marker if marker and marker[2] else None)

    def _close(self, paragraph: _Paragraph, properties: Any, item: tuple[int, str, bool] | None = None) -> None:
        paragraph.settle()
        style = self._style(properties)
        role = outline_role(properties) or style.role
        inside = ""
        if item is not None:
            number = f'<w:numPr><w:ilvl w:val="{item[0]}"/><w:numId w:val="1"/></w:numPr>'
            inside = f"<w:pPr>{number}</w:pPr><w:bookmarkStart w:name={quoteattr(ITEM + item[1])}/>"
        elif role:
            inside = f'<w:pPr><w:pStyle w:val="{role}"/></w:pPr>'
        self._out.append(f"<w:p>{inside}{''.join(paragraph.parts)}</w:p>")
        self._out.extend(paragraph.later)

    def _style(self, properties: Any) -> Style:
        # Without a style of its own a paragraph has the default one, which means nothing here.
        return self._reading.styles.get(value(child(properties, "w:pStyle")), Style())

    def _marker(self, properties: Any) -> tuple[int, str, bool] | None:
        """Return level, number or bullet of a paragraph, and whether it is a list item; None where it has none."""
        style = self._style(properties)
        number = child(properties, "w:numPr")
        number_id = value(child(number, "w:numId")) or style.numbering[0]
        printed_level = value(child(number, "w:ilvl")) or style.numbering[1] or "0"
        level = int(printed_level) if printed_level in {*"012345678"} else DEEPEST - 1
        if not number_id or number_id == "0":
            return None
        marker = self._reading.numbering.next_marker(number_id, level)
        role = outline_role(properties) or style.role
        is_item = not self._tables and not role.startswith(("H", "Title"))
        # A heading's bullet is an ornament.
        return (level, marker, is_item) if marker and (is_item or marker != BULLET or self._tables) else None

    def _inline(self, parent: Any, paragraph: _Paragraph) -> None:
        for element in parent:
            name = short(element.tag)
            if name == "w:r":
                self._run(element, paragraph)
            elif name in _OPEN:
                self._reading.insertions += name in {"w:ins", "w:moveTo"}
                self._inline(element, paragraph)
            elif name == "w:hyperlink":
                self._link(element, paragraph)
            elif name in {"w:del", "w:moveFrom"}:
                self._reading.deletions += 1
            elif name in {"m:oMath", "m:oMathPara"}:
                self._reading.count_piece()
                paragraph.add(formula(element))
            elif name == "mc:AlternateContent":
                chosen = _chosen(element)
                if chosen is not None:
                    self._inline(chosen, paragraph)
            elif name in {"w:drawing", "w:pict", "w:object"}:
                self._drawing(element, paragraph)

    def _run(self, element: Any, paragraph: _Paragraph) -> None:
        self._reading.count_piece()
        properties = child(element, "w:rPr")
        style = self._reading.styles.get(value(child(properties, "w:rStyle")), Style())
        hidden = child(properties, "w:vanish")
        if is_on(hidden) or (hidden is None and style.hidden):
            return
        look = _look(properties, style)
        for inner in element:
            name = short(inner.tag)
            if name == "w:t":
                paragraph.add(inner.text or "", look)
            elif name in _PLAIN:
                paragraph.add(_PLAIN[name], look)
            elif name == "w:sym":
                paragraph.add(_symbol(inner), look)
            elif name in _RUN:
                _RUN[name](self, inner, paragraph)

    def write_break(self, element: Any, paragraph: _Paragraph) -> None:
        """Write a line break; page and column breaks are of the paper."""
        if value(element, "w:type") in {"", "textWrapping"}:
            paragraph.put("<w:br/>")

    def write_field(self, element: Any, paragraph: _Paragraph) -> None:
        """Hand the marks of a field on, which may be a link; a box to tick becomes a character."""
        kind = value(element, "w:fldCharType")
        if kind in {"begin", "separate", "end"}:
            paragraph.put(f'<w:fldChar w:fldCharType="{kind}"/>')
        box = child(child(element, "w:ffData"), "w:checkBox")
        if box is not None:
            checked = child(box, "w:checked")
            paragraph.add("☒" if is_on(child(box, "w:default") if checked is None else checked) else "☐")

    def write_instruction(self, element: Any, paragraph: _Paragraph) -> None:
        """Hand on what a field does; it is never shown."""
        paragraph.put(f"<w:instrText>{escape(element.text or '')}</w:instrText>")

    def write_note(self, element: Any, paragraph: _Paragraph) -> None:
        """Write the reference to a note that is there."""
        kind = short(element.tag).removeprefix("w:").removesuffix("Reference")
        number = value(element, "w:id")
        if (kind, number) in self._reading.notes:
            paragraph.put(f"<w:{kind}Reference w:id={quoteattr(number)}/>")

    def write_ruby(self, element: Any, paragraph: _Paragraph) -> None:
        """Write what stands above a word behind it, in brackets."""
        for name in ("w:rubyBase", "w:rt"):
            part = child(element, name)
            if part is not None:
                paragraph.add("（" if name == "w:rt" else "")
                self._inline(part, paragraph)
                paragraph.add("）" if name == "w:rt" else "")

    def write_comment(self, _element: Any, _paragraph: _Paragraph) -> None:
        """Count a comment: it is no part of the text."""
        self._reading.comments += 1

    def write_choice(self, element: Any, paragraph: _Paragraph) -> None:
        """Write the drawing that stands in several forms in one of them."""
        chosen = _chosen(element)
        for inner in () if chosen is None else chosen:
            if short(inner.tag) in _RUN:
                _RUN[short(inner.tag)](self, inner, paragraph)

    def _drawing(self, element: Any, paragraph: _Paragraph) -> None:
        self._reading.count_piece()
        for found in self._reading.drawings.pieces(element, self._part):
            if isinstance(found, str):
                if found.startswith("<"):
                    paragraph.put(found)
                else:
                    later = _Paragraph()
                    later.add(found)
                    later.settle()
                    paragraph.later.append(f"<w:p>{''.join(later.parts)}</w:p>")
            else:
                # The text of a box stands after the paragraph that the box is tied to.
                kept, self._out, waiting, self._open = self._out, [], self._open, None
                self.blocks(found)
                paragraph.later.append(self.take())
                self._out, self._open = kept, waiting

    def _link(self, element: Any, paragraph: _Paragraph) -> None:
        relation = self._relations.get(value(element, "r:id"))
        anchor = value(element, "w:anchor")
        target = ""
        if relation is not None and relation.external:
            self._reading.addresses.append(relation.target + (f"#{anchor}" if anchor else ""))
            target = f'r:id="a{len(self._reading.addresses)}"'
        elif anchor:
            target = f"w:anchor={quoteattr(anchor)}"
        if not target or paragraph.linked:
            self._inline(element, paragraph)
            return
        paragraph.settle()
        paragraph.parts.append(f"<w:hyperlink {target}>")
        paragraph.linked = True
        self._inline(element, paragraph)
        paragraph.settle()
        paragraph.linked = False
        paragraph.parts.append("</w:hyperlink>")

    def _table(self, element: Any) -> None:
        if self._open is not None and not self._tables:
            self._close(self._open, None)
            self._open = None
        if self._tables >= _DEEPEST_TABLE:
            for cell in element.iter(tag("w:tc")):
                self._blocks(cell)
            return
        self._tables += 1
        self._out.append("<w:tbl>")
        self._rows(element)
        self._out.append("</w:tbl>")
        self._tables -= 1

    def _rows(self, parent: Any) -> None:
        for row in parent:
            name = short(row.tag)
            if name in _OPEN:
                self._rows(row)
            if name != "w:tr":
                continue
            properties = child(row, "w:trPr")
            if child(properties, "w:del") is not None:
                self._reading.deletions += 1
                continue
            head = "<w:trPr><w:tblHeader/></w:trPr>" if is_on(child(properties, "w:tblHeader")) else ""
            before = value(child(properties, "w:gridBefore"))
            empty = min(int(before), _MOST_SPANNED) if before.isascii() and before.isdigit() else 0
            self._out.append(f"<w:tr>{head}{'<w:tc><w:p/></w:tc>' * empty}")
            self._cells(row)
            self._out.append("</w:tr>")

    def _cells(self, parent: Any) -> None:
        for cell in parent:
            name = short(cell.tag)
            if name in _OPEN:
                self._cells(cell)
            if name != "w:tc":
                continue
            self._reading.count_piece()
            properties = child(cell, "w:tcPr")
            if child(properties, "w:cellDel") is not None:
                self._reading.deletions += 1
                continue
            span, merged = value(child(properties, "w:gridSpan")), child(properties, "w:vMerge")
            inside = ""
            if span.isascii() and span.isdigit() and 1 < int(span) <= _MOST_SPANNED:
                inside += f'<w:gridSpan w:val="{int(span)}"/>'
            if merged is not None:
                inside += f'<w:vMerge w:val="{"restart" if value(merged) == "restart" else "continue"}"/>'
            self._out.append(f"<w:tc><w:tcPr>{inside}</w:tcPr>")
            self._blocks(cell)
            self._out.append("</w:tc>")


_RUN: dict[str, Callable[[BodyWriter, Any, _Paragraph], None]] = {
    "w:br": BodyWriter.write_break,
    "w:cr": BodyWriter.write_break,
    "w:fldChar": BodyWriter.write_field,
    "w:instrText": BodyWriter.write_instruction,
    "w:footnoteReference": BodyWriter.write_note,
    "w:endnoteReference": BodyWriter.write_note,
    "w:commentReference": BodyWriter.write_comment,
    "w:ruby": BodyWriter.write_ruby,
    "mc:AlternateContent": BodyWriter.write_choice,
    "w:drawing": BodyWriter._drawing,  # pyright: ignore[reportPrivateUsage]
    "w:pict": BodyWriter._drawing,  # pyright: ignore[reportPrivateUsage]
    "w:object": BodyWriter._drawing,  # pyright: ignore[reportPrivateUsage]
}


def _chosen(element: Any) -> Any:
    """Return the form of an ``mc:AlternateContent`` that has something to show, the newest first."""
    forms = [form for form in element if short(form.tag) in {"mc:Choice", "mc:Fallback"}]
    return next((form for form in forms if has_content(form)), forms[0] if forms else None)


def _look(properties: Any, style: Style) -> str:
    bold, italic = child(properties, "w:b"), child(properties, "w:i")
    look = "<w:b/>" if (style.bold if bold is None else is_on(bold)) else ""
    look += "<w:i/>" if (style.italic if italic is None else is_on(italic)) else ""
    raised = value(child(properties, "w:vertAlign"))
    if raised in {"superscript", "subscript"}:
        look += f'<w:vertAlign w:val="{raised}"/>'
    return f'<w:rStyle w:val="Code"/>{look}' if style.role == "Code" else look


def _symbol(element: Any) -> str:
    """Return the character of a ``w:sym``, U+FFFD where its font's signs are not known."""
    from mammoth.docx.dingbats import dingbats

    try:
        code = int(value(element, "w:char"), 16)
    except ValueError:
        return ""
    known: dict[tuple[str, int], int] = dingbats
    font = value(element, "w:font")
    found = known.get((font, code)) or known.get((font, code & 0xFF) if 0xF000 <= code <= 0xF0FF else (font, code))
    if found:
        return chr(found)
    # Fonts of signs keep them in the private area; an ordinary font's characters are what they are.
    plain = code - 0xF000 if 0xF020 <= code <= 0xF0FF else code
    if "symbol" in font.lower() or "dings" in font.lower() or 0xE000 <= plain <= 0xF8FF or not 32 <= plain < 0xD800:
        return "\ufffd"
    return chr(plain)
