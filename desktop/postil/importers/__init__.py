"""One file per format in: ``read`` turns a Source from ``pasted``, ``files.load`` or ``fetching.fetch`` into an Imported."""

from postil.importers.format import Format
from postil.importers.pasting import pasted
from postil.importers.registry import IMPORTERS, choose, read

__all__ = ["IMPORTERS", "Format", "choose", "pasted", "read"]
