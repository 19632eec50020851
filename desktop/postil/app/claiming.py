"""Wishes about claims and links: judge one, put two passages in a relation, see all of them."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from postil.domain.wording import say
from postil.panels.article import ArticlePanel
from postil.session.desk import Desk
from postil.session.relating import RelationWish, link_at


class ClaimWishes(QObject):
    """Opens what the reader wishes about claims over a window; each dialog's module is loaded when it is wanted."""

    def __init__(self, window: QWidget, desk: Desk, article: ArticlePanel) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._workspace = desk.workspace
        self._article = article
        self._workspace.claim_requested.connect(self.judge)
        self._workspace.relation_requested.connect(self.relate)

    def judge(self, highlight_id: str) -> None:
        """Ask what a highlight claims and whether that holds."""
        from postil.dialogs.claim import ClaimDialog

        ClaimDialog(self._desk, highlight_id, self._window).open()

    def relate(self, wish: RelationWish) -> None:
        """Ask how two passages stand to each other."""
        from postil.dialogs.linking import LinkingDialog

        LinkingDialog(self._desk, wish, self._window).open()

    def judge_here(self) -> None:
        """Judge the highlight at the caret, or make the selected words one first."""
        highlight_id = self.here()
        if highlight_id:
            self.judge(highlight_id)

    def link_here(self) -> None:
        """Begin a link at the highlight at the caret, or at the selected words; where one has begun, end it here."""
        highlight_id = self.here()
        if highlight_id:
            link_at(self._workspace, highlight_id)

    def choose_link(self) -> None:
        """Link the highlight at the caret with one chosen from the whole library."""
        highlight_id = self._workspace.linking or self.here()
        if highlight_id:
            self.relate(RelationWish(highlight_id))

    def show_claims(self) -> None:
        """Show the claims of the open article, or of the library where none is open."""
        from postil.dialogs.claims import ClaimsDialog

        opened = self._workspace.open
        ClaimsDialog(self._desk, opened.article.id if opened is not None else "", self._window).show()

    def here(self) -> str:
        """Return the highlight that is meant: the selected words made one, or the one at the caret; "" for none."""
        if self._workspace.selection is not None:
            made = self._article.marking.highlight_in(self._desk.settings.text("highlights/color"))
            return made.id if made is not None else ""
        ids = self._article.surface.marks_at_caret()
        if not ids:
            told = say("Select words, or put the caret in a highlight; on a card, C judges, L links and Q quotes.")
            self._workspace.told.emit(told)
        return ids[0] if ids else ""
