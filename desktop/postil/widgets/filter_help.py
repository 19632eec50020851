"""What can be typed in a search field: examples that a click takes over, each with its meaning."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from postil.domain.wording import say

WORDS = (
    ("zhukov telegram", "both words, in any order; accents and capitals do not matter"),
    ('"did not answer"', "a phrase: the words together"),
    ("tele*", "words that begin so"),
    ("berlin OR potsdam", "one of them; AND, NOT and parentheses too"),
    ("berlin -airlift", "without a word"),
)
FILTERS = (
    ("tag:war", "a tag of an article or highlight; tag:w* for all that begin so"),
    ("color:doubt", "a highlight colour, by your name for it"),
    ("kind:highlight", "article, highlight, note, tag, name or work"),
    ("author:ivanov", "a word of an author’s name"),
    ("site:pravda.ru", "a word of the site, publisher or address"),
    ("date:1941..1942", "published then; also 1941, 1941-06, 194X, 1941.. or ..1942"),
    ("has:note", "note, tag, highlight or claim"),
    ("state:lost", "a highlight’s place: exact, moved, changed or lost"),
    ("claim:unsourced", "a claim that you judged so"),
    ('entity:"Zhukov"', "articles that name somebody or something"),
    ('in:"To read"', "articles of a collection"),
    ("is:unread", "unread, read, later, archived, favourite or trashed"),
)


class FilterHelp(QScrollArea):
    """``chosen`` carries the example that was clicked."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 8, 12, 8)
        column.setSpacing(8)
        for title, rows in ((say("Words"), WORDS), (say("Filters"), FILTERS)):
            heading = QLabel(title)
            heading.setProperty("role", "section")
            column.addWidget(heading)
            column.addLayout(self._grid(rows))
            column.addSpacing(8)
        column.addStretch(1)
        self.setWidget(inside)

    def _grid(self, rows: tuple[tuple[str, str], ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 20 * self.fontMetrics().averageCharWidth())
        for number, (example, meaning) in enumerate(rows):
            button = QPushButton(example)
            button.setProperty("role", "link")
            button.setFlat(True)
            button.setAutoDefault(False)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setAccessibleName(say("Look for {example}: {meaning}", example=example, meaning=say(meaning)))
            button.clicked.connect(self._choose)
            words = QLabel(say(meaning))
            words.setWordWrap(True)
            words.setContentsMargins(0, 3, 0, 3)
            words.setProperty("role", "muted")
            grid.addWidget(button, number, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(words, number, 1, Qt.AlignmentFlag.AlignTop)
        return grid

    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.chosen.emit(button.text())
