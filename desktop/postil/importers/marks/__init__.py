"""Highlights of other programs, one file per format: ``read`` gives the works that a file of theirs holds.

Loaded when somebody brings such a file, never at a start.
"""

from postil.importers.marks.format import MarkFile, MarkFormat
from postil.importers.marks.registry import MARK_FORMATS, choose, read, recognises

__all__ = ["MARK_FORMATS", "MarkFile", "MarkFormat", "choose", "read", "recognises"]
