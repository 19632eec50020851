import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desks import add_article
from postil.dialogs.import_report import ImportReportDialog, summary
from postil.domain.problems import Problem
from postil.models.import_report import report_groups, report_text
from postil.services.reading import ReadingBrokeOff
from postil.session.arrivals import Arrived, Failure, ImportOutcome
from postil.session.desk import Desk

GONE = Failure("gone.txt", "/home/anna/gone.txt", Problem("There is no file at /home/anna/gone.txt."))


@pytest.fixture
def articles(desk: Desk) -> list[str]:
    library = desk.workspace.library
    return [add_article(library, f"{title}\nSome words.") for title in ("A ship", "A hut", "A tent")]


@pytest.fixture
def outcome(articles: list[str]) -> ImportOutcome:
    ship, hut, tent = articles
    arrived = (
        Arrived(ship, "A ship", "new", "ship.txt"),
        Arrived(hut, "A hut", "known", "hut.txt"),
        Arrived(tent, "A tent", "revision", "tent.txt"),
    )
    return ImportOutcome(arrived, (GONE,))


def shown(dialog: ImportReportDialog) -> list[tuple[str, list[str]]]:
    model = dialog.model
    heads = [model.index(row, 0) for row in range(model.rowCount())]
    return [
        (str(model.data(head)), [str(model.data(model.index(row, 0, head))) for row in range(model.rowCount(head))])
        for head in heads
    ]


def make(desk: Desk, qtbot: QtBot, outcome: ImportOutcome) -> ImportReportDialog:
    dialog = ImportReportDialog(desk, outcome)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def open_button(dialog: ImportReportDialog) -> QPushButton:
    assert dialog.open_button is not None
    return dialog.open_button


def test_sources_stand_in_groups_and_what_failed_comes_first(desk, qtbot, outcome):
    dialog = make(desk, qtbot, outcome)
    assert shown(dialog) == [
        ("Did not come in", ["gone.txt"]),
        ("Came in", ["A ship"]),
        ("New versions", ["A tent"]),
        ("Were there already", ["A hut"]),
    ]


def test_groups_without_sources_are_not_there(desk, qtbot, articles):
    dialog = make(desk, qtbot, ImportOutcome((Arrived(articles[0], "A ship", "known", "ship.txt"),), ()))
    assert shown(dialog) == [("Were there already", ["A ship"])]


def test_a_failure_is_explained_in_full_below_the_list(desk, qtbot, outcome):
    dialog = make(desk, qtbot, outcome)
    assert dialog.sentence.text() == "There is no file at /home/anna/gone.txt."
    assert not open_button(dialog).isEnabled()


def test_the_keyboard_walks_to_an_article_and_opens_it(desk, qtbot, outcome, articles):
    dialog = make(desk, qtbot, outcome)
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Down)
    assert open_button(dialog).isEnabled()
    with qtbot.waitSignal(desk.workspace.article_opened):
        qtbot.keyClick(dialog.tree, Qt.Key.Key_Return)
    assert desk.workspace.open.article.id == articles[0]
    assert dialog.isVisible()


def test_a_click_on_a_row_opens_its_article_and_the_report_stays(desk, qtbot, outcome, articles):
    dialog = make(desk, qtbot, outcome)
    place = dialog.model.index(0, 0, dialog.model.index(3, 0))
    with qtbot.waitSignal(desk.workspace.article_opened):
        qtbot.mouseClick(dialog.tree.viewport(), Qt.MouseButton.LeftButton, pos=dialog.tree.visualRect(place).center())
    assert desk.workspace.open.article.id == articles[1]
    assert dialog.isVisible()


def test_the_open_button_opens_the_article_of_the_row(desk, qtbot, outcome, articles):
    dialog = make(desk, qtbot, outcome)
    dialog.tree.setCurrentIndex(dialog.model.index(0, 0, dialog.model.index(2, 0)))
    with qtbot.waitSignal(desk.workspace.article_opened):
        open_button(dialog).click()
    assert desk.workspace.open.article.id == articles[2]


def test_the_report_can_be_copied(desk, qtbot, outcome):
    dialog = make(desk, qtbot, outcome)
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == (
        "Did not come in (1)\n- gone.txt: There is no file at /home/anna/gone.txt.\n\n"
        "Came in (1)\n- A ship: ship.txt\n\n"
        "New versions (1)\n- A tent: tent.txt\n\n"
        "Were there already (1)\n- A hut: hut.txt\n"
    )
    assert dialog.copied.text() == "The report is on the clipboard."


def test_the_copied_report_names_the_place_of_a_mistake_of_ours():
    problem = ReadingBrokeOff("“a.pdf” was not read.", 'File "pdf.py", line 3\nKeyError')
    text = report_text(report_groups(ImportOutcome((), (Failure("a.pdf", "/a.pdf", problem),))))
    assert text.endswith('- a.pdf: “a.pdf” was not read.\n    File "pdf.py", line 3\n    KeyError\n')


def test_marks_of_markup_in_titles_and_sentences_are_shown_to_the_letter(desk, qtbot):
    failure = Failure("<b>a</b>.txt", "", Problem("“{name}” is empty.", name="<b>a</b>.txt"))
    dialog = make(desk, qtbot, ImportOutcome((), (failure,)))
    assert dialog.sentence.textFormat() == Qt.TextFormat.PlainText
    assert shown(dialog) == [("Did not come in", ["<b>a</b>.txt"])]


def test_where_nothing_came_in_there_is_nothing_to_open(desk, qtbot):
    dialog = make(desk, qtbot, ImportOutcome((), (GONE,)))
    assert dialog.open_button is None
    assert [button.text() for button in dialog.buttons.findChildren(QPushButton) if button.isDefault()] == ["Close"]


def test_an_article_that_was_deleted_meanwhile_is_a_problem_told(desk, qtbot):
    dialog = make(desk, qtbot, ImportOutcome((Arrived("gone", "A ship", "new", "a.txt"),), (GONE,)))
    dialog.tree.setCurrentIndex(dialog.model.index(0, 0, dialog.model.index(1, 0)))
    with qtbot.waitSignal(desk.workspace.problem_met):
        open_button(dialog).click()


def test_five_thousand_sources_are_listed(desk, qtbot):
    failures = tuple(Failure(f"{number}.txt", "", Problem("It is empty.")) for number in range(5000))
    dialog = make(desk, qtbot, ImportOutcome((), failures))
    assert dialog.model.rowCount(dialog.model.index(0, 0)) == 5000
    qtbot.keyClick(dialog.tree, Qt.Key.Key_End)
    assert dialog.tree.currentIndex().data() == "4999.txt"


@pytest.mark.parametrize(
    ("new", "known", "failed", "cancelled", "sentence"),
    [
        (2, 0, 0, False, "2 articles came in."),
        (1, 1, 0, False, "1 article came in; 1 was there already."),
        (0, 2, 0, False, "All of these articles were there already."),
        (3, 0, 1, False, "1 of 4 sources did not come in."),
        (0, 0, 2, False, "2 of 2 sources did not come in."),
        (2, 0, 0, True, "The import was stopped; 2 articles had come in."),
        (0, 0, 1, True, "The import was stopped; no article had come in."),
    ],
)
def test_the_first_line_says_what_became_of_the_sources(new, known, failed, cancelled, sentence):
    arrived = [Arrived("", "", "new")] * new + [Arrived("", "", "known")] * known
    assert summary(ImportOutcome(tuple(arrived), (GONE,) * failed, cancelled)) == sentence


def test_it_goes_with_its_window(desk, qtbot, outcome):
    dialog = make(desk, qtbot, outcome)
    dialog.close_button.click()
    qtbot.waitUntil(lambda: not isValid(dialog))
