"""The tags of an article: typed with completion, or ticked among those in use."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QListWidget, QListWidgetItem, QWidget

from postil.dialogs.frame import Dialog, HelperLabel, field_label, plain_label, stacked
from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.services import articles, shelving
from postil.services.highlighting import clean_tags
from postil.session.desk import Desk
from postil.storage.collections import articles_with_ids
from postil.storage.shelf import tags_in_use
from postil.widgets.fields import set_off_offers


class TagsDialog(Dialog):
    """Gives articles other tags, as one step of undo.

    The line has the tags that all of them have; one that only some have is ticked in part, and stays as it is unless it
    is ticked or unticked.
    """

    def __init__(self, desk: Desk, article_ids: str | Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(say("Tags"), parent)
        self._workspace = desk.workspace
        self._ids = (article_ids,) if isinstance(article_ids, str) else tuple(article_ids)
        library = desk.workspace.library
        found = articles_with_ids(library, self._ids)
        item = library.item(self._ids[0]) if len(self._ids) == 1 else None
        self._shared = tuple(tag for tag in found[0].tags if all(tag in each.tags for each in found)) if found else ()
        self._some = {tag for each in found for tag in each.tags} - set(self._shared)
        self._before = {*self._shared, *self._some}
        known = tags_in_use(library)
        self.line = TagLine(known)
        self.line.setPlaceholderText(say("history, to check"))
        self.list = QListWidget()
        self.list.setAccessibleName(say("Tags in use"))
        self.list.setSpacing(2)
        for tag in known:
            entry = QListWidgetItem(tag, self.list)
            entry.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            entry.setCheckState(Qt.CheckState.Unchecked)
        title = item.title if item else count("{number} article", "{number} articles", len(found))
        self.body.addWidget(plain_label(title, "title"))
        self.body.addLayout(stacked(field_label(say("&Tags, separated by commas"), self.line), self.line))
        self.empty = HelperLabel()
        self.empty.tell("" if known else say("No tags yet: the first one you type will be offered here."))
        self.body.addLayout(stacked(plain_label(say("In use"), "section"), self.empty, self.list), 1)
        self.list.setVisible(bool(known))
        self.save_button = self.add_default(say("Save"))
        self.save_button.clicked.connect(self._save)
        self.add_escape(say("Cancel"))
        self.line.textChanged.connect(self._tick)
        self.list.itemChanged.connect(self._take_tick)
        if not found:
            self.show_problem(say("The article is no longer in the library."))
            self.save_button.setEnabled(False)
        self.line.setText(", ".join(self._shared))
        self._tick()
        self.line.setFocus()
        self.size_to(420, 440)

    def _tick(self) -> None:
        chosen = set(self.line.tags())
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            entry = self.list.item(row)
            state = Qt.CheckState.PartiallyChecked if entry.text() in self._some else Qt.CheckState.Unchecked
            entry.setCheckState(Qt.CheckState.Checked if entry.text() in chosen else state)
        self.list.blockSignals(False)
        self.list.viewport().update()

    def _take_tick(self, entry: QListWidgetItem) -> None:
        self._some.discard(entry.text())
        others = [tag for tag in self.line.tags() if tag != entry.text()]
        wanted = entry.checkState() == Qt.CheckState.Checked
        self.line.setText(", ".join([*others, entry.text()] if wanted else others))

    def _save(self) -> None:
        found = articles_with_ids(self._workspace.library, self._ids)
        if not found:
            self.show_problem(Problem("The article is no longer in the library."))
            return
        tags = self.line.tags()
        if len(found) == 1:
            edit = articles.retag(found[0], tags)
        else:
            gone = sorted(self._before - self._some - set(tags))
            edit = shelving.tag(self._workspace.library, self._ids, add=tags, remove=gone)
        if not edit.changes or self._workspace.do(edit):
            self.accept()


class TagLine(QLineEdit):
    """A line of tags between commas that completes the one at the caret from the ``known``."""

    def __init__(self, known: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._completer = QCompleter(self)
        self._completer.setModel(QStringListModel(known, self._completer))
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setWidget(self)
        set_off_offers(self._completer)
        self._completer.activated.connect(self.complete)
        self.textEdited.connect(self._offer)

    def tags(self) -> tuple[str, ...]:
        """Return the tags as they will be kept."""
        return clean_tags(self.text().split(","))

    def complete(self, tag: str) -> None:
        """Put ``tag`` in the place of the one at the caret."""
        start, end = self._bounds()
        before, after = self.text()[:start], self.text()[end:]
        lead = f"{before.rstrip()} " if before.strip() else ""
        self.setText(f"{lead}{tag}{after}" if after else f"{lead}{tag}, ")
        self.setCursorPosition(len(lead) + len(tag) + (0 if after else 2))

    def _bounds(self) -> tuple[int, int]:
        text, caret = self.text(), self.cursorPosition()
        start = text.rfind(",", 0, caret) + 1
        end = text.find(",", caret)
        return start, len(text) if end < 0 else end

    def _offer(self) -> None:
        start, _ = self._bounds()
        typed = self.text()[start : self.cursorPosition()].strip()
        if not typed:
            popup = self._completer.popup()
            if popup is not None:
                popup.hide()
            return
        self._completer.setCompletionPrefix(typed)
        self._completer.complete()
