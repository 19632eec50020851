"""A folder that the reader chooses in the settings, or none."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from postil.dialogs.frame import HelperLabel, stacked
from postil.domain.wording import say
from postil.session.settings import Setting, Settings, setting_label
from postil.widgets.fields import make_clearable


class FolderField(QWidget):
    """A line for a folder's path with a button that asks for one; "" is none. A folder that is not there is told of."""

    def __init__(self, settings: Settings, setting: Setting) -> None:
        super().__init__()
        self._settings, self._setting = settings, setting
        self.line = QLineEdit()
        self.line.setAccessibleName(setting_label(setting))
        self.line.setPlaceholderText(say("No folder"))
        make_clearable(self.line)
        self.button = QPushButton(say("Choose…"))
        self.button.setAutoDefault(False)
        self.absent = HelperLabel()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        column = stacked()
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.absent)
        self.setLayout(column)
        self.setFocusProxy(self.line)
        self.load()
        self.line.editingFinished.connect(self._put)
        # The cross in the line takes no part in editing.
        self.line.textChanged.connect(self._clear)
        self.button.clicked.connect(self._ask)

    def load(self) -> None:
        """Show the setting's value."""
        self.line.setText(self._settings.text(self._setting.key))
        self._look()

    def _put(self) -> None:
        self._settings.put(self._setting.key, self.line.text().strip())
        self._look()

    def _clear(self, text: str) -> None:
        if not text:
            self._put()

    def _look(self) -> None:
        chosen = self.line.text().strip()
        gone = bool(chosen) and not Path(chosen).expanduser().is_dir()
        self.absent.tell(say("This folder is not there now; nothing is copied until it is.") if gone else "")

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, say("Choose a folder"), self.line.text())
        if chosen:
            self.line.setText(chosen)
            self._put()
