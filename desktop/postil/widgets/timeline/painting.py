"""The items of the timeline's scene: tiles of the lanes, made for what is in view and taken away when it is not."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from postil.domain.timeline import Event
from postil.widgets.rows import smaller
from postil.widgets.timeline.lanes import LaneStack, Shown
from postil.widgets.timeline.layout import Glyph
from postil.widgets.timeline.signs import Look, TimelineColours, add_outline, style_of, words_in

LEAST_LABEL = 84.0
"""Pixels of free room from which on a sentence is written beside its sign."""
MOST_LABEL = 230.0
TILE = 320.0
"""Pixels of a lane that one item draws."""
_LONG = -(10**9)
"""In place of a tile's number: the bars that are longer than one."""


class _Words(NamedTuple):
    """Words with their ink; ``left`` and ``base`` are where they begin on their base line."""

    words: str
    left: float
    right: float
    base: float
    ink: QColor


class Lettering:
    """The font of what is written in and beside signs, and what was measured in it."""

    def __init__(self, look: Look) -> None:
        self.font = smaller(look.font)
        self.metrics = QFontMetricsF(self.font)
        self.high = max(16.0, self.metrics.height())
        self.base = (self.metrics.ascent() - self.metrics.descent()) / 2
        self.muted = QColor(look.colours.muted)
        self._widths: dict[str, float] = {}

    def width(self, words: str) -> float:
        """Return how wide the words in a sign are, in pixels."""
        known = self._widths.get(words)
        if known is None:
            known = self._widths[words] = self.metrics.horizontalAdvance(words)
        return known


class LaneDrawing:
    """The signs of one lane made ready to paint: the outlines of each style, and the words in and beside them.

    Each outline is painted by itself: Qt fills one path of many shapes up to five times as slowly as the shapes.
    """

    def __init__(self, look: Look, lettering: Lettering | None = None) -> None:
        self._colours, self._lettering = look.colours, lettering or Lettering(look)
        self._outlines: dict[tuple[str, bool, bool, bool], list[QPainterPath]] = {}
        self._words: list[_Words] = []

    def add(self, glyph: Glyph, y: float, events: Sequence[Event]) -> None:
        """Add a sign whose middle is at ``y``."""
        letters = self._lettering
        style = (glyph.shape, glyph.hollow, glyph.faded, glyph.conflict)
        outline = QPainterPath()
        add_outline(outline, glyph, y, letters.high)
        self._outlines.setdefault(style, []).append(outline)
        if told := words_in(glyph):
            wide = letters.width(told)
            width = glyph.right - glyph.left
            left = glyph.left + (width - wide) / 2 if glyph.shape != "bar" else glyph.left + min((width - wide) / 2, 8)
            self._words.append(_Words(told, left, left + wide, y + letters.base, style_of(*style, self._colours).ink))
        if len(glyph.members) == 1 and glyph.room >= LEAST_LABEL:
            room = min(glyph.room - 18, MOST_LABEL)
            sentence = letters.metrics.elidedText(
                printable(events[glyph.members[0]].sentence[:80]), Qt.TextElideMode.ElideRight, room
            )
            left = glyph.right + 5
            self._words.append(_Words(sentence, left, left + room, y + letters.base, letters.muted))

    def paint(self, painter: QPainter, left: float, right: float) -> None:
        """Paint what reaches into ``left``..``right``."""
        for style, outlines in self._outlines.items():
            drawn = style_of(*style, self._colours)
            painter.setPen(drawn.pen)
            painter.setBrush(drawn.ground)
            for outline in outlines:
                painter.drawPath(outline)
        painter.setFont(self._lettering.font)
        for each in self._words:
            if each.right >= left and each.left <= right:
                painter.setPen(each.ink)
                painter.drawText(QPointF(each.left, each.base), each.words)


class _LaneItem(QGraphicsItem):
    """A part of a lane in the scene; ``number`` signs are drawn."""

    def __init__(self, drawing: LaneDrawing, rect: QRectF, number: int) -> None:
        super().__init__()
        self._drawing, self._rect, self.number = drawing, rect, number
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def boundingRect(self) -> QRectF:
        """Where it draws."""
        return self._rect

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw what is exposed."""
        del widget
        exposed = QRectF(option.exposedRect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]
        self._drawing.paint(painter, exposed.left(), exposed.right())


class Items:
    """The scene's items: tiles of each lane in view, and one for each lane's bars that are longer than a tile.

    ``reset`` when lanes or scale are others; ``show`` then adds what is missing and takes away what is far off.
    """

    def __init__(self, scene: QGraphicsScene) -> None:
        self._scene = scene
        self._items: dict[tuple[int, int], _LaneItem] = {}
        self._stack, self._per_day = LaneStack(), 1.0
        self._look: Look | None = None
        self._lettering: Lettering | None = None

    def reset(self, stack: LaneStack, per_day: float, look: Look) -> None:
        """Draw other lanes, or the same ones at another scale."""
        for item in self._items.values():
            self._scene.removeItem(item)
        self._items.clear()
        if self._look != look:
            self._look, self._lettering = look, Lettering(look)
        self._stack, self._per_day = stack, per_day

    @property
    def number(self) -> int:
        """How many signs are drawn."""
        return sum(item.number for item in self._items.values())

    def show(self, room: QRectF) -> None:
        """Have items for all in ``room``, and for one column of tiles beside it, which may be seen next."""
        lanes = self._stack.lanes_between(room.top(), room.bottom())
        # What has its words reach into the room begins before it.
        first, last = int((room.left() - MOST_LABEL) // TILE), int(room.right() // TILE)
        for key in [key for key in self._items if key[0] not in lanes or not _is_near(key[1], first, last)]:
            self._scene.removeItem(self._items.pop(key))
        for lane in lanes:
            for column in (_LONG, *range(first, last + 1)):
                if (lane, column) not in self._items:
                    self._add(lane, column)

    def prepare(self, room: QRectF) -> bool:
        """Make one tile that is beside ``room``; return whether there are more to make."""
        first, last = int((room.left() - MOST_LABEL) // TILE), int(room.right() // TILE)
        missing = (
            (lane, column)
            for column in (last + 1, first - 1)
            for lane in self._stack.lanes_between(room.top(), room.bottom())
            if (lane, column) not in self._items
        )
        wanted = next(missing, None)
        if wanted is not None:
            self._add(*wanted)
        return wanted is not None

    def _add(self, lane: int, column: int) -> None:
        if self._look is None:
            return
        layout = self._stack.layout(lane, self._per_day)
        if column == _LONG:
            found = layout.wider_than(TILE)
        else:
            starting = layout.starting(column * TILE, (column + 1) * TILE)
            found = [glyph for glyph in starting if glyph.right - glyph.left <= TILE]
        drawing = LaneDrawing(self._look, self._lettering)
        middle, events = self._stack.first_middle(lane, self._per_day), self._stack.events
        for glyph in found:
            drawing.add(glyph, middle + glyph.row * self._stack.row, events)
        left = min((glyph.left for glyph in found), default=column * TILE) - 4
        right = max((glyph.right for glyph in found), default=left) + MOST_LABEL
        height = self._stack.height
        item = _LaneItem(drawing, QRectF(left, lane * height, right - left, height), len(found))
        self._items[lane, column] = item
        self._scene.addItem(item)


def _is_near(column: int, first: int, last: int) -> bool:
    return column == _LONG or first - 2 <= column <= last + 2


def printable(words: str) -> str:
    """Return words without what XML cannot hold, for what is drawn may be a drawing's text."""
    return "".join(
        each for each in words if each >= " " and each not in "\ufffe\uffff" and not "\ud800" <= each <= "\udfff"
    )


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
        half = max(11.0, look.measures[0] / 2 + 3)
        ring = QPainterPath()
        ring.addRoundedRect(
            QRectF(glyph.left - 4, y - half, glyph.right - glyph.left + 8, 2 * half), half - 1, half - 1
        )
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
        top = y + half + 4 if y + half + 4 + height <= room.bottom() else y - half - 4 - height
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
