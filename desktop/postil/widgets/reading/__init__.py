"""The reading surface: an article to read, with what is marked in it painted below the text.

surface = ReadingSurface(style)
surface.show_document(document, position)
surface.set_marks([Mark("id", 10, 25, "yellow")])
"""

from postil.widgets.reading.surface import ReadingSurface
from postil.widgets.reading.values import (
    EntityMark,
    Mark,
    ReadingPosition,
    ReadingStyle,
    TextRange,
)

__all__ = [
    "EntityMark",
    "Mark",
    "ReadingPosition",
    "ReadingStyle",
    "ReadingSurface",
    "TextRange",
]
