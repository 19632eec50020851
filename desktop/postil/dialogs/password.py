"""The password of a locked file, asked for while it is brought in."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from postil.dialogs.frame import Dialog, field_label, plain_label, stacked
from postil.domain.wording import say
from postil.session.arrivals import PasswordWish
from postil.session.importing import ImportFlow


class PasswordDialog(Dialog):
    """Asks for one password and hands it to the import, which waits; closed in any other way, the file is left."""

    def __init__(self, imports: ImportFlow, wish: PasswordWish, parent: QWidget | None = None) -> None:
        super().__init__(say("Locked file"), parent)
        self._imports = imports
        self._is_answered = False
        self.name = plain_label(wish.name, "title")
        self.question = plain_label(say("It opens only with a password, which Postil does not keep."))
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.shown = QCheckBox(say("&Show the password"))
        self.body.addLayout(stacked(self.name, self.question, gap=8))
        self.body.addLayout(stacked(field_label(say("&Password"), self.field), self.field, self.shown, gap=6))
        self.body.addStretch(1)
        self.open_button = self.add_default(say("Open"))
        self.open_button.setEnabled(False)
        self.open_button.clicked.connect(self._open)
        self.add_escape(say("Leave it"))
        self.field.textChanged.connect(self._renew)
        self.shown.toggled.connect(self._show_letters)
        if wish.again:
            self.show_problem(wish.problem)
        self.field.setFocus()
        self.size_to(440, 280 if wish.again else 220)

    def _renew(self) -> None:
        self.show_problem("")
        self.open_button.setEnabled(bool(self.field.text()))

    def _show_letters(self, shown: bool) -> None:
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def _open(self) -> None:
        self._answer(self.field.text())
        self.accept()

    def _answer(self, password: str | None) -> None:
        if not self._is_answered:
            self._is_answered = True
            self._imports.unlock(password)

    def done(self, result: int) -> None:
        """Close; a file whose password was not given is left."""
        self._answer(None)
        super().done(result)
