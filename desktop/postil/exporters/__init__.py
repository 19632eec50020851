"""One file per format out."""

from typing import Protocol

from postil.exporters.collected import Collected
from postil.exporters.markdown import FOR_PANDOC, PLAIN


class Exporter(Protocol):
    """Turns what was collected into the text of one file. Pure: no files, no clock."""

    @property
    def name(self) -> str:
        """The name on the command line."""
        ...

    @property
    def label(self) -> str:
        """The name in the export window."""
        ...

    @property
    def extension(self) -> str:
        """The ending of its files, without the dot."""
        ...

    def render(self, collected: Collected, *, exported: str) -> str:
        """Return the text, not yet checked; ``exported`` is the present time in UTC, ISO 8601."""
        ...

    def check(self, rendered: str, collected: Collected) -> None:
        """Read ``rendered`` back; raises ExportMismatch where it does not say what was collected."""
        ...

    def export(self, collected: Collected, *, exported: str) -> str:
        """Return the text, checked; raises ExportMismatch."""
        ...


EXPORTERS: tuple[Exporter, ...] = (PLAIN, FOR_PANDOC)
