"""A check of the reader's own notes: what rests on nothing, what is quoted twice, and keys that no work has.

A sentence *states something* unless it asks, is a wish to oneself ("Check the date"), says that it is an opinion ("I
think", "Perhaps"), a heading, a picture, code, a label that ends in a colon, or fewer than four words. It *rests on
something* if it cites, quotes in quotation marks or links to a passage, if its paragraph leads to a quotation that
follows, or ends in a citation, which then stands for all of it. A note on a highlight rests on the words that are
marked, unless those were lost. A quotation is *used twice* if it stands in two notes, or twice in one, or if the same
words are marked twice; to mark words and quote them once is to use them once.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from postil.domain.citing import parse
from postil.domain.sentences import sentences
from postil.domain.wording import say

Trouble = Literal["unsupported", "twice", "alone", "unknown"]
FEWEST_WORDS = 4
"""Words from which on a line may state something, and from which on a quotation can be told from another."""

_WISH = re.compile(
    r"(?:to ?do|check|ask|see|compare|cf|find|look|read|verify|note|remember|quote|cite|add|move|write|consider)\b",
    re.IGNORECASE,
)
# What the reader says to think, or holds to be only possible, is the reader's own: in the languages of the tests.
_OPINION = re.compile(
    r"(?:I(?: (?:also|still|really))? (?:think|believe|feel|guess|suppose|suspect|doubt|wonder|find|hope|assume)|"
    r"in my (?:view|opinion)|to my mind|perhaps|maybe|"
    r"ich (?:glaube|denke|meine|finde|vermute|bezweifle|hoffe)|meiner (?:meinung|ansicht) nach|vielleicht|"
    r"je (?:pense|crois|trouve|suppose|doute)|(?:à|selon) mon avis|peut-être)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“«„][^”»“]{3,}[”»“]|\"[^\"\n]{3,}\"|‘[^’]{6,}’(?!\w)")
_LINKED = re.compile(r"\]\((?:postil|https?)://|<(?:postil|https?)://|\bhttps?://")
_FENCE = re.compile(r"^(`{3,}|~{3,}).*?(?:^\1|\Z)", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"(?:\A|(?<=\n\n))(?: {4}|\t)[^\n]*(?:\n(?: {4}|\t)[^\n]*)*")
_SPAN = re.compile(r"(`+)(?!`)[^\n]+?(?<!`)\1(?!`)")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_UNDERLINED = re.compile(r"\n[ ]{0,3}(?:=+|-+)[ ]*\Z")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?")
_MARKS = re.compile(r"[*_`~]+|!?\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class CheckedNote:
    """A note to check: ``id`` of its highlight or article; ``quotation`` is what a highlight's note hangs on, else "".

    ``title`` is that of its article, ``key`` the citation key of that.
    """

    id: str
    article_id: str
    title: str
    body: str
    quotation: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at in a note: ``words`` are the sentence or quotation; ``start`` its place in the note.

    ``others`` are the ids of the other notes where the same quotation stands; ``reason`` says what is the matter.
    """

    trouble: Trouble
    note_id: str
    article_id: str
    title: str
    words: str
    start: int = 0
    others: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    start: int
    text: str
    is_quotation: bool
    is_heading: bool


@dataclass(frozen=True, slots=True)
class _Use:
    note: CheckedNote
    words: str
    start: int
    is_mark: bool = False


def unsupported(note: CheckedNote) -> Iterator[Finding]:
    """Give the sentences of a note that state something and rest on no quotation and no citation."""
    if note.quotation:
        return
    body = _without_code(note.body)
    paragraphs = tuple(_paragraphs(body))
    for place, paragraph in enumerate(paragraphs):
        if paragraph.is_quotation or paragraph.is_heading or _is_covered(paragraphs, place):
            continue
        for start, end in sentences(paragraph.text):
            sentence = paragraph.text[start:end]
            if states_something(sentence) and not rests_on_something(sentence):
                words = " ".join(_MARKS.sub(_bare, _ITEM.sub("", sentence)).split())
                yield Finding("unsupported", note.id, note.article_id, note.title, words, paragraph.start + start)


def quoted_twice(notes: Iterable[CheckedNote]) -> Iterator[Finding]:
    """Give each quotation that stands in more than one place: marked twice, or quoted again in another note."""
    places: dict[str, list[_Use]] = defaultdict(list)
    for note in notes:
        for use in _quotations(note):
            folded = _folded(use.words)
            if len(folded.split()) >= FEWEST_WORDS:
                places[folded].append(use)
    for found in places.values():
        marked = sum(use.is_mark for use in found)
        if marked < 2 and len(found) - marked < 2:
            continue
        for use in found:
            note = use.note
            others = tuple(dict.fromkeys(other.note.id for other in found if other.note is not note))
            words = " ".join(use.words.split())
            yield Finding("twice", note.id, note.article_id, note.title, words, use.start, others)


def citing_nothing(note: CheckedNote, known: Collection[str]) -> Iterator[Finding]:
    """Give the citation keys of a note that are not ``known``, each where it first stands, with its sentence."""
    told: set[str] = set()
    for citation in (each for cluster in parse(note.body) for each in cluster.citations):
        if citation.key in known or citation.key in told:
            continue
        told.add(citation.key)
        place = next(((start, end) for start, end in sentences(note.body) if start <= citation.start < end), (0, 0))
        words = " ".join((note.body[slice(*place)] or f"@{citation.key}").split())
        reason = say("No work in the library has the key “{key}”", key=citation.key)
        yield Finding("unknown", note.id, note.article_id, note.title, words, citation.start, reason=reason)


class Repeats:
    """Tells which of very many notes may share a quotation, for ``quoted_twice`` to look at those alone.

    Of a quotation it keeps no word, only a hash, in arrays: 16 bytes, and 8 MB of bits that say which came before.
    """

    def __init__(self) -> None:
        self._hashes, self._owners = array("q"), array("q")
        self._seen = bytearray(1 << 23)
        self._again: set[int] = set()

    def add(self, owner: int, quotation: str, body: str = "") -> None:
        """Take in the words that a note hangs on, and what it quotes itself."""
        for use in _quotations(CheckedNote("", "", "", body, quotation)):
            folded = _folded(use.words)
            if folded.count(" ") >= FEWEST_WORDS - 1:
                self._take(owner, hash(folded))

    def owners(self) -> Iterator[int]:
        """Give whoever has a quotation that may stand elsewhere, too."""
        for value, owner in zip(self._hashes, self._owners, strict=True):
            if value in self._again:
                yield owner

    def _take(self, owner: int, value: int) -> None:
        self._hashes.append(value)
        self._owners.append(owner)
        place, bit = value >> 3 & len(self._seen) - 1, 1 << (value & 7)
        if self._seen[place] & bit:
            self._again.add(value)
        self._seen[place] |= bit


def states_something(sentence: str) -> bool:
    """Say whether a sentence states something, by the rules above."""
    bare = _MARKS.sub(_bare, _PICTURE.sub("", _ITEM.sub("", sentence))).strip()
    words = re.findall(r"[^\W_]+", bare)
    if len(words) < FEWEST_WORDS or bare.rstrip("\"'”’»)* ").endswith(("?", ":", "？")):
        return False
    return not (_WISH.match(bare) or _OPINION.match(bare))


def rests_on_something(sentence: str) -> bool:
    """Say whether a sentence cites, quotes or links."""
    return bool(parse(sentence) or _QUOTED.search(sentence) or _LINKED.search(sentence))


def _is_covered(paragraphs: Sequence[_Paragraph], place: int) -> bool:
    """Return whether a paragraph ends in a citation, or leads to a quotation that stands below it."""
    text = paragraphs[place].text.rstrip()
    clusters = parse(text)
    if clusters and not text[clusters[-1].end :].strip(' .,;!?)”"'):
        return True
    follows = place + 1 < len(paragraphs) and paragraphs[place + 1].is_quotation
    return follows and text.endswith(":")


def _paragraphs(body: str) -> Iterator[_Paragraph]:
    for match in re.finditer(r"[^\n]+(?:\n(?![ \t]*\n|[ \t]*(?:[-*+]|\d+[.)])\s|[ \t]*>|#)[^\n]+)*", body):
        text = match[0]
        if text.strip():
            quoted = text.lstrip().startswith(">")
            heading = bool(
                _UNDERLINED.search(text) or re.match(r"\s{0,3}(?:#{1,6}\s|\|)|\s*(?:[-*_]\s*){3,}\Z|\s*\[\^", text)
            )
            yield _Paragraph(match.start(), text, quoted, heading)


def _quotations(note: CheckedNote) -> Iterator[_Use]:
    """Give the quotations of a note: the words that are marked, and what stands in it as a quotation."""
    if note.quotation:
        yield _Use(note, note.quotation, 0, is_mark=True)
    lines: list[str] = []
    start = 0
    for match in re.finditer(r"[^\n]*\n?", note.body):
        line = match[0].strip()
        if line.startswith(">"):
            bare = line.lstrip("> ")
            start = start if lines else match.start()
            if bare and not (bare.startswith("[") and parse(bare)):
                lines.append(bare)
        elif lines:
            yield _Use(note, " ".join(lines), start)
            lines = []
    for found in _QUOTED.finditer(_SPAN.sub(_blank, _without_code(note.body))):
        yield _Use(note, found[0][1:-1], found.start())


def _folded(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"\\(?=[^\w\s])", "", words).casefold()))


def _without_code(body: str) -> str:
    """Return a note with spaces for its blocks of code, each other letter at its place."""
    without = _FENCE.sub(_blank, body)
    # Below an item of a list, lines stand as far to the right and are none.
    return without if re.search(r"^\s*(?:[-*+]|\d+[.)])\s", without, re.MULTILINE) else _INDENTED.sub(_blank, without)


def _blank(match: "re.Match[str]") -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _bare(match: "re.Match[str]") -> str:
    return match[1] or ""
