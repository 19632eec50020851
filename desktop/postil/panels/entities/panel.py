"""The sidebar of people, places, organisations, events, dates and masked names of the open article."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from postil.domain.entities import ENTITY_KINDS, Analysis, DateMention, Mask
from postil.domain.wording import say
from postil.models.entities import EntitiesModel, Index, kind_name, kind_title, tooltip
from postil.models.silence import Search, remark, search_words, silence
from postil.models.subjects import SUBJECT_KINDS, Place, Subject, SubjectOrder
from postil.models.walking import Walk
from postil.panels.entities.judging import Judging
from postil.panels.entities.rows import group_row, subject_row
from postil.panels.entities.suggesting import Suggesting
from postil.services.hiding import Hidden
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.session.settings import SettingChanged
from postil.session.workspace import EntityWish, OpenArticle, Passage
from postil.widgets.empty import EmptyState, Notice
from postil.widgets.entities_head import EntitiesHead, HiddenButton
from postil.widgets.entity_menu import EntityMenu, EntityMenuFor, GroupMenu
from postil.widgets.rows import Row, RowChosen, RowDelegate, RowTree, row_colours
from postil.widgets.suggestion_card import SuggestionButton, SuggestionCard
from postil.widgets.walk_bar import WalkBar

SHOWN = "entities/shown"
_ORDERS: dict[str, SubjectOrder] = {"count": "count", "name": "name", "first": "first"}
_KEYS = {
    (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier): "rename",
    (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier): "reject",
    (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier): "next",
    (Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier): "previous",
    (Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier): "merge",
    (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier): "split",
    (Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier): "decisions",
    (Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier): "dossier",
}


class EntitiesPanel(QWidget):
    """Lists who and what the article names; a click walks through the mentions, a menu judges."""

    name = "entities"
    title = "Names and dates"
    area = "right"
    icon_name = "entities"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(self.name)
        self._desk = desk
        self._theme: Theme = desk.looks.theme
        self._running = desk.findings.running
        self._failure, self._cancelled = "", False
        self._hidden: tuple[Hidden, ...] = ()
        self._folded: set[str] = set()
        self._gone: Subject | None = None
        self.judging = Judging(desk.workspace)
        self.walk = Walk()
        self.model = EntitiesModel(self)
        self.tree = RowTree()
        self.delegate = RowDelegate(self._row, row_colours(self._theme.window), self.tree)
        self.head = EntitiesHead(tuple((kind, kind_name(kind)) for kind in ENTITY_KINDS))
        self.hidden_button = HiddenButton()
        self.empty = EmptyState()
        self.progress, self.remark = Notice(), Notice()
        self.walk_bar = WalkBar()
        self.suggestion_card, self.suggestion_button = SuggestionCard(), SuggestionButton()
        self.suggesting = Suggesting(desk, self.suggestion_card, self.suggestion_button, self)
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self._dress(self._theme)
        self.model.mark_shown(self._shown())
        self._offer_adding(desk.workspace.selection)
        self._refresh(desk.findings.analysis)

    def _build(self) -> None:
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(self.delegate)
        self.tree.setAccessibleName(say("Names and dates"))
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.own_keys = {(int(key), modifier): action for (key, modifier), action in _KEYS.items()}
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self.empty)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 8, 4)
        foot.addWidget(self.suggestion_button)
        foot.addWidget(self.hidden_button)
        foot.addStretch(1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.head)
        inside.addWidget(self.progress)
        inside.addWidget(self._stack, 1)
        inside.addLayout(self.suggestion_card.in_margins())
        inside.addWidget(self.walk_bar)
        inside.addWidget(self.remark)
        inside.addLayout(foot)

    def _connect(self) -> None:
        workspace, findings = self._desk.workspace, self._desk.findings
        workspace.article_opened.connect(self._follow)
        workspace.selection_changed.connect(self._offer_adding)
        workspace.mention_requested.connect(self._show_mention)
        findings.changed.connect(self._refresh)
        findings.progressed.connect(self._show_progress)
        findings.failed.connect(self._show_failure)
        self._desk.looks.changed.connect(self._dress)
        self._desk.settings.changed.connect(self._hear_setting)
        self.head.filtered.connect(self._filter)
        self.head.left.connect(self._enter_list)
        self.head.sorted_by.connect(self._sort)
        self.head.adding.connect(self.judging.add)
        self.hidden_button.brought_back.connect(self._bring_back)
        self.model.renamed.connect(self.judging.rename)
        self.tree.chosen.connect(self._choose)
        self.tree.switched.connect(self._switch)
        self.tree.key_pressed.connect(self._act)
        self.tree.expanded.connect(self._remember_unfolded)
        self.tree.collapsed.connect(self._remember_folded)
        self.tree.customContextMenuRequested.connect(self._open_menu)
        self.walk_bar.stepped.connect(self._step)
        self.progress.pressed.connect(self._cancel)
        self.remark.pressed.connect(self._search_again)
        self.empty.pressed.connect(self._search_again)

    # What is listed.

    def _row(self, place: Index) -> Row:
        group = self.model.group(place)
        if group is not None:
            shown = self.model.is_shown(group.kind)
            return group_row(group, self._theme.entities[group.kind], shown=shown)
        subject = self.model.subject(place)
        if subject is None:
            return Row("")
        return subject_row(subject, self._counted(subject) if subject.key == self.walk.key else None)

    def _refresh(self, analysis: Analysis | None) -> None:
        """List an analysis anew, keeping what is folded, chosen and in view."""
        opened = self._desk.workspace.open
        text = opened.revision.document.text if opened else ""
        self._keeping_place(self.model.show, analysis, text, self._desk.findings.masks())
        self.suggesting.show(analysis, text)
        if not self._running:
            self._hidden = self._desk.findings.hidden()
            self.hidden_button.show_names(tuple((each.judgement.id, each.name) for each in self._hidden))
        self._explain()

    def _filter(self, wanted: str) -> None:
        self._keeping_place(self.model.filter_by, wanted)
        self._explain()

    def _sort(self, order: str) -> None:
        self._keeping_place(self.model.sort_by, _ORDERS[order])

    def _keeping_place(self, change: Callable[..., None], *values: object) -> None:
        # What was chosen when a decision took it out of the list is chosen again when undo brings it back.
        chosen = self.model.subject(self.tree.currentIndex()) or self._gone
        scrolled = self.tree.verticalScrollBar().value()
        change(*values)
        self._unfold()
        if chosen is not None:
            # Under a new name an entity has a new key: it is told by its place in the text then.
            place = self.model.find(chosen.key)
            self.tree.setCurrentIndex(place if place.isValid() else self.model.find_at(chosen.first, chosen.kind))
            self._gone = None if self.tree.currentIndex().isValid() else chosen
        self.tree.verticalScrollBar().setValue(scrolled)
        walked = self.model.subject(self.model.find_at(self.walk.position)) if self.walk.key else None
        if walked is None:
            self._stop_walking()
        else:
            self.walk.go_to(walked, self.walk.position)
            self._show_place(walked)

    def _unfold(self) -> None:
        """Open the groups that were open; all of them while filtering."""
        filtering = bool(self.head.field.text().strip())
        self.tree.blockSignals(True)
        for row, group in enumerate(self.model.groups):
            self.tree.setExpanded(self.model.index(row, 0), filtering or group.kind not in self._folded)
        self.tree.blockSignals(False)

    def _remember_folded(self, place: QModelIndex) -> None:
        if (group := self.model.group(place)) is not None:
            self._folded.add(group.kind)

    def _remember_unfolded(self, place: QModelIndex) -> None:
        if (group := self.model.group(place)) is not None:
            self._folded.discard(group.kind)

    def _enter_list(self) -> None:
        self.tree.setFocus()
        if not self.model.subject(self.tree.currentIndex()) and self.model.groups:
            self.tree.setCurrentIndex(self.model.index(0, 0, self.model.index(0, 0)))

    # How the search stands.

    def _follow(self, opened: OpenArticle | None) -> None:
        del opened
        self._failure, self._cancelled, self._gone = "", False, None
        self._stop_walking()
        self.suggesting.forget()
        self.head.field.clear()
        self._explain()

    def _show_progress(self, share: float | None) -> None:
        self._running = share is not None
        if share is None:
            self.progress.tell("")
        else:
            self._failure, self._cancelled = "", False
            self.progress.tell(search_words(share, renewing=self._desk.findings.renewing), say("Cancel"))
        self._explain()

    def _show_failure(self, sentence: str) -> None:
        self._failure = sentence
        self._explain()

    def _cancel(self) -> None:
        self._desk.findings.cancel()
        self._cancelled = True
        self._explain()

    def _search_again(self) -> None:
        self._desk.findings.analyse_again()

    def _explain(self) -> None:
        """Say what is going on, and why the list is empty where it is."""
        has_rows = bool(self.model.groups)
        search = Search(
            self._desk.workspace.open is not None,
            self._running,
            self._failure,
            self._cancelled,
            "" if self.model.is_empty else self.head.field.text().strip(),
            self._desk.findings.analysis,
        )
        why = remark(search) if has_rows else silence(search)
        self.remark.tell(*((why.sentence, why.action) if has_rows else ("", "")))
        if not has_rows:
            self.empty.tell(why.sentence, why.hint, (("again", why.action),) if why.action else ())
        self._stack.setCurrentWidget(self.tree if has_rows else self.empty)

    # Walking through mentions.

    def _choose(self, chosen: RowChosen) -> None:
        subject = self.model.subject(chosen.index)
        if subject is not None:
            self._walk(subject, chosen.step)
        elif chosen.index.isValid():
            self.tree.setExpanded(chosen.index, not self.tree.isExpanded(chosen.index))

    def _walk(self, subject: Subject, step: int) -> None:
        now = self.walk.step(subject, self._beside(subject), step)
        if now is not subject:
            self.tree.setCurrentIndex(self.model.find(now.key))
        self._show_place(now)
        mention = now.mentions[self.walk.at]
        self._desk.workspace.passage_requested.emit(Passage(mention.start, mention.end))

    def _step(self, step: int) -> None:
        walked = self.model.subject(self.model.find(self.walk.key))
        if walked is not None:
            self._walk(walked, step)

    def _show_mention(self, passage: Passage) -> None:
        place = self.model.find_at(passage.start)
        subject = self.model.subject(place)
        if subject is not None:
            self.tree.setCurrentIndex(place)
            self.tree.scrollTo(place)
            self.walk.go_to(subject, passage.start)
            self._show_place(subject)

    def _show_place(self, subject: Subject) -> None:
        at, total = self._counted(subject)
        name = say("Masked name {number}", number=subject.name) if subject.kind == "mask" else subject.name
        name = f"{name} · {subject.who}" if subject.who else name
        self.walk_bar.show_place(name, at, total, tooltip(subject, self.walk.at))
        self.tree.viewport().update()

    def _stop_walking(self) -> None:
        self.walk.stop()
        self.walk_bar.hide()

    def _counted(self, subject: Subject) -> tuple[int, int]:
        return self.walk.counted(subject, self._beside(subject))

    def _beside(self, subject: Subject) -> list[Subject]:
        return next(group.rows for group in self.model.groups if group.kind == subject.kind)

    # Judging.

    def _open_menu(self, point: QPoint) -> None:
        place = self.tree.indexAt(point) if point.x() >= 0 else self.tree.currentIndex()
        subject, group = self.model.subject(place), self.model.group(place)
        if subject is not None:
            self.tree.setCurrentIndex(place)
            kinds = tuple((kind, kind_name(kind)) for kind in ENTITY_KINDS) if subject.entity is not None else ()
            place, is_walked = self._in_view(subject), subject.key == self.walk.key
            follows = isinstance(place, DateMention) and place.root >= 0
            of = EntityMenuFor(subject.kind, kinds, len(subject.mentions), is_walked, follows, bool(subject.who))
            menu: EntityMenu | GroupMenu = EntityMenu(of, self)
            menu.asked.connect(self._act)
        elif group is not None:
            self.tree.setCurrentIndex(place)
            menu = GroupMenu(kind_title(group.kind), shown=self.model.is_shown(group.kind), parent=self)
            menu.asked.connect(self._act_on_groups)
        else:
            return
        menu.popup(self.tree.viewport().mapToGlobal(point))

    def _act(self, action: str) -> None:
        """Do what the menu or a key asks with the current row."""
        subject = self.model.subject(self.tree.currentIndex())
        if subject is None:
            self._desk.workspace.told.emit(say("Choose a name in the list first."))
            return
        if action in {"next", "previous"}:
            self._walk(subject, 1 if action == "next" else -1)
        elif action == "copy":
            QGuiApplication.clipboard().setText(subject.detail or subject.name)
        elif action == "numbers":
            self._desk.workspace.entity_requested.emit(EntityWish("numbers", start=subject.first))
        elif subject.entity is None:
            self._act_on_other(subject, action)
        elif action == "rename":
            self.tree.edit(self.tree.currentIndex())
        else:
            mention = subject.mentions[self.walk.at] if subject.key == self.walk.key else None
            in_view = Passage(mention.start, mention.end) if mention is not None else None
            self.judging.judge(subject.entity, action, in_view)

    def _act_on_other(self, subject: Subject, action: str) -> None:
        place = self._in_view(subject)
        if isinstance(place, Mask):
            self.judging.judge_mask(place, action)
        elif isinstance(place, DateMention):
            self.judging.judge_date(place, action)

    def _in_view(self, subject: Subject) -> Place:
        """Return the mention that was walked to, else the first."""
        return subject.mentions[self.walk.at if subject.key == self.walk.key else 0]

    def _offer_adding(self, selection: Passage | None) -> None:
        opened = self._desk.workspace.open
        chosen = opened.revision.document.text[selection.start : selection.end] if opened and selection else ""
        self.head.offer_adding(chosen)

    def _bring_back(self, judgement_id: str) -> None:
        for each in self._hidden:
            if each.judgement.id == judgement_id:
                self.judging.bring_back(each.judgement)

    # Marks in the text, and looks.

    def _shown(self) -> frozenset[str]:
        return frozenset(self._desk.settings.text(SHOWN).split(","))

    def _switch(self, place: QModelIndex) -> None:
        if (group := self.model.group(place)) is not None:
            self._mark(self._shown() ^ {group.kind})

    def _mark(self, kinds: Collection[str]) -> None:
        self._desk.settings.put(SHOWN, ",".join(kind for kind in SUBJECT_KINDS if kind in kinds))

    def _act_on_groups(self, action: str) -> None:
        if action == "switch":
            self._switch(self.tree.currentIndex())
        elif action in {"all", "none"}:
            self._mark(SUBJECT_KINDS if action == "all" else ())
        elif action == "unfold":
            self.tree.expandAll()
            self._folded.clear()
        else:
            self.tree.collapseAll()
            self._folded.update(SUBJECT_KINDS)

    def _hear_setting(self, change: SettingChanged) -> None:
        if change.key == SHOWN:
            self.model.mark_shown(self._shown())

    def _dress(self, theme: Theme) -> None:
        self._theme = theme
        muted = theme.window["muted"]
        self.delegate.colours = row_colours(theme.window)
        self.head.set_colour(muted)
        self.walk_bar.set_colour(muted)
        self.suggestion_card.set_colour(muted)
        self.empty.set_icon(self.icon_name, muted)
        self.tree.viewport().update()
