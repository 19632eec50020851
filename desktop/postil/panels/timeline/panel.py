"""The timeline: what each article says happened when, and where articles disagree."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedWidget, QTableView, QVBoxLayout, QWidget

from postil.domain.timeline import Event, Timeline
from postil.domain.wording import count, say
from postil.models.timeline import SENTENCE, EventsModel
from postil.panels.timeline.gathering import ALL, CHOSEN, OPEN, Gathering
from postil.panels.timeline.going_out import GoingOut
from postil.panels.timeline.head import TimelineHead
from postil.panels.timeline.remembering import Looked, remember, remembered
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.session.workspace import Passage
from postil.widgets.choice_popup import Choice, ChoicePopup
from postil.widgets.empty import EmptyState
from postil.widgets.timeline.chart import TimelineChart
from postil.widgets.timeline.signs import timeline_colours
from postil.widgets.timeline.view import stack_of
from postil.widgets.unsearched import UnsearchedLine

_SOON = 500
"""Milliseconds after which a view that the reader rests at is remembered."""


class TimelinePanel(QWidget):
    """Shows the dates of the open article, of all, or of chosen ones; a click goes to the sentence."""

    name = "timeline"
    title = "Timeline"
    area = "bottom"
    icon_name = "timeline"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(self.name)
        self.setMinimumHeight(120)
        self._desk = desk
        self._workspace = desk.workspace
        self.timeline = Timeline()
        self._looked: Looked | None = remembered(desk.settings)
        self._entity = self._looked.entity
        self._scope_shown: tuple[str, tuple[str, ...]] | None = None
        theme = desk.looks.theme
        self.gathering = Gathering(desk, self)
        self.gathering.scope, self.gathering.chosen = self._looked.scope, self._looked.chosen
        self.frame_head = TimelineHead()
        self.chart = TimelineChart(timeline_colours(theme.window, theme.entities))
        self.model = EventsModel(self)
        self.table = QTableView()
        self.empty = EmptyState()
        self.notice = UnsearchedLine()
        self.going_out = GoingOut(desk, self.chart.view, self)
        self._pages = QStackedWidget()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._remember)
        self.frame_head.as_list.setChecked(self._looked.as_list)
        self._build()
        self._connect()
        self._dress(theme)
        self._name_scope()
        self._choose_page(has_events=False)

    def _build(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(say("Dates in the order of time"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column, wide in enumerate((200, 150, 400, 190, 190)):
            table.setColumnWidth(column, wide)
        header.setSectionResizeMode(SENTENCE, QHeaderView.ResizeMode.Stretch)
        for page in (self.chart, table, self.empty):
            self._pages.addWidget(page)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self._pages, 1)
        inside.addWidget(self.notice)
        self.setFocusProxy(self.chart)

    def _connect(self) -> None:
        head, view = self.frame_head, self.chart.view
        self.gathering.gathered.connect(self._show)
        self.gathering.scope_changed.connect(self._name_scope)
        self._workspace.mention_requested.connect(self._find)
        self._desk.looks.changed.connect(self._dress)
        self._desk.findings.progressed.connect(self._follow_search)
        self._desk.findings.looking.connect(self._tell_unsearched)
        self.notice.pressed.connect(self._look_through)
        head.scope_asked.connect(self._ask_scope)
        head.entity_asked.connect(self._ask_entity)
        head.act.connect(self._act)
        head.export_asked.connect(self.export)
        view.chosen.connect(self._go)
        view.current_changed.connect(self._follow_current)
        self.chart.lane_chosen.connect(self._open_lane)
        self.table.activated.connect(self._go_to_row)
        self.table.clicked.connect(self._go_to_row)
        self.empty.pressed.connect(self._ask_scope)
        view.window_changed.connect(self._soon.start)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what there is to show."""
        super().showEvent(event)
        self.gathering.wake()

    def hideEvent(self, event: QHideEvent) -> None:
        """Read no more."""
        super().hideEvent(event)
        self.gathering.rest()
        self._remember()

    # What is shown.

    def _show(self, timeline: Timeline) -> None:
        self.timeline = timeline
        if self._looked is not None and not timeline.events:
            # Nobody knows yet whether what was looked at is there again.
            self._lay_out()
            return
        looked, self._looked = self._looked, None
        if self._entity and all(each.key != self._entity for each in timeline.entities):
            self._entity = ""
        self._lay_out()
        if looked is not None and looked.per_day and looked.opened == self._opened():
            self.chart.view.look_at(looked.left, looked.per_day)

    def _opened(self) -> str:
        """Return the article that is looked at because it is open, "" where others are."""
        opened = self._workspace.open
        return opened.article.id if opened is not None and self.gathering.scope == OPEN else ""

    def _remember(self) -> None:
        """Keep what is looked at for the next start."""
        self._soon.stop()
        if self._looked is not None:
            return
        view = self.chart.view
        as_list = self.frame_head.as_list.isChecked()
        looked = Looked(self.gathering.scope, self.gathering.chosen, self._opened(), self._entity, as_list)
        if view.nearness:
            looked = replace(looked, left=round(view.window_shown().left, 2), per_day=round(view.nearness, 6))
        remember(self._desk.settings, looked)

    def _lay_out(self) -> None:
        stack = stack_of(self.timeline, self._entity)
        scope = (self.gathering.scope, tuple(lane.article_id for lane in self.timeline.lanes))
        self.chart.show_stack(stack, keep=scope == self._scope_shown)
        self._scope_shown = scope
        self.model.show(self.timeline, stack.numbers)
        named = next((each.name for each in self.timeline.entities if each.key == self._entity), "")
        self.frame_head.name_entity(named)
        self.frame_head.entity.setEnabled(bool(self.timeline.entities))
        self.frame_head.export.setEnabled(bool(stack.numbers))
        self._summarise(stack.numbers)
        self._tell_unsearched()
        self._choose_page(has_events=bool(stack.numbers))

    def _summarise(self, numbers: tuple[int, ...]) -> None:
        clashing = sum(1 for number in numbers if self.timeline.events[number].conflicts)
        words = count("{number} date", "{number} dates", len(numbers)) if numbers else ""
        conflicts = count("! {number} date in conflict", "! {number} dates in conflict", clashing) if clashing else ""
        self.frame_head.summarise(words, conflicts)

    def _tell_unsearched(self) -> None:
        missing = len(self.timeline.unsearched) if self.gathering.scope != OPEN else 0
        if missing and self._desk.findings.is_looking:
            self.notice.show_looking(missing)
        else:
            self.notice.show_count(missing, len(self.timeline.lanes))

    def _choose_page(self, *, has_events: bool) -> None:
        self.frame_head.show_as(as_list=self.frame_head.as_list.isChecked())
        if has_events:
            self._pages.setCurrentWidget(self.table if self.frame_head.as_list.isChecked() else self.chart)
            return
        self._pages.setCurrentWidget(self.empty)
        every = (("all", say("Show all articles")),)
        if self.gathering.scope == CHOSEN and not self.gathering.chosen:
            self.empty.tell(say("No article is chosen."), "", (("chosen", say("Choose articles")), *every))
        elif self.gathering.scope == OPEN and self._workspace.open is None:
            self.empty.tell(say("Open an article to see when what it tells of happened."), "", every)
        elif self.timeline.unsearched and self.gathering.scope == OPEN and not self._desk.findings.running:
            self.empty.tell(
                say("This article has not been looked through for dates yet."), "", (("again", say("Look now")),)
            )
        elif self.timeline.unsearched and self.gathering.scope == OPEN:
            self.empty.tell(say("Looking for dates…"), say("You can read on meanwhile."))
        elif self.timeline.unsearched:
            self.empty.tell(say("No dates are known yet."))
        else:
            self.empty.tell(say("No dates were found here."), "", every if self.gathering.scope != ALL else ())

    def _follow_search(self) -> None:
        if self._pages.currentWidget() is self.empty:
            self._choose_page(has_events=False)

    def _name_scope(self) -> None:
        scope, chosen = self.gathering.scope, len(self.gathering.chosen)
        if scope == CHOSEN:
            self.frame_head.name_scope(count("{number} article", "{number} articles", chosen))
        else:
            self.frame_head.name_scope(say("Open article") if scope == OPEN else say("All articles"))

    # What the reader asks for.

    def export(self, format_name: str) -> None:
        """Ask for a file and write what is shown to it: "png", "svg", "csv" or "timelinejs"."""
        self.going_out.export(format_name)

    def ask_export(self) -> None:
        """Offer the formats to export in; once there is something to export, where it is still being read."""
        if self.chart.view.stack.numbers:
            self.frame_head.export.showMenu()
        else:
            self.gathering.gathered.connect(self._offer_export, Qt.ConnectionType.SingleShotConnection)

    def _offer_export(self, timeline: Timeline) -> None:
        if timeline.events:
            self.frame_head.export.setFocus()
            self.frame_head.export.showMenu()
        else:
            self._workspace.told.emit(say("There are no dates to export here."))

    def look_at(self, scope: str, chosen: tuple[str, ...] = ()) -> None:
        """Show the dates of the open article ("open"), of all ("all"), or of the chosen ones."""
        self.gathering.look_at(scope, chosen)

    def _look_through(self) -> None:
        self._desk.findings.through.start()

    def _ask_scope(self, scope: str) -> None:
        if scope == "again":
            self._desk.findings.analyse_again()
            self._choose_page(has_events=False)
        elif scope != CHOSEN:
            self.gathering.look_at(scope)
        else:
            self._choose_articles()

    def _choose_articles(self) -> None:
        chosen = self.gathering.chosen or tuple(lane.article_id for lane in self.timeline.lanes)
        popup = ChoicePopup(say("Find an article"), several=True, parent=self)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.offer([Choice(*each) for each in self.gathering.articles()], chosen)
        popup.chosen.connect(partial(self.gathering.look_at, CHOSEN))
        popup.open_at(self.frame_head.scope)

    def _ask_entity(self) -> None:
        popup = ChoicePopup(say("Find a name"), parent=self)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names = [Choice(each.key, each.name, f"{each.events:,}") for each in self.timeline.entities]
        popup.offer([Choice("", say("Everybody and everything")), *names], {self._entity})
        popup.chosen.connect(self.filter_by)
        popup.open_at(self.frame_head.entity)

    def filter_by(self, entity: str) -> None:
        """Show only events whose sentence mentions the entity with that key; "" shows all."""
        self._entity = entity
        self._soon.start()
        self._lay_out()

    def _act(self, name: str) -> None:
        view = self.chart.view
        if name == "fit":
            view.fit()
        elif name == "list":
            self._soon.start()
            self._choose_page(has_events=bool(self.chart.view.stack.numbers))
            self._follow_current(view.stack.events[view.current] if view.current >= 0 else None)
        else:
            view.zoom(1.6 if name == "nearer" else 1 / 1.6)

    # Between the timeline and the text.

    def _go(self, event: Event) -> None:
        place = Passage(event.start, event.end)
        opened = self._workspace.open
        if opened is not None and opened.article.id == event.article_id:
            self._workspace.passage_requested.emit(place)
        elif self._workspace.open_article(event.article_id, position=event.start):
            self._workspace.turns.when_shown(partial(self._workspace.passage_requested.emit, place))

    def _go_to_row(self, place: QModelIndex) -> None:
        event = self.model.event_at(place.row())
        if event is not None:
            number = self.timeline.events.index(event)
            self.chart.view.stand_at(number)
            self._go(event)

    def _follow_current(self, event: Event | None) -> None:
        row = self.model.row_of(event) if event is not None else -1
        if row >= 0 and self.table.isVisible() and self.table.currentIndex().row() != row:
            self.table.selectRow(row)

    def _find(self, passage: Passage) -> None:
        """Show the event of a date that was clicked in the text."""
        opened = self._workspace.open
        if opened is None or not self.isVisible():
            return
        for number in self.chart.view.stack.numbers:
            event = self.timeline.events[number]
            if event.article_id == opened.article.id and event.start <= passage.start < event.end:
                self.chart.view.stand_at(number)
                return

    def _open_lane(self, article_id: str) -> None:
        if self._workspace.open is None or self._workspace.open.article.id != article_id:
            self._workspace.open_article(article_id)

    def _dress(self, theme: Theme) -> None:
        self.chart.dress(timeline_colours(theme.window, theme.entities))
        self.frame_head.set_colour(theme.window["text"])
        self.empty.set_icon(self.icon_name, theme.window["muted"])
