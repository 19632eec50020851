"""Finding the one place that a reader means by quoting it."""

import re

from postil.domain.problems import Problem
from postil.domain.text import canonical


def find_quote(text: str, quote: str, *, prefix: str = "", suffix: str = "") -> tuple[int, int]:
    """Return the start and end (code points) of ``quote`` in ``text``, between ``prefix`` and ``suffix``.

    White space matches any white space, all else to the letter. Of several places one that does not cut a word or a
    run of stars in two is meant. Raises Problem where there is none, or where more than one is left.
    """
    wanted = canonical(quote).strip()
    if not wanted:
        raise Problem("The quotation is empty; give the words to highlight.")
    pattern = f"(?={_loose(prefix)}({_loose(wanted)}){_loose(suffix)})"
    found = [match.span(1) for match in re.finditer(pattern, text)]
    if len(found) > 1:
        found = [span for span in found if _stands_alone(text, *span)] or found
    if not found:
        raise Problem("The article does not hold the words “{quote}” in that place; nothing was marked.", quote=wanted)
    if len(found) > 1:
        raise Problem(
            "The words “{quote}” stand in {number} places; say which with --prefix or --suffix.",
            quote=wanted,
            number=len(found),
        )
    return found[0]


def _loose(words: str) -> str:
    """Return a pattern for ``words`` in which white space, also at the ends, matches any white space."""
    parts = re.split(r"(\s+)", canonical(words))
    return "".join(r"\s+" if part.isspace() else re.escape(part) for part in parts)


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not _joined(text[start - 1 : start], text[start]) and not _joined(text[end - 1], text[end : end + 1])


def _joined(left: str, right: str) -> bool:
    return bool(left and right) and (left == right or (left.isalnum() and right.isalnum()))
