"""``postil sources``: the works of the library and those it only cites, their records in CSL-JSON."""

from pathlib import Path

import click

from postil.cli.records import Calling, reading, say_json, writing
from postil.domain.citing import format_reference
from postil.domain.csl import to_csl
from postil.domain.foreign import ForeignWork
from postil.domain.wording import count, say
from postil.services.children import worker_command
from postil.services.reading import ReadingProcess
from postil.services.same_sources import duplicates, merge
from postil.services.sources import add_records, check, find_source, remove
from postil.services.sources import sources as all_sources


@click.group(help="The sources of the library: records of its articles, and works that it only cites.")
def sources() -> None:
    """Hold the commands together."""


@sources.command("list", help="List the sources by citation key.")
@click.option("--json", "as_json", is_flag=True, help="Print them as CSL-JSON.")
@click.pass_obj
def list_sources(calling: Calling, *, as_json: bool) -> None:
    """Print every source."""
    with reading(calling) as library:
        rows = all_sources(library)
    if as_json:
        say_json([to_csl(row.item) for row in rows])
        return
    for row in rows:
        click.echo(f"@{row.item.key}  {format_reference(row.item)}")


@sources.command(help="Add the records in FILEs of BibTeX, RIS or CSL-JSON; what is known already is filled in.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.pass_obj
def add(calling: Calling, files: tuple[str, ...]) -> None:
    """Bring the records of all files in, as one step."""
    from postil.importers.files import pick_up

    works: list[ForeignWork] = []
    with ReadingProcess(worker_command("marks")) as reader:
        for file in files:
            works += reader.read_marks(pick_up(Path(file)))
    with writing(calling) as library, library.alone():
        adoption = add_records(library, works)
        library.apply(adoption.edit)
    new, filled, known = adoption.records
    click.echo(count("{number} source was added.", "{number} sources were added.", new))
    if filled + known:
        click.echo(
            say("{filled} were here and could be completed, {known} were here.", filled=filled, known=known), err=True
        )


@sources.command(help="Show the record of the source with this KEY, and what is wrong with it.")
@click.argument("key")
@click.option("--json", "as_json", is_flag=True, help="Print it as CSL-JSON.")
@click.pass_obj
def show(calling: Calling, key: str, *, as_json: bool) -> None:
    """Print one source."""
    with reading(calling) as library:
        item = find_source(library, key)
    if as_json:
        say_json(to_csl(item))
        return
    click.echo(format_reference(item))
    for name, value in to_csl(item).items():
        click.echo(f"{name}: {value}")
    for sentence in check(item):
        click.echo(sentence, err=True)


@sources.command("remove", help="Take the work with this KEY away; the record of an article goes with the article.")
@click.argument("key")
@click.pass_obj
def remove_source(calling: Calling, key: str) -> None:
    """Remove one work."""
    with writing(calling) as library, library.alone():
        library.apply(remove(library, find_source(library, key)))


@sources.command("duplicates", help="List sources that are likely one work: by DOI, ISBN, or title, year and author.")
@click.option("--json", "as_json", is_flag=True, help="Print the groups of keys as JSON.")
@click.pass_obj
def list_duplicates(calling: Calling, *, as_json: bool) -> None:
    """Print each group on a line."""
    with reading(calling) as library:
        groups = duplicates(library)
    if as_json:
        say_json([[item.key for item in group] for group in groups])
        return
    for group in groups:
        click.echo("  ".join(f"@{item.key}" for item in group))


@sources.command("merge", help="Fill KEPT with what only OTHER says, and take OTHER away.")
@click.argument("kept")
@click.argument("other")
@click.pass_obj
def merge_sources(calling: Calling, kept: str, other: str) -> None:
    """Make one source of two."""
    with writing(calling) as library, library.alone():
        library.apply(merge(library, find_source(library, kept), find_source(library, other)))
