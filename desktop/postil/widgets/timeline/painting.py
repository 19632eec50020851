"""The items of the timeline's scene: made for what is in view, and only for that."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsScene, QGraphicsSimpleTextItem

from postil.widgets.rows import smaller
from postil.widgets.timeline.lanes import LaneStack, Shown
from postil.widgets.timeline.signs import Look, TimelineColours, sign

LEAST_LABEL = 84.0
"""Pixels of free room from which on a sentence is written beside its sign."""
MOST_LABEL = 230.0


class Items:
    """The scene's items by glyph."""

    def __init__(self, scene: QGraphicsScene, look: Look) -> None:
        self._scene = scene
        self._items: dict[tuple[int, float, int], list[QGraphicsItem]] = {}
        self.dress(look)

    def dress(self, look: Look) -> None:
        """Draw in these colours and this font from now on."""
        self.clear()
        self._colours, self._font = look.colours, smaller(look.font)
        self._metrics = QFontMetricsF(self._font)

    def clear(self) -> None:
        """Take all items away."""
        for items in self._items.values():
            for item in items:
                self._scene.removeItem(item)
        self._items.clear()

    @property
    def number(self) -> int:
        """How many glyphs have items."""
        return len(self._items)

    def show(self, wanted: Iterable[Shown], stack: LaneStack, per_day: float) -> None:
        """Have items for just these glyphs."""
        keep = {(shown.lane, shown.glyph.left, shown.glyph.row): shown for shown in wanted}
        for gone in self._items.keys() - keep.keys():
            for item in self._items.pop(gone):
                self._scene.removeItem(item)
        for new in keep.keys() - self._items.keys():
            self._items[new] = self._made(keep[new], stack, per_day)

    def _made(self, shown: Shown, stack: LaneStack, per_day: float) -> list[QGraphicsItem]:
        glyph, y = shown.glyph, stack.middle_of(shown, per_day)
        drawn = sign(glyph, self._colours)
        body = QGraphicsPathItem(drawn.outline)
        body.setPen(drawn.pen)
        body.setBrush(drawn.ground)
        body.setPos(glyph.left, y)
        self._scene.addItem(body)
        made: list[QGraphicsItem] = [body]
        width = glyph.right - glyph.left
        if drawn.words:
            middle = width / 2 if glyph.shape != "bar" else min(width / 2, 14.0)
            made.append(self._words(drawn.words, glyph.left + middle, y, drawn.ink, centred=True))
        if len(glyph.members) == 1 and glyph.room >= LEAST_LABEL:
            sentence = stack.events[glyph.members[0]].sentence
            told = self._metrics.elidedText(sentence, Qt.TextElideMode.ElideRight, min(glyph.room - 18, MOST_LABEL))
            made.append(self._words(told, glyph.right + 5, y, QColor(self._colours.muted), centred=False))
        return made

    def _words(self, words: str, x: float, y: float, ink: QColor, *, centred: bool) -> QGraphicsItem:
        item = QGraphicsSimpleTextItem(words)
        item.setFont(self._font)
        item.setBrush(ink)
        left = x - self._metrics.horizontalAdvance(words) / 2 if centred else x
        item.setPos(left, y - self._metrics.height() / 2)
        self._scene.addItem(item)
        return item


class Callout:
    """The ring around the sign of an event, and its words beside it: for the current event, and for one pointed at."""

    def __init__(self, scene: QGraphicsScene, layer: int) -> None:
        self._ring = QGraphicsPathItem()
        self._card = QGraphicsPathItem()
        self._words = QGraphicsSimpleTextItem(self._card)
        self._more = QGraphicsSimpleTextItem(self._card)
        for item in (self._ring, self._card):
            item.setZValue(layer)
            item.hide()
            scene.addItem(item)

    @property
    def text(self) -> str:
        """What is written, "" where nothing is shown."""
        return f"{self._words.text()}\n{self._more.text()}" if self._card.isVisible() else ""

    def hide(self) -> None:
        """Show nothing."""
        self._ring.hide()
        self._card.hide()

    def show(self, sign_at: tuple[Shown, float], words: tuple[str, str], room: QRectF, look: Look) -> None:
        """Show a heading and a sentence beside a glyph whose row's middle is so far down, within ``room``."""
        (shown, y), (when, what), colours = sign_at, words, look.colours
        glyph = shown.glyph
        ring = QPainterPath()
        ring.addRoundedRect(QRectF(glyph.left - 4, y - 11, glyph.right - glyph.left + 8, 22), 10, 10)
        self._ring.setPath(ring)
        self._ring.setPen(QPen(QColor(colours.accent), 2))
        self._ring.show()
        small = smaller(look.font)
        bold = QFont(small)
        bold.setWeight(QFont.Weight.DemiBold)
        metrics, heading = QFontMetricsF(small), QFontMetricsF(bold)
        widest = min(420.0, room.width() - 40)
        told = metrics.elidedText(what, Qt.TextElideMode.ElideRight, widest)
        named = heading.elidedText(when, Qt.TextElideMode.ElideRight, widest)
        width = max(metrics.horizontalAdvance(told), heading.horizontalAdvance(named)) + 20
        height = heading.height() + metrics.height() + 12
        left = min(max(glyph.middle - width / 2, room.left() + 6), room.right() - width - 6)
        if glyph.right - glyph.left < room.width() / 2:
            left = min(max(glyph.left - 12, room.left() + 6), room.right() - width - 6)
        top = y + 15 if y + 15 + height <= room.bottom() else y - 15 - height
        self._place(QRectF(left, top, width, height), colours)
        self._write(self._words, (named, 5.0), bold, colours)
        self._write(self._more, (told, 6.0 + heading.height()), small, colours)

    def _place(self, place: QRectF, colours: TimelineColours) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(0, 0, place.width(), place.height()), 6, 6)
        self._card.setPath(outline)
        self._card.setPen(QPen(QColor(colours.border), 1))
        self._card.setBrush(QColor(colours.raised))
        self._card.setPos(place.topLeft())
        self._card.show()

    def _write(
        self, line: QGraphicsSimpleTextItem, words: tuple[str, float], font: QFont, colours: TimelineColours
    ) -> None:
        line.setFont(font)
        line.setText(words[0])
        line.setBrush(QColor(colours.text))
        line.setPos(10, words[1])
