"""The report on highlights that came in: a line for each fate, and the way to those in doubt."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desks import add_article
from postil.dialogs.adoption_report import AdoptionReportDialog
from postil.domain.foreign import ForeignMark, ForeignRecord, ForeignWork
from postil.domain.problems import Problem
from postil.services.adopting import Adoption, adopt
from postil.session.desk import Desk


def taken(desk: Desk, *quotes: str) -> Adoption:
    add_article(desk.workspace.library)
    marks = tuple(ForeignMark(quote[:20], quote) for quote in quotes)
    adoption = adopt(desk.workspace.library, [ForeignWork("kindle", "The third telegram", marks=marks)])
    desk.workspace.do(adoption.edit)
    return adoption


def said(dialog: AdoptionReportDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.text() and not label.isHidden()]


def test_it_says_what_became_of_each_and_lists_those_in_doubt(desk: Desk, qtbot: QtBot) -> None:
    adoption = taken(
        desk, "Nobody answered, he said", "Everything was otherwise in May", "he said, three times, indeed"
    )
    dialog = AdoptionReportDialog(desk, adoption, (Problem("“x.csv” could not be read."),))
    qtbot.addWidget(dialog)
    lines = said(dialog)
    assert "3 highlights came in." in lines
    assert "1 highlight stands at its words." in lines
    assert "“x.csv” could not be read." in lines
    listed = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert any(
        text.startswith("“Everything was otherwise in May”\nnot found in “The third telegram”") for text in listed
    )


def test_a_highlight_in_doubt_is_shown_in_its_article(desk: Desk, qtbot: QtBot) -> None:
    adoption = taken(desk, "Everything was otherwise in May")
    dialog = AdoptionReportDialog(desk, adoption)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(desk.workspace.link_requested) as asked:
        qtbot.mouseClick(dialog.show_button, Qt.MouseButton.LeftButton)
    highlight = adoption.adopted[0].highlight
    assert asked.args == [f"postil://article/{highlight.article_id}#highlight={highlight.id}"]


def test_without_doubts_there_is_no_list(desk: Desk, qtbot: QtBot) -> None:
    dialog = AdoptionReportDialog(desk, taken(desk, "Nobody answered, he said"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.list.isVisible()
    assert not dialog.show_button.isVisible()


def test_records_that_are_damaged_are_named(desk: Desk, qtbot: QtBot) -> None:
    works = [ForeignWork("bibtex", "x", record=ForeignRecord(refused=f"Line {n}: damaged.")) for n in range(1, 8)]
    dialog = AdoptionReportDialog(desk, adopt(desk.workspace.library, works))
    qtbot.addWidget(dialog)
    lines = said(dialog)
    assert "7 records are damaged and were left out." in lines
    assert "Line 5: damaged." in lines
    assert "Line 6: damaged." not in lines
    assert "And 2 more." in lines
