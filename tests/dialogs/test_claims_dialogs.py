"""Judging a claim, linking passages, and the table of claims."""

import csv

import pytest
from PySide6.QtCore import Qt

from desks import add_article, revision_of
from postil.dialogs.claim import ClaimDialog
from postil.dialogs.claims import ClaimsDialog
from postil.dialogs.linking import LinkingDialog
from postil.models.claims import REASON, STATUS
from postil.services import claims, highlighting
from postil.session.relating import RelationWish
from postil.storage.claims import claims_of, links_of

ONE = "The letters\nHe asked six times.\nHe asked in May.\nNobody answered."
TWO = "Another view\nHe never asked."


@pytest.fixture
def library(desk):
    return desk.workspace.library


@pytest.fixture
def marks(library):
    made = []
    for text in (ONE, TWO):
        revision = revision_of(library, add_article(library, text))
        for placed in [*revision.document.placed()][1:]:
            edit, highlight = highlighting.add(revision, placed.start, placed.end, color="blue")
            library.apply(edit)
            made.append(highlight)
    return made


@pytest.fixture
def shown(qtbot):
    def show(dialog):
        qtbot.addWidget(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        dialog.show()
        return dialog

    return show


def listed(dialog):
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_a_new_claim_has_the_number_that_its_quotation_states(desk, marks, library, shown):
    dialog = shown(ClaimDialog(desk, marks[0].id))
    assert dialog.number.text() == "6"
    assert not dialog.drop_button.isVisible()
    dialog.status.setCurrentIndex(dialog.status.findData("disputed"))
    dialog.judge.setText("A. Reader")
    dialog.reason.setPlainText("Two were letters.")
    dialog.save_button.click()
    (claim,) = claims_of(library, [marks[0].id])
    assert (claim.status, claim.judge, claim.reason, claim.number) == (
        "disputed",
        "A. Reader",
        "Two were letters.",
        "6",
    )


def test_a_claim_is_shown_as_it_was_judged_and_can_be_none(desk, marks, library, shown):
    library.apply(claims.judge(marks[0], None, "refuted", judge="A. Reader", reason="No.", number="7"))
    library.apply(claims.link(library, marks[1].id, marks[0].id, "counts"))
    dialog = shown(ClaimDialog(desk, marks[0].id))
    shown_values = dialog.status.currentData(), dialog.judge.text(), dialog.reason.toPlainText(), dialog.number.text()
    assert shown_values == ("refuted", "A. Reader", "No.", "7")
    assert dialog.found.text() == "Claimed 7, found 1."
    dialog.drop_button.click()
    assert claims_of(library, [marks[0].id]) == ()


def test_two_known_passages_are_linked_in_the_direction_that_is_shown(desk, marks, library, shown):
    dialog = shown(LinkingDialog(desk, RelationWish(marks[0].id, marks[3].id)))
    assert not dialog.turn_button.isVisible()
    dialog.relation.setCurrentIndex(dialog.relation.findData("corrects"))
    dialog.turn_button.click()
    dialog.reason.setText("see the archive")
    desk.workspace.begin_link(marks[0].id)
    dialog.save_button.click()
    (link,) = links_of(library, [marks[0].id])
    assert (link.relation, link.source_id, link.target_id) == ("corrects", marks[3].id, marks[0].id)
    assert link.reason == "see the archive"
    assert desk.workspace.linking == ""


def test_the_other_passage_is_found_by_words_over_the_library(desk, marks, library, shown, qtbot):
    dialog = shown(LinkingDialog(desk, RelationWish(marks[0].id)))
    qtbot.waitUntil(lambda: dialog.list.count() > 0)
    assert listed(dialog) == [
        "Another view",
        "“He never asked.”",
        "The letters",
        "“He asked in May.”",
        "“Nobody answered.”",
    ]
    assert not dialog.save_button.isEnabled()
    dialog.line.setText("letters nobody")
    qtbot.waitUntil(lambda: listed(dialog) == ["The letters", "“Nobody answered.”"])
    qtbot.keyClick(dialog.line, Qt.Key.Key_Down)
    assert dialog.save_button.isEnabled()
    dialog.save_button.click()
    (link,) = links_of(library, [marks[0].id])
    assert (link.relation, link.target_id) == ("contradicts", marks[2].id)


def test_only_claims_are_offered_to_count_for(desk, marks, library, shown, qtbot):
    dialog = shown(LinkingDialog(desk, RelationWish(marks[1].id, "", "counts")))
    qtbot.waitUntil(lambda: "no claim yet" in dialog.more.text())
    dialog.close()
    library.apply(claims.judge(marks[0], None, "unsourced"))
    dialog = shown(LinkingDialog(desk, RelationWish(marks[1].id, "", "counts")))
    qtbot.waitUntil(lambda: listed(dialog) == ["The letters", "“He asked six times.”"])


def test_linking_what_is_linked_or_counting_for_no_claim_says_so(desk, marks, library, shown):
    library.apply(claims.link(library, marks[0].id, marks[3].id, "contradicts"))
    dialog = shown(LinkingDialog(desk, RelationWish(marks[3].id, marks[0].id)))
    dialog.save_button.click()
    assert "already" in dialog.problem_line.text()
    dialog.relation.setCurrentIndex(dialog.relation.findData("counts"))
    dialog.save_button.click()
    assert "make the other highlight one first" in dialog.problem_line.text()


@pytest.fixture
def judged(marks, library):
    library.apply(claims.judge(marks[0], None, "unsourced", reason="zz"))
    library.apply(claims.judge(marks[2], None, "checked", reason="aa"))
    library.apply(claims.judge(marks[3], None, "unsourced"))
    library.apply(claims.link(library, marks[3].id, marks[0].id, "contradicts"))
    return marks


def quotations(dialog):
    return [each.quotation for each in dialog.sieve.shown()]


def test_the_table_has_the_article_s_claims_or_the_library_s(desk, judged, shown, qtbot):
    dialog = shown(ClaimsDialog(desk, judged[0].article_id))
    qtbot.waitUntil(lambda: quotations(dialog) == ["He asked six times.", "Nobody answered."])
    assert dialog.count.text() == "2 claims"
    dialog.everywhere.setChecked(True)
    qtbot.waitUntil(lambda: quotations(dialog) == ["He never asked.", "He asked six times.", "Nobody answered."])


def test_the_table_sifts_by_status_and_words_and_sorts(desk, judged, shown, qtbot):
    dialog = shown(ClaimsDialog(desk))
    qtbot.waitUntil(lambda: len(quotations(dialog)) == 3)
    dialog.table.sortByColumn(REASON, Qt.SortOrder.DescendingOrder)
    assert quotations(dialog)[0] == "He asked six times."
    dialog.table.sortByColumn(STATUS, Qt.SortOrder.DescendingOrder)
    assert quotations(dialog)[0] == "Nobody answered."
    dialog.status.setCurrentIndex(dialog.status.findData("unsourced"))
    assert set(quotations(dialog)) == {"He never asked.", "He asked six times."}
    assert dialog.count.text() == "2 of 3"
    dialog.line.setText("zz")
    qtbot.waitUntil(lambda: quotations(dialog) == ["He asked six times."])
    dialog.line.setText("nothing like it")
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.empty)
    assert dialog.empty.sentence == "No claim matches the filter."
    dialog.empty.pressed.emit("clear")
    assert len(quotations(dialog)) == 3


def test_a_table_of_no_claims_says_how_to_make_one(desk, marks, shown, qtbot):
    dialog = shown(ClaimsDialog(desk, marks[0].article_id))
    qtbot.waitUntil(lambda: dialog.empty.sentence == "No claims yet")
    assert not dialog.export_button.isEnabled()


def test_the_table_follows_the_library_and_keeps_the_choice(desk, judged, shown, qtbot):
    dialog = shown(ClaimsDialog(desk, judged[0].article_id))
    qtbot.waitUntil(lambda: len(quotations(dialog)) == 2)
    dialog.table.selectRow(1)
    desk.workspace.do(claims.judge(judged[1], None, "disputed"))
    qtbot.waitUntil(lambda: len(quotations(dialog)) == 3)
    assert dialog.chosen.quotation == "Nobody answered."


def test_a_click_goes_to_the_passage(desk, judged, shown, qtbot):
    dialog = shown(ClaimsDialog(desk, judged[0].article_id))
    qtbot.waitUntil(lambda: len(quotations(dialog)) == 2)
    with qtbot.waitSignal(desk.workspace.link_requested) as asked:
        dialog.table.clicked.emit(dialog.sieve.index(0, 0))
    assert asked.args[0].endswith(f"#highlight={judged[0].id}")


def test_what_is_shown_is_exported_in_its_order(desk, judged, shown, qtbot, tmp_path):
    dialog = shown(ClaimsDialog(desk))
    qtbot.waitUntil(lambda: len(quotations(dialog)) == 3)
    dialog.status.setCurrentIndex(dialog.status.findData("unsourced"))
    dialog.export_to(tmp_path / "claims.csv")
    with (tmp_path / "claims.csv").open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    assert [row[1] for row in rows] == quotations(dialog)
    dialog.export_to(tmp_path / "claims.md")
    text = (tmp_path / "claims.md").read_text("utf-8")
    assert text.index("## Another view") < text.index("> He never asked.") < text.index("## The letters")
    assert "**Claim: Unsourced** · Claimed 6, found 0" in text
    dialog.export_to(tmp_path / "missing" / "claims.md")
    assert "does not exist" in dialog.problem_line.text()
