"""The headings of the open article, and which of them the reader is under."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from postil.domain.edits import Edit
from postil.domain.records import Fold
from postil.domain.wording import say
from postil.models.outline import Index, OutlineModel, Section
from postil.services.folding import as_folded
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.session.workspace import OpenArticle, Passage
from postil.widgets.empty import EmptyState
from postil.widgets.rows import Row, RowChosen, RowDelegate, RowTree, row_colours

_NEAR = 2000
"""Code points between the first line in view and a heading that was just clicked, which may stand lower in the view."""
_ALL_OPEN = 300
"""Headings up to which the whole tree is open at first."""


class OutlinePanel(QWidget):
    """A tree of headings; a click or Enter goes there."""

    name = "outline"
    title = "Outline"
    area = "left"
    icon_name = "outline"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(self.name)
        self._workspace = desk.workspace
        self._current: Section | None = None
        self._chosen: Section | None = None
        self._place = 0
        self.model = OutlineModel(self)
        self.tree = RowTree()
        self.delegate = RowDelegate(self._row, row_colours(desk.looks.theme.window), self.tree)
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(self.delegate)
        self.tree.setAccessibleName(say("Headings"))
        self.empty = EmptyState()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self.empty)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 4, 0, 4)
        inside.addWidget(self._stack)
        self._workspace.article_opened.connect(self._follow)
        self._workspace.position_changed.connect(self._move)
        self._workspace.changed.connect(self._hear)
        desk.looks.changed.connect(self._dress)
        self.tree.chosen.connect(self._go)
        self._dress(desk.looks.theme)
        self._follow(self._workspace.open)

    @property
    def current(self) -> Section | None:
        """The section that the reader is in."""
        return self._current

    def _row(self, place: Index) -> Row:
        section = self.model.section(place)
        if section is None:
            return Row("")
        return Row(
            section.title, depth=section.depth, folds=bool(section.below), active=self._is_marked(section, place)
        )

    def _is_marked(self, section: Section, place: Index) -> bool:
        """Whether to mark a row: the reader's section, or the folded one that holds it."""
        current = self._current
        if current is None or section.number > current.number:
            return False
        if section.number == current.number:
            return True
        if not section.below or self.tree.isExpanded(place):
            return False
        above = self.model.parent(self.model.place(current))
        while above.isValid() and above != place:
            above = self.model.parent(above)
        return above.isValid()

    def _follow(self, opened: OpenArticle | None) -> None:
        self._current = self._chosen = None
        self.model.show(
            as_folded(self._workspace.library, opened.revision, opened.item) if opened is not None else None
        )
        if self.model.total <= _ALL_OPEN:
            self.tree.expandAll()
        else:
            self.tree.expandToDepth(0)
        self._stack.setCurrentWidget(self.tree if self.model.total else self.empty)
        if opened is None:
            self.empty.tell(say("Open an article to see its headings."))
        else:
            self.empty.tell(say("This article has no headings."))
            self._move(Passage(opened.position, opened.position))

    def _hear(self, edit: Edit) -> None:
        if edit.touched(Fold):
            place = self._place
            self._follow(self._workspace.open)
            self._move(Passage(place, place))

    def _move(self, passage: Passage) -> None:
        """Mark the section that is being read."""
        self._place = passage.start
        chosen = self._chosen
        if chosen is not None and not passage.start <= chosen.start <= max(passage.end, passage.start + _NEAR):
            chosen = self._chosen = None
        self._mark(chosen or self.model.at(passage.start))

    def _mark(self, section: Section | None) -> None:
        if section is self._current:
            return
        self._current = section
        if section is not None:
            place = self.model.place(section)
            while place.parent().isValid() and not self.tree.isExpanded(place.parent()):
                place = place.parent()
            if not self.tree.hasFocus():
                self.tree.setCurrentIndex(place)
            self.tree.scrollTo(place)
        self.tree.viewport().update()

    def _go(self, chosen: RowChosen) -> None:
        section = self.model.section(chosen.index)
        if section is not None:
            self._chosen = section
            self._mark(section)
            self._workspace.passage_requested.emit(Passage(section.start, section.end))

    def _dress(self, theme: Theme) -> None:
        self.delegate.colours = row_colours(theme.window)
        self.empty.set_icon(self.icon_name, theme.window["muted"])
        self.tree.viewport().update()
