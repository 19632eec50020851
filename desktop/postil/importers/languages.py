"""The language of a text, told by its script and, for Latin letters, by its commonest words."""

import re
from collections import Counter

_LETTERS = re.compile(r"[^\W\d_]+")
# The commonest short words of each language, without those that several of these share to no use.
_COMMON = {
    "en": "the of and to in is was for that with on as by it are from his at were an which this be had not but",
    "de": "der die und das von mit ist im nicht ein eine den zu auf für dem sich des auch als wird werden oder bei war",
    "fr": "le la les et des du est une dans que pour qui sur par au avec ne pas ce plus sont il été aux cette",
    "es": "el la los y las del en que es una por con para se su como más al pero fue lo este ha sus",
    "it": "il di che è la per un della del una con non sono gli le dei nel si anche alla più come ha delle",
    "pt": "o a os que do da em um uma para com não é no na por mais as dos como foi ao se são das",
    "nl": "de het een van en is dat op te voor met zijn niet aan er ook als bij door naar maar uit werd worden",
}
_SETS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_ENOUGH = 8
_FEW = 4
"""So many common words are enough in a few sentences, where hardly one of them is another language's."""
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?$")


def detect_language(text: str) -> str:
    """Return the BCP 47 tag of ``text``'s language (en, de, fr, es, it, pt, nl, ru, zh, ja or ko), "" when unsure."""
    sample = text[:40_000]
    scripts = Counter(script for c in sample if (script := _script(c)))
    total = sum(scripts.values())
    if not total:
        return ""
    if scripts["kana"] > 0.1 * total:
        return "ja" if total >= 4 else ""
    leading, number = scripts.most_common(1)[0]
    if number < 0.6 * total or number < 4:
        return ""
    if leading == "han":
        return "zh"
    if leading == "hangul":
        return "ko"
    if leading == "cyrillic":
        # Letters that Russian has, and Ukrainian, Bulgarian or Serbian have not.
        return "ru" if number > 40 and re.search("[ыэё]", sample) and not re.search("[іїєґўјљњћђ]", sample) else ""
    return _latin(sample) if leading == "latin" else ""


def language_tag(printed: str) -> str:
    """Return a BCP 47 tag (``en``, ``pt-BR``, ``zh-Hant-TW``) for what pages declare, "" for what is none."""
    match = _TAG.match(printed.strip().split(",")[0].partition(".")[0])
    if match is None:
        return ""
    language, script, region = match.groups()
    return "-".join(p for p in (language.lower(), script and script.title(), region and region.upper()) if p)


def _latin(sample: str) -> str:
    words = _LETTERS.findall(sample.lower())
    scores = Counter({language: sum(1 for word in words if word in common) for language, common in _SETS.items()})
    (best, score), (_second, runner_up) = scores.most_common(2)
    clear = score > 1.25 * runner_up if score >= _ENOUGH else score >= _FEW and score >= 3 * runner_up
    return best if clear and score * 8 > len(words) else ""


def _script(character: str) -> str:
    code = ord(character)
    if code < 0x250:
        return "latin" if character.isalpha() else ""
    for script, first, last in _RANGES:
        if first <= code <= last:
            return script
    return "other" if character.isalpha() else ""


_RANGES = (
    ("cyrillic", 0x400, 0x52F),
    ("kana", 0x3040, 0x30FF),
    ("han", 0x3400, 0x4DBF),
    ("han", 0x4E00, 0x9FFF),
    ("hangul", 0xAC00, 0xD7AF),
)
