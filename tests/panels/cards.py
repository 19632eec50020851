"""Cards of the notes pane and their parts, for tests."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from postil.domain.records import Highlight
from postil.panels.notes import NotesPanel
from postil.session.workspace import Workspace
from postil.widgets.notes.card import NoteCard
from postil.widgets.notes.claim_part import ClaimPart
from postil.widgets.notes.editor import NoteEditor
from postil.widgets.notes.standing import Standing


def card_of(pane: NotesPanel, card_id: str, qtbot: QtBot) -> NoteCard:
    """Wait until the pane shows a card and return it."""
    qtbot.waitUntil(lambda: pane.list.card(card_id) is not None)
    card = pane.list.card(card_id)
    assert card is not None
    return card


def standing_of(card: NoteCard) -> Standing:
    """Return the part of a card that says how its words stand in this version."""
    assert card._standing is not None
    return card._standing


def claim_of(card: NoteCard) -> ClaimPart:
    """Return the part of a card that shows its claim and its links."""
    assert card._claim is not None
    return card._claim


def sign_of(card: NoteCard) -> QLabel:
    """Return the word on a card for how it stands in this version."""
    assert card._sign is not None
    return card._sign


def editor_of(card: NoteCard) -> NoteEditor:
    """Return the editor of the note that is being written on a card."""
    assert card._editor is not None
    return card._editor


def stored(workspace: Workspace, highlight: Highlight) -> Highlight:
    """Return a highlight as the library has it now."""
    found = workspace.library.get(Highlight, highlight.id)
    assert found is not None
    return found
