"""``postil recover``: what can be read of a damaged library, in a new one."""

from pathlib import Path

import click

from postil.domain.wording import count, say
from postil.storage.recovering import recover


@click.command(
    name="recover", help="Read what can be read of the damaged library FILE into a new one; FILE stays as it is."
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), help="The new library.")
def recover_library(file: Path, target: Path) -> None:
    """Print what came over and, on standard error, a sentence for each thing that did not."""
    recovered = recover(file.absolute(), target.absolute())
    for sentence in recovered.lost:
        click.echo(sentence, err=True)
    click.echo(
        say(
            "{articles} and {highlights} were read from {file} into {target}.",
            articles=count("{number} article", "{number} articles", recovered.articles),
            highlights=count("{number} highlight", "{number} highlights", recovered.highlights),
            file=file,
            target=target,
        )
    )
    lost = len(recovered.lost)
    if lost:
        click.echo(count("{number} thing is lost or incomplete.", "{number} things are lost or incomplete.", lost))
    else:
        click.echo(say("Nothing is lost."))
