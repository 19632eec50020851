"""Kills writers at random moments and looks at what they leave: a script, so that a warm process can be forked.

Arguments: a folder, how many to kill, and a seed. Prints nothing where all is well; fails with what was lost.
"""

import hashlib
import os
import random
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from postil import importers
from postil.domain.records import Highlight
from postil.domain.sources import Source
from postil.exporters.writing import write
from postil.services import exporting, highlighting
from postil.services.importing import receive
from postil.storage.checking import check
from postil.storage.library import Library
from postil.storage.shelf import shelf
from resilience.calmly import ARTICLE, filling, make_library

LONGEST = 0.25
"""Seconds after which a writer is killed at the latest; it takes a few milliseconds for each step."""
SHORT = 0.04
"""Seconds in which a library is made."""


@dataclass
class Reported:
    """What writers said that they had done."""

    articles: set[str] = field(default_factory=set)
    notes: dict[str, str] = field(default_factory=dict)
    exported: str = ""
    exporting: str = ""
    steps: int = 0

    def hear(self, line: str) -> None:
        """Take one line of a writer's."""
        kind, *rest = line.split(" ")
        self.steps += 1
        if kind == "article":
            self.articles.add(rest[0])
        elif kind == "note":
            self.notes[rest[0]] = rest[1]
        elif kind == "exporting":
            self.exporting = rest[0]
        elif kind == "exported":
            self.exported = rest[0]


def work(folder: Path, seed: int, out: int) -> None:
    """Bring in, mark, note and export without end, saying what is done once it is."""

    def say(*words: str) -> None:
        os.write(out, (" ".join(words) + "\n").encode())

    library = Library.open(folder / "library.postil")
    number = 0
    while True:
        number += 1
        text = f"Round {seed}, number {number}\n\n{ARTICLE}{filling(number)}"
        source = Source("text", text.encode(), media_type="text/plain")
        arrival = receive(library, source, importers.read(source))
        library.apply(arrival.edit)
        say("article", arrival.article_id)
        article = library.article(arrival.article_id)
        revision = library.revision(article.revision_id) if article else None
        assert revision is not None
        edit, made = highlighting.add(revision, 3, 30, color="yellow")
        library.apply(edit)
        say("note", made.id, "-")
        for letters in range(1, 6):
            note = "x" * letters
            library.apply(highlighting.annotate(made, note, burst="b"))
            made = library.get(Highlight, made.id) or made
            say("note", made.id, note)
        exported = exporting.render(library, [arrival.article_id], "markdown")
        say("exporting", hashlib.sha256(exported.encode()).hexdigest())
        write(folder / "notes.md", exported)
        say("exported", hashlib.sha256(exported.encode()).hexdigest())


def kill_one(folder: Path, seed: int, reported: Reported) -> None:
    """Start a writer, kill it at a random moment and hear what it said until then."""
    incoming, out = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(incoming)
        try:
            work(folder, seed, out)
        finally:
            os._exit(3)
    os.close(out)
    chance = random.Random(seed)
    time.sleep(chance.uniform(0.001, chance.choice([LONGEST, SHORT])))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, f"the writer of round {seed} ended by itself"
    with os.fdopen(incoming, encoding="utf-8") as lines:
        for line in lines.read().splitlines():
            reported.hear(line)


def look(folder: Path, reported: Reported) -> None:
    """Require a sound library with all that was reported in it, and an export that is one of those that were made."""
    library = Library.open(folder / "library.postil")
    assert check(library) == (), check(library)
    there = {row.id for row in shelf(library)}
    assert reported.articles <= there, reported.articles - there
    for highlight_id, note in reported.notes.items():
        found = library.get(Highlight, highlight_id)
        assert found is not None, highlight_id
        assert found.note.startswith(note.strip("-")), (found.note, note)
    library.close()
    target = folder / "notes.md"
    if target.exists():
        found_hash = hashlib.sha256(target.read_bytes()).hexdigest()
        assert found_hash in {reported.exported, reported.exporting}
    else:
        assert not reported.exported


def main(folder: Path, number: int, seed: int) -> None:
    """Kill ``number`` writers, looking at what each leaves; a few of them at a library that is not there yet."""
    make_library(folder / "warm")
    reported = Reported()
    (folder / "0").mkdir()
    place = folder / "0"
    for each in range(number):
        if each % 5 == 0:
            place = folder / f"killed {each}"
            place.mkdir()
            reported = Reported()
        kill_one(place, seed + each, reported)
        look(place, reported)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
