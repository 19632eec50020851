"""One stylesheet and palette for the whole window, made from the theme's tokens; a widget names its role."""

from string import Template

from PySide6.QtGui import QColor, QPalette

from postil.resources import resource
from postil.session.looks import Theme


def stylesheet(theme: Theme) -> str:
    """Return the stylesheet of ``theme`` for the application."""
    sheet = Template(resource("themes", "window.qss").read_text("utf-8"))
    # A stylesheet takes pictures from files alone: arrows and ticks are drawn for dark and for light themes.
    glyphs = resource("themes", "glyphs", "dark" if theme.dark else "light").as_posix()
    more = {"page": theme.page["page"], "scroll": theme.window["border"], "glyphs": glyphs}
    return sheet.substitute({**theme.window, **more})


def palette(theme: Theme) -> QPalette:
    """Return the palette of ``theme``, for what no stylesheet reaches: views, placeholders, links."""
    roles = QPalette.ColorRole
    colors = {
        roles.Window: "background",
        roles.WindowText: "text",
        roles.Base: "raised",
        roles.AlternateBase: "surface",
        roles.Text: "text",
        roles.Button: "raised",
        roles.ButtonText: "text",
        roles.BrightText: "danger",
        roles.Highlight: "selection",
        roles.HighlightedText: "text",
        roles.ToolTipBase: "raised",
        roles.ToolTipText: "text",
        roles.PlaceholderText: "muted",
        roles.Link: "accent",
        roles.LinkVisited: "accent",
        roles.Mid: "border",
        roles.Midlight: "hover",
    }
    made = QPalette()
    for role, token in colors.items():
        made.setColor(role, QColor(theme.window[token]))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.window["muted"]))
    return made
