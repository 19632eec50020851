"""A panel that nobody holds is freed by the collector, without taking the interpreter down."""

import gc
import weakref

import pytest

from desks import close_desk, make_desk
from named import open_named
from postil.panels.entities import EntitiesPanel
from postil.panels.library import LibraryPanel
from postil.panels.outline import OutlinePanel


@pytest.mark.parametrize("panel", [EntitiesPanel, LibraryPanel, OutlinePanel])
def test_a_panel_that_nobody_holds_is_freed(panel, qapp, tmp_path):
    desk = make_desk(tmp_path)
    open_named(desk)
    made = panel(desk)
    gone = weakref.ref(made)
    del made
    gc.collect()
    assert gone() is None
    close_desk(desk)
