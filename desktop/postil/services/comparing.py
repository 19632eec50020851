"""Reads two versions of an article and lays them side by side."""

from pathlib import Path

from postil.domain.comparison import Comparison, compare_versions
from postil.domain.problems import Problem
from postil.domain.records import Revision
from postil.storage.library import Library
from postil.storage.revisions import text_of


def compare(library: Path, article_id: str, old_id: str, new_id: str) -> Comparison:
    """Return two versions of an article side by side, read through a connection of its own, for any thread.

    Raises Problem where one of them is gone.
    """
    opened = Library.open_for_reading(library)
    try:
        old, new = text_of(opened, old_id), text_of(opened, new_id)
        if not old or not new:
            raise Problem("One of these versions is no longer in the library; open the window of versions anew.")
        return compare_versions(old_id, old, new_id, new, opened.highlights(article_id))
    finally:
        opened.close()


def read_version(library: Path, revision_id: str) -> Revision:
    """Return one version of a text, read through a connection of its own, for any thread; raises Problem if gone."""
    opened = Library.open_for_reading(library)
    try:
        revision = opened.revision(revision_id)
    finally:
        opened.close()
    if revision is None:
        raise Problem("This version is no longer in the library; open the window of versions anew.")
    return revision
