"""The notes pane: a card for each highlight of the open article, and one for the note on the whole."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, QTimer, QUrl
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from postil.domain.edits import Edit
from postil.domain.records import Article, ArticleNote, Color, CslItem, Highlight
from postil.domain.wording import say
from postil.models.highlights import HighlightFilter, Highlights
from postil.panels.notes.card_menus import CardMenus
from postil.panels.notes.cards import Cards
from postil.panels.notes.claiming import Claiming
from postil.panels.notes.going_out import copy_as_markdown, follow
from postil.panels.notes.loading import Loading
from postil.panels.notes.offering import Offering
from postil.panels.notes.origins import Origins
from postil.panels.notes.quoting import Quoting
from postil.panels.notes.rendering import Rendering
from postil.panels.notes.reviewing import DOUBTS, Reviewing
from postil.panels.notes.style import card_style
from postil.services import articles, highlighting
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.session.settings import SettingChanged
from postil.session.workspace import OpenArticle
from postil.session.writing import NoteWriting
from postil.storage.shelf import tags_in_use
from postil.widgets.empty import EmptyState
from postil.widgets.notes.card import CardTools
from postil.widgets.notes.card_list import CardList
from postil.widgets.notes.filter_bar import FilterBar

SIFTED_AFTER = 120
"""Milliseconds without a letter in the filter after which it is applied."""
FAMILY = "reading/family"


class NotesPanel(QWidget):
    """Shows, writes, tags, filters and deletes the notes of the open article."""

    name = "notes"
    title = "Notes"
    area = "right"
    icon_name = "notes"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(self.name)
        self._desk = desk
        self._workspace = desk.workspace
        self.writing = NoteWriting(desk.workspace, self)
        self.highlights = Highlights(self)
        self._loading = Loading(desk.workspace.library, self)
        self._origins = Origins(desk, self)
        self._cards = Cards(self.highlights, self.writing.pending, self._origins)
        self._rendering = Rendering(desk, self)
        self._wanted = HighlightFilter()
        self._asked = ""
        self._came_from: QWidget | None = None
        self.bar = FilterBar(self)
        tools = CardTools(self._rendering.render, Offering(desk, self).ask, self._tags_in_use)
        self.list = CardList(self._cards, card_style(desk.looks.theme, desk.settings.text(FAMILY)), tools, self)
        self._quoting = Quoting(desk, self.list, self.writing)
        self.claiming = self._cards.claiming = Claiming(desk, self.highlights, self.list)
        self.empty = EmptyState(self)
        self.hint = EmptyState(self)
        self.hint.hide()
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        finish = self._loading.finish
        self.reviewing = Reviewing(desk, self.highlights, self.list, column, self._reach, finish)
        self._sifting = QTimer(self)
        self._sifting.setSingleShot(True)
        self._sifting.setInterval(SIFTED_AFTER)
        self._menu = CardMenus(desk, self.highlights, self.claiming, self)
        self._connect_parts()
        self._connect_workspace()
        self._dress(desk.looks.theme)
        self._load(desk.workspace.open)

    def flush(self) -> None:
        """Save what has been typed; for whoever ends the program or the article."""
        self.writing.flush()
        self.writing.end_burst()

    def hideEvent(self, event: QHideEvent) -> None:
        """Save before going out of view."""
        self.writing.leave()
        super().hideEvent(event)

    def _connect_parts(self) -> None:
        cards, bar = self.list, self.bar
        cards.show_requested.connect(self._workspace.highlight_requested)
        cards.edit_requested.connect(self._edit)
        cards.menu_requested.connect(self._menu.open_at)
        cards.color_menu_requested.connect(self._menu.open_colors)
        cards.tag_requested.connect(cards.add_tag)
        cards.copy_requested.connect(self.copy_as_markdown)
        cards.drag_requested.connect(self._menu.drag)
        cards.delete_requested.connect(self.delete)
        cards.typed.connect(self._write)
        cards.ended.connect(self._end_editing)
        cards.left.connect(self.writing.leave)
        cards.tags_changed.connect(self._retag)
        cards.tag_chosen.connect(bar.choose_tag)
        cards.link_clicked.connect(self._follow_link)
        bar.sifted.connect(self._want)
        bar.choices_wanted.connect(self._offer_choices)
        bar.left.connect(cards.take_focus)
        self.reviewing.sift_wanted.connect(bar.choose_standings)
        self._sifting.timeout.connect(self._sift)
        self._menu.wished.connect(self._do)
        self.empty.pressed.connect(self._press)
        self.hint.pressed.connect(self._press)
        self.highlights.was_reset.connect(self._reset)
        self._loading.came.connect(self.highlights.append)
        self._origins.came.connect(self.list.refresh)
        self._rendering.changed.connect(self.list.refresh)
        self.highlights.appended.connect(self._append)
        self.highlights.inserted.connect(self._insert)
        self.highlights.removed.connect(self._remove)
        self.highlights.updated.connect(self._update)

    def _connect_workspace(self) -> None:
        workspace = self._workspace
        workspace.article_opened.connect(self._open)
        workspace.changed.connect(self._hear)
        workspace.card_requested.connect(self.show_card)
        workspace.note_requested.connect(self._begin_note)
        workspace.review_requested.connect(self._review)
        self._desk.looks.changed.connect(self._dress)
        self._desk.settings.changed.connect(self._hear_setting)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.flush)

    def show_card(self, highlight_id: str) -> None:
        """Scroll to a highlight's card and mark it; a filter that hides it is taken away."""
        self._asked = highlight_id
        self._when_seen(self._show_asked)

    def delete(self, highlight_id: str) -> None:
        """Delete a highlight with its note, as one step of undo."""
        highlight = self.highlights.get(highlight_id)
        if highlight is None:
            return
        self.flush()
        highlight = self.highlights.get(highlight_id) or highlight
        if self._workspace.do(highlighting.delete(self._workspace.library, highlight)):
            self._workspace.told.emit(say("The highlight was deleted; undo brings it back."))

    def copy_as_markdown(self, highlight_id: str) -> None:
        """Put a highlight on the clipboard as Markdown."""
        self.flush()
        highlight, opened = self.highlights.get(highlight_id), self._workspace.open
        if highlight is not None and opened is not None:
            copy_as_markdown(self._workspace, opened, highlight)

    def _open(self, opened: OpenArticle | None) -> None:
        self.writing.leave()
        if opened is None:
            self._load(None)
        else:
            self._workspace.turns.when_shown(self._load_open)

    def _load_open(self) -> None:
        self._load(self._workspace.open)

    def _load(self, opened: OpenArticle | None) -> None:
        library = self._workspace.library
        self.bar.setVisible(opened is not None)
        self._cards.article = opened.article if opened else None
        self._cards.note = library.note(opened.article.id) if opened else None
        self._cards.set_colors(library.colors())
        self._wanted = HighlightFilter()
        self.reviewing.forget()
        self._origins.forget()
        self.highlights.filter = HighlightFilter()
        self._cards.sift(self._wanted)
        self.bar.close_bar()
        article_id = opened.article.id if opened else ""
        self.claiming.load(article_id)
        self.highlights.load(article_id, ())
        self._loading.begin(article_id)

    def _hear(self, edit: Edit) -> None:
        if self._cards.article is None:
            return
        if edit.touched(CslItem):
            self._rendering.forget()
        if edit.touched(Color):
            self._cards.set_colors(self._workspace.library.colors())
        if edit.touched(Article) or edit.touched(ArticleNote):
            self._hear_article(edit)
        self.writing.hear(edit)
        self.claiming.hear(edit)
        self.highlights.hear(edit)
        if edit.touched(CslItem) or edit.touched(Color):
            self.list.refresh()

    def _hear_article(self, edit: Edit) -> None:
        article = self._cards.article
        for change in edit.changes:
            if article is None or change.record.id != article.id:
                continue
            if isinstance(change.after, Article):
                self._cards.article = change.after
            if isinstance(change.record, ArticleNote):
                self._cards.note = change.after if isinstance(change.after, ArticleNote) else None
                if not self.writing.saving:
                    self.writing.forget(article.id)
            self.list.changed(article.id)

    def _reset(self) -> None:
        self.list.reset()
        self._tell()

    def _append(self, number: int) -> None:
        self.list.appended(number)
        self._tell()

    def _insert(self, position: int) -> None:
        self.list.inserted(position + self._cards.leading)
        self._tell()

    def _remove(self, position: int, highlight_id: str) -> None:
        self.list.removed(position + self._cards.leading, highlight_id)
        self._tell()

    def _update(self, position: int) -> None:
        self.list.changed(self.highlights.at(position).id)
        self.reviewing.tell()

    def _tell(self) -> None:
        """Count, and say what to do where there is nothing to show."""
        total, shown = self.highlights.total + self._loading.left, len(self.highlights)
        self.bar.tell(shown, total, sifted=bool(self._wanted))
        self.reviewing.tell()
        if self._cards.article is None:
            self.empty.tell(say("Open an article to see its notes here."))
        elif not len(self._cards):
            clear = (("clear", say("Clear the filter")),)
            self.empty.tell(say("No note matches the filter."), buttons=clear)
        self._stack.setCurrentWidget(self.list if len(self._cards) else self.empty)
        if total == 0 and len(self._cards):
            keys = say("Select words in the article and press H to highlight them, or N to write a note.")
            self.hint.tell(say("No highlights yet"), keys)
            self.list.set_footer(self.hint)
        else:
            self.list.set_footer(None)

    def _want(self, text: str, *chosen: frozenset[str]) -> None:
        self._wanted = HighlightFilter(" ".join(text.split()), *chosen)
        if self._wanted:
            self._sifting.start()
        else:
            self._sift()

    def _sift(self) -> None:
        self._sifting.stop()
        if self._wanted != self.highlights.filter:
            self.writing.leave()
            self._loading.finish()
            self._cards.sift(self._wanted)
            self.highlights.set_filter(self._wanted)

    def _offer_choices(self) -> None:
        self._loading.finish()
        colors, tags = self.highlights.color_counts(), self.highlights.tag_counts()
        for tag in self._cards.article.tags if self._cards.article else ():
            tags[tag] += 0
        standings: dict[str, int] = {**self.highlights.state_counts(), "review": self.highlights.waiting}
        offered = [(choice, colors[choice.id]) for choice in self._menu.choices()]
        self.bar.offer(offered, sorted(tags.items()), standings, self.claiming.counts())

    def _reach(self, highlight_id: str) -> bool:
        """Make sure that a card is among those shown; return whether there is one."""
        if self._cards.position(highlight_id) < 0:
            self._loading.finish()
        if self._cards.position(highlight_id) < 0 and self.highlights.get(highlight_id) is not None:
            self.bar.close_bar()
        return self._cards.position(highlight_id) >= 0

    def _review(self, wish: str) -> None:
        self._when_seen(partial(self.reviewing.hear_wish, wish))

    def _begin_note(self, highlight_id: str) -> None:
        focused = QApplication.focusWidget()
        self._came_from = focused if focused is not None and not self.isAncestorOf(focused) else None
        self._asked = highlight_id
        self._when_seen(self._edit_asked)

    def _when_seen(self, wish: Callable[[], None]) -> None:
        """Do it now, or as soon as the window, which hears the same wish after this, has shown the pane."""
        if self.isVisible():
            wish()
        else:
            QTimer.singleShot(0, wish)

    def _show_asked(self) -> None:
        if self._reach(self._asked):
            self.list.show_card(self._asked)

    def _edit_asked(self) -> None:
        if self._reach(self._asked):
            self.list.edit(self._asked)

    def _edit(self, card_id: str) -> None:
        self._came_from = None
        self.list.edit(card_id)

    def _end_editing(self, card_id: str) -> None:
        self.writing.leave()
        self.list.end_editing(card_id)
        back, self._came_from = self._came_from, None
        if back is not None and isValid(back) and back.isVisible():
            back.activateWindow()
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.list.take_focus()

    def _write(self, card_id: str, text: str) -> None:
        self.writing.write(card_id, text, partial(self._saved, card_id))

    def _saved(self, card_id: str, text: str, burst: str) -> Edit:
        """Return the edit that keeps a typed note, made from the record as it is now."""
        if self._cards.article is not None and card_id == self._cards.article.id:
            return articles.write_note(card_id, self._cards.note, text, burst=burst)
        # What could not be saved at once may be saved when another article is open.
        library = self._workspace.library
        highlight = self.highlights.get(card_id) or library.get(Highlight, card_id)
        if highlight is None and library.article(card_id) is not None:
            return articles.write_note(card_id, library.note(card_id), text, burst=burst)
        return highlighting.annotate(highlight, text, burst=burst) if highlight else Edit("", ())

    def _retag(self, card_id: str, tags: tuple[str, ...]) -> None:
        highlight, article = self.highlights.get(card_id), self._cards.article
        if highlight is not None:
            self._workspace.do(highlighting.retag(highlight, tags))
        elif article is not None and card_id == article.id:
            self._workspace.do(articles.retag(article, tags))

    def _do(self, wish: str, card_id: str) -> None:
        """Do what was chosen in a card's menu."""
        wishes = {
            "edit": self._edit,
            "tag": self.list.add_tag,
            "show": self._workspace.highlight_requested.emit,
            "adjust": self._workspace.adjust_requested.emit,
            "copy": self.copy_as_markdown,
            "copy_as": self._menu.copy_as,
            "delete": self.delete,
        }
        if wish in wishes:
            wishes[wish](card_id)
        elif wish in DOUBTS:
            self.reviewing.judge(card_id, wish)
        else:
            self.claiming.wish(card_id, wish)

    def _press(self, button: str) -> None:
        if button == "clear":
            self.bar.close_bar()

    def _follow_link(self, address: QUrl) -> None:
        follow(self._workspace, address)

    def _tags_in_use(self) -> tuple[str, ...]:
        return tags_in_use(self._workspace.library)

    def _hear_setting(self, change: SettingChanged) -> None:
        if change.key == FAMILY:
            self._dress(self._desk.looks.theme)

    def _dress(self, theme: Theme) -> None:
        self.bar.set_inks(theme.window["muted"], theme.window["accent"])
        self.empty.set_icon("notes", theme.window["muted"])
        self.reviewing.dress(theme)
        self.list.set_style(card_style(theme, self._desk.settings.text(FAMILY)))
