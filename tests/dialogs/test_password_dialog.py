"""The dialog that asks for the password of a locked file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from pdfs import Pdf, prose
from postil.dialogs.password import PasswordDialog
from postil.domain.problems import PasswordNeeded
from postil.session.arrivals import PasswordWish
from postil.session.importing import ImportFlow

WISH = PasswordWish("lake.pdf", PasswordNeeded("“{name}” is locked.", name="lake.pdf"), again=False)
AGAIN = PasswordWish("lake.pdf", PasswordNeeded("This password opens nothing."), again=True)


@pytest.fixture
def flow(desk):
    flow = ImportFlow(desk)
    yield flow
    flow.close()


def show(qtbot, flow, wish=WISH):
    dialog = PasswordDialog(flow, wish)
    with qtbot.waitExposed(dialog):
        dialog.open()
    return dialog


def locked_file(tmp_path):
    path = tmp_path / "lake.pdf"
    path.write_bytes(Pdf(password="terra").page(prose("The ice was thick enough to carry a horse. " * 8)).content())
    return path


def ask_with(qtbot, flow):
    dialogs: list[PasswordDialog] = []
    flow.password_needed.connect(lambda wish: dialogs.append(show(qtbot, flow, wish)))
    return dialogs


def test_a_locked_pdf_comes_in_with_its_password(qtbot, desk, flow, tmp_path):
    dialogs = ask_with(qtbot, flow)
    flow.import_files([locked_file(tmp_path)])
    qtbot.waitUntil(lambda: len(dialogs) == 1)
    qtbot.keyClicks(dialogs[0].field, "terr")
    dialogs[0].open_button.click()
    qtbot.waitUntil(lambda: len(dialogs) == 2)
    assert "does not open with this password" in dialogs[1].problem_line.text()
    qtbot.keyClicks(dialogs[1].field, "terra")
    with qtbot.waitSignal(flow.finished) as heard:
        qtbot.keyClick(dialogs[1].field, Qt.Key.Key_Return)
    assert [arrived.how for arrived in heard.args[0].arrived] == ["new"]
    assert "carry a horse" in desk.workspace.open.revision.document.text


def test_a_file_that_is_left_is_reported(qtbot, flow, tmp_path):
    dialogs = ask_with(qtbot, flow)
    flow.import_files([locked_file(tmp_path)])
    qtbot.waitUntil(lambda: len(dialogs) == 1)
    with qtbot.waitSignal(flow.finished) as heard:
        dialogs[0].reject()
    assert "locked with a password" in str(heard.args[0].problems[0])


def test_it_names_the_file_and_opens_nothing_without_a_password(qtbot, flow):
    dialog = show(qtbot, flow)
    assert dialog.name.text() == "lake.pdf"
    assert not dialog.open_button.isEnabled()
    assert not dialog.problem_line.isVisible()
    dialog.close()


def test_a_wrong_password_is_told_until_another_is_typed(qtbot, flow):
    dialog = show(qtbot, flow, AGAIN)
    assert dialog.problem_line.text() == "This password opens nothing."
    qtbot.keyClicks(dialog.field, "x")
    assert not dialog.problem_line.isVisible()
    dialog.close()


def test_the_letters_show_on_demand_only(qtbot, flow):
    dialog = show(qtbot, flow)
    assert dialog.field.echoMode() == QLineEdit.EchoMode.Password
    dialog.shown.click()
    assert dialog.field.echoMode() == QLineEdit.EchoMode.Normal
    dialog.close()
