"""One file per format in: ``read`` makes an Imported of what ``pasted``, ``files.load`` or ``fetching.fetch`` give."""

from postil.importers.format import Format
from postil.importers.pasting import pasted
from postil.importers.registry import IMPORTERS, choose, read

__all__ = ["IMPORTERS", "Format", "choose", "pasted", "read"]
