"""Pages printed into PDFs by a process of its own: that takes Qt, and PDFium to read them back."""

import json
import os
import subprocess

from postil.domain.problems import Problem
from postil.exporters.pages import Printed
from postil.services.children import worker_command

_LONGEST = 300
"""Seconds that printing may take: a thousand pages take twenty."""


def print_pdf(page: str, attached: bytes) -> Printed:
    """Return a page of HTML as a PDF with ``attached`` in it, as it reads back; raises Problem."""
    asked = {"page": page, "attached": attached.decode()}
    try:
        done = subprocess.run(  # noqa: S603 - Postil itself, without a shell
            worker_command("print"),
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=_LONGEST,
            check=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        head, _, content = done.stdout.partition(b"\n")
        told = json.loads(head)
        return Printed(content, str(told["text"]), str(told["attached"]).encode())
    except subprocess.TimeoutExpired as error:
        raise Problem("The PDF took too long to make; export fewer articles at once.") from error
    except (OSError, subprocess.CalledProcessError, ValueError, KeyError) as error:
        raise Problem(
            "The PDF could not be made: the process that does it stopped. Try again, or choose another format."
        ) from error
