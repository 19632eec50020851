"""A surface on no screen."""

import pytest
from pytestqt.qtbot import QtBot

from postil.widgets.reading import ReadingStyle, ReadingSurface

TONES = {"yellow": "#f2c744", "green": "#7cc47f", "blue": "#6fa8dc", "rose": "#ef8fa8"}


@pytest.fixture
def surface(qtbot: QtBot) -> ReadingSurface:
    """A shown surface without a document."""
    made = ReadingSurface(ReadingStyle(tones=TONES))
    qtbot.addWidget(made)
    made.resize(760, 640)
    with qtbot.waitExposed(made):
        made.show()
    return made
