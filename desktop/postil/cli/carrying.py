"""A whole library as JSON Lines (``postil export --all --to jsonl``) and made again (``postil import-library``)."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from postil.cli.records import Calling, writing
from postil.domain.ids import new_id
from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.storage.checking import check
from postil.storage.dumping import dump, is_dump, load
from postil.storage.library import Library

_HEAD = 200
"""Characters in which the first line of an exported library has room."""


def export_library(library: Library, output: str | None) -> None:
    """Write the whole library to a file that is given its name when it is whole, or print it."""
    if output is None:
        for line in dump(library):
            click.echo(line)
        return
    path = Path(output)
    if path.is_dir() or output.endswith("/"):
        path /= f"{library.path.stem}.jsonl"
    _require_ours(path)
    part = path.with_name(f".{path.name}.{new_id()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in dump(library))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise Problem("The file {file} cannot be written; choose another place or make room.", file=path) from error
    finally:
        part.unlink(missing_ok=True)
    click.echo(say("The whole library was exported to {file}.", file=path))


def _require_ours(path: Path) -> None:
    """Raise Problem where a file is there that is no library that was exported before: it may be the reader's own."""
    try:
        with path.open(encoding="utf-8", newline="\n") as opened:
            ours = is_dump(opened.readline(_HEAD))
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError):
        ours = False
    if not ours:
        raise Problem(
            "The file {file} is not an exported library and was left as it is; choose another name.", file=path
        )


@click.command(
    "import-library",
    help="Make the library, which must be empty or new, of FILE: a whole library from postil export --all --to jsonl.",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def import_library(calling: Calling, file: Path) -> int:
    """Bring a whole library in; exit 1 where what it holds is not sound."""
    lines = _lines(file)
    first = next(lines, "")
    with writing(calling) as library:
        carried = load(_after(first, lines), library)
        findings = check(library)
    articles = count("{number} article", "{number} articles", carried.articles)
    highlights = count("{number} highlight", "{number} highlights", carried.highlights)
    rows = count("{number} row in all", "{number} rows in all", carried.rows)
    click.echo(f"{articles}, {highlights}, {rows}.")
    for finding in findings:
        click.echo(finding, err=True)
    return 1 if findings else 0


def _lines(file: Path) -> Iterator[str]:
    """Yield the lines of a file; only a line feed ends one, whatever else a text may hold."""
    try:
        with file.open(encoding="utf-8", newline="\n") as opened:
            yield from opened
    except (OSError, UnicodeDecodeError) as error:
        raise Problem("The file {file} cannot be read; check its name and that it may be opened.", file=file) from error


def _after(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest
