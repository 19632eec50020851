"""Wishes about the versions of articles: see them and where they come from, look for newer ones, decide about them."""

from collections import Counter
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from postil.app.asking import open_article_id
from postil.domain.records import Highlight
from postil.domain.wording import count, say
from postil.session.desk import Desk
from postil.session.importing import ImportFlow

if TYPE_CHECKING:
    from postil.session.revising import Offer


class VersionWishes(QObject):
    """Opens what the reader wishes about versions over a window; offers come one after the other.

    ``offered`` carries a sentence for the status bar, the label of a button beside it, and what that does.
    """

    offered = Signal(str, str, object)

    def __init__(self, window: QWidget, desk: Desk, imports: ImportFlow) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._imports = imports
        self._offers: list[Offer] = []
        self._is_asking = False
        desk.workspace.versions_requested.connect(self.show_versions)
        imports.revision_offered.connect(self.ask)
        imports.revisions.revised.connect(self._report)

    def close(self) -> None:
        """Ask nothing more: the window closes."""
        self._offers.clear()

    def show_versions(self, article_id: str = "") -> None:
        """Show the versions of an article, or of the open one."""
        wanted = article_id or open_article_id(self._desk.workspace)
        if not wanted:
            return
        from postil.dialogs.versions import VersionsDialog
        from postil.panels.article.panel import reading_style

        dialog = VersionsDialog(self._desk, wanted, reading_style(self._desk), self._window)
        dialog.check_requested.connect(self.check)
        dialog.file_requested.connect(self.add_file)
        dialog.show()

    def show_provenance(self, article_id: str = "") -> None:
        """Show where an article comes from, or the open one."""
        wanted = article_id or open_article_id(self._desk.workspace)
        if wanted:
            from postil.dialogs.provenance import ProvenanceDialog

            ProvenanceDialog(self._desk, wanted, self._window).show()

    def check(self, article_id: str = "") -> None:
        """Look whether the page of an article, or of the open one, has a newer version."""
        wanted = article_id or open_article_id(self._desk.workspace)
        if wanted:
            self._imports.check_for_newer(wanted)

    def add_file(self, article_id: str = "") -> None:
        """Ask for a file that holds a newer version of an article, or of the open one."""
        wanted = article_id or open_article_id(self._desk.workspace)
        if not wanted:
            return
        from postil.importers import IMPORTERS

        known = " ".join(f"*{extension}" for each in IMPORTERS for extension in each.extensions)
        filters = f"{say('Articles')} ({known});;{say('All files')} (*)"
        path, _ = QFileDialog.getOpenFileName(
            self._window, say("Add new version"), "", filters, options=QFileDialog.Option.HideNameFilterDetails
        )
        if path:
            self._imports.import_version(wanted, Path(path))

    def ask(self, offer: "Offer") -> None:
        """Ask what is to become of a newer version, once those before it are decided."""
        self._offers.append(offer)
        if not self._is_asking:
            self._ask_next()

    def _ask_next(self) -> None:
        self._is_asking = bool(self._offers)
        if self._offers:
            from postil.dialogs.revision_offer import RevisionOfferDialog

            dialog = RevisionOfferDialog(self._desk, self._imports.revisions, self._offers.pop(0), self._window)
            dialog.finished.connect(self._ask_next)
            dialog.open()
        else:
            QTimer.singleShot(0, self._give_focus_back)

    def _give_focus_back(self) -> None:
        """Let the keyboard reach what stands over the window, such as the report of an import, else the window.

        Not every window manager gives it to more than the window that a dialog belonged to.
        """
        dialogs = [each for each in self._window.findChildren(QDialog) if each.isVisible()]
        (dialogs[-1] if dialogs else self._window).activateWindow()

    def _report(self, article_id: str) -> None:
        """Say what became of the highlights, with a way to those that are to be looked at."""
        workspace = self._desk.workspace
        if workspace.open is None or workspace.open.article.id != article_id:
            workspace.open_article(article_id)
        highlights = workspace.library.highlights(article_id)
        sentence = summary(highlights)
        if any(highlight.state in {"changed", "lost"} for highlight in highlights):
            self.offered.emit(sentence, say("Review"), self._review)
        else:
            workspace.told.emit(sentence)

    def _review(self) -> None:
        # The cards may still be on their way.
        workspace = self._desk.workspace
        workspace.turns.when_free(partial(workspace.review_requested.emit, "all"))


def summary(highlights: Iterable[Highlight]) -> str:
    """Return what became of an article's highlights in its newest version, as one sentence."""
    counts = Counter(
        "review" if highlight.state == "changed" and not highlight.reviewed else highlight.state
        for highlight in highlights
    )
    if not counts:
        return say("The new version is in.")
    settled = counts["exact"] + counts["changed"]
    counted = (
        (settled, count("{number} highlight as it was", "{number} highlights as they were", settled)),
        (counts["moved"], count("{number} moved", "{number} moved", counts["moved"])),
        (counts["review"], count("{number} to review", "{number} to review", counts["review"])),
        (counts["lost"], count("{number} lost", "{number} lost", counts["lost"])),
    )
    return say("The new version is in: {counts}.", counts=", ".join(words for number, words in counted if number))
