"""What the reader decided about boilerplate on a site, and what follows from it for an article's blocks.

Only marks change: no text does, so no position moves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from postil.domain.addresses import normal_url
from postil.domain.boilerplate import BY_HAND, kind_words
from postil.domain.document import Block, Document
from postil.domain.edits import Change, Edit
from postil.domain.ids import new_id, now
from postil.domain.records import CslItem, Fold, Revision
from postil.domain.wording import say
from postil.storage.folds import folds_of, has_folds
from postil.storage.library import Library


def site_of(revision: Revision, item: CslItem) -> str:
    """Return the host that a version came from, without ``www.``; "" for what came from none.

    A file that knows its address, such as a saved page, is of that site.
    """
    address = revision.location if revision.source_kind == "url" else item.url
    try:
        return urlsplit(normal_url(address)).hostname or ""
    except ValueError:
        return ""


def site_words(site: str) -> str:
    """Return what a site is called in a sentence."""
    return site or say("articles without an address")


def folded_document(document: Document, folds: Iterable[Fold], site: str) -> Document:
    """Return ``document`` with its blocks marked as the reader wants them on ``site``; the text is the same."""
    decided = _Decided.of(folds, site)
    if not decided.rules and not decided.words:
        return document
    blocks = tuple(_marked(block, decided.rule(block)) for block in document.blocks)
    return document if blocks == document.blocks else Document(blocks)


def as_folded(library: Library, revision: Revision, item: CslItem) -> Document:
    """Return the document of ``revision`` with the reader's decisions about its site applied."""
    if not has_folds(library):
        return revision.document
    site = site_of(revision, item)
    return folded_document(revision.document, folds_of(library, site), site)


def decide(document: Document, folds: Sequence[Fold], site: str, indexes: Iterable[int], *, folded: bool) -> Edit:
    """Return the edit after which the blocks at ``indexes``, and all of the same words on ``site``, are folded or not.

    A decision that says what holds without it is taken away instead of being kept.
    """
    kept = {fold.words: fold for fold in folds if fold.site == site and not fold.rule}
    by_rule = _Decided.of((fold for fold in folds if fold.rule), site)
    changes: dict[str, Change] = {}
    for index in indexes:
        block = document.blocks[index]
        words = _words(block.text)
        if not words or words in changes:
            continue
        before = kept.get(words)
        if bool(by_rule.rule(block)) == folded:
            after = None
        else:
            after = replace(before, folded=folded) if before else Fold(new_id(), site, "", words, folded, now())
        if before != after:
            changes[words] = Change(before, after)
    label = say("Mark as boilerplate") if folded else say("Mark as text")
    return Edit(label, tuple(changes.values()))


def never_fold(folds: Iterable[Fold], site: str, rule: str) -> Edit:
    """Return the edit after which nothing that ``rule`` takes is folded on ``site``."""
    label = say("Never fold {kind} on {site}", kind=kind_words(rule), site=site_words(site))
    before = _of_rule(folds, site, rule)
    if before is not None and not before.folded:
        return Edit(label, ())
    return Edit(label, (Change(before, Fold(before.id if before else new_id(), site, rule, "", False, now())),))


def fold_again(folds: Iterable[Fold], site: str, rule: str) -> Edit:
    """Return the edit after which what ``rule`` takes is folded on ``site``, as everywhere."""
    label = say("Fold {kind} on {site} again", kind=kind_words(rule), site=site_words(site))
    before = _of_rule(folds, site, rule)
    return Edit(label, (Change(before, None),) if before is not None else ())


@dataclass(frozen=True, slots=True)
class _Decided:
    """The decisions of one site, by rule and by words."""

    rules: Mapping[str, bool]
    words: Mapping[str, bool]

    @classmethod
    def of(cls, folds: Iterable[Fold], site: str) -> "_Decided":
        here = [fold for fold in folds if fold.site == site]
        return cls(
            {fold.rule: fold.folded for fold in here if fold.rule},
            {fold.words: fold.folded for fold in here if not fold.rule},
        )

    def rule(self, block: Block) -> str:
        """Return the rule that a block is folded by, "" for none; what was said of its very words goes first."""
        said = self.words.get(_words(block.text)) if self.words else None
        if said is not None:
            return (block.boilerplate or BY_HAND) if said else ""
        return block.boilerplate if self.rules.get(block.boilerplate, True) else ""


def _of_rule(folds: Iterable[Fold], site: str, rule: str) -> Fold | None:
    return next((fold for fold in folds if fold.site == site and fold.rule == rule), None)


def _marked(block: Block, rule: str) -> Block:
    return block if block.boilerplate == rule else replace(block, boilerplate=rule)


def _words(text: str) -> str:
    return " ".join(text.split())
