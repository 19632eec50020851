"""Bring an article in: pasted text or HTML, or the page at an address."""

from typing import Literal
from urllib.parse import urlsplit

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QProgressBar, QTabWidget, QVBoxLayout, QWidget

from postil.dialogs.frame import GAP, Dialog, HelperLabel, field_label, plain_label
from postil.domain.text import count_words
from postil.domain.wording import count, say
from postil.session.arrivals import ImportOutcome, PasswordWish
from postil.session.desk import Desk
from postil.session.importing import ImportFlow
from postil.session.revising import Offer
from postil.widgets.fields import make_clearable

Tab = Literal["text", "url"]
_COUNTED = 200_000
"""Longer texts are not counted while they are typed: code points."""
_PAUSE = 150
"""Milliseconds after the last key before the text is looked at."""


class ImportingDialog(Dialog):
    """Takes pasted words or an address, shows what will happen, and closes when the article is open.

    ``revision_offered`` carries an Offer, where it is likely a newer version of one, once the dialog has closed.
    """

    revision_offered = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, tab: Tab = "text", url: str = "") -> None:
        super().__init__(say("Add an article"), parent)
        self._flow = ImportFlow(desk, self)
        self._flow.failed.connect(self.show_problem)
        self._flow.finished.connect(self._finish)
        self._flow.revision_offered.connect(self._keep_offer)
        self._flow.password_needed.connect(self._ask_password)
        self._offers: list[Offer] = []
        self.pasting = PastePage()
        self.fetching = AddressPage(url)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self.pasting, say("&Paste text"))
        self.tabs.addTab(self.fetching, say("&Web page"))
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(say("Reading"))
        self.progress.hide()
        self.body.addWidget(self.tabs, 1)
        self.body.addWidget(self.progress)
        self.add_button = self.add_default(say("Add and open"))
        self.add_button.clicked.connect(self._start)
        self.stop_button = self.add_escape(say("Cancel"))
        self.tabs.setCurrentIndex(0 if tab == "text" else 1)
        self.tabs.currentChanged.connect(self._turn)
        self.pasting.judged.connect(self._renew)
        self.fetching.judged.connect(self._renew)
        self._turn()
        self.size_to(640, 480)
        # Ready by the time that something is pasted or typed.
        self._flow.warm()

    def done(self, result: int) -> None:
        """Close, and end the process that reads."""
        self._flow.close()
        super().done(result)

    def _ask_password(self, wish: PasswordWish) -> None:
        from postil.dialogs.password import PasswordDialog

        PasswordDialog(self._flow, wish, self).open()

    def _page(self) -> "PastePage | AddressPage":
        return self.pasting if self.tabs.currentIndex() == 0 else self.fetching

    def _turn(self) -> None:
        self.show_problem("")
        self._renew()
        self._page().field.setFocus()

    def _renew(self) -> None:
        self.add_button.setEnabled(self._page().ready and not self._flow.running)

    def _start(self) -> None:
        self.show_problem("")
        if self.tabs.currentIndex() == 0:
            self._flow.import_text(*self.pasting.content())
        else:
            self._flow.import_url(self.fetching.address())
        self._show_running()

    def _keep_offer(self, offer: Offer) -> None:
        self._offers.append(offer)

    def _finish(self, outcome: ImportOutcome) -> None:
        if outcome.arrived or self._offers:
            self.accept()
            for offer in self._offers:
                self.revision_offered.emit(offer)
            return
        self._show_running()
        self._page().field.setFocus()

    def _show_running(self) -> None:
        self.progress.setVisible(self._flow.running)
        self.tabs.setEnabled(not self._flow.running)
        self.stop_button.setText(say("Stop") if self._flow.running else say("Cancel"))
        self._renew()

    def reject(self) -> None:
        """Stop what is being read and stay open; close where nothing is."""
        if self._flow.running:
            self._flow.cancel()
        else:
            super().reject()


class PastePage(QWidget):
    """A field for words that are pasted; ``judged`` says that ``ready`` may have changed."""

    judged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ready = False
        self.field = PasteField()
        self.field.setPlaceholderText(say("Paste an article here, its headline first."))
        self.keep_layout = QCheckBox(say("&Keep its headings, lists and links"))
        self.keep_layout.setChecked(True)
        self.keep_layout.hide()
        self.outlook = HelperLabel()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.judge)
        self.field.textChanged.connect(self._pause.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP, 0, 0)
        column.setSpacing(8)
        column.addWidget(field_label(say("&Text of the article"), self.field))
        column.addWidget(self.field, 1)
        column.addWidget(self.keep_layout)
        column.addWidget(self.outlook)
        self.judge()

    def content(self) -> tuple[str, str]:
        """Return the words and the HTML that they were pasted with, "" where there is none or it is not wanted."""
        return self.field.words(), self.field.html if self.keep_layout.isChecked() else ""

    def judge(self) -> None:
        """Look at the words and say what will happen to them."""
        words = self.field.words()
        headline = next((line.strip() for line in words.splitlines() if line.strip()), "")
        self.ready = bool(headline)
        self.keep_layout.setVisible(bool(self.field.html))
        self.outlook.tell(_outlook(words, headline) if headline else say("Nothing leaves this computer."))
        self.judged.emit()


class PasteField(QPlainTextEdit):
    """A plain field that remembers the HTML its words were pasted with, for as long as nobody changes them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.html = ""
        self._pasting = False
        self.textChanged.connect(self._forget_html)

    def words(self) -> str:
        """Return what the field holds, no-break spaces included."""
        return self.document().toRawText().replace("\u2029", "\n")

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Keep the HTML where the paste fills an empty field."""
        whole = self.document().isEmpty() or self.textCursor().selectedText() == self.document().toRawText()
        self._pasting = True
        super().insertFromMimeData(source)
        self._pasting = False
        self.html = source.html() if whole and source.hasHtml() else ""

    def _forget_html(self) -> None:
        if not self._pasting:
            self.html = ""


class AddressPage(QWidget):
    """A field for an address; ``judged`` says that ``ready`` may have changed."""

    judged = Signal()

    def __init__(self, url: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ready = False
        self.field = QLineEdit(url or _address_on_clipboard())
        self.field.setPlaceholderText("https://")
        make_clearable(self.field)
        self.field.selectAll()
        self.field.textChanged.connect(self.judge)
        self.outlook = HelperLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP, 0, 0)
        column.setSpacing(8)
        column.addWidget(field_label(say("&Address of the page"), self.field))
        column.addWidget(self.field)
        column.addWidget(self.outlook)
        column.addSpacing(8)
        promise = say("Postil fetches this one page, now, and takes the article out of it. Scripts never run.")
        column.addWidget(plain_label(promise, "muted"))
        column.addStretch(1)
        self.judge()

    def address(self) -> str:
        """Return the address in full."""
        return complete_address(self.field.text())

    def judge(self) -> None:
        """Look at the address and say what will happen."""
        typed = self.field.text().strip()
        host = web_host(complete_address(typed))
        self.ready = bool(host)
        if not typed:
            self.outlook.tell("")
        elif host:
            self.outlook.tell(say("Will be fetched from {host}.", host=host))
        else:
            self.outlook.tell(say("This is not a web address: it should begin with http:// or https://."))
        self.judged.emit()


def complete_address(typed: str) -> str:
    """Return a typed address with ``https://`` before it where it names no scheme but looks like a host."""
    typed = typed.strip()
    host = typed.partition("/")[0].partition(":")[0]
    bare = "://" not in typed and "." in host and " " not in typed and not typed.startswith((".", "/"))
    return f"https://{typed}" if bare else typed


def web_host(url: str) -> str:
    """Return the host of an http or https address, "" for anything else."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host if parts.scheme in {"http", "https"} and not any(c.isspace() for c in url) else ""


def _address_on_clipboard() -> str:
    text = QGuiApplication.clipboard().text().strip()
    return text if len(text) < 2000 and "://" in text and web_host(text) else ""


def _outlook(words: str, headline: str) -> str:
    shown = headline if len(headline) <= 80 else headline[:79].rstrip() + "…"
    if len(words) > _COUNTED:
        return say("A long text that begins “{headline}”. It will be kept and opened.", headline=shown)
    return count(
        "{number} word, beginning “{headline}”. It will be kept and opened.",
        "{number} words, beginning “{headline}”. They will be kept and opened.",
        count_words(words),
        headline=shown,
    )
