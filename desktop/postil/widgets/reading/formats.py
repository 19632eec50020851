"""The Qt formats of a reading style: faces, sizes, indents and spacing, each made once."""

import functools

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetricsF, QTextBlockFormat, QTextCharFormat

from postil.domain.document import Block
from postil.widgets.reading.values import ReadingStyle

MARGIN = 28
"""Pixels at the left and right of the column: room for quotation bars, handles and clicks beside the text."""
MONOSPACE = ("DejaVu Sans Mono", "Noto Sans Mono", "Menlo", "Consolas", "Courier New", "monospace")
_HEADINGS = {1: 1.75, 2: 1.42, 3: 1.2, 4: 1.08, 5: 1.0, 6: 1.0}
_EAST_ASIAN = ("Noto Serif CJK", "Source Han Serif", "Songti", "SimSun", "Noto Sans CJK", "Yu Mincho",
    "Hiragino Mincho", "Batang", "Droid Sans Fallback")  # fmt: skip


@functools.cache
def east_asian_family() -> str:
    """Return an installed family that has Chinese, Japanese or Korean, "" without one.

    Laid out through font fallback, those scripts cost 13 times what they cost in a family that is named.
    """
    systems = QFontDatabase.WritingSystem
    families: list[str] = []
    for system in (systems.SimplifiedChinese, systems.TraditionalChinese, systems.Japanese, systems.Korean):
        families += QFontDatabase.families(system)
    wanted = (family for name in _EAST_ASIAN for family in families if family.startswith(name))
    return next(wanted, families[0] if families else "")


def _dots(font: QFont) -> float:
    """Return the dots per inch in which Qt draws a face of points on this screen."""
    return QFontInfo(font).pixelSize() * 72 / QFontInfo(font).pointSizeF()


class Formats:
    """Everything that a document is built with, for one style. ``wide``: the article is mostly East Asian."""

    def __init__(self, style: ReadingStyle, wide: bool = False) -> None:
        self.style = style
        first = east_asian_family() if wide else ""
        self.font = QFont([first, style.family] if first else [style.family])
        self.font.setStyleHint(QFont.StyleHint.Serif)
        self.font.setPointSizeF(style.size_points)
        metrics = QFontMetricsF(self.font)
        self.em = metrics.height()
        self._leading = self.em * 72 / (_dots(self.font) * style.size_points)
        sample = "the quick brown fox jumps over the lazy dog, and so it went on"
        self.column = round(metrics.horizontalAdvance(sample) / len(sample) * style.measure)
        self._characters: dict[tuple[str, int, bool, frozenset[str]], QTextCharFormat] = {}
        self._blocks: dict[tuple[str, int, bool], QTextBlockFormat] = {}

    def block(self, block: Block, head: bool = True, tail: bool = True) -> QTextBlockFormat:
        """Return the format of a paragraph of ``block``; ``head``, ``tail``: the first, the last of several."""
        key = (block.kind, block.level, bool(block.marker))
        ready = self._blocks.get(key)
        if ready is None:
            ready = self._blocks[key] = self._make_block(block)
        if head and tail:
            return ready
        part = QTextBlockFormat(ready)
        if not head:
            part.setTopMargin(0)
        if not tail:
            part.setBottomMargin(0)
        return part

    def _make_block(self, block: Block) -> QTextBlockFormat:
        made = QTextBlockFormat()
        em = self.em
        factor = self.style.line_height
        made.setBottomMargin(0.72 * em)
        if block.kind == "heading":
            factor = 1 + (factor - 1) * 0.6
            made.setTopMargin((1.5 if block.level <= 2 else 1.1) * em)
            made.setBottomMargin(0.45 * em)
            made.setHeadingLevel(max(1, min(6, block.level)))
        elif block.kind == "quotation":
            made.setLeftMargin(1.3 * em * max(1, block.level))
            made.setRightMargin(0.6 * em)
        elif block.kind == "list_item":
            made.setLeftMargin(1.45 * em * max(1, min(block.level, 8)))
            made.setBottomMargin(0.3 * em)
        elif block.kind == "code":
            factor = 1.45
            made.setLeftMargin(0.7 * em)
            made.setRightMargin(0.7 * em)
            made.setTopMargin(0.9 * em)
            made.setBottomMargin(1.2 * em)
        elif block.kind == "figure":
            made.setTopMargin(0.5 * em)
            made.setBottomMargin(1.1 * em)
        elif block.kind == "rule":
            made.setTopMargin(0.5 * em)
            made.setBottomMargin(0.9 * em)
        self._space(made, factor)
        return made

    def cell(self) -> QTextBlockFormat:
        """Return the format of a paragraph in a table."""
        made = QTextBlockFormat()
        factor = 1 + (self.style.line_height - 1) * 0.7
        self._space(made, factor)
        return made

    def _space(self, made: QTextBlockFormat, factor: float) -> None:
        """Set lines ``factor`` sizes apart; Qt counts in the face's own height, which is larger than its size."""
        percent = max(100.0, factor / self._leading * 100)
        made.setLineHeight(percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)

    def fold(self) -> QTextBlockFormat:
        """Return the format of the line that stands for folded passages."""
        made = QTextBlockFormat()
        made.setTopMargin(0.3 * self.em)
        made.setBottomMargin(0.9 * self.em)
        return made

    def characters(self, block: Block, kinds: frozenset[str] = frozenset(), target: str = "") -> QTextCharFormat:
        """Return the format of characters of ``block`` inside spans of ``kinds``; ``target`` is a link's."""
        key = (block.kind, block.level, bool(block.boilerplate), kinds)
        ready = self._characters.get(key)
        if ready is None:
            ready = self._characters[key] = self._make_characters(block, kinds)
        if not target:
            return ready
        linked = QTextCharFormat(ready)
        linked.setAnchor(True)
        linked.setAnchorHref(target)
        return linked

    def _make_characters(self, block: Block, kinds: frozenset[str]) -> QTextCharFormat:
        made = QTextCharFormat()
        style = self.style
        size = style.size_points
        colour = style.text
        bold = "strong" in kinds
        if block.kind == "heading":
            size *= _HEADINGS.get(block.level, 1.0)
            bold = True
        elif block.kind == "table":
            size *= 0.92
            bold = bold or "head" in kinds
        elif block.kind == "figure":
            size *= 0.88
            colour = style.muted
        if block.kind == "code" or "code" in kinds:
            size *= 0.86
            made.setFontFamilies(list(MONOSPACE))
            made.setFontFixedPitch(True)
        if block.boilerplate:
            colour = style.muted
        if "link" in kinds:
            colour = style.link
            made.setFontUnderline(True)
        if "note" in kinds:
            colour = style.link
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        made.setFontPointSize(size)
        made.setForeground(QColor(colour))
        if bold:
            made.setFontWeight(QFont.Weight.Bold)
        if "emphasis" in kinds:
            made.setFontItalic(True)
        return made

    @property
    def label_height(self) -> float:
        """The pixels that a line of the label's face takes above what it is about."""
        return QFontMetricsF(self.label_font()).height() + 0.2 * self.em

    def label_font(self) -> QFont:
        """Return the face of what the page says of itself: folded lines, placeholders."""
        font = QFont(self.font)
        font.setStyleHint(QFont.StyleHint.SansSerif)
        font.setFamilies(["sans-serif"])
        font.setPointSizeF(self.style.size_points * 0.82)
        return font
