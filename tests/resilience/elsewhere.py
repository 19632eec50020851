"""Runs commands as another user: a script, for no process can take its user back.

Reads a JSON object from standard input: "user" (a number or null), "scratch" (a folder to warm up in),
"environment" (what to set or, with null, to unset) and "commands" (lists of arguments); prints a list of
[exit code, output, errors].
"""

import contextlib
import io
import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from postil import importers
from postil.__main__ import main
from postil.domain.sources import Imported, Source
from postil.services.reading import ReadingProcess
from resilience.calmly import make_library


def run(arguments: list[str]) -> tuple[int, str, str]:
    """Run Postil with these arguments, in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(arguments)
    return code, out.getvalue(), err.getvalue()


def warm_up(scratch: Path, commands: list[list[str]]) -> None:
    """Load all modules that the commands need while this user may still read them."""
    library = ["--library", str(make_library(scratch / "warm"))]
    for arguments in (["list"], ["export", "--all", "--to", "markdown"], ["backup", str(scratch / "b.postil")]):
        run([*library, *arguments])
    run([*library, "add", "/no/such/file"])
    run([*library, "check"])
    if any("doctor" in arguments for arguments in commands):
        # It loads the language model, which takes longer than all else.
        run([*library, "doctor"])


def read_here(self: ReadingProcess, source: Source) -> Imported:
    """Read a source as the process apart does."""
    return importers.read(source)


wish = json.load(sys.stdin)
warm_up(Path(wish["scratch"]), wish["commands"])
for name, value in wish["environment"].items():
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value
if wish["user"] is not None:
    # This user may not start Python from where it lies, and warmed up is only this process.
    ReadingProcess.read = read_here
    os.setgroups([])
    os.setgid(wish["user"])
    os.setuid(wish["user"])
print(json.dumps([run(arguments) for arguments in wish["commands"]]))  # noqa: T201
