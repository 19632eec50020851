"""Articles with the same text under other addresses: shown side by side, merged one group at a time."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from postil.dialogs.frame import Dialog, HelperLabel, plain_label, stacked
from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.services.duplicates import Duplicates, find_duplicates, merge
from postil.session.desk import Desk
from postil.storage.duplicates import Twin
from postil.storage.library import Library
from postil.widgets.empty import EmptyState

_EDGE = 12
_SIGN = 24
"""Room for the sign before a choice."""
_AT_ONCE = 30
"""Groups that are shown; the next come when these are merged."""


class DuplicatesDialog(Dialog):
    """Looks for duplicates beside the window and merges those that the reader says are."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(say("Duplicates"), parent)
        self._workspace = desk.workspace
        self._path = desk.workspace.library.path
        self._jobs = desk.jobs
        self.found: list[Duplicates] = []
        self.cards: list[GroupCard] = []
        self.told = plain_label(say("Looking for articles with the same text…"), "title")
        self.hint = HelperLabel()
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.progress.setAccessibleName(say("Looking for duplicates"))
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        inside = QWidget()
        inside.setLayout(self._column)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        self.body.addLayout(stacked(self.told, self.hint))
        self.body.addWidget(self.progress)
        self.body.addWidget(self.area, 1)
        self.empty = EmptyState()
        self.empty.tell(say("No duplicates"), say("No two articles have the same text."))
        self.empty.set_icon("copy", desk.looks.theme.window["muted"])
        self.empty.hide()
        self.body.addWidget(self.empty, 1)
        self.merge_all_button = self.add_further(say("Merge all"))
        self.merge_all_button.hide()
        self.merge_all_button.clicked.connect(self.merge_all)
        self.add_escape(say("Close"))
        self.size_to(600, 520)
        self._jobs.run(partial(_find, self._path), self._show, self._fail)

    def merge_all(self) -> None:
        """Merge every group that is shown, each into what is chosen in it, a step of undo for each."""
        for card in list(self.cards):
            card.merge_button.click()

    def _show(self, found: tuple[Duplicates, ...]) -> None:
        self.progress.hide()
        self.found = list(found)
        self._fill()
        self._explain()

    def _fail(self, problem: Problem) -> None:
        self.progress.hide()
        self.told.setText(say("Duplicates could not be looked for."))
        self.show_problem(problem)

    def _fill(self) -> None:
        for group in self.found[len(self.cards) : _AT_ONCE]:
            card = GroupCard(group)
            card.merge_button.clicked.connect(self._merge)
            self.cards.append(card)
            self._column.insertWidget(self._column.count() - 1, card)

    def _explain(self) -> None:
        if not self.found:
            self.hint.tell("")
        else:
            number = len(self.found)
            self.told.setText(
                count("One text is here more than once", "{number} texts are here more than once", number)
            )
            self.hint.tell(
                say(
                    "The article you choose stays. The others become earlier versions of it, and their highlights, "
                    "notes, tags and collections come to it. Each merge can be undone."
                )
            )
        self.told.setVisible(bool(self.found))
        self.empty.setVisible(not self.found)
        self.area.setVisible(bool(self.found))
        self.merge_all_button.setVisible(len(self.cards) > 1)

    def _merge(self) -> None:
        card = next((each for each in self.cards if each.merge_button is self.sender()), None)
        if card is None:
            return
        kept = card.kept
        others = [twin.id for twin in card.group.twins if twin.id != kept.id]
        try:
            edit = merge(self._workspace.library, kept.id, others)
        except Problem as problem:
            self.show_problem(problem)
            return
        if self._workspace.do(edit):
            self._workspace.told.emit(say("Merged into “{title}”; Ctrl+Z brings them back.", title=kept.title))
            self.found.remove(card.group)
            self.cards.remove(card)
            card.hide()
            card.deleteLater()
            self._fill()
            self._explain()


class GroupCard(QFrame):
    """One group of duplicates, of which one is chosen to be kept."""

    def __init__(self, group: Duplicates, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = group
        self.setProperty("role", "card")
        self.choices: list[QRadioButton] = []
        same = group.likeness >= 1.0
        told = (
            say("The same text")
            if same
            else say("{percent} % of the text is the same", percent=int(group.likeness * 100))
        )
        inside = QVBoxLayout(self)
        inside.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        inside.setSpacing(8)
        inside.addWidget(_line(told, "section"))
        for number, twin in enumerate(group.twins):
            choice = QRadioButton(twin.title.replace("&", "&&"))
            choice.setChecked(number == 0)
            choice.setAccessibleName(say("Keep “{title}”, {about}", title=twin.title, about=_about(twin)))
            choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            choice.setToolTip(twin.title)
            self.choices.append(choice)
            about = _line(_about(twin), "muted")
            about.setContentsMargins(_SIGN, 0, 0, 0)
            where = _line(_short(twin.location), "muted")
            where.setContentsMargins(_SIGN, 0, 0, 0)
            where.setToolTip(twin.location)
            inside.addLayout(stacked(choice, about, where, gap=2) if twin.location else stacked(choice, about, gap=2))
        self.merge_button = QPushButton(say("Keep the chosen one and merge"))
        self.merge_button.setAutoDefault(False)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.merge_button)
        inside.addLayout(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut titles that are too long for a line."""
        super().resizeEvent(event)
        for twin, choice in zip(self.group.twins, self.choices, strict=True):
            room = self.width() - 2 * _EDGE - _SIGN
            words = choice.fontMetrics().elidedText(twin.title, Qt.TextElideMode.ElideRight, room)
            choice.setText(words.replace("&", "&&"))

    @property
    def kept(self) -> Twin:
        """The article that is chosen to stay."""
        return next(twin for twin, choice in zip(self.group.twins, self.choices, strict=True) if choice.isChecked())


def _line(text: str, role: str) -> QLabel:
    label = plain_label(text, role)
    label.setMinimumWidth(1)
    return label


def _about(twin: Twin) -> str:
    parts = [
        twin.site,
        say("added {date}", date=twin.created[:10]),
        count("{number} word", "{number} words", twin.words),
        count("{number} highlight", "{number} highlights", twin.highlights) if twin.highlights else "",
        count("{number} note", "{number} notes", twin.notes) if twin.notes else "",
    ]
    return " · ".join(part for part in parts if part)


def _short(location: str) -> str:
    """Return a place that fits a line: its end says more than its middle."""
    return location if len(location) <= 70 else f"{location[:32]}…{location[-37:]}"


def _find(path: Path) -> tuple[Duplicates, ...]:
    library = Library.open_for_reading(path)
    try:
        return find_duplicates(library)
    finally:
        library.close()
