"""``postil backup``, ``backups`` and ``restore``: copies of the library, and one of them made the library again."""

from pathlib import Path
from typing import Any

import click

from postil.cli.records import Calling, reading, say_json
from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.storage.backups import (
    BY_HAND,
    Backup,
    Content,
    backup_folder,
    backups_in,
    copy_backup,
    find_backup,
    look_into,
    make_backup,
)
from postil.storage.comparing import KINDS, Difference, Kind, Where, compare
from postil.storage.restoring import restore

_WHERE: dict[Where, str] = {"here": "only now", "there": "only there", "changed": "changed"}
_STATES = {"sound": "sound", "damaged": "damaged", "newer": "from a newer Postil"}


@click.command(help="Write a checked copy of the library to FILE, or else beside it with the backups of each day.")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Copy the backup into this folder as well: one that is synced, or on another disk.",
)
@click.pass_obj
def backup(calling: Calling, file: Path | None, folder: Path | None) -> None:
    """Back the library up."""
    if file is not None and folder is not None:
        raise click.UsageError(say("Give a FILE or --folder, not both."))
    with reading(calling, must_exist=True) as library:
        if file is not None:
            library.back_up(file.absolute())
            click.echo(say("The library was copied to {file}.", file=file))
            return
    made = make_backup(calling.library, BY_HAND)
    click.echo(say("The library was copied to {file}.", file=made.path))
    if folder is not None:
        click.echo(say("The library was copied to {file}.", file=copy_backup(made.path, folder, calling.library)))


@click.command(help="List the backups of the library, the newest first, after opening and checking each.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def backups(calling: Calling, *, as_json: bool) -> None:
    """Print a line or an object for each backup."""
    found = [(each, look_into(each.path)) for each in backups_in(backup_folder(calling.library), calling.library)]
    if as_json:
        say_json([_object(each, content) for each, content in found])
        return
    if not found:
        click.echo(say("There is no backup yet; postil backup makes one."))
    for each, content in found:
        held = say(
            "{articles}, {highlights}",
            articles=count("{number} article", "{number} articles", content.articles),
            highlights=count("{number} highlight", "{number} highlights", content.highlights),
        )
        state = held if content.state == "sound" else say(_STATES[content.state])
        if content.altered:
            state += f"; {_altered(content)}"
        click.echo(f"{each.made:%Y-%m-%d %H:%M:%S}  {each.purpose or 'daily':<15} {state}")


@click.command(
    "restore",
    help="Make the library again what BACKUP holds: a file, or the date of one of postil backups. Says first what "
    "would change; what the library holds now is backed up before.",
)
@click.argument("wanted", metavar="BACKUP")
@click.option("--yes", is_flag=True, help="Restore without asking.")
@click.option("--dry-run", "only_tell", is_flag=True, help="Only say what would change.")
@click.pass_obj
def restore_backup(calling: Calling, wanted: str, *, yes: bool, only_tell: bool) -> None:
    """Restore a backup after telling what that changes."""
    path = find_backup(wanted, calling.library)
    content = look_into(path)
    if content.altered:
        click.echo(say("In this backup, {records}.", records=_altered(content)), err=True)
    if calling.library.exists():
        _tell(calling.library, path)
    if only_tell:
        return
    if not yes and not click.confirm(say("Make the library what this backup holds?"), err=True):
        raise click.Abort
    kept = restore(path, calling.library)
    click.echo(say("The library is what {file} holds.", file=path.name))
    if kept is not None:
        click.echo(say("What it held before is in {file}.", file=kept))


def _tell(library: Path, backup_file: Path) -> None:
    try:
        difference = compare(library, backup_file)
    except Problem as problem:
        # A damaged library is a reason to restore, not one against it.
        click.echo(problem, err=True)
        return
    if difference.is_none:
        click.echo(say("It holds the same as the library now."))
    for where in _WHERE:
        for kind in KINDS:
            _tell_kind(difference, kind, where)


def _tell_kind(difference: Difference, kind: Kind, where: Where) -> None:
    titles = [each.title for each in difference.rows if each.kind == kind and each.where == where]
    for title in titles:
        click.echo(f"{say(_WHERE[where]):<11} {say(kind):<11} {title}")
    more = difference.numbers.get((kind, where), 0) - len(titles)
    if more > 0:
        told = count("and {number} more", "and {number} more", more)
        click.echo(f"{say(_WHERE[where]):<11} {say(kind):<11} {told}")


def _altered(content: Content) -> str:
    return count(
        "{number} record is not as it was written", "{number} records are not as they were written", content.altered
    )


def _object(backup_file: Backup, content: Content) -> dict[str, Any]:
    return {
        "file": str(backup_file.path),
        "made": f"{backup_file.made:%Y-%m-%dT%H:%M:%SZ}",
        "purpose": backup_file.purpose or "daily",
        "size": backup_file.size,
        "state": content.state,
        "articles": content.articles,
        "highlights": content.highlights,
        "altered": content.altered,
    }
