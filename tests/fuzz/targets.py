"""What is fuzzed: every importer of articles and of highlights, with seeds that the tests make and promises to keep."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from postil.domain.problems import Problem
from postil.domain.records import SourceKind
from postil.domain.sources import Source

if TYPE_CHECKING:
    from postil.importers import Format
    from postil.importers.marks import MarkFormat

LARGEST_SEED = 12_000
"""Bytes; larger public files are no seeds: they only slow the mutations down."""


@dataclass(frozen=True)
class Target:
    """One importer: ``check`` reads bytes and fails where a promise is broken; ``folder`` holds public seeds."""

    name: str
    seeds: tuple[bytes, ...]
    check: Callable[[bytes], None]
    folder: str = ""

    def public_seeds(self, shared: Path) -> list[bytes]:
        """Return small files of this format among the public material, none where that is absent."""
        if not self.folder:
            return []
        paths = sorted(path for path in (shared / "data").glob(self.folder) if path.is_file())
        return [path.read_bytes() for path in paths if path.stat().st_size <= LARGEST_SEED][:120]


FOLDERS = {
    "docx": "docx/*.docx",
    "epub": "epub/*.epub",
    "html": "html-readability/*/source.html",
    "mhtml": "mhtml/*.mht*",
    "pdf": "pdf/*.pdf",
    "markdown": "commonmark/*.txt",
}


def targets() -> dict[str, Target]:
    """Return all targets by name: an article's format ("epub"), or one of highlights ("marks-kindle")."""
    return {target.name: target for target in (*_articles(), *_marks())}


def _articles() -> list[Target]:
    from fuzz.seeds import rich_seeds
    from postil.importers import IMPORTERS
    from samples import SAMPLES
    from soundness import require_sound

    def checking(importer: "Format") -> Callable[[bytes], None]:
        def check(content: bytes) -> None:
            # Half of all sources have an address that links are relative to.
            kind: SourceKind = "url" if len(content) % 2 else "file"
            place = "https://example.org/a/b" if kind == "url" else "/home/anna/a"
            source = Source(kind, content, f"a{importer.extensions[0]}", place)
            try:
                imported = importer.parse(source)
            except Problem as problem:
                _require_calm(problem)
                return
            require_sound(imported)

        return check

    rich = rich_seeds()
    return [
        Target(
            each.name,
            (SAMPLES[each.name](), *([rich[each.name]] if each.name in rich else [])),
            checking(each),
            FOLDERS.get(each.name, ""),
        )
        for each in IMPORTERS
    ]


def _marks() -> list[Target]:
    from importers.marks.exports import EXPORTS
    from importers.marks.test_every_format import assert_sound
    from postil.importers.marks import MARK_FORMATS, MarkFile, choose

    def checking(known: "MarkFormat", extension: str) -> Callable[[bytes], None]:
        def check(content: bytes) -> None:
            file = MarkFile(Source("file", content, f"a{extension}", f"/home/anna/a{extension}"))
            try:
                if not known.sniff(file):
                    return
                works = known.works(file)
            except Problem as problem:
                _require_calm(problem)
                return
            assert_sound(works)

        return check

    seeds: dict[str, list[bytes]] = {}
    for export in EXPORTS.values():
        found = choose(MarkFile(export.source))
        seeds.setdefault(found.name if found else "", []).append(export.content)
    return [
        Target(f"marks-{each.name}", tuple(seeds.get(each.name, ())), checking(each, each.extensions[0]))
        for each in MARK_FORMATS
    ]


def _require_calm(problem: Problem) -> None:
    sentence = str(problem)
    assert sentence.endswith((".", "…", "?")), sentence
    sentence.encode()
