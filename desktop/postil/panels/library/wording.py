"""The words of the list of articles, and what a row shows."""

from collections.abc import Mapping

from postil.domain.text import plain_title
from postil.domain.wording import count, say
from postil.storage.listing import PlaceKind
from postil.storage.shelf import ShelfRow
from postil.widgets.article_rows import ArticleRow

SORT_KEYS: Mapping[str, str] = {
    "added": "Recently added",
    "opened": "Recently opened",
    "title": "Title",
    "site": "Site",
    "published": "Date published",
    "words": "Length",
    "progress": "Progress",
    "highlights": "Highlights",
}
GROUPINGS: Mapping[str, str] = {
    "": "No groups",
    "tag": "Tag",
    "collection": "Collection",
    "site": "Site",
    "language": "Language",
    "unread": "Unread, begun, read",
}
EMPTY: Mapping[PlaceKind, tuple[str, str]] = {
    "all": ("All articles are archived or in the trash.", "Choose a place above to see them."),
    "unread": ("Everything here has been read.", ""),
    "later": ("Nothing to read later.", "Drag articles onto “Read later”, or right-click them."),
    "favourite": ("No favourites yet.", "Drag articles onto “Favourites”, or right-click them."),
    "archived": ("Nothing is archived.", "What you are done with can be kept here, out of the way."),
    "trash": ("The trash is empty.", ""),
    "collection": ("This collection is empty.", "Drag articles onto its name, or right-click them."),
}


def said(words: Mapping[str, str]) -> dict[str, str]:
    """Return labels in the reader's language, by what they are of."""
    return {name: say(sentence) for name, sentence in words.items()}


def shown_row(row: ShelfRow, *, is_open: bool) -> ArticleRow:
    """Return how an article is painted."""
    length = count("{number} word", "{number} words", row.words)
    if row.progress > 0:
        length = say("{words} · {percent} %", words=length, percent=round(row.progress * 100))
    return ArticleRow(
        title=plain_title(row.title),
        about=row.site,
        date=row.published,
        badge=f"{row.highlights:,}" if row.highlights else "",
        progress=row.progress,
        is_open=is_open,
        length=length,
        marks=tuple(
            name
            for name, holds in (("favourite", row.favourite), ("later", row.later), ("archive", row.archived))
            if holds
        ),
    )
