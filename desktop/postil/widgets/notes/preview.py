"""A note as the reader will see it: HTML that loads nothing and opens nothing by itself."""

import math

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QMouseEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from postil.domain.wording import say
from postil.widgets.notes.values import CardStyle

INDENT = 18
"""Pixels by which a list is set in."""


class NotePreview(QTextBrowser):
    """Shows a rendered note at its full height.

    ``clicked`` where no link is and nothing was selected; ``link_clicked`` carries a link's address: whoever hears it
    decides whether to open it. No picture, style or other resource is ever loaded.
    """

    clicked = Signal()
    link_clicked = Signal(QUrl)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "preview")
        self.setAccessibleName("")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(say("Note"))
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(INDENT)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet("QTextBrowser { background: transparent; border: none; padding: 0; }")
        self._html = ""
        self._style: CardStyle | None = None
        self.anchorClicked.connect(self.link_clicked)

    def set_style(self, style: CardStyle) -> None:
        """Colour links, code and quotations as the theme has them."""
        if style is not self._style:
            self._style = style
            self.document().setDefaultStyleSheet(_style_sheet(style))
            self._show()

    @property
    def has_links(self) -> bool:
        """Whether there is a link to go to."""
        return "<a " in self._html

    def set_html(self, html: str) -> None:
        """Show sanitised HTML; links in it can be reached with Tab."""
        if html == self._html:
            return
        self._html = html
        self._show()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the whole note at ``width`` pixels."""
        self.document().setTextWidth(max(width, 20))
        return math.ceil(self.document().size().height())

    def sizeHint(self) -> QSize:
        """Return the size at the present width."""
        width = max(self.width(), 100)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Let the layout decide."""
        return QSize(20, 0)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load nothing."""
        del kind, name
        return None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the list."""
        event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a plain click."""
        super().mouseReleaseEvent(event)
        plain = event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection()
        if plain and not self.anchorAt(event.position().toPoint()):
            # It goes no further: the card would take the keyboard back from the editor that this opens.
            event.accept()
            self.clicked.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.document().setDefaultFont(self.font())
            self.updateGeometry()

    def _show(self) -> None:
        self.setHtml(self._html)
        self.updateGeometry()


def _style_sheet(style: CardStyle) -> str:
    return (
        f"a {{ color: {style.link}; text-decoration: underline; }}"
        f"code, pre {{ background-color: {style.code_background}; font-family: monospace; }}"
        f".citation-unknown {{ color: {style.danger}; }}"
        f".citation-note {{ color: {style.muted}; }}"
        f"blockquote {{ color: {style.muted}; margin: 0 0 4px 12px; }}"
        "p { margin-top: 0; margin-bottom: 4px; }"
        "ul, ol { margin-top: 0; margin-bottom: 4px; }"
        "h1, h2, h3, h4, h5, h6 { font-size: medium; font-weight: 600; margin-top: 4px; margin-bottom: 4px; }"
    )
