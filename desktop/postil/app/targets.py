"""What a start, a drop or a link asks to have opened: an article, a file, ``postil://article/ID#highlight=ID`` or
``postil://article/ID#at=120-131&version=ID``.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from postil.domain.problems import Problem
from postil.session.going import show_note, show_passage
from postil.session.workspace import Passage, Workspace
from postil.storage.shelf import article_of_highlight, find_article

if TYPE_CHECKING:
    from postil.session.importing import ImportFlow

SCHEME = "postil"
_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Link:
    """A link into the library: an article's id, and a highlight's id or "".

    ``passage`` is a place in the version ``revision_id`` (the newest where that is "") instead, or None.
    """

    article_id: str
    highlight_id: str
    passage: Passage | None = None
    revision_id: str = ""


def parse_link(address: str) -> Link:
    """Return what a ``postil://`` link leads to; raises Problem where it leads nowhere."""
    parts = urlsplit(address)
    article_id = parts.path.strip("/")
    if parts.scheme != SCHEME or parts.netloc != "article" or not article_id:
        raise Problem("The link {link} does not lead to an article of a Postil library.", link=address)
    named = {name: values[0] for name, values in parse_qs(parts.fragment).items()}
    place = _PLACE.fullmatch(named.get("at", ""))
    passage = Passage(int(place[1]), int(place[2])) if place else None
    return Link(article_id, named.get("highlight", ""), passage, named.get("version", "") if passage else "")


def from_here(target: str) -> str:
    """Return ``target`` so that it means the same from any folder: an existing file's absolute path, else as it is.

    Desktops name files as ``file:`` addresses (https://specifications.freedesktop.org/desktop-entry/latest, ``%u``).
    """
    path = Path(unquote(urlsplit(target).path)) if target.lower().startswith("file:") else Path(target)
    return str(path.absolute()) if target and _is_file(path) else target


def open_target(workspace: Workspace, imports: "ImportFlow", target: str) -> None:
    """Open an article, import a file or follow a link; tells of a problem through the workspace."""
    try:
        if target.startswith(f"{SCHEME}:"):
            _follow(workspace, parse_link(target))
        elif target.lower().startswith(("http://", "https://")):
            imports.import_url(target)
        elif _is_file(target) or Path(target).is_absolute():
            imports.import_files([Path(target)])
        else:
            workspace.open_article(find_article(workspace.library, target))
    except Problem as problem:
        workspace.tell(problem)


def _is_file(target: str | Path) -> bool:
    try:
        return Path(target).is_file()
    except OSError:
        # A title may be longer than any file's name.
        return False


def _follow(workspace: Workspace, link: Link) -> None:
    # A highlight knows its article better than an old link does.
    article_id = article_of_highlight(workspace.library, link.highlight_id) if link.highlight_id else None
    wanted = article_id or find_article(workspace.library, link.article_id)
    if link.passage is not None and not link.highlight_id:
        show_passage(workspace, wanted, link.passage, link.revision_id)
        return
    if article_id:
        show_note(workspace, wanted, link.highlight_id)
        return
    is_open = workspace.open is not None and workspace.open.article.id == wanted
    if (is_open or workspace.open_article(wanted)) and link.highlight_id:
        raise Problem("The highlight that the link leads to was deleted; the article is open at your place in it.")
