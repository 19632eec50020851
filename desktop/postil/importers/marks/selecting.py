"""Selectors of the Web Annotation data model, as programs write them: the quotation, its context and its place.

Source: https://www.w3.org/TR/annotation-model/#selectors
"""

from dataclasses import dataclass, replace

from postil.importers.marks.values import Fields, fields, first, many, whole, words

_DEEPEST = 8
"""How often a selector is refined by another before nobody looks any deeper."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What selectors say of a passage; ``start`` is -1 where none counts it, ``page`` "" where none names it."""

    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    page: str = ""


def quotation(selectors: object, depth: int = 0) -> Quotation:
    """Return what ``selectors``, one or a list, say together, those that refine them included."""
    found = Quotation()
    if depth > _DEEPEST:
        return found
    for selector in many(selectors)[:50]:
        found = _with(found, fields(selector), depth)
    return found


def _with(found: Quotation, selector: Fields, depth: int) -> Quotation:
    kind = words(selector.get("type") or selector.get("@type")).rpartition(":")[2]
    if kind == "TextQuoteSelector" and not found.exact:
        # White space at the edges tells words from their neighbours.
        found = replace(
            found,
            exact=_verbatim(selector, "exact"),
            prefix=_verbatim(selector, "prefix"),
            suffix=_verbatim(selector, "suffix"),
        )
    elif kind == "TextPositionSelector" and found.start < 0:
        found = replace(found, start=whole(selector.get("start")))
    elif kind == "PageSelector":
        found = replace(found, page=first(selector, "label"))
    nested = [selector.get(name) for name in ("refinedBy", "startSelector") if selector.get(name) is not None]
    for value in nested:
        inner = quotation(value, depth + 1)
        if inner.exact and not found.exact:
            found = replace(found, exact=inner.exact, prefix=inner.prefix, suffix=inner.suffix)
        if found.start < 0:
            found = replace(found, start=inner.start)
        found = replace(found, page=found.page or inner.page)
    if kind == "RangeSelector":
        found = _range(found, selector, depth)
    return found


def _range(found: Quotation, selector: Fields, depth: int) -> Quotation:
    """Take the words of a range that two quotations bound: all of it where they meet, else what begins it."""
    end = quotation(selector.get("endSelector"), depth + 1)
    if not end.exact or end.exact == found.exact:
        return found
    if found.suffix.startswith(end.exact):
        return replace(found, exact=found.exact + end.exact, suffix=end.suffix)
    return found


def _verbatim(selector: Fields, name: str) -> str:
    value = selector.get(name)
    return value[:1_000_000] if isinstance(value, str) else ""
