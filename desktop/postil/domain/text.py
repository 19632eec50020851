"""The canonical form of text: what every position in the library counts in."""

import re
import unicodedata

# Line ends of every kind become "\n": Qt would open a new paragraph at most of them and shift all positions after it.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Soft hyphens, byte order marks and control characters carry no letter.
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\ufeff]")
# Lone surrogates cannot be stored as UTF-8; the other noncharacters are Qt's own frame marks.
_UNSTORABLE = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffc\ufffe\uffff]")


def canonical(text: str) -> str:
    """Return ``text`` in NFC with one kind of line end, without soft hyphens, stray controls or lone surrogates.

    Idempotent. Everything else, no-break spaces and ``**`` included, stays to the letter.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", text)
    text = _DROPPED.sub("", text)
    text = _UNSTORABLE.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text)


def count_words(text: str) -> int:
    """Return the number of words: runs of letters and digits; each Han, Kana or Hangul character counts as half."""
    wide = len(_WIDE.findall(text))
    return len(_WORD.findall(_WIDE.sub(" ", text) if wide else text)) + (wide + 1) // 2


_WIDE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
