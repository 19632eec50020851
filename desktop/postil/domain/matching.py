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

# Letters that Unicode does not take apart and readers do, and those that are several; small, as ``plain`` makes them.
_INSTEAD = {
    "ς": "σ", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe",
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
# Marks that stay marks in NFC: stress in Russian, points in Hebrew, vowels in Arabic (and its stroke between letters).
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
)
_UNEQUAL = re.compile(rf"[{''.join(_INSTEAD)}{_MARKS}\uff66-\uff9d](?:(?<=[\uff66-\uff9d])[\uff9e\uff9f])?")


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


def folded(text: str) -> str:
    """Return ``text`` as words are compared: ``plain``, without marks that stand by themselves, ß as ss, ｶﾞ as ガ."""
    return text.lower() if text.isascii() else _UNEQUAL.sub(_instead, plain(text))


def is_unequal(text: str) -> bool:
    """Return whether ``folded`` makes more of a text than ``plain`` does; positions in it are then others."""
    return not text.isascii() and _UNEQUAL.search(plain(text)) is not None


def _instead(match: re.Match[str]) -> str:
    found = match[0]
    if "\uff66" <= found[0] <= "\uff9d":
        return unicodedata.normalize("NFKC", found)
    return _INSTEAD.get(found, "")


def _places(bare: str) -> list[int]:
    """Return for each position in ``folded`` text, its end included, the one in ``plain`` text."""
    places, at = list[int](), 0
    for match in _UNEQUAL.finditer(bare):
        places += range(at, match.start())
        places += [match.start()] * len(_instead(match))
        at = match.end()
    places += range(at, len(bare) + 1)
    return places


def indexed(text: str) -> str:
    """Return ``text`` as the index takes it: folded, with the signs of unspaced scripts set apart."""
    if text.isascii():
        return text
    return _SIGN.sub(r" \g<0> ", folded(text))


def tokens(text: str) -> list[str]:
    """Return the words of ``text`` as the index knows them; a sign of an unspaced script is one."""
    return _TOKEN.findall(folded(text))


@dataclass(frozen=True, slots=True)
class Sought:
    """What finds words in ``folded`` text: expressions for one with signs of unspaced scripts, and for others.

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
    """Return what finds any of these in ``folded`` text, or None where there is no word among them."""
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
    words = bare if text.isascii() else _UNEQUAL.sub(_instead, bare)
    for expression in sought.within(text):
        places += (match.span() for match in islice(expression.finditer(words), most))
    if places and words != bare:
        own = _places(bare)
        places = [(own[start], max(own[end], own[end - 1] + 1)) for start, end in places]
    found: list[tuple[int, int]] = []
    # Of those that begin at one place the longest is taken, and none that lies within another.
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found[:most]


def stands(text: str, sought: Sought | None) -> bool:
    """Return whether ``sought`` stands in ``text``."""
    return sought is not None and any(expression.search(folded(text)) for expression in sought.within(text))


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
    words = [folded(text[start:end]) for start, end in found]
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
