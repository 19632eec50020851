"""What a reader types into a bibliographic record: authors by the line, dates in EDTF."""

from collections.abc import Mapping
from datetime import date as day
from typing import cast

from postil.domain.problems import Problem
from postil.domain.records import Name


def read_authors(lines: str) -> tuple[Name, ...]:
    """Return the authors in ``lines``, one on each: ``Family, Given``, or a name that is not to be taken apart.

    Braces hold a name with a comma together: ``{Doe, Roe and Sons}``. ``Family,`` alone is a family name.
    """
    return tuple(_author(" ".join(line.split())) for line in lines.split("\n") if line.strip(" \t,{}\r"))


def write_authors(authors: tuple[Name, ...]) -> str:
    """Return the lines that ``read_authors`` reads as these authors."""
    return "\n".join(_line(author) for author in authors)


def check_dates(dates: Mapping[str, str]) -> None:
    """Raise Problem, naming the field, where one of the ``dates`` (label to text) is neither "" nor EDTF level 0.

    Level 0 is a year, a month, a day, a moment or an interval of these: ``1941``, ``1941-06``, ``1941-06-22``.
    Imports ``edtf``, which takes a fifth of a second: not for the window's thread.
    Source: https://www.loc.gov/standards/datetime/
    """
    for label, date in dates.items():
        if date and not _is_level_0(date):
            raise Problem(
                "{field}: “{date}” is not a date that Postil can keep. Write it as 1941, 1941-06 or 1941-06-22.",
                field=label,
                date=date,
            )


def _is_level_0(date: str) -> bool:
    if _kind(date) not in {"Date", "DateAndTime", "Interval"}:
        return False
    # The grammar takes 29 February in every year.
    for end in date.split("/"):
        parts = end.partition("T")[0].split("-")
        if len(parts) == 3 and all(part.isdigit() for part in parts) and int(parts[0]) > 0:
            try:
                day(*map(int, parts))
            except ValueError:
                return False
    return True


def _kind(date: str) -> str:
    """Return the name of the EDTF form that ``date`` has, "" for none."""
    from edtf import EDTFParseException, parse_edtf

    try:
        return type(cast("object", parse_edtf(date))).__name__
    except EDTFParseException:
        return ""


def _author(line: str) -> Name:
    if line.startswith("{") and line.endswith("}"):
        return Name(literal=line[1:-1].strip())
    family, comma, given = (part.strip() for part in line.partition(","))
    return Name(family=family, given=given) if comma else Name(literal=line)


def _line(author: Name) -> str:
    if author.literal:
        held = "," in author.literal or author.literal.startswith("{")
        return f"{{{author.literal}}}" if held else author.literal
    return f"{author.family}, {author.given}".strip() if author.family or author.given else ""
