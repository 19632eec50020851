"""The cards of the notes pane: the note on the article first, then the highlights that the filter lets through."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from postil.domain.records import Article, ArticleNote, Color, Highlight
from postil.models.highlights import HighlightFilter, Highlights, contains_words
from postil.panels.notes.origins import Origins
from postil.widgets.notes.values import CardContent

if TYPE_CHECKING:
    from postil.panels.notes.claiming import Claiming


class Cards:
    """A CardSource over the open article's records.

    ``pending`` gives a note that is typed but not saved yet, ``origins`` knows what became of the words marked,
    ``claiming`` (set before anything is shown) the claims and links.
    """

    claiming: "Claiming"

    def __init__(self, highlights: Highlights, pending: Callable[[str], str | None], origins: Origins) -> None:
        self.highlights = highlights
        self._origins = origins
        self.article: Article | None = None
        self.note: ArticleNote | None = None
        self._pending = pending
        self._names: dict[str, str] = {}
        self._leads = False

    def __len__(self) -> int:
        return len(self.highlights) + self._leads

    @property
    def leading(self) -> int:
        """How many cards stand before the first highlight: 1 where the note on the article is shown, else 0."""
        return int(self._leads)

    def set_colors(self, colors: tuple[Color, ...]) -> None:
        """Call the colours by these names."""
        self._names = {color.id: color.name for color in colors}

    def sift(self, wanted: HighlightFilter) -> None:
        """Show or leave out the note on the article, as the filter has it."""
        article = self.article
        if (
            article is None
            or wanted.colors
            or wanted.standings
            or wanted.claims
            or not wanted.tags.issubset(article.tags)
        ):
            self._leads = False
            return
        body = self.note.body if self.note else ""
        self._leads = not wanted.text or contains_words("\n".join((body, *article.tags)).casefold(), wanted.text)

    def content(self, position: int) -> CardContent:
        """Return what the card at ``position`` shows."""
        if position < self.leading:
            return self._article_content()
        highlight = self.highlights.at(position - self.leading)
        return self._highlight_content(highlight)

    def position(self, card_id: str) -> int:
        """Return where a card stands, or -1."""
        if self.article is not None and card_id == self.article.id:
            return self.leading - 1
        position = self.highlights.position(card_id)
        return position + self.leading if position >= 0 else -1

    def _article_content(self) -> CardContent:
        if self.article is None:
            raise IndexError("no article is open")
        typed = self._pending(self.article.id)
        body = self.note.body if self.note else ""
        return CardContent(self.article.id, "article", body if typed is None else typed, self.article.tags)

    def _highlight_content(self, highlight: Highlight) -> CardContent:
        typed = self._pending(highlight.id)
        content = CardContent(
            id=highlight.id,
            kind="highlight",
            note=highlight.note if typed is None else typed,
            tags=highlight.tags,
            quotation=highlight.selector.exact,
            color_id=highlight.color,
            color_name=self._names.get(highlight.color, highlight.color),
            state=highlight.state,
            claim=self.claiming.claim_shown(highlight.id),
            links=self.claiming.links_shown(highlight.id),
        )
        return content if content.state == "exact" else self._with_past(content, highlight)

    def _with_past(self, content: CardContent, highlight: Highlight) -> CardContent:
        origins = self._origins
        if content.state == "lost":
            sentence, day = origins.sentence(highlight), origins.day(highlight)
            return replace(content, quotation=highlight.quoted.exact, sentence=sentence, made_on=day)
        pieces = origins.pieces(highlight) if content.state == "changed" else ()
        return replace(content, pieces=pieces, settled=bool(highlight.reviewed), made_on=origins.day(highlight))
