"""How hits look and where they lead: shared by the search and the list of all notes."""

from collections.abc import Mapping

from postil.domain.wording import say
from postil.services.searching import Hit, HitKind
from postil.session.looks import Theme
from postil.widgets.hit_rows import HitColours, HitRow, Marked
from postil.widgets.rows import row_colours

ICONS: Mapping[HitKind, str] = {
    "article": "text",
    "highlight": "notes",
    "note": "edit",
    "name": "entities",
    "tag": "tag",
    "work": "cite",
}


def hit_row(hit: Hit) -> HitRow:
    """Return how a hit is painted."""
    about = " · ".join(part for part in (hit.site, hit.published, *(f"#{tag}" for tag in hit.tags)) if part)
    words = Marked() if hit.kind == "work" else Marked(hit.snippet.text, hit.snippet.marks)
    title = Marked(hit.title.text or say("Untitled"), hit.title.marks)
    return HitRow(title, about, ICONS[hit.kind], words, Marked(hit.note.text, hit.note.marks), hit.color)


def address(hit: Hit) -> str:
    """Return the ``postil://`` link that leads to a hit in an article."""
    base = f"postil://article/{hit.article_id}"
    if hit.kind == "highlight":
        return f"{base}#highlight={hit.id}"
    return f"{base}#at={hit.start}-{hit.end}" if hit.start >= 0 else base


def colours_of(theme: Theme) -> HitColours:
    """Return the colours of hits in a theme."""
    return HitColours(row_colours(theme.window), theme.tones["yellow"], dict(theme.inks))
