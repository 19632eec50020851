from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from app.windows import Opened
from desks import add_article, item_of
from finding import part_of
from postil.domain.document import Block, Document
from postil.domain.edits import Change, Edit
from postil.domain.records import Fold
from postil.widgets.reading.events import MenuWish
from widgets.reading.documents import shown_sheet

BODY = "The mill stood empty for a year, and nobody in the village would say why."


def article(*more: Block) -> Document:
    return Document(
        (
            Block("heading", "The mill", level=1),
            Block("paragraph", BODY),
            Block("paragraph", "Please follow us on X", boilerplate="plea"),
            Block("paragraph", "Related", boilerplate="related"),
            Block("paragraph", "The mill and its owner", boilerplate="related"),
            Block("heading", "Good to the last drop", level=2),
            *more,
        )
    )


class Reading:
    """A window over two articles of the same site and one of another."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.surface = opened.window.article.surface
        self.library = opened.desk.workspace.library
        self.first = self.add(article(), "https://news.example/a")
        self.second = self.add(article(Block("paragraph", "A later day.")), "https://www.news.example/b")
        self.other = self.add(article(Block("paragraph", "Elsewhere.")), "https://other.example/b")
        self.open(self.first)

    def add(self, document: Document, url: str) -> str:
        article_id = add_article(self.library, document)
        item = item_of(self.library, article_id)
        self.library.apply(Edit("Edit", (Change(item, replace(item, url=url)),)))
        return article_id

    def open(self, article_id: str) -> None:
        self.opened.wait_for_page(lambda: self.opened.desk.workspace.open_article(article_id))

    def folded(self) -> list[tuple[str, ...]]:
        lines = shown_sheet(self.surface).lines
        return [line.rules for line in lines if line.fold]

    def caret(self, words: str) -> None:
        place = self.opened.text.index(words)
        self.surface.select(place, place)

    def menu(self, *blocks: int) -> dict[str, QAction]:
        wish = MenuWish((), -1, 0, 0, blocks)
        return {entry.text(): entry for entry in self.opened.window.article.tools._menu.menu_for(wish).actions()}

    def choose(self, label: str, *blocks: int) -> None:
        self.menu(*blocks)[label].trigger()


@pytest.fixture
def reading(qtbot: QtBot, tmp_path: Path) -> Iterator[Reading]:
    opened = Opened(qtbot, tmp_path)
    yield Reading(opened)
    opened.close()


RUN = ("plea", "related", "related")


def test_one_key_puts_a_folded_passage_back_for_the_whole_site(reading: Reading, qtbot: QtBot) -> None:
    assert reading.folded() == [RUN]
    reading.caret("Please")
    qtbot.keyClick(reading.surface.focusProxy(), Qt.Key.Key_B)
    assert reading.folded() == []
    reading.open(reading.second)
    assert reading.folded() == []
    reading.open(reading.other)
    assert reading.folded() == [RUN]


def test_the_same_key_marks_a_paragraph_as_boilerplate(reading: Reading, qtbot: QtBot) -> None:
    reading.caret("Good to")
    qtbot.keyClick(reading.surface.focusProxy(), Qt.Key.Key_B)
    assert reading.folded() == [(*RUN, "by_hand")]
    assert [fold.words for fold in reading.library.select(Fold)] == ["Good to the last drop"]
    reading.open(reading.second)
    assert reading.folded() == [(*RUN, "by_hand")]


def test_the_key_is_a_step_of_undo(reading: Reading) -> None:
    reading.caret("Good to")
    reading.opened.trigger("turn_boilerplate")
    reading.opened.trigger("undo")
    assert reading.folded() == [RUN]
    assert reading.library.select(Fold) == ()
    reading.opened.trigger("redo")
    assert reading.folded() == [(*RUN, "by_hand")]


def test_the_key_twice_is_as_if_nothing_was(reading: Reading) -> None:
    reading.caret("Please")
    reading.opened.trigger("turn_boilerplate")
    reading.caret("Please")
    reading.opened.trigger("turn_boilerplate")
    assert [fold.words for fold in reading.library.select(Fold)] == ["Related", "The mill and its owner"]
    reading.surface.select(reading.opened.text.index("Related"), reading.opened.text.index("Good"))
    reading.opened.trigger("turn_boilerplate")
    assert reading.library.select(Fold) == ()
    assert reading.folded() == [RUN]


def test_the_menu_of_a_folded_line_shows_it_and_says_never_on_this_site(reading: Reading) -> None:
    entries = [label for label in reading.menu(2, 3, 4) if label]
    assert entries[:4] == [
        "Show this",
        "This is not boilerplate",
        "Never fold pleas to follow on news.example",
        "Never fold lists of related pages on news.example",
    ]
    reading.choose("Show this", 2, 3, 4)
    assert reading.folded() == []
    reading.choose("Fold again", 2)
    assert reading.folded() == [RUN]
    reading.choose("Never fold lists of related pages on news.example", 2, 3, 4)
    assert reading.folded() == [("plea",)]
    reading.open(reading.second)
    assert reading.folded() == [("plea",)]
    reading.choose("Fold lists of related pages on news.example again", 3)
    assert reading.folded() == [RUN]
    assert reading.library.select(Fold) == ()


def test_a_paragraph_is_marked_from_its_menu(reading: Reading) -> None:
    reading.choose("This is boilerplate", 5)
    assert reading.folded() == [(*RUN, "by_hand")]
    reading.choose("This is not boilerplate", 5)
    assert reading.folded() == [RUN]


def test_a_heading_that_is_boilerplate_leaves_the_outline(reading: Reading) -> None:
    from postil.panels.outline import OutlinePanel

    outline = part_of(reading.opened.window, OutlinePanel)
    assert outline.model.total == 2
    reading.caret("Good to")
    reading.opened.trigger("turn_boilerplate")
    assert outline.model.total == 1


def test_a_highlight_stays_on_its_words_whatever_is_folded(reading: Reading) -> None:
    reading.opened.select("nobody in the village")
    reading.opened.trigger("highlight")
    (made,) = reading.library.highlights(reading.first)
    reading.caret("Please")
    reading.opened.trigger("turn_boilerplate")
    assert reading.library.highlights(reading.first) == (made,)
    assert reading.surface.marks_at(made.selector.start) == (made.id,)
    assert reading.opened.text[made.selector.start : made.selector.end] == made.selector.exact
