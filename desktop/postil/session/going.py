"""Going to a passage or a note of any article of the library."""

from functools import partial

from postil.domain.records import Highlight
from postil.session.workspace import Passage, Workspace


def show_passage(workspace: Workspace, article_id: str, passage: Passage, revision_id: str = "") -> None:
    """Open an article at a passage of one of its versions (the newest where ``revision_id`` is "") and flash it."""
    # Slow to load, and wanted only when a link is followed.
    from postil.services.carrying import carry_position
    from postil.storage.revisions import newest_of, text_of

    newest = newest_of(workspace.library, article_id)
    if revision_id not in {"", newest}:
        old, new = text_of(workspace.library, revision_id), text_of(workspace.library, newest)
        start = carry_position(old, new, passage.start)
        passage = Passage(start, min(start + max(1, passage.end - passage.start), len(new)))
    if (workspace.open is None or workspace.open.article.id != article_id) and not workspace.open_article(
        article_id, position=passage.start
    ):
        return
    workspace.turns.when_shown(partial(workspace.passage_requested.emit, passage))


def show_note(workspace: Workspace, article_id: str, note_id: str) -> None:
    """Open an article where a note of it is in view: a highlight's, with its words, or the article's own by its id.

    The keyboard stays where it is.
    """
    highlight = workspace.library.get(Highlight, note_id)
    if workspace.open is None or workspace.open.article.id != article_id:
        # A lost one stands nowhere: the article opens where the reader is in it.
        position = highlight.selector.start if highlight and highlight.state != "lost" else None
        if not workspace.open_article(article_id, position=position):
            return
    if highlight is not None:
        workspace.turns.when_shown(partial(workspace.highlight_requested.emit, note_id))
    workspace.turns.when_shown(partial(workspace.card_requested.emit, note_id))
