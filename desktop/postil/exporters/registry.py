"""Every format out. Each turns what was collected into files that have been read back. Pure: no files, no clock."""

from typing import Protocol

from postil.exporters.bibtex import BIBTEX
from postil.exporters.collected import Collected
from postil.exporters.csl_json import CSL_JSON
from postil.exporters.json_lines import JSON_LINES
from postil.exporters.markdown import FOR_PANDOC, PLAIN
from postil.exporters.obsidian import ObsidianExporter
from postil.exporters.options import ExportOptions, MadeFile
from postil.exporters.pages import DOCX, HTML, PDF, Printer
from postil.exporters.ris import RIS
from postil.exporters.tables import READWISE, TABLE
from postil.exporters.tei import TEI
from postil.exporters.web_annotations import WEB_ANNOTATIONS


class Exporter(Protocol):
    """A format out."""

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

    @property
    def template(self) -> str:
        """The file in ``resources/templates`` that can be copied and changed, "" where there is none."""
        ...

    @property
    def is_text(self) -> bool:
        """Whether its files are text, to be shown and printed."""
        ...

    @property
    def in_folder(self) -> bool:
        """Whether it always makes several files, for a folder."""
        ...

    def make(
        self, collected: Collected, options: ExportOptions, *, exported: str, printer: Printer
    ) -> tuple[MadeFile, ...]:
        """Return the files, checked: each quotation reads back letter by letter; raises ExportMismatch, Problem.

        ``exported`` is the present time in UTC, ISO 8601.
        """
        ...


EXPORTERS: tuple[Exporter, ...] = (
    PLAIN,
    ObsidianExporter(),
    FOR_PANDOC,
    HTML,
    PDF,
    DOCX,
    TABLE,
    JSON_LINES,
    CSL_JSON,
    BIBTEX,
    RIS,
    WEB_ANNOTATIONS,
    READWISE,
    TEI,
)
