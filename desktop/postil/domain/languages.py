"""Which language a text is in: told by its script or its commonest words, else by py3langid."""

import functools
import importlib
import re
from collections import Counter
from typing import Any, Protocol, cast

# The commonest words of each language that are rare in the others; written for this purpose.
_COMMON = {
    "en": "the and of to in that was is for with as his on by he at from were which have had not they this are their",
    "de": "der die und den von das mit dem des sich nicht ist ein eine für auf wurde zu im auch nach als bei wird",
    "fr": "le la les des et est une dans du qui que pour pas sur avec au par sont ses aux ce cette était plus ont",
    "es": "el la los las que en por una con para del se su como más fue son pero sus al lo entre también era",
    "it": "il di che è per una della del con non sono nel alla dei più anche gli le si come da suo stato questo era",
    "pt": "o os que em uma não para com por do da dos das foi ao como mais são seu sua pela pelo mas também",
    "nl": "de het een van en dat is op te zijn voor met niet aan er door ook werd bij naar maar om uit",
    "sv": "och att det som en på är av för med den till inte var ett har de om han sig från vid men",
    "da": "og at det som en på er af for med den til ikke var et har de om han sig fra ved men blev",
    "pl": "i w na z się do nie że jest o jak od przez po ale był to za dla są oraz która który",
    "cs": "a v se na je že z do o s byl by jako ale pro za jeho které který jsou po také až",
    "tr": "ve bir bu da de için ile olarak çok daha gibi olan sonra kadar en o ne değil ise",
    "la": "et in est non ad cum ut quod sed ex qui esse ab quae hoc si per etiam",
}
_WORD_SETS = {code: frozenset(words.split()) for code, words in _COMMON.items()}
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]"), 0.1),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]"), 0.4),
    ("zh", re.compile("[\u3400-\u4dbf\u4e00-\u9fff]"), 0.4),
    ("el", re.compile("[\u0370-\u03ff]"), 0.4),
    ("he", re.compile("[\u0590-\u05ff]"), 0.4),
    ("th", re.compile("[\u0e00-\u0e7f]"), 0.4),
)
"""Scripts of one language, and the share of letters that is enough. Japanese mixes kana with Han, hence its place."""

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_ENOUGH = ((8, 0.15), (5, 0.3))
"""So many of the commonest words are enough where they are so large a share: five in a text of a few lines."""
_LEAD = 2.0
_SURE = 0.6
_FEWEST_LETTERS = 4
_SHORTEST = 20
"""In fewer letters than these no words decide: names alone look like any language."""

# What py3langid tells apart and a reader does not; "zxx" is no language at all.
_FOLDED = {"wuu": "zh", "yue": "zh", "pcm": "en", "no": "nb", "zxx": "", "und": ""}


def detect_language(text: str) -> str:
    """Return the primary BCP 47 subtag of the language of ``text`` ("en"), or "" where it is not sure.

    Looks at its first, middle and last thousands of characters, so that a foreign preface does not decide. What a
    script or the commonest words tell takes a millisecond; else py3langid is loaded, once, which takes most of a
    second and some 60 MB.
    """
    third = _SAMPLE // 3
    middle = len(text) // 2
    sample = text if len(text) <= _SAMPLE else f"{text[:third]} {text[middle : middle + third]} {text[-third:]}"
    words = [word.casefold() for word in _WORD.findall(sample)]
    letters = sum(map(len, words))
    if letters < _FEWEST_LETTERS:
        return ""
    for code, script, share in _SCRIPTS:
        if len(script.findall(sample)) > share * letters:
            return code
    return _by_words(words) or (_by_model(sample) if letters >= _SHORTEST else "")


def _by_words(words: list[str]) -> str:
    counts = Counter(words)
    scores = {code: sum(counts[word] for word in known) for code, known in _WORD_SETS.items()}
    (best, score), (_second, runner_up) = Counter(scores).most_common(2)
    enough = any(score >= fewest and score >= share * len(words) for fewest, share in _ENOUGH)
    return best if enough and score >= _LEAD * runner_up else ""


def _by_model(sample: str) -> str:
    """Ask py3langid, whose probabilities are calibrated over the length of a text; "" below three in five."""
    shares: dict[str, float] = {}
    for code, share in _identifier().rank(sample):
        told = _FOLDED.get(code, code)
        shares[told] = shares.get(told, 0.0) + share
    code, share = max(shares.items(), key=lambda each: each[1])
    return code if share >= _SURE else ""


class _Identifier(Protocol):
    """What is used of py3langid, whose types are not declared."""

    def rank(self, text: str) -> list[tuple[str, float]]: ...


@functools.cache
def _identifier() -> _Identifier:
    library: Any = importlib.import_module("py3langid.langid")
    return cast("_Identifier", library.LanguageIdentifier.from_model_file(library.MODEL_FILE, norm_probs=True))
