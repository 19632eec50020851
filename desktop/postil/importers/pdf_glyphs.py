"""The glyphs of one page of a PDF as PDFium gives them: upright, where they stand, in what face."""

import ctypes
import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

from postil.importers.pdf_links import PlacedLink

_BOLD = re.compile(
    r"(?:bold|black|heavy|semibold|demi(?!\w*ital)|medi(?!um|an|c)|extrabd|[-,]bd|cmbx|cmssbx|cmb\d|sfbx|ecbx|ptmb|phvb)",
    re.IGNORECASE,
)
_ITALIC = re.compile(r"(?:ital|obli|slant|cmti|cmsl|sfti|ecti|cmbxti|[-,](?:bd|semibold|bold)?it\b)", re.IGNORECASE)
_FIXED = re.compile(
    r"(?:mono(?!type)|courier|typewriter|cmtt|cmsltt|sftt|ectt|consol|menlo|fixed|lettergothic)", re.IGNORECASE
)
# Fonts of formulas: slanted by custom, and with pieces of brackets that no letter stands for.
_FORMULA = re.compile(r"(?:cmmi|cmsy|cmex|cmbsy|msam|msbm|mtmi|mtsy|mtex|rmtmi|math|symbolmt|eufm)", re.IGNORECASE)
# Bits of a font descriptor's flags: ISO 32000-1, table 123.
_FLAG_FIXED, _FLAG_ITALIC, _FLAG_FORCE_BOLD = 1 << 0, 1 << 6, 1 << 18
_HYPHEN = 2
"""What PDFium gives for a hyphen at the end of a line."""
_UNKNOWN = "\ufffd"


class Face(NamedTuple):
    """How glyphs look: ``size`` in points as it is seen on the page; ``turn`` in quarters, against the clock."""

    size: float
    bold: bool
    italic: bool
    fixed: bool
    turn: int
    formula: bool = False


class Glyph(NamedTuple):
    """One letter in its place, in points; ``base`` grows down the page. Spaces have no place."""

    letter: str
    left: float
    right: float
    base: float
    face: Face
    link: str


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the page in points, its origin at the lower left."""

    left: float
    bottom: float
    right: float
    top: float


_NO_FACE = Face(0.0, False, False, False, 0)
SPACE = Glyph(" ", 0.0, 0.0, 0.0, _NO_FACE, "")
BREAK = Glyph("\n", 0.0, 0.0, 0.0, _NO_FACE, "")


class _Raw(NamedTuple):
    """One letter as PDFium places it: its box in points from the page's lower left, and the place of its base.

    ``base`` is a height, or for what runs up or down the page a distance from its left.
    """

    letter: str
    left: float
    bottom: float
    right: float
    top: float
    base: float
    face: Face


_SPACE = _Raw(" ", 0.0, 0.0, 0.0, 0.0, 0.0, _NO_FACE)
_BREAK = _Raw("\n", 0.0, 0.0, 0.0, 0.0, 0.0, _NO_FACE)


class GlyphReader:
    """Reads the glyphs of pages; knows the faces that it has met. Handles are PDFium's, as whole numbers."""

    def __init__(self, pdfium: Any) -> None:
        self._pdfium = pdfium
        self._faces: dict[tuple[object, ...], Face] = {}
        handle, index = ctypes.c_void_p, ctypes.c_int
        double = ctypes.POINTER(ctypes.c_double)
        self._letter = _typed(pdfium.FPDFText_GetUnicode, ctypes.c_uint, handle, index)
        self._origin = _typed(pdfium.FPDFText_GetCharOrigin, ctypes.c_int, handle, index, double, double)
        self._box = _typed(
            pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, handle, index, ctypes.POINTER(pdfium.FS_RECTF)
        )
        self._object = _typed(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, handle, index)

    def read(self, text: int, number: int, box: Box, links: tuple[PlacedLink, ...]) -> list[list[Glyph]]:
        """Return the page's glyphs in PDFium's order, which is logical within a line, grouped by their direction.

        ``text`` is the handle of the text page and ``number`` how many characters it has. The first group is that of
        most glyphs; each is turned so that its lines run from left to right and follow each other downwards.
        """
        found = self._read_raw(text, number, box)
        turns = Counter(raw.face.turn for raw in found if raw.letter not in " \n")
        vertical = turns[0] > 1 and _is_vertical(found)
        groups: dict[int, list[Glyph]] = {turn: [] for turn, _ in turns.most_common()}
        turn = next(iter(groups), 0)
        for raw in found:
            if raw.letter == " ":
                groups.setdefault(turn, []).append(SPACE)
            elif raw.letter == "\n":
                groups.setdefault(turn, []).append(BREAK)
            else:
                turn = raw.face.turn
                groups[turn].append(_upright(raw, 3 if vertical and turn == 0 else turn, box, links))
        return list(groups.values())

    def _read_raw(self, text: int, number: int, page: Box) -> list[_Raw]:
        x, y, rect = ctypes.c_double(), ctypes.c_double(), self._pdfium.FS_RECTF()
        x_there, y_there, rect_there = ctypes.byref(x), ctypes.byref(y), ctypes.byref(rect)
        letter_of, object_of, box_of = self._letter, self._object, self._box
        left_edge, right_edge, low_edge, high_edge = page.left - 1, page.right + 1, page.bottom - 1, page.top + 1
        faces: dict[int, tuple[Face, float]] = {}
        found: list[_Raw] = []
        high = 0
        for index in range(number):
            code = letter_of(text, index)
            if code == 0x20:
                found.append(_SPACE)
                continue
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            letter, high = _letter_of(code, high), 0
            if letter in " \n":
                found.append(_SPACE if letter == " " else _BREAK)
                continue
            box_of(text, index, rect_there)
            left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
            here = object_of(text, index) or 0
            if here not in faces:
                # How far below its base a letter's box reaches is the same for all letters of one object.
                self._origin(text, index, x_there, y_there)
                face = self._face(text, index)
                faces[here] = (face, y.value - bottom)
            face, rise = faces[here]
            if face.turn % 2 or not here:
                self._origin(text, index, x_there, y_there)
            base = bottom + rise if not face.turn % 2 and here else x.value if face.turn % 2 else y.value
            if letter == _UNKNOWN and face.formula:
                continue
            if left_edge <= (left + right) / 2 <= right_edge and low_edge <= (bottom + top) / 2 <= high_edge:
                found.append(_Raw(letter, left, bottom, right, top, base, face))
        return found

    def _face(self, text: int, index: int) -> Face:
        pdfium = self._pdfium
        flags = ctypes.c_int()
        buffer = ctypes.create_string_buffer(256)
        handle = ctypes.cast(text, pdfium.FPDF_TEXTPAGE)
        pdfium.FPDFText_GetFontInfo(handle, index, buffer, 256, flags)
        name = buffer.value.decode("utf-8", "replace")
        matrix = pdfium.FS_MATRIX()
        size = float(pdfium.FPDFText_GetFontSize(handle, index))
        turn = 0
        if pdfium.FPDFText_GetMatrix(handle, index, matrix):
            size *= math.hypot(matrix.c, matrix.d)
            turn = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
        if not math.isfinite(size) or size <= 0:
            size = 1.0
        key = (name, flags.value, round(size, 1), turn)
        if key not in self._faces:
            bits = max(0, flags.value)
            formula = bool(_FORMULA.search(name))
            self._faces[key] = Face(
                max(0.1, round(size, 1)),
                not formula and bool(_BOLD.search(name) or bits & _FLAG_FORCE_BOLD),
                not formula and bool(_ITALIC.search(name) or bits & _FLAG_ITALIC),
                not formula and bool(_FIXED.search(name) or bits & _FLAG_FIXED),
                turn,
                formula,
            )
        return self._faces[key]


def _typed(function: Any, *types: Any) -> Any:
    """Return ``function`` with plain numbers for handles, which take a third of the time."""
    return ctypes.cast(function, ctypes.CFUNCTYPE(*types))


def _letter_of(code: int, high: int) -> str:
    if code == _HYPHEN:
        return "-"
    if 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)) if high else _UNKNOWN
    if code in {0x0A, 0x0D}:
        return "\n"
    if code in {0x09, 0x20}:
        return " "
    if code < 0x20 or 0x7F <= code < 0xA0 or code > 0x10FFFF or 0xFFFE <= code <= 0xFFFF:
        return _UNKNOWN
    return chr(code)


def _is_vertical(found: list[_Raw]) -> bool:
    """Say whether the page's Chinese, Japanese or Korean is set from top to bottom."""
    down = across = 0
    before: _Raw | None = None
    for raw in found:
        if raw.letter in " \n" or not _is_wide(raw.letter):
            before = None
            continue
        if before is not None:
            dx, dy, size = raw.left - before.left, before.bottom - raw.bottom, raw.face.size
            down += abs(dx) < 0.2 * size and 0.5 * size < dy < 2 * size
            across += abs(dy) < 0.2 * size and 0.5 * size < dx < 2 * size
        before = raw
    return down >= 2 and down > across


def _is_wide(letter: str) -> bool:
    return "\u2e80" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af" or "\uff00" <= letter <= "\uffef"


def _upright(raw: _Raw, turn: int, page: Box, links: tuple[PlacedLink, ...]) -> Glyph:
    link = ""
    if links:
        x, y = (raw.left + raw.right) / 2, (raw.bottom + raw.top) / 2
        link = next((placed.target for placed in links if placed.holds(x, y)), "")
    if turn == 0:
        left, right, base = raw.left - page.left, raw.right - page.left, page.top - raw.base
    elif turn == 1:
        left, right, base = raw.bottom - page.bottom, raw.top - page.bottom, raw.base - page.left
    elif turn == 2:
        left, right, base = page.right - raw.right, page.right - raw.left, raw.base - page.bottom
    else:
        left, right, base = (
            page.top - raw.top,
            page.top - raw.bottom,
            page.right - (raw.base if raw.face.turn == 3 else raw.left),
        )
    return Glyph(raw.letter, left, right, base, raw.face, link)


def page_box(pdfium: Any, page: Any) -> Box:
    """Return the visible part of ``page``."""
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, rect):
        return Box(0.0, 0.0, 612.0, 792.0)
    return Box(rect.left, rect.bottom, rect.right, rect.top)
