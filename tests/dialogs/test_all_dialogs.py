"""What holds for every dialog, over their list."""

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from named import open_named
from postil.dialogs.about import AboutDialog
from postil.dialogs.adding_sources import AddSourcesDialog
from postil.dialogs.adoption_report import AdoptionReportDialog
from postil.dialogs.backups import BackupsDialog
from postil.dialogs.claim import ClaimDialog
from postil.dialogs.claims import ClaimsDialog
from postil.dialogs.colors import ColorsDialog
from postil.dialogs.copying import CopyingDialog
from postil.dialogs.crash import CrashDialog
from postil.dialogs.dossier import DossierDialog
from postil.dialogs.dossier_choice import DossierChoiceDialog
from postil.dialogs.exporting import ExportingDialog
from postil.dialogs.file_changes import FileChangesDialog
from postil.dialogs.frame import Dialog
from postil.dialogs.import_report import ImportReportDialog
from postil.dialogs.importing import ImportingDialog
from postil.dialogs.linking import LinkingDialog
from postil.dialogs.missing_library import MissingLibraryDialog
from postil.dialogs.naming import naming_dialog
from postil.dialogs.note_check import NoteCheckDialog
from postil.dialogs.password import PasswordDialog
from postil.dialogs.provenance import ProvenanceDialog
from postil.dialogs.record import RecordDialog
from postil.dialogs.recovering import RecoveryDialog
from postil.dialogs.revision_offer import RevisionOfferDialog
from postil.dialogs.settings import SettingsDialog
from postil.dialogs.shortcuts import ShortcutsDialog
from postil.dialogs.sources import SourcesDialog
from postil.dialogs.start_trouble import StartTroubleDialog
from postil.dialogs.tags import TagsDialog
from postil.dialogs.versions import VersionsDialog
from postil.dialogs.watched_folders import WatchedFoldersDialog
from postil.domain.foreign import ForeignMark, ForeignWork
from postil.domain.problems import Damaged, PasswordNeeded, Problem
from postil.exporters.options import ExportOptions
from postil.services.adopting import adopt
from postil.services.exporting import export
from postil.services.kinship import Kinship
from postil.session.arrivals import Arrived, Failure, ImportOutcome, PasswordWish
from postil.session.desk import Desk
from postil.session.importing import ImportFlow
from postil.session.relating import RelationWish
from postil.session.revising import Offer, Revisions
from postil.session.watching import Watching
from postil.session.workspace import EntityVerb, EntityWish
from postil.storage.backups import make_backup
from postil.widgets.reading import ReadingStyle
from revisions import NEW, imported_of, mark, revise, source_of


def about(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return AboutDialog(desk, window)


def adoption(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    marks = (ForeignMark("a", "Nobody answered, he said"), ForeignMark("b", "Everything was otherwise in May"))
    work = ForeignWork("kindle", "The third telegram", marks=marks)
    return AdoptionReportDialog(desk, adopt(desk.workspace.library, [work]), (), window)


def backups(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    make_backup(desk.workspace.library.path)
    return BackupsDialog(desk, window)


def missing_library(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    backup = make_backup(desk.workspace.library.path)
    return MissingLibraryDialog(desk.workspace.library.path, [backup], desk.jobs, window)


def recovery(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return RecoveryDialog(desk.workspace.library.path, Damaged("The library is damaged."), desk.jobs, window)


def start_trouble(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    path = desk.workspace.library.path
    return StartTroubleDialog(path, Problem("It may only be read."), desk.jobs, can_copy=True, parent=window)


def torn_down(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return CrashDialog("Segmentation fault", window, was_torn_down=True)


def claim(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return ClaimDialog(desk, mark(desk.workspace, article_id, "six times").id, window)


def all_claims(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return ClaimsDialog(desk, article_id, window)


def linking(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return LinkingDialog(desk, RelationWish(mark(desk.workspace, article_id, "six times").id), window)


def colors(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return ColorsDialog(desk, window)


def crash(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return CrashDialog("ValueError", window)


def exporting(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return ExportingDialog(desk, (article_id,), window)


def copying(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return CopyingDialog(desk, (article_id,), mark(desk.workspace, article_id, "six times").id, window)


def file_changes(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    path = desk.settings.folder / "own.md"
    path.write_text("Mine.\n", "utf-8")
    exported = export(desk.workspace.library, [article_id], "markdown", path)
    return FileChangesDialog(desk, exported.waiting, window)


def watched_folders(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    watching = Watching(desk, window)
    watching.watch(desk.settings.folder, ExportOptions())
    watching.close()
    return WatchedFoldersDialog(desk, watching, window)


def pasting(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return ImportingDialog(desk, window)


def fetching(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return ImportingDialog(desk, window, tab="url", url="https://example.org")


def import_report(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    failure = Failure("gone.txt", "/gone.txt", Problem("There is no file at /gone.txt."))
    return ImportReportDialog(desk, ImportOutcome((Arrived(article_id, "A", "new", "a.txt"),), (failure,)), window)


def password(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    wish = PasswordWish("lake.pdf", PasswordNeeded("It is locked."), again=False)
    return PasswordDialog(ImportFlow(desk, window), wish, window)


def provenance(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return ProvenanceDialog(desk, article_id, window)


def record(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return RecordDialog(desk, article_id, window)


def new_record(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return RecordDialog(desk, "", window)


def all_sources(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return SourcesDialog(desk, window)


def adding_sources(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return AddSourcesDialog(desk, window)


def note_check(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return NoteCheckDialog(desk, article_id, window)


def revision_offer(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    offer = Offer(Kinship(article_id, "file"), "A", "", "a.txt", 5, 5, source_of(NEW), imported_of(NEW))
    return RevisionOfferDialog(desk, Revisions(desk, window), offer, window)


def dossier(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return DossierDialog(desk, "person:anna berg", window)


def dossier_choice(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return DossierChoiceDialog(desk, window)


def naming(verb: EntityVerb) -> Callable[[Desk, str, QMainWindow], QDialog]:
    """Return what makes the dialog of a verb over an article with findings."""

    def make(desk: Desk, article_id: str, window: QMainWindow) -> QDialog:
        open_named(desk)
        analysis = desk.findings.analysis
        assert analysis is not None
        place = analysis.masks[0] if verb == "identify" else analysis.dates[0]
        key = "" if verb in {"identify", "date", "numbers"} else "person:anna berg"
        return naming_dialog(desk, EntityWish(verb, key, place.start, place.end, "person"), window)

    make.__name__ = verb
    return make


def versions(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    revise(desk.workspace, article_id)
    return VersionsDialog(desk, article_id, ReadingStyle(), window)


def settings(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return SettingsDialog(desk, window)


def shortcuts(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return ShortcutsDialog([("File", "Quit", "Ctrl+Q")], window)


def tags(desk: Desk, article_id: str, window: QMainWindow) -> Dialog:
    return TagsDialog(desk, article_id, window)


@pytest.fixture(
    params=[
        about,
        adoption,
        claim,
        all_claims,
        linking,
        colors,
        crash,
        dossier,
        dossier_choice,
        *map(naming, ("rename", "merge", "split", "add", "distinct", "identify", "date", "numbers", "decisions")),
        exporting,
        copying,
        file_changes,
        watched_folders,
        backups,
        missing_library,
        recovery,
        start_trouble,
        torn_down,
        pasting,
        fetching,
        import_report,
        password,
        provenance,
        record,
        new_record,
        all_sources,
        adding_sources,
        note_check,
        revision_offer,
        settings,
        shortcuts,
        tags,
        versions,
    ]
)
def dialog(request, desk, article_id, qtbot: QtBot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    made = request.param(desk, article_id, window)
    with qtbot.waitExposed(made):
        made.open()
    yield made
    if isValid(made):
        made.close()


def test_it_is_freed_when_it_is_closed(dialog: Dialog, qtbot: QtBot):
    dialog.close()
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_escape_closes_it(dialog: Dialog, qtbot: QtBot):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_it_has_one_default_button(dialog: Dialog):
    buttons = dialog.buttons.findChildren(QPushButton)
    assert len([button for button in buttons if button.isDefault()]) == 1
    assert not any(button.autoDefault() for button in buttons if not button.isDefault())


def test_it_has_a_title(dialog: Dialog):
    assert dialog.windowTitle()


def test_it_fits_a_small_screen(dialog: Dialog):
    least = dialog.minimumSizeHint()
    assert least.width() <= 720
    assert least.height() <= 600


def test_every_field_has_a_name_for_screen_readers(dialog: Dialog):
    # The line within a spin box or combo box speaks through it.
    fields = [
        field
        for kind in (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)
        for field in dialog.findChildren(kind)
        if not isinstance(field.parent(), QAbstractSpinBox | QComboBox) and not field.isHidden()
    ]
    assert [field for field in fields if not field.accessibleName()] == []


def test_every_button_says_what_it_does(dialog: Dialog):
    nameless = [
        button
        for button in dialog.findChildren(QAbstractButton)
        if button.isVisible() and not button.text() and not isinstance(button.parent(), QLineEdit)
    ]
    assert nameless == []


def test_a_problem_is_shown_within_it_to_the_letter(dialog: Dialog):
    dialog.show_problem("The disk is <b>full</b>.")
    assert dialog.problem_line.isVisible()
    assert dialog.problem_line.text() == "The disk is <b>full</b>."
    assert dialog.problem_line.textFormat() == Qt.TextFormat.PlainText
    dialog.show_problem("")
    assert not dialog.problem_line.isVisible()


def test_a_label_stands_close_to_its_field(dialog: Dialog):
    far = []
    for label in dialog.findChildren(QLabel):
        field = cast("QWidget | None", label.buddy())
        if field is None or not (label.isVisible() and field.isVisible()):
            continue
        label_at, field_at = label.mapTo(dialog, QPoint(0, label.height())), field.mapTo(dialog, QPoint(0, 0))
        is_above = label_at.y() <= field_at.y()
        if is_above and (field_at.y() - label_at.y() > 12 or label.height() > 2 * label.sizeHint().height()):
            far.append(label.text())
    assert far == []


def test_whatever_takes_the_focus_has_a_name_for_readers_of_the_screen(dialog: Dialog):
    nameless = []
    for widget in dialog.findChildren(QWidget):
        is_part = isinstance(widget.parent(), QAbstractSpinBox | QComboBox | QTabWidget)
        takes_focus = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
        # A tab bar speaks by its tabs; a header is part of its table.
        if (
            is_part
            or not (widget.isVisible() and takes_focus)
            or isinstance(widget, QHeaderView | QTabWidget | QTabBar)
        ):
            continue
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name):
            nameless.append(widget)
    assert nameless == []
