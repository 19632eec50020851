"""citeproc-py, which formats the few styles that it renders like citeproc-js, where that is missing."""

import html
import re
import warnings
from pathlib import Path
from typing import Any

from postil.domain.csl import Json
from postil.domain.problems import Problem
from postil.services.formatting import Asked, Formatted
from postil.services.styles import find_style, independent

RENDERED = frozenset({"apa", "nature", "nlm-citation-sequence"})
"""Styles whose entries it renders like citeproc-js for two works in three or more; IEEE for one in nine, and
Chicago and MLA for one in ten."""


def format_plainly(asked: Asked) -> Formatted:
    """Return what was asked for; raises Problem for a style that is not offered without citeproc-js."""
    folder = Path(asked.styles)
    path = independent(find_style(asked.style, folder), folder)
    if path.stem not in RENDERED:
        raise Problem(
            "The style “{style}” needs citeproc-js, which was not fetched when Postil was installed. Install it again "
            "with a network, or choose one of {styles}.",
            style=asked.style,
            styles=", ".join(sorted(RENDERED)),
        )
    with warnings.catch_warnings():
        # citeproc-py warns of each part of a style that it leaves out; we ask it for styles that we have read.
        warnings.simplefilter("ignore")
        clusters, listed, keys = _run(path, asked)
    return Formatted(
        clusters, listed if asked.bibliography else (), keys if asked.bibliography else (), False, "citeproc-py"
    )


def _run(path: Path, asked: Asked) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Run citeproc-py, which has no types."""
    from importlib import import_module

    citeproc: Any = import_module("citeproc")
    source: Any = import_module("citeproc.source.json").CiteProcJSON([dict(item) for item in asked.items])
    style: Any = citeproc.CitationStylesStyle(str(path), validate=False)
    output: Any = import_module("citeproc.formatter").html
    bibliography: Any = citeproc.CitationStylesBibliography(style, source, output)
    citations: list[Any] = [
        citeproc.Citation([citeproc.CitationItem(str(item["id"]), **_given(item)) for item in _items(cluster)])
        for cluster in asked.clusters
    ]
    if not citations:
        citations = [citeproc.Citation([citeproc.CitationItem(str(item["id"]))]) for item in asked.items]
    for citation in citations:
        bibliography.register(citation)
    shown = [str(bibliography.cite(citation, _ignore)) for citation in citations]
    listed = [str(entry) for entry in bibliography.bibliography()]
    keys = [str(key) for key in bibliography.keys]
    if asked.output == "text":
        shown, listed = [_text(each) for each in shown], [_text(each) for each in listed]
    return tuple(shown if asked.clusters else ()), tuple(listed), tuple(keys)


def _items(cluster: Json) -> list[Json]:
    found: Any = cluster["items"]
    return list(found)


def _given(item: Json) -> dict[str, Any]:
    given: dict[str, Any] = {name: item[name] for name in ("prefix", "suffix") if name in item}
    if "locator" in item:
        locator: Any = __import__("citeproc").Locator
        given["locator"] = locator(str(item.get("label", "page")), str(item["locator"]))
    return given


def _ignore(item: object) -> None:
    """Leave out a work that is not known."""
    del item


def _text(marked: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", marked))
