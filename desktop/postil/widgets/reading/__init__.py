"""The reading surface: an article to read, with what is marked in it painted below the text.

surface = ReadingSurface(style)
surface.show_document(document, position)
surface.set_marks([Mark("id", 10, 25, "yellow")])
"""

from postil.widgets.reading.surface import ReadingSurface
from postil.widgets.reading.values import (
    EntityClicked,
    EntityMark,
    Mark,
    MarkAdjusted,
    MarkClicked,
    MenuWish,
    ReadingPosition,
    ReadingStyle,
    TextRange,
)

__all__ = [
    "EntityClicked",
    "EntityMark",
    "Mark",
    "MarkAdjusted",
    "MarkClicked",
    "MenuWish",
    "ReadingPosition",
    "ReadingStyle",
    "ReadingSurface",
    "TextRange",
]
