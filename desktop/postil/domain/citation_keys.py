"""New citation keys, in the style that Better BibTeX has as its default: ``auth.lower + shorttitle(3, 3) + year``.

Source: https://retorque.re/zotero-better-bibtex/citing/
"""

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence

from postil.domain.records import Name

TITLE_WORDS = 3
_LONGEST_AUTHOR, _LONGEST_WORD = 24, 20
_LATIN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
# Cyrillic and Greek as a reader types them without marks; the letters of other scripts are left out.
_TYPED = """
а:a б:b в:v г:g д:d е:e ж:zh з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ:
ы:y ь: э:e ю:yu я:ya ё:e ђ:dj ѓ:g є:ie і:i ї:i ј:j љ:lj њ:nj ћ:c ќ:k ў:u џ:dz ґ:g
α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r ς:s σ:s τ:t υ:y φ:f χ:ch ψ:ps ω:o
"""
_TRANSLITERATED = {letter: typed for letter, _, typed in (pair.partition(":") for pair in _TYPED.split())}
_UNDECOMPOSED = str.maketrans(_LATIN | _TRANSLITERATED)
_STOPPED = """
a an the of on in at to for from by with and or but nor is are was were be been as his her its their our my it this
that these those he she they we you i what who when where why how do does did not about above across after against
along amid among around before behind below beneath beside besides between beyond despite down during except inside
into like near next off onto out outside over past per since than through throughout till toward towards under until
unto up upon versus via vs within without
der die das den dem des ein eine einer eines und oder im am zu zum zur von vom mit für auf aus
le la les l un une de d du et au aux en dans sur par pour el los las una unos unas y del al il lo gli o e di da
"""
_STOP_WORDS = frozenset(_STOPPED.split())


def make_key(authors: Sequence[Name], title: str, published: str, taken: Container[str]) -> str:
    """Return a new citation key in ASCII: author (or site, given as a literal name), short title, year.

    ``mondoAskedRiverTwice2024``; letters a, b … follow where that is ``taken``.
    """
    author = _plain((authors[0].family or authors[0].literal or authors[0].given) if authors else "")
    year = re.match(r"\d{4}", published)
    words = [word for word in map(_plain, re.split(r"[^\w'’]+|_", re.sub(r"<[^<>]*>", "", title))) if word]
    telling = [word for word in words if word not in _STOP_WORDS] or words
    short = "".join(word[:_LONGEST_WORD].capitalize() for word in telling[:TITLE_WORDS])
    key = author[:_LONGEST_AUTHOR] + (short if author else short[:1].lower() + short[1:]) + (year[0] if year else "")
    if not key or key[0].isdigit():
        key = f"work{key}"
    return next(candidate for candidate in _numbered(key) if candidate not in taken)


def _numbered(key: str) -> Iterator[str]:
    yield key
    number = 0
    while True:
        number, letters, rest = number + 1, "", number + 1
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(ord("a") + letter) + letters
        yield key + letters


def _plain(word: str) -> str:
    bare = word.casefold()
    composed = "".join(sign if sign in _TRANSLITERATED else unicodedata.normalize("NFKD", sign) for sign in bare)
    written = composed.translate(_UNDECOMPOSED)
    return "".join(character for character in written if character.isascii() and character.isalnum())
