"""The dialogs on masks, dates, figures, decisions and dossiers."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QFileDialog

from desks import add_article, revision_of
from dossiers import FIRST, SECOND, add_found, keep
from named import TEXT, analysis_of, open_named
from postil.dialogs.date import DateDialog
from postil.dialogs.decisions import DecisionsDialog
from postil.dialogs.dossier import DossierDialog
from postil.dialogs.dossier_choice import DossierChoiceDialog
from postil.dialogs.entity import EntityDialog
from postil.dialogs.mask import MaskDialog
from postil.dialogs.numbers import NumbersDialog
from postil.domain.entities import DateMention, Entity, Mention, Quantity, Suggestion
from postil.domain.records import EntityNote, Highlight, Link
from postil.services import judging
from postil.session.workspace import EntityWish

BERG = "person:anna berg"
DATED = "The year\nIn May 1941 he came. On June 22 he left. It cost 300 men, or 500 men."


@pytest.fixture
def show(desk, qtbot):
    def show(dialog):
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return show


def open_with(desk, text, found):
    article_id = add_article(desk.workspace.library, text)
    keep(desk.workspace.library, revision_of(desk.workspace.library, article_id), found)
    desk.workspace.open_article(article_id)
    return article_id


@pytest.fixture
def masked(desk, show):
    """A dialog on the first mask of an article that suggests Ida Holm for it."""
    found = analysis_of(TEXT)
    mask = found.masks[0]
    guesses = (
        Suggestion(mask.start, mask.end, "person:anna berg", "She is near.", 0.2),
        Suggestion(mask.start, mask.end, "person:ida holm", "As long as her name.", 0.6),
    )
    open_with(desk, TEXT, replace(found, suggestions=guesses))
    return show(MaskDialog(desk, mask.start))


def entries(widget):
    return [widget.item(row).text() for row in range(widget.count())]


def take(dialog, beginning):
    row = next(row for row, text in enumerate(entries(dialog.list)) if beginning in text)
    dialog.list.setCurrentRow(row)
    dialog.list.itemClicked.emit(dialog.list.item(row))


def masks(desk):
    return [(each.name, each.confidence, each.reason) for each in desk.findings.masks()]


def test_suggestions_come_first_with_their_reasons_and_none_is_chosen(masked):
    assert entries(masked.list)[:2] == [
        "Suggested · Ida Holm — As long as her name.",
        "Suggested · Anna Berg — She is near.",
    ]
    assert masked.list.selectedItems() == []
    assert masked.line.text() == ""
    assert not masked.save_button.isEnabled()


def test_a_mask_is_identified_with_confidence_and_reason(desk, masked, qtbot):
    take(masked, "Ida Holm")
    masked.sureness.button(1).setChecked(True)
    masked.reason.setText("She signs so.")
    qtbot.mouseClick(masked.save_button, Qt.MouseButton.LeftButton)
    assert masks(desk)[0] == ("Ida Holm", "likely", "She signs so.")
    assert desk.workspace.open.revision.document.text == TEXT
    desk.workspace.undo_stack.undo()
    assert masks(desk)[0] == ("", "", "")


def test_somebody_whom_the_article_does_not_name_may_be_masked(desk, masked, qtbot):
    masked.line.insert("Zoë")
    assert "does not name" in masked.helper.text()
    qtbot.mouseClick(masked.save_button, Qt.MouseButton.LeftButton)
    assert masks(desk)[0][0] == "Zoë"


def test_two_masks_are_said_to_be_the_same(desk, masked, qtbot):
    take(masked, "mask 4")
    assert masked.line.text() == "Mask 4"
    qtbot.mouseClick(masked.save_button, Qt.MouseButton.LeftButton)
    assert [each.group for each in desk.findings.masks()] == [1, 2, 3, 1]


@pytest.fixture
def dated(desk):
    may, june = DATED.index("May 1941"), DATED.index("June 22")
    dates = (
        DateMention(may, may + 8, "May 1941", "1941-05", "Written out."),
        DateMention(june, june + 7, "June 22", "1941-06-22", "In its year.", may, "year+0 06-22"),
    )
    men = [DATED.index(words) for words in ("300 men", "500 men")]
    quantities = tuple(Quantity(at, at + 7, DATED[at : at + 7], float(DATED[at : at + 3]), 500, "men") for at in men)
    open_with(desk, DATED, replace(analysis_of(DATED), entities=(), dates=dates, quantities=quantities))
    return dates


def test_what_follows_from_a_corrected_date_is_shown_before_it_is_saved(desk, dated, show, qtbot):
    dialog = show(DateDialog(desk, dated[0].start, dated[0].end))
    dialog.line.setText("1942-05")
    assert [(before.edtf, after.edtf) for before, after in dialog.consequences()] == [("1941-06-22", "1942-06-22")]
    assert dialog.following.topLevelItem(0).text(2) == "1942-06-22 · 22 June 1942"
    assert [each.edtf for each in desk.findings.analysis.dates] == ["1941-05", "1941-06-22"]
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert [each.edtf for each in desk.findings.analysis.dates] == ["1942-05", "1942-06-22"]


@pytest.mark.parametrize("value", ["soon", "1941-13", "1941-02-30", "19"])
def test_what_is_no_edtf_cannot_be_saved(desk, dated, show, value):
    dialog = show(DateDialog(desk, dated[0].start, dated[0].end))
    dialog.line.setText(value)
    assert not dialog.save_button.isEnabled()
    assert "EDTF" in dialog.problem_line.text()


def test_a_date_leads_to_the_one_it_was_understood_from(desk, dated, show, qtbot):
    dialog = show(DateDialog(desk, dated[1].start, dated[1].end))
    seen, wished = [], []
    desk.workspace.passage_requested.connect(seen.append)
    desk.workspace.entity_requested.connect(wished.append)
    qtbot.mouseClick(dialog.root_button, Qt.MouseButton.LeftButton)
    assert [each.start for each in seen] == [dated[0].start]
    assert [(each.verb, each.start, each.end) for each in wished] == [("date", dated[0].start, dated[0].end)]
    assert not dialog.isVisible()


def test_dates_are_listed_as_printed_and_understood_with_their_root(desk, dated, show):
    dialog = show(NumbersDialog(desk, dated[1].start))
    assert dialog.chosen[0].cells[:4] == ("June 22", "1941-06-22", "22 June 1941", "From “May 1941”. In its year.")


def choose_rows(dialog, *rows):
    table = dialog.tables[dialog.kind]
    flags = QItemSelectionModel.SelectionFlag
    table.clearSelection()
    for row in rows:
        index = table.model().index(row, 0)
        table.selectionModel().select(index, flags.Select | flags.Rows)


def test_two_figures_are_paired_and_unpaired(desk, dated, show, qtbot):
    dialog = show(NumbersDialog(desk))
    dialog.tabs.setCurrentIndex(2)
    choose_rows(dialog, 0)
    assert not dialog.pair_button.isEnabled()
    choose_rows(dialog, 0, 1)
    qtbot.mouseClick(dialog.pair_button, Qt.MouseButton.LeftButton)
    library = desk.workspace.library
    assert [each.relation for each in library.select(Link)] == ["same_figure"]
    assert [row.cells[2] for row in dialog.models["quantity"].rows] == ["“500 men”", "“300 men”"]
    choose_rows(dialog, 0)
    qtbot.mouseClick(dialog.unpair_button, Qt.MouseButton.LeftButton)
    assert library.select(Link) == ()
    assert len(library.select(Highlight)) == 2


def test_a_date_is_denied_from_the_list(desk, dated, show, qtbot):
    dialog = show(NumbersDialog(desk, dated[1].start))
    qtbot.mouseClick(dialog.deny_button, Qt.MouseButton.LeftButton)
    assert [row.cells[0] for row in dialog.models["date"].rows] == ["May 1941"]


def test_a_decision_long_ago_is_taken_back(desk, show, qtbot):
    open_named(desk)
    entity = next(each for each in desk.findings.analysis.entities if each.key == BERG)
    desk.workspace.do(judging.rename(entity, "Anna K. Berg", "So she signs."))
    desk.workspace.undo_stack.clear()
    dialog = show(DecisionsDialog(desk, EntityWish("decisions", "person:anna k. berg")))
    assert dialog.reasons == ["Named so. (3 mentions: “Anna Berg”, “Berg”)"]
    (button,) = dialog.back_buttons
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not desk.workspace.library.judgements()
    assert any(each.key == BERG for each in desk.findings.analysis.entities)
    desk.workspace.undo_stack.undo()
    assert len(desk.workspace.library.judgements()) == 1


def test_a_name_taken_for_somebody_else_is_kept_apart(desk, show, qtbot):
    open_named(desk)
    dialog = show(EntityDialog(desk, EntityWish("distinct", BERG)))
    take(dialog, "Berg · taken for it now")
    dialog.reason.setText("Her sister.")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    keys = {each.key for each in desk.findings.analysis.entities}
    assert {BERG, "person:berg"} <= keys
    assert desk.workspace.library.judgements()[0].reason == "Her sister."


@pytest.fixture
def dossier(desk, show, qtbot):
    add_found(desk.workspace.library, FIRST)
    add_found(desk.workspace.library, SECOND)
    dialog = show(DossierDialog(desk, BERG))
    qtbot.waitUntil(lambda: dialog.dossier is not None)
    return dialog


def test_a_dossier_lists_mentions_by_article_and_filters_them(dossier, qtbot):
    assert [row.head for row in dossier.model.rows if row.naming is None] == ["A letter", "A walk"]
    assert dossier.model.mentions == 5
    dossier.line.setText("bergen")
    assert dossier.model.mentions == 2
    dossier.line.setText("nowhere")
    assert "No mention" in dossier.helper.text()


def test_a_click_on_a_mention_opens_its_article_there(desk, dossier, qtbot):
    seen = []
    desk.workspace.passage_requested.connect(seen.append)
    row = next(row for row in dossier.model.rows if row.naming is not None and row.article.title == "A walk")
    dossier.list.chosen.emit(row)
    qtbot.waitUntil(lambda: bool(seen))
    assert desk.workspace.open.item.title == "A walk"
    assert FIRST[seen[0].start : seen[0].end] == "Anna Berg"


def test_its_page_is_saved_as_it_is_typed(desk, dossier, qtbot):
    qtbot.keyClicks(dossier.page.editor, "Born **1900**")
    qtbot.waitUntil(lambda: desk.workspace.library.get(EntityNote, BERG) is not None)
    dossier.page.flush()
    assert desk.workspace.library.get(EntityNote, BERG).body == "Born **1900**"
    dossier.page.turn_button.setChecked(True)
    assert "<strong>1900</strong>" in dossier.page.preview._html
    desk.workspace.undo_stack.undo()
    assert dossier.page.editor.toPlainText() == ""


def test_what_was_typed_last_is_saved_when_the_dossier_closes(desk, dossier, qtbot):
    qtbot.keyClicks(dossier.page.editor, "Seen")
    dossier.close()
    assert desk.workspace.library.get(EntityNote, BERG).body == "Seen"


def test_an_identifier_is_checked_and_opened_only_when_asked(desk, dossier, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(
        "postil.widgets.opening.QDesktopServices.openUrl", lambda url: opened.append(url.toString()) is None
    )
    page = dossier.page
    page.wikidata.setText("P31")
    page.wikidata.editingFinished.emit()
    assert "no Wikidata item" in dossier.problem_line.text()
    page.wikidata.setText("https://www.wikidata.org/wiki/Q855")
    page.wikidata.editingFinished.emit()
    assert desk.workspace.library.get(EntityNote, BERG).wikidata == "Q855"
    assert opened == []
    qtbot.mouseClick(page.wikidata_button, Qt.MouseButton.LeftButton)
    assert opened == ["https://www.wikidata.org/wiki/Q855"]


def test_a_dossier_goes_out_as_markdown(dossier, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "berg.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    qtbot.mouseClick(dossier.export_button, Qt.MouseButton.LeftButton)
    assert "> Anna Berg met Ida Holm in Oslo." in path.read_text("utf-8")


def test_what_was_just_written_on_its_page_goes_out_too(dossier, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "anna.md"), ""))
    qtbot.keyClicks(dossier.page.editor, "Born in Bergen")
    dossier.page.wikidata.setText("Q855")
    qtbot.mouseClick(dossier.export_button, Qt.MouseButton.LeftButton)
    written = (tmp_path / "anna.md").read_text(encoding="utf-8")
    assert "Born in Bergen" in written
    assert "https://www.wikidata.org/wiki/Q855" in written


def test_a_dossier_follows_a_judgement(desk, dossier, qtbot):
    entity = next(each for each in analysis_of(FIRST).entities if each.key == BERG)
    desk.workspace.do(judging.rename(entity, "Anna K. Berg"))
    qtbot.waitUntil(lambda: dossier.heading.text() == "Anna K. Berg")
    assert dossier.model.mentions == 5


def test_another_that_may_be_the_same_is_joined_on_asking(desk, show, qtbot):
    library = desk.workspace.library
    add_found(library, FIRST)
    text = "Later\nBerg came back."
    berg = Entity("person:berg", "Berg", "person", (Mention(6, 10, "Berg"),))
    keep(library, revision_of(library, add_article(library, text)), replace(analysis_of(text), entities=(berg,)))
    dialog = show(DossierDialog(desk, BERG))
    qtbot.waitUntil(lambda: dialog.dossier is not None and bool(dialog.dossier.alike))
    assert dialog.model.mentions == 3
    dialog.tabs.setCurrentWidget(dialog.names)
    dialog.names.list.setCurrentRow(dialog.names.list.count() - 1)
    dialog.names.list.itemClicked.emit(dialog.names.list.currentItem())
    assert not desk.workspace.library.judgements()
    qtbot.mouseClick(dialog.names.join_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.model.mentions == 4)
    desk.workspace.undo_stack.undo()
    qtbot.waitUntil(lambda: bool(dialog.dossier.alike) and dialog.model.mentions == 3)
    dialog.names.list.setCurrentRow(dialog.names.list.count() - 1)
    qtbot.mouseClick(dialog.names.part_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.dossier.alike)
    assert [each.verdict for each in desk.workspace.library.judgements()] == ["distinct"]


def test_anybody_of_the_library_is_found_by_name(desk, show, qtbot):
    add_found(desk.workspace.library, FIRST)
    dialog = show(DossierChoiceDialog(desk))
    qtbot.waitUntil(lambda: dialog.list.count() == 3)
    wishes = []
    desk.workspace.entity_requested.connect(wishes.append)
    qtbot.keyClicks(dialog.line, "holm")
    qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    assert [(each.verb, each.key) for each in wishes] == [("dossier", "person:ida holm")]
