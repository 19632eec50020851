"""Exports over files that are there, on the command line: refused, merged, replaced, or shown as a difference."""

from collections.abc import Sequence
from pathlib import Path

import click

from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.exporters.merge_diff import summary
from postil.services import exporting
from postil.services.exporting import Wanted
from postil.services.rewriting import Rewriting, kept_folder, remember, wholly
from postil.storage.library import Library


def write_files(
    library: Library, ids: Sequence[str], wanted: Wanted, path: Path, *, merge: bool, replace: bool
) -> None:
    """Write the files and say what became of each; raises Problem where one was left as it is."""
    plans: list[Rewriting] = []

    chosen = wholly if replace else exporting.merging if merge else exporting.careful

    def manner(planned: Rewriting) -> Rewriting | None:
        decided = chosen(planned)
        plans.append(decided or planned)
        return decided

    exported = exporting.export(library, ids, wanted, path, manner=manner)
    for planned in plans:
        if planned not in exported.waiting:
            _tell(planned)
    if any(each.state in {"own", "touched", "foreign"} for each in plans if each not in exported.waiting):
        click.echo(say("The files as they were are in {folder}.", folder=kept_folder(library.path)), err=True)
    try:
        library.apply(remember(library, exported.records))
    except Problem as problem:
        click.echo(say("The next export will not know these files: {reason}", reason=problem), err=True)
    if exported.failed:
        raise exported.failed
    if exported.waiting:
        raise refusal(exported.waiting[0], merge=merge)


def show_changes(library: Library, ids: Sequence[str], wanted: Wanted, path: Path, *, whole: bool) -> None:
    """Print what would change, as ``diff -u`` does; nothing is written."""
    exported = exporting.export(library, ids, wanted, path, manner=_leave)
    for planned in exported.waiting:
        shown = wholly(planned) if whole else planned
        if not shown.is_text:
            click.echo(say("{file}: would be written anew; its format is not text.", file=shown.path))
            continue
        click.echo(shown.diff(), nl=False)
        if shown.can_merge and shown.merged is not None and shown.merged.is_touched:
            click.echo(summary(shown.merged), err=True)
    if exported.failed:
        raise exported.failed


def refusal(planned: Rewriting, *, merge: bool) -> Problem:
    """Return why a file was left as it is, and what to do."""
    if planned.state == "foreign":
        return Problem(
            "“{file}” was not written by Postil, or is another export, and was left as it is. Choose another name, "
            "or give --replace.",
            file=planned.path,
        )
    if planned.can_merge and not merge:
        return Problem(
            "“{file}” was changed since Postil wrote it, and was left as it is. Give --merge to keep what you wrote, "
            "--diff to see what would change, or --replace to write it anew.",
            file=planned.path,
        )
    return Problem(
        "“{file}” was changed since Postil wrote it, and what you wrote in it cannot be kept in this format. It was "
        "left as it is: choose another name, or give --replace.",
        file=planned.path,
    )


def _leave(planned: Rewriting) -> None:
    del planned


def _tell(planned: Rewriting) -> None:
    changes = summary(planned.merged) if planned.merged is not None and planned.can_merge else ""
    if planned.state == "same":
        click.echo(say("Nothing is new in {file}. {changes}", file=planned.path, changes=changes).rstrip())
    elif planned.state == "touched" and planned.can_merge:
        click.echo(say("Exported to {file}. {changes}", file=planned.path, changes=changes))
    else:
        click.echo(say("Exported to {file}.", file=planned.path))
