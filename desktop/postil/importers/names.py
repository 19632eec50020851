"""Names of authors as sources print them, split into family and given name only where that is certain."""

import re

from postil.domain.records import Name

# Words that persons are not called; with one of them a name is that of a newsroom or a firm.
_BODIES = re.compile(
    r"\b(news|staff|team|press|agency|editors?|editorial|times|post|reuters|desk|media|magazine|journal|blog|bureau|"
    r"service|services|inc|ltd|llc|gmbh|group|company|university|institute|foundation|association|committee|council|"
    r"ministry|department|contributors?|correspondents?|writers?|admin|administrator|redaktion|rédaction|redazione|"
    r"wikipedia|wikimedia|community|online|daily|weekly|broadcasting|bbc|cnn|nbc|cbs|afp|dpa|xinhua|tass|the)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "ter",
        "ten",
        "zu",
        "af",
        "bin",
        "ibn",
        "al",
    ]
)
_SUFFIXES = re.compile(r",?\s+(Jr\.?|Sr\.?|II|III|IV|Ph\.?\s?D\.?|M\.?D\.?|Esq\.?)$")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-])*")
_SEPARATORS = re.compile(r"\s*(?:;|\||\s&\s|,?\s+(?:and|und|et|y|e)\s+)\s*")
_LEAD = re.compile(
    r"^\s*(?:(?:written\s+|posted\s+|reported\s+)?by|von|par|por|author:?|autor:?|auteur:?)\s+", re.IGNORECASE
)


def read_names(printed: str) -> tuple[Name, ...]:
    """Return the authors that a byline such as ``By Jane Doe and John Roe`` names, each once, in order."""
    printed = _LEAD.sub("", " ".join(printed.split()))
    names: list[Name] = []
    for part in _SEPARATORS.split(printed):
        for name in _split_commas(part):
            if name not in names and str(name):
                names.append(name)
    return tuple(names)


def read_name(printed: str) -> Name:
    """Return one name: ``Doe, Jane`` and ``Jane van Doe`` are split, newsrooms and all else stay literal."""
    printed = " ".join(printed.split()).strip(" ,;·|-–—")
    family, comma, given = printed.partition(", ")
    if comma and _is_person([*given.split(), *family.split()]) and len(family.split()) <= 3:
        return Name(family=family, given=given)
    bare = _SUFFIXES.sub("", printed)
    words = bare.split()
    if _BODIES.search(printed) or not _is_person(words) or len(words) < 2:
        return Name(literal=printed)
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].lower() in _PARTICLES:
        cut -= 1
    return Name(family=" ".join(words[cut:]), given=" ".join(words[:cut]))


def _split_commas(part: str) -> list[Name]:
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    if len(pieces) < 2:
        return [read_name(part)]
    # "Doe, Jane" is one name in reverse; "Jane Doe, John Roe" are two; "Jane Doe, Daily Post" is a name and its house.
    if len(pieces) == 2 and len(pieces[0].split()) == 1 and len(pieces[1].split()) <= 2:
        return [read_name(f"{pieces[0]}, {pieces[1]}")]
    if _SUFFIXES.fullmatch(f" {pieces[1]}"):
        return [read_name(part)]
    persons = [piece for piece in pieces if len(piece.split()) >= 2 and not _BODIES.search(piece)]
    return [read_name(piece) for piece in (persons or pieces[:1])]


def _is_person(words: list[str]) -> bool:
    """Say whether these are two to five words that all look like a person's name in an alphabet with capitals."""
    if not 2 <= len(words) <= 5:
        return False
    return all(_WORD.fullmatch(word) and (word[0].isupper() or word.lower() in _PARTICLES) for word in words) and any(
        c.islower() for c in "".join(words)
    )
