"""How two passages stand to each other: one that is known, and another, known too or chosen from the library."""

from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from postil.dialogs.frame import Dialog, HelperLabel, field_label, plain_label, stacked
from postil.domain.claims import BOTH_WAYS, RELATIONS
from postil.domain.problems import Problem
from postil.domain.records import Relation
from postil.domain.text import plain_title
from postil.domain.wording import count, say
from postil.services import claims
from postil.session.desk import Desk
from postil.session.relating import RelationWish
from postil.storage.library import Library
from postil.storage.passages import PassageRow, find_passages, passages
from postil.widgets.fields import make_clearable
from postil.widgets.icons import icon

OFFERED: tuple[Relation, ...] = ("contradicts", "supports", "same_event", "corrects", "same_figure", "counts")
MOST = 200
"""Passages that the list shows at once."""
SOON = 120
"""Milliseconds without a letter after which the library is searched."""
_ID = Qt.ItemDataRole.UserRole
_SHOWN = 220


class LinkingDialog(Dialog):
    """Puts two highlights in a relation, as one step of undo."""

    def __init__(self, desk: Desk, wish: RelationWish, parent: QWidget | None = None) -> None:
        super().__init__(say("Link passages"), parent)
        self._desk = desk
        self._workspace = desk.workspace
        self._turned = False
        self._searched_claims = False
        self._found: dict[str, PassageRow] = {}
        self._job = 0
        known = passages(desk.workspace.library, [wish.source_id, wish.target_id])
        self._one, self._other = known.get(wish.source_id), known.get(wish.target_id)
        self._chooses = not wish.target_id
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._find)
        self.relation = QComboBox()
        side = self.fontMetrics().height()
        self.relation.setIconSize(QSize(side, side))
        for relation in OFFERED:
            self.relation.addItem(icon(relation, desk.looks.theme.window["text"]), say(RELATIONS[relation]), relation)
        self.turn_button = QPushButton(say("&Turn round"))
        self.turn_button.setAutoDefault(False)
        self.turn_button.setToolTip(say("The other passage is the one that this is said of"))
        self.line = QLineEdit()
        make_clearable(self.line)
        self.line.setPlaceholderText(say("words of the passage, its note or its article’s title"))
        self.list = QListWidget()
        self.list.setProperty("role", "lines")
        self.list.setWordWrap(True)
        self.list.setAccessibleName(say("Highlights"))
        self.more = HelperLabel()
        self.reason = QLineEdit()
        self.save_button = self.add_default(say("Link"))
        self.add_escape(say("Cancel"))
        self._build()
        self._connect()
        self.relation.setCurrentIndex(max(0, OFFERED.index(wish.relation) if wish.relation else 0))
        self._judge()
        if self._one is None or (wish.target_id and self._other is None):
            self.show_problem(say("The highlight is no longer in the library."))
        (self.line if self._chooses else self.relation).setFocus()
        if self._chooses:
            self._find()
        self.size_to(520, 560 if self._chooses else 350)

    def _build(self) -> None:
        self._first, self._second = _PassageBox(), _PassageBox()
        self.body.addWidget(self._first)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.relation)
        row.addWidget(self.turn_button)
        row.addStretch(1)
        self.relation.setAccessibleName(say("How the first passage stands to the second"))
        self.body.addLayout(row)
        self.body.addWidget(self._second)
        if self._chooses:
            self.body.addLayout(stacked(field_label(say("&Find the other passage"), self.line), self.line))
            self.body.addWidget(self.list, 1)
            self.body.addWidget(self.more)
        self.body.addLayout(stacked(field_label(say("&Why (optional)"), self.reason), self.reason))
        if not self._chooses:
            self.body.addStretch(1)

    def _connect(self) -> None:
        self.relation.currentIndexChanged.connect(self._hear_relation)
        self.turn_button.clicked.connect(self._turn)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._soon.start)
        self.list.itemSelectionChanged.connect(self._choose)
        self.list.itemActivated.connect(self._save)
        self.save_button.clicked.connect(self._save)

    @property
    def chosen(self) -> Relation:
        """The relation that is chosen."""
        return cast("Relation", self.relation.currentData())

    def _hear_relation(self) -> None:
        if self._chooses and (self.chosen == "counts") != self._searched_claims:
            self._find()
        self._judge()

    def _turn(self) -> None:
        self._turned = not self._turned
        self._judge()

    def _judge(self) -> None:
        """Show the passages in the order in which the sentence has them, and whether it can be said."""
        first, second = (self._other, self._one) if self._is_turned else (self._one, self._other)
        self._first.show_passage(first)
        self._second.show_passage(second)
        self._first.setVisible(first is not None)
        self._second.setVisible(second is not None)
        self.turn_button.setVisible(self.chosen not in BOTH_WAYS and self._other is not None)
        self.save_button.setEnabled(self._one is not None and self._other is not None)
        self.show_problem("")

    @property
    def _is_turned(self) -> bool:
        return self._turned and self.chosen not in BOTH_WAYS and self._other is not None

    def _find(self) -> None:
        self._soon.stop()
        self._desk.jobs.forget(self._job)
        self._searched_claims = self.chosen == "counts"
        opened = self._workspace.open
        find = partial(
            _find_passages,
            self._workspace.library.path,
            self.line.text(),
            opened.article.id if opened is not None else "",
            only_claims=self._searched_claims,
        )
        self._job = self._desk.jobs.run(find, self._list, self.show_problem)

    def _list(self, found: tuple[PassageRow, ...]) -> None:
        others = [row for row in found if self._one is None or row.id != self._one.id]
        self._found = {row.id: row for row in others}
        self.list.blockSignals(True)
        self.list.clear()
        article_id = ""
        for row in others[:MOST]:
            if row.article_id != article_id:
                article_id = row.article_id
                self.list.addItem(self._article_entry(_title(row)))
            entry = QListWidgetItem(say("“{quotation}”", quotation=_shortened(row.quotation, 160)), self.list)
            entry.setData(_ID, row.id)
            entry.setToolTip(row.quotation[:2000])
            if self._other is not None and row.id == self._other.id:
                self.list.setCurrentItem(entry)
        self.list.blockSignals(False)
        if not others and self._searched_claims and not self.line.text().strip():
            self.more.tell(say("There is no claim yet: make a highlight one first."))
        elif not others:
            self.more.tell(say("No highlight has these words."))
        elif len(others) > MOST:
            told = "The first {number} highlights; type more to find others."
            self.more.tell(count(told, told, MOST))
        else:
            self.more.tell("")
        if self._other is not None and self._other.id not in self._found:
            self._other = None
            self._judge()

    def _article_entry(self, title: str) -> QListWidgetItem:
        """Return the line above the passages of an article; it cannot be chosen."""
        entry = QListWidgetItem(title)
        entry.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.list.font()
        font.setBold(True)
        entry.setFont(font)
        return entry

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move in the list while one types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}.get(event.key(), 0)
            rows = [row for row in range(self.list.count()) if self.list.item(row).data(_ID)]
            if step and rows:
                at = rows.index(self.list.currentRow()) + step if self.list.currentRow() in rows else 0
                self.list.setCurrentRow(rows[at % len(rows)])
                return True
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        chosen = self.list.selectedItems()
        self._other = self._found.get(str(chosen[0].data(_ID))) if chosen else None
        self._judge()

    def _save(self) -> None:
        if self._one is None or self._other is None:
            return
        source, target = (self._other, self._one) if self._is_turned else (self._one, self._other)
        try:
            edit = claims.link(self._workspace.library, source.id, target.id, self.chosen, self.reason.text())
        except Problem as problem:
            self.show_problem(problem)
            return
        if not edit.changes:
            self.show_problem(say("These two are linked in this way already."))
            return
        if self._workspace.do(edit):
            self._workspace.begin_link("")
            self._workspace.told.emit(say("The passages are linked; Ctrl+Z takes that back."))
            self.accept()

    def done(self, result: int) -> None:
        """Close; a search that still runs then reaches nobody."""
        self._desk.jobs.forget(self._job)
        super().done(result)


class _PassageBox(QFrame):
    """A quotation and the article that it is from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._quotation, self._article = plain_label(""), plain_label("", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(self._quotation)
        column.addWidget(self._article)

    def show_passage(self, passage: PassageRow | None) -> None:
        """Show a passage; nothing for None."""
        if passage is not None:
            self._quotation.setText(say("“{quotation}”", quotation=_shortened(passage.quotation, _SHOWN)))
            self._article.setText(_title(passage))


def _find_passages(path: Path, words: str, first: str, *, only_claims: bool) -> tuple[PassageRow, ...]:
    """Search through a connection of its own, on a thread of the pool."""
    library = Library.open_for_reading(path)
    try:
        return find_passages(library, words, MOST + 2, first=first, only_claims=only_claims)
    finally:
        library.close()


def _title(passage: PassageRow) -> str:
    return plain_title(passage.title) or say("Untitled")


def _shortened(text: str, most: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
