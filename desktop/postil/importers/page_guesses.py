"""What trafilatura and htmldate tell of a page that does not say it in so many words; all of it is a guess."""

import copy
import logging
import re
from collections.abc import Iterator
from typing import Any

from postil.domain.records import Evidence, Name
from postil.domain.text import canonical
from postil.importers.names import read_names
from postil.importers.printed_dates import read_date

_MOST_ELEMENTS = 30_000
_PROSE = 12
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DATE_NAMES = re.compile(r"date|time|publi|posted|byline|dateline|meta\b", re.IGNORECASE)


def guessed_metadata(root: Any, base: str) -> Iterator[tuple[list[Evidence], tuple[Name, ...]]]:
    """Give author and site as trafilatura finds them in the page's elements and classes."""
    if _is_too_large(root):
        return
    from trafilatura import extract_metadata

    _silence()
    try:
        found: Any = extract_metadata(copy.deepcopy(root), default_url=base or None, extensive=False)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        # It reads what strangers wrote, with patterns of its own; where it stumbles, nothing is known.
        return
    author = canonical(found.author or "").strip()
    if author and "://" not in author and len(author) < 200:
        names = read_names(author)
        if names:
            yield [Evidence("authors", "; ".join(map(str, names)), author, "page author", guess=True)], names
    site = canonical(found.sitename or "").strip()
    if site and len(site) < 100:
        yield [Evidence("container_title", site, site, "page site", guess=True)], ()


def guessed_date(root: Any, base: str) -> list[Evidence]:
    """Return the date of publication that htmldate guesses from the address, elements and classes, never from prose."""
    if _is_too_large(root):
        return []
    from htmldate import find_date

    _silence()
    page = _without_prose(root)
    try:
        value: Any = find_date(page, extensive_search=False, original_date=True, url=base or None)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError, RecursionError):
        return []
    if not value or not read_date(value):
        return []
    printed = _printed(page, value, base)
    # A date that cannot be shown to the reader where it stands is not worth having.
    return [Evidence("published", value, printed, "page date", guess=True)] if printed else []


def _without_prose(root: Any) -> Any:
    """Return a copy without running text, lists and tables: what stands there is the article's subject, not its date.

    Parts whose class or id calls them a date or byline stay.
    """
    page = copy.deepcopy(root)
    after_prose = False
    for element in list(
        page.iter("p", "li", "tr", "blockquote", "dd", "dt", "figcaption", "caption", "pre", *_HEADINGS)
    ):
        words = sum(len(text.split()) for text in element.itertext())
        is_prose = words > _PROSE
        after_prose = after_prose or (is_prose and element.tag == "p" and words > 3 * _PROSE)
        if is_prose or (_is_fact(element, after_prose=after_prose) and not _is_called_date(element)):
            _cut(element)
    for element in page.iter("div", "section", "article", "span"):
        if element.text and len(element.text.split()) > _PROSE:
            element.text = None
        for child in element:
            if child.tail and len(child.tail.split()) > _PROSE:
                child.tail = None
    return page


def _cut(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _is_fact(element: Any, *, after_prose: bool) -> bool:
    """Say whether what ``element`` says in few words belongs to the article: all but the short lines above its text."""
    if element.tag == "tr":
        return after_prose or next(element.iterchildren("th"), None) is not None
    return after_prose or element.tag != "p"


def _is_called_date(element: Any) -> bool:
    """Say whether the element or one of the two around it is named as a date, time or byline."""
    for _ in range(3):
        if element is None:
            return False
        if _DATE_NAMES.search(
            f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
        ):
            return True
        element = element.getparent()
    return False


def _printed(page: Any, value: str, base: str) -> str:
    """Return the string that ``value`` was read from, the first that means the same day; "" where none does."""
    for element in page.iter():
        for attribute in ("datetime", "content", "title", "data-date"):
            text = element.get(attribute)
            if text and len(text) < 80 and read_date(text) == value:
                return text
        for text in (element.text, element.tail):
            if text and 5 < len(text.strip()) < 120 and read_date(text.strip()[:80]) == value:
                return " ".join(text.split())
    digits = re.compile(value.replace("-", r"[/\-_]?").replace(r"[/\-_]?0", r"[/\-_]?0?"))
    return base if base and digits.search(base) else ""


def _is_too_large(root: Any) -> bool:
    return sum(1 for _ in root.iter()) > _MOST_ELEMENTS


def _silence() -> None:
    # They log what they stumble over as errors of theirs; a page without a date is none.
    for name in ("trafilatura", "htmldate", "readability"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
