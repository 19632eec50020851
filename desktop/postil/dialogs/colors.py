"""The names of the highlight colours."""

from PySide6.QtWidgets import QWidget

from postil.dialogs.frame import Dialog, plain_label
from postil.dialogs.settings import ColorNames
from postil.domain.wording import say
from postil.session.desk import Desk


class ColorsDialog(Dialog):
    """Renames the highlight colours, one step of undo each."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(say("Rename colours"), parent)
        self.body.addWidget(plain_label(say("What does each colour mean to you?"), "muted"))
        self.names = ColorNames(desk, self)
        self.body.addWidget(self.names)
        done = self.add_default(say("Done"))
        done.clicked.connect(self.accept)
        self.size_to(340, 340)

    def done(self, result: int) -> None:
        """Keep the name that is being typed, then close."""
        self.names.keep()
        super().done(result)
