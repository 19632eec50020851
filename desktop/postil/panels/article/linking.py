"""While a link waits for its other end, a bar above the article says so; Enter links here, Escape gives it up."""

from PySide6.QtCore import QObject

from postil.domain.records import Highlight
from postil.domain.text import plain_title
from postil.domain.wording import say
from postil.panels.article.asking import PassageKeys, page_of, put_above
from postil.panels.article.marking import Marking
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.session.relating import RelationWish, link_at
from postil.session.workspace import OpenArticle
from postil.widgets.link_bar import LinkBar
from postil.widgets.reading import ReadingSurface


class Linking(QObject):
    """Between the link that is being made and the text of the open article."""

    def __init__(self, desk: Desk, surface: ReadingSurface, marking: Marking) -> None:
        super().__init__(surface)
        self._desk = desk
        self._workspace = desk.workspace
        self._surface = surface
        self._marking = marking
        self.bar: LinkBar | None = None
        self._workspace.linking_changed.connect(self._follow)
        self._workspace.article_opened.connect(self._follow_article)
        desk.looks.changed.connect(self._dress)
        PassageKeys(surface, self)

    @property
    def active(self) -> bool:
        """Whether a link waits for its other end."""
        return bool(self._workspace.linking)

    def link_here(self) -> None:
        """Link with the selected words, made a highlight, or with the highlight at the caret."""
        if self._workspace.selection is not None:
            made = self._marking.highlight_in(self._desk.settings.text("highlights/color"))
            here = (made.id,) if made is not None else ()
        else:
            here = tuple(one for one in self._surface.marks_at_caret() if one != self._workspace.linking)
        if here:
            link_at(self._workspace, here[0])
        else:
            told = say("Select the other passage, or put the caret in its highlight, then press Enter.")
            self._workspace.told.emit(told)

    def take(self) -> None:
        """Link with what is selected, or say what to select."""
        self.link_here()

    def give_up(self) -> None:
        """Make no link."""
        self._workspace.begin_link("")
        self._surface.setFocus()

    def _follow(self, highlight_id: str) -> None:
        highlight = self._workspace.library.get(Highlight, highlight_id) if highlight_id else None
        if highlight is None:
            if self.bar is not None:
                self.bar.hide()
            return
        opened = self._workspace.open
        title = ""
        if opened is None or opened.article.id != highlight.article_id:
            item = self._workspace.library.item(highlight.article_id)
            title = plain_title(item.title) if item else ""
        self._made_bar().ask(highlight.quoted.exact, title)

    def _follow_article(self, opened: OpenArticle | None) -> None:
        if opened is not None and self._workspace.linking:
            self._follow(self._workspace.linking)

    def _made_bar(self) -> LinkBar:
        if self.bar is None:
            self.bar = LinkBar(page_of(self._surface))
            self.bar.linked.connect(self.link_here)
            self.bar.choosing.connect(self._choose)
            self.bar.given_up.connect(self.give_up)
            put_above(self._surface, self.bar)
            self._dress(self._desk.looks.theme)
        return self.bar

    def _choose(self) -> None:
        self._workspace.relation_requested.emit(RelationWish(self._workspace.linking))

    def _dress(self, theme: Theme) -> None:
        if self.bar is not None:
            self.bar.color_icons(theme.window["text"])
