"""Names from other scripts spelled in more than one way: Wade-Giles and pinyin, and the many ways to write Russian.

The tables state how the systems spell sounds; see ISO 7098 for pinyin and ISO 9, BGN/PCGN and ALA-LC for Russian.
"""

import functools
import itertools
import re
import unicodedata

_INITIALS = {
    "b": "p", "p": "p", "m": "m", "f": "f", "d": "t", "t": "t", "n": "n", "l": "l", "g": "k", "k": "k", "h": "h",
    "j": "ch", "q": "ch", "x": "hs", "zh": "ch", "ch": "ch", "sh": "sh", "r": "j", "z": "ts", "c": "ts", "s": "s",
}  # fmt: skip
"""Initials of pinyin with those of Wade-Giles, aspiration (an apostrophe that is seldom printed) left out."""

_FINALS = {
    "a": "a", "ai": "ai", "an": "an", "ang": "ang", "ao": "ao", "e": "e", "ei": "ei", "en": "en", "eng": "eng",
    "i": "i", "ia": "ia", "ian": "ien", "iang": "iang", "iao": "iao", "ie": "ieh", "in": "in", "ing": "ing",
    "iong": "iung", "iu": "iu", "o": "o", "ong": "ung", "ou": "ou", "u": "u", "ua": "ua", "uai": "uai", "uan": "uan",
    "uang": "uang", "ue": "ueh", "ui": "ui", "un": "un", "uo": "o",
}  # fmt: skip
_ALONE = {
    "a": "a", "ai": "ai", "an": "an", "ang": "ang", "ao": "ao", "e": "o", "en": "en", "er": "erh", "ou": "ou",
    "wa": "wa", "wai": "wai", "wan": "wan", "wang": "wang", "wei": "wei", "wen": "wen", "weng": "weng", "wo": "wo",
    "wu": "wu", "ya": "ya", "yan": "yen", "yang": "yang", "yao": "yao", "ye": "yeh", "yi": "i", "yin": "yin",
    "ying": "ying", "yong": "yung", "you": "yu", "yu": "yu", "yuan": "yuan", "yue": "yueh", "yun": "yun",
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "ssu", "ge": "ko",
    "ke": "ko", "he": "ho", "guo": "kuo", "kuo": "kuo", "huo": "huo", "shuo": "shuo", "gui": "kuei", "kui": "kuei",
    "xuan": "hsuan", "xue": "hsueh", "xun": "hsun",
}  # fmt: skip
"""Syllables without an initial, and those that follow no rule."""

_PALATAL = frozenset({"j", "q", "x"})


def _syllables() -> dict[str, str]:
    """Return every syllable of pinyin with its form in Wade-Giles, accents and apostrophes left out."""
    made: dict[str, str] = {}
    for (initial, wade), (final, ending) in itertools.product(_INITIALS.items(), _FINALS.items()):
        if initial in _PALATAL and final[0] not in "iu":
            continue
        if initial in {"zh", "ch", "sh", "r", "z", "c", "s", "g", "k", "h", "f"} and final[0] == "i" and final != "i":
            continue
        made[initial + final] = wade + ending
    return made | _ALONE


def _spellings(wade: str) -> tuple[str, ...]:
    """Return a Wade-Giles syllable as older maps and papers print it too: Teh for Te, Kwang for Kuang."""
    older = re.sub(r"(?<=[kh])u(?=[ae])", "w", wade)
    return (wade, f"{wade}h") if wade[-1] == "e" else (wade, older) if older != wade else (wade,)


_WADE = _syllables()
_LONGEST = max(map(len, _WADE))
_MOST_SYLLABLES = 5
_MOST_WORDS = 3


def plain(name: str) -> str:
    """Return ``name`` case-folded without accents, its apostrophes, points and hyphens gone."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[^\w\s]", "", "".join(c for c in folded if not unicodedata.combining(c)))


@functools.lru_cache(maxsize=4096)
def syllables(word: str) -> tuple[tuple[str, ...], ...]:
    """Return all ways to cut ``word`` (small letters alone) into syllables of pinyin, at most five."""
    if not word:
        return ((),)
    ways: list[tuple[str, ...]] = []
    for length in range(1, min(_LONGEST, len(word)) + 1):
        if word[:length] in _WADE:
            ways += [(word[:length], *rest) for rest in syllables(word[length:])]
    return tuple(way for way in ways if len(way) <= _MOST_SYLLABLES)


def characters(name: str) -> int:
    """Return how many Chinese characters a name in pinyin has, 0 where it is none; an apostrophe parts two."""
    total = 0
    for word in name.casefold().split():
        for part in re.split(r"['’-]", word):
            ways = syllables(plain(part))
            if not ways:
                return 0
            total += min(map(len, ways))
    return total


def same_chinese(one: str, other: str) -> bool:
    """Tell whether one name is the Wade-Giles form of the other's pinyin: Chou En-lai and Zhou Enlai.

    The Wade-Giles form must show itself, by the hyphen in a given name or by a syllable that pinyin does not have.
    """
    return _is_wade_of(one, other) or _is_wade_of(other, one)


def _is_wade_of(wade: str, pinyin: str) -> bool:
    first, second = wade.split(), pinyin.split()
    if len(first) != len(second) or plain(wade) == plain(pinyin) or "-" in pinyin:
        return False
    if "-" not in wade and all(syllables(plain(word)) for word in first):
        return False
    return all(plain(a) in _wade_forms(b) for a, b in zip(first, second, strict=True))


@functools.lru_cache(maxsize=1024)
def _wade_forms(word: str) -> frozenset[str]:
    parts = [syllables(plain(part)) for part in re.split(r"['’]", word.casefold())]
    ways = itertools.islice(itertools.product(*parts), 32)
    made: set[str] = set()
    for way in ways:
        made.update(
            "".join(each) for each in itertools.product(*(_spellings(_WADE[one]) for part in way for one in part))
        )
    return frozenset(made)


def same_family_name(one: str, other: str) -> bool:
    """Tell whether two single syllables are one family name in the two systems: Chou and Zhou."""
    first, second = plain(one), plain(other)
    return first != second and (_WADE.get(first) == second or _WADE.get(second) == first)


def wade_giles(name: str) -> frozenset[str]:
    """Return the Wade-Giles forms of a name in pinyin as ``plain`` has them; none where it is no such name."""
    words = [_wade_forms(word) for word in name.split()]
    if not 1 < len(words) <= _MOST_WORDS or not all(words):
        return frozenset()
    return frozenset(" ".join(way) for way in itertools.islice(itertools.product(*words), 64))


_RUSSIAN = (
    (re.compile(r"(?:skii|skij|skiy|sky|ski)\b"), "ski"),
    (re.compile(r"zky\b|tzki\b"), "tski"),
    (re.compile(r"(?:off|ow)\b"), "ov"),
    (re.compile(r"eff\b"), "ev"),
    (re.compile(r"tsch|tch|cz"), "ch"),
    (re.compile(r"sch(?=[aeiou])"), "sh"),
    (re.compile(r"ks"), "x"),
    (re.compile(r"ck"), "k"),
    (re.compile(r"c(?=[aou])"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?:iu|ju)"), "yu"),
    (re.compile(r"(?:ia|ja)"), "ya"),
    (re.compile(r"(?:(?<=[aeiou])ye|(?<=[aeiou])je|ie|je|ye)"), "e"),
    (re.compile(r"(?:yo|io|jo)"), "e"),
    (re.compile(r"(?:(?<=[aeou])[yj]|y|j)(?![aeiou])"), "i"),
    (re.compile(r"ii"), "i"),
    (re.compile(r"(?<=d)er\b"), "r"),
    (re.compile(r"(.)\1"), r"\1"),
)
_RUSSIAN_END = re.compile(r"(?:ov|ev|ova|eva|ski|skaia|oi|ich|enko|chuk)$")
_SHORTEST = 6


def same_russian(one: str, other: str) -> bool:
    """Tell whether two names differ only in how Russian is spelled: Tolstoy and Tolstoi, Sergey and Sergei Kirov.

    The last name must end as Russian ones do: Smith and Smyth are two names.
    """
    first, second = russian(one), russian(other)
    if first != second or plain(one) == plain(other):
        return False
    return len(first.replace(" ", "")) >= _SHORTEST and _RUSSIAN_END.search(first) is not None


@functools.lru_cache(maxsize=2048)
def russian(name: str) -> str:
    """Return a name as it sounds in Russian: the same for all ways to spell it."""
    written = plain(name)
    for pattern, sound in _RUSSIAN:
        written = pattern.sub(sound, written)
    return written


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe", "ß": "ss"})


@functools.lru_cache(maxsize=32768)
def letters(name: str) -> str:
    """Return the letters alone, umlauts written out: the same for Karl-Heinz Müller and Karl Heinz Mueller."""
    return re.sub(r"[\W_]", "", plain(name.casefold().translate(_UMLAUTS)))
