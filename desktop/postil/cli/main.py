"""``postil COMMAND``: the reader's verbs without a window, for scripts to rely on."""

import errno
import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from postil import __version__
from postil.cli.adding import add
from postil.cli.backups import backup, backups, restore_backup
from postil.cli.carrying import import_library
from postil.cli.checking_notes import check_all_notes
from postil.cli.citing import cite
from postil.cli.claiming import claim, claims, link
from postil.cli.dossier import dossier
from postil.cli.exporting import export
from postil.cli.marking import highlight, highlights
from postil.cli.provenance import show_provenance
from postil.cli.recovering import recover_library
from postil.cli.searching import search_library
from postil.cli.shelf import delete, list_articles, show
from postil.cli.shelving import COMMANDS as SHELVING
from postil.cli.sources import sources
from postil.cli.terminal import harmless_terminals
from postil.cli.timeline import timeline
from postil.cli.who import entities
from postil.cli.whole import check, doctor
from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.services.places import library_path

OpenWindow = Callable[[Path, str], int]

EXIT_PROBLEM = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130

_UNWRITTEN = frozenset({errno.ENOSPC, errno.EIO, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})


@dataclass(frozen=True, slots=True)
class Calling:
    """What every command is told: the library's path, how to open the window, whether a lost library begins anew."""

    library: Path
    open_window: OpenWindow
    begins_anew: bool = False


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
    help="Read articles carefully: without a COMMAND the window opens.",
)
@click.option("--library", metavar="FILE", help="The library file (else $POSTIL_LIBRARY, else the usual place).")
@click.option(
    "--new-library", "begins_anew", is_flag=True, help="Begin a new library though there are backups of one there."
)
@click.version_option(__version__, prog_name="Postil")
@click.pass_context
def postil(context: click.Context, library: str | None, *, begins_anew: bool) -> None:
    """Take the library's path for all commands."""
    # Else click takes what looks like a colour out of what is piped, where text is to stay to the letter.
    context.color = True
    context.obj = Calling(library_path(library), context.obj, begins_anew)
    if context.invoked_subcommand is None:
        context.exit(context.obj.open_window(context.obj.library, ""))


@postil.command("open", help="Open the window, at an ARTICLE, a FILE or a postil:// link.")
@click.argument("target", default="", metavar="[ARTICLE | FILE | LINK]")
@click.pass_obj
def open_window(calling: Calling, target: str) -> int:
    """Open the window at ``target``."""
    return calling.open_window(calling.library, target)


for _command in (
    add,
    list_articles,
    search_library,
    show,
    show_provenance,
    delete,
    *SHELVING,
    highlight,
    highlights,
    entities,
    dossier,
    timeline,
    cite,
    sources,
    check_all_notes,
    export,
    backup,
    backups,
    restore_backup,
    recover_library,
    import_library,
    check,
    doctor,
    claims,
    claim,
    link,
):
    postil.add_command(_command)


def run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Run a command; return its exit code: 0, 1 for a problem, 2 for wrong usage. Errors are one sentence each."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison]
        # Closed by whoever called: an answer that is asked for is then none.
        sys.stdin = io.TextIOWrapper(io.BytesIO())
    with harmless_terminals():
        return _called(arguments, open_window)


def _called(arguments: Sequence[str], open_window: OpenWindow) -> int:
    try:
        code = postil.main(
            [_readable(each) for each in arguments], prog_name="postil", standalone_mode=False, obj=open_window
        )
    except Problem as problem:
        return _fail(str(problem), EXIT_PROBLEM)
    except click.UsageError as error:
        return _fail(f"{error.format_message().rstrip('.')}; see postil --help.", EXIT_USAGE)
    except click.ClickException as error:
        return _fail(error.format_message(), EXIT_PROBLEM)
    except (click.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has had enough.
        sys.stderr.close()
        return 0
    except OSError as error:
        if error.errno not in _UNWRITTEN or error.filename is not None:
            raise
        return _fail(say("What was asked for could not be printed; make room where it is written to."), EXIT_PROBLEM)
    return code if isinstance(code, int) else 0


def _readable(argument: str) -> str:
    """Return an argument as text: bytes that are not of UTF-8 stay only in the path of a file that is there."""
    if argument.isascii() or os.path.lexists(argument):
        return argument
    return os.fsencode(argument).decode("utf-8", "replace")


def _fail(sentence: str, code: int) -> int:
    click.echo(sentence, err=True)
    return code
