"""All entities of a library by their names, and which of them may be the same under another one."""

from collections import Counter
from collections.abc import Iterable, Sequence

from postil import analysis
from postil.analysis.kept import entity_heads
from postil.domain.dossier import Alike
from postil.domain.entities import entity_key
from postil.domain.judgements import current_key
from postil.domain.records import Judgement
from postil.storage.dossiers import all_findings
from postil.storage.library import Library

_MOST = 12
_LEAST_WORD = 3


def known_entities(library: Library) -> tuple[Alike, ...]:
    """Return every entity of the library under its usual name, most named first.

    Judgements on names, kinds and merges are applied; those on single places, which cost reading the texts, are not.
    """
    judgements = library.judgements()
    rejected = {each.subject for each in judgements if each.verdict == "reject"}
    names: dict[str, Counter[str]] = {}
    articles: Counter[str] = Counter()
    renamed = {each.subject: each.value for each in judgements if each.verdict == "rename" and each.value.strip()}
    current: dict[str, str] = {}
    for _, findings in all_findings(library, analysis.VERSION):
        for head in entity_heads(findings):
            found = head.key
            if found not in current:
                current[found] = current_key(found, judgements)
            key = current[found]
            if {found, key} & rejected:
                continue
            name = renamed.get(found) or head.name
            names.setdefault(key, Counter())[name] += len(head.starts)
            articles[key] += 1
    rows = [Alike(key, _usual(key, called), sum(called.values()), articles[key]) for key, called in names.items()]
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
