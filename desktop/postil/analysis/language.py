"""Which language a text is in, told from its scripts and its commonest words."""

import re
from collections import Counter

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
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_LEAST_SHARE = 0.12
_LEAD = 1.5


def detect(text: str) -> str:
    """Return the primary subtag of the language of ``text`` ("en"), or "" where it is not sure.

    Looks at its first, middle and last thousands of characters, so that a foreign preface does not decide.
    """
    third = _SAMPLE // 3
    middle = len(text) // 2
    sample = text if len(text) <= _SAMPLE else f"{text[:third]} {text[middle : middle + third]} {text[-third:]}"
    words = [word.casefold() for word in _WORD.findall(sample)]
    letters = sum(map(len, words))
    if not letters:
        return ""
    for code, script in _SCRIPTS:
        # Japanese mixes kana with Han, hence the low bar, and its place before Chinese.
        if len(script.findall(sample)) / letters > (0.1 if code == "ja" else 0.4):
            return code
    return _by_words(words)


def _by_words(words: list[str]) -> str:
    counts = Counter(words)
    total = len(words)
    shares = sorted(
        ((sum(counts[word] for word in known) / total, code) for code, known in _WORD_SETS.items()), reverse=True
    )
    (best, code), (second, _) = shares[0], shares[1]
    sure = best >= _LEAST_SHARE and best >= _LEAD * second
    return code if sure else ""
