"""``postil export``: notes go out, checked."""

import os
from pathlib import Path

import click

from postil.cli.carrying import export_library
from postil.cli.export_options import with_options
from postil.cli.records import Calling, reading
from postil.cli.rewriting import show_changes, write_files
from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.exporters.options import ExportOptions
from postil.services import exporting
from postil.storage.shelf import find_article, shelf


@click.command(
    help="Export ARTICLEs, or --all, with their notes to a file, a folder or standard output. --all --to jsonl gives "
    "everything that the library holds, for postil import-library."
)
@click.argument("articles", nargs=-1, metavar="[ARTICLE...]")
@click.option("--all", "every", is_flag=True, help="Export all articles.")
@click.option("--output", metavar="PATH", help="A file, or a folder for a file each.")
@click.option("--merge", is_flag=True, help="Keep what you wrote in files that are there; put in what is new.")
@click.option("--replace", is_flag=True, help="Write files anew, whatever stands in them; a copy of them is kept.")
@click.option("--diff", is_flag=True, help="Print what would change in files that are there; write nothing.")
@click.pass_obj
@with_options
def export(
    calling: Calling,
    articles: tuple[str, ...],
    *,
    every: bool,
    options: ExportOptions,
    output: str | None,
    merge: bool,
    replace: bool,
    diff: bool,
) -> None:
    """Write the notes, after they were parsed back and compared."""
    if merge and replace:
        raise click.UsageError(say("Give --merge or --replace, not both."))
    if (merge or replace or diff) and output is None:
        raise click.UsageError(say("Say with --output which files are meant."))
    every = every or (options.format == "jsonl" and not articles)
    if not articles and not every:
        raise click.UsageError(say("Name an ARTICLE, or give --all."))
    with reading(calling, must_exist=every and options.format == "jsonl") as library:
        if every and options.format == "jsonl":
            if merge or replace or diff:
                raise click.UsageError(say("A whole library is always written anew."))
            export_library(library, output)
            return
        ids = [row.id for row in shelf(library)] if every else [find_article(library, each) for each in articles]
        if not ids:
            raise Problem("The library is empty, so there is nothing to export; add an article first.")
        if output is None:
            click.echo(exporting.render(library, ids, options), nl=False)
            return
        if diff:
            show_changes(library, ids, options, _destination(output), whole=replace)
        else:
            write_files(library, ids, options, _destination(output), merge=merge, replace=replace)


def _destination(output: str) -> Path:
    """Return where to write: a path that ends with a slash is a folder, made where there is none."""
    folder = Path(output)
    if not output.endswith(("/", os.sep)):
        return folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem("The folder {folder} cannot be made; choose another one.", folder=folder) from error
    return folder
