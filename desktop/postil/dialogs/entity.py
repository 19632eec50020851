"""Deciding about an entity: another name, another it is or is not, a mention that means someone else, a new one."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from postil.dialogs.frame import Dialog, HelperLabel, labelled, plain_label, stacked
from postil.domain.edits import Edit
from postil.domain.entities import ENTITY_KINDS, Entity, EntityKind, entity_key
from postil.domain.wording import count, say
from postil.models.candidates import candidates, namesake
from postil.models.entities import kind_name
from postil.models.subjects import plain, words_around
from postil.services import judging
from postil.session.desk import Desk
from postil.session.workspace import EntityVerb, EntityWish

_KEY = Qt.ItemDataRole.UserRole
_CHOOSING = frozenset({"merge", "distinct"})
"""Verbs for which one is chosen from the list, and no name is typed."""


class EntityDialog(Dialog):
    """Does what a wish asks for, as one step of undo: rename, merge, split or add."""

    def __init__(self, desk: Desk, wish: EntityWish, parent: QWidget | None = None) -> None:
        super().__init__(_titles()[wish.verb], parent)
        self._workspace = desk.workspace
        self._wish = wish
        analysis = desk.findings.analysis
        self._known: tuple[Entity, ...] = analysis.entities if analysis is not None else ()
        self._entity = namesake(self._known, wish.key)
        opened = desk.workspace.open
        self._revision = opened.revision if opened is not None else None
        text = self._revision.document.text if self._revision is not None else ""
        self._words = " ".join(text[wish.start : wish.end].split())
        self._around = words_around(text, wish.start, wish.end) if wish.end else ""
        self.line = QLineEdit()
        self.reason = QLineEdit()
        self.kind = QComboBox()
        self.list = QListWidget()
        self.helper = HelperLabel()
        self.save_button = self.add_default(_actions()[wish.verb])
        self._build()
        self.save_button.clicked.connect(self._save)
        self.add_escape(say("Cancel"))
        self.line.textChanged.connect(self._hear_line)
        self.line.installEventFilter(self)
        self.kind.currentIndexChanged.connect(self._judge)
        self.list.currentItemChanged.connect(self._judge)
        self.list.itemClicked.connect(self._take)
        self.list.itemActivated.connect(self._take)
        self._begin()
        self.size_to(420, 280 if wish.verb == "rename" else 500)

    @property
    def name(self) -> str:
        """The name in the line, with single spaces."""
        return " ".join(self.line.text().split())

    @property
    def chosen(self) -> Entity | None:
        """The entity that is chosen in the list."""
        entries = self.list.selectedItems()
        return namesake(self._known, str(entries[0].data(_KEY))) if entries else None

    def edit(self) -> Edit | None:
        """Return the edit that the dialog stands for now; None while something is missing."""
        wish, entity, revision, reason = self._wish, self._entity, self._revision, self.reason.text().strip()
        if wish.verb == "merge":
            return judging.merge(entity, self.chosen, reason) if entity is not None and self.chosen else None
        if wish.verb == "distinct":
            return judging.distinct(entity, self._other_key(), reason) if entity and self._other_key() else None
        if not self.name or revision is None:
            return None
        if wish.verb == "add":
            if not self._words:
                return None
            return judging.add(revision, wish.start, wish.end, self._kind(), self.name, reason=reason)
        if entity is None:
            return None
        if wish.verb == "split":
            is_other = entity_key(entity.kind, self.name) not in {entity.key, entity_key(entity.kind, entity.name)}
            if not is_other:
                return None
            return judging.split(entity, revision, wish.start, wish.end, self.name, reason=reason)
        return judging.rename(entity, self.name, reason) if self.name != entity.name else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move in the list while one types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.list.count():
            step = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}.get(event.key(), 0)
            if step:
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                if self._wish.verb not in _CHOOSING:
                    self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        verb = self._wish.verb
        head = stacked(plain_label(self._words if verb == "add" else self._entity_name(), "title"))
        if self._around:
            head.addWidget(plain_label(self._around, "muted"))
        self.body.addLayout(head)
        self.body.addLayout(labelled(say("&Find") if verb in _CHOOSING else say("&Name"), self.line))
        if verb == "add":
            for kind in ENTITY_KINDS:
                self.kind.addItem(kind_name(kind), kind)
            self.body.addLayout(labelled(say("&Kind"), self.kind))
        if verb != "rename":
            self.body.addLayout(stacked(plain_label(_list_titles()[verb], "section"), framed(self.list)), 1)
            self.list.setAccessibleName(_list_titles()[verb])
        self.reason.setPlaceholderText(say("Optional"))
        self.body.addLayout(labelled(say("&Reason"), self.reason))
        self.body.addWidget(self.helper)

    def _begin(self) -> None:
        verb = self._wish.verb
        if verb == "add":
            kinds: tuple[str, ...] = ENTITY_KINDS
            self.kind.setCurrentIndex(kinds.index(self._wish.kind) if self._wish.kind in kinds else 0)
        self.line.setText({"merge": "", "distinct": "", "rename": self._entity_name()}.get(verb, self._words))
        self._fill()
        self.line.selectAll()
        self.line.setFocus()
        if (verb == "add" and not self._words) or (verb != "add" and self._entity is None):
            self.show_problem(say("This is not in the open article any more."))
        self._judge()

    def _entity_name(self) -> str:
        return self._entity.name if self._entity is not None else ""

    def _kind(self) -> EntityKind:
        if self._entity is not None:
            return self._entity.kind
        return ENTITY_KINDS[max(0, self.kind.currentIndex())]

    def _hear_line(self) -> None:
        self._fill()
        self._judge()

    def _fill(self) -> None:
        """List whom the reader may mean: what the line says, or at first what is likely."""
        verb = self._wish.verb
        typed = self.name if verb in _CHOOSING or self.line.isModified() else ""
        others = [each for each in self._known if each.key != self._wish.key]
        if verb in {"split", "distinct"}:
            others = [each for each in others if each.kind == self._kind()]
        self.list.blockSignals(True)
        self.list.clear()
        if verb == "distinct":
            self._fill_own_names(typed)
        for each in candidates(others, like=self._entity_name() or self._words, kind=self._kind(), wanted=typed):
            number = count("{number} mention", "{number} mentions", len(each.mentions))
            entry = QListWidgetItem(
                say("{name} · {kind}, {number}", name=each.name, kind=kind_name(each.kind), number=number), self.list
            )
            entry.setData(_KEY, each.key)
        if verb in _CHOOSING and self.list.count():
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)

    def _fill_own_names(self, typed: str) -> None:
        """List the names that stand for this entity: the reader may know better of one of them."""
        entity = self._entity
        if entity is None:
            return
        own = {entity_key(entity.kind, each.text): " ".join(each.text.split()) for each in entity.mentions}
        for key, name in own.items():
            if key != entity.key and plain(typed) in plain(name):
                entry = QListWidgetItem(say("{name} · taken for it now", name=name), self.list)
                entry.setData(_KEY, key)

    def _other_key(self) -> str:
        entries = self.list.selectedItems()
        return str(entries[0].data(_KEY)) if entries else ""

    def _take(self, entry: QListWidgetItem | None) -> None:
        """Take the name, and the kind, of the entity that was clicked."""
        entity = namesake(self._known, str(entry.data(_KEY))) if entry is not None else None
        if entity is None or self._wish.verb in _CHOOSING:
            return
        self.line.blockSignals(True)
        self.line.setText(entity.name)
        self.line.blockSignals(False)
        if self._wish.verb == "add":
            self.kind.setCurrentIndex(ENTITY_KINDS.index(entity.kind))
        self._judge()

    def _judge(self) -> None:
        """Say what would happen, and whether it can."""
        edit = self.edit()
        self.save_button.setEnabled(edit is not None and bool(edit.changes))
        self.helper.tell(self._outcome() if edit is not None else self._missing())

    def _outcome(self) -> str:
        if self._wish.verb == "merge":
            chosen = self.chosen
            into = chosen.name if chosen is not None else ""
            return say(
                "“{name}” becomes another name of “{other}”, in every article.", name=self._entity_name(), other=into
            )
        if self._wish.verb == "distinct":
            known = namesake(self._known, self._other_key())
            other = known.name if known is not None else self.list.selectedItems()[0].text().partition(" · ")[0]
            return say("“{name}” is never taken for “{other}”, in any article.", name=other, other=self._entity_name())
        known = namesake(self._known, entity_key(self._kind(), self.name))
        if known is not None and known.key != self._wish.key:
            if self._wish.verb == "rename":
                return say("It joins “{name}”, who is here already, in every article.", name=known.name)
            return say("It becomes another mention of “{name}”.", name=known.name)
        return say("The new name holds in every article.") if self._wish.verb == "rename" else ""

    def _missing(self) -> str:
        if self._wish.verb == "split" and self.name and self._entity is not None:
            return say("Give the one that is meant here another name than “{name}”.", name=self._entity.name)
        if self._wish.verb in _CHOOSING and not self.list.count():
            return say("Nothing here has that name.")
        return ""

    def _save(self) -> None:
        edit = self.edit()
        if edit is not None and self._workspace.do(edit):
            self.accept()


def framed(view: QListWidget) -> QFrame:
    """Return a list in the frame that the lists of these dialogs have."""
    view.setSpacing(2)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.setUniformItemSizes(True)
    frame = QFrame()
    frame.setProperty("role", "card")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(4, 4, 4, 4)
    inside.addWidget(view)
    return frame


def _titles() -> dict[EntityVerb, str]:
    return {
        "rename": say("Rename"),
        "merge": say("Merge into another"),
        "split": say("Split off this mention"),
        "add": say("Add by hand"),
        "distinct": say("Not the same"),
    }


def _actions() -> dict[EntityVerb, str]:
    return {
        "rename": say("Rename"),
        "merge": say("Merge"),
        "split": say("Split off"),
        "add": say("Add"),
        "distinct": say("Keep apart"),
    }


def _list_titles() -> dict[EntityVerb, str]:
    return {
        "rename": "",
        "merge": say("The same as"),
        "split": say("Or one that is here already"),
        "add": say("Or another mention of"),
        "distinct": say("It is not"),
    }
