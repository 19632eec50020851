"""What the reader is told when Postil itself is wrong."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from postil.dialogs.about import versions
from postil.dialogs.frame import Dialog, fixed_font, plain_label
from postil.domain.wording import say


class CrashDialog(Dialog):
    """A calm sentence and a ``report`` to copy, which names places in the code and nothing of what is read."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(say("Something went wrong"), parent)
        self.report = QPlainTextEdit("\n".join([*(f"{label}: {value}" for label, value in versions()), "", report]))
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.report.setFont(fixed_font(self))
        self.report.setAccessibleName(say("Report"))
        self.body.addWidget(
            plain_label(say("Postil made a mistake, and what you just did may not have happened."), "title")
        )
        self.body.addWidget(
            plain_label(
                say(
                    "Everything you had done before is in the library. You can go on reading; if Postil behaves "
                    "oddly, close it and open it again."
                )
            )
        )
        self.body.addWidget(
            plain_label(say("The report names places in Postil's code; nothing of what you read is in it."), "muted")
        )
        self.body.addWidget(self.report, 1)
        self.close_button = self.add_default(say("Go on"))
        self.close_button.clicked.connect(self.accept)
        self.copy_button = self.add_further(say("&Copy report"))
        self.copy_button.clicked.connect(self._copy)
        self.size_to(600, 420)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy_button.setText(say("Copied"))
