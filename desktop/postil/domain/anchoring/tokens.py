"""A folded text as tokens, each one code point of a string: words, single Han or Thai characters, punctuation.

Strings of tokens are compared, searched and hashed by the same fast routines as any string.
"""

import re
from array import array
from dataclasses import dataclass
from itertools import count

from postil.domain.anchoring.folding import Folded, fold

# Scripts that are written without spaces between words.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_TOKEN = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+|[^\w\s]")
_FIRST = 0xE000  # above the surrogates
_MOST = 0x10FFFF - _FIRST
UNKNOWN = "\x00"
"""The code of a token that a vocabulary does not hold; it stands in no text's ``codes``."""


class Vocabulary:
    """Gives every distinct token a code point of its own, shared by the texts that are compared."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._next = count(_FIRST)

    def learn(self, words: list[str]) -> str:
        """Return the codes of ``words``, taking new ones in; beyond a million distinct words they share codes."""
        codes = self._codes
        for word in dict.fromkeys(words):
            if word not in codes:
                codes[word] = chr(_FIRST + (next(self._next) - _FIRST) % _MOST)
        return "".join(map(codes.__getitem__, words))

    def encode(self, words: list[str]) -> str:
        """Return the codes of ``words``; those not held become ``UNKNOWN``."""
        return "".join([self._codes.get(word, UNKNOWN) for word in words])


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it is compared: folded, and as tokens with their places in the folded text."""

    folded: Folded
    codes: str
    starts: "array[int]"
    ends: "array[int]"

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    @property
    def original(self) -> str:
        """The text itself."""
        return self.folded.original


def read(text: str, vocabulary: Vocabulary, *, learning: bool = True) -> Reading:
    """Fold ``text`` and cut it into tokens of ``vocabulary``, which learns new words unless told not to."""
    folded = fold(text)
    words: list[str] = []
    starts, ends = array("q"), array("q")
    for found in _TOKEN.finditer(folded.text):
        words.append(found.group())
        starts.append(found.start())
        ends.append(found.end())
    codes = vocabulary.learn(words) if learning else vocabulary.encode(words)
    return Reading(folded, codes, starts, ends)
