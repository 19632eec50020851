"""The libraries that find the article in a page, neither of which has types: tree in, tree out."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

import copy
import logging
from typing import Any

from postil.importers.lxml_parsing import parse_html, to_html


def find_by_readability(root: Any) -> Any:
    """Return the article as readability finds it, or None where it fails."""
    from readability import Document
    from readability.readability import Unparseable

    _silence()

    class Whole(Document):
        """Leaves out the clean-up by regular expression, which takes minutes on some pages; ours is done before."""

        def get_clean_html(self) -> str:
            return to_html(self.html)

    try:
        summary = Whole(copy.deepcopy(root)).summary(html_partial=True, keep_all_images=True)
    except Unparseable:
        return None
    parsed = parse_html(summary)
    return parsed.root if parsed else None


def find_by_trafilatura(root: Any) -> Any:
    """Return the article as trafilatura finds it, or None where it finds none."""
    from trafilatura import extract

    _silence()
    try:
        text: str | None = extract(
            copy.deepcopy(root),
            output_format="html",
            include_comments=False,
            include_formatting=True,
            include_links=True,
            include_images=True,
            favor_recall=True,
        )
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        # It reads what strangers wrote, with patterns of its own; where it stumbles, it found nothing.
        return None
    parsed = parse_html(text) if text else None
    return parsed.root if parsed else None


def _silence() -> None:
    # They log what they stumble over as errors of theirs, with a traceback; a page without an article is none.
    for name in ("readability", "trafilatura"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
