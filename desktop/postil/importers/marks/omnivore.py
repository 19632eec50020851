"""Omnivore: the zip of everything that it exported before it closed.

``metadata_0_to_20.json`` and the like are lists of ``id``, ``slug``, ``title``, ``author``, ``url``, ``labels``,
``savedAt``, ``updatedAt``, ``publishedAt``, ``description``; ``content/SLUG.html`` is the article as it was read;
``highlights/SLUG.md`` the passages as quotations, each with a line of ``#labels`` and the reader's note after it, and
notes on the whole without any. Source: https://github.com/omnivore-app/omnivore (packages/api/src/jobs/export.ts,
packages/api/src/utils/parser.ts)
"""

import json
import re
from dataclasses import replace
from typing import cast

from postil.domain.foreign import ForeignMark, ForeignWork
from postil.domain.problems import Problem
from postil.domain.sources import Imported, Source
from postil.importers import html_page
from postil.importers.marks.format import MarkFile, MarkFormat
from postil.importers.marks.times import moment
from postil.importers.marks.values import Fields, digest, first, objects, strings, told_apart
from postil.importers.names import read_names

NAME = "omnivore"
_METADATA = re.compile(r"(?:.*/)?metadata(?:_\d+_to_\d+)?\.json")
# Its lines but the first begin with ">" only where an empty one stood before them.
_QUOTED = re.compile(r"^>[^\n]*(?:\n(?![^\S\n]*$)[^\n]+)*", re.MULTILINE)
_LABELS = re.compile(r"#\S[^\n]*")


def sniff(file: MarkFile) -> bool:
    """Say whether the zip holds Omnivore's lists."""
    return any(_METADATA.fullmatch(name) for name in file.members)


def parse(file: MarkFile) -> tuple[ForeignWork, ...]:
    """Return the articles with their text, labels and highlights; raises Problem where the zip is damaged."""
    works: dict[str, ForeignWork] = {}
    for name in sorted(name for name in file.members if _METADATA.fullmatch(name)):
        folder = name.rpartition("/")[0]
        try:
            listed = cast("object", json.loads(file.member(name)))
        except (ValueError, RecursionError):
            continue
        for entry in objects(listed):
            slug = first(entry, "slug", "id")
            if slug:
                works.setdefault(slug, _work(file, f"{folder}/" if folder else "", slug, entry))
    return tuple(works.values())


def _work(file: MarkFile, folder: str, slug: str, entry: Fields) -> ForeignWork:
    notes, marks = _marks(_member(file, f"{folder}highlights/{slug}.md"), slug)
    work = ForeignWork(
        program=NAME,
        title=first(entry, "title"),
        authors=read_names(first(entry, "author")),
        url=first(entry, "url", "originalUrl"),
        published=moment(entry.get("publishedAt"))[:10],
        tags=strings(entry.get("labels")),
        note="\n\n".join(notes),
        marks=marks,
    )
    return replace(work, imported=_imported(_member(file, f"{folder}content/{slug}.html")))


def _member(file: MarkFile, name: str) -> str:
    try:
        return file.member(name)
    except KeyError:
        return ""


def _imported(markup: str) -> Imported | None:
    """Return the text of an article, which Omnivore had taken out of its page: nothing more is to be taken away."""
    if not markup.strip():
        return None
    try:
        return html_page.parse(Source("html", markup.encode(), media_type="text/html", charset="utf-8"))
    except Problem:
        return None


def _marks(markdown: str, slug: str) -> tuple[list[str], tuple[ForeignMark, ...]]:
    """Return the notes on the whole and the passages that ``highlights/SLUG.md`` holds."""
    notes: list[str] = []
    found: list[tuple[str, str, tuple[str, ...]]] = []
    place = 0
    for quoted in _QUOTED.finditer(markdown):
        _take_rest(markdown[place : quoted.start()], notes, found)
        lines = [line.removeprefix(">").strip() for line in quoted[0].splitlines()]
        found.append(("\n".join(line for line in lines if line), "", ()))
        place = quoted.end()
    _take_rest(markdown[place:], notes, found)
    kept = [each for each in found if each[0]]
    keys = told_apart(digest(slug, exact) for exact, _, _ in kept)
    return notes, tuple(
        ForeignMark(key, exact, note=note, tags=tags) for key, (exact, note, tags) in zip(keys, kept, strict=True)
    )


def _take_rest(rest: str, notes: list[str], found: list[tuple[str, str, tuple[str, ...]]]) -> None:
    """Give what stands after a quotation to it: its labels, its note; what stands before any is on the whole."""
    parts = [part.strip() for part in rest.strip().split("\n\n") if part.strip()]
    if not found:
        notes += parts
        return
    exact, note, tags = found[-1]
    if parts and _LABELS.fullmatch(parts[0]):
        tags = tuple(tag.strip() for tag in re.split(r"(?:^|\s)#", parts.pop(0)) if tag.strip())
    found[-1] = (exact, "\n\n".join((*([note] if note else []), *parts)), tags)


FORMAT = MarkFormat(NAME, "Omnivore", (".zip",), sniff, parse)
