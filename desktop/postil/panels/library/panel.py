"""The list of articles in the library, with the places to look at above it."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from postil.domain.edits import Edit
from postil.domain.text import plain_title
from postil.domain.wording import count, say
from postil.models.shelf import ARTICLES, Index, ShelfModel
from postil.models.shelf_words import about_group, group_name
from postil.panels.library.acting import Acting
from postil.panels.library.places import Places
from postil.panels.library.wording import EMPTY, GROUPINGS, SORT_KEYS, said, shown_row
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.session.workspace import OpenArticle
from postil.storage.listing import Grouping, Listing, Place, Sorting, SortKey
from postil.storage.trash import trashed_ids
from postil.widgets.article_rows import ArticleDelegate, ArticleList, ArticleRow, GroupRow
from postil.widgets.empty import EmptyState, Notice
from postil.widgets.icons import icon
from postil.widgets.library_menu import LibraryMenu, TagMenu
from postil.widgets.list_head import ListHead
from postil.widgets.order_menu import OrderMenu
from postil.widgets.rows import row_colours

_REMEMBERED = 200
"""Chosen articles that stay chosen when the list is made anew."""
_DEEPEST = 3
"""Keys that a list is sorted by, one after the other."""


class LibraryPanel(QWidget):
    """Lists the articles; a click opens one, menus and places do something with all that are chosen."""

    name = "library"
    title = "Library"
    area = "left"
    icon_name = "library"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(self.name)
        self._desk = desk
        colours = row_colours(desk.looks.theme.window)
        self.model = ShelfModel(desk.workspace.library, self)
        self.list = ArticleList()
        self.delegate = ArticleDelegate(self._row, colours, self.list)
        self.places = Places(desk.workspace, colours, self)
        self.acting = Acting(desk.workspace, self.places)
        self.place_button = QToolButton()
        self.more_button = QToolButton()
        self.head = ListHead(say("Filter articles"))
        self.tag_menu = TagMenu(self)
        self.sort_menu = OrderMenu(said(SORT_KEYS), said(GROUPINGS), self)
        self.tag_button = self.head.add_button_of("tag", say("Filter by tag"))
        self.sort_button = self.head.add_button_of("sort", say("Sort and group"))
        self.tag_line = Notice()
        self.trash_line = Notice()
        self.empty = EmptyState()
        self.counter = QLabel()
        self._stack = QStackedWidget()
        self._kept: list[str] = []
        self._build()
        self._connect()
        self._dress(desk.looks.theme)
        self._sort_shown()
        self.model.load()
        self._follow(desk.workspace.open)
        self._explain()

    def _build(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.list.ask_low(self.model.group_rows)
        self.list.setAccessibleName(say("Articles"))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tag_button.setMenu(self.tag_menu)
        self.sort_button.setMenu(self.sort_menu)
        self.counter.setProperty("role", "muted")
        self.counter.setContentsMargins(14, 4, 8, 6)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self.places.list.hide()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        for widget in (self._place_line(), self.places.list, self.head, self.tag_line, self.trash_line):
            inside.addWidget(widget)
        inside.addWidget(self._stack, 1)
        inside.addWidget(self.counter)

    def _place_line(self) -> QWidget:
        line = QWidget()
        self.place_button.setProperty("role", "quiet")
        self.place_button.setCheckable(True)
        self.place_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.place_button.setToolTip(say("Places: collections, read later, favourites, archive, trash"))
        self.place_button.setAcceptDrops(True)
        self.place_button.installEventFilter(self)
        self.more_button.setProperty("role", "quiet")
        self.more_button.setToolTip(say("What to do with the chosen articles"))
        self.more_button.setAccessibleName(say("What to do with the chosen articles"))
        inside = QHBoxLayout(line)
        inside.setContentsMargins(8, 4, 8, 0)
        inside.setSpacing(4)
        inside.addWidget(self.place_button)
        inside.addStretch(1)
        inside.addWidget(self.more_button)
        self._place_bar = line
        return line

    def _connect(self) -> None:
        workspace = self._desk.workspace
        workspace.changed.connect(self._hear)
        workspace.altered.connect(self._look_again)
        workspace.article_opened.connect(self._follow)
        self._desk.looks.changed.connect(self._dress)
        self.model.loaded.connect(self._arrive)
        self.model.tallied.connect(self._count)
        self.model.failed.connect(workspace.tell)
        self.model.modelAboutToBeReset.connect(self._keep_chosen)
        self.model.modelReset.connect(self._choose_kept)
        self.places.picked.connect(self._go)
        self.place_button.toggled.connect(self._show_places)
        self.more_button.clicked.connect(self._open_more)
        self.head.filtered.connect(self._filter)
        self.head.left.connect(self._enter_list)
        self.tag_menu.aboutToShow.connect(self._offer_tags)
        self.tag_menu.chosen.connect(self.choose_tag)
        self.tag_line.pressed.connect(self._drop_tag)
        self.trash_line.pressed.connect(self._empty_trash)
        self.sort_menu.sorted_by.connect(self.sort_by)
        self.sort_menu.grouped_by.connect(self.group_by)
        self.sort_menu.turned.connect(self._turn)
        self.sort_menu.folded.connect(self._fold_all)
        self.list.looking.connect(self.model.look)
        self.list.opened.connect(self._open)
        self.list.deleting.connect(self._delete)
        self.list.typed.connect(self._type)
        self.list.folded.connect(self._fold)
        self.list.selectionModel().selectionChanged.connect(self._tell_number)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.empty.pressed.connect(self._wish)

    # What is listed.

    def _row(self, place: Index) -> ArticleRow | GroupRow:
        group = self.model.group(place)
        if group is not None:
            return GroupRow(group_name(group, self.model.listing), about_group(group), self.model.is_folded(group))
        row = self.model.row_in_view(place)
        opened = self._desk.workspace.open
        is_open = row is not None and opened is not None and opened.article.id == row.id
        return shown_row(row, is_open=is_open) if row is not None else ArticleRow("")

    def _hear(self, edit: Edit) -> None:
        was_empty = not self.model.articles
        self.places.hear(edit)
        self.model.hear(edit)
        if was_empty or not self.model.articles:
            self._follow(self._desk.workspace.open)
        self._explain()

    def _look_again(self) -> None:
        self.places.look()
        self.model.look_again()

    def _arrive(self) -> None:
        self._follow(self._desk.workspace.open)
        self._explain()

    def _count(self) -> None:
        if self.model.tallies is not None:
            self.places.count(self.model.tallies)

    def _follow(self, opened: OpenArticle | None) -> None:
        """Have the open article chosen in the list."""
        place = self.model.find(opened.article.id if opened is not None else "")
        chosen = self.list.selectionModel()
        if place.isValid() and not chosen.isSelected(place) and self.list.count_chosen() < 2:
            chosen.setCurrentIndex(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.viewport().update()

    def _filter(self, wanted: str) -> None:
        self.model.filter_by(wanted, self.model.listing.tag)
        self._explain()

    def _type(self, letters: str) -> None:
        """What is typed in the list narrows it."""
        self.head.field.setFocus()
        self.head.field.insert(letters)

    def sort_by(self, key: SortKey) -> None:
        """Sort by ``key``, and among equals by what the list was sorted by before."""
        before = [sorting for sorting in self.model.listing.sortings if sorting.key != key]
        self._arrange(replace(self.model.listing, sortings=(Sorting(key), *before)[:_DEEPEST]))

    def group_by(self, grouping: Grouping) -> None:
        """Group by tag, collection, site, language or by what is unread; "" has no groups."""
        self._arrange(replace(self.model.listing, grouping=grouping))

    def _turn(self) -> None:
        listing = self.model.listing
        first, *others = listing.sortings
        self._arrange(replace(listing, sortings=(replace(first, turned=not first.turned), *others)))

    def _arrange(self, listing: Listing) -> None:
        self.model.show(listing)
        self._sort_shown()
        self.list.scrollToTop()

    def _sort_shown(self) -> None:
        listing = self.model.listing
        keys = tuple(sorting.key for sorting in listing.sortings)
        self.sort_menu.hold(keys, listing.grouping, is_turned=listing.sortings[0].turned)

    def _fold(self, place: Index) -> None:
        group = self.model.group(place)
        if group is not None:
            self.model.fold(group, folded=not self.model.is_folded(group))

    def _fold_all(self, folded: bool) -> None:
        self.model.fold_all(folded=folded)

    def _go(self, place: Place) -> None:
        """Look at another place."""
        self.model.show(replace(self.model.listing, place=place))
        self.list.scrollToTop()
        self._explain()

    def _show_places(self, shown: bool) -> None:
        self.places.list.setVisible(shown)
        self._limit_places()
        self._color_place()

    def _limit_places(self) -> None:
        """Leave the articles more than half of the height."""
        wanted = self.places.list.sizeHint().height()
        self.places.list.setFixedHeight(min(wanted, max(120, self.height() * 45 // 100)))

    def choose_tag(self, tag: str) -> None:
        """Show only the articles with that tag; "" shows all."""
        self.tag_line.tell(say("Tag: {tag}", tag=tag) if tag else "", say("Show all"))
        self.model.filter_by(self.head.field.text(), tag)
        self._explain()

    def _drop_tag(self) -> None:
        self.choose_tag("")

    def _offer_tags(self) -> None:
        tallies = self.model.tallies
        self.tag_menu.fill(tallies.tags if tallies else (), self.model.listing.tag)

    def _keep_chosen(self) -> None:
        is_kept = self.list.count_chosen() <= _REMEMBERED
        self._kept = self.model.ids_at(self.list.chosen_rows()) if is_kept else []

    def _choose_kept(self) -> None:
        chosen = QItemSelection()
        for place in self.model.places_of(self._kept):
            chosen.select(place, place)
        self.list.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.Select)

    def _enter_list(self) -> None:
        self.list.setFocus()
        if not self.list.count_chosen() and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))

    def _explain(self) -> None:
        """Say where this is and how many there are, and what to do where there is none."""
        listing, tallies = self.model.listing, self.model.tallies
        is_empty_library = tallies is not None and not tallies.whole and not tallies.places["trash"]
        is_filtering = bool(listing.tag or listing.wanted)
        self.place_button.setText(self.places.name)
        self.place_button.setAccessibleName(say("Place: {name}", name=self.places.name))
        self._color_place()
        self._place_bar.setVisible(not is_empty_library)
        self.head.setVisible(not is_empty_library)
        self._stack.setCurrentWidget(self.list if self.model.rowCount() else self.empty)
        self.counter.setVisible(not is_empty_library)
        in_trash = listing.place.kind == "trash" and bool(self.model.articles)
        self.trash_line.tell(say("Deleted articles stay here.") if in_trash else "", say("Empty…"))
        self._tell_number()
        if is_empty_library:
            choices = (
                ("file", say("Import file…")),
                ("paste", say("Paste text…")),
                ("url", say("Open URL…")),
            )
            self.empty.tell(say("No articles yet."), say("Drop a file here, or bring one in:"), choices)
        elif is_filtering:
            self.empty.tell(say("No article here matches."), "", (("all", say("Show all")),))
        else:
            sentence, hint = EMPTY[listing.place.kind]
            self.empty.tell(say(sentence), say(hint) if hint else "")

    def _tell_number(self) -> None:
        listing, tallies = self.model.listing, self.model.tallies
        articles = self.model.articles
        chosen = self.list.count_chosen()
        if chosen > 1:
            told = say("{chosen} of {total} chosen", chosen=f"{chosen:,}", total=f"{articles:,}")
        elif (listing.tag or listing.wanted) and tallies is not None:
            place = listing.place
            total = (
                tallies.collections.get(place.collection_id, 0) if place.collection_id else tallies.places[place.kind]
            )
            told = say("{shown} of {total}", shown=f"{articles:,}", total=f"{total:,}")
        else:
            told = count("{number} article", "{number} articles", articles)
        self.counter.setText(told)
        self.more_button.setEnabled(bool(chosen))

    # What can be done.

    def chosen(self) -> list[str]:
        """Return the ids of the chosen articles, from top to bottom."""
        return self.model.ids_at(self.list.chosen_rows())

    def _open(self, place: Index) -> None:
        row = self.model.row(place)
        if row is not None and self._desk.workspace.open_article(row.id) and row.trashed:
            self._desk.workspace.told.emit(say("“{title}” is in the trash.", title=plain_title(row.title)))

    def _open_menu(self, point: QPoint) -> None:
        self._pop_up(self.list.viewport().mapToGlobal(point))

    def _open_more(self) -> None:
        self._pop_up(self.more_button.mapToGlobal(QPoint(0, self.more_button.height())))

    def _pop_up(self, point: QPoint) -> None:
        numbers = self.model.numbers_at(self.list.chosen_rows())
        if numbers:
            menu = LibraryMenu(self.acting.standing(numbers), self)
            menu.asked.connect(self._act)
            menu.popup(point)

    def _act(self, action: str) -> None:
        chosen = self.chosen()
        if action == "delete":
            self._delete()
        elif chosen:
            if action == "collect":
                self.place_button.setChecked(True)
            self.acting.act(action, chosen)

    def _delete(self) -> None:
        """Put what is chosen into the trash; what is there already, ask to purge."""
        chosen = self.chosen()
        if not chosen:
            return
        if self.model.listing.place.kind == "trash":
            self._desk.workspace.purge_requested.emit(tuple(chosen))
            return
        first = self.model.find(chosen[0])
        row, place = self.model.row(first), first.row()
        if self.acting.put_away(chosen, plain_title(row.title) if row is not None else ""):
            self.list.setCurrentIndex(self.model.index(min(place, self.model.rowCount() - 1)))

    def _empty_trash(self) -> None:
        self._desk.workspace.purge_requested.emit(trashed_ids(self._desk.workspace.library))

    def _wish(self, button: str) -> None:
        if button == "all":
            self.head.field.clear()
            self.choose_tag("")
        else:
            self._desk.workspace.import_requested.emit(button)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Articles that are dragged over the place's name have the places shown."""
        if isinstance(event, QDragEnterEvent) and event.mimeData().hasFormat(ARTICLES):
            self.place_button.setChecked(True)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height between places and articles anew."""
        super().resizeEvent(event)
        if self.places.list.isVisible():
            self._limit_places()

    def _dress(self, theme: Theme) -> None:
        self.delegate.colours = row_colours(theme.window)
        self.places.list.delegate.colours = row_colours(theme.window)
        self.head.set_colour(theme.window["muted"])
        self.more_button.setIcon(icon("more", theme.window["muted"]))
        self.empty.set_icon(self.icon_name, theme.window["muted"])
        self._color_place()
        self.list.viewport().update()
        self.places.list.viewport().update()

    def _color_place(self) -> None:
        name = "previous" if self.place_button.isChecked() else "next"
        self.place_button.setIcon(icon(name, self._desk.looks.theme.window["muted"]))
