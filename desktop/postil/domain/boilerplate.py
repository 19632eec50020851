"""Boilerplate in the reader's words: what each rule that marks a block takes it for."""

from collections import Counter
from collections.abc import Iterable

from postil.domain.wording import count, say

BY_HAND = "by_hand"
"""The rule of a block that the reader marked."""

_WORDS: dict[str, tuple[str, str, str]] = {
    "plea": ("a plea to follow", "{number} pleas to follow", "pleas to follow"),
    "share": ("share buttons", "{number} rows of share buttons", "share buttons"),
    "cookies": ("a cookie notice", "{number} cookie notices", "cookie notices"),
    "related": ("a list of related pages", "a list of related pages", "lists of related pages"),
    "newsletter": ("an offer of a newsletter", "{number} offers of a newsletter", "offers of newsletters"),
    "read_more": ("a link to another page", "{number} links to other pages", "links to other pages"),
    "copyright": ("a copyright line", "{number} copyright lines", "copyright lines"),
    "advertisement": ("an advertisement", "{number} advertisements", "advertisements"),
    "byline": ("a byline", "{number} bylines", "bylines"),
    "running_head": ("a running head", "{number} running heads", "running heads"),
    "running_foot": ("a running foot", "{number} running feet", "running feet"),
    "contents": ("the table of contents", "the table of contents", "tables of contents"),
    "page_number": ("a page number", "{number} page numbers", "page numbers"),
    "margin": ("a line in the margin", "{number} lines in the margin", "lines in the margin"),
    "licence": ("a licence", "{number} passages of a licence", "licences"),
    BY_HAND: ("a passage you marked", "{number} passages you marked", "passages you marked"),
}
"""For each rule: one such passage, several, and the kind as a whole."""
_OTHER = ("another passage", "{number} other passages", "such passages")


def kind_words(rule: str) -> str:
    """Return what ``rule`` takes as a kind, in the plural: "pleas to follow"."""
    return say(_WORDS.get(rule, _OTHER)[2])


def fold_words(rules: Iterable[str]) -> str:
    """Return what passages with these rules are, each kind once: "a plea to follow, a list of related pages"."""
    told = Counter(rules)
    return ", ".join(count(*_WORDS.get(rule, _OTHER)[:2], number) for rule, number in told.items())


def folded_sentence(rules: Iterable[str]) -> str:
    """Return the line that stands for folded passages with these rules."""
    passages = tuple(rules)
    return count(
        "{number} passage folded: {kinds}",
        "{number} passages folded: {kinds}",
        len(passages),
        kinds=fold_words(passages),
    )
