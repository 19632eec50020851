"""What the search and the list of all notes have in common: a field, what it finds below, and the way there."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from postil.dialogs.frame import Dialog, HelperLabel
from postil.dialogs.hits import colours_of
from postil.dialogs.unsearched import unsearched_line
from postil.domain.queries import Misreading, filters, parse
from postil.domain.wording import say
from postil.models.all_notes import AllNotesModel, Index
from postil.models.hits import HitModel
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.widgets.empty import EmptyState
from postil.widgets.filter_help import FilterHelp
from postil.widgets.hit_rows import HitDelegate, HitList, HitRow
from postil.widgets.search_field import SearchField


class HitListDialog(Dialog):
    """A list of hits below a field; the keyboard goes from one to the other and back.

    ``followed`` tells that a hit is being shown in the window.
    """

    followed = Signal()

    icon_name: str

    def __init__(
        self, desk: Desk, title: str, hint: str, model: HitModel | AllNotesModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self._desk = desk
        self._workspace = desk.workspace
        self.field = SearchField(hint)
        self.misread = HelperLabel()
        self.unsearched: QWidget | None = None
        self.list = HitList()
        self.delegate = HitDelegate(self._row, colours_of(desk.looks.theme), self.list)
        self.list.setModel(model)
        self.list.setItemDelegate(self.delegate)
        self.help = FilterHelp()
        self.empty = EmptyState()
        self.pages = QStackedWidget()
        for page in (self.list, self.empty, self.help):
            self.pages.addWidget(page)
        self.counter = QLabel()
        self.counter.setProperty("role", "muted")
        self.body.setSpacing(8)
        self._connect_list()
        self._dress(desk.looks.theme)

    def _connect_list(self) -> None:
        self.field.entered.connect(self._open_current)
        self.field.left.connect(self._enter_list)
        self.field.menu.aboutToShow.connect(self._fill_menu)
        self.help.chosen.connect(self._try)
        self.list.opened.connect(self._open)
        self.list.left.connect(self.field.line.setFocus)
        self.list.typed.connect(self._type_on)
        self.empty.pressed.connect(self._press)
        self._desk.looks.changed.connect(self._dress)

    def _enter_list(self) -> None:
        if self.list.model().rowCount():
            self.list.setFocus()

    def _type_on(self, letters: str) -> None:
        self.field.line.setFocus()
        self.field.line.end(False)
        self.field.line.insert(letters)

    def _open_current(self) -> None:
        self._open(self.list.currentIndex())

    def _dress(self, theme: Theme) -> None:
        self.delegate.colours = colours_of(theme)
        self.field.set_colour(theme.window["muted"])
        self.empty.set_icon(self.icon_name, theme.window["muted"])
        self.list.viewport().update()

    def _tell_misread(self, misreading: Misreading) -> None:
        """Say why a query cannot be read, and leave what was found before: the reader is in the middle of typing."""
        if self.pages.currentWidget() is not self.empty:
            self.misread.tell(misreading.sentence)
            return
        # Nothing was found before: no word of that, where nothing was looked for.
        self.misread.tell("")
        self.counter.clear()
        self.empty.tell(
            say("This cannot be looked for yet"), misreading.sentence, (("help", say("What can be typed")),)
        )

    def _mind_names(self, query: str) -> None:
        """Say, where a query asks for a name, how many articles nobody has looked through for names."""
        asks = any(each.name == "entity" for each in filters(parse(query, typing=True).root))
        if asks and self.unsearched is None:
            self.unsearched = QWidget()
            column = QVBoxLayout(self.unsearched)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(unsearched_line(self._desk))
            self.body.insertWidget(self.body.indexOf(self.pages), self.unsearched)
        if self.unsearched is not None:
            self.unsearched.setVisible(asks)

    # What each of them does in its own way

    def _row(self, place: Index) -> HitRow:
        raise NotImplementedError

    def _open(self, place: QModelIndex) -> None:
        raise NotImplementedError

    def _press(self, name: str) -> None:
        raise NotImplementedError

    def _try(self, example: str) -> None:
        raise NotImplementedError

    def _fill_menu(self) -> None:
        raise NotImplementedError
