"""Names in one piece of a text: what the model labels, corrected and completed by the rules."""

import re
from collections.abc import Collection, Iterator

from postil.analysis.context import by_context
from postil.analysis.kinds import Told, kind_by_words
from postil.analysis.model import LABELS, Recogniser
from postil.analysis.patterns import ROWS, UPPER
from postil.analysis.spans import Found, without_overlaps
from postil.analysis.words import (
    COMMON_NOUNS,
    COUNTRIES,
    DEMONYMS,
    EDGE_WORDS,
    GROUP_TITLES,
    GROUP_WORDS,
    GROUPS,
    NO_NAMES,
    PLACE_WORDS,
    RANKS_ALONE,
    SMALL_WORDS,
    TITLES,
)
from postil.domain.entities import EntityKind
from postil.domain.wording import say

_EDGE_FRONT = re.compile(r"[\s\"'“”‘’(\[{<*,.:;–—/&+#-]+|(?:the|a|an)\s+", re.IGNORECASE)
_EDGE_BACK = re.compile(
    r"[\s\"“”‘’'(\[{<>*,:;–—/+#-]+$"
    r"|(?<=[^\s.]{3})(?<!Inc)(?<!Ltd)(?<!Corp)(?<!Bros)(?<![ ]Co)(?<![ ]Jr)(?<![ ]Sr)\.$"
    r"|['’]s$|(?<=s)['’]$|(?<=\w)[ ]['’]?s$"
)
_INSIDE = re.compile(r"(?:[\w,;]|\w[)])[ ]\Z")
_OWNER = re.compile(r"(?P<owner>[^’']+)['’]s\s")
_THE = re.compile(r"\bthe\s$", re.IGNORECASE)
_NO_NOUN = re.compile(
    r"[.,;:)]|$|\s(?:and|or|of|in|to|for|was|were|is|are|had|has|have|at|on|from|by|with|as|during|until|which|when)\b"
)
_PLURAL_PLACES = frozenset(
    {"Alps", "Nations", "States", "Emirates", "Pyrenees", "Andes", "Rockies", "Lakes", "Netherlands"}
)
_OFFICER = re.compile(
    r"(?:Brigadier-|Major-|Lieutenant-)?(?:General|Admiral|Colonel|Captain|Marshal|Lieutenant|Sergeant) "
    r"(?!(?:Motors|Electric|Mills|Foods|Dynamics|Atomics|Instruments?|Assembly|Staff|Council|Synod|Strike|Post|Court|Hospital"
    r"|Accident|Assistance|Accounting|Services?|Store|Congress|Order|Committee|Theory|Corps|Zod|Directorate|Secretariat)\b)"
    r"[A-Z][a-zà-ÿ’'-]+"
)
_OF_MINISTER = re.compile(r" (?:Minister|Secretary)\b")
_HAS_CAPITAL = re.compile(f"[{UPPER}]|[^\\x00-\\u024f]")
_NO_NAME = re.compile(r"@|https?:|www\.|\.(?:com|org|net|htm|html|doc|jpg|pdf)\b|[<>=|_\\]|^\W*\d+\W*$|^[A-Z]{1,3}-?\d")
_PRIZE = re.compile(r"(?:Awards?|Prizes?|Medals?|Trophy|Album|Song|Chart|Motto|Train)$")
_INITIAL = re.compile(rf"[{UPPER}]\.")
_INITIALS_BEFORE = re.compile(rf"(?<![\w.’'-])(?:[{UPPER}]\.[ ]?){{1,3}}$")
_ONE = re.compile(r"[ ]I(?![\w’'-]|[ ](?:am|have|think|believe|know|do|shall|will)\b)")
_CROWN = re.compile(r"\b(?:King|Queen|Emperor|Empress|Tsar|Czar|Pope|Sultan|Shah|Kaiser|Elector|Duke|Prince)\s$")
_FIRST_WORD = re.compile(r"[\w.&'’-]+\s+")
_LAST_WORD = re.compile(r"\s+[\w.&'’-]+$")
_CLOSED = re.compile(r"\((?![^()]*\)).*|^[^()]*\)\s*")
_SPLITS: dict[EntityKind, re.Pattern[str]] = {
    "person": re.compile(r"\s*(?:,(?!\s(?:Jr|Sr)\b)|[/()\[\]—]|\s[-–—]+\s|\band\b|&)\s*"),
    "place": re.compile(r"\s*(?:[,/()\[\]—]|\s[-–—]+\s|\band\b|\bto\b)\s*"),
    "organisation": re.compile(r"\s*(?:[/()\[\]]|\s[-–—]+\s|,(?!\s(?:Inc|Ltd|LLC|Corp|Co)\b))\s*"),
    "event": re.compile(r"\s*[()\[\]]\s*"),
}


def find_names(text: str, start: int, end: int, recogniser: Recogniser) -> list[Found]:
    """Return the names in ``text[start:end]``, positions in the whole ``text``, none overlapping."""
    piece = text[start:end]
    labelled = _by_model(piece, recogniser)
    found = without_overlaps([*labelled, *_by_rules(piece, labelled)])
    return [each.trimmed(each.start + start, each.end + start) for each in found]


def with_ends(text: str, found: list[Found]) -> list[Found]:
    """Return the names with what their ends left out, none overlapping."""
    return without_overlaps([_whole(text, each) for each in found])


def _whole(piece: str, found: Found) -> Found:
    """Return a person with the initials before and the Roman one after that the model leaves out."""
    if found.kind != "person":
        return found
    first, last = found.start, found.end
    name = piece[first:last]
    if _INITIAL.match(name):
        before = _INITIALS_BEFORE.search(piece[max(0, first - 12) : first])
        first -= len(before.group()) if before else 0
    if _is_first(piece, name, first, last):
        last += 2
    return found.trimmed(first, last)


def _is_first(piece: str, name: str, first: int, last: int) -> bool:
    """Tell whether "I" after a ruler's name counts: with a crown before it, or where there is a second of that name."""
    *before, given = name.split()
    if not _ONE.match(piece, last) or len(before) > 1:
        return False
    crowned = _CROWN.search(piece[max(0, first - 12) : first] + name.removesuffix(given)) is not None
    return crowned or re.search(rf"\b{re.escape(given)} (?:II|III|IV|V|VI)\b", piece) is not None


def _by_model(piece: str, recogniser: Recogniser) -> list[Found]:
    reason = say("The language model took it for one.")
    found: list[Found] = []
    for label in recogniser.labels(piece):
        kind = LABELS.get(label.label)
        if kind is None:
            continue
        if (
            kind == "organisation"
            and _OF_MINISTER.match(piece, label.end)
            and " " not in piece[label.start : label.end]
        ):
            continue
        if kind == "organisation" and _OFFICER.fullmatch(piece, label.start, label.end):
            kind = "person"
        for first, last in _parts(piece, label.start, label.end, kind):
            ends = trim(piece, first, last, kind)
            if ends is not None:
                words: Told | None = kind_by_words(piece[slice(*ends)]) or by_context(piece, *ends, kind)
                if not words and kind == "person" and _is_people(piece, *ends):
                    continue
                if not words and kind == "person" and _has_article(piece, *ends):
                    # Rivers and regions are places.
                    words = "place", say("Named with the article, as rivers and regions are and no person is.")
                if not words and kind in {"person", "place"} and _is_team(piece, *ends):
                    words = "organisation", say("Named with the article and in the plural, as teams are.")
                found.append(Found(*ends, words[0], words[1], 3) if words else Found(*ends, kind, reason))
    return found


def _is_people(piece: str, start: int, end: int) -> bool:
    """Peoples and families are no entity that Postil lists: "the Goths", whatever follows in small letters."""
    if " " in piece[start:end] or piece[end - 1] != "s" or not _THE.search(piece[max(0, start - 5) : start]):
        return False
    return re.match(r" [^a-z]", piece[end : end + 2]) is None


def _has_article(piece: str, start: int, end: int) -> bool:
    """No person is called "the Rhine" or "the Goths", unless another noun follows: "the Nixon years"."""
    if " " in piece[start:end] or not _THE.search(piece[max(0, start - 5) : start]):
        return False
    return _NO_NOUN.match(piece, end) is not None


def _is_team(piece: str, start: int, end: int) -> bool:
    """Tell whether a name of several words is a plural after the article, and no mountains or isles."""
    words = piece[start:end].split()
    if len(words) < 2 or not _THE.search(piece[max(0, start - 5) : start]):
        return False
    last = words[-1]
    return last.endswith("s") and not last.endswith(("ss", "lands", "ies", "us", "is")) and last not in _PLURAL_PLACES


def _by_rules(piece: str, labelled: list[Found]) -> Iterator[Found]:
    covered = {place: each for each in labelled for place in range(each.start, each.end)}
    owners = {piece[each.start : each.end] for each in labelled if each.kind in {"person", "place"}} | COUNTRIES
    for row in ROWS:
        for match in row.pattern.finditer(piece):
            ends = trim(piece, *match.span("name"), row.kind)
            if ends is not None and row.kind == "organisation":
                ends = _without_owner(piece, *ends, owners)
            if (
                ends is None
                or (row.kind == "person" and piece[slice(*ends)] in GROUPS)
                or (row.several_words and " " not in piece[slice(*ends)])
            ):
                continue
            inside = covered.get(ends[0]), covered.get(ends[1] - 1)
            strength = row.strength
            for other in inside:
                # Where the model saw more of the name, or where it began elsewhere, its ends are the better ones.
                if other is not None and (other.start < ends[0] or other.end > ends[1]):
                    strength = min(strength, 1)
            yield Found(*ends, row.kind, say(row.reason), strength)


def _without_owner(piece: str, start: int, end: int, owners: Collection[str]) -> tuple[int, int]:
    """Return "State Council" of "China's State Council": whose it is says a name that stands elsewhere by itself."""
    owner = _OWNER.match(piece, start, end)
    if owner is None or owner["owner"] not in owners or owner["owner"] in TITLES:
        return start, end
    alone = re.search(rf"\b{re.escape(owner['owner'])}\b(?!['’]s)", piece) is not None
    return (owner.end(), end) if alone or owner["owner"] in COUNTRIES else (start, end)


def _parts(piece: str, start: int, end: int, kind: EntityKind) -> Iterator[tuple[int, int]]:
    """Yield the parts of a span that are names by themselves: no name goes on after a line's end, or a comma."""
    for line in re.finditer(r"[^\n]+", piece[start:end]):
        place = start + line.start()
        words = line.group()
        last = 0
        if kind in {"person", "place"} or "/" in words or "(" in words or "—" in words or " - " in words:
            for cut in _SPLITS[kind].finditer(words):
                yield place + last, place + cut.start()
                last = cut.end()
        yield place + last, place + len(words)


def trim(piece: str, start: int, end: int, kind: EntityKind) -> tuple[int, int] | None:
    """Return the ends without article, titles, quotation marks, possessive and points; None where no name is left."""
    before = (-1, -1)
    while before != (start, end) and start < end:
        before = (start, end)
        front = _EDGE_FRONT.match(piece, start, end)
        if front and not _keeps_front(piece, start, end):
            start = front.end()
        back = _EDGE_BACK.search(piece[start:end])
        if back:
            end = start + back.start()
        start, end = _without_edge_words(piece, start, end, kind)
    name = piece[start:end]
    if not name or (kind != "place" and not _HAS_CAPITAL.search(name)) or _NO_NAME.search(name) or _PRIZE.search(name):
        return None
    if kind == "person" and any(letter.isdigit() for letter in name):
        return None
    if (name.title() if name.isupper() else name) in COMMON_NOUNS:
        return None
    if name in NO_NAMES or name in DEMONYMS or name.rstrip(".") in TITLES or len(name) < 2:
        return None
    return start, end


def _keeps_front(piece: str, start: int, end: int) -> bool:
    """Tell whether what stands first belongs to the name: "The" inside a sentence, a mark that is closed inside."""
    if piece.startswith("The ", start):
        return _INSIDE.search(piece[max(0, start - 3) : start]) is not None
    mark = piece[start]
    closing = {"“": "”", '"': '"'}.get(mark)
    return closing is not None and closing in piece[start + 1 : end - 1]


def _without_edge_words(piece: str, start: int, end: int, kind: EntityKind) -> tuple[int, int]:
    """Drop a first or last word that belongs to no name: "Then Smith", "Canucks of", "General Smith"."""
    first = _FIRST_WORD.match(piece, start, end)
    if first:
        word = first.group().strip().rstrip(".")
        rest = piece[first.end() : end]
        titled = (
            word in TITLES and (kind == "person" or word not in GROUP_TITLES) and not rest.startswith(("of ", "for "))
        )
        # "Duke University" and "King County" are named for somebody, and are nobody.
        titled = titled and rest not in GROUP_WORDS and rest not in PLACE_WORDS
        if (titled and not (word in RANKS_ALONE and " " not in rest)) or word in EDGE_WORDS:
            return first.end(), end
    last = _LAST_WORD.search(piece[start:end])
    if last:
        word = last.group().strip()
        if word == "I" and kind == "event":
            return start, end
        if word in EDGE_WORDS or (word.islower() and word in SMALL_WORDS):
            return start, start + last.start()
    return start, end
