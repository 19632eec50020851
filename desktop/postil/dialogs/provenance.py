"""Where an article comes from: its capture, what its source says of itself, and what its text shows of that."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from postil.dialogs.frame import Dialog, HelperLabel, fixed_font, plain_label
from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.services import telling
from postil.services.provenance import Provenance, Told, provenance
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.session.workspace import Passage
from postil.storage.library import Library
from postil.widgets.icons import icon
from postil.widgets.opening import open_outside

MOST_PLACES = 200
"""Passages that are listed of one sign or source."""
_PLACE = Qt.ItemDataRole.UserRole
_REASON = Qt.ItemDataRole.UserRole + 1
_LONGEST = 90
_AROUND = 36


class ProvenanceDialog(Dialog):
    """Shows the provenance of an article, version by version; it stands beside the window."""

    def __init__(self, desk: Desk, article_id: str, parent: QWidget | None = None) -> None:
        super().__init__(say("Where this comes from"), parent)
        self.setModal(False)
        self._desk = desk
        self._workspace = desk.workspace
        self._article_id = article_id
        self._job = 0
        self._known: Provenance | None = None
        self._copiers: list[QToolButton] = []
        self._build()
        desk.looks.changed.connect(self._dress)
        self.size_to(640, 760)
        self._ask("")

    def _build(self) -> None:
        item = self._workspace.library.item(self._article_id)
        self.body.addWidget(plain_label(item.title if item else "", "title"))
        self.versions = QComboBox()
        self.versions.setAccessibleName(say("Version"))
        self.versions.hide()
        self.versions.activated.connect(self._choose_version)
        self.body.addWidget(self.versions)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(say("Reading the text"))
        self.body.addWidget(self.progress)
        self._area = QScrollArea()
        self._area.setAccessibleName(self.windowTitle())
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._area, 3)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(say("What the text shows"))
        self.tree.setIndentation(16)
        self.tree.itemActivated.connect(self._go)
        self.tree.itemClicked.connect(self._go)
        self.tree.currentItemChanged.connect(self._explain)
        self.body.addWidget(self.tree, 2)
        self.reason = HelperLabel()
        self.body.addWidget(self.reason)
        self.close_button = self.add_default(say("Close"))
        self.close_button.setFocus()
        self.close_button.clicked.connect(self.accept)

    # What is known

    def _ask(self, revision_id: str) -> None:
        self._desk.jobs.forget(self._job)
        self.progress.show()
        find = partial(_find, self._workspace.library.path, self._article_id, revision_id)
        self._job = self._desk.jobs.run(find, self._show, self._refuse)

    def _refuse(self, problem: Problem) -> None:
        self.progress.hide()
        self.show_problem(problem)

    def _show(self, known: Provenance) -> None:
        self._known = known
        self.progress.hide()
        self._list_versions(known)
        self._copiers = []
        self._area.setWidget(self._card(known))
        self._fill_tree(known)
        self._dress(self._desk.looks.theme)

    def _list_versions(self, known: Provenance) -> None:
        if self.versions.count() or len(known.versions) < 2:
            return
        total = len(known.versions)
        for number, version in reversed(tuple(enumerate(known.versions, 1))):
            words = count("{number} word", "{number} words", version.words)
            label = say("Version {number} of {total}, captured {time}, {words}", number=number, total=total,
                time=moment(version.captured), words=words)  # fmt: skip
            self.versions.addItem(label, version.id)
        self.versions.setCurrentIndex(self.versions.findData(known.revision_id))
        self.versions.show()

    def _card(self, known: Provenance) -> QWidget:
        card = QWidget()
        grid = QGridLayout(card)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        said = ((say("Published"), known.published), (say("Updated"), known.updated), (say("Accessed"), known.accessed))
        rows: tuple[tuple[str, QWidget | None], ...] = (
            (say("Capture"), None),
            (say("Captured"), _value(moment(known.captured))),
            (say("From"), self._origin(known)),
            (say("Read as"), _value(telling.importer_words(known))),
            (say("SHA-256, bytes"), self._hash(say("SHA-256 of the bytes"), known.source_hash)),
            (say("SHA-256, text"), self._hash(say("SHA-256 of the text"), known.text_hash)),
            (say("What the source says"), None),
            *((label, _told(told)) for label, told in said),
            (say("Author"), _told(known.authors)),
            (say("Language"), _value(telling.language_words(known))),
        )
        for number, (label, value) in enumerate(rows):
            if value is None:
                head = plain_label(label, "section")
                head.setContentsMargins(0, 8 if number else 0, 0, 0)
                grid.addWidget(head, number, 0, 1, 2)
            else:
                grid.addWidget(_name(label), number, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(value, number, 1)
        grid.setRowStretch(len(rows), 1)
        return card

    def _origin(self, known: Provenance) -> QWidget:
        """Return what it was made from; an address can be opened."""
        if known.source_kind != "url":
            return _value(telling.source_words(known))
        button = _AddressButton(known.location)
        button.clicked.connect(partial(self._open, known.location))
        return button

    def _open(self, address: str) -> None:
        self.show_problem(open_outside(QUrl(address)))

    def _hash(self, label: str, value: str) -> QWidget:
        """Return a hash in two lines, with a button that copies it."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        half = len(value) // 2
        shown = _value(f"{value[:half]}\n{value[half:]}")
        shown.setFont(fixed_font(shown))
        shown.setAccessibleName(label)
        copier = QToolButton()
        copier.setText(say("Copy"))
        copier.setToolTip(say("Copy"))
        copier.setAccessibleName(say("Copy: {what}", what=label))
        copier.clicked.connect(partial(self._copy, value))
        self._copiers.append(copier)
        row.addWidget(shown, 1)
        row.addWidget(copier, 0, Qt.AlignmentFlag.AlignTop)
        return line

    # What the text shows

    def _fill_tree(self, known: Provenance) -> None:
        self.tree.clear()
        told = QTreeWidgetItem([telling.translation_words(known)])
        self.tree.addTopLevelItem(told)
        for sign in known.translation.signs:
            number = len(sign.places)
            label = f"{say(sign.name).capitalize()}" + (f" ({number:,})" if number else "")
            told.addChild(self._with_places(known, label, say(sign.reason), sign.places))
        named = QTreeWidgetItem([telling.sources_words(known)])
        self.tree.addTopLevelItem(named)
        for source in known.sources:
            number = len(source.places)
            label = source.name + (f" ({number:,})" if number > 1 else "")
            named.addChild(self._with_places(known, label, _how_words(source.how), source.places))
        for top in (told, named):
            top.setExpanded(True)
            top.setSizeHint(0, QSize(0, round(1.7 * self.fontMetrics().height())))
            font = top.font(0)
            font.setBold(True)
            top.setFont(0, font)

    def _with_places(
        self, known: Provenance, label: str, reason: str, places: Sequence[tuple[int, int]]
    ) -> QTreeWidgetItem:
        """Return a row that leads to its first passage, with rows below it for all of several."""
        item = self._line(label, reason, places[0] if places else None)
        if len(places) == 1:
            item.setData(0, _REASON, f"{reason} {passage_words(known.text, *places[0])}")
        elif places:
            item.addChildren(
                [self._line(passage_words(known.text, *place), reason, place) for place in places[:MOST_PLACES]]
            )
        return item

    def _line(self, text: str, reason: str, place: tuple[int, int] | None) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text])
        item.setData(0, _REASON, reason)
        item.setData(0, _PLACE, place)
        item.setToolTip(0, text)
        item.setSizeHint(0, QSize(0, round(1.5 * self.fontMetrics().height())))
        return item

    def _explain(self, current: QTreeWidgetItem | None) -> None:
        self.reason.tell(str(current.data(0, _REASON) or "") if current is not None else "")

    def _go(self, item: QTreeWidgetItem) -> None:
        """Show the passage of a row in the article."""
        place, known = item.data(0, _PLACE), self._known
        if place is None or known is None:
            return
        opened = self._workspace.open
        article = self._workspace.library.article(self._article_id)
        if article is None or article.revision_id != known.revision_id:
            self.reason.tell(say("This passage stands in an older version; “Versions…” in the menu shows it."))
            return
        if opened is None or opened.article.id != self._article_id:
            self._workspace.open_article(self._article_id)
        start, end = place
        self._workspace.turns.when_shown(partial(self._workspace.passage_requested.emit, Passage(start, end)))

    # What the reader does

    def _choose_version(self, index: int) -> None:
        self._ask(str(self.versions.itemData(index)))

    def _copy(self, value: str) -> None:
        QGuiApplication.clipboard().setText(value)
        self._workspace.told.emit(say("The hash is on the clipboard."))

    def _dress(self, theme: Theme) -> None:
        for copier in self._copiers:
            copier.setIcon(icon("copy", theme.window["muted"]))

    def done(self, result: int) -> None:
        """Close; what is still being found out then reaches nobody."""
        self._desk.jobs.forget(self._job)
        super().done(result)


def moment(captured: str) -> str:
    """Return a time in UTC as readers write it: "2026-11-22, 16:40 UTC"."""
    day, _, time = captured.partition("T")
    return say("{day}, {time} UTC", day=day, time=time[:5]) if time else day


def passage_words(text: str, start: int, end: int) -> str:
    """Return the passage with the words around it, on one line."""
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    # What is cut off is cut between words.
    before = f"…{before.partition(' ')[2]}" if len(before) == _AROUND else before
    after = f"{after.rpartition(' ')[0]}…" if len(after) == _AROUND else after
    passage = " ".join(text[start:end].split())
    shown = passage if len(passage) <= _LONGEST else passage[: _LONGEST - 1].rstrip() + "…"
    return f"{before}{shown}{after}"


class _AddressButton(QPushButton):
    """An address to open, shortened in its middle to what there is room for."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address
        self.setProperty("role", "link")
        self.setToolTip(address)
        self.setAutoDefault(False)
        self.setAccessibleName(say("Open {address}", address=address))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the address as there is room for."""
        super().resizeEvent(event)
        room = max(0, self.width() - 8)
        self.setText(self.fontMetrics().elidedText(self._address, Qt.TextElideMode.ElideMiddle, room))


def _find(library: Path, article_id: str, revision_id: str) -> Provenance:
    """Find out all of it through a connection of its own, on a thread of the pool."""
    other = Library.open_for_reading(library)
    try:
        return provenance(other, article_id, revision_id)
    finally:
        other.close()


def _how_words(how: str) -> str:
    match how:
        case "link":
            return say("A link leads there.")
        case "reference":
            return say("A reference names it.")
        case "work":
            return say("A work is named.")
        case _:
            return say("The text says who told it.")


def _name(text: str) -> QLabel:
    label = plain_label(text, "muted")
    label.setWordWrap(False)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label


def _value(text: str) -> QLabel:
    label = plain_label(text)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label


def _told(told: Told) -> QWidget:
    """Return a value above the sentence that says where it came from."""
    pair = QWidget()
    column = QVBoxLayout(pair)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    value = _value(telling.value_words(told))
    column.addWidget(value)
    if told.by != "nobody":
        column.addWidget(plain_label(telling.told_sentence(told), "muted"))
    else:
        value.setProperty("role", "muted")
    return pair
