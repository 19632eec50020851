"""About whom a dossier is to be: anybody whom an article of the library names."""

from functools import partial
from itertools import islice

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from postil.dialogs.entity import framed
from postil.dialogs.frame import Dialog, HelperLabel, labelled
from postil.dialogs.unsearched import unsearched_line
from postil.domain.dossier import Alike, kind_of
from postil.domain.wording import count, say
from postil.models.entities import kind_name
from postil.models.subjects import plain
from postil.services.alike import knowing_entities
from postil.session.desk import Desk
from postil.session.workspace import EntityWish
from postil.storage.seeking import Seeker

_KEY = Qt.ItemDataRole.UserRole
_MOST = 200


class DossierChoiceDialog(Dialog):
    """Lists the entities of the library, most named first; one is found by typing a part of its name."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(say("Open dossier"), parent)
        self._desk = desk
        self._known: tuple[Alike, ...] = ()
        self.line = QLineEdit()
        self.list = QListWidget()
        self.helper = HelperLabel()
        self.body.addLayout(labelled(say("&Find"), self.line))
        self.list.setAccessibleName(say("Named in the library"))
        self.body.addWidget(framed(self.list), 1)
        self.body.addWidget(self.helper)
        self.unsearched = unsearched_line(desk)
        self.body.addWidget(self.unsearched)
        self.open_button = self.add_default(say("Open"))
        self.add_escape(say("Cancel"))
        self.open_button.clicked.connect(self._open)
        self.line.textChanged.connect(self._fill)
        self.line.installEventFilter(self)
        self.list.itemActivated.connect(self._open)
        self.size_to(420, 460)
        self.helper.tell(say("Looking through the library…"))
        self.open_button.setEnabled(False)
        self._seeker = Seeker(desk.workspace.library.path)
        desk.workspace.closing.connect(self._seeker.close)
        desk.findings.widened.connect(self._read)
        self._job = 0
        self._read()

    def done(self, result: int) -> None:
        """Wait for nothing any more."""
        self._desk.jobs.forget(self._job)
        super().done(result)
        self._seeker.close(wait=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move in the list while one types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.list.count():
            step = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}.get(event.key(), 0)
            if step:
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
        return super().eventFilter(watched, event)

    def _read(self) -> None:
        self._desk.jobs.forget(self._job)
        work = partial(self._seeker.run_in_pieces, self._seeker.begin(), knowing_entities)
        self._job = self._desk.jobs.run(work, self._show, self.show_problem)

    def _show(self, known: tuple[Alike, ...] | None) -> None:
        chosen = [entry.data(_KEY) for entry in self.list.selectedItems()]
        self._known = known or ()
        self._fill()
        for number in range(self.list.count()):
            if self.list.item(number).data(_KEY) in chosen:
                self.list.setCurrentRow(number)

    def _fill(self) -> None:
        words = plain(self.line.text()).split()
        fitting = (each for each in self._known if all(word in plain(each.name) for word in words))
        found = list(islice(fitting, _MOST))
        self.list.clear()
        for each in found:
            number = count("{number} mention", "{number} mentions", each.mentions)
            called = kind_name(kind_of(each.key))
            words_shown = say("{name} · {kind}, {number}", name=each.name, kind=called, number=number)
            entry = QListWidgetItem(words_shown, self.list)
            entry.setData(_KEY, each.key)
        self.list.setCurrentRow(0 if found else -1)
        self.open_button.setEnabled(bool(found))
        none = say("Nothing here has that name.") if self._known else say("No article has been looked through yet.")
        self.helper.tell("" if found else none)

    def _open(self) -> None:
        for entry in self.list.selectedItems():
            self._desk.workspace.entity_requested.emit(EntityWish("dossier", str(entry.data(_KEY))))
            self.accept()
