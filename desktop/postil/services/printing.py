"""Pages printed into PDFs by a process of its own: that takes Qt, and PDFium to read them back."""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from typing import IO

from postil.domain.problems import Problem
from postil.exporters.pages import Printed
from postil.services.children import worker_command

_LONGEST = 300
"""Seconds that printing may take: a thousand pages take twenty."""
_LOOKED_EVERY = 0.2
"""Seconds between two looks at whether the reader has stopped it."""


class Stopped(Exception):
    """The reader has stopped the printing."""


def _never() -> bool:
    return False


def print_pdf(page: str, attached: bytes, *, is_stopped: Callable[[], bool] = _never) -> Printed:
    """Return a page of HTML as a PDF with ``attached`` in it, as it reads back; raises Problem, or Stopped."""
    asked = {"page": page, "attached": attached.decode()}
    try:
        # Not through a pipe: what is asked is megabytes, and a wait that ends early would lose the rest of it.
        with tempfile.TemporaryFile() as given:
            given.write(json.dumps(asked).encode())
            given.seek(0)
            output = _printed(given, is_stopped)
        return _read(output)
    except subprocess.TimeoutExpired as error:
        raise Problem("The PDF took too long to make; export fewer articles at once.") from error
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        raise Problem(
            "The PDF could not be made: the process that does it stopped. Try again, or choose another format."
        ) from error


def _read(output: bytes) -> Printed:
    """Return what ``session.print_worker`` wrote; raises ValueError where it is cut off."""
    head, _, rest = output.partition(b"\n")
    text, attached = (int(length) for length in head.split())
    if len(rest) <= text + attached:
        raise ValueError("the process ended too early")
    return Printed(rest[text + attached :], rest[:text].decode(), rest[text : text + attached])


def _printed(given: IO[bytes], is_stopped: Callable[[], bool]) -> bytes:
    """Return what the process prints; raises Stopped, CalledProcessError, or TimeoutExpired after the longest time."""
    end = time.monotonic() + _LONGEST
    with subprocess.Popen(  # noqa: S603 - Postil itself, without a shell
        worker_command("print"),
        stdin=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        try:
            output = _wait(process, end, is_stopped)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return output


def _wait(process: subprocess.Popen[bytes], end: float, is_stopped: Callable[[], bool]) -> bytes:
    while True:
        try:
            return process.communicate(timeout=_LOOKED_EVERY)[0]
        except subprocess.TimeoutExpired:
            if is_stopped():
                raise Stopped from None
            if time.monotonic() > end:
                raise
