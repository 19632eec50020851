"""Find selectors again in a text, with the text they were made in or without it."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from postil.domain.anchoring.aligning import quote_in
from postil.domain.anchoring.candidates import Scene, View, ordered_view, view_of
from postil.domain.anchoring.comparing import Comparison, compare
from postil.domain.anchoring.judging import Candidate, judge
from postil.domain.anchoring.sameness import stands
from postil.domain.anchoring.searching import index
from postil.domain.anchoring.selectors import CONTEXT, Placement, Selector
from postil.domain.anchoring.tokens import Reading, Vocabulary, read

_WIDE = 24
"""Tokens on both sides of a quote that help to search for it where its old text is known."""


def locate(text: str, selector: Selector, *, old_text: str | None = None) -> Placement:
    """Return where ``selector`` belongs in ``text``; never raises.

    ``old_text`` is the text that the selector's positions count in; without it quote and context must do. It alone
    tells apart passages that read alike. A quote of fewer than 12 code points is found through its context only.
    The last pair of texts is remembered, so that a second call with the same strings is fast.
    """
    return locate_all(text, (selector,), old_text=old_text)[0]


def locate_all(text: str, selectors: Iterable[Selector], *, old_text: str | None = None) -> list[Placement]:
    """Return the placement of each of ``selectors``, in their order; as ``locate``."""
    return [_locate(text, selector, old_text) for selector in selectors]


def _locate(text: str, selector: Selector, old_text: str | None) -> Placement:
    if not selector.exact:
        return _lost(text, selector.start)
    fits = selector.start >= 0 and selector.end - selector.start == len(selector.exact)
    if old_text is not None and fits and old_text.startswith(selector.exact, selector.start):
        selector = replace(
            selector,
            prefix=old_text[max(0, selector.start - CONTEXT) : selector.start],
            suffix=old_text[selector.end : selector.end + CONTEXT],
        )
        if old_text == text:
            return Placement("exact", selector.start, selector.end, 1.0)
        return _carry_over(*_compared(text, old_text), selector)
    return _at_once(text, selector) or _search(_scene(text), selector)


@lru_cache(maxsize=1)
def _scene(text: str) -> Scene:
    vocabulary = Vocabulary()
    new = read(text, vocabulary)
    return Scene(new, index(new.codes), vocabulary)


@lru_cache(maxsize=1)
def _compared(text: str, old_text: str) -> tuple[Scene, Reading, Comparison]:
    scene = _scene(text)
    old = read(old_text, scene.vocabulary)
    return scene, old, compare(old.codes, scene.new.codes)


def _lost(text: str, place: int) -> Placement:
    place = min(max(0, place), len(text))
    return Placement("lost", place, place, 0.0)


def _at_once(text: str, selector: Selector) -> Placement | None:
    """Return the placement where quote and context stand to the letter: at their old place, or once in the text."""
    whole = selector.prefix + selector.exact + selector.suffix
    start = selector.start - len(selector.prefix)
    positioned = start >= 0 and selector.end - selector.start == len(selector.exact)
    if positioned and text.startswith(whole, start):
        found = start
    else:
        found = text.find(whole)
        alone = found >= 0 and text.find(whole, found + 1) < 0
        if not alone or len(whole) - len(selector.exact) < 8:
            return None
    place = found + len(selector.prefix)
    if not stands(text, place, selector.exact, selector.prefix, selector.suffix):
        return None
    return Placement("exact", place, place + len(selector.exact), 1.0)


def _search(scene: Scene, selector: Selector) -> Placement:
    """Find a selector without its old text."""
    opening = len(selector.prefix)
    reading = read(selector.prefix + selector.exact + selector.suffix, scene.vocabulary, learning=False)
    quote = quote_in(reading, opening, opening + len(selector.exact))
    if quote is None:
        return _lost(scene.new.original, selector.start)
    view = view_of(scene, selector, quote, opening, selector.start)
    candidates = view.verbatim()
    if not (len(candidates) == 1 and candidates[0].context >= 0.9):
        candidates += view.searched(0, len(reading.codes))
    return _settled(view, candidates)


def _carry_over(scene: Scene, old: Reading, comparison: Comparison, selector: Selector) -> Placement:
    """Find a selector by the comparison of its old text with the new one."""
    quote = quote_in(old, selector.start, selector.end)
    if quote is None:
        return _at_once(scene.new.original, selector) or _lost(scene.new.original, selector.start)
    view, ordered = ordered_view(scene, selector, quote, comparison)
    verdict = judge(selector, [ordered])
    if verdict and (verdict.state == "exact" or ordered.firm_sides == 2):
        return _settled(view, [ordered])
    wide = max(0, quote.first - _WIDE), min(len(old.codes), quote.last + _WIDE)
    others = [*view.verbatim(), *view.searched(*wide)]
    free = [replace(other, in_order=False) for other in others if not view.is_taken(other, comparison)]
    return _settled(view, [ordered, *free])


def _settled(view: View, candidates: list[Candidate]) -> Placement:
    verdict = judge(view.selector, candidates)
    if verdict is None:
        return _lost(view.scene.new.original, view.expected)
    best = verdict.candidate
    score = 1.0 if verdict.state == "exact" else round(min(0.99, best.weight), 3)
    return Placement(verdict.state, best.start, best.end, score)
