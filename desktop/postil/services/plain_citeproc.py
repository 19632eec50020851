"""citeproc-py, which formats the few styles that it renders like citeproc-js, where that is missing.

What it leaves out of CSL, and can be set right from outside, is set right here: the language, the order of the entries,
the spaces of dates and after numbers, stops within quotation marks, the roles of names that it does not know.
"""

import html
import re
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from postil.domain.csl import Json
from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.services.formatting import Asked, Formatted
from postil.services.stops import without_doubled_stops, words_of
from postil.services.styles import (
    OFFERED,
    engine_file,
    find_style,
    find_style_in,
    independent,
    label_of,
    locales,
    offered_as,
)

RENDERED = frozenset({"apa", "ieee", "iso690-numeric-en", "nature", "nlm-citation-sequence"})
"""Styles whose entries it renders like citeproc-js for two works in three or more (of 55 of all common types)."""
_CSL = "{http://purl.org/net/xbiblio/csl}"
# What CSL lets a title hold (https://docs.citationstyles.org); all else that looks like a tag is text.
_NO_TAG = re.compile(r"<(?!/?(?:i|b|sup|sub|span)>|span [^<>]*>)")
# Stand for & and < while citeproc-py is at work, which escapes neither. No text can hold them (noncharacters).
_AMPERSAND, _LESS = "\ufdd0", "\ufdd1"
_AFTER_QUOTE = re.compile("(?P<end>[^”’]?)(?P<marks>’?”)(?P<tags>(?:<[^>]*>)*)(?P<stop>[.,])")
_OWN_AFTER_QUOTE = re.compile('[”"][.,]')


def format_plainly(asked: Asked) -> Formatted:
    """Return what was asked for; raises Problem for a style that is not offered without citeproc-js."""
    folder = Path(asked.styles)
    if not is_rendered(asked.style, folder):
        raise Problem(
            "The style “{style}” needs citeproc-js, which was not fetched when Postil was installed. Install it again "
            "with a network, or choose one of {styles}.",
            style=offered_as(asked.style),
            styles=plain_names(),
        )
    try:
        with warnings.catch_warnings():
            # citeproc-py warns of each part of a style that it leaves out; we ask it for styles that we have read.
            warnings.simplefilter("ignore")
            clusters, listed, keys = _run(
                independent(find_style_in(asked.language, asked.style, folder), folder), asked
            )
    # What it does not expect in a record it meets with any of these.
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise Problem(
            "A work could not be formatted without citeproc-js, which was not fetched when Postil was installed. "
            "Install it again with a network."
        ) from error
    clusters, listed = without_doubled_stops(asked, clusters, listed, keys)
    return Formatted(
        clusters if asked.clusters else (),
        listed if asked.bibliography else (),
        keys if asked.bibliography else (),
        False,
        "citeproc-py",
    )


def is_rendered(style: str, folder: Path) -> bool:
    """Tell whether a style is offered without citeproc-js; raises Problem where there is none of that name."""
    path = find_style(style, folder)
    return path.stem in RENDERED or independent(path, folder).stem in RENDERED


def why_not(style: str, folder: Path) -> str:
    """Return why a style cannot be had, in a sentence; "" for one that can be."""
    if engine_file() is not None:
        return ""
    try:
        rendered = is_rendered(style, folder)
    except Problem as problem:
        return str(problem)
    if rendered:
        return ""
    return say(
        "Needs citeproc-js, which was not fetched when Postil was installed. Install Postil again with a network."
    )


def _run(path: Path, asked: Asked) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Run citeproc-py, which has no types. It folds the case of ids: it is given numbers for them."""
    from importlib import import_module

    citeproc: Any = import_module("citeproc")
    numbers = {str(item["id"]): str(number) for number, item in enumerate(asked.items)}
    ids = list(numbers)
    source = _source([{**_given(item), "id": numbers[str(item["id"])]} for item in asked.items])
    style: Any = citeproc.CitationStylesStyle(str(path), locale=_language(path, asked.language), validate=False)
    _set_right(style.root)
    bibliography: Any = citeproc.CitationStylesBibliography(style, source, import_module("citeproc.formatter").html)
    citations: list[Any] = [
        citeproc.Citation(
            [citeproc.CitationItem(numbers[str(item["id"])], **_around(item)) for item in _items(cluster)]
        )
        for cluster in asked.clusters
    ]
    if not citations:
        citations = [citeproc.Citation([citeproc.CitationItem(number)]) for number in numbers.values()]
    for citation in citations:
        bibliography.register(citation)
    if style.root.find(f"{_CSL}bibliography/{_CSL}sort") is not None:
        bibliography.sort()
    inside = style.root.get_locale_option("punctuation-in-quote") == "true"
    shown = [str(bibliography.cite(citation, _ignore)) for citation in citations]
    if style.root.find(f"{_CSL}citation").get("collapse") == "citation-number":
        between = style.root.find(f"{_CSL}citation/{_CSL}layout").get("delimiter", "")
        bare = [all(set(item) <= {"id"} for item in _items(cluster)) for cluster in asked.clusters]
        bare = bare or [True] * len(shown)
        shown = [_ranged(each, between) if plain else each for each, plain in zip(shown, bare, strict=True)]
    # One by one: a style may leave out a work.
    entries = [
        (key, style.render_bibliography([item]))
        for key, item in zip(bibliography.keys, bibliography.items, strict=True)
    ]
    listed = [str(entry[0]) for _, entry in entries if entry]
    keys = [ids[int(key)] for key, entry in entries if entry]
    if inside and not any(_OWN_AFTER_QUOTE.search(each) for each in words_of(asked.items)):
        shown, listed = [_inside(each) for each in shown], [_inside(each) for each in listed]
    finish = _text if asked.output == "text" else _marked
    return tuple(map(finish, shown)), tuple(map(finish, listed)), tuple(keys)


def _source(items: list[Json]) -> Any:
    """Return the works as citeproc-py takes them; it knows some roles of names for texts."""
    from importlib import import_module

    plain: Any = import_module("citeproc.source.json").CiteProcJSON

    class Source(plain):
        """Takes lists for names and objects for dates, whatever they are called."""

        def parse_string(self, string: object) -> Any:
            if isinstance(string, list):
                return self.parse_names(cast("list[object]", string))
            return (
                self.parse_date(cast("Json", string)) if isinstance(string, dict) else plain.parse_string(self, string)
            )

    return Source(items)


def _set_right(root: Any) -> None:
    """Write into a style what citeproc-py does not do by itself."""
    for date in root.iter(f"{_CSL}date"):
        between = date.get("delimiter", "")
        # One that asks for a form of the locale's has the spaces from there.
        if not between or (date.get("form") and date.get("variable")):
            continue
        parts = date.findall(f"{_CSL}date-part")
        # A part that is missing takes its space along: that of the year always stands.
        year = next((place for place, part in enumerate(parts) if part.get("name") == "year"), 0)
        for place, part in enumerate(parts):
            if place < year:
                part.set("suffix", part.get("suffix", "") + between)
            elif place > year:
                part.set("prefix", between + part.get("prefix", ""))
    for label in root.iter(f"{_CSL}label"):
        # It has titles of English works alone in capitals.
        if label.get("text-case") == "title":
            label.set("text-case", "capitalize-first")
    layout = root.find(f"{_CSL}bibliography/{_CSL}layout")
    first = layout[0] if layout is not None and len(layout) else None
    if first is not None and first.get("variable") == "citation-number" and not first.get("suffix", "").endswith(" "):
        first.set("suffix", first.get("suffix", "") + " ")


def _language(path: Path, language: str) -> str:
    """Return the language of a style: its own, else the one that is asked for, where there are words in it."""
    from xml.etree import ElementTree

    # The file was read before, without entities.
    named = ElementTree.parse(path).getroot().get("default-locale") or language  # noqa: S314
    return named if named in locales() else next((each for each in locales() if each.startswith(f"{named}-")), "en-US")


def _given(value: Any) -> Any:
    """Return a record with what is text in it made safe, and nothing empty."""
    if isinstance(value, str):
        return _NO_TAG.sub(_LESS, value.replace("&", _AMPERSAND))
    if isinstance(value, Mapping):
        each = cast("Mapping[str, object]", value)
        return {name: _given(part) for name, part in each.items() if part not in ("", [], {})}
    return [_given(each) for each in cast("list[object]", value)] if isinstance(value, list) else value


def _ranged(shown: str, between: str) -> str:
    """Return numbers cited together with three and more that follow each other as a range."""

    def written(match: re.Match[str]) -> str:
        runs: list[list[int]] = []
        for number in map(int, match[0].split(between)):
            if runs and number == runs[-1][-1] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        return between.join(f"{run[0]}–{run[-1]}" if len(run) > 2 else between.join(map(str, run)) for run in runs)

    return re.sub(rf"\d+(?:{re.escape(between)}\d+)+", written, shown) if between else shown


def _inside(shown: str) -> str:
    """Return an entry with stops and commas before the quotation mark that they follow, as American English has it."""

    def moved(match: re.Match[str]) -> str:
        stop = "" if match["stop"] == "." and match["end"] in {".", "?", "!"} else match["stop"]
        return f"{match['end']}{stop}{match['marks']}{match['tags']}"

    return _AFTER_QUOTE.sub(moved, shown)


def _items(cluster: Json) -> list[Json]:
    found: Any = cluster["items"]
    return list(found)


def _around(item: Json) -> dict[str, Any]:
    given: dict[str, Any] = {name: _given(item[name]) for name in ("prefix", "suffix") if name in item}
    if "locator" in item:
        locator: Any = __import__("citeproc").Locator
        given["locator"] = locator(str(item.get("label", "page")), _given(str(item["locator"])))
    return given


def _ignore(item: object) -> None:
    """Leave out a work that is not known."""
    del item


def _marked(shown: str) -> str:
    return shown.replace(_AMPERSAND, "&amp;").replace(_LESS, "&lt;")


def _text(marked: str) -> str:
    plain = html.unescape(re.sub(r"<[^>]+>", "", marked))
    return plain.replace(_AMPERSAND, "&").replace(_LESS, "<")


def plain_names() -> str:
    """Return the labels of the styles that are offered without citeproc-js, for a sentence."""
    return say("{first} and {last}", first=", ".join(_labels()[:-1]), last=_labels()[-1])


def _labels() -> list[str]:
    return [label_of(style) for style in OFFERED if style.name in RENDERED]
