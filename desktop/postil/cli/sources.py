"""``postil sources``: the works of the library and those it only cites, their records in CSL-JSON."""

from pathlib import Path

import click

from postil.cli.records import Calling, reading, say_json, writing
from postil.domain.citing import format_reference
from postil.domain.csl import to_csl
from postil.domain.foreign import ForeignWork
from postil.domain.problems import Problem
from postil.domain.records import CslItem
from postil.domain.text import plain_title
from postil.domain.wording import count, say
from postil.services import sources as sources_of
from postil.services.adding_sources import read_each
from postil.services.articles import edit_item
from postil.services.citations import notes_citing
from postil.services.looking_up import look_up
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
        cited = "  " + count("(cited {number} time)", "(cited {number} times)", row.cited) if row.cited else ""
        click.echo(f"@{row.item.key}  {format_reference(row.item)}{cited}")


@sources.command(
    help="Add works: the records in FILEs of BibTeX, RIS or CSL-JSON, or what a registry knows of a number."
)
@click.argument("files", nargs=-1, metavar="[FILE...]")
@click.option("--doi", "dois", multiple=True, metavar="DOI", help="Look this DOI up at doi.org; asks the network.")
@click.option("--isbn", "isbns", multiple=True, metavar="ISBN", help="Look this ISBN up at openlibrary.org; asks it.")
@click.option("--dry-run", is_flag=True, help="Print what was found as CSL-JSON, and add nothing.")
@click.pass_obj
def add(
    calling: Calling, files: tuple[str, ...], dois: tuple[str, ...], isbns: tuple[str, ...], *, dry_run: bool
) -> None:
    """Bring the records of all files and numbers in, as one step."""
    if not (files or dois or isbns):
        raise click.UsageError("Give a FILE, --doi or --isbn")
    read, unread = read_each(map(Path, files)) if files else ((), ())
    works = [*read, *map(look_up, (*dois, *isbns))]
    if unread and not works:
        raise Problem("{sentences}", sentences="\n".join(unread))
    with writing(calling) as library, library.alone():
        adoption = add_records(library, works)
        added = [change.after for change in adoption.edit.changes if isinstance(change.after, CslItem)]
        if not dry_run:
            library.apply(adoption.edit)
    if dry_run:
        say_json([to_csl(item) for item in added])
    else:
        _tell_added(adoption.records, added)
    for sentence in (*unread, *adoption.refused, *_remarks(works)):
        click.echo(sentence, err=True)
    if unread:
        click.get_current_context().exit(1)


def _remarks(works: list[ForeignWork]) -> list[str]:
    named = [(plain_title(work.title) or work.url or say("Untitled"), work.record) for work in works if work.record]
    return [f"{name}: {remark}" for name, record in named for remark in record.remarks]


def _tell_added(records: tuple[int, int, int], added: list[CslItem]) -> None:
    new, filled, known = records
    click.echo(count("{number} source was added.", "{number} sources were added.", new))
    for item in added:
        click.echo(f"@{item.key}  {format_reference(item)}")
    if filled:
        told = count("{number} was here and could be completed.", "{number} were here and could be completed.", filled)
        click.echo(told, err=True)
    if known:
        click.echo(count("{number} was here already.", "{number} were here already.", known), err=True)


@sources.command("new", help="Add a work by hand: FIELD=VALUE pairs in CSL's names, authors as “Family, Given; …”.")
@click.argument("pairs", nargs=-1, required=True, metavar="FIELD=VALUE...")
@click.pass_obj
def new_source(calling: Calling, pairs: tuple[str, ...]) -> None:
    """Add one work and print its citation key."""
    with writing(calling) as library, library.alone():
        item = sources_of.new_item()
        edit, added = sources_of.add_item(library, sources_of.with_fields(item, _pairs(pairs)))
        library.apply(edit)
    click.echo(f"@{added.key}")


@sources.command("edit", help="Change fields of the source with this KEY; FIELD= empties one.")
@click.argument("key")
@click.argument("pairs", nargs=-1, required=True, metavar="FIELD=VALUE...")
@click.pass_obj
def edit_source(calling: Calling, key: str, pairs: tuple[str, ...]) -> None:
    """Change one source."""
    with writing(calling) as library, library.alone():
        item = find_source(library, key)
        library.apply(edit_item(library, item, sources_of.with_fields(item, _pairs(pairs))))


@sources.command("key", help="Give the source with this KEY another one; the notes that cite it follow.")
@click.argument("key")
@click.argument("new")
@click.pass_obj
def change_key(calling: Calling, key: str, new: str) -> None:
    """Change a citation key."""
    with writing(calling) as library, library.alone():
        edit = sources_of.rekey(library, find_source(library, key), new.removeprefix("@"))
        library.apply(edit)
    notes = len(edit.changes) - 1
    if notes > 0:
        click.echo(count("{number} note follows.", "{number} notes follow.", notes))


@sources.command(
    "check", help="Say what is wrong with the records: what CSL does not know, a DOI or ISBN that is none."
)
@click.pass_obj
def check_sources(calling: Calling) -> None:
    """Print a line for each fault; nothing is wrong where there is none."""
    with reading(calling, must_exist=True) as library:
        rows = all_sources(library)
    for row in rows:
        for sentence in check(row.item):
            click.echo(f"@{row.item.key}  {sentence}")


def _pairs(pairs: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        name, given, value = pair.partition("=")
        if not given:
            raise click.UsageError(f"“{pair}” is no FIELD=VALUE")
        found[name.strip()] = value
    return found


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
        item = find_source(library, key)
        citing = len(notes_citing(library, item.key))
        library.apply(remove(library, item))
    if citing:
        told = count("{number} note still cites @{key}.", "{number} notes still cite @{key}.", citing, key=item.key)
        click.echo(told, err=True)


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
