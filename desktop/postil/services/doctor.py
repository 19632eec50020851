"""What Postil finds on this machine: versions, places, the model, the display."""

import platform
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from postil import __version__
from postil.analysis import model
from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.services.display import display_trouble
from postil.services.places import settings_path
from postil.storage.library import Library
from postil.storage.shelf import shelf

PACKAGES = (
    "PySide6-Essentials",
    "sqlite-utils",
    "markdown",
    "nh3",
    "markdown-it-py",
    "trafilatura",
    "readability-lxml",
    "spacy",
    "edtf",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the machine: whether it is ``sound``, what was found, and whether it is ``optional``."""

    part: str
    sound: bool
    said: str
    optional: bool = False


def examine(library: Path) -> tuple[Finding, ...]:
    """Return what was found; nothing is changed."""
    return (
        Finding("Postil", True, __version__),
        Finding("Python", True, f"{platform.python_version()} ({sys.executable})"),
        *(_package(name) for name in PACKAGES),
        _library(library),
        Finding(say("Settings"), True, str(settings_path())),
        _model(),
        _display(),
    )


def _package(name: str) -> Finding:
    try:
        return Finding(name, True, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(name, False, say("Install it with: pip install {name}", name=name))


def _library(path: Path) -> Finding:
    part = say("Library")
    try:
        is_there = path.exists()
    except OSError:
        # In a folder that may not be looked into: opening it says so.
        is_there = True
    if not is_there:
        return Finding(part, True, say("{file} (not there yet; it is made when an article comes in)", file=path))
    try:
        library = Library.open_for_reading(path)
    except Problem as problem:
        return Finding(part, False, str(problem))
    try:
        return Finding(part, True, f"{path} ({count('{number} article', '{number} articles', len(shelf(library)))})")
    except Problem as problem:
        return Finding(part, False, str(problem))
    finally:
        library.close()


def _model() -> Finding:
    found = any(point.name == model.PINNED for point in metadata.entry_points(group="spacy_models"))
    return Finding(say("Language model"), found, model.describe(), optional=True)


def _display() -> Finding:
    trouble = display_trouble()
    return Finding(say("Display"), not trouble, trouble or say("The window can open."), optional=True)
