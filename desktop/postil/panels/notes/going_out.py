"""What leaves the notes pane: a card on the clipboard, a link that was clicked."""

from PySide6.QtCore import QMimeData, QObject, Qt, QUrl
from PySide6.QtGui import QDrag, QGuiApplication

from postil.domain.problems import Problem
from postil.domain.records import Highlight
from postil.domain.wording import say
from postil.session.workspace import OpenArticle, Workspace
from postil.widgets.opening import open_outside

_OPENED_OUTSIDE = frozenset({"http", "https", "mailto"})


def copy_as_markdown(workspace: Workspace, opened: OpenArticle, highlight: Highlight) -> None:
    """Put a highlight of the open article on the clipboard as Markdown, and tell of it."""
    rendered = _as_markdown(workspace, opened, highlight)
    if rendered:
        QGuiApplication.clipboard().setText(rendered)
        workspace.told.emit(say("The highlight was copied as Markdown."))


def drag_out(workspace: Workspace, opened: OpenArticle, highlight: Highlight, source: QObject) -> None:
    """Let the reader drop a highlight of the open article in another program; returns when it is over."""
    carried = carried_of(workspace, opened, highlight)
    if carried is not None:
        drag = QDrag(source)
        drag.setMimeData(carried)
        drag.exec(Qt.DropAction.CopyAction)


def carried_of(workspace: Workspace, opened: OpenArticle, highlight: Highlight) -> QMimeData | None:
    """Return a highlight of the open article as Markdown, and as HTML for who takes formatted text."""
    rendered = _as_markdown(workspace, opened, highlight)
    if not rendered:
        return None
    carried = QMimeData()
    carried.setText(rendered)
    html = _as_html(workspace, opened, highlight)
    if html:
        carried.setHtml(html)
    return carried


def _as_html(workspace: Workspace, opened: OpenArticle, highlight: Highlight) -> str:
    """Return what copying as HTML gives, "" where that is not to be had: the Markdown then goes alone."""
    from postil.services.copying import card_in, card_options
    from postil.services.export_citations import ExportCitations

    try:
        with ExportCitations() as citations:
            return card_in(workspace.library, opened.article.id, highlight.id, card_options("html"), citations)
    except Problem:
        return ""


def _as_markdown(workspace: Workspace, opened: OpenArticle, highlight: Highlight) -> str:
    from postil.exporters.collected import CollectedArticle
    from postil.exporters.markdown import render_card

    colors = {color.id: color for color in workspace.library.colors()}
    collected = CollectedArticle(opened.article, opened.item, opened.revision, None, (highlight,), colors, None)
    try:
        return render_card(collected, highlight)
    except Problem as problem:
        workspace.tell(problem)
        return ""


def follow(workspace: Workspace, address: QUrl) -> None:
    """Open a link that the reader clicked: on the web, in mail, or in this library; anything else opens nothing."""
    if address.scheme() in _OPENED_OUTSIDE:
        trouble = open_outside(address)
        if trouble:
            workspace.tell(trouble)
    elif address.scheme() == "postil":
        workspace.link_requested.emit(address.toString())
