"""How long the dossier of an entity takes that 500 articles mention 3,000 times.

``python tests/benchmarks/bench_dossier.py`` prints the figures.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent / "desktop")]

from figures import Figure, table  # noqa: E402
from prose import sentence  # noqa: E402

from desks import add_article, revision_of  # noqa: E402 - the folders must be on the path first
from dossiers import keep  # noqa: E402
from postil import analysis as analyser  # noqa: E402
from postil.domain.entities import Analysis, Entity, Mention, entity_key  # noqa: E402
from postil.exporters.dossier import export_dossier  # noqa: E402
from postil.services.dossier import dossier_beside  # noqa: E402
from postil.storage.library import Library  # noqa: E402

_ARTICLES, _MENTIONS, _SENTENCES, _OTHERS = 500, 6, 40, 30
_NAME = "Anna Berg"


def measure() -> list[Figure]:
    """Return the seconds until a dossier is read, and until it is written as Markdown and checked."""
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.postil"
        library = Library.open(path)
        for number in range(_ARTICLES):
            _add(library, chance, number)
        library.close()
        dossier_beside(path, entity_key("person", _NAME))  # modules are imported once in a program's life
        began = time.perf_counter()
        found = dossier_beside(path, entity_key("person", _NAME))
        read_at = time.perf_counter()
        export_dossier(found, exported="")
        written_at = time.perf_counter()
    return [
        Figure(f"dossier of {found.mentions:,} mentions in {len(found.articles)} articles", read_at - began, "s", 1.5),
        Figure("  as Markdown, checked", written_at - read_at, "s", 3.0),
    ]


def _add(library: Library, chance: random.Random, number: int) -> None:
    named = [f"Person {chance.randrange(200)}" for _ in range(_OTHERS)] + [_NAME] * _MENTIONS
    lines = [sentence(chance) for _ in range(_SENTENCES)]
    for name in named:
        at = chance.randrange(len(lines))
        lines[at] = f"{name} {lines[at]}"
    text = f"Article {number}\n" + " ".join(lines)
    entities = []
    for name in dict.fromkeys(named):
        starts = [at for at in range(len(text)) if text.startswith(f"{name} ", at)]
        mentions = tuple(Mention(at, at + len(name), name, "Named so.") for at in starts)
        entities.append(Entity(entity_key("person", name), name, "person", mentions))
    revision = revision_of(library, add_article(library, text, key=f"k{number}"))
    keep(library, revision, Analysis(analyser.VERSION, "en", tuple(entities)))


if __name__ == "__main__":
    print(table(measure()))  # noqa: T201
