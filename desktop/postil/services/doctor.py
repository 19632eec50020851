"""What Postil finds on this machine: versions, places, the model, the display."""

import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from postil import __version__
from postil.analysis import model
from postil.analysis.messages import Request, read_reply, request_line
from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.services.children import worker_command
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


MODEL_SECONDS = 60.0
"""How long the language model may take to load; it takes two seconds, and twenty on a machine that is busy."""
_SENTENCE = "In June 1941 Georgy Zhukov flew from Moscow to Minsk."


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
    """Have the analysis process load the model and read a sentence, as it does for an article."""
    part = say("Language model")
    if not any(point.name == model.PINNED for point in metadata.entry_points(group="spacy_models")):
        return Finding(part, False, model.describe(), optional=True)
    started = time.monotonic()
    trouble = _tried(worker_command("analysis"), MODEL_SECONDS)
    seconds = time.monotonic() - started
    said = trouble or say("{model} It loads in {seconds} s.", model=model.describe(), seconds=f"{seconds:.1f}")
    return Finding(part, not trouble, said, optional=True)


def _tried(command: Sequence[str], seconds: float) -> str:
    """Return why the analysis process ``command`` did not analyse a sentence within ``seconds``, or ""."""
    asked = request_line(Request("doctor", _SENTENCE, "en"))
    try:
        ended = subprocess.run(  # noqa: S603 - Postil itself, without a shell
            list(command), input=asked, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return say(
            "The language model did not load within {seconds} seconds; close other programs, or install Postil again.",
            seconds=round(seconds),
        )
    except OSError as error:
        return say("The analysis process could not be started ({reason}).", reason=error.strerror)
    for line in ended.stdout.splitlines():
        try:
            reply = read_reply(line)
        except ValueError:
            break
        if reply.problem or reply.done is not None:
            return reply.problem or (reply.done.remark if reply.done is not None else "")
    return say("The analysis process stopped while it loaded the language model; install Postil again.")


def _display() -> Finding:
    trouble = display_trouble()
    return Finding(say("Display"), not trouble, trouble or say("The window can open."), optional=True)
