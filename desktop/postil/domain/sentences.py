"""Where the sentences of a canonical text begin and end, by its punctuation alone."""

import bisect
import re
from collections.abc import Iterator
from operator import itemgetter

# A full stop ends a sentence before white space only; those of Chinese and Japanese stand by themselves.
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？｡]+[」』”’）]*")
_STOPPED = re.compile(r"(?:^|[\s(\[“\"'«])([^\W\d_]+(?:\.[^\W\d_]+)*)$")
_LINE = re.compile(r"[^\n]+")
# Words whose full stop seldom ends a sentence, in the languages that Postil's readers read most.
_ABBREVIATIONS = (
    "mr mrs ms dr prof gen col maj capt lt sgt gov sen rep pres rev hon st jr sr no nos vol vols p pp ch chap sec fig "
    "figs ed eds cf ca vs viz al art ff approx e.g i.e z.b d.h u.a bzw nr abs bd hrsg hg s vgl usw etc mme mlle sra"
)
_ABBREVIATED = frozenset(_ABBREVIATIONS.split())


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Give start and end (code points) of every sentence of ``text``, in order, without the white space around it.

    A sentence ends with its line at the latest; a full stop after an abbreviation or an initial ends none.
    """
    for line in _LINE.finditer(text):
        yield from _of_line(text, *line.span())


def _of_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for stop in _END.finditer(text, start, end):
        if not _goes_on(text, start, stop, end):
            yield from _trimmed(text, start, stop.end())
            start = stop.end()
    yield from _trimmed(text, start, end)


def _goes_on(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Return whether the sentence goes on after these marks."""
    if not stop[0].startswith("."):
        return False
    following = text[stop.end() : end].lstrip()
    if following[:1].islower():
        return True
    before = _STOPPED.search(text[max(start, stop.start() - 24) : stop.start()])
    if stop[0] != "." or before is None:
        return False
    parts = before[1].split(".")
    initials = all(len(part) == 1 for part in parts) and (len(parts) > 1 or before[1].isupper())
    return initials or before[1].lower() in _ABBREVIATED


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def sentence_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span (code points) of the sentence, or sentences, that ``start``..``end`` of ``text`` stands in.

    No sentence reaches beyond its paragraph. White space around it is left out. An empty span counts as the
    character it stands before; where that is between two sentences, the one before it.
    """
    start = min(max(start, 0), len(text))
    end = min(max(end, start + 1), len(text))
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    found = [(first + low, first + high) for low, high in sentences(text[first:last])]
    if not found:
        return start, start
    low = bisect.bisect_right(found, start, key=itemgetter(1))
    high = bisect.bisect_left(found, end, key=itemgetter(0))
    low = min(low, len(found) - 1)
    if high <= low:
        # Between two sentences.
        low = max(0, high - 1)
        high = low + 1
    return found[low][0], found[high - 1][1]
