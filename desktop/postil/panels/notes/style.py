"""A theme's colours as the cards want them."""

from postil.session.looks import Theme
from postil.widgets.notes.values import CardStyle


def card_style(theme: Theme, family: str) -> CardStyle:
    """Return a theme's colours, and the face of the article, as cards want them."""
    window, page = theme.window, theme.page
    return CardStyle(
        text=window["text"],
        muted=window["muted"],
        border=window["border"],
        raised=window["raised"],
        hover=window["hover"],
        selection=window["selection"],
        accent=window["accent"],
        danger=window["danger"],
        link=page["link"],
        code_background=page["code_background"],
        removed=page["removed"],
        added=page["added"],
        tones=theme.tones,
        inks=theme.inks,
        family=family or "serif",
    )
