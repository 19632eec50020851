"""The pictures in an archive: its bitmaps become Figures, each once, within bounds."""

from dataclasses import dataclass, field

from postil.domain.records import Figure
from postil.importers.archives import Archive
from postil.importers.pictures import LARGEST_PICTURE, make_figure

LARGEST_ALL = 96 * 1024 * 1024
"""Bytes that all pictures of one archive may have; those after that are left out."""


@dataclass(slots=True)
class Pictures:
    """Gathers the pictures of one archive. ``figures`` are those kept, by their ids."""

    archive: Archive
    figures: dict[str, Figure] = field(default_factory=dict[str, Figure])
    _names: dict[str, str] = field(default_factory=dict[str, str])
    _size: int = 0

    def sources(self) -> frozenset[str]:
        """Return the ``figure:SHA256`` of every picture kept so far."""
        return frozenset(f"figure:{name}" for name in self.figures)

    def keep(self, member: str) -> str:
        """Return the id of the picture in ``member``, "" where there is none that Postil keeps."""
        if member not in self._names:
            self._names[member] = self._load(member)
        return self._names[member]

    def _load(self, member: str) -> str:
        size = self.archive.members[member].file_size
        if size > LARGEST_PICTURE or self._size + size > LARGEST_ALL:
            return ""
        figure = make_figure(self.archive.read(member))
        if figure is None:
            return ""
        self._size += size
        self.figures[figure.id] = figure
        return figure.id
