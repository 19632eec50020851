"""What one format of highlights is, and a file of such as all of them look at it: decoded and taken apart once."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from postil.domain.foreign import ForeignWork
from postil.domain.problems import Problem
from postil.domain.sources import Source
from postil.importers.archives import Archive, is_zip, open_archive
from postil.importers.encoding import decode, is_text, naming


@dataclass(frozen=True)
class MarkFile:
    """A file that may hold highlights."""

    source: Source

    @cached_property
    def text(self) -> str:
        """The file as text with line feeds alone, without a byte order mark; "" where it is none."""
        if not self.source.content.strip() or not is_text(self.source.content):
            return ""
        try:
            text = decode(self.source).text
        except Problem:
            return ""
        return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def value(self) -> object:
        """What the file says as JSON; None where it is none, or is nested deeper than Python reads."""
        if not self.text.lstrip().startswith(("{", "[")):
            return None
        try:
            return cast("object", json.loads(self.text))
        except (ValueError, RecursionError):
            return None

    @cached_property
    def members(self) -> frozenset[str]:
        """The names of what is in the file where it is a zip."""
        return frozenset(self.archive.members) if self.archive else frozenset()

    @cached_property
    def archive(self) -> Archive | None:
        """The file as a zip; None where it is none or is damaged."""
        if not is_zip(self.source.content):
            return None
        try:
            return open_archive(self.source)
        except Problem:
            return None

    def member(self, name: str) -> str:
        """Return a member of the zip as text; raises Problem where it is too large or damaged, KeyError for none."""
        if self.archive is None:
            raise KeyError(name)
        content = self.archive.read(name)
        return MarkFile(Source("file", content, name=name)).text

    @property
    def named(self) -> str:
        """How a sentence names the file."""
        return naming(self.source)


@dataclass(frozen=True, slots=True)
class MarkFormat:
    """One format of highlights.

    ``name`` is unique, ``label`` is shown in file dialogs, ``extensions`` are lower case with their dot.
    ``sniff`` says whether a file is of this format, by what is in it; ``parse`` gives its works and raises Problem and
    nothing else.
    """

    name: str
    label: str
    extensions: tuple[str, ...]
    sniff: Callable[[MarkFile], bool]
    parse: Callable[[MarkFile], tuple[ForeignWork, ...]]

    def works(self, file: MarkFile) -> tuple[ForeignWork, ...]:
        """Return what ``parse`` gives, without marks that neither quote nor say anything; none changed before made."""
        return tuple(_sound(work) for work in self.parse(file))


def _sound(work: ForeignWork) -> ForeignWork:
    kept = tuple(
        mark if mark.modified >= mark.created else replace(mark, modified=mark.created)
        for mark in work.marks
        if mark.exact.strip() or mark.note.strip() or mark.tags
    )
    return replace(work, marks=kept)
