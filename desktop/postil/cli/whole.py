"""``postil check`` and ``doctor``: whether the library is sound, and the machine it is on."""

import click

from postil.cli.records import Calling, reading
from postil.domain.wording import say
from postil.services.doctor import examine
from postil.storage.checking import check as check_library


@click.command(help="Check the integrity of the library; exit 1 where something is wrong.")
@click.pass_obj
def check(calling: Calling) -> int:
    """Print a sentence for each thing that is wrong."""
    with reading(calling, must_exist=True) as library:
        findings = check_library(library)
    for finding in findings:
        click.echo(finding, err=True)
    if not findings:
        click.echo(say("The library {file} is sound.", file=calling.library))
    return 1 if findings else 0


@click.command(help="Say which versions, places and parts Postil finds, what is missing, and how to get it.")
@click.pass_obj
def doctor(calling: Calling) -> int:
    """Print the findings; exit 1 where something that Postil needs is missing."""
    findings = examine(calling.library)
    width = max(len(finding.part) for finding in findings)
    for finding in findings:
        click.echo(f"{'ok     ' if finding.sound else 'MISSING'}  {finding.part:<{width}}  {finding.said}")
    return 0 if all(finding.sound or finding.optional for finding in findings) else 1
