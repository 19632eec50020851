"""Libraries and desks for tests."""

from pathlib import Path

from new_library import open_library
from postil.domain.document import Block, Document
from postil.domain.edits import Change, Edit
from postil.domain.ids import new_id, now
from postil.domain.records import Article, CslItem, Revision
from postil.domain.text import count_words
from postil.session.desk import Desk
from postil.session.findings import Findings
from postil.session.jobs import Jobs
from postil.session.looks import Looks
from postil.session.settings import Settings
from postil.session.workspace import OpenArticle, Workspace
from postil.storage.library import Library

TEXT = "The third telegram\nOn June 30, 1941, Comrade ** wrote to ***.\nNobody answered, he said, six times."


def make_desk(folder: Path) -> Desk:
    """Return a desk over a new library in ``folder``; its owner closes the library."""
    settings = Settings(folder / "settings.ini")
    settings.put("reading/theme", "light")
    workspace = Workspace(open_library(folder / "library.postil"))
    return Desk(workspace, Findings(workspace), settings, Looks(settings), Jobs())


def close_desk(desk: Desk) -> None:
    """Close all that ``make_desk`` opened."""
    desk.findings.close()
    desk.jobs.close()
    desk.workspace.close()
    desk.workspace.library.close()


def document_of(text: str) -> Document:
    """Return a document of a heading and a paragraph per further line."""
    title, *rest = text.split("\n")
    return Document((Block("heading", title, level=1), *(Block("paragraph", line) for line in rest)))


def add_article(library: Library, content: Document | str = TEXT, *, title: str = "", key: str = "") -> str:
    """Add an article to the library and return its id."""
    document = document_of(content) if isinstance(content, str) else content
    article_id, revision_id, made = new_id(), new_id(), now()
    revision = Revision(
        revision_id,
        article_id,
        document,
        document.text_hash,
        "text",
        "",
        new_id(),
        "text",
        "en",
        count_words(document.text),
        (),
        made,
    )
    item = CslItem(
        article_id,
        key or f"key{article_id[-6:]}",
        title=title or document.blocks[0].text,
        language="en",
        created=made,
        modified=made,
    )
    records = (Article(article_id, revision_id, (), made, made), revision, item)
    library.apply(Edit("Import", tuple(Change(None, record) for record in records)))
    return article_id


def article_of(library: Library, article_id: str) -> Article:
    """Return an article that is there."""
    article = library.article(article_id)
    assert article is not None
    return article


def item_of(library: Library, article_id: str) -> CslItem:
    """Return the bibliographic record of an article that is there."""
    item = library.item(article_id)
    assert item is not None
    return item


def revision_of(library: Library, article_id: str) -> Revision:
    """Return the newest text of an article that is there."""
    revision = library.revision(article_of(library, article_id).revision_id)
    assert revision is not None
    return revision


def open_in(workspace: Workspace) -> OpenArticle:
    """Return the article that is open."""
    assert workspace.open is not None
    return workspace.open
