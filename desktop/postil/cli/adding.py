"""``postil add``: files, folders, addresses and standard input become articles."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click

from postil.cli.progress import ProgressLine
from postil.cli.records import Calling, article_object, require, say_json, writing
from postil.cli.revising import add_version, kin_object, kin_sentence
from postil.domain.problems import PasswordNeeded, Problem
from postil.domain.sources import Imported, Source
from postil.domain.wording import count, say
from postil.services.importing import Arrival, How, receive
from postil.services.reading import ReadingProcess
from postil.storage.library import Library

_ATTEMPTS = 3
"""How often a password is asked for."""

_TOLD: dict[How, str] = {
    "new": "{id}  {title}",
    "known": "{id}  {title} (was there already)",
    "revision": "{id}  {title} (new version)",
}


@dataclass(frozen=True, slots=True)
class _Ended:
    """How one source ended: an arrival, or why there is none; also a remark on an arrival is a ``sentence``."""

    arrival: Arrival | None
    sentence: str = ""


@click.command(help="Bring articles in: files, folders, http(s) addresses, or - for text on standard input.")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--highlights", is_flag=True, help="The sources are highlights that other programs exported.")
@click.option("--deleted-too", is_flag=True, help="With --highlights: also those that you deleted in Postil.")
@click.option("--as-revision-of", "article", metavar="ARTICLE", help="SOURCE is a newer version of ARTICLE.")
@click.option("--force", is_flag=True, help="With --as-revision-of: even if it looks like an error page.")
@click.option("--new", "apart", is_flag=True, help="Add newer versions as articles of their own.")
@click.option("--json", "as_json", is_flag=True, help="Print the articles, or the highlights, as JSON.")
@click.pass_obj
def add(
    calling: Calling,
    sources: tuple[str, ...],
    *,
    highlights: bool,
    deleted_too: bool,
    article: str | None,
    force: bool,
    apart: bool,
    as_json: bool,
) -> int:
    """Add every source that can be added; exit 1 where one could not."""
    if highlights + apart + (article is not None) > 1 or (force and article is None):
        raise click.UsageError(
            say("--highlights, --new and --as-revision-of exclude each other; --force needs the last.")
        )
    if deleted_too and not highlights:
        raise click.UsageError(say("--deleted-too needs --highlights."))
    if highlights:
        from postil.cli.adopting import add_highlights

        return add_highlights(calling, sources, deleted_too=deleted_too, as_json=as_json)
    if article is not None:
        if len(sources) != 1:
            raise click.UsageError(say("Give one SOURCE with --as-revision-of."))
        return add_version(calling, article, partial(_read_alone, sources[0]), force=force, as_json=as_json)
    added: list[dict[str, object]] = []
    ended: list[_Ended] = []
    with writing(calling) as library, ReadingProcess() as reader:
        for each in _all_ended(library, reader, sources, apart=apart):
            ended.append(each)
            if each.sentence:
                click.echo(each.sentence, err=True)
            if each.arrival is None:
                continue
            item, revision = require(library, each.arrival.article_id)
            added.append({**article_object(item, revision), "kin": kin_object(each.arrival.kin)})
            if not as_json:
                click.echo(say(_TOLD[each.arrival.how], id=item.id, title=item.title))
    if as_json:
        say_json(added)
    failed = any(each.arrival is None for each in ended)
    if not as_json and len(ended) > 1 and (failed or sys.stderr.isatty()):
        # A script that asks for nothing but success finds its standard error empty.
        click.echo(_report(ended), err=True)
    return 1 if failed else 0


def _all_ended(library: Library, reader: ReadingProcess, sources: Iterable[str], *, apart: bool) -> Iterator[_Ended]:
    """Add the sources one after the other, those of folders in the folders' places."""
    named: list[str | _Ended] = [each for source in sources for each in _unfolded(source)]
    progress = ProgressLine(len(named))
    for number, name in enumerate(named, start=1):
        if isinstance(name, _Ended):
            yield name
            continue
        progress.show(number, name)
        try:
            ended = _add(library, name, *_load_and_read(reader, name, progress), apart=apart)
        except Problem as problem:
            ended = _Ended(None, str(problem))
        finally:
            progress.clear()
        yield ended


def _unfolded(named: str) -> list[str | _Ended]:
    """Return ``named`` itself, or the files of the folder that it names."""
    if named == "-" or _is_address(named) or not _is_folder(named):
        return [named]
    from postil.importers import IMPORTERS
    from postil.importers.folders import files_in

    try:
        found = files_in(Path(named).expanduser(), tuple(each for known in IMPORTERS for each in known.extensions))
    except Problem as problem:
        return [_Ended(None, str(problem))]
    closed = (
        _Ended(None, say("“{name}” may not be looked into: ask its owner for permission.", name=folder.name))
        for folder in found.closed
    )
    return [*map(str, found.files), *closed]


def _add(library: Library, named: str, source: Source, imported: Imported, *, apart: bool) -> _Ended:
    # Another "postil add" may be bringing the same text in, or a text with the same citation key.
    with library.alone():
        arrival = receive(library, source, imported)
        kin = None if apart else arrival.kin
        if kin is None or not kin.is_sure:
            library.apply(arrival.edit)
    if arrival.in_trash:
        restore = say("It is in the trash; bring it back with: postil trash --restore {id}", id=arrival.article_id)
        return _Ended(arrival, restore)
    if kin is None:
        return _Ended(arrival)
    return _Ended(None if kin.is_sure else arrival, kin_sentence(library, named, kin))


def _load_and_read(reader: ReadingProcess, named: str, progress: ProgressLine) -> tuple[Source, Imported]:
    source = _load(named)
    return source, _read(reader, source, progress)


def _read_alone(named: str) -> tuple[Source, Imported]:
    with ReadingProcess() as reader:
        return _load_and_read(reader, named, ProgressLine(1))


def _read(reader: ReadingProcess, source: Source, progress: ProgressLine) -> Imported:
    """Have ``source`` read; who sits at the terminal is asked for its password."""
    left = _ATTEMPTS
    while True:
        try:
            return reader.read(source)
        except PasswordNeeded as problem:
            if not left or not sys.stdin.isatty():
                raise
            left -= 1
            progress.clear()
            click.echo(str(problem), err=True)
        password = click.prompt(say("Password"), default="", hide_input=True, show_default=False, err=True)
        source = replace(source, password=password)


def _load(named: str) -> Source:
    if named == "-":
        return Source("text", _piped(), media_type="text/plain")
    if _is_address(named):
        from postil.importers.fetching import fetch

        return fetch(named)
    from postil.importers.files import pick_up

    return pick_up(Path(named))


def _is_address(named: str) -> bool:
    """Tell whether ``named`` is an address; that of another scheme than http(s) is refused as such, not as a file."""
    scheme, colon, _ = named.partition("://")
    return bool(colon) and scheme.isascii() and scheme.isalnum()


def _is_folder(named: str) -> bool:
    try:
        return Path(named).expanduser().is_dir()
    except (OSError, ValueError, RuntimeError):
        # No path of anything: whoever picks the file up says so.
        return False


def _piped() -> bytes:
    from postil.importers.files import LIMIT

    content = sys.stdin.buffer.read(LIMIT + 1)
    if len(content) > LIMIT:
        raise Problem(
            "Standard input holds more than {limit} MB, more than Postil reads. Import a part of it.",
            limit=LIMIT // 2**20,
        )
    return content


def _report(ended: list[_Ended]) -> str:
    """Return one line about all sources: how many came in, were there, got a new version, failed."""
    hows = [each.arrival.how if each.arrival else "" for each in ended]
    parts = [
        count("{number} came in", "{number} came in", hows.count("new")),
        count("{number} was there already", "{number} were there already", hows.count("known")),
        count("{number} got a new version", "{number} got a new version", hows.count("revision")),
        count("{number} did not come in", "{number} did not come in", hows.count("")),
    ]
    told = [part for part, how in zip(parts, ("new", "known", "revision", ""), strict=True) if how in hows]
    return say("Of {total} sources: {parts}.", total=f"{len(ended):,}", parts=", ".join(told))
