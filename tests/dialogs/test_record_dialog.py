from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desks import TEXT, add_article
from postil.dialogs.record import RecordDialog
from postil.domain.edits import Change, Edit
from postil.domain.records import CslItem, Evidence, Name
from postil.domain.sources import Source
from postil.importers import read
from postil.services import articles, importing
from postil.services.telling import evidence_sentence
from postil.session.desk import Desk


def item(desk: Desk, article_id: str) -> CslItem:
    found = desk.workspace.library.item(article_id)
    assert found is not None
    return found


@pytest.fixture
def dialog(desk: Desk, article_id: str, qtbot: QtBot):
    made = RecordDialog(desk, article_id)
    made.open()
    yield made
    if isValid(made):
        made.close()


def saved(dialog: RecordDialog, qtbot: QtBot) -> None:
    dialog.save_button.click()
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_what_is_saved_is_one_step_of_undo(dialog, desk, article_id, qtbot):
    before = item(desk, article_id)
    dialog.lines["title"].setText("  The third   telegram, again ")
    dialog.authors.setPlainText("Amundsen, Roald\nLantern Bay")
    dialog.lines["published"].setText("1911-12")
    dialog.kind.setCurrentIndex(dialog.kind.findData("book"))
    dialog.note.setPlainText("A second printing.")
    saved(dialog, qtbot)
    after = item(desk, article_id)
    assert after.title == "The third telegram, again"
    assert after.authors == (Name("Amundsen", "Roald"), Name(literal="Lantern Bay"))
    assert (after.published, after.type, after.note) == ("1911-12", "book", "A second printing.")
    desk.workspace.undo_stack.undo()
    assert item(desk, article_id) == before


def test_saving_what_was_not_changed_is_no_edit(dialog, desk, qtbot):
    saved(dialog, qtbot)
    assert desk.workspace.undo_stack.count() == 0


def test_every_field_comes_back_as_it_was(desk, article_id, qtbot):
    library = desk.workspace.library
    before = item(desk, article_id)
    full = replace(
        before,
        type="graphic",
        authors=(Name("Doe", "Jane"), Name(literal="Doe, Roe and Sons"), Name("Plato")),
        container_title="Site <b>",
        publisher="House & Son",
        published="1911",
        updated="1912-01-17",
        accessed="2024-02-25",
        url="https://example.org/?a=1&b=2",
        language="en",
        note="One\n\ntwo",
    )
    library.apply(Edit("", (Change(before, full),)))
    dialog = RecordDialog(desk, article_id)
    dialog.open()
    saved(dialog, qtbot)
    assert item(desk, article_id) == full


def test_a_date_that_is_none_is_told_with_its_field_and_nothing_is_saved(dialog, desk, qtbot):
    dialog.lines["updated"].setText("last spring")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: not dialog.problem_line.isHidden())
    assert dialog.problem_line.text().startswith("Updated: “last spring” is not a date")
    assert dialog.save_button.isEnabled()
    assert desk.workspace.undo_stack.count() == 0


def test_a_citation_key_of_another_source_is_refused(desk, article_id, dialog, qtbot):
    add_article(desk.workspace.library, TEXT + "!", key="taken2024")
    dialog.lines["key"].setText("taken2024")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: not dialog.problem_line.isHidden())
    assert "belongs to another source" in dialog.problem_line.text()


def test_an_article_that_was_deleted_meanwhile_is_told(desk, article_id, dialog, qtbot):
    desk.workspace.do(articles.delete(desk.workspace.library, article_id))
    dialog.save_button.click()
    qtbot.waitUntil(lambda: not dialog.problem_line.isHidden())
    assert dialog.problem_line.text() == "The source is no longer in the library."


def test_each_field_says_where_it_came_from(desk, qtbot):
    library = desk.workspace.library
    text = "A ship in the ice, why\n\nLantern Bay History Updated on 2023-11-08\n\nIn June 1910 it left. It came back."
    source = Source("text", text.encode(), media_type="text/plain", charset="utf-8")
    arrival = importing.receive(library, source, read(source))
    library.apply(arrival.edit)
    dialog = RecordDialog(desk, arrival.article_id)
    dialog.open()
    helpers = {name: helper.text() for name, helper in dialog.helpers.items()}
    assert helpers["updated"] == "The source says “Updated on 2023-11-08” (byline)."
    assert helpers["container_title"] == "A guess (byline)."
    assert helpers["publisher"] == ""
    assert dialog.helpers["publisher"].isHidden()
    dialog.close()


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (Evidence("published", "2024", "in 2024", "byline"), "The source says “in 2024” (byline)."),
        (Evidence("published", "2024", "in 2024", "byline", guess=True), "A guess from “in 2024” (byline)."),
        (Evidence("title", "Ship", "Ship", "first line"), "As the source has it (first line)."),
        (Evidence("language", "en", "", "detected", guess=True), "A guess (detected)."),
    ],
)
def test_evidence_reads_as_a_sentence(row, sentence):
    assert evidence_sentence(row) == sentence
