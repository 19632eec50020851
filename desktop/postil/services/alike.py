"""All entities of a library by their names, and which of them may be the same under another one."""

from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from typing import cast

from postil import analysis
from postil.domain.dossier import Alike
from postil.domain.entities import entity_key
from postil.domain.judgements import current_key
from postil.domain.records import Judgement
from postil.storage.dossiers import named_everywhere
from postil.storage.library import Library

_MOST = 12
_LEAST_WORD = 3
_PIECE = 500
"""Names looked at before the window has its turn: about a millisecond."""


def known_entities(library: Library) -> tuple[Alike, ...]:
    """Return every entity of the library under its usual name, most named first.

    Judgements on names, kinds and merges are applied; those on single places, which cost reading the texts, are not.
    """
    knowing = knowing_entities(library)
    while True:
        try:
            next(knowing)
        except StopIteration as end:
            return cast("tuple[Alike, ...]", end.value)


def knowing_entities(library: Library) -> Generator[None, None, tuple[Alike, ...]]:
    """Do the same in small pieces, for ``Seeker.run_in_pieces``."""
    judgements = library.judgements()
    rejected = {each.subject for each in judgements if each.verdict == "reject"}
    renamed = {each.subject: each.value for each in judgements if each.verdict == "rename" and each.value.strip()}
    current = {key: current_key(key, judgements) for key in {each.subject for each in judgements}}
    names: dict[str, Counter[str]] = {}
    articles: Counter[str] = Counter()
    rows: list[Alike] = []
    for place, (found, called, mentions, number) in enumerate(named_everywhere(library, analysis.VERSION)):
        key = current.get(found, found)
        if not {found, key} & rejected:
            names.setdefault(key, Counter())[renamed.get(found) or called] += mentions
            articles[key] += number
        if place % _PIECE == 0:
            yield
    for place, (key, called) in enumerate(names.items()):
        rows.append(Alike(key, _usual(key, called), sum(called.values()), articles[key]))
        if place % _PIECE == 0:
            yield
    return tuple(sorted(rows, key=lambda each: (-each.mentions, each.name.casefold(), each.key)))


def alike(library: Library, key: str, name: str, judgements: Sequence[Judgement]) -> tuple[Alike, ...]:
    """Return at most 12 others of the kind whose name holds a word of ``name``, those that the reader parted left out.

    They are only asked about: one who has the same family name may be anybody.
    """
    kind = key.partition(":")[0]
    words = _words(name)
    if not words:
        return ()
    parted = set(_parted(key, judgements))
    found = [
        each
        for each in known_entities(library)
        if each.key != key
        and each.key not in parted
        and each.key.partition(":")[0] == kind
        and _may_be(words, _words(each.name))
    ]
    return tuple(found[:_MOST])


def _may_be(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether all words of the shorter name stand in the longer one."""
    shorter, longer = sorted((set(one), set(other)), key=len)
    return bool(shorter) and shorter <= longer


def _parted(key: str, judgements: Iterable[Judgement]) -> Iterable[str]:
    for each in judgements:
        if each.verdict == "distinct" and key in {each.subject, each.value}:
            yield each.value if each.subject == key else each.subject


def _words(name: str) -> list[str]:
    return [word for word in entity_key("", name)[1:].split() if len(word) >= _LEAST_WORD]


def _usual(key: str, called: Counter[str]) -> str:
    kind = key.partition(":")[0]
    fitting = [name for name in called if entity_key(kind, name) == key]
    return fitting[0] if fitting else called.most_common(1)[0][0]
