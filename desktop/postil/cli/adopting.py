"""``postil add --highlights``: what was highlighted in other programs comes in."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from postil.cli.records import Calling, highlight_object, say_json, writing
from postil.domain.foreign import ForeignWork
from postil.domain.problems import Problem
from postil.domain.records import Color
from postil.services.adopting import Adopted, Adoption, adopt
from postil.services.adoption_report import headline, report
from postil.services.children import worker_command
from postil.services.reading import ReadingProcess


def add_highlights(calling: Calling, paths: Sequence[str], *, deleted_too: bool, as_json: bool) -> int:
    """Bring in the highlights of every file that is one of another program; return 1 where one is not, else 0.

    ``deleted_too``: also those that were deleted in Postil.

    The files come in together, as one step: those that cannot be read are told of and left out.
    """
    works: list[ForeignWork] = []
    failed = False
    with ReadingProcess(worker_command("marks")) as reader:
        for path in paths:
            try:
                works += _read(reader, path)
            except Problem as problem:
                failed = True
                click.echo(str(problem), err=True)
    if works:
        with writing(calling) as library:
            with library.alone():
                adoption = adopt(library, works, deleted_too=deleted_too)
                library.apply(adoption.edit)
            colors = {color.id: color for color in library.colors()}
        _tell(adoption, colors, as_json=as_json)
    elif as_json:
        say_json([])
    return 1 if failed else 0


def _read(reader: ReadingProcess, path: str) -> tuple[ForeignWork, ...]:
    from postil.importers.files import pick_up

    return reader.read_marks(pick_up(Path(path)))


def _tell(adoption: Adoption, colors: dict[str, Color], *, as_json: bool) -> None:
    for refusal in adoption.refused:
        click.echo(refusal, err=True)
    if as_json:
        say_json([_object(each, colors) for each in adoption.adopted])
        return
    click.echo(headline(adoption))
    for line in report(adoption):
        click.echo(f"  {line.sentence}")


def _object(adopted: Adopted, colors: dict[str, Color]) -> dict[str, Any]:
    """Return a highlight as ``postil highlights --json`` has it, with its article and what became of it."""
    highlight = adopted.highlight
    return {
        **highlight_object(highlight, colors),
        "article": highlight.article_id,
        "title": adopted.title,
        "foreign": highlight.foreign,
        "locator": highlight.locator,
        "created": highlight.created,
        "modified": highlight.modified,
        "fate": adopted.fate,
    }
