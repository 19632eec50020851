"""Kills writers at random moments and looks at what they leave: a script, so that a warm process can be forked.

Arguments: a folder, how many to kill, and a seed. Prints, as JSON, how many were killed during what; fails with what
was lost.
"""

import hashlib
import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from postil import importers
from postil.domain.entities import Entity
from postil.domain.records import Highlight, Judgement, Revision
from postil.domain.sources import Source
from postil.exporters.writing import write
from postil.services import duplicates, exporting, highlighting, judging
from postil.services.importing import receive
from postil.storage.checking import check
from postil.storage.library import Library
from postil.storage.shelf import shelf
from resilience.calmly import ARTICLE, filling, make_library

LONGEST = 0.3
"""Seconds after which a writer is killed at the latest; it takes a few milliseconds for each step."""
SHORT = 0.04
"""Seconds in which a library is made."""
OLD = sorted((Path(__file__).parent.parent / "libraries").glob("*.postil"))
EACH = 5
"""Writers that are killed on one library, one after the other."""


@dataclass
class Reported:
    """What writers said that they had done, and what the last of them was doing when it was killed."""

    articles: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    notes: dict[str, str] = field(default_factory=dict)
    judged: set[str] = field(default_factory=set)
    backups: set[str] = field(default_factory=set)
    migrated: set[str] = field(default_factory=set)
    exported: str = ""
    exporting: str = ""
    doing: str = "open"

    def hear(self, line: str) -> None:
        """Take one line of a writer's."""
        kind, *rest = line.split(" ")
        if kind == "doing":
            self.doing = rest[0]
        elif kind == "article":
            self.articles.add(rest[0])
        elif kind == "merging":
            self.articles.discard(rest[0])
        elif kind == "merged":
            self.gone.add(rest[0])
        elif kind == "note":
            self.notes[rest[0]] = rest[1]
        elif kind == "judged":
            self.judged.add(rest[0])
        elif kind == "backed":
            self.backups.add(rest[0])
        elif kind == "migrated":
            self.migrated.add(rest[0])
        elif kind == "exporting":
            self.exporting = rest[0]
        elif kind == "exported":
            self.exported = rest[0]


class Writer:
    """Does all that changes a library, saying what is done once it is."""

    def __init__(self, folder: Path, seed: int, out: int) -> None:
        self._folder = folder
        self._seed = seed
        self._out = out
        self._number = 0
        self._library = Library.open(folder / "library.postil")

    def work(self) -> None:
        """Go on without end, each writer from another beginning."""
        self._import()
        ways: list[Callable[[], object]] = [
            self._import,
            self._highlight,
            self._type,
            self._judge,
            self._merge,
            self._migrate,
            self._export,
            self._back_up,
        ]
        first = self._seed % len(ways)
        while True:
            for way in (*ways[first:], *ways[:first]):
                self._say("doing", way.__name__.strip("_"))
                way()

    def _say(self, *words: str) -> None:
        os.write(self._out, (" ".join(words) + "\n").encode())

    def _article(self, text: str) -> str:
        source = Source("text", text.encode(), media_type="text/plain")
        arrival = receive(self._library, source, importers.read(source))
        self._library.apply(arrival.edit)
        return arrival.article_id

    def _import(self) -> None:
        self._number += 1
        text = f"Round {self._seed}, number {self._number}\n\n{ARTICLE}{filling(self._number)}"
        self._article_id = self._article(text)
        self._say("article", self._article_id)

    @property
    def _revision(self) -> Revision:
        article = self._library.article(self._article_id)
        found = self._library.revision(article.revision_id) if article else None
        assert found is not None
        return found

    def _highlight(self) -> Highlight:
        edit, made = highlighting.add(self._revision, 3, 30, color="yellow")
        self._library.apply(edit)
        self._say("note", made.id, "-")
        return made

    def _type(self) -> None:
        made = self._highlight()
        for letters in range(1, 6):
            note = "x" * letters
            self._library.apply(highlighting.annotate(made, note, burst="b"))
            made = self._library.get(Highlight, made.id) or made
            self._say("note", made.id, note)

    def _judge(self) -> None:
        stalin = Entity("person:stalin", "Stalin", "person", ())
        dzhugashvili = Entity("person:dz", "Dzhugashvili", "person", ())
        for edit in (judging.merge(dzhugashvili, stalin), judging.rename(stalin, f"Stalin {self._number}")):
            self._library.apply(edit)
            for judgement in edit.touched(Judgement):
                self._say("judged", judgement.record.id)

    def _merge(self) -> None:
        kept = self._article_id
        self._import()
        other, self._article_id = self._article_id, kept
        self._say("merging", other)
        self._library.apply(duplicates.merge(self._library, kept, [other]))
        self._say("merged", other)

    def _migrate(self) -> None:
        self._number += 1
        old = OLD[self._number % len(OLD)]
        path = self._folder / f"old {self._seed} {self._number} {old.name}".replace(" ", "-")
        shutil.copy(old, path)
        Library.open(path).close()
        self._say("migrated", path.name)

    def _export(self) -> None:
        exported = exporting.render(self._library, [self._article_id], "markdown")
        self._say("exporting", hashlib.sha256(exported.encode()).hexdigest())
        write(self._folder / "notes.md", exported)
        self._say("exported", hashlib.sha256(exported.encode()).hexdigest())

    def _back_up(self) -> None:
        self._number += 1
        target = self._folder / f"backup-{self._seed}-{self._number}.postil"
        self._library.back_up(target)
        self._say("backed", target.name)


def kill_one(folder: Path, seed: int, reported: Reported) -> None:
    """Start a writer, kill it at a random moment and hear what it said until then."""
    incoming, out = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(incoming)
        try:
            Writer(folder, seed, out).work()
        except BaseException:  # noqa: BLE001
            traceback.print_exc()
        finally:
            os._exit(3)
    os.close(out)
    chance = random.Random(seed)
    # Most are killed once they are at work, some while they open or make the library.
    said = os.read(incoming, 4096) if chance.random() < 0.85 else b""
    time.sleep(chance.uniform(0, chance.choice([LONGEST, SHORT])))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, f"the writer of round {seed} ended by itself"
    reported.doing = "open"
    with os.fdopen(incoming, encoding="utf-8") as lines:
        for line in (said.decode() + lines.read()).splitlines():
            reported.hear(line)


def look(folder: Path, reported: Reported) -> None:
    """Require a sound library with all that was reported in it, and an export that is one of those that were made."""
    library = Library.open(folder / "library.postil")
    assert check(library) == (), check(library)
    there = {row.id for row in shelf(library)}
    assert reported.articles <= there, reported.articles - there
    assert not reported.gone & there, reported.gone & there
    for highlight_id, note in reported.notes.items():
        found = library.get(Highlight, highlight_id)
        assert found is not None, highlight_id
        assert found.note.startswith(note.strip("-")), (found.note, note)
    for judgement_id in reported.judged:
        assert library.get(Judgement, judgement_id) is not None, judgement_id
    library.close()
    target = folder / "notes.md"
    if target.exists():
        found_hash = hashlib.sha256(target.read_bytes()).hexdigest()
        assert found_hash in {reported.exported, reported.exporting}
    else:
        assert not reported.exported
    for path in folder.glob("old-*.postil"):
        look_at_migrated(path, reported)
    look_at_backups(folder, reported)


def look_at_migrated(path: Path, reported: Reported) -> None:
    """Require that an old library, with its migration done, half done or not begun, opens with all that was in it."""
    old = next(each for each in OLD if path.name.endswith(each.name))
    if path.stat().st_size < old.stat().st_size and path.name not in reported.migrated:
        path.unlink()  # the writer was killed while it copied
        return
    library = Library.open(path)
    assert check(library) == (), check(library)
    assert library.rows("SELECT COUNT(*) FROM highlights")[0][0] > 0
    library.close()
    path.unlink()


def look_at_backups(folder: Path, reported: Reported) -> None:
    """Require that what is called a backup is one, and that each that was reported is there."""
    for path in folder.glob("backup-*.postil"):
        library = Library.open_for_reading(path)
        assert check(library) == (), check(library)
        library.close()
        reported.backups.discard(path.name)
        path.unlink()
    assert not reported.backups, reported.backups
    reported.backups.clear()


def main(folder: Path, number: int, seed: int) -> None:
    """Kill ``number`` writers, looking at what each leaves; a few of them at a library that is not there yet."""
    make_library(folder / "warm")
    killed: Counter[str] = Counter()
    reported, place = Reported(), folder
    for each in range(number):
        if each % EACH == 0:
            shutil.rmtree(place, ignore_errors=True) if place != folder else None
            place = folder / f"killed {each}"
            place.mkdir()
            reported = Reported()
        kill_one(place, seed + each, reported)
        killed[reported.doing] += 1
        look(place, reported)
    print(json.dumps(killed))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
