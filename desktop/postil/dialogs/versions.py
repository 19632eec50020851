"""The versions of an article: two side by side, sentence by sentence, or one to be read."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from postil.dialogs.frame import Dialog, plain_label
from postil.domain.comparison import Comparison
from postil.domain.edits import Edit
from postil.domain.problems import Problem
from postil.domain.records import Highlight, Revision
from postil.domain.wording import count, say
from postil.models.differences import DifferenceRows
from postil.services.comparing import compare, read_version
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.storage.versions import VersionRow, versions_of
from postil.widgets.comparison_page import ComparisonPage
from postil.widgets.difference_list import DifferenceStyle, state_words
from postil.widgets.empty import EmptyState
from postil.widgets.reading import Mark, ReadingStyle, ReadingSurface
from postil.widgets.reading.events import MarkClicked
from postil.widgets.swatches import color_choices, swatch
from postil.widgets.version_list import VersionLine, VersionList

SOON = 150
"""Milliseconds after an edit of the article before its versions are compared anew."""


class VersionsDialog(Dialog):
    """Compares the versions of one article and shows what became of its highlights; it stands beside the window.

    ``check_requested`` and ``file_requested`` carry the article's id: the reader wants to look for a newer version,
    or to add one from a file.
    """

    check_requested = Signal(str)
    file_requested = Signal(str)

    def __init__(self, desk: Desk, article_id: str, style: ReadingStyle, parent: QWidget | None = None) -> None:
        super().__init__(say("Versions"), parent)
        self._desk = desk
        self._workspace = desk.workspace
        self._article_id = article_id
        self._style = style
        self._versions: tuple[VersionRow, ...] = ()
        self._job = 0
        self._shown: tuple[str, ...] = ()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._renew)
        self.rows = DifferenceRows(self)
        self._build()
        self._connect()
        self._dress(desk.looks.theme)
        self.size_to(1160, 720)
        self._renew()

    def _build(self) -> None:
        item = self._workspace.library.item(self._article_id)
        self.body.addWidget(plain_label(item.title if item else "", "title"))
        self.versions = VersionList()
        self.marks = QListWidget()
        self.marks.setAccessibleName(say("Highlights in sentences that differ"))
        self.marks.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.marks.setIconSize(QSize(1, 1) * self.fontMetrics().height())
        self._marks_head = plain_label("", "section")
        for lines in (self.versions, self.marks):
            lines.setProperty("role", "lines")
        side = self._side = QWidget()
        side.setMinimumWidth(22 * self.fontMetrics().averageCharWidth())
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        column.addWidget(plain_label(say("Tick two to compare, one to read"), "muted"))
        column.addWidget(self.versions, 2)
        column.addSpacing(8)
        column.addWidget(self._marks_head)
        column.addWidget(self.marks, 3)
        self.pages = QStackedWidget()
        self.comparing = ComparisonPage(self.rows, self._difference_style())
        self.list = self.comparing.list
        self.pages.addWidget(self.comparing)
        self.surface = ReadingSurface(self._style)
        self.pages.addWidget(self.surface)
        self.empty = EmptyState()
        # A button as wide as the window would be no button.
        self.empty.setMaximumWidth(28 * self.fontMetrics().averageCharWidth() * 2)
        page = QWidget()
        middle = QHBoxLayout(page)
        middle.addWidget(self.empty)
        self.pages.addWidget(page)
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(side)
        self.split.addWidget(self.pages)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([250, 900])
        self.body.addWidget(self.split, 1)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(say("Comparing"))
        self.body.addWidget(self.progress)
        self.check_button = self.add_further(say("Check for a newer version"))
        self.file_button = self.add_further(say("Add a version from a file…"))
        self.close_button = self.add_default(say("Close"))

    def _connect(self) -> None:
        self.versions.ticked.connect(self._show)
        self.list.fold_chosen.connect(self._unfold)
        self.list.mark_chosen.connect(self._open_card)
        self.marks.itemActivated.connect(self._go_to_mark)
        self.marks.currentItemChanged.connect(self._go_to_mark)
        self.surface.mark_clicked.connect(self._open_clicked)
        self.comparing.sifted.connect(self.rows.set_marked_only)
        self.comparing.stepped.connect(self.step)
        self.empty.pressed.connect(self._press)
        self.check_button.clicked.connect(self._check)
        self.file_button.clicked.connect(self._add_file)
        self.close_button.clicked.connect(self.accept)
        self._workspace.changed.connect(self._hear)
        self._desk.looks.changed.connect(self._dress)

    # What is shown

    def _hear(self, edit: Edit) -> None:
        touched = (*edit.touched(Highlight), *edit.touched(Revision))
        if any(getattr(change.record, "article_id", "") == self._article_id for change in touched):
            self._soon.start()

    def _renew(self) -> None:
        """Take the versions from the library anew, and compare the newest two where others were not asked for."""
        versions = versions_of(self._workspace.library, self._article_id)
        is_new = {row.id for row in versions} != {row.id for row in self._versions}
        self._versions = versions
        chosen = self.versions.chosen()
        ticked = [row.id for row in versions[:2]] if is_new or not chosen else chosen
        self.versions.show_versions([self._line(row) for row in versions], ticked)
        self._side.setVisible(len(versions) > 1)
        self.check_button.setVisible(len(versions) > 1 and self._has_place())
        self.file_button.setVisible(len(versions) > 1)
        if len(versions) < 2:
            self._say_only_one()
        else:
            self.comparing.set_style(self._difference_style())
            self._show(self.versions.chosen())

    def _has_place(self) -> bool:
        """Return whether it is known where a newer version would be: at an address, or in a file."""
        item = self._workspace.library.item(self._article_id)
        return bool(item and item.url) or any(row.source_kind in {"url", "file"} for row in self._versions[:1])

    def _say_only_one(self) -> None:
        self._shown = ()
        self.progress.hide()
        check = (("check", say("Check for a newer version")),) if self._has_place() else ()
        self._say(
            say("Only one version so far"),
            say(
                "When the page or file changes, bring it in again: the old text stays, and your highlights come along."
            ),
            (*check, ("file", say("Add a new version from a file…"))),
        )

    def _say(self, sentence: str, hint: str = "", buttons: tuple[tuple[str, str], ...] = ()) -> None:
        self.empty.tell(sentence, hint, buttons)
        self.pages.setCurrentIndex(2)

    def _show(self, ids: tuple[str, ...]) -> None:
        self._desk.jobs.forget(self._job)
        self.show_problem("")
        self.progress.setVisible(bool(ids))
        path = self._workspace.library.path
        if len(ids) == 2:
            work = partial(compare, path, self._article_id, *ids)
            self._job = self._desk.jobs.run(work, self._show_comparison, self._fail)
        elif ids:
            self._job = self._desk.jobs.run(partial(read_version, path, ids[0]), self._show_text, self._fail)
        else:
            self._say(say("Tick two versions to compare them, or one to read it."))
            self._list_marks()

    def _show_comparison(self, comparison: Comparison) -> None:
        self.progress.hide()
        here = self.list.verticalScrollBar().value() if self._shown == (comparison.old_id, comparison.new_id) else -1
        self._shown = comparison.old_id, comparison.new_id
        self.rows.show_comparison(comparison)
        counts = comparison.counts()
        self.comparing.tell(self._name(comparison.old_id), self._name(comparison.new_id), counts)
        if counts.total() > counts["equal"]:
            self.pages.setCurrentWidget(self.comparing)
        else:
            self._say(say("These two versions have the same words."))
        self._list_marks()
        if here >= 0:
            self.list.verticalScrollBar().setValue(here)

    def _show_text(self, revision: Revision) -> None:
        self.progress.hide()
        self._shown = (revision.id,)
        self.surface.show_document(revision.document)
        highlights = self._workspace.library.highlights(self._article_id)
        self.surface.set_marks([mark for one in highlights if (mark := _mark_on(one, revision.id)) is not None])
        self.pages.setCurrentWidget(self.surface)
        self._list_marks()

    def _list_marks(self) -> None:
        found = self.rows.marked() if self.pages.currentIndex() == 0 else []
        theme = self._desk.looks.theme
        dots = {
            choice.id: swatch(choice)
            for choice in color_choices(self._workspace.library.colors(), theme.tones, theme.inks)
        }
        self.marks.blockSignals(True)
        self.marks.clear()
        for _, mark in found:
            item = QListWidgetItem(f"{_shortened(mark.words)}\n{state_words(mark)}", self.marks)
            item.setData(Qt.ItemDataRole.UserRole, mark.id)
            if mark.color in dots:
                item.setIcon(dots[mark.color])
        self.marks.blockSignals(False)
        told = count("{number} highlight in what differs", "{number} highlights in what differs", len(found))
        self._marks_head.setText(told)
        self._marks_head.setVisible(bool(found))
        self.marks.setVisible(bool(found))

    def _fail(self, problem: Problem) -> None:
        self.progress.hide()
        self.show_problem(problem)

    # What the reader does

    def _unfold(self, row: int) -> None:
        if self.rows.expand(row):
            self.list.setCurrentIndex(self.rows.index(row, 0))

    def step(self, step: int) -> None:
        """Go to the next (1) or previous (-1) difference, round and round."""
        current = self.list.currentIndex()
        row = self.rows.differing(current.row() if current.isValid() else (-1 if step > 0 else 0), step)
        if row >= 0:
            self.list.go_to(row)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_mark(self, item: QListWidgetItem | None) -> None:
        row = self.rows.row_of_mark(str(item.data(Qt.ItemDataRole.UserRole))) if item is not None else -1
        if row >= 0:
            self.list.go_to(row)

    def _open_card(self, highlight_id: str) -> None:
        opened = self._workspace.open
        if opened is None or opened.article.id != self._article_id:
            self._workspace.open_article(self._article_id)
        self._workspace.turns.when_shown(partial(self._workspace.highlight_requested.emit, highlight_id))
        self._workspace.turns.when_shown(partial(self._workspace.card_requested.emit, highlight_id))

    def _open_clicked(self, clicked: MarkClicked) -> None:
        self._open_card(clicked.ids[0])

    def _press(self, name: str) -> None:
        if name == "check":
            self._check()
        else:
            self._add_file()

    def _check(self) -> None:
        self.check_requested.emit(self._article_id)

    def _add_file(self) -> None:
        self.file_requested.emit(self._article_id)

    def done(self, result: int) -> None:
        """Close; a comparison that still runs then reaches nobody."""
        self._desk.jobs.forget(self._job)
        super().done(result)

    # How it looks

    def _line(self, row: VersionRow) -> VersionLine:
        lines = [source_words(row), count("{number} word", "{number} words", row.words)]
        if row.highlights:
            lines.append(count("{number} highlight", "{number} highlights", row.highlights))
        return VersionLine(row.id, self._name(row.id), "\n".join(lines))

    def _name(self, version_id: str) -> str:
        row = next((each for each in self._versions if each.id == version_id), None)
        if row is None:
            return ""
        captured = f"{row.captured[:10]} {row.captured[11:16]}"
        return say("{captured} · newest", captured=captured) if row is self._versions[0] else captured

    def _difference_style(self) -> DifferenceStyle:
        theme = self._desk.looks.theme
        window, page = theme.window, theme.page
        return DifferenceStyle(
            text=window["text"],
            muted=window["muted"],
            border=window["border"],
            ground=window["surface"],
            hover=window["hover"],
            selection=window["selection"],
            accent=window["accent"],
            removed=page["removed"],
            added=page["added"],
            inks=theme.inks,
            days=_days(self._versions),
            family=self._style.family,
        )

    def _dress(self, theme: Theme) -> None:
        self.empty.set_icon("versions", theme.window["muted"])
        self.comparing.set_style(self._difference_style())


def source_words(row: VersionRow) -> str:
    """Return where a version is from, in a word or two: a host, a file's name, or that it was pasted."""
    if row.source_kind == "url":
        return urlsplit(row.location).hostname or row.location
    return Path(row.location).name if row.location else say("pasted text")


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 60 else line[:59].rstrip() + "…"


def _mark_on(highlight: Highlight, revision_id: str) -> Mark | None:
    """Return what paints a highlight in a version: where it was marked, or where it stands now."""
    if highlight.quoted_id == revision_id:
        return Mark(highlight.id, highlight.quoted.start, highlight.quoted.end, highlight.color)
    if highlight.revision_id == revision_id and highlight.state != "lost":
        place = highlight.selector
        return Mark(highlight.id, place.start, place.end, highlight.color, highlight.state, bool(highlight.reviewed))
    return None


def _days(versions: Sequence[VersionRow]) -> dict[str, str]:
    """Return when each version came in, by its id: the day, and the time where several came in on one."""
    days = Counter(row.captured[:10] for row in versions)
    return {
        row.id: row.captured[:10] if days[row.captured[:10]] == 1 else f"{row.captured[:10]} {row.captured[11:16]}"
        for row in versions
    }
