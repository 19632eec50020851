"""One file per format in: ``read`` makes an Imported of what ``pasted``, ``files.load`` or ``fetching.fetch`` give.

The names are loaded when they are first asked for: their tables of patterns take 40 ms that the first paint has not.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postil.importers.format import Format
    from postil.importers.pasting import pasted
    from postil.importers.registry import IMPORTERS, choose, read

__all__ = ["IMPORTERS", "Format", "choose", "pasted", "read"]

_HOMES = {"IMPORTERS": "registry", "choose": "registry", "read": "registry", "Format": "format", "pasted": "pasting"}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
