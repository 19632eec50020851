"""How Postil starts itself again, as a process that works for the window or a command."""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import subprocess

Worker = Literal["analysis", "import", "marks", "cite", "print", "check"]


def worker_command(worker: Worker) -> list[str]:
    """Return the program and arguments that start a worker, from a checkout or a frozen bundle."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--worker", worker]
    # -P: modules that lie in the folder where Postil was started are none of its own.
    return [sys.executable, "-P", "-X", "utf8", "-m", "postil", "--worker", worker]


def start_child(command: Sequence[str], environment: Mapping[str, str] | None = None) -> "subprocess.Popen[bytes]":
    """Start a worker with pipes to and from it and ``environment`` beside ours; raises OSError where it cannot be."""
    # The first page needs the names of workers alone.
    import subprocess

    return subprocess.Popen(  # noqa: S603 - Postil itself, without a shell
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **(environment or {})},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
