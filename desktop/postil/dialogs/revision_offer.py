"""What came in is likely a newer version of an article: the reader decides what becomes of it."""

from PySide6.QtWidgets import QWidget

from postil.dialogs.frame import Dialog, plain_label, stacked
from postil.domain.wording import count, say
from postil.session.desk import Desk
from postil.session.revising import Offer, Revisions


class RevisionOfferDialog(Dialog):
    """Offers to add a version, to keep an article apart, or to leave it; Escape leaves it."""

    def __init__(self, desk: Desk, revisions: Revisions, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(say("A newer version"), parent)
        self._revisions = revisions
        self._offer = offer
        self._is_answered = False
        marked = len(desk.workspace.library.highlights(offer.kinship.article_id))
        self.question = plain_label(say("Is this a newer version of “{title}”?", title=offer.title), "title")
        self.reason = plain_label(reason(offer))
        self.body.addLayout(stacked(self.question, self.reason, gap=8))
        self.lengths = plain_label(_lengths(offer), "muted")
        self.body.addWidget(self.lengths)
        promise = say("As a new version it takes the place of the old text, which stays to be compared with it.")
        if marked:
            promise = count(
                "As a new version it takes the place of the old text, which stays to be compared with it. Your "
                "highlight comes along, and you see whether it is to be looked at.",
                "As a new version it takes the place of the old text, which stays to be compared with it. Your "
                "{number} highlights come along, and you see which of them are to be looked at.",
                marked,
            )
        self.body.addWidget(plain_label(promise))
        self.body.addStretch(1)
        if offer.doubtful:
            # Enter does not do what may be wrong.
            self.leave_button = self.add_default(say("Leave it"))
            self.leave_button.clicked.connect(self.reject)
            self.add_button = self.add_further(say("Add as new version"))
        else:
            self.add_button = self.add_default(say("Add as new version"))
            self.leave_button = self.add_escape(say("Leave it"))
        self.add_button.clicked.connect(self._add)
        self.keep_button = self.add_further(say("Keep as a separate article"))
        self.keep_button.clicked.connect(self._keep)
        if offer.doubtful:
            self.show_problem(
                say("It is so much shorter than the article, and so unlike it, that it may be an error page.")
            )
            self.leave_button.setFocus()
        self.size_to(520, 232)

    def _add(self) -> None:
        self._is_answered = True
        self._revisions.accept_revision(self._offer, force=self._offer.doubtful)
        self.accept()

    def _keep(self) -> None:
        self._is_answered = True
        self._revisions.add_separately(self._offer)
        self.accept()

    def done(self, result: int) -> None:
        """Close; what was not answered is left."""
        if not self._is_answered:
            self._is_answered = True
            self._revisions.leave(self._offer)
        super().done(result)


def reason(offer: Offer) -> str:
    """Return why what came in is taken for a newer version, as one sentence."""
    if offer.kinship.why == "address":
        return say("What came in has the same address: {name}", name=offer.name)
    if offer.kinship.why == "file":
        return say("What came in is the same file, with other words: {name}", name=offer.name)
    percent = round(offer.kinship.likeness * 100)
    return say("{percent} % of what came in ({name}) reads the same.", percent=percent, name=offer.name)


def _lengths(offer: Offer) -> str:
    return say(
        "In your library since {day}, with {old}; now with {new}.",
        day=offer.captured[:10],
        old=count("{number} word", "{number} words", offer.old_words),
        new=count("{number} word", "{number} words", offer.words),
    )
