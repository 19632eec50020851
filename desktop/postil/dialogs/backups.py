"""The backups of the library: what there is, how each differs from the library, and one of them restored."""

from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QDateTime, QLocale, QModelIndex, Qt, QUrl, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from postil.dialogs.frame import Dialog, plain_label
from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.session.backing_up import FOLDER, BackedUp, back_up_by_hand
from postil.session.desk import Desk
from postil.storage.backups import Backup, Content, backup_folder, backups_in, look_into
from postil.storage.comparing import KINDS, Difference, Kind, Where, compare
from postil.widgets.empty import EmptyState
from postil.widgets.icons import icon
from postil.widgets.opening import open_outside

_PATH = Qt.ItemDataRole.UserRole
_STATES = {"sound": "Sound", "damaged": "Damaged", "newer": "From a newer Postil"}
_WHERE: dict[Where, str] = {
    "here": "Only in the library now: would go",
    "there": "Only in the backup: would come back",
    "changed": "Changed since: would be as it was",
}
_KINDS: dict[Kind, tuple[str, str]] = {
    "article": ("{number} article", "{number} articles"),
    "highlight": ("{number} highlight", "{number} highlights"),
    "note": ("{number} note", "{number} notes"),
    "judgement": ("{number} judgement of a name or date", "{number} judgements of names or dates"),
    "claim": ("{number} claim", "{number} claims"),
    "link": ("{number} link between passages", "{number} links between passages"),
    "collection": ("{number} collection", "{number} collections"),
}


class BackupsDialog(Dialog):
    """Lists the backups, shows what restoring one would change, and makes new ones.

    ``restore_requested`` carries the path of a backup that the reader wants to have restored, and has confirmed it;
    whoever restores it calls ``show_restored`` or ``show_problem``.
    """

    restore_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(say("Backups"), parent)
        self._desk = desk
        self._library = desk.workspace.library.path
        self._contents: dict[Path, Content] = {}
        self._unseen: list[Path] = []
        self._looking = 0
        self._comparing = 0
        # A library of 100,000 articles is looked into and compared for many seconds.
        self._closed, self._chosen_another = Event(), Event()
        self._restored = False
        self._build()
        self._connect()
        self.size_to(860, 620)
        self.renew()

    def _build(self) -> None:
        kept = say("One is made each day; those of seven days, four weeks and twelve months are kept.")
        self.body.addWidget(plain_label(kept, "muted"))
        self.list = self._made_list()
        self._headline = plain_label("", "section")
        self._hint = plain_label("", "muted")
        self.differences = QTreeWidget()
        self.differences.setAccessibleName(say("What restoring it would change"))
        self.differences.setHeaderHidden(True)
        self.differences.setUniformRowHeights(True)
        self.differences.header().setStretchLastSection(True)
        preview = QWidget()
        column = QVBoxLayout(preview)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._headline)
        column.addWidget(self._hint)
        column.addWidget(self.differences, 1)
        column.addStretch(0)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(self.list)
        self.split.addWidget(preview)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 1)
        self.empty = EmptyState()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.split)
        self.empty.setMaximumWidth(56 * self.fontMetrics().averageCharWidth())
        page = QWidget()
        QHBoxLayout(page).addWidget(self.empty)
        self.pages.addWidget(page)
        self.body.addWidget(self.pages, 1)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(say("At work"))
        self.progress.hide()
        self.body.addWidget(self.progress)
        self.make_button = self.add_further(say("&Back up now"))
        self.folder_button = self.add_further(say("Open &folder"))
        self.folder_button.setToolTip(str(backup_folder(self._library)))
        self.restore_button = self.add_further(say("&Restore…"))
        self.close_button = self.add_default(say("Close"))

    def _made_list(self) -> QTreeWidget:
        backups = QTreeWidget()
        backups.setAccessibleName(say("Backups, the newest first"))
        backups.setProperty("role", "lines")
        backups.setRootIsDecorated(False)
        backups.setUniformRowHeights(True)
        backups.setHeaderLabels([say("Made"), say("Why"), say("Holds"), say("Size"), say("State")])
        backups.header().setStretchLastSection(True)
        backups.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return backups

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._choose)
        self.make_button.clicked.connect(self._make)
        self.folder_button.clicked.connect(self._open_folder)
        self.restore_button.clicked.connect(self._ask)
        self.close_button.clicked.connect(self.accept)
        self.empty.pressed.connect(self._make)
        self._desk.workspace.closing.connect(self._stop)

    @property
    def chosen(self) -> Path | None:
        """The backup that is selected."""
        item = self.list.currentItem()
        return Path(str(item.data(0, _PATH))) if item is not None else None

    def renew(self) -> None:
        """List what is in the folder now, and look into each backup beside the window."""
        before = self.chosen
        try:
            found = backups_in(backup_folder(self._library), self._library)
        except Problem as problem:
            self.show_problem(problem)
            found = ()
        self.list.clear()
        for backup in found:
            self._add(backup)
        self.pages.setCurrentIndex(0 if found else 1)
        self.make_button.setVisible(bool(found))
        self.restore_button.setVisible(bool(found))
        if not found:
            self.empty.set_icon("versions", self._desk.looks.theme.window["muted"])
            self.empty.tell(
                say("No backup yet"),
                say("The first one is made by itself, a moment after the window opened. You need not wait for it."),
                (("make", say("Back up now")),),
            )
        there = {backup.path for backup in found}
        self._unseen = [backup.path for backup in found if backup.path not in self._contents]
        wanted = before if before in there else (found[0].path if found else None)
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            if item is not None and Path(str(item.data(0, _PATH))) == wanted:
                self.list.setCurrentItem(item)
        self._enable()
        self._look_on()

    def show_restored(self, kept: Path | None) -> None:
        """Say that the library is what the backup held, and where what it held before is."""
        self._rest()
        self._restored = kept is not None
        self.renew()

    def show_problem(self, problem: object) -> None:
        """Show what stands in the way, at rest again."""
        self._rest()
        super().show_problem(problem)

    def done(self, result: int) -> None:
        """Close; what is still being looked at reaches nobody."""
        for job in (self._looking, self._comparing):
            self._desk.jobs.forget(job)
        self._stop()
        super().done(result)

    def _stop(self) -> None:
        self._closed.set()
        self._chosen_another.set()

    # What is listed

    def _add(self, backup: Backup) -> None:
        item = QTreeWidgetItem(self.list)
        item.setData(0, _PATH, str(backup.path))
        item.setText(0, moment_words(backup))
        item.setText(1, purpose_words(backup.purpose))
        item.setText(3, QLocale().formattedDataSize(backup.size, 1))
        item.setTextAlignment(3, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(0, backup.path.name)
        self._fill(item, self._contents.get(backup.path))

    def _fill(self, item: QTreeWidgetItem, content: Content | None) -> None:
        state = say(_STATES[content.state]) if content else say("Being checked…")
        item.setText(4, say("In part damaged") if content and content.altered else state)
        if content is not None and (content.state != "sound" or content.altered):
            item.setIcon(4, icon("warning", self._desk.looks.theme.window["danger"]))
        if content is not None and content.state == "sound":
            articles = count("{number} article", "{number} articles", content.articles)
            marks = count("{number} highlight", "{number} highlights", content.highlights)
            item.setText(2, f"{articles}, {marks}")

    def _look_on(self) -> None:
        if self._unseen and not self._looking:
            path = self._unseen.pop(0)
            work = partial(look_into, path, self._closed)
            self._looking = self._desk.jobs.run(work, partial(self._see, path), self._fail)

    def _see(self, path: Path, content: Content) -> None:
        self._looking = 0
        self._contents[path] = content
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            if item is not None and item.data(0, _PATH) == str(path):
                self._fill(item, content)
        if path == self.chosen:
            self._choose()
        self._look_on()

    # What restoring would change

    def _choose(self) -> None:
        self._desk.jobs.forget(self._comparing)
        self._comparing = 0
        self._chosen_another.set()
        self._chosen_another = Event()
        self.differences.clear()
        path = self.chosen
        content = self._contents.get(path) if path is not None else None
        self._enable()
        if path is None:
            self._tell("", "")
        elif content is not None and content.state != "sound":
            self._tell(
                say("This backup cannot be restored"),
                say("Update Postil to open it.")
                if content.state == "newer"
                else say("It is damaged: choose another one. It is left where it is."),
            )
        else:
            self._tell(say("Comparing…"), "")
            work = partial(compare, self._library, path, self._chosen_another)
            self._comparing = self._desk.jobs.run(work, self._show, self._fail_to_compare)

    def _show(self, difference: Difference) -> None:
        self._comparing = 0
        self.differences.clear()
        if difference.is_none and self._restored:
            self._restored = False
            self._tell(say("The backup was restored"), say("What the library held before is kept as a backup, too."))
            return
        if difference.is_none and not self._altered():
            self._tell(say("It holds the same as the library now"), say("Restoring it would change nothing."))
            return
        hint = self._altered() or say("The library as it is now is backed up first.")
        self._tell(say("What restoring it would change"), hint)
        for where, words in _WHERE.items():
            kinds: list[Kind] = [kind for kind in KINDS if (kind, where) in difference.numbers]
            if not kinds:
                continue
            group = QTreeWidgetItem(self.differences, [say(words)])
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
            for kind in kinds:
                number = difference.numbers[kind, where]
                branch = QTreeWidgetItem(group, [count(*_KINDS[kind], number)])
                titles = [each.title for each in difference.rows if each.kind == kind and each.where == where]
                for title in titles:
                    QTreeWidgetItem(branch, [title]).setToolTip(0, title)
                if number > len(titles):
                    QTreeWidgetItem(branch, [count("and {number} more", "and {number} more", number - len(titles))])
                branch.setExpanded(number <= 5)
            group.setExpanded(True)

    def _fail_to_compare(self, problem: Problem) -> None:
        self._comparing = 0
        self._tell(say("How it differs from the library cannot be shown"), str(problem))

    def _tell(self, headline: str, hint: str) -> None:
        self._headline.setText(headline)
        self._headline.setVisible(bool(headline))
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    # What the reader does

    def _make(self) -> None:
        self._work()
        folder = self._desk.settings.text(FOLDER)
        self._desk.jobs.run(partial(back_up_by_hand, self._library, folder), self._made, self._fail)

    def _made(self, outcome: BackedUp) -> None:
        self._rest()
        self.list.setCurrentIndex(QModelIndex())
        self.renew()
        if outcome.problem is not None:
            self.show_problem(outcome.problem)

    def _open_folder(self) -> None:
        folder = backup_folder(self._library)
        self.show_problem(open_outside(QUrl.fromLocalFile(str(folder if folder.is_dir() else folder.parent))))

    def _ask(self) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(say("Restore backup"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(say("Make the library again what it was on {moment}?", moment=item.text(0)))
        hint = say("What it holds now is backed up first, so that you can come back to it. Undo steps are forgotten.")
        box.setInformativeText(f"{self._altered()} {hint}".strip())
        yes = box.addButton(say("Restore"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(say("Leave it as it is"), QMessageBox.ButtonRole.RejectRole))
        yes.setObjectName("restore")
        box.buttonClicked.connect(self._answer)
        box.open()

    def _altered(self) -> str:
        """Return a sentence on how much of the chosen backup is not as it was written, or ""."""
        content = self._contents.get(self.chosen) if self.chosen is not None else None
        if content is None or not content.altered:
            return ""
        return count(
            "{number} record in this backup is not as it was written.",
            "{number} records in this backup are not as they were written.",
            content.altered,
        )

    def _answer(self, button: QPushButton) -> None:
        path = self.chosen
        if button.objectName() == "restore" and path is not None:
            self._work()
            self.restore_requested.emit(path)

    def _work(self) -> None:
        super().show_problem("")
        self.progress.show()
        self._enable(at_rest=False)

    def _rest(self) -> None:
        self.progress.hide()
        self._enable()

    def _fail(self, problem: Problem) -> None:
        self._looking = 0
        self.show_problem(problem)

    def _enable(self, *, at_rest: bool = True) -> None:
        content = self._contents.get(self.chosen) if self.chosen is not None else None
        self.make_button.setEnabled(at_rest)
        self.list.setEnabled(at_rest)
        self.restore_button.setEnabled(at_rest and content is not None and content.state == "sound")


def purpose_words(purpose: str) -> str:
    """Return why a backup was made, in a word or two."""
    if purpose.startswith("before-restore"):
        return say("Before another was restored")
    if purpose.startswith("before-purge"):
        return say("Before articles were deleted")
    if purpose.startswith("before-"):
        return say("Before an update of Postil")
    return say("Made by hand") if purpose == "by-hand" else say("Daily")


def moment_words(backup: Backup) -> str:
    """Return when a backup was made, by the reader's clock."""
    moment = QDateTime.fromSecsSinceEpoch(int(backup.made.timestamp()))
    return QLocale().toString(moment, "d MMM yyyy, HH:mm")
