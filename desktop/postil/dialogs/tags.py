"""The tags of an article: typed with completion, or ticked among those in use."""

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QListWidget, QListWidgetItem, QWidget

from postil.dialogs.frame import Dialog, HelperLabel, field_label, plain_label, stacked
from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.services import articles
from postil.services.highlighting import clean_tags
from postil.session.desk import Desk
from postil.storage.shelf import tags_in_use


class TagsDialog(Dialog):
    """Gives one article other tags, as one step of undo."""

    def __init__(self, desk: Desk, article_id: str, parent: QWidget | None = None) -> None:
        super().__init__(say("Tags"), parent)
        self._workspace = desk.workspace
        self._article_id = article_id
        library = desk.workspace.library
        article, item = library.article(article_id), library.item(article_id)
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
        self.body.addWidget(plain_label(item.title if item else "", "title"))
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
        if article is None:
            self.show_problem(say("The article is no longer in the library."))
            self.save_button.setEnabled(False)
        else:
            self.line.setText(", ".join(article.tags))
        self.line.setFocus()
        self.size_to(420, 440)

    def _tick(self) -> None:
        chosen = set(self.line.tags())
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            entry = self.list.item(row)
            entry.setCheckState(Qt.CheckState.Checked if entry.text() in chosen else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self.list.viewport().update()

    def _take_tick(self, entry: QListWidgetItem) -> None:
        others = [tag for tag in self.line.tags() if tag != entry.text()]
        wanted = entry.checkState() == Qt.CheckState.Checked
        self.line.setText(", ".join([*others, entry.text()] if wanted else others))

    def _save(self) -> None:
        article = self._workspace.library.article(self._article_id)
        if article is None:
            self.show_problem(Problem("The article is no longer in the library."))
            return
        edit = articles.retag(article, self.line.tags())
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
