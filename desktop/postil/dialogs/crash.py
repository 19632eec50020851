"""What the reader is told when Postil itself is wrong."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from postil import __version__
from postil.dialogs.about import LICENCE, versions
from postil.dialogs.frame import Dialog, fixed_font, plain_label
from postil.domain.wording import say


class CrashDialog(Dialog):
    """A calm sentence and a ``report`` to copy, which names places in the code and nothing of what is read.

    ``words`` are what the error said: they come into the report when the reader ticks that. ``was_torn_down``: it is of
    the last time, when Postil had no chance to say anything.
    """

    def __init__(
        self, report: str, parent: QWidget | None = None, *, words: str = "", was_torn_down: bool = False
    ) -> None:
        super().__init__(say("Something went wrong"), parent)
        parts = (f"{label}: {value}" for label, value in versions() if value != LICENCE)
        self._said = "\n".join([f"Postil: {__version__}", *parts, "", report])
        self._words = words
        self.report = QPlainTextEdit(self._said)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.report.setFont(fixed_font(self))
        self.report.setAccessibleName(say("Report"))
        title, hint = _last_time() if was_torn_down else _now()
        self.body.addWidget(plain_label(title, "title"))
        self.body.addWidget(plain_label(hint))
        self._told = plain_label(_without_words(), "muted")
        self.body.addWidget(self._told)
        self.body.addWidget(self.report, 1)
        self.words_box = QCheckBox(say("Add what the error said; words of yours may be in it"))
        self.words_box.setVisible(bool(words))
        self.words_box.toggled.connect(self._show)
        self.body.addWidget(self.words_box)
        self.close_button = self.add_default(say("Go on"))
        self.close_button.clicked.connect(self.accept)
        self.copy_button = self.add_further(say("&Copy report"))
        self.copy_button.clicked.connect(self._copy)
        self.size_to(600, 420)

    def _show(self, with_words: bool) -> None:
        self.report.setPlainText(f"{self._said}: {self._words}" if with_words else self._said)
        self._told.setText(
            say("What the error said stands at the end of the report.") if with_words else _without_words()
        )
        end = self.report.verticalScrollBar()
        end.setValue(end.maximum() if with_words else 0)
        self.copy_button.setText(say("&Copy report"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy_button.setText(say("Copied"))


def _without_words() -> str:
    return say("The report names places in Postil's code; nothing of what you read is in it.")


def _now() -> tuple[str, str]:
    return (
        say("Postil made a mistake, and what you just did may not have happened."),
        say(
            "Everything you had done before is in the library. You can go on reading; if Postil behaves "
            "oddly, close it and open it again."
        ),
    )


def _last_time() -> tuple[str, str]:
    return (
        say("Last time, Postil ended unexpectedly."),
        say("Everything that was shown as done is in the library. The report may help to find out why."),
    )
