"""How Postil starts itself again, as a process that works for the window or a command."""

import sys
from typing import Literal

Worker = Literal["analysis", "import", "marks", "cite", "print", "check"]


def worker_command(worker: Worker) -> list[str]:
    """Return the program and arguments that start a worker, from a checkout or a frozen bundle."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--worker", worker]
    # -P: modules that lie in the folder where Postil was started are none of its own.
    return [sys.executable, "-P", "-X", "utf8", "-m", "postil", "--worker", worker]
