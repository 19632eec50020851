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


def count_words(text: str) -> int:
    """Return the number of words: runs of letters and digits; each Han, Kana or Hangul character counts as half."""
    wide = len(re.findall(_WIDE, text))
    return len(re.findall(_WORD, re.sub(_WIDE, " ", text) if wide else text)) + (wide + 1) // 2


_WIDE = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]"
_WORD = r"\w+(?:['’\-]\w+)*"
