"""How words are compared: without case and accents, Chinese, Japanese and Korean sign by sign.

The index is fed with ``indexed`` text, a query is made of it too, and ``spans`` finds in the text itself what the index
found. So all three agree, whatever SQLite knows of Unicode.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

# Scripts that put no spaces between words, or hang endings on them: each sign is a word, what is looked for a phrase.
_SIGNS = (
    "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
_SIGN = re.compile(f"[{_SIGNS}]")
_TOKEN = re.compile(rf"[{_SIGNS}]|[^\W_{_SIGNS}]+")
_LETTER = rf"[^\W_{_SIGNS}]"


class _Plain(dict[int, int]):
    """A code point for each: the small letter without its marks. Filled as characters are met."""

    def __missing__(self, code: int) -> int:
        character = chr(code)
        bare = character
        if not _SIGN.match(character):
            bare = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
        small = bare.lower()
        found = ord(small) if len(small) == 1 else code
        self[code] = found
        return found


# A table of the letters met so far, the same for all.
_PLAIN = _Plain()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word or phrase that is looked for; ``begins``: the last word may go on."""

    text: str
    begins: bool = False


def plain(text: str) -> str:
    """Return ``text`` in small letters without accents, of the same length: positions in both are the same."""
    return text.lower() if text.isascii() else text.translate(_PLAIN)


def indexed(text: str) -> str:
    """Return ``text`` as the index takes it: plain, with the signs of unspaced scripts set apart."""
    if text.isascii():
        return text
    return _SIGN.sub(r" \g<0> ", plain(text))


def tokens(text: str) -> list[str]:
    """Return the words of ``text`` as the index knows them; a sign of an unspaced script is one."""
    return _TOKEN.findall(plain(text))


@dataclass(frozen=True, slots=True)
class Sought:
    """What finds words in ``plain`` text: expressions for one with signs of unspaced scripts, and for others.

    Python takes ten milliseconds to compile a set of that many signs, so that is done only where it is needed. There is
    an expression for each word, which begins with its letters: that is ten times as fast as one for all.
    """

    beside_signs: tuple[str, ...]
    usual: tuple[str, ...]

    def within(self, text: str) -> list[re.Pattern[str]]:
        """Return the expressions for a text."""
        has_signs = not text.isascii() and _SIGN.search(text) is not None
        return [re.compile(each) for each in (self.beside_signs if has_signs else self.usual)]


def pattern(wanted: Iterable[Wanted]) -> Sought | None:
    """Return what finds any of these in ``plain`` text, or None where there is no word among them."""
    asked = tuple(dict.fromkeys(wanted))
    beside = tuple(part for part in (_pattern(each, _LETTER) for each in asked) if part)
    usual = tuple(part for part in (_pattern(each, r"[^\W_]") for each in asked) if part)
    return Sought(beside, usual) if beside else None


def _pattern(wanted: Wanted, letter: str) -> str:
    words = tokens(wanted.text)
    if not words:
        return ""
    found = ""
    for number, word in enumerate(words):
        if number:
            apart = not _SIGN.match(word) and not _SIGN.match(words[number - 1])
            found += r"[\W_]+" if apart else r"[\W_]*"
        found += re.escape(word)
        if not number and not _SIGN.match(word):
            # After the word, not before: what begins with letters is looked for by these.
            found += rf"(?<!{letter}{re.escape(word)})"
    if _SIGN.match(words[-1]):
        return found
    return found + (rf"{letter}*" if wanted.begins else rf"(?!{letter})")


def spans(text: str, sought: Sought | None, most: int = 40) -> list[tuple[int, int]]:
    """Return where ``sought`` stands in ``text``, in code points, in order; at most ``most`` places."""
    if sought is None:
        return []
    bare, places = plain(text), list[tuple[int, int]]()
    for expression in sought.within(text):
        places += (match.span() for match in islice(expression.finditer(bare), most))
    found: list[tuple[int, int]] = []
    # Of those that begin at one place the longest is taken, and none that lies within another.
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found[:most]


def stands(text: str, sought: Sought | None) -> bool:
    """Return whether ``sought`` stands in ``text``."""
    return sought is not None and any(expression.search(plain(text)) for expression in sought.within(text))


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text with what was found in it: ``marks`` are positions in ``text``, ``start`` its own place.

    ``first`` and ``last`` are the bounds, in the whole text, of the first thing found, -1 where nothing was; ``times``
    is how often something was found in the whole text, as far as that was looked for.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    start: int = 0
    first: int = -1
    last: int = -1
    times: int = 0


def snippet(text: str, sought: Sought | None, length: int = 160) -> Snippet:
    """Return about ``length`` characters of ``text`` where the most different words of ``sought`` stand together."""
    found = spans(text, sought)
    if not found:
        cut = _cut(text, 0, length)
        return Snippet(_line(text[:cut]) + ("…" if cut < len(text) else ""))
    best = found[_richest(text, found, length * 3 // 4)]
    start = max(0, best[0] - length // 4)
    while start > 0 and start < best[0] and not text[start - 1].isspace() and not _SIGN.match(text[start]):
        start += 1
    end = max(_cut(text, start, length), best[1])
    before, after = ("…" if start else ""), ("…" if end < len(text) else "")
    shift = len(before) - start
    marks = tuple((first + shift, last + shift) for first, last in found if first >= start and last <= end)
    return Snippet(before + _line(text[start:end]) + after, marks, start, best[0], best[1], len(found))


def _richest(text: str, found: list[tuple[int, int]], length: int) -> int:
    """Return which of ``found`` has the most different words within ``length`` after it, the first of the best."""
    words = [plain(text[start:end]) for start, end in found]
    if len(set(words)) == 1:
        return 0
    best, most = 0, 0
    for number, (start, _) in enumerate(found):
        near = {word for word, place in zip(words[number:], found[number:], strict=True) if place[0] < start + length}
        if len(near) > most:
            best, most = number, len(near)
    return best


def _line(text: str) -> str:
    """Return ``text`` on one line, of the same length."""
    return re.sub(r"\s", " ", text)


def _cut(text: str, start: int, length: int) -> int:
    """Return where a piece of about ``length`` ends: before a word, if one ends near."""
    end = start + length
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", start + length * 3 // 4, end)
    return space if space > 0 else end
