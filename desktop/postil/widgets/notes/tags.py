"""The tags of a card: chips that filter or go, and a field to add one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QCompleter, QLineEdit, QPushButton, QSizePolicy, QWidget

from postil.domain.wording import say
from postil.widgets.fields import set_off_offers
from postil.widgets.notes.values import CardStyle

GAP = 4


class TagChip(QAbstractButton):
    """One tag: a click chooses it, its cross, Delete or Backspace takes it away."""

    remove_requested = Signal(str)

    def __init__(self, tag: str, style: CardStyle, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(tag)
        self.setAccessibleName(say("Tag {tag}", tag=tag))
        self.setToolTip(say("Show cards with the tag “{tag}”", tag=tag))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._style = style
        self._removable = False

    def set_style(self, style: CardStyle) -> None:
        """Draw in other colours."""
        self._style = style
        self.update()

    def set_removable(self, removable: bool) -> None:
        """Show the cross, or not."""
        self._removable = removable
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if removable else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size that the tag needs."""
        metrics = self.fontMetrics()
        height = metrics.height() + 4
        return QSize(metrics.horizontalAdvance(self.text()) + 10 + (height if self._removable else 8), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a rounded outline, the tag and, where it can go, a cross."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(self._style.accent if self.hasFocus() else self._style.border), 1))
        painter.setBrush(QColor(self._style.hover))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        cross = self._cross()
        painter.setPen(QColor(self._style.text))
        words = self.rect().adjusted(8, 0, -(cross.width() if self._removable else 8), 0)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if self._removable:
            side = cross.height() * 0.16
            middle = cross.center().toPointF()
            painter.setPen(QPen(QColor(self._style.muted), 1.4))
            for slope in (1, -1):
                painter.drawLine(
                    int(middle.x() - side),
                    int(middle.y() - slope * side),
                    int(middle.x() + side),
                    int(middle.y() + slope * side),
                )
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the tag away where the cross was clicked."""
        if self._removable and self.isDown() and self._cross().contains(event.position().toPoint()):
            self.setDown(False)
            self.remove_requested.emit(self.text())
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the tag away with Delete or Backspace, choose it with Return."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self._removable:
            self.remove_requested.emit(self.text())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def _cross(self) -> QRect:
        side = self.height()
        return QRect(self.width() - side, 0, side, side)


class TagField(QWidget):
    """The tags of one card, in rows.

    ``tags_changed`` carries a tuple of all tags after the reader added or removed one; ``tag_chosen`` the one clicked;
    ``reshaped`` when another height fits; ``left`` when the reader is done adding.
    """

    tags_changed = Signal(tuple)
    tag_chosen = Signal(str)
    reshaped = Signal()
    left = Signal()

    def __init__(self, style: CardStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._style = style
        self._tags: tuple[str, ...] = ()
        self._editable = False
        self._known: Callable[[], Sequence[str]] | None = None
        self._chips: list[TagChip] = []
        self._add = QPushButton(self)
        self._add.setProperty("role", "link")
        self._add.setText(say("+ Tag"))
        self._add.setAccessibleName(say("Add a tag"))
        self._add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._add.clicked.connect(self.begin)
        self._add.hide()
        self._line: _TagLine | None = None

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags shown."""
        return self._tags

    @property
    def adding(self) -> bool:
        """Whether the field for a new tag is open."""
        return self._line is not None and not self._line.isHidden()

    def set_known(self, known: Callable[[], Sequence[str]]) -> None:
        """Say where to ask for the tags to offer."""
        self._known = known

    def set_style(self, style: CardStyle) -> None:
        """Draw in other colours."""
        self._style = style
        for chip in self._chips:
            chip.set_style(style)

    def set_tags(self, tags: tuple[str, ...]) -> None:
        """Show these tags."""
        if tags == self._tags:
            return
        self._tags = tags
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for tag in tags:
            chip = TagChip(tag, self._style, self)
            chip.set_removable(self._editable)
            chip.clicked.connect(self._choose)
            chip.remove_requested.connect(self._remove)
            chip.show()
            self._chips.append(chip)
        self._reshape()

    def set_editable(self, editable: bool) -> None:
        """Offer adding and removing, or not."""
        if editable == self._editable:
            return
        self._editable = editable
        for chip in self._chips:
            chip.set_removable(editable)
        if not editable and self._line is not None:
            self._line.hide()
        self._add.setVisible(editable and not self.adding)
        self._reshape()

    def begin(self) -> None:
        """Open the field for a new tag."""
        if self._line is None:
            self._line = _TagLine(self)
            self._line.entered.connect(self._enter)
            self._line.given_up.connect(self._give_up)
            self._line.lost.connect(self._close)
        self._line.offer([tag for tag in (self._known() if self._known else ()) if tag not in self._tags])
        self._line.show()
        self._add.hide()
        self._reshape()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows at ``width`` pixels."""
        return self._arrange(width, apply=False)

    def sizeHint(self) -> QSize:
        """Return the size at the present width."""
        return QSize(120, self._arrange(max(self.width(), 120), apply=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the chips in rows."""
        super().resizeEvent(event)
        self._arrange(self.width(), apply=True)

    def _arrange(self, width: int, *, apply: bool) -> int:
        line = self._line
        shown: list[QWidget] = [*self._chips]
        if line is not None and not line.isHidden():
            shown.append(line)
        elif self._editable:
            shown.append(self._add)
        x = y = row = 0
        for widget in shown:
            hint = widget.sizeHint()
            wide = min(hint.width(), width)
            if x and x + wide > width:
                x, y, row = 0, y + row + GAP, 0
            if apply:
                left = x if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else width - x - wide
                widget.setGeometry(QRect(QPoint(left, y), QSize(wide, hint.height())))
            x += wide + GAP
            row = max(row, hint.height())
        return y + row

    def _reshape(self) -> None:
        self.updateGeometry()
        self._arrange(self.width(), apply=True)
        self.reshaped.emit()

    def _choose(self) -> None:
        chip = self.sender()
        if isinstance(chip, TagChip):
            self.tag_chosen.emit(chip.text())

    def _remove(self, tag: str) -> None:
        self.tags_changed.emit(tuple(other for other in self._tags if other != tag))

    def _enter(self, tag: str) -> None:
        if tag not in self._tags:
            self.tags_changed.emit((*self._tags, tag))

    def _give_up(self) -> None:
        self._close()
        self.left.emit()

    def _close(self) -> None:
        if self._line is not None and not self._line.isHidden():
            self._line.hide()
            self._add.setVisible(self._editable)
            self._reshape()


class _TagLine(QLineEdit):
    """The field for a new tag; ``entered`` carries it, cleaned; ``lost`` when the focus went elsewhere."""

    entered = Signal(str)
    given_up = Signal()
    lost = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("New tag"))
        self.setPlaceholderText(say("New tag"))
        self.setMaxLength(80)

    def offer(self, tags: Sequence[str]) -> None:
        """Start empty and complete from ``tags``."""
        self.clear()
        completer = QCompleter([*tags], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        set_off_offers(completer)
        self.setCompleter(completer)

    def sizeHint(self) -> QSize:
        """Return room for a usual tag."""
        return QSize(self.fontMetrics().averageCharWidth() * 16, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter a tag with Return or a comma, leave with Escape or an empty Return."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or event.text() == ",":
            if self.text().strip():
                self._emit()
            else:
                self.given_up.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what stands there, and close."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._emit()
            self.lost.emit()

    def _emit(self) -> None:
        tag = " ".join(self.text().replace(",", " ").split()).lstrip("#").strip()
        self.clear()
        if tag:
            self.entered.emit(tag)
