"""Paint what blocks have beside their text: bars, markers, rules, grounds, pictures, lines that stand for folds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen, QPixmap

from postil.domain.wording import say
from postil.widgets.reading.formats import MARGIN, Formats
from postil.widgets.reading.geometry import laid_out
from postil.widgets.reading.overlays import Overlays
from postil.widgets.reading.sheet import Line, Sheet

TALLEST = 640.0
"""Pixels; a taller picture is shown smaller."""
PLACEHOLDER = 132.0


@dataclass(frozen=True, slots=True)
class Hot:
    """A place on the page that answers to a click.

    ``show`` and ``fold`` (boilerplate), ``load`` (the picture of ``source``) or ``sign`` (the card of the highlight
    ``source``); ``tip`` is what the pointer is told there.

    ``line`` is the position at which its line starts.
    """

    area: QRectF
    wish: str
    line: int
    source: str = ""
    tip: str = ""


def figure_size(natural: QSize, column: float) -> QSizeF:
    """Return the size in which a picture of ``natural`` pixels is shown: not enlarged, not wider than the column."""
    width, height = max(1, natural.width()), max(1, natural.height())
    factor = min(1.0, column / width, TALLEST / height)
    return QSizeF(width * factor, height * factor)


class Decor:
    """Paints for one style. Keeps the pictures in view in the size they are shown in."""

    def __init__(self, formats: Formats) -> None:
        self._formats = formats
        self._style = formats.style
        self._label_font = formats.label_font()
        self._pictures: dict[tuple[str, int, int], QPixmap] = {}

    def heights(self, figures: Mapping[str, QImage]) -> dict[str, float]:
        """Return the heights of figures by their sources, in pixels; "" stands for one without a picture."""
        known = {source: figure_size(image.size(), self._formats.column).height() for source, image in figures.items()}
        return {"": PLACEHOLDER, **known}

    def paint(
        self, painter: QPainter, sheet: Sheet, lines: Sequence[tuple[Line, QRectF]], overlays: Overlays
    ) -> tuple[Hot, ...]:
        """Paint what belongs to ``lines`` and return the places in it that can be clicked."""
        hot: list[Hot] = []
        for line, box in lines:
            if line.fold:
                hot.append(self._fold(painter, sheet, line, box))
                continue
            if line.block.kind == "figure" and line.head:
                hot += self._figure(painter, line, box, overlays)
            if line.block.kind == "quotation":
                self._quotation(painter, sheet, line, box)
            elif line.block.kind == "list_item":
                self._marker(painter, sheet, line)
            elif line.block.kind == "code":
                self._code(painter, sheet, line, box)
            elif line.block.kind == "rule":
                self._rule(painter, sheet, line, box)
            if line.block.boilerplate:
                if line.rules:
                    hot.append(self._opened(painter, sheet, line, box))
                painter.fillRect(QRectF(MARGIN / 2, box.top(), 2, box.height()), QColor(self._style.rule))
        return tuple(hot)

    def _quotation(self, painter: QPainter, sheet: Sheet, line: Line, box: QRectF) -> None:
        em = self._formats.em
        leftwards = sheet.text_block(line).textDirection() == Qt.LayoutDirection.RightToLeft
        bottom = box.bottom() if line.tail else box.bottom() + em
        for level in range(max(1, line.block.level)):
            inset = em * (0.25 + 1.3 * level)
            x = MARGIN + self._width(sheet) - inset - 3 if leftwards else MARGIN + inset
            painter.fillRect(QRectF(x, box.top(), 3, bottom - box.top()), self._rule_ink)

    def _marker(self, painter: QPainter, sheet: Sheet, line: Line) -> None:
        if not line.head or not line.block.marker:
            return
        layout, origin = laid_out(sheet, line)
        row = layout.lineAt(0)
        if not row.isValid():
            return
        painter.setFont(self._formats.font)
        painter.setPen(QColor(self._style.muted))
        width = QFontMetricsF(self._formats.font).horizontalAdvance(line.block.marker)
        gap = 0.35 * self._formats.em
        leftwards = sheet.text_block(line).textDirection() == Qt.LayoutDirection.RightToLeft
        x = origin.x() + row.x() + row.width() + gap if leftwards else origin.x() + row.x() - width - gap
        painter.drawText(QPointF(x, origin.y() + row.y() + row.ascent()), line.block.marker)

    def _code(self, painter: QPainter, sheet: Sheet, line: Line, box: QRectF) -> None:
        pad = 0.5 * self._formats.em
        top = box.top() - (pad if line.head else 0)
        bottom = box.bottom() + (pad if line.tail else 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._style.code_background))
        painter.drawRoundedRect(QRectF(MARGIN, top, self._width(sheet), bottom - top), 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _rule(self, painter: QPainter, sheet: Sheet, line: Line, box: QRectF) -> None:
        if line.length:
            return
        width = self._width(sheet)
        painter.setPen(QPen(self._rule_ink, 1.5))
        middle = box.top() + 0.5 * self._formats.em
        painter.drawLine(QLineF(MARGIN + width * 0.35, middle, MARGIN + width * 0.65, middle))

    def _fold(self, painter: QPainter, sheet: Sheet, line: Line, box: QRectF) -> Hot:
        from postil.domain.boilerplate import folded_sentence

        metrics = QFontMetricsF(self._label_font)
        baseline = box.top() + metrics.ascent() + (box.height() - metrics.height()) / 2
        text, at = folded_sentence(line.rules), QPointF(self._width(sheet), baseline)
        return self._label(painter, text, say("Show"), at, Hot(box, "show", line.start))

    def _opened(self, painter: QPainter, sheet: Sheet, line: Line, box: QRectF) -> Hot:
        """Say above passages of boilerplate that are shown what they were taken for."""
        from postil.domain.boilerplate import fold_words

        metrics = QFontMetricsF(self._label_font)
        top = box.top() - self._formats.label_height
        painter.fillRect(QRectF(MARGIN / 2, top, 2, self._formats.label_height), QColor(self._style.rule))
        text = say("Boilerplate: {kinds}", kinds=fold_words(line.rules))
        at = QPointF(self._width(sheet), top + metrics.ascent())
        return self._label(painter, text, say("Fold"), at, Hot(box, "fold", line.start))

    def _label(self, painter: QPainter, text: str, link: str, at: QPointF, hot: Hot) -> Hot:
        """Paint a sentence with a link after it, both within the width ``at.x()``, on the baseline ``at.y()``."""
        metrics = QFontMetricsF(self._label_font)
        after = "  ·  "
        room = at.x() - metrics.horizontalAdvance(after + link)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room))
        painter.setFont(self._label_font)
        painter.setPen(QColor(self._style.muted))
        painter.drawText(QPointF(MARGIN, at.y()), shown)
        x = MARGIN + metrics.horizontalAdvance(shown + after)
        made = self._link(painter, link, QPointF(x, at.y()), hot)
        return replace(made, area=made.area.united(QRectF(MARGIN, made.area.top(), 1, 1)), tip=text)

    def _link(self, painter: QPainter, text: str, at: QPointF, hot: Hot) -> Hot:
        metrics = QFontMetricsF(self._label_font)
        painter.setPen(QColor(self._style.link))
        painter.drawText(at, text)
        width = metrics.horizontalAdvance(text)
        painter.setPen(QPen(QColor(self._style.link), 1))
        painter.drawLine(QLineF(at.x(), at.y() + 2, at.x() + width, at.y() + 2))
        area = QRectF(at.x() - 4, at.y() - metrics.ascent() - 4, width + 8, metrics.height() + 8)
        return Hot(area, hot.wish, hot.line, hot.source)

    def _figure(self, painter: QPainter, line: Line, box: QRectF, overlays: Overlays) -> list[Hot]:
        column = self._formats.column
        gap = 0.4 * self._formats.em
        image = overlays.figures.get(line.block.source)
        if image is not None and not image.isNull():
            size = figure_size(image.size(), column)
            target = QRectF(QPointF(MARGIN, box.top() - gap - size.height()), size)
            painter.drawPixmap(target, self._picture(painter, line.block.source, overlays, size), QRectF())
            return []
        if not line.block.source:
            return []
        frame = QRectF(MARGIN, box.top() - gap - PLACEHOLDER, column, PLACEHOLDER)
        painter.setPen(QPen(self._rule_ink, 1))
        painter.setBrush(QColor(self._style.code_background))
        painter.drawRoundedRect(frame, 6, 6)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(self._label_font)
        painter.setPen(QColor(self._style.muted))
        upper = frame.adjusted(12, 12, -12, -PLACEHOLDER / 2)
        remote = line.block.source.startswith(("http:", "https:"))
        text = say("This picture is on the web and was not loaded.") if remote else say("This picture is not here.")
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom), text)
        if not remote:
            return []
        label = say("Load picture")
        width = QFontMetricsF(self._label_font).horizontalAdvance(label)
        at = QPointF(frame.center().x() - width / 2, frame.center().y() + 1.4 * self._formats.em)
        return [self._link(painter, label, at, Hot(frame, "load", line.start, line.block.source))]

    def _picture(self, painter: QPainter, source: str, overlays: Overlays, size: QSizeF) -> QPixmap:
        """Return a picture in its size on this screen; scaling it for each paint would take longer than the text."""
        ratio = painter.device().devicePixelRatioF()
        width, height = round(size.width() * ratio), round(size.height() * ratio)
        key = (source, width, height)
        ready = self._pictures.get(key)
        if ready is None:
            smooth = Qt.TransformationMode.SmoothTransformation
            scaled = overlays.figures[source].scaled(QSize(width, height), Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            ready = self._pictures[key] = QPixmap.fromImage(scaled)
        return ready

    def _width(self, sheet: Sheet) -> float:
        return sheet.document.textWidth() - 2 * MARGIN

    @property
    def _rule_ink(self) -> QColor:
        return QColor(self._style.rule)
