"""The masked article after an edit of each of its figures and masks: nothing of that is accepted without the reader."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from desks import revision_of
from postil.domain.text import canonical
from postil.services import highlighting
from postil.storage.checking import check
from postil.storage.library import Library
from services.revised import bring, change

FIGURE = re.compile(r"\d+")
MASK = re.compile(r"\*+")


def one_more(found: re.Match[str]) -> str:
    return str(int(found[0]) + 1)


def one_star_more(found: re.Match[str]) -> str:
    return found[0] + "*"


@pytest.mark.parametrize(("what", "edit"), [(FIGURE, one_more), (MASK, one_star_more), (MASK, lambda _: "Mr. X")])
@pytest.mark.parametrize("around", [0, 12, 60])
def test_no_passage_whose_figures_or_masks_changed_is_accepted(
    library: Library,
    masked_article: Path,
    what: re.Pattern[str],
    edit: Callable[[re.Match[str]], str],
    around: int,
) -> None:
    article_id = bring(library, canonical(masked_article.read_text(encoding="utf-8")))
    revision = revision_of(library, article_id)
    text = revision.document.text
    for found in list(what.finditer(text))[:150]:
        start, end = max(0, found.start() - around), min(len(text), found.end() + around)
        library.apply(highlighting.add(revision, start, end, color="red")[0])
    revised = change(library, article_id, what.sub(edit, text))
    assert sum(revised.counts.values()) == len(library.highlights(article_id)) > 20
    assert (revised.counts["exact"], revised.counts["moved"]) == (0, 0)
    assert check(library) == ()


def test_passages_beside_what_changed_stay(library: Library, masked_article: Path) -> None:
    article_id = bring(library, canonical(masked_article.read_text(encoding="utf-8")))
    revision = revision_of(library, article_id)
    text = revision.document.text
    for found in list(re.finditer(r"[^\W\d_]+(?: [^\W\d_]+){3,6}", text))[::7]:
        library.apply(highlighting.add(revision, *found.span(), color="red")[0])
    revised = change(library, article_id, FIGURE.sub(one_more, text))
    assert revised.counts["exact"] == len(library.highlights(article_id)) > 30
