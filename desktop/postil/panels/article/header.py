"""What stands above the text: title, where it is from, how long it takes, how far the reader is."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from postil.domain.records import CslItem
from postil.domain.text import plain_title
from postil.domain.wording import count, say
from postil.session.workspace import OpenArticle

WORDS_PER_MINUTE = 220
"""A careful reader's pace; reading rates of adults are about 240 (Brysbaert 2019, doi:10.1016/j.jml.2019.104047)."""

_STEPS = 1000


class ElidedLabel(QLabel):
    """One line of text, shortened where there is no room, but for the end that is ``kept``; the tooltip has all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kept = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Return a size that asks for no width."""
        return QSize(0, super().minimumSizeHint().height())

    def shown_text(self) -> str:
        """Return as much of the text as there is room for."""
        metrics, right = QFontMetrics(self.font()), Qt.TextElideMode.ElideRight
        room = self.width() - metrics.horizontalAdvance(self.kept)
        if room < 0:
            return metrics.elidedText(self.kept, right, self.width())
        return metrics.elidedText(self.text().removesuffix(self.kept), right, room) + self.kept

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the text as there is room for."""
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, self.shown_text())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the whole text as a tooltip where it does not fit."""
        super().resizeEvent(event)
        fits = QFontMetrics(self.font()).horizontalAdvance(self.text()) <= self.width()
        self.setToolTip("" if fits else self.text())


class SourceLine(ElidedLabel):
    """The line under the title; a click on it asks where the article comes from."""

    clicked = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click that ends where it began."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say in the tooltip what a click does, after what there is no room for."""
        super().resizeEvent(event)
        self.setToolTip("\n".join(part for part in (self.toolTip(), say("Show where this comes from")) if part))


class ArticleHeader(QWidget):
    """Title, source line and a thin bar of progress; ``source_requested`` is the wish to see where it comes from."""

    source_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel-header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = ElidedLabel(self)
        self._title.setProperty("role", "title")
        self._title.setAccessibleName(say("Title"))
        self._line = SourceLine(self)
        self._line.setCursor(Qt.CursorShape.PointingHandCursor)
        self._line.clicked.connect(self.source_requested)
        self._line.setProperty("role", "muted")
        self._line.setAccessibleName(say("Source and reading time"))
        self._bar = QProgressBar(self)
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(say("Part of the article that is read"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._line)
        column.addSpacing(4)
        column.addWidget(self._bar)
        self._source = ""
        self._words = 0
        self._progress = -1

    def show_article(self, opened: OpenArticle) -> None:
        """Show an article's title and source."""
        self._words = opened.revision.words
        self._progress = -1
        self.show_item(opened.item)
        self.show_progress(opened.progress)

    def show_item(self, item: CslItem) -> None:
        """Show a bibliographic record that was edited."""
        self._title.setText(plain_title(item.title))
        authors = ", ".join(str(name) for name in item.authors)
        dated = item.published or (say("updated {date}", date=item.updated) if item.updated else "")
        self._source = " · ".join(part for part in (authors, item.container_title, dated) if part)
        self._write_line()

    def show_progress(self, progress: float) -> None:
        """Show how far the reader is, from 0 to 1."""
        steps = round(progress * _STEPS)
        if steps != self._progress:
            self._progress = steps
            self._bar.setValue(steps)
            self._write_line()

    def _write_line(self) -> None:
        number = max(1, round(self._words / WORDS_PER_MINUTE))
        words = count("{number} word", "{number} words", self._words)
        minutes = count("{number} minute", "{number} minutes", number)
        read = say("{percent} % read", percent=max(self._progress, 0) * 100 // _STEPS)
        self._line.kept = f" · {minutes} · {read}"
        self._line.setText(" · ".join(part for part in (self._source, words, minutes, read) if part))
