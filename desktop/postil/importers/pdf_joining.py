"""Lines joined to one text, with the hyphens at their ends undone.

A hyphen at the end of a line goes where a program put it in and stays where the writer did. In this order:

1. a soft hyphen goes; a hyphen beside a digit, before a capital, or within an address stays;
2. a hyphen before "and", "or" and the like stays with a space after it (pre- and post-war);
3. where the text has the word elsewhere, the way it is written there more often decides;
4. a word that has another hyphen already keeps this one (state-of-the-art);
5. where both parts stand as words of their own in the text, of three letters or more, the hyphen stays (well-known),
   unless the whole is one of the commonest compounds (without);
6. else it goes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from postil.domain.document import Span, SpanKind
from postil.importers.pdf_fragments import is_unspaced
from postil.importers.pdf_lines import Line, Run

_HYPHENS = "-\u2010\u00ad"
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LAST = re.compile(r"\S+$")
_FIRST = re.compile(r"\S+")
_CONJUNCTIONS = re.compile("and|or|und|oder|bzw|et|ou|y|o|e|og|och|en|of|to|bis|als|sowie|nor|but", re.IGNORECASE)
_COMPOUNDS = re.compile(
    "any(?:thing|one|body|where)|every(?:thing|one|body|where)|some(?:thing|one|body|where|how|times?)|nothing|nowhere|"
    "(?:him|her|it|my|your)self|(?:them|our|your)selves|with(?:out|in|draw|hold|stand)|(?:there|where|here)(?:fore|by|of|"
    "in|upon|as)|(?:when|wher|how|what|who)ever|(?:more|further)over|furthermore|never(?:theless|more)|nonetheless|"
    "through(?:out)|al(?:though|ready|together|ways|most|so)|another|be(?:come|came|cause|fore|side|sides|tween|yond)|"
    "cannot|elsewhere|forever|indeed|instead|into|maybe|meanwhile|otherwise|out(?:side|come|put|look|line)|inside|"
    "over(?:all|come|look|view)|today|tomorrow|together|towards?|under(?:lying|stand|stood|take|ground|line)|up(?:on|date|"
    "grade)|whether|world(?:wide)|wide(?:spread)|back(?:ground)|(?:net|frame)works?|(?:soft|hard)ware|(?:data)bases?|"
    "web(?:site|page)s?|workshops?|input|likewise|key(?:words?)|pass(?:words?)|feedback|guidelines?|headlines?|landscape",
    re.IGNORECASE,
)


class Vocabulary:
    """How often each word stands in a text, whole and away from the ends of broken lines; case does not matter."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._words: Counter[str] = Counter()
        broken = False
        for line in lines:
            text = line.text.strip()
            words = _WORD.findall(text.casefold().replace("\u2010", "-"))
            ends_broken = text[-1:] in _HYPHENS and len(text) > 1
            if words and broken:
                words = words[1:]
            if words and ends_broken:
                words = words[:-1]
            self._words.update(words)
            broken = ends_broken

    def times(self, word: str) -> int:
        """Return how often ``word`` was met."""
        return self._words[word.casefold().replace("\u2010", "-")]


@dataclass(frozen=True, slots=True)
class Joined:
    """A text with the spans that its letters' looks and links give; offsets are code points."""

    text: str
    spans: tuple[Span, ...]


def join_lines(lines: Sequence[Line], vocabulary: Vocabulary, *, notes: frozenset[str] = frozenset()) -> Joined:
    """Return the text of a paragraph's ``lines``; ``notes`` are the marks whose superscripts are note references."""
    letters: list[tuple[str, Run]] = []
    for line in lines:
        runs = [(run.text.replace("\t", " "), run) for run in line.runs]
        if letters:
            _join(letters, runs, vocabulary)
        letters.extend(runs)
    return _with_spans(letters, notes)


def join_verbatim(lines: Sequence[Line]) -> str:
    """Return the text of ``lines`` as it stands, a newline between them: code."""
    width = min((_advance(line) for line in lines if line.text.strip()), default=1.0)
    left = min(line.left for line in lines)
    rows: list[str] = []
    for index, line in enumerate(lines):
        if index and line.base - lines[index - 1].base > 1.9 * line.size:
            rows.append("")
        rows.append(" " * min(60, round((line.left - left) / max(width, 0.1))) + line.text.replace("\t", "    "))
    return "\n".join(rows)


def _advance(line: Line) -> float:
    return (line.right - line.left) / max(1, len(line.text))


def _join(letters: list[tuple[str, Run]], runs: list[tuple[str, Run]], vocabulary: Vocabulary) -> None:
    """Make the end of ``letters`` fit what follows it: a space, nothing, or the hyphen taken away."""
    before = "".join(text for text, _ in letters[-6:]).rstrip()
    after = "".join(text for text, _ in runs).lstrip()
    last, run = letters[-1]
    runs[0] = (runs[0][0].lstrip(), runs[0][1])
    ending = join_ending(before, after, vocabulary)
    if ending == "":
        letters[-1] = (last.rstrip()[:-1], run)
    else:
        letters[-1] = (last.rstrip() + ending.removeprefix("-"), run)


def join_ending(before: str, after: str, vocabulary: Vocabulary) -> str:
    """Return what stands between two lines: " ", "" for a hyphen that goes, "-" for one that stays, "- " with a space.

    Between two letters of a script without spaces it is "-" too: nothing comes in between.
    """
    if not before or not after:
        return " "
    if before[-1] not in _HYPHENS or len(before) < 2:
        if is_unspaced(before[-1]) and is_unspaced(after[0]):
            return "-"
        tight = before[-1] == "—" and not before[-2:-1].isspace()
        return "-" if tight or _is_address(before) else " "
    if before[-1] == "\u00ad":
        return ""
    first = _FIRST.search(after)
    last = _LAST.search(before)
    if first is None or last is None or before[-2].isspace() or before[-2] in "-–—":
        return " "
    return _decide(last.group(), first.group(), vocabulary)


def _is_address(before: str) -> bool:
    last = _LAST.search(before)
    word = last.group() if last else ""
    return bool(re.search(r"(?:https?://|www\.)", word)) and word[-1] in "/_=&?%"


def _decide(last: str, first: str, vocabulary: Vocabulary) -> str:
    if "://" in last or "@" in last or last.startswith(("www.", "--")):
        return "-"
    head, tail = re.search(r"([^\W_]+(?:[-\u2010][^\W_]+)*)[-\u2010]$", last), re.match(r"[^\W_]+", first)
    if head is None or tail is None:
        return "-"
    start, end = head.group(1), tail.group()
    if not start[-1].isalpha() or not end[0].isalpha():
        return "-"
    if _CONJUNCTIONS.fullmatch(end) and re.fullmatch(r"\w+", first):
        whole = vocabulary.times(start.rpartition("-")[2] + end)
        return "" if whole else "- "
    if end[0].isupper() and not (start[-1].isupper() and len(start) > 1):
        return "-"
    return "-" if _keeps(start, end, vocabulary) else ""


def _keeps(start: str, end: str, vocabulary: Vocabulary) -> bool:
    last = re.split("[-\u2010]", start)[-1]
    with_hyphen = vocabulary.times(f"{start}-{end}")
    without = vocabulary.times(f"{start}{end}")
    if with_hyphen or without:
        return with_hyphen > without
    if last != start:
        return not vocabulary.times(f"{last}{end}")
    if _COMPOUNDS.fullmatch(f"{start}{end}") or min(len(start), len(end)) < 3:
        return False
    return bool(vocabulary.times(start) and vocabulary.times(end))


def _with_spans(letters: list[tuple[str, Run]], notes: frozenset[str]) -> Joined:
    parts: list[str] = []
    spans: list[Span] = []
    length = 0
    for text, run in letters:
        shown = re.sub(r"\s+", " ", text)
        if not parts or parts[-1].endswith(" "):
            shown = shown.lstrip(" ")
        if not shown:
            continue
        start, end = length, length + len(shown)
        parts.append(shown)
        length = end
        for kind, target in _kinds(run, shown, notes):
            _extend(spans, Span(start, end, kind, target), "".join(parts[-3:]), length)
    text = "".join(parts).rstrip()
    trimmed = (_trimmed(span, text) for span in spans)
    return Joined(text, tuple(sorted((s for s in trimmed if s), key=lambda s: (s.start, -s.end))))


def _kinds(run: Run, text: str, notes: frozenset[str]) -> Iterable[tuple[SpanKind, str]]:
    if run.link:
        yield "link", run.link
    if run.raised and text.strip() in notes:
        yield "note", text.strip()
        return
    if not re.search(r"\w", text):
        return
    if run.bold:
        yield "strong", ""
    if run.italic:
        yield "emphasis", ""
    if run.fixed:
        yield "code", ""


def _extend(spans: list[Span], span: Span, recent: str, length: int) -> None:
    """Add ``span``, or lengthen the one of its kind that ends where it begins but for white space."""
    for index in range(len(spans) - 1, max(-1, len(spans) - 4), -1):
        other = spans[index]
        if (other.kind, other.target) != (span.kind, span.target) or span.kind == "note":
            continue
        between = recent[len(recent) - (length - other.end) : len(recent) - (length - span.start)]
        if other.end <= span.start and not between.strip() and length - other.end <= len(recent):
            spans[index] = Span(other.start, span.end, other.kind, other.target)
            return
    spans.append(span)


def _trimmed(span: Span, text: str) -> Span | None:
    start, end = span.start, min(span.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end, span.kind, span.target) if start < end else None
