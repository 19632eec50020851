"""The three journeys on the real window: an article comes in, is marked and noted, and its notes go out."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from pytestqt.qtbot import QtBot

from app.windows import Opened
from postil.domain.records import Highlight
from postil.services import exporting, highlighting
from postil.services.sample import sample_marks
from postil.storage.checking import check
from postil.storage.shelf import shelf


@pytest.fixture
def reading(opened: Opened) -> Opened:
    """A window with the sample article open."""
    opened.wait_for_page(opened.window.open_sample)
    return opened


def test_a_file_that_is_brought_in_opens_and_stands_in_the_list(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "found.txt"
    path.write_text("A headline\n\nOn June 30 Comrade ** answered nothing.", "utf-8")
    opened.wait_for_page(lambda: opened.window.open_target(str(path)))
    assert opened.window.windowTitle() == "A headline — Postil"
    assert [row.title for row in shelf(opened.desk.workspace.library)] == ["A headline"]
    assert "Came in" in opened.window.status.sentence


def test_the_same_file_again_opens_the_one_that_is_there(reading: Opened, qtbot: QtBot) -> None:
    before = reading.article.article.id
    with qtbot.waitSignal(reading.window.imports.finished, timeout=20_000):
        reading.window.open_sample()
    assert reading.article.article.id == before
    assert len(shelf(reading.desk.workspace.library)) == 1
    assert "already" in reading.window.status.sentence


def test_a_file_that_cannot_come_in_is_one_sentence_and_changes_nothing(
    reading: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    before = reading.article.article.id
    with qtbot.waitSignal(reading.window.imports.finished, timeout=20_000):
        reading.window.open_target(str(empty))
    assert reading.article.article.id == before
    assert "empty" in reading.window.status.sentence


def test_words_are_highlighted_by_the_keyboard_alone(reading: Opened, qtbot: QtBot) -> None:
    from PySide6.QtCore import Qt

    page = reading.window.article.surface.focusProxy()
    assert page is not None
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(3):
        qtbot.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page, Qt.Key.Key_H)
    (made,) = reading.desk.workspace.library.highlights(reading.article.article.id)
    assert made.selector.exact == reading.text[made.selector.start : made.selector.end]
    assert made.selector.start == 0
    assert made.selector.exact.startswith(reading.text.split()[0])


@pytest.mark.parametrize("mark", sample_marks(), ids=lambda mark: mark.quote[:20])
def test_a_highlight_quotes_what_stands_at_its_place(reading: Opened, mark: object) -> None:
    reading.select(mark.quote)  # pyright: ignore[reportAttributeAccessIssue]
    reading.trigger("highlight")
    (made,) = reading.desk.workspace.library.highlights(reading.article.article.id)
    assert made.selector.exact == mark.quote  # pyright: ignore[reportAttributeAccessIssue]
    assert check(reading.desk.workspace.library) == ()


def test_every_step_can_be_undone_and_redone(reading: Opened) -> None:
    workspace, library = reading.desk.workspace, reading.desk.workspace.library
    article_id = reading.article.article.id
    stages: list[tuple[Highlight, ...]] = [library.highlights(article_id)]

    def keep() -> None:
        stages.append(library.highlights(article_id))

    reading.select("South Pole")
    reading.trigger("highlight")
    keep()
    (made,) = library.highlights(article_id)
    for verb in (
        lambda each: highlighting.recolor(each, "red"),
        lambda each: highlighting.annotate(each, "Is it *so*?"),
        lambda each: highlighting.retag(each, ["pole", "race"]),
        lambda each: highlighting.adjust(each, reading.article.revision, 0, 30),
    ):
        workspace.do(verb(library.highlights(article_id)[0]))
        keep()
    workspace.do(highlighting.delete(library, library.highlights(article_id)[0]))
    keep()
    assert [len(stage) for stage in stages] == [0, 1, 1, 1, 1, 1, 0]
    for stage in reversed(stages[:-1]):
        reading.trigger("undo")
        assert library.highlights(article_id) == stage
    for stage in stages[1:]:
        reading.trigger("redo")
        assert library.highlights(article_id) == stage
    del made


def test_overlapping_highlights_stay_apart(reading: Opened) -> None:
    text = reading.text
    start = text.index("South Pole")
    for first, last, color in ((start - 10, start + 6, "yellow"), (start, start + 30, "blue")):
        reading.window.article.surface.select(first, last)
        reading.window.article.marking.highlight_in(color)
    made = reading.desk.workspace.library.highlights(reading.article.article.id)
    assert [highlight.color for highlight in made] == ["yellow", "blue"]
    assert set(reading.window.article.surface.marks_at(start + 2)) == {highlight.id for highlight in made}


def test_a_deleted_article_comes_back_by_undo(reading: Opened) -> None:
    reading.select("South Pole")
    reading.trigger("highlight")
    article_id = reading.article.article.id
    reading.trigger("delete")
    assert reading.desk.workspace.open is None
    assert shelf(reading.desk.workspace.library) == ()
    reading.trigger("undo")
    assert [row.id for row in shelf(reading.desk.workspace.library)] == [article_id]
    assert len(reading.desk.workspace.library.highlights(article_id)) == 1
    assert reading.article.article.id == article_id
    assert reading.window.status.sentence.startswith("Undone")


def test_names_dates_and_masks_are_found_beside_the_reading(reading: Opened, qtbot: QtBot) -> None:
    findings = reading.desk.findings
    qtbot.waitUntil(lambda: findings.analysis is not None and not findings.running, timeout=60_000)
    analysis = findings.analysis
    assert analysis is not None
    assert {"Robert Falcon Scott", "Roald Amundsen"} <= {entity.name for entity in analysis.entities}
    assert [mask.text for mask in analysis.masks] == re.findall(r"\*+", reading.text)
    assert "1911-12-14" in {date.edtf for date in analysis.dates}


def test_notes_go_out_and_can_be_read_by_another_program(reading: Opened, tmp_path: Path) -> None:
    for mark in sample_marks():
        reading.select(mark.quote)
        reading.window.article.marking.highlight_in(mark.color)
    library, article_id = reading.desk.workspace.library, reading.article.article.id
    target = tmp_path / "notes.md"
    exporting.export(library, [article_id], "markdown", target)
    body = target.read_text("utf-8").split("\n---\n", 1)[1]
    rendered = MarkdownIt().render(body)
    quoted = [
        re.sub(r"<[^>]+>", "", each).strip()
        for each in re.findall(r"<blockquote>(.*?)</blockquote>", rendered, re.DOTALL)
    ]
    expected = [highlight.selector.exact for highlight in library.highlights(article_id)]
    assert quoted == [each.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;") for each in expected]


def test_a_link_from_an_export_opens_the_passage(reading: Opened, tmp_path: Path) -> None:
    reading.select("South Pole")
    reading.trigger("highlight")
    (made,) = reading.desk.workspace.library.highlights(reading.article.article.id)
    link = f"postil://article/{made.article_id}#highlight={made.id}"
    other = tmp_path / "other.txt"
    other.write_text("Another\n\nWith other words in it.", "utf-8")
    reading.wait_for_page(lambda: reading.window.open_target(str(other)))
    reading.wait_for_page(lambda: reading.window.open_target(link))
    assert reading.article.article.id == made.article_id
    reading.window.open_target("postil://article/no-such-article")
    assert "no article" in reading.window.status.sentence


def test_the_place_is_kept_and_found_again(reading: Opened, tmp_path: Path) -> None:
    there = reading.text.index("December 14, 1911")
    reading.window.article.surface.go_to(there)
    reading.window.article.keep_position()
    kept = reading.desk.workspace.library.reading(reading.article.article.id)
    assert kept is not None
    assert abs(kept.position - there) < 300
    other = tmp_path / "other.txt"
    other.write_text("Another\n\nWith other words in it.", "utf-8")
    article_id = reading.article.article.id
    reading.wait_for_page(lambda: reading.window.open_target(str(other)))
    reading.wait_for_page(lambda: reading.desk.workspace.open_article(article_id))
    assert abs(reading.window.article.surface.reading_position().position - kept.position) < 300


def test_find_counts_and_steps_through_all_matches(reading: Opened, qtbot: QtBot) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

    reading.trigger("find")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "pole")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    total = reading.text.casefold().count("pole")
    shown = [label.text() for label in reading.window.article.findChildren(QLabel) if label.isVisible()]
    assert f"1 of {total}" in shown
    qtbot.keyClick(field, Qt.Key.Key_Return)
    shown = [label.text() for label in reading.window.article.findChildren(QLabel) if label.isVisible()]
    assert f"2 of {total}" in shown


def test_the_menu_offers_what_can_be_done_at_the_place(reading: Opened) -> None:
    from postil.panels.article.menu import ArticleMenu
    from postil.widgets.reading.events import MenuWish

    menu = reading.window.article.findChild(ArticleMenu)
    assert menu is not None
    bare = [action.text() for action in menu.menu_for(MenuWish((), 0, 0, 0)).actions()]
    assert "Copy" not in bare
    reading.select("South Pole")
    assert "Highlight as" in [action.text() for action in menu.menu_for(MenuWish((), 0, 0, 0)).actions()]
    reading.trigger("highlight")
    (made,) = reading.desk.workspace.library.highlights(reading.article.article.id)
    entries = menu.menu_for(MenuWish((made.id,), made.selector.start, 0, 0)).actions()
    next(entry for entry in entries if entry.text() == "Delete highlight").trigger()
    assert reading.desk.workspace.library.highlights(reading.article.article.id) == ()


def test_an_end_of_a_highlight_is_moved_with_the_keyboard(reading: Opened, qtbot: QtBot) -> None:
    from PySide6.QtCore import Qt

    reading.select("South Pole")
    reading.trigger("highlight")
    (before,) = reading.desk.workspace.library.highlights(reading.article.article.id)
    reading.window.article.marking.adjust(before.id)
    page = reading.window.article.surface.focusProxy()
    alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page, Qt.Key.Key_Left, alt | shift)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    (after,) = reading.desk.workspace.library.highlights(reading.article.article.id)
    assert after.selector.exact == "South Pol"
    reading.trigger("undo")
    assert reading.desk.workspace.library.highlights(reading.article.article.id) == (before,)


def test_n_at_the_caret_of_a_highlight_writes_its_note(reading: Opened, qtbot: QtBot) -> None:
    reading.select("South Pole")
    reading.trigger("highlight")
    (made,) = reading.desk.workspace.library.highlights(reading.article.article.id)
    with qtbot.waitSignal(reading.desk.workspace.note_requested) as asked:
        reading.trigger("annotate")
    assert asked.args == [made.id]
    assert reading.desk.workspace.library.highlights(reading.article.article.id) == (made,)


def test_the_toolbar_shows_the_colour_used_last(reading: Opened) -> None:
    from postil.widgets.highlight_toolbar import HighlightToolbar

    toolbar = reading.window.article.findChild(HighlightToolbar)
    assert toolbar is not None
    fourth = reading.desk.workspace.library.colors()[3].id
    reading.select("South Pole")
    reading.window.article.marking.highlight_in(fourth)
    checked = [button.property("color_id") for button in toolbar._color_buttons if button.isChecked()]
    assert checked == [fourth]


def test_a_file_that_is_not_there_is_told_as_a_file(reading: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(reading.desk.workspace.problem_met) as met:
        reading.window.open_target(str(tmp_path / "gone.txt"))
    sentence = str((met.args or [""])[0])
    assert "gone.txt" in sentence
    assert "id" not in sentence.split()
