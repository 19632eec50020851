from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from desks import TEXT, add_article
from panels.cards import card_of, editor_of, sign_of, stored
from postil.domain.edits import Change, Edit
from postil.domain.records import Highlight
from postil.panels.notes import NotesPanel
from postil.panels.notes.going_out import carried_of
from postil.services import articles, highlighting

pytestmark = [pytest.mark.qt_log_ignore("grabbing the keyboard"), pytest.mark.usefixtures("unanalysed")]


@pytest.fixture
def article(workspace):
    made = add_article(workspace.library, key="third1941telegram")
    workspace.open_article(made)
    return made


@pytest.fixture
def mark(workspace, article):
    def made(words, color="yellow", note="", tags=()):
        revision = workspace.open.revision
        start = revision.document.text.index(words)
        edit, highlight = highlighting.add(revision, start, start + len(words), color=color, note=note, tags=tags)
        assert workspace.do(edit)
        return highlight

    return made


class Window(QWidget):
    """The pane beside a field that stands for the rest of the window."""

    def __init__(self, desk):
        super().__init__()
        self.outside = QLineEdit(self)
        self.notes = NotesPanel(desk, self)
        row = QHBoxLayout(self)
        row.addWidget(self.outside)
        row.addWidget(self.notes)
        self.resize(520, 600)


@pytest.fixture
def window(qtbot, desk):
    made = Window(desk)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.outside.setFocus()
    yield made
    made.notes.flush()


@pytest.fixture
def pane(window):
    return window.notes


def quotations(pane):
    return [one.selector.exact for one in pane.highlights.shown]


def test_without_an_article_it_says_so(pane):
    assert pane._stack.currentWidget() is pane.empty
    assert "Open an article" in pane.empty.sentence


def test_an_article_without_highlights_has_a_card_for_its_note_and_a_hint(article, pane, qtbot):
    card = card_of(pane, article, qtbot)
    qtbot.waitUntil(card.isVisible)
    assert pane.hint.isVisible()
    assert "No highlights" in pane.hint.sentence


def test_cards_stand_in_the_order_of_the_text(mark, pane):
    mark("six times")
    mark("Comrade ** wrote to ***")
    assert quotations(pane) == ["Comrade ** wrote to ***", "six times"]


def test_a_quotation_is_shown_to_the_letter(mark, pane, qtbot):
    made = mark("Comrade ** wrote to ***.")
    card = card_of(pane, made.id, qtbot)
    assert card._quotation.text == "Comrade ** wrote to ***."


def test_a_note_is_shown_as_it_reads(mark, pane, qtbot):
    made = mark("six times", note="**Who** counted?")
    card = card_of(pane, made.id, qtbot)
    assert card._preview.toPlainText() == "Who counted?"


@pytest.mark.parametrize("note", ["Who counted?", "See [a page](https://example.org) of it."])
def test_a_click_on_a_note_puts_the_keyboard_into_its_editor(note, mark, pane, qtbot):
    card = card_of(pane, mark("six times", note=note).id, qtbot)
    for _ in range(2):
        qtbot.waitUntil(card._preview.isVisible)
        qtbot.mouseClick(card._preview.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
        assert editor_of(card).hasFocus()
        qtbot.keyClick(editor_of(card), Qt.Key.Key_Escape)
        assert card.hasFocus()


def test_a_cited_work_is_shown_formatted_and_an_unknown_one_marked(mark, pane, qtbot):
    made = mark("six times", note="See [@third1941telegram, p. 3] and [@nowhere].")
    preview = card_of(pane, made.id, qtbot)._preview
    assert preview.toPlainText() == "See [@third1941telegram, p. 3] and @nowhere?."
    qtbot.waitUntil(lambda: "n.d." in preview.toPlainText(), timeout=20_000)
    assert preview.toPlainText() == "See (The Third Telegram, n.d., p. 3) and @nowhere?."


def test_another_style_shows_a_note_with_its_number(mark, pane, workspace, desk, qtbot):
    desk.settings.put("citing/style", "chicago-notes-bibliography")
    made = mark("six times", note="See [@third1941telegram, p. 3].")
    preview = card_of(pane, made.id, qtbot)._preview
    qtbot.waitUntil(lambda: "3." in preview.toPlainText() and "@" not in preview.toPlainText(), timeout=20_000)
    assert preview.toPlainText().startswith("See1.\n1 ")


def write(pane, workspace, card_id, words, qtbot):
    """Begin writing in a card's note; return the card."""
    workspace.note_requested.emit(card_id)
    card = card_of(pane, card_id, qtbot)
    qtbot.waitUntil(lambda: card.editing)
    qtbot.keyClicks(editor_of(card), words)
    return card


def test_a_quotation_goes_into_the_article_note_and_then_where_one_writes(mark, pane, workspace, article, qtbot):
    made = mark("six times")
    pane.list.edit_requested.emit(made.id)
    pane.list.end_editing(made.id)
    workspace.quotation_requested.emit(made.id)
    note = workspace.library.note(article)
    assert note.body == "> six times\n>\n> [@third1941telegram, para. 2]\n\n"
    workspace.undo_stack.undo()
    assert workspace.library.note(article) is None
    other = mark("Nobody")
    card = write(pane, workspace, other.id, "He said:", qtbot)
    workspace.quotation_requested.emit(made.id)
    assert editor_of(card).toPlainText().startswith("He said:\n\n> six times\n>\n> [@third1941telegram")


def test_a_quotation_that_went_into_a_note_elsewhere_can_be_followed(mark, pane, workspace, article, qtbot):
    made = mark("six times")
    write(pane, workspace, made.id, "Why?", qtbot)
    pane.list.end_editing(made.id)
    other = add_article(workspace.library, "Another\nSomething else.")
    workspace.open_article(other)
    edit, quoted = highlighting.add(workspace.open.revision, 8, 17, color="yellow")
    workspace.do(edit)
    with qtbot.waitSignal(workspace.offered) as offered:
        workspace.quotation_requested.emit(quoted.id)
    sentence, label, show = offered.args
    assert sentence.startswith("The quotation went into a card’s note in")
    assert label == "Show"
    show()
    assert workspace.open.article.id == article
    qtbot.waitUntil(lambda: pane.list.current == made.id)


def test_a_remote_picture_is_never_loaded(mark, pane, qtbot):
    made = mark("six times", note="![seen](https://example.org/spy.png)")
    card = card_of(pane, made.id, qtbot)
    assert "img" not in card._preview.toHtml()
    assert card._preview.loadResource(2, QUrl("https://example.org/spy.png")) is None


def test_opening_an_article_leaves_the_focus_where_it_is(article, pane, window, workspace):
    pane.bar.begin()
    window.outside.setFocus()
    workspace.open_article(add_article(workspace.library, "Another\nSomething else."))
    assert window.outside.hasFocus()
    assert not pane.bar.opened


def test_typing_is_saved_and_undone_as_one_step(mark, pane, workspace, qtbot):
    made = mark("six times")
    workspace.note_requested.emit(made.id)
    editor = editor_of(card_of(pane, made.id, qtbot))
    assert editor.hasFocus()
    steps = workspace.undo_stack.count()
    qtbot.keyClicks(editor, "Who")
    qtbot.waitUntil(lambda: stored(workspace, made).note == "Who")
    qtbot.keyClicks(editor, " counted")
    pane.writing.flush()
    assert stored(workspace, made).note == "Who counted"
    assert workspace.undo_stack.count() == steps + 1
    workspace.undo_stack.undo()
    assert stored(workspace, made).note == ""
    assert editor.toPlainText() == ""


def test_the_preview_follows_the_typing(mark, pane, workspace, qtbot):
    made = mark("six times")
    workspace.note_requested.emit(made.id)
    card = card_of(pane, made.id, qtbot)
    qtbot.keyClicks(card._editor, "a *b*")
    qtbot.waitUntil(lambda: card._preview.toPlainText() == "a b")
    assert card._preview.isVisible()


def test_the_whole_card_is_in_view_while_its_note_grows(mark, pane, workspace, window, qtbot):
    made = [mark(word) for word in TEXT.replace("\n", " ").split(" ") if len(word) > 4][-1]
    window.resize(520, 420)
    workspace.note_requested.emit(made.id)
    card = card_of(pane, made.id, qtbot)
    qtbot.keyClicks(card._editor, "one two three four five six seven eight nine ten")
    qtbot.waitUntil(lambda: card._preview.toPlainText().endswith("ten"))
    assert pane.list.viewport().rect().contains(card.geometry())


def test_going_elsewhere_saves(mark, pane, window, workspace, qtbot):
    made = mark("six times")
    workspace.note_requested.emit(made.id)
    qtbot.keyClicks(card_of(pane, made.id, qtbot)._editor, "Who?")
    window.outside.setFocus()
    assert stored(workspace, made).note == "Who?"


def test_opening_another_article_saves_to_the_first(mark, pane, workspace, qtbot):
    made = mark("six times")
    other = add_article(workspace.library, "Another\nSomething else.")
    workspace.note_requested.emit(made.id)
    qtbot.keyClicks(card_of(pane, made.id, qtbot)._editor, "Who?")
    workspace.open_article(other)
    assert stored(workspace, made).note == "Who?"
    assert pane.highlights.total == 0
    assert pane._cards.article.id == other


def test_the_end_of_the_program_saves(mark, pane, workspace, qtbot, qapp):
    made = mark("six times")
    workspace.note_requested.emit(made.id)
    qtbot.keyClicks(card_of(pane, made.id, qtbot)._editor, "Who?")
    qapp.aboutToQuit.emit()
    assert stored(workspace, made).note == "Who?"


def test_escape_ends_the_writing_and_gives_the_focus_back(mark, pane, window, workspace, qtbot):
    made = mark("six times")
    window.outside.setFocus()
    workspace.note_requested.emit(made.id)
    card = card_of(pane, made.id, qtbot)
    qtbot.keyClicks(card._editor, "Who?")
    qtbot.keyClick(card._editor, Qt.Key.Key_Escape)
    assert not card.editing
    assert card._preview.toPlainText() == "Who?"
    assert window.outside.hasFocus()


def test_a_tag_given_while_typing_does_not_disturb_it(mark, pane, workspace, qtbot):
    made = mark("six times")
    workspace.note_requested.emit(made.id)
    editor = editor_of(card_of(pane, made.id, qtbot))
    qtbot.keyClicks(editor, "Who")
    workspace.do(highlighting.retag(made, ["count"]))
    assert editor.toPlainText() == "Who"
    pane.flush()
    assert stored(workspace, made).note == "Who"
    assert stored(workspace, made).tags == ("count",)


def test_a_note_changed_elsewhere_is_followed_and_not_overwritten(mark, pane, workspace, qtbot):
    made = mark("six times")
    workspace.note_requested.emit(made.id)
    editor = editor_of(card_of(pane, made.id, qtbot))
    qtbot.keyClicks(editor, "Who")
    workspace.do(highlighting.annotate(made, "From elsewhere"))
    assert editor.toPlainText() == "From elsewhere"
    pane.flush()
    assert stored(workspace, made).note == "From elsewhere"


def test_deleting_what_is_being_written_loses_nothing_that_undo_cannot_bring_back(mark, pane, workspace, qtbot):
    made = mark("six times")
    workspace.note_requested.emit(made.id)
    qtbot.keyClicks(card_of(pane, made.id, qtbot)._editor, "Who?")
    pane.delete(made.id)
    assert workspace.library.get(Highlight, made.id) is None
    assert pane.highlights.total == 0
    workspace.undo_stack.undo()
    assert stored(workspace, made).note == "Who?"
    assert pane.highlights.total == 1


def test_the_note_on_the_article_is_written_and_undone(article, pane, workspace, qtbot):
    card = card_of(pane, article, qtbot)
    card.edit_requested.emit()
    qtbot.keyClicks(card._editor, "A copy.")
    pane.flush()
    assert workspace.library.note(article).body == "A copy."
    workspace.undo_stack.undo()
    assert workspace.library.note(article) is None
    assert editor_of(card).toPlainText() == ""


def test_a_deleted_article_takes_its_cards_along(mark, article, pane, workspace, qtbot):
    mark("six times")
    card = card_of(pane, article, qtbot)
    card.edit_requested.emit()
    qtbot.keyClicks(card._editor, "A copy.")
    workspace.do(articles.delete(workspace.library, article))
    assert workspace.open is None
    assert pane._stack.currentWidget() is pane.empty


def test_a_click_on_a_card_asks_for_the_passage(mark, pane, workspace, qtbot):
    made = mark("six times")
    card = card_of(pane, made.id, qtbot)
    with qtbot.waitSignal(workspace.highlight_requested) as asked:
        qtbot.mouseClick(card._quotation, Qt.MouseButton.LeftButton)
    assert asked.args == [made.id]
    assert pane.list.current == made.id


def test_a_card_that_is_asked_for_comes_into_view_and_is_marked(pane, mark, workspace, qtbot):
    made = [mark(word) for word in TEXT.replace("\n", " ").split(" ") if len(word) > 3]
    workspace.card_requested.emit(made[-1].id)
    card = pane.list.card(made[-1].id)
    assert pane.list.viewport().rect().contains(card.geometry())
    assert card._flashing
    qtbot.waitUntil(lambda: not card._flashing)


def test_a_filter_that_hides_a_card_gives_way_when_it_is_asked_for(mark, pane, workspace):
    red, yellow = mark("six times", "red"), mark("telegram")
    pane.bar._toggle.setChecked(True)
    pane._want("", frozenset({"red"}), frozenset())
    pane._sift()
    assert pane.highlights.position(yellow.id) < 0
    workspace.card_requested.emit(yellow.id)
    assert pane.list.current == yellow.id
    assert pane.highlights.position(red.id) >= 0


def test_filters_say_how_many_are_shown_and_where_none_is(mark, pane, qtbot):
    mark("six times", "red", tags=("count",))
    mark("telegram", note="harbour")
    pane.bar.begin()
    qtbot.keyClicks(pane.bar._field, "harbour")
    qtbot.waitUntil(lambda: pane.bar._count.text() == "1 of 2")
    pane.bar._field.setText("nothing of the kind")
    qtbot.waitUntil(lambda: pane._stack.currentWidget() is pane.empty)
    assert "No note matches" in pane.empty.sentence
    pane.empty.pressed.emit("clear")
    assert len(pane.highlights) == 2
    assert not pane.bar.opened


def test_a_click_on_a_tag_shows_only_what_has_it(mark, pane, qtbot):
    tagged = mark("six times", tags=("count",))
    mark("telegram")
    chip = card_of(pane, tagged.id, qtbot)._tags._chips[0]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: quotations(pane) == ["six times"])


def test_the_menus_of_the_filter_offer_colours_and_tags_with_their_numbers(mark, pane):
    mark("six times", "red", tags=("count",))
    mark("telegram", "red")
    pane.bar._fill()
    colors = [action.text() for action in pane.bar._color.menu().actions()]
    assert "doubt (2)" in colors
    assert [action.text() for action in pane.bar._tag.menu().actions()] == ["count (1)"]


def test_tags_are_added_with_return_and_removed_with_delete(mark, pane, workspace, qtbot):
    made = mark("six times")
    pane.list.show_card(made.id)
    card = card_of(pane, made.id, qtbot)
    card.add_tag()
    qtbot.keyClicks(card._tags._line, "#to check")
    qtbot.keyClick(card._tags._line, Qt.Key.Key_Return)
    assert stored(workspace, made).tags == ("to check",)
    assert card._tags.tags == ("to check",)
    qtbot.keyClick(card._tags._chips[0], Qt.Key.Key_Delete)
    assert stored(workspace, made).tags == ()


def test_tags_in_use_are_offered(mark, pane, qtbot):
    mark("telegram", tags=("archive",))
    made = mark("six times")
    pane.list.show_card(made.id)
    card = card_of(pane, made.id, qtbot)
    card.add_tag()
    line = card._tags._line
    assert line is not None
    model = line.completer().model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["archive"]


def test_arrows_go_from_card_to_card_return_writes_and_delete_deletes(mark, article, pane, workspace, qtbot):
    first, second = mark("telegram"), mark("six times")
    pane.list.take_focus()
    assert pane.list.current == article
    for highlight in (first, second):
        qtbot.keyClick(pane.list.card(pane.list.current), Qt.Key.Key_Down)
        assert pane.list.current == highlight.id
        assert pane.list.card(highlight.id).hasFocus()
    qtbot.keyClick(pane.list.card(second.id), Qt.Key.Key_Return)
    assert pane.list.card(second.id)._editor.hasFocus()
    qtbot.keyClick(pane.list.card(second.id)._editor, Qt.Key.Key_Escape)
    assert pane.list.card(second.id).hasFocus()
    qtbot.keyClick(pane.list.card(second.id), Qt.Key.Key_Delete)
    assert workspace.library.get(Highlight, second.id) is None
    assert pane.list.current == first.id
    assert pane.list.card(first.id).hasFocus()


def test_a_card_that_is_dragged_out_goes_as_markdown_and_as_formatted_text(mark, workspace):
    highlight = mark("Comrade ** wrote to", note="By *whom*?")
    carried = carried_of(workspace, workspace.open, highlight)
    assert carried is not None
    assert f"#highlight={highlight.id}" in carried.text()
    assert "Comrade ** wrote to</p></blockquote>" in carried.html()
    assert "By <em>whom</em>?" in carried.html()


def test_a_card_is_dragged_by_its_heading_too(mark, pane, qtbot):
    card = card_of(pane, mark("Comrade ** wrote to").id, qtbot)
    heading = QPoint(card.width() // 2, 16)
    assert card.childAt(heading) is None
    far = QPoint(heading.x(), heading.y() + 60)
    dragged = []
    card.dragged.disconnect()
    card.dragged.connect(partial(dragged.append, True))
    for button, held in ((Qt.MouseButton.LeftButton, 1), (Qt.MouseButton.RightButton, 0)):
        qtbot.mousePress(card, button, pos=heading)
        moved = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(far),
            QPointF(card.mapToGlobal(far)),
            Qt.MouseButton.NoButton,
            button,
            Qt.KeyboardModifier.NoModifier,
        )
        for _ in range(2):
            QApplication.sendEvent(card, moved)
        assert len(dragged) == held
        dragged.clear()


def test_a_card_is_copied_as_markdown(mark, pane, workspace, qtbot):
    made = mark("Comrade ** wrote to ***.", "blue", note="Who?")
    pane.list.show_card(made.id)
    pane.list.card(made.id).setFocus()
    with qtbot.waitSignal(workspace.told):
        qtbot.keyClick(pane.list.card(made.id), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert "Comrade" in copied
    assert f"#highlight={made.id}" in copied
    assert "Who?" in copied


def test_the_menu_of_a_card_changes_its_colour_and_asks_for_what_others_do(mark, pane, workspace, qtbot):
    made = mark("six times")
    pane._menu._asked = made.id
    pane._menu.colors.offer(pane._menu.choices(), made.color)
    pane._menu.colors.actions()[1].trigger()
    assert stored(workspace, made).color == "red"
    for name, signal in (("adjust", workspace.adjust_requested), ("show", workspace.highlight_requested)):
        with qtbot.waitSignal(signal) as asked:
            pane._menu.findChild(object, name).trigger()
        assert asked.args == [made.id]
    with qtbot.waitSignal(workspace.colors_requested):
        pane._menu.colors.actions()[-1].trigger()


def test_a_renamed_colour_is_called_so_on_the_cards(mark, pane, workspace, qtbot):
    made = mark("six times")
    card = card_of(pane, made.id, qtbot)
    color = workspace.library.colors()[0]
    workspace.do(highlighting.rename_color(color, "central"))
    assert card._color.text() == "central"


def test_a_passage_that_was_not_found_again_says_so(mark, pane, workspace, qtbot):
    made = mark("six times")
    workspace.record(Edit("Anchor", (Change(made, replace(made, state="lost")),)))
    card = card_of(pane, made.id, qtbot)
    qtbot.waitUntil(lambda: card._sign is not None and sign_of(card).isVisible())
    assert sign_of(card).text() == "lost"


def test_links_open_on_a_click_only_and_postil_links_within(pane, workspace, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) is None)
    pane.list.link_clicked.emit(QUrl("https://example.org/"))
    pane.list.link_clicked.emit(QUrl("file:///etc/passwd"))
    with qtbot.waitSignal(workspace.link_requested):
        pane.list.link_clicked.emit(QUrl("postil://article/x"))
    assert opened == [QUrl("https://example.org/")]


def test_of_many_cards_only_those_in_view_are_widgets(article, pane, workspace, qtbot):
    revision = workspace.open.revision
    changes = [Change(None, highlighting.add(revision, n % 60, n % 60 + 20, color="blue")[1]) for n in range(400)]
    workspace.record(Edit("Many", tuple(changes)))
    qtbot.waitUntil(lambda: len(pane.list.cards_in_view()) > 2)
    assert pane.highlights.total == 400
    assert len(pane.list.cards_in_view()) < 30
    last = pane.highlights.at(399).id
    workspace.card_requested.emit(last)
    assert pane.list.viewport().rect().contains(pane.list.card(last).geometry())
    assert len(pane.list.cards_in_view()) < 30


def test_many_cards_come_bit_by_bit_and_all_at_once_when_one_is_asked_for(article, pane, workspace, qtbot):
    revision = workspace.open.revision
    changes = [Change(None, highlighting.add(revision, n % 60, n % 60 + 20, color="blue")[1]) for n in range(900)]
    workspace.record(Edit("Many", tuple(changes)))
    last = pane.highlights.at(899).id
    workspace.open_article(article)
    assert 0 < pane.highlights.total < 900
    assert pane.bar._count.text() == "900 highlights"
    workspace.card_requested.emit(last)
    assert pane.highlights.total == 900
    assert pane.list.current == last
    workspace.open_article(article)
    qtbot.waitUntil(lambda: pane.highlights.total == 900)
    assert [one.id for one in pane.highlights.shown][-1] == last


def test_what_is_in_view_stays_where_it_is_when_a_card_comes_above(article, pane, workspace, mark, qtbot):
    made = [mark(word) for word in TEXT.replace("\n", " ").split(" ")[6:] if len(word) > 3]
    pane.list.show_card(made[-1].id)
    before = pane.list.card(made[-1].id).y()
    mark("The third")
    assert pane.list.card(made[-1].id).y() == before


def test_everything_on_a_card_has_a_name_for_those_who_listen(mark, pane, qtbot):
    made = mark("six times", note="Who?", tags=("count",))
    pane.list.show_card(made.id)
    card = card_of(pane, made.id, qtbot)
    assert "six times" in card.accessibleName()
    assert "Who?" in card.accessibleName()
    assert card._color.accessibleName() == "Colour: important"
    assert card._more.accessibleName()
    assert card._tags._chips[0].accessibleName() == "Tag count"
