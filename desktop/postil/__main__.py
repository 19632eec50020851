"""Where every start of Postil begins: the window, the command line, or a process that works for them."""

import sys
from collections.abc import Sequence
from pathlib import Path

EXIT_PROBLEM = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what ``arguments`` (else the process's) ask for and return the exit code.

    Nothing heavy is imported before it is known what is wanted: no Qt for a command, no click for the window.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:2] == ["--worker", "analysis"]:
        from postil.analysis.worker import main as run_worker

        return run_worker()
    if given[:2] == ["--worker", "import"]:
        from postil.importers.worker import main as run_reader

        return run_reader()
    if given[:2] == ["--worker", "marks"]:
        from postil.importers.worker import main as run_reader

        return run_reader(marks=True)
    if given[:2] == ["--worker", "cite"]:
        from postil.session.cite_worker import main as run_formatter

        return run_formatter()
    if given[:2] == ["--worker", "print"]:
        from postil.session.print_worker import main as run_printer

        return run_printer()
    if given[:2] == ["--worker", "check"]:
        from postil.exporters.check_worker import main as run_checker

        return run_checker()
    wish = window_wish(given)
    if wish is not None:
        from postil.domain.problems import Problem
        from postil.services.places import library_path

        library, target = wish
        try:
            path = library_path(library)
        except Problem as problem:
            sys.stderr.write(f"{problem}\n")
            return EXIT_PROBLEM
        return open_window(path, target)
    try:
        from postil.cli.main import run

        return run(given, open_window)
    except KeyboardInterrupt:
        # While its modules are loaded: later, the command itself says so.
        return EXIT_INTERRUPTED


def window_wish(given: Sequence[str]) -> tuple[str, str] | None:
    """Return the library and target ("" where not named) if ``given`` only asks for the window, else None."""
    library, rest = "", list(given)
    if rest and rest[0].startswith("--library="):
        library = rest.pop(0).removeprefix("--library=")
    elif len(rest) > 1 and rest[0] == "--library":
        library = rest[1]
        del rest[:2]
    if not rest:
        return library, ""
    if rest[0] == "open" and len(rest) <= 2 and not any(each.startswith("-") for each in rest):
        return library, "".join(rest[1:])
    return None


def open_window(library: Path, target: str) -> int:
    """Open the window over a library, at ``target`` (an article, a file or a ``postil://`` link) if there is one."""
    import gc

    # Nothing that a start makes is garbage: the collector is let in again after the first page.
    gc.disable()
    # The window takes turns with work on the pool: it gets the interpreter back after half a millisecond, not five.
    sys.setswitchinterval(0.0005)
    from postil.services.display import display_trouble

    trouble = display_trouble()
    if trouble:
        sys.stderr.write(f"{trouble}\n")
        return EXIT_USAGE
    from postil.app.main import run

    return run(library, target)


if __name__ == "__main__":
    sys.exit(main())
