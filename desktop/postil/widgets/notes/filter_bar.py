"""The row above the cards: how many there are, and, once wanted, what to show of them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

from postil.domain.claims import STATUSES
from postil.domain.wording import count, say
from postil.widgets.fields import make_clearable
from postil.widgets.icons import icon
from postil.widgets.swatches import ColorChoice, swatch

_STANDINGS: tuple[tuple[str, str], ...] = (
    ("review", "To review"),
    ("exact", "As it was"),
    ("moved", "Moved"),
    ("changed", "Changed"),
    ("lost", "Lost"),
)


_CLAIMS: tuple[tuple[str, str], ...] = (("claim", "Any claim"), *STATUSES.items(), ("linked", "Linked with a passage"))


class FilterBar(QWidget):
    """Counts cards and sifts them by words, colours, tags, standings (a state, or "review") and claims.

    ``sifted`` carries the words, then a frozenset of each: colour ids, tags, standings, claims ("claim", a status or
    "linked"). ``choices_wanted`` is sent before a menu opens: its hearer calls ``offer``. ``left`` tells that the
    reader goes down into the cards.
    """

    sifted = Signal(str, object, object, object, object)
    choices_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colors: frozenset[str] = frozenset()
        self._tags: frozenset[str] = frozenset()
        self._standings: frozenset[str] = frozenset()
        self._offered: tuple[tuple[ColorChoice, int], ...] = ()
        self._tags_offered: tuple[tuple[str, int], ...] = ()
        self._standings_offered: Mapping[str, int] = {}
        self._claims: frozenset[str] = frozenset()
        self._claims_offered: Mapping[str, int] = {}
        self._ink = self._strong = ""
        self._sifted = False
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 4)
        row.setSpacing(4)
        self._field = _Field(self)
        self._field.textChanged.connect(self._send)
        self._field.left.connect(self.left)
        self._field.given_up.connect(self._give_up)
        self._count = QLabel(self)
        self._count.setProperty("role", "muted")
        self._count.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._color = self._menu_button(say("Colours"), self._toggle_color)
        self._tag = self._menu_button(say("Tags"), self._toggle_tag)
        self._standing = self._menu_button(say("States and claims"), self._toggle_standing)
        self._toggle = QToolButton(self)
        self._toggle.setCheckable(True)
        self._toggle.setAccessibleName(say("Filter notes"))
        self._toggle.setToolTip(say("Filter by words, colour, tag, state and claim"))
        self._toggle.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._toggle.toggled.connect(self._open)
        row.addWidget(self._field, 1)
        for widget in (self._count, self._color, self._tag, self._standing):
            row.addWidget(widget)
        row.addStretch(0)
        row.addWidget(self._toggle)
        self._open(opened=False)

    @property
    def opened(self) -> bool:
        """Whether the row for filtering is shown."""
        return self._toggle.isChecked()

    def set_inks(self, ink: str, strong: str) -> None:
        """Draw the icons in ``ink`` ("#rrggbb"), the ones in force in ``strong``."""
        self._ink, self._strong = ink, strong
        self._dress()

    def tell(self, shown: int, total: int, *, sifted: bool) -> None:
        """Say how many highlights there are, and how many of them are shown where that is fewer."""
        self._sifted = sifted
        if sifted:
            self._count.setText(say("{shown} of {total}", shown=f"{shown:,}", total=f"{total:,}"))
        else:
            self._count.setText(count("{number} highlight", "{number} highlights", total) if total else "")
        self._count.setVisible(sifted or not self.opened)

    def offer(
        self,
        colors: Sequence[tuple[ColorChoice, int]],
        tags: Sequence[tuple[str, int]],
        standings: Mapping[str, int],
        claims: Mapping[str, int],
    ) -> None:
        """Offer these colours, tags, standings and claims, each with the number of its highlights."""
        self._claims_offered = claims
        self._offered, self._tags_offered, self._standings_offered = tuple(colors), tuple(tags), standings

    def begin(self) -> None:
        """Open the row and go to the field for words."""
        self._toggle.setChecked(True)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose_tag(self, tag: str) -> None:
        """Show only what has ``tag``."""
        self._toggle.setChecked(True)
        self._tags = frozenset({tag})
        self._send()

    def choose_standings(self, standings: frozenset[str]) -> None:
        """Show only what stands in one of these ways; for none, everything."""
        if standings:
            self._toggle.setChecked(True)
            self._standings = standings
            self._send()
        else:
            self.close_bar()

    def choose_claims(self, claims: frozenset[str]) -> None:
        """Show only claims of these statuses."""
        self._toggle.setChecked(True)
        self._claims = claims
        self._send()

    def clear(self) -> None:
        """Show everything."""
        self._colors = self._tags = self._standings = self._claims = frozenset()
        self._field.clear()
        self._send()

    def close_bar(self) -> None:
        """Show everything and put the row away."""
        self._toggle.setChecked(False)

    def _give_up(self) -> None:
        self.close_bar()
        self.left.emit()

    def _menu_button(self, name: str, toggled: object) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(self._fill)
        menu.triggered.connect(toggled)
        button.setMenu(menu)
        return button

    def _open(self, opened: bool) -> None:
        for widget in (self._field, self._color, self._tag, self._standing):
            widget.setVisible(opened)
        self._count.setVisible(self._sifted or not opened)
        if opened:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clear()
        self._dress()

    def _fill(self) -> None:
        self.choices_wanted.emit()
        colors, tags = self._color.menu(), self._tag.menu()
        colors.clear()
        for choice, number in self._offered:
            action = colors.addAction(swatch(choice), _counted(choice.name, number))
            _check(action, choice.id, chosen=choice.id in self._colors)
        tags.clear()
        for tag, number in self._tags_offered:
            _check(tags.addAction(_counted(tag, number)), tag, chosen=tag in self._tags)
        if not self._tags_offered:
            tags.addAction(say("No tags yet")).setEnabled(False)
        standings = self._standing.menu()
        standings.clear()
        _fill_words(standings, _STANDINGS, self._standings_offered, self._standings)
        standings.addSeparator()
        _fill_words(standings, _CLAIMS, self._claims_offered, self._claims)

    def _toggle_color(self, action: QAction) -> None:
        self._colors ^= {str(action.data())}
        self._send()

    def _toggle_tag(self, action: QAction) -> None:
        self._tags ^= {str(action.data())}
        self._send()

    def _toggle_standing(self, action: QAction) -> None:
        chosen = str(action.data())
        if chosen in dict(_CLAIMS):
            self._claims ^= {chosen}
        else:
            self._standings ^= {chosen}
        self._send()

    def _send(self) -> None:
        self._dress()
        self.sifted.emit(self._field.text(), self._colors, self._tags, self._standings, self._claims)

    def _dress(self) -> None:
        if not self._ink:
            return
        chosen = [choice for choice, _ in self._offered if choice.id in self._colors]
        if len(chosen) == 1:
            self._color.setIcon(swatch(chosen[0]))
        else:
            self._color.setIcon(icon("palette", self._strong if self._colors else self._ink))
        self._tag.setIcon(icon("tag", self._strong if self._tags else self._ink))
        sifted = self._standings | self._claims
        self._standing.setIcon(icon("claim" if self._claims else "changed", self._strong if sifted else self._ink))
        names = ", ".join(say(label) for value, label in (*_STANDINGS, *_CLAIMS) if value in sifted)
        told = say("States and claims: {states}", states=names) if names else say("States and claims")
        self._standing.setToolTip(told)
        self._toggle.setIcon(icon("filter", self._strong if self.opened else self._ink))
        self._tag.setToolTip(say("Tags: {tags}", tags=", ".join(sorted(self._tags))) if self._tags else say("Tags"))
        names = ", ".join(choice.name for choice in chosen)
        self._color.setToolTip(say("Colours: {colors}", colors=names) if names else say("Colours"))


class _Field(QLineEdit):
    left = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(say("Filter…"))
        self.setAccessibleName(say("Words in quotations, notes and tags"))
        make_clearable(self)
        self.setMinimumWidth(48)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down with Down or Return, close with Escape."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


def _counted(name: str, number: int) -> str:
    return say("{name} ({number})", name=name.replace("&", "&&"), number=f"{number:,}")


def _fill_words(
    menu: QMenu, words: Sequence[tuple[str, str]], offered: Mapping[str, int], chosen: frozenset[str]
) -> None:
    for value, label in words:
        _check(menu.addAction(_counted(say(label), offered.get(value, 0))), value, chosen=value in chosen)


def _check(action: QAction, value: str, *, chosen: bool) -> None:
    action.setCheckable(True)
    action.setChecked(chosen)
    action.setData(value)
