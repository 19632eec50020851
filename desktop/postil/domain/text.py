"""The canonical form of text: what every position in the library counts in."""

import re

# Patterns are compiled when they are first needed, which a start never does.
# Line ends of every kind become "\n": Qt would open a new paragraph at most of them and shift all positions after it.
_LINE_ENDS = "\r\n|[\r\v\f\x85\u2028\u2029]"
# Soft hyphens, byte order marks and control characters carry no letter.
_DROPPED = "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\ufeff]"
# Lone surrogates cannot be stored as UTF-8; the other noncharacters are Qt's own frame marks.
_UNSTORABLE = "[\ud800-\udfff\ufdd0-\ufdef\ufffc\ufffe\uffff]"


def canonical(text: str) -> str:
    """Return ``text`` in NFC with one kind of line end, without soft hyphens, stray controls or lone surrogates.

    Idempotent. Everything else, no-break spaces and ``**`` included, stays to the letter.
    """
    if text.isascii() and text.isprintable():
        return text
    text = re.sub(_LINE_ENDS, "\n", text)
    text = re.sub(_DROPPED, "", text)
    text = re.sub(_UNSTORABLE, "\ufffd", text)
    from unicodedata import normalize

    return normalize("NFC", text)


def plain_title(title: str) -> str:
    """Return a title on one line, without the mark-up that CSL allows in it: ``<i>``, ``<sup>`` and the like.

    What has signs of its own for being raised or lowered gets these: ``10<sup>6</sup>`` is not 106. A tag that is never
    closed is what the title says.
    """
    line = " ".join(title.split())
    for _ in range(_DEEPEST if "</" in line else 0):
        line, found = re.subn(_RICH, _unmarked, line)
        if not found:
            break
    return line


def _unmarked(match: "re.Match[str]") -> str:
    small = {"sup": _RAISED, "sub": _LOWERED}.get(match[1], {})
    text = match[2]
    return text.translate(small) if small and all(ord(sign) in small for sign in text) else text


# The innermost pairs of tags.
_RICH = (
    r"<(i|b|sub|sup|sc|span)(?:(?<=span)\s[^<>]*)?>"
    r"((?:(?!<(?:i|b|sub|sup|sc|span)[\s>]).)*?)</\1>"
)
_DEEPEST = 8
_RAISED = str.maketrans("0123456789+-−()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")


def count_words(text: str) -> int:
    """Return the number of words: runs of letters and digits; each Han, Kana or Hangul character counts as half."""
    wide = len(re.findall(_WIDE, text))
    return len(re.findall(_WORD, re.sub(_WIDE, " ", text) if wide else text)) + (wide + 1) // 2


_WIDE = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]"
_WORD = r"\w+(?:['’\-]\w+)*"
