"""Where every start of Postil begins: the window, the command line, or the analysis process."""

import sys
from collections.abc import Sequence
from pathlib import Path

EXIT_USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what ``arguments`` (else the process's) ask for and return the exit code.

    Nothing heavy is imported before it is known what is wanted: no Qt for a command, no click for the window.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:2] == ["--worker", "analysis"]:
        from postil.analysis.worker import main as run_worker

        return run_worker()
    if not given:
        from postil.services.places import library_path

        return open_window(library_path(), "")
    from postil.cli.main import run

    return run(given, open_window)


def open_window(library: Path, target: str) -> int:
    """Open the window over a library, at ``target`` (an article, a file or a ``postil://`` link) if there is one."""
    from postil.services.display import display_trouble

    trouble = display_trouble()
    if trouble:
        sys.stderr.write(f"{trouble}\n")
        return EXIT_USAGE
    from postil.app.main import run

    return run(library, target)


if __name__ == "__main__":
    sys.exit(main())
