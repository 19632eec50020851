"""How sources look in a style: their entries and their citation, with the style to choose."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from postil.dialogs.frame import HelperLabel
from postil.dialogs.style_choice import fill_styles
from postil.domain.wording import count, say
from postil.services.citation_text import Form, as_form, listed
from postil.services.formatting import Formatted
from postil.services.sources import SourceRow, check
from postil.services.styles import USUAL
from postil.session.citing import STYLE, citations_of
from postil.session.desk import Desk

MOST = 3
"""Entries that are shown; all are copied."""
MOST_FORMATTED = 200


class SourcePreview(QFrame):
    """Shows the chosen sources as the reader's style has them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._desk = desk
        self._citations = citations_of(desk)
        self._chosen: tuple[SourceRow, ...] = ()
        self._formatted: Formatted | None = None
        self._copying: tuple[str, Form] | None = None
        self.style_choice = QComboBox()
        self.style_choice.setAccessibleName(say("Citation style"))
        self.style_choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.style_choice.setMinimumContentsLength(24)
        fill_styles(self.style_choice, self._citations)
        self.citation = QLabel()
        self.citation.setProperty("role", "muted")
        self.entries = QLabel()
        for label in (self.entries, self.citation):
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.entries.setAccessibleName(say("As the style has it"))
        self.entries.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.wrong = HelperLabel()
        self.wrong.setProperty("role", "danger")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.citation, 1)
        head.addWidget(self.style_choice, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.entries, 1)
        column.addWidget(self.wrong)
        self.setMinimumHeight(6 * self.fontMetrics().lineSpacing())
        self.style_choice.currentIndexChanged.connect(self._restyle)
        self._citations.restyled.connect(self._ask)

    def show_sources(self, chosen: tuple[SourceRow, ...]) -> None:
        """Show other sources."""
        if chosen == self._chosen and self._formatted is not None:
            return
        self._chosen = chosen
        self.wrong.tell("\n".join(check(chosen[0].item)) if len(chosen) == 1 else "")
        self._ask()

    def copy(self, what: str, form: str) -> None:
        """Put the "citation" or "bibliography" of what is chosen on the clipboard in a form."""
        self._copying = (what, _FORMS[form])
        if self._formatted is not None:
            self._copy_now(self._formatted)

    def close_preview(self) -> None:
        """Hear of nothing any more."""
        self._citations.restyled.disconnect(self._ask)
        self._copying = None

    def _ask(self) -> None:
        self._formatted = None
        items = [each.item for each in self._chosen]
        if not items:
            self._tell("", say("Choose sources to see them as your style has them."))
            return
        self._citations.entries(items[:MOST_FORMATTED], self._take, purpose="sources")

    def _take(self, formatted: Formatted) -> None:
        self._formatted = formatted
        if formatted.problem:
            self._tell("", formatted.problem)
            return
        shown = formatted.bibliography[:MOST] or formatted.clusters
        entries = "".join(f'<p style="margin: 0 0 4px 0">{as_form(entry, "html")}</p>' for entry in shown)
        if len(formatted.bibliography) > MOST:
            entries += f"<p>{count('and {number} more', 'and {number} more', len(formatted.bibliography) - MOST)}</p>"
        self._tell(entries, as_form(formatted.clusters[0], "html"))
        if self._copying:
            self._copy_now(formatted)

    def _tell(self, entries: str, citation: str) -> None:
        self.entries.setText(entries)
        self.entries.setVisible(bool(entries))
        self.citation.setText(citation)

    def _copy_now(self, formatted: Formatted) -> None:
        what, form = self._copying or ("", "text")
        self._copying = None
        if formatted.problem:
            self._desk.workspace.told.emit(formatted.problem)
            return
        whole = what == "bibliography" and formatted.bibliography
        copied = QMimeData()
        copied.setText(_in_form(formatted, form, whole=bool(whole)))
        if form == "text":
            # A word processor takes italics and the like from this.
            copied.setHtml(_in_form(formatted, "html", whole=bool(whole)))
        QGuiApplication.clipboard().setMimeData(copied)
        told = say("The bibliography was copied.") if whole else say("The citation was copied.")
        self._desk.workspace.told.emit(told)

    def _restyle(self) -> None:
        self._desk.settings.put(STYLE, str(self.style_choice.currentData() or USUAL))


def _in_form(formatted: Formatted, form: Form, *, whole: bool) -> str:
    return listed(formatted.bibliography, form) if whole else as_form(formatted.clusters[0], form)


_FORMS: dict[str, Form] = {"text": "text", "html": "html", "markdown": "markdown"}
