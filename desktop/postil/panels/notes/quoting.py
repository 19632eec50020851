"""A highlight's quotation put into a note with its citation: where the reader writes, or wrote last."""

from functools import partial

from PySide6.QtCore import QObject

from postil.domain.problems import Problem
from postil.domain.records import ArticleNote, Highlight
from postil.domain.text import plain_title
from postil.domain.wording import say
from postil.services.citing_quotations import put_into, quoted
from postil.session.desk import Desk
from postil.session.going import show_note
from postil.session.writing import NoteWriting
from postil.widgets.notes.card_list import CardList
from postil.widgets.notes.editor import NoteEditor


class Quoting(QObject):
    """Hears which highlight to quote and puts it into the note that is open, else the last one written in.

    Without one it is the note on the open article.
    """

    def __init__(self, desk: Desk, cards: CardList, writing: NoteWriting) -> None:
        super().__init__(cards)
        self._workspace = desk.workspace
        self._cards = cards
        self._writing = writing
        self._last = ""
        cards.typed.connect(self._remember)
        desk.workspace.quotation_requested.connect(self.quote)

    def quote(self, highlight_id: str) -> None:
        """Put a highlight's quotation with its citation into a note; undo takes it out again."""
        library = self._workspace.library
        highlight = library.get(Highlight, highlight_id)
        target = self._target()
        if highlight is None or not target:
            return
        try:
            text = quoted(library, highlight)
            editor = self._editor()
            if editor is not None:
                editor.insert_block(text)
                self._told(target)
                return
            self._writing.flush()
            edit = put_into(library, target, text)
        except Problem as problem:
            self._workspace.tell(problem)
            return
        if self._workspace.do(edit):
            self._told(target)
            self._cards.show_card(target)

    def _target(self) -> str:
        editor = self._editor()
        if editor is not None:
            return self._cards.current
        library, opened = self._workspace.library, self._workspace.open
        if self._last and (library.get(Highlight, self._last) or library.get(ArticleNote, self._last)):
            return self._last
        return opened.article.id if opened is not None else ""

    def _editor(self) -> NoteEditor | None:
        card = self._cards.card(self._cards.current)
        found = card.findChild(NoteEditor) if card is not None and card.editing else None
        return found if isinstance(found, NoteEditor) else None

    def _remember(self, card_id: str, text: str) -> None:
        del text
        self._last = card_id

    def _told(self, target: str) -> None:
        library = self._workspace.library
        highlight = library.get(Highlight, target)
        article_id = highlight.article_id if highlight is not None else target
        item = library.item(article_id)
        title = plain_title(item.title) if item is not None else ""
        where = (
            say("a note on “{title}”", title=title)
            if highlight is None
            else say("a card’s note in “{title}”", title=title)
        )
        sentence = say("The quotation went into {note}, with its citation.", note=where)
        opened = self._workspace.open
        if opened is not None and opened.article.id == article_id:
            self._workspace.told.emit(sentence)
        else:
            show = partial(show_note, self._workspace, article_id, target)
            self._workspace.offered.emit(sentence, say("Show"), show)
