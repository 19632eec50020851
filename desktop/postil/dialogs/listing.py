"""What dialogs share that list what is in the library: read beside the window, filters above, a hint where empty."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QWidget

from postil.dialogs.frame import Dialog, plain_label
from postil.domain.text import plain_title
from postil.domain.wording import say
from postil.session.desk import Desk
from postil.widgets.empty import EmptyState
from postil.widgets.fields import make_clearable

Read = TypeVar("Read")


class ListingDialog(Dialog):
    """A dialog with a list that ``read`` has read on the pool; ``empty`` stands in its place while nothing is shown.

    ``count`` stands at the end of the row of filters.
    """

    def __init__(self, desk: Desk, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._desk = desk
        self._workspace = desk.workspace
        self._job = 0
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.empty = EmptyState()
        self.pages = QStackedWidget()
        for keys, slot in (
            ("Ctrl+Z", self._workspace.undo_stack.undo),
            ("Ctrl+Shift+Z", self._workspace.undo_stack.redo),
            ("Ctrl+Y", self._workspace.undo_stack.redo),
        ):
            # The window's own keys do not reach a dialog beside it; a field in it keeps its own undo.
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def timer(self, slot: Callable[[], None], after: int) -> QTimer:
        """Return a timer that calls ``slot`` once, ``after`` milliseconds from its last start."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(slot)
        return timer

    def add_filters(self, *filters: QWidget, wide: QWidget, gap: int = 8, after: Sequence[QWidget] = ()) -> None:
        """Add a row of filters with ``count`` and what comes ``after`` it; ``wide`` takes the room that is left."""
        row = QHBoxLayout()
        row.setSpacing(gap)
        for widget in (*filters, self.count, *after):
            row.addWidget(widget, 1 if widget is wide else 0)
        self.body.addLayout(row)

    def add_list(self, shown: QAbstractItemView) -> None:
        """Add the list, and the hint that takes its place."""
        self.pages.addWidget(shown)
        self.pages.addWidget(self.empty)
        self.body.addWidget(self.pages, 1)

    def add_close(self) -> None:
        """Add the button that closes the dialog; it is the default one."""
        self.close_button = self.add_default(say("Close"))
        self.close_button.clicked.connect(self.accept)

    def read(self, work: Callable[[], Read], take: Callable[[Read], None]) -> None:
        """Have ``work`` done on the pool and ``take`` called with what it returns, unless it is asked for again."""
        self._desk.jobs.forget(self._job)
        self._job = self._desk.jobs.run(work, take, self.show_problem)

    def tell_count(self, shown: int, total: int, all_of_them: str) -> None:
        """Say how many of all are shown; ``all_of_them`` where these are all."""
        told = say("{shown} of {total}", shown=f"{shown:,}", total=f"{total:,}")
        self.count.setText(all_of_them if shown == total else told)

    def done(self, result: int) -> None:
        """Close; what is still being read then reaches nobody."""
        self._desk.jobs.forget(self._job)
        super().done(result)


class ArticleListingDialog(ListingDialog):
    """A list of what is in one article, or in the whole library, as the reader chooses with ``everywhere``."""

    def __init__(self, desk: Desk, title: str, article_id: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, title, parent)
        item = self._workspace.library.item(article_id) if article_id else None
        self._article_id = article_id
        self._title = plain_title(item.title) if item else ""
        self.heading = plain_label("", "title")
        self.body.addWidget(self.heading)
        self.everywhere = QCheckBox(say("&Whole library"))
        self.everywhere.setChecked(item is None)
        self.everywhere.setVisible(item is not None)

    @property
    def wanted(self) -> str:
        """The id of the article that the list is to be of, "" for the whole library."""
        return "" if self.everywhere.isChecked() else self._article_id


def filter_line(hint: str, name: str) -> QLineEdit:
    """Return a line to type a filter into; ``name`` is for readers of the screen."""
    line = QLineEdit()
    line.setPlaceholderText(hint)
    line.setAccessibleName(name)
    make_clearable(line)
    return line
