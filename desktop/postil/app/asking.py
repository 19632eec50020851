"""What a wish is about where it names no article."""

from postil.domain.wording import say
from postil.session.workspace import Workspace


def open_article_id(workspace: Workspace) -> str:
    """Return the open article's id; "" where none is open, and the reader is told so."""
    if workspace.open is None:
        workspace.told.emit(say("Open an article first."))
        return ""
    return workspace.open.article.id
