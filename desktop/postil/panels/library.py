"""The list of articles in the library."""

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from postil.domain.edits import Edit
from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.models.shelf import Index, ShelfModel, ShelfOrder
from postil.services import articles
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.session.workspace import OpenArticle
from postil.widgets.article_rows import ArticleDelegate, ArticleList, ArticleRow
from postil.widgets.empty import EmptyState, Notice
from postil.widgets.library_menu import LibraryMenu, TagMenu
from postil.widgets.list_head import ChoiceMenu, ListHead
from postil.widgets.rows import row_colours

_ORDERS: dict[str, ShelfOrder] = {"added": "added", "opened": "opened", "title": "title", "progress": "progress"}


class LibraryPanel(QWidget):
    """Lists the articles; a click opens one, a menu edits, exports and deletes."""

    name = "library"
    title = "Library"
    area = "left"
    icon_name = "library"
    shortcut = "Ctrl+Shift+L"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(self.name)
        self._desk = desk
        self._tag = ""
        self.model = ShelfModel(desk.workspace.library, self)
        self.list = ArticleList()
        self.delegate = ArticleDelegate(self._row, row_colours(desk.looks.theme.window), self.list)
        self.head = ListHead(say("Filter articles"))
        orders = (
            ("added", say("Recently added")),
            ("opened", say("Recently opened")),
            ("title", say("By title")),
            ("progress", say("By progress")),
        )
        self.tag_menu = TagMenu(self)
        self.sort_menu = ChoiceMenu(orders, "added", self)
        self.tag_button = self.head.add_button_of("tag", say("Filter by tag"))
        self.sort_button = self.head.add_button_of("sort", say("Sort"))
        self.tag_line = Notice()
        self.empty = EmptyState()
        self.counter = QLabel()
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self._dress(desk.looks.theme)
        self.model.load()
        self._explain()

    def _build(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.list.setAccessibleName(say("Articles"))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tag_button.setMenu(self.tag_menu)
        self.sort_button.setMenu(self.sort_menu)
        self.counter.setProperty("role", "muted")
        self.counter.setContentsMargins(14, 4, 8, 6)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.head)
        inside.addWidget(self.tag_line)
        inside.addWidget(self._stack, 1)
        inside.addWidget(self.counter)

    def _connect(self) -> None:
        workspace = self._desk.workspace
        workspace.changed.connect(self._hear)
        workspace.altered.connect(self.model.look_again)
        workspace.article_opened.connect(self._follow)
        self._desk.looks.changed.connect(self._dress)
        self.model.loaded.connect(self._explain)
        self.head.filtered.connect(self._filter)
        self.head.left.connect(self._enter_list)
        self.tag_menu.aboutToShow.connect(self._offer_tags)
        self.tag_menu.chosen.connect(self.choose_tag)
        self.tag_line.pressed.connect(self._drop_tag)
        self.sort_menu.chosen.connect(self._sort)
        self.list.opened.connect(self._open)
        self.list.deleting.connect(self._delete)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.empty.pressed.connect(self._wish)

    # What is listed.

    def _row(self, place: Index) -> ArticleRow:
        row = self.model.row(place)
        if row is None:
            return ArticleRow("")
        opened = self._desk.workspace.open
        badge = f"{row.highlights:,}" if row.highlights else ""
        site = row.site or ("" if row.published else count("{number} word", "{number} words", row.words))
        is_open = opened is not None and opened.article.id == row.id
        return ArticleRow(row.title, site, row.published, badge, row.progress, is_open)

    def _hear(self, edit: Edit) -> None:
        was_empty = not self.model.total
        self.model.hear(edit)
        if was_empty or not self.model.rowCount():
            self._follow(self._desk.workspace.open)
        self._explain()

    def _follow(self, opened: OpenArticle | None) -> None:
        """Have the open article chosen in the list."""
        place = self.model.find(opened.article.id) if opened is not None else self.model.find("")
        if place.isValid() and place not in self.list.selectedIndexes():
            self.list.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.viewport().update()

    def _filter(self, wanted: str) -> None:
        chosen = self._chosen()
        self.model.filter_by(wanted, self._tag)
        self._choose(chosen)
        self._explain()

    def _sort(self, order: str) -> None:
        chosen = self._chosen()
        self.model.sort_by(_ORDERS[order])
        self._choose(chosen)
        self.list.scrollToTop()

    def choose_tag(self, tag: str) -> None:
        """Show only the articles with that tag; "" shows all."""
        self._tag = tag
        self.tag_line.tell(say("Tag: {tag}", tag=tag) if tag else "", say("Show all"))
        self._filter(self.head.field.text())

    def _drop_tag(self) -> None:
        self.choose_tag("")

    def _offer_tags(self) -> None:
        self.tag_menu.fill(self.model.tags(), self._tag)

    def _choose(self, ids: list[str]) -> None:
        for article_id in ids:
            place = self.model.find(article_id)
            if place.isValid():
                self.list.selectionModel().select(place, QItemSelectionModel.SelectionFlag.Select)

    def _enter_list(self) -> None:
        self.list.setFocus()
        if not self.list.selectedIndexes() and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))

    def _explain(self) -> None:
        """Say how many there are, and what to do where there is none."""
        shown, total = self.model.rowCount(), self.model.total
        is_filtering = bool(self._tag or self.head.field.text().strip())
        self.head.setVisible(total > 0)
        self._stack.setCurrentWidget(self.list if shown else self.empty)
        if is_filtering:
            self.counter.setText(say("{shown} of {total}", shown=f"{shown:,}", total=f"{total:,}"))
        else:
            self.counter.setText(count("{number} article", "{number} articles", total))
        self.counter.setVisible(total > 0)
        if not total and not self.model.is_loading:
            choices = (
                ("file", say("Import file…")),
                ("paste", say("Paste text…")),
                ("url", say("Open URL…")),
            )
            self.empty.tell(say("No articles yet."), say("Drop a file here, or bring one in:"), choices)
        elif not shown:
            self.empty.tell(say("No article here matches."), "", (("all", say("Show all")),))

    # What can be done.

    def _chosen(self) -> list[str]:
        """Return the ids of the selected articles, from top to bottom."""
        places = sorted(self.list.selectedIndexes(), key=_number)
        return [row.id for row in map(self.model.row, places) if row is not None]

    def _open(self, place: Index) -> None:
        row = self.model.row(place)
        if row is not None:
            self._desk.workspace.open_article(row.id)

    def _open_menu(self, point: QPoint) -> None:
        chosen = self._chosen()
        if chosen:
            menu = LibraryMenu(len(chosen), self)
            menu.asked.connect(self._act)
            menu.popup(self.list.viewport().mapToGlobal(point))

    def _act(self, action: str) -> None:
        chosen, workspace = self._chosen(), self._desk.workspace
        if not chosen:
            return
        if action == "open":
            workspace.open_article(chosen[0])
        elif action == "record":
            workspace.record_requested.emit(chosen[0])
        elif action == "tags":
            workspace.tags_requested.emit(chosen[0])
        elif action == "export":
            workspace.export_requested.emit(tuple(chosen))
        else:
            self._delete()

    def _delete(self) -> None:
        chosen, workspace = self._chosen(), self._desk.workspace
        if not chosen:
            return
        row = self.model.row(self.model.find(chosen[0]))
        place = self.model.find(chosen[0]).row()
        try:
            edit = articles.delete(workspace.library, *chosen)
        except Problem as problem:
            workspace.tell(problem)
            return
        if workspace.do(edit):
            self.list.setCurrentIndex(self.model.index(min(place, self.model.rowCount() - 1)))
            workspace.told.emit(_deleted(len(chosen), row.title if row is not None else ""))

    def _wish(self, button: str) -> None:
        if button == "all":
            self.head.field.clear()
            self.choose_tag("")
        else:
            self._desk.workspace.import_requested.emit(button)

    def _dress(self, theme: Theme) -> None:
        self.delegate.colours = row_colours(theme.window)
        self.head.set_colour(theme.window["muted"])
        self.empty.set_icon(self.icon_name, theme.window["muted"])
        self.list.viewport().update()


def _deleted(number: int, title: str) -> str:
    keys = QKeySequence(QKeySequence.StandardKey.Undo).toString(QKeySequence.SequenceFormat.NativeText)
    return count(
        "Deleted “{title}” · {keys} brings it back",
        "Deleted {number} articles · {keys} brings them back",
        number,
        title=title,
        keys=keys,
    )


def _number(place: Index) -> int:
    return place.row()
