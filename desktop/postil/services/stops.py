"""Dots that a citation style and the engine set twice, set once; for citeproc-js and for what stands in for it.

A style may close a part with a stop twice over, in its macros and where it calls them (ISO 690 does), and the engines
set side by side what they should set once: "Rivers.. Online", "Rivers. . London".
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

from postil.services.formatting import Asked

_TAG = re.compile(r"<[^>]*>")
_BETWEEN = r"(?:\s|<[^>]*>)*"
_TWICE = re.compile(rf"\.({_BETWEEN})\.(?=[\s<]|\Z)")
_AFTER_ELLIPSIS = re.compile(r"((?<!\.)\.{3}(?:<[^>]*>)*)\s*\.(?=[\s<]|\Z)")
_THRICE = re.compile(r"(?<!\.)\.((?:<[^>]*>)*)\.((?:<[^>]*>)*)\s+\.(?=[\s<]|\Z)")
_AFTER_QUESTION = re.compile(r'([?!](?:[”“’‘»"]|<[^>]*>)*)\.(?=[\s<]|\Z)')
_ALONE = re.compile(r"([^\s.])\s+\.(?=\s*(?:<|\Z))")
_BEFORE_COMMA = re.compile(r"\.\s+,(?=\s)")
_WIDE = re.compile(r"\. {2,}(?=[^\s<])")
_ALL = (_TWICE, _THRICE, _AFTER_ELLIPSIS, _AFTER_QUESTION, _ALONE, _BEFORE_COMMA, _WIDE)
_OWN_ALONE, _OWN_WIDE, _OWN_QUESTION = re.compile(r"\s[.,]"), re.compile(r" {2}"), re.compile(r'[?!][”“’‘»"]?\.')
# Of an ellipsis there is no doubt; any other two dots may be meant.
_OWN_TWICE = re.compile(r"(?<!\.)\.\.(?!\.)|\.{4}|\.\s+\.")


def without_doubled_stops(
    asked: Asked, clusters: Sequence[str], entries: Sequence[str], keys: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the citations that were asked for and the entries of the works with ``keys``, each stop set once."""
    works = {str(item["id"]): item for item in asked.items}
    cited = [cast("list[Mapping[str, object]]", each["items"]) for each in asked.clusters]
    told = [[*each, *(works.get(str(one["id"])) for one in each)] for each in cited]
    return (
        tuple(_one_stop(shown, own) for shown, own in zip(clusters, told, strict=True)),
        tuple(_one_stop(shown, works.get(key)) for shown, key in zip(entries, keys, strict=True)),
    )


def _one_stop(shown: str, own: object) -> str:
    """Return a citation or an entry as it should read; ``own`` are the works (CSL-JSON) and what was typed with them.

    What is set right is only what the style put there: where the works' own words hold such a thing, all is left as it
    is, as are dots that are an ellipsis and those that begin a word (".NET").
    """
    if not any(each.search(shown) for each in _ALL):
        return shown
    words = tuple(words_of(own))
    if not any(_OWN_ALONE.search(each) for each in words):
        shown = _BEFORE_COMMA.sub(".", _ALONE.sub(r"\1.", shown))
    if not any(_OWN_WIDE.search(each) for each in words):
        shown = _WIDE.sub(". ", shown)
    if not any(_OWN_TWICE.search(each) for each in words):
        shown = _THRICE.sub(r".\1\2", _AFTER_ELLIPSIS.sub(r"\1", shown))
        shown = _TWICE.sub(_once(shown), shown)
    if not any(_OWN_QUESTION.search(each) for each in words):
        shown = _AFTER_QUESTION.sub(r"\1", shown)
    return shown


def _once(shown: str) -> Callable[[re.Match[str]], str]:
    """Return what writes one dot for two, none after a question, and leaves three and more."""

    def written(run: re.Match[str]) -> str:
        before = _bare(shown[: run.start()])[-1:]
        if before == "." or _bare(shown[run.end() :])[:1] == ".":
            return run[0]
        return ("" if before in {"?", "!"} else ".") + "".join(_TAG.findall(run[1]))

    return written


def _bare(text: str) -> str:
    return "".join(_TAG.sub("", text).split())


def words_of(value: object) -> Iterator[str]:
    """Give every text within a record, or records."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in cast("Mapping[str, object]", value).values():
            yield from words_of(each)
    elif isinstance(value, list | tuple):
        for each in cast("list[object]", value):
            yield from words_of(each)
