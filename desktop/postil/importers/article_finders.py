"""The libraries that find the article in a page, neither of which has types: tree in, tree out."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

import copy
import logging
from typing import Any

from postil.importers.html_tables import is_data_table
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

        def get_preserved_elements(self, node: Any) -> dict[Any, bool]:
            """Keep lists of sentences and tables of data, which it would drop for being short or for their links."""
            kept: dict[Any, bool] = super().get_preserved_elements(node)
            for part in node.iter("ul", "ol", "table"):
                if is_data_table(part) if part.tag == "table" else _is_prose_list(part):
                    kept[part] = True
                    kept.update((above, True) for above in part.iterancestors("div", "section", "table", "ul"))
            return kept

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


def _is_prose_list(listing: Any) -> bool:
    """Say whether a list's items are words without links or sentences with some, and no menu."""
    items = list(listing.iterchildren("li"))
    words = sum(len(text.split()) for text in listing.itertext())
    linked = sum(len(text.split()) for link in listing.iter("a") for text in link.itertext())
    return bool(items) and linked < (0.75 if words >= 5 * len(items) else 0.2) * words


def _silence() -> None:
    # They log what they stumble over as errors of theirs, with a traceback; a page without an article is none.
    for name in ("readability", "trafilatura"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
