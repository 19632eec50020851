"""The sources that an article itself names: who is quoted, what is cited, where its links lead.

Words that announce a source are looked for first ("according to", "told", "in his memoirs"), then a name beside them;
where there is none, nothing is claimed. English words only; references and links are the same in every language.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from postil.domain.addresses import normal_url
from postil.domain.document import Block, Document

How = Literal["words", "work", "reference", "link"]

_WINDOW = 160
"""Code points after or before an announcement in which its name must stand."""
_WORD = r"(?<![\w.])[A-Z][\w'’.-]{0,30}+"
_SMALL = r"(?:of|the|and|for|de|la|von|van|der|al|bin|&)"
_TITLE = r"[\"“«][^\"”»\n]{2,120}[\"”»]"
_NAME = rf"{_WORD}(?: (?:{_SMALL} ){{0,2}}{_WORD}){{0,7}}"
_ROLE = (
    r"(?:police|prosecutors|officials|witnesses|researchers|scientists|historians|experts|analysts|residents|documents|"
    r"archives|records|data|figures|reports?|stud(?:y|ies)|surveys?|papers?|articles?|newspapers?|statements?|lawyers)"
)
_WORKS = (
    r"(?:memoirs?|books?|diar(?:y|ies)|autobiography|biography|articles?|essays?|reports?|stud(?:y|ies)|papers?|"
    r"histor(?:y|ies)|letters?|testimony|statements?)"
)
_DETERMINER = r"(?:(?:an?|the|his|her|its|their|some|several|many) )?"
_FORWARD = re.compile(
    r"\b(?:according to|as (?:reported|told|recalled|recounted|cited|quoted) (?:by|in)|cit(?:ed by|ing)|"
    r"quot(?:ed (?:by|in|from)|ing)|reported by|in an interview with|source:|sources:)\s+(?!which\b|whom\b)",
    re.IGNORECASE,
)
_BACKWARD = re.compile(
    r" (?:reported(?: that|,)|reports(?: that|,)|told (?=[A-Z])|said in an? (?:interview|statement)|has documented|"
    r"wrote in (?=[\"“A-Z]|a |an |the |his |her )|has argued|argues that|(?:claims|estimates|confirmed|denie[sd]) that)"
)
_APPOSED = re.compile(rf"\b(?:said|says) ({_WORD}(?: {_WORD}){{1,4}}),? (?=(?:an?|the|who|of|from|at)\b)")
_SAYS = re.compile(rf"({_WORD}(?: {_WORD}){{1,4}})(?:,[^,.\n]{{3,80}},)? says\b")
_IN_WORK = re.compile(rf"\b[Ii]n (?:his|her|their|the) (?:[a-z]+ )?{_WORKS},? ((?:{_TITLE})|{_NAME})")
_NAMED_WORK = re.compile(rf"((?:{_WORD} ){{0,3}}(?<![\w.])[A-Z][\w-]{{0,30}}['’]s? (?:[a-z]+ )?{_WORKS})\b")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|[Ss]ince|In) "
_YEAR = re.compile(
    rf"\((?!{_MONTH})([A-Z][\w'’-]+(?: (?:and|&) [A-Z][\w'’-]+| et al\.)?,? (?:1[5-9]|20)\d\d[a-z]?)"
    r"(?:, (?:pp?\. ?)?\d+(?:[–-]\d+)?)?\)"
)
_NUMBER = re.compile(
    r"((?:doi:\s?|https://doi\.org/)10\.\d{4,9}/[^\s\])]+|ISBN(?:-1[03])?:? ?[\d-]{10,17}[\dXx]?)", re.IGNORECASE
)
_FOLLOWING = re.compile(
    rf"{_DETERMINER}((?:{_TITLE})|(?:[a-z]+ ){{0,2}}{_ROLE}\b(?: (?:by|of|in|from) {_NAME})?|{_NAME})"
)
_PRECEDING = re.compile(rf"({_WORD}(?: (?:{_SMALL} )?{_WORD}){{0,5}})(?:,[^,.\n]{{3,80}},)?$")
_LISTS = re.compile(
    r"(?:(?:selected |further )?(?:references|bibliography|sources|works cited|literature(?: cited)?|reading)|"
    r"literatur(?:verzeichnis)?|quellen|bibliographie|références|参考文献)\W*",
    re.IGNORECASE,
)
_NO_NAMES = frozenset({
    "I", "He", "She", "They", "It", "We", "You", "This", "That", "These", "Those", "There", "The", "A", "An",
    "But", "And", "If", "When", "After", "Before", "In", "On", "At", "As", "So", "Then", "However", "While",
    "Since", "Because", "His", "Her", "Their", "Its", "Our", "My", "Your", "What", "Who", "How", "Why", "Where",
    "Nobody", "Everyone", "Another", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
})  # fmt: skip
_SHARING = re.compile(r"/(?:sharer?|intent|share-?article|submit)\b|[?&](?:u|url|link)=https?", re.IGNORECASE)
_LONGEST = 140


@dataclass(frozen=True, slots=True)
class Attribution:
    """One place where a source is named: its span in code points, the ``source`` as named, and how."""

    start: int
    end: int
    source: str
    how: How


def attributions(document: Document, address: str = "") -> tuple[Attribution, ...]:
    """Return where ``document`` names its sources, in text order; boilerplate names none.

    A link counts where it leads to another site than ``address``, and only once for each page.
    """
    found: list[Attribution] = []
    pages: set[str] = set()
    own = _host(address)
    in_list = False
    for placed in document.placed():
        block = placed.block
        if block.boilerplate or block.kind == "figure":
            continue
        if _is_list_head(block):
            in_list = True
        elif block.kind == "heading":
            in_list = False
        elif in_list and block.text.strip():
            found.append(Attribution(placed.start, placed.end, _shortened(block.text), "reference"))
            continue
        found += _in_words(block.text, placed.start)
        for span in block.spans:
            page = normal_url(span.target) if span.kind == "link" and _leads_away(span.target, own) else ""
            if page and page not in pages:
                pages.add(page)
                found.append(Attribution(placed.start + span.start, placed.start + span.end, span.target, "link"))
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


def sources(found: Iterable[Attribution]) -> dict[str, tuple[Attribution, ...]]:
    """Return the different sources among ``found``, in order, each with its places; one name said twice is one."""
    named: dict[str, str] = {}
    places: dict[str, tuple[Attribution, ...]] = {}
    for each in found:
        name = named.setdefault(each.source.casefold().removeprefix("the "), each.source)
        places[name] = (*places.get(name, ()), each)
    return places


def _in_words(text: str, start: int) -> Iterator[Attribution]:
    taken = 0
    for first, last, source, how in sorted(_matches(text)):
        name = _cleaned(source)
        if first >= taken and name:
            taken = first + len(text[first:last].rstrip(".,;:"))
            yield Attribution(start + first, start + taken, name, how)


def _matches(text: str) -> Iterator[tuple[int, int, str, How]]:
    for cue in _FORWARD.finditer(text):
        after = _FOLLOWING.match(text, cue.end(), cue.end() + _WINDOW)
        if after:
            yield cue.start(), after.end(), after[1], "words"
    for cue in _BACKWARD.finditer(text):
        begin = max(0, cue.start() - _WINDOW)
        before = _PRECEDING.search(text[begin : cue.start()])
        if before:
            yield begin + before.start(1), cue.end(), before[1], "words"
    patterns: tuple[tuple[How, re.Pattern[str]], ...] = (
        ("words", _APPOSED), ("words", _SAYS), ("work", _IN_WORK), ("work", _NAMED_WORK),
        ("reference", _YEAR), ("reference", _NUMBER),
    )  # fmt: skip
    for how, pattern in patterns:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), match[1], how


def _cleaned(source: str) -> str:
    """Return a source without marks around it and without the sentence's first word; "" where nobody is left."""
    if source[:1] in {'"', "“", "«"}:
        return " ".join(source[1:-1].split())
    words = source.strip(" .,;:").split()
    while words and words[0].strip(",") in _NO_NAMES:
        del words[0]
    while words and words[-1] in {"of", "the", "and", "for", "&"}:
        del words[-1]
    return re.sub(r"['’]s?$", "", " ".join(words))


def _is_list_head(block: Block) -> bool:
    return block.kind in {"heading", "paragraph"} and _LISTS.fullmatch(block.text.strip()) is not None


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def _leads_away(target: str, own: str) -> bool:
    away = target.startswith(("http://", "https://")) and _host(target) not in {"", own}
    return away and not _SHARING.search(target)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
