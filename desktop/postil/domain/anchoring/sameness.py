"""Whether words are the same: to the letter at a place, or but for typography."""

import re
import unicodedata

from postil.domain.anchoring.tokens import UNSPACED

_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛‹›′`´", "'") | dict.fromkeys("‐‑‒–—―", "-")
)
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_BROKEN = re.compile(r"(?<=[^\W\d_])-[^\S\n]*\n\s*(?=[^\W\d_])")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_LINKS = frozenset("'’-‐‑\u00ad")
_NEGATION = re.compile(
    r"not|no|never|none|nor|neither|without|cannot|hardly|nicht|keine?[mnrs]?|nie|ne|pas|jamais|non|nunca|não|\w+n['’]t"
)
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_SENTENCE_END = re.compile(r"[.!?。！？\n]")
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬億亿两兩")


def same_wording(one: str, other: str) -> bool:
    """Return whether two passages differ in typography alone.

    That is white space, the kind of quotation marks and dashes, NFC or NFD, soft hyphens and hyphens at the ends
    of lines; never a letter, a digit, an accent, a capital or another sign.
    """
    return _plain(one) == _plain(other) or _plain(one, joined=True) == _plain(other, joined=True)


def _plain(text: str, *, joined: bool = False) -> str:
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).translate(_TYPOGRAPHY)
    text = _BROKEN.sub("" if joined else "-", text)
    return " ".join(text.split())


def stands(text: str, start: int, exact: str, prefix: str, suffix: str) -> bool:
    """Return whether ``exact`` stands at ``start`` of ``text`` and is no part of other words than before.

    "6 times" does not stand in "16 times", nor ``**`` in ``***``, unless it did in its own context; nor does "agreed"
    after a "not" or "never" that was not there, one or two words before.
    """
    end = start + len(exact)
    if start < 0 or not exact or text[start:end] != exact:
        return False
    if prefix and _negated(text[max(0, start - len(prefix)) : start]) != _negated(prefix):
        return False
    before, after = text[max(0, start - len(prefix) - 1) : start], text[end : end + len(suffix) + 1]
    return _grown(before, exact, "") == _grown(prefix, exact, "") and _grown("", exact, after) == _grown(
        "", exact, suffix
    )


def _negated(before: str) -> bool:
    """Return whether one of the last two words of ``before``, in the sentence that it breaks off in, negates."""
    words = _WORD.findall(_SENTENCE_END.split(before)[-1].lower())[-2:]
    return any(_NEGATION.fullmatch(word) for word in words)


def _grown(before: str, exact: str, after: str) -> tuple[str, str]:
    """Return the characters before and after ``exact`` that are of one word with it."""
    whole = before + exact + after
    start, end = len(before), len(before) + len(exact)
    first, last = start, end
    while first > 0 and start - first < 24 and _joined(whole, first):
        first -= 1
    while last < len(whole) and last - end < 24 and _joined(whole, last):
        last += 1
    return whole[first:start], whole[end:last]


def _joined(text: str, cut: int) -> bool:
    """Return whether the characters on both sides of ``cut`` belong to one word, number or run of signs."""
    left, right = text[cut - 1], text[cut]
    if unicodedata.combining(right):
        return True
    if left.isspace() or right.isspace():
        return False
    if left in _NUMERALS and right in _NUMERALS:
        return True
    if _is_letter(left) and _is_letter(right):
        return True
    # "can" is not "can't", nor "violent" "non-violent".
    if right in _LINKS and _is_letter(left) and _is_letter(text[cut + 1 : cut + 2]):
        return True
    if left in _LINKS and cut > 1 and _is_letter(text[cut - 2]) and _is_letter(right):
        return True
    if left.isdigit() and right in ".,:/-–" and text[cut + 1 : cut + 2].isdigit():
        return True
    if right.isdigit() and left in ".,:/-–+−" and (cut < 2 or left in "-–+−" or text[cut - 2].isdigit()):
        return True
    return left == right and not left.isalnum()


def _is_letter(character: str) -> bool:
    if not character or _UNSPACED.match(character):
        return False
    return character.isalnum() or character == "_" or bool(unicodedata.combining(character))
