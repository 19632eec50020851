"""What is boilerplate and what is not: decided in the text, kept for the site that the article came from."""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import groupby

from PySide6.QtCore import QObject

from postil.domain.boilerplate import BY_HAND, kind_words
from postil.domain.document import Document
from postil.domain.edits import Edit
from postil.domain.records import Fold
from postil.domain.wording import count, say
from postil.services import folding
from postil.session.desk import Desk
from postil.session.workspace import OpenArticle
from postil.storage.folds import folds_of
from postil.widgets.reading import ReadingSurface

Entry = tuple[str, Callable[[], object]]
"""An entry of a menu: its label and what it does."""


class Folding(QObject):
    """Makes the reader's decisions steps of undo, and has the surface follow them."""

    def __init__(self, desk: Desk, surface: ReadingSurface) -> None:
        super().__init__(surface)
        self._workspace = desk.workspace
        self._surface = surface
        self._workspace.changed.connect(self._hear)

    def turn(self) -> None:
        """Take the selected blocks, or those at the caret, for boilerplate, or for text where all of them are."""
        blocks = self._surface.chosen_blocks()
        document = self._document()
        if document is not None and blocks:
            self.decide(blocks, folded=not _all_marked(document, blocks))

    def decide(self, blocks: Iterable[int], *, folded: bool) -> None:
        """Take these blocks, and all of the same words on their site, for boilerplate or for text."""
        opened = self._workspace.open
        if opened is None:
            return
        chosen, site, folds = tuple(blocks), *self._known(opened)
        edit = folding.decide(opened.revision.document, folds, site, chosen, folded=folded)
        if self._workspace.do(edit):
            words = count("This passage", "These {number} passages", len(chosen))
            said = (
                say("{passages} will be folded on {site}; Ctrl+Z takes that back.", passages=words, site=_named(site))
                if folded
                else say(
                    "{passages} will be shown on {site}; Ctrl+Z takes that back.", passages=words, site=_named(site)
                )
            )
            self._workspace.told.emit(said)

    def entries(self, blocks: tuple[int, ...]) -> list[Entry]:
        """Return what can be done about the boilerplate at ``blocks``, for a menu."""
        opened, document = self._workspace.open, self._document()
        if opened is None or document is None or not blocks or not any(document.blocks[i].text for i in blocks):
            return []
        site, folds = self._known(opened)
        if not _all_marked(document, blocks):
            return [*self._again(opened, blocks, site, folds), self._mark(blocks, folded=True)]
        turn = partial(self._surface.turn_boilerplate, document.starts[blocks[0]])
        label = say("Show this") if self._surface.is_folded(blocks[0]) else say("Fold again")
        rules = [rule for rule, _ in groupby(document.blocks[index].boilerplate for index in blocks)]
        never = [
            (
                say("Never fold {kind} on {site}", kind=kind_words(rule), site=_named(site)),
                partial(self._do, folding.never_fold(folds, site, rule)),
            )
            for rule in dict.fromkeys(rules)
            if rule != BY_HAND
        ]
        return [(label, turn), self._mark(blocks, folded=False), *never]

    def _mark(self, blocks: tuple[int, ...], *, folded: bool) -> Entry:
        label = say("This is boilerplate") if folded else say("This is not boilerplate")
        return label, partial(self.decide, blocks, folded=folded)

    def _again(self, opened: OpenArticle, blocks: tuple[int, ...], site: str, folds: tuple[Fold, ...]) -> list[Entry]:
        """Give what takes "never fold" back where a block was let go by it."""
        kept = {fold.rule for fold in folds if fold.rule and not fold.folded}
        found = dict.fromkeys(opened.revision.document.blocks[index].boilerplate for index in blocks)
        return [
            (
                say("Fold {kind} on {site} again", kind=kind_words(rule), site=_named(site)),
                partial(self._do, folding.fold_again(folds, site, rule)),
            )
            for rule in found
            if rule in kept
        ]

    def _do(self, edit: Edit) -> None:
        if self._workspace.do(edit):
            self._workspace.told.emit(say("{step}: done; Ctrl+Z takes that back.", step=edit.label))

    def _known(self, opened: OpenArticle) -> tuple[str, tuple[Fold, ...]]:
        site = folding.site_of(opened.revision, opened.item)
        return site, folds_of(self._workspace.library, site)

    def _document(self) -> Document | None:
        """Return the open article's document as it is marked now."""
        opened = self._workspace.open
        return folding.as_folded(self._workspace.library, opened.revision, opened.item) if opened else None

    def _hear(self, edit: Edit) -> None:
        if edit.touched(Fold):
            document = self._document()
            if document is not None:
                self._surface.mark_anew(document)


def _all_marked(document: Document, blocks: Iterable[int]) -> bool:
    return all(document.blocks[index].boilerplate or not document.blocks[index].text for index in blocks)


def _named(site: str) -> str:
    return folding.site_words(site)
